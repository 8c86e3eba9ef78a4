"""What a vehicle is: one answer for quotas, checks and the counts that a text prints."""

from dataclasses import replace

import pytest

from desktop.catalog import assets
from desktop.catalog.strict import DataError
from desktop.layouts.form import loader
from desktop.layouts.tables.figures import Figures
from desktop.ledger.records import Asset
from tests.small_cases import small_cases

VEHICLES = ("一般公务用车", "执法执勤用车", "在编公务用车", "车辆", "其他用车", "副部（省）级及以上领导用车", "新能源车", "皮卡",
            "公务用车（辆）", "车辆 (台)", "车辆数", "救护车", "其他用车（含租赁）（辆）")  # fmt: skip
OTHERS = (
    "单位价值50万元以上通用设备",
    "车辆检测设备",
    "车床",
    "公务用车充电桩",
    "电动自行车",
    "叉车",
    "车",
    "",
    "车库（带车）",
)


@small_cases("kind", VEHICLES)
def test_vehicles(kind):
    assert assets.fits(kind, "vehicles")
    assert not assets.unclear(kind)


@small_cases("kind", [kind for kind in OTHERS if kind != "车"])
def test_what_is_none(kind):
    assert not assets.fits(kind, "vehicles")


@small_cases(
    ("kind", "unclear"),
    [("车库", True), ("车牌", True), ("车辆检测设备", False), ("叉车", False), ("电动自行车（辆）", False), ("打印机", False),
     ("房屋", False), ("公务用车", False)],
)  # fmt: skip
def test_a_word_about_cars_that_is_neither_is_unclear(kind, unclear):
    assert assets.unclear(kind) is unclear


def test_vehicles_are_counted_by_their_stock():
    owned = (
        Asset(kind="一般公务用车", stock=2, purchase=5),
        Asset(kind="通用设备", stock=9),
        Asset(kind="其他用车", stock=1),
    )
    assert assets.vehicles(owned) == 3
    assert assets.vehicles(()) == 0


def test_a_pattern_of_words_still_works():
    assert assets.fits("执勤执法用车", "*执*用车")
    assert not assets.fits("一般公务用车", "*执*用车")
    assert assets.fits("Device", "Device")
    assert not assets.fits("device", "Device")


@small_cases("key", loader.available())
def test_every_form_says_of_its_kinds_what_is_a_vehicle(key):
    kinds = loader.load(key).asset_kinds
    assert kinds
    for kind in kinds:
        assert assets.fits(kind, "vehicles") is (not kind.endswith("设备")), kind


@pytest.mark.parametrize("key", loader.available())
def test_the_number_of_vehicles_in_the_text_is_that_of_the_quota(key, sample_facts, disclosures):
    form = loader.load(key)
    if "vehicles_total" not in form.figures:
        pytest.skip("this layout prints no total of vehicles")
    owned = (Asset(kind="一般公务用车", stock=2), Asset(kind="车辆检测设备", stock=7), Asset(kind="其他用车", stock=1))
    facts = replace(sample_facts["qinghe_2025"][0], assets=owned)
    figures = Figures(form, facts, disclosures["qinghe_2025"].cube, has_last=True)
    assert figures.get("vehicles_total").shown == "3" == str(assets.vehicles(owned))


def test_a_broken_file_is_refused_by_name_and_key(tmp_path):
    path = tmp_path / "assets.toml"
    path.write_text('[vehicles]\nlabel = "车辆"\nendings = ["车"]\nothers = []\nmore = 1\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"assets.toml: \[vehicles\]: 没有“more”这一项"):
        assets.groups(path)
