"""Where forms lie: the shipped folder and the user's own; what a form extends; names that are no names."""

import shutil
from pathlib import Path

import pytest

from desktop import paths
from desktop.catalog.strict import DataError
from desktop.findings import UserError
from desktop.layouts.form import folders, loader
from desktop.layouts.form.folders import Chain, checked_id, merge
from tests.small_cases import small_cases


def make(root: Path, key: str, text: str) -> Path:
    folder = root / key
    folder.mkdir(parents=True)
    (folder / "form.toml").write_text(text, encoding="utf-8")
    return folder


OWN = 'extends = "national/2023"\nregion = "西藏"\nyear = 2025\ntitle = "西藏省部门预算公开"\n'


def test_a_child_is_merged_over_its_parent():
    assert merge({"a": {"x": 1, "y": 2}, "b": [1]}, {"a": {"y": 3}, "b": [2]}) == {"a": {"x": 1, "y": 3}, "b": [2]}


def test_a_form_of_ones_own_is_found_beside_the_shipped_ones(home):
    shipped = loader.available()
    make(folders.own(), "西藏/2025", OWN)
    assert loader.available() == [*shipped, "西藏/2025"]
    assert loader.titles()["西藏/2025"] == "西藏省部门预算公开"
    form = loader.load("西藏/2025")
    assert (form.region, len(form.tables), form.folder) == ("西藏", 9, home / "forms/西藏/2025")


def test_a_changed_form_of_ones_own_is_read_again():
    folder = make(folders.own(), "xizang/2025", OWN)
    assert loader.load("xizang/2025").title == "西藏省部门预算公开"
    (folder / "form.toml").write_text(OWN.replace("部门预算公开", "单位预算公开表"), encoding="utf-8")
    assert loader.load("xizang/2025").title == "西藏省单位预算公开表"
    shutil.rmtree(folder)
    assert "xizang/2025" not in loader.available()


BROKEN = {
    "a/2025": OWN + "colour = 1\n",
    "b/2025": "title = ",
    "c/2025": 'extends = "../../c/2025"\n',
    "d/2025": OWN + "order = " + "[" * 2000,
    "e/2025": OWN + 'order = ["../../../secret"]\n',
}


def test_a_broken_form_is_listed_with_its_reason_and_stops_no_other(run):
    for key, text in BROKEN.items():
        make(folders.own(), key, text)
    folder = make(folders.own(), "f/2025", OWN)
    (folder / "narrative.j2").write_text("{{ amuont('income_total') }}", encoding="utf-8")
    folder = make(folders.own(), "g/2025", OWN)
    (folder / "narrative.j2").write_bytes(b"\xff\xfe\x00")
    make(folders.own(), "good/2025", OWN)
    assert "good/2025" in loader.available()
    assert list(loader.problems()) == [*BROKEN, "f/2025", "g/2025"]
    assert "没有“colour”这一项" in loader.problems()["a/2025"]
    assert "f/2025/narrative.j2：第 1 行" in loader.problems()["f/2025"]
    with pytest.raises(UserError, match=r"不能使用.*colour"):
        loader.load("a/2025")
    status, shown, _ = run("forms")
    assert status == 0
    assert "good/2025\t西藏省部门预算公开" in shown
    assert "a/2025\t不能使用：a/2025/form.toml: 没有“colour”这一项" in shown


def test_a_shipped_form_is_not_replaced():
    make(folders.own(), "chongqing/2023", OWN)
    assert "同名" in loader.problems()["chongqing/2023"]
    assert loader.load("chongqing/2023").region == "重庆"


@small_cases("key", ["../x/2025", "x", "x/y", "/etc/2025", "a b/2025", "x/2025/..", ".x/2025"])
def test_what_is_no_key_is_refused(tmp_path, key):
    with pytest.raises(DataError, match="不是“地区/年份”"):
        Chain(tmp_path, key)


def test_a_chain_goes_from_the_child_to_its_furthest_parent(tmp_path):
    make(tmp_path, "xizang/2025", OWN)
    chain = Chain(tmp_path, "xizang/2025", paths.forms())
    assert [level.key for level in chain.levels] == ["xizang/2025", "national/2023"]
    national = chain.find("ties.toml")
    assert national.key == "national/2023"
    assert [level.key for level in chain.below(national)] == ["national/2023", "xizang/2025"]
    assert chain.owner("nothing.toml") is None
    with pytest.raises(DataError, match="没有这个文件"):
        chain.find("nothing.toml")


def test_a_huge_file_is_refused(tmp_path, monkeypatch):
    make(tmp_path, "xizang/2025", OWN)
    monkeypatch.setattr(folders, "LARGEST", 20)
    with pytest.raises(DataError, match="文件超过"):
        Chain(tmp_path, "xizang/2025", paths.forms())


@small_cases("name", ["../x", "x/y", "X", "", "表"])
def test_the_id_of_a_table_is_a_plain_word(name):
    with pytest.raises(DataError, match="只能用小写字母"):
        checked_id(name, "form.toml.order")
