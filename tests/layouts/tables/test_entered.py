"""A count of what nobody entered is no 0; an entry of 0 is one."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.ledger.records import Asset, AssetPlan, DirectLine, Establishment, Person

SPOKEN = {
    "guizhou/2025": ("核定编制", "实有在职人员", "共有车辆"),
    "guangxi/2022": ("核定编制", "现有在编人员", "现有公务用车"),
}
WAITING = ("（待填写：编制）", "（待填写：人员）", "（待填写：车辆）")


@pytest.mark.parametrize("form", SPOKEN)
def test_counts_wait_until_something_is_entered_and_0_is_something(form, wuxi):
    bare = replace(wuxi.facts, people=(), summed_lines=(), establishments=(), assets=(), institutions=())
    disclosure = pipeline.disclose(bare, wuxi.last, loader.load(form))
    for words, gap in zip(SPOKEN[form], WAITING, strict=True):
        assert words + gap in disclosure.narrative.text
    found = [finding.message for finding in disclosure.findings if finding.code == "N03"]
    assert any("没有录入人员" in message and "人员—人员" in message for message in found)
    entered = replace(bare, assets=(Asset(kind="在编公务用车"),), establishments=(Establishment(kind="事业", posts=0),))
    text = pipeline.disclose(entered, wuxi.last, loader.load(form)).narrative.text
    assert f"{SPOKEN[form][0]}0" in text and f"{SPOKEN[form][2]}0辆" in text
    assert f"{SPOKEN[form][1]}（待填写：人员）" in text


@pytest.mark.parametrize(
    ("entered", "printed"),
    [
        ((Asset(kind="车辆"),), "共有车辆0辆，其中一般公务用车0辆、执勤执法用车0辆。"),
        ((Asset(kind="车辆", stock=1),), "一般公务用车（待填写：一般公务用车）"),  # of which kind, nobody said
        ((Asset(kind="一般公务用车"),), "一般公务用车0辆、执勤执法用车（待填写：执勤执法用车）"),
        ((Asset(kind="车辆"), Asset(kind="应急保障用车", stock=1)), "一般公务用车（待填写：一般公务用车）"),
    ],
)
def test_where_there_is_no_vehicle_at_all_there_is_none_of_any_kind(entered, printed, wuxi):
    facts = replace(wuxi.facts, assets=entered)
    assert printed in pipeline.disclose(facts, wuxi.last, loader.load("chongqing/2023")).narrative.text


@pytest.mark.parametrize(
    ("posts", "printed"),
    [
        (("管理七级", "专技十级", "专业技术人员"), "专业技术人员2人，管理人员1人，工勤人员0人"),
        (("管理七级", "技术工三级"), "管理人员（待填写：岗位是管理、专技还是工勤）"),
        (("管理七级", ""), "工勤人员（待填写：岗位是管理、专技还是工勤）"),
    ],
)
def test_staff_whose_post_does_not_say_its_kind_is_not_counted_as_none(posts, printed, wuxi):
    people = tuple(Person(id=n, kind="事业", status="在职", post=post) for n, post in enumerate(posts, 1))
    facts = replace(wuxi.facts, people=people, pay_items=(), summed_lines=())
    text = pipeline.disclose(facts, wuxi.last, loader.load("guangxi/2022")).narrative.text
    assert f"现有在编人员{len(posts)}人" in text and printed in text


def test_no_project_is_a_fact_only_where_there_is_no_project_money(wuxi):
    form = loader.load("shanghai/2025")
    unlisted = replace(wuxi.facts, projects=())
    figure = pipeline.disclose(unlisted, wuxi.last, form).figures.get("performance_projects")
    assert figure.missing and not figure.shown
    basic = tuple(line for line in unlisted.lines if line.nature != "项目")
    figure = pipeline.disclose(replace(unlisted, lines=basic), wuxi.last, form).figures.get("performance_projects")
    assert (figure.missing, figure.shown) == (None, "0")


@pytest.mark.parametrize(("code", "waits"), [("31002", True), ("31013", True), ("31006", False), ("30201", False)])
def test_who_has_money_for_equipment_and_entered_no_new_asset_is_not_said_to_buy_none(code, waits, wuxi):
    """30 万元 of 办公设备购置 stood beside 没有新增资产配置, in the text and under the table."""
    line = DirectLine(id=-1, function_code="2010306", economic_code=code, nature="项目", amount=30_000_00)
    facts = replace(wuxi.facts, lines=(*wuxi.facts.lines, line), asset_plans=())
    form = loader.load("yunnan/2025")
    disclosure = pipeline.disclose(facts, wuxi.last, form)
    table = next(each for each in disclosure.tables if each.id == "asset_plans")
    gap, none = "（待填写：新增资产）", "没有新增资产配置"
    assert (gap in disclosure.narrative.text, none in disclosure.narrative.text) == (waits, not waits)
    assert [gap in note for note in table.notes] == [waits]
    plan = AssetPlan(id=-1, name="台式计算机", quantity=6, price=5_000_00)
    entered = pipeline.disclose(replace(facts, asset_plans=(plan,)), wuxi.last, form)
    assert "新增资产配置1项，见表15" in entered.narrative.text


def test_the_note_of_no_new_assets_goes_when_money_for_equipment_comes(wuxi):
    """Brought up to date, the table says the same as one built from scratch."""
    form, memory = loader.load("yunnan/2025"), pipeline.Memory()
    pipeline.disclose(wuxi.facts, wuxi.last, form, memory=memory)
    line = DirectLine(id=-1, function_code="2010306", economic_code="31003", nature="项目", amount=30_000_00)
    facts = replace(wuxi.facts, lines=(*wuxi.facts.lines, line))
    tables = pipeline.disclose(facts, wuxi.last, form, memory=memory).tables
    assert [t.notes for t in tables] == [t.notes for t in pipeline.disclose(facts, wuxi.last, form).tables]
