"""A list without items makes a true, whole sentence or none: every layout, budgets of nothing and of almost nothing."""

import re
from dataclasses import replace
from itertools import product

import pytest

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.ledger.records import Budget, BudgetFacts, CarryOut, DirectLine, Income, Procurement, Project, Unit
from tests import scale

UNIT = Unit(id=1, name="测试单位", kind="行政")
LINE = DirectLine(1, 1, 0, "2010301", "30201", "", "公用", None, "一般公共预算", "当年", 1_000_000)
INCOME = Income(1, 1, 0, "一般公共预算", "当年", 1_000_000)
PROJECT = replace(LINE, nature="项目", project_id=1, fund="事业收入")

BUDGETS = {
    "nothing": {},
    "one line": {"lines": (LINE,), "incomes": (INCOME,)},
    "income only": {"incomes": (INCOME,)},
    "expenditure only": {"lines": (LINE,)},
    "another fund": {"lines": (PROJECT,), "incomes": (replace(INCOME, source="事业收入"),), "projects": (Project(1, 1, name="大厅"),)},
    "all of it next year": {"incomes": (INCOME,), "carry_outs": (CarryOut(1, 1, 0, "一般公共预算", 1_000_000),)},
    "a purchase": {
        "lines": (replace(LINE, purchased_service=1),), "incomes": (INCOME,),
        "procurements": (Procurement(1, 1, kind="货物", item="柜", fund="一般公共预算", amount=1_000_000),),
    },
}  # fmt: skip
BROKEN = re.compile(r"[：，、；（][。；，、：）]|，（|。[。，；、]|[，、]$|其中[。；]|包括[。；]|（）|元元")
"""Marks that only what was left out can bring together; a gap （待填写：…） stands behind the words it belongs to."""


def narrative(budget, last):
    facts = BudgetFacts(UNIT, Budget(id=1, unit_id=1, year=2027), **BUDGETS[budget])
    before = BudgetFacts(UNIT, Budget(id=2, unit_id=1, year=2026), **BUDGETS[last]) if last else None
    return lambda key: pipeline.disclose(facts, before, loader.load(key)).narrative


def broken(narrative):
    """Sentences with marks that do not belong together, lists announced and not given, headings of nothing."""
    depth = 0
    paragraphs = narrative.paragraphs
    for number, (paragraph, following) in enumerate(zip(paragraphs, [*paragraphs[1:], None], strict=True), 1):
        depth = paragraph.level if paragraph.announces else depth
        ends = following is None or 0 < following.level <= (paragraph.level or depth)
        text = paragraph.text
        announces = paragraph.announces or text.endswith("：")
        lacking = (announces and ends) or (text.endswith("；") and (following is None or following.announces))
        if BROKEN.search(text) or (lacking and number != narrative.annex_at):
            yield text


@pytest.mark.parametrize("key", loader.available())
def test_no_list_breaks_a_sentence(key):
    """In the long form each budget against no last year, an empty one and one of a line; else the emptiest."""
    lasts = ("", "nothing", "one line")
    pairs = product(BUDGETS, lasts) if scale.asked else [("nothing", "")]
    for budget, last in pairs:
        assert [*broken(narrative(budget, last)(key))] == [], (budget, last)


@pytest.mark.parametrize("key", loader.available())
def test_no_sentence_sends_the_reader_to_a_table_without_anything_in_it(key):
    """设置绩效目标的项目0个，见表6 stood over a table that says 本表无数据."""
    for budget in BUDGETS if scale.asked else ("nothing", "a purchase"):
        facts = BudgetFacts(UNIT, Budget(id=1, unit_id=1, year=2027), **BUDGETS[budget])
        disclosure = pipeline.disclose(facts, None, loader.load(key))
        empty = {table.number for table in disclosure.tables if table.empty}
        sent = re.findall(
            "见((?:预算)?(?:公开)?[0-9一二三四五六七八九十]*表[-0-9一二三四五六七八九十]*)", disclosure.narrative.text
        )
        assert empty.isdisjoint(sent), budget


def test_new_assets_are_told_as_the_table_tells_them(sample_facts):
    facts, last = sample_facts["qinghe_2025"]
    form = loader.load("yunnan/2025")
    assert "新增资产配置3项，见表15。" in pipeline.disclose(facts, last, form).narrative.text
    waiting = pipeline.disclose(replace(facts, asset_plans=()), last, form).narrative.text
    assert "，新增资产配置（待填写：新增资产）。" in waiting and "见表15" not in waiting, "there is money for equipment"
    none = narrative("nothing", "")("yunnan/2025").text
    assert "，没有新增资产配置。" in none and "见表15" not in none


@pytest.mark.parametrize("key", ["henan/2022", "guangxi/2022", "guangxi_wuzhou/2025", "shaanxi/2023"])
def test_nothing_is_said_of_the_goals_of_projects_that_are_not_there(key):
    text = narrative("nothing", "")(key).text
    assert not re.search("均编制了绩效目标|按项目编制|实行绩效目标管理", text)
    assert re.search("没有安排(项目支出|当年财政拨款的支出)。", text)


def test_what_is_broken_is_noticed():
    """The control: what was printed before."""
    found = narrative("nothing", "")("gansu/2025")
    for text in ("按功能分类：。", "支出0万元，其中：", "一、支出情况"):
        spoilt = replace(
            found.paragraphs[-1], runs=(replace(found.paragraphs[-1].runs[0], text=text),), level=text[0] == "一"
        )
        assert [*broken(replace(found, paragraphs=[*found.paragraphs, spoilt]))] == [text]


@pytest.mark.parametrize("key", ["guangxi_wuzhou/2025", "guangxi_liuzhou/2025"])
def test_nothing_has_no_shares(key, sample_facts):
    """0 万元 are no 0% of 0 万元; 100% of it they would be as well."""
    this, last = sample_facts["wuxi_2023"]
    text = pipeline.disclose(this, last, loader.load(key)).narrative.text
    assert "政府采购预算0" in text and "占政府采购预算" not in text
    assert "占政府采购预算" in pipeline.disclose(*sample_facts["qinghe_2025"], loader.load(key)).narrative.text


@pytest.mark.parametrize("key", ["chongqing/2023", "chongqing/2026"])
def test_income_with_what_was_carried_over_says_so(key, sample_facts):
    """Another sentence states this year's grant alone: two amounts of one name would contradict each other."""
    text = pipeline.disclose(*sample_facts["qinghe_2025"], loader.load(key)).narrative.text
    assert "一般公共预算拨款176.14万元" in text
    assert "一般公共预算财政拨款收入178.14万元（含上年结转2万元），" in text
    text = pipeline.disclose(*sample_facts["wuxi_2023"], loader.load(key)).narrative.text
    assert "一般公共预算财政拨款收入360.67万元，" in text


def test_sichuan_says_what_part_of_the_grants_was_carried_over(sample_facts):
    """178.14万元 of 财政拨款 stood before 176.14万元 of this year's without a word on the rest."""
    text = pipeline.disclose(*sample_facts["qinghe_2025"], loader.load("sichuan/2025")).narrative.text
    assert "财政拨款收入预算178.14万元（含上年结转2万元），" in text and "一般公共预算当年拨款176.14万元，" in text
    text = pipeline.disclose(*sample_facts["wuxi_2023"], loader.load("sichuan/2025")).narrative.text
    assert "财政拨款收入预算360.67万元，" in text


def test_whom_to_ask_is_no_term_that_is_explained(sample_facts):
    """部门预算公开联系人 stood in Sichuan at the end of 名词解释."""
    facts, last = sample_facts["wuxi_2023"]
    paragraphs = pipeline.disclose(facts, last, loader.load("sichuan/2025")).narrative.paragraphs
    at = next(n for n, each in enumerate(paragraphs) if "联系人" in each.text)
    assert [each.text for each in paragraphs[:at] if each.level == 1][-1].endswith("部门预算表")


@pytest.mark.parametrize("key", loader.available())
def test_no_sentence_puts_a_comma_before_a_bracket(key, sample_facts):
    """178.64万元，（上年数未录入，无法比较）: what is said after the comma is a clause, no remark."""
    facts, _ = sample_facts["qinghe_2025"]
    text = pipeline.disclose(facts, None, loader.load(key)).narrative.text
    assert "上年数未录入，无法比较" in text and "，（" not in text


@pytest.mark.parametrize("key", ["guangxi/2022", "guangxi_liuzhou/2025", "guangxi_wuzhou/2025"])
def test_what_does_not_count_as_running_expenses_is_named_as_far_as_there_is_money(key):
    """其他交通费用 was named beside 工会经费 and 福利费 by a unit that has none."""

    def left_out(*codes):
        lines = (LINE, *(replace(LINE, id=n, economic_code=code) for n, code in enumerate(codes, 2)))
        facts = BudgetFacts(UNIT, Budget(id=1, unit_id=1, year=2027), lines=lines, incomes=(INCOME,))
        text = pipeline.disclose(facts, None, loader.load(key)).narrative.text
        return [found.rstrip("0123456789.") for found in re.findall("公用经费中的(.*?)万?元不计入运行经费", text)]

    assert left_out() == []
    assert left_out("30228", "30229") == ["工会经费、福利费"]
    assert left_out("30239") == ["其他交通费用"]
    assert left_out("30228", "30229", "30239") == ["工会经费、福利费、其他交通费用"]


@pytest.mark.parametrize("codes", [("30201",), ("31002",), ("30201", "31002"), ("30305",), ("30201", "30305"), ()])
def test_the_list_of_what_projects_are_for_names_what_has_money_and_ends(codes):
    """资本性支出预算0万元，占项目支出预算0%。 stood there for every unit that buys nothing."""
    lines = tuple(replace(PROJECT, id=number, economic_code=code) for number, code in enumerate(codes, 1))
    facts = BudgetFacts(UNIT, Budget(id=1, unit_id=1, year=2027), lines=lines, projects=(Project(1, 1, name="大厅"),))
    told = pipeline.disclose(facts, None, loader.load("guangxi/2022")).narrative
    items = [paragraph.text for paragraph in told.paragraphs if "占项目支出预算" in paragraph.text]
    assert len(items) == len(codes) and not any("预算0万元" in item for item in items)
    assert [item[-1] for item in items] == [*"；" * (len(codes) - 1), "。"][: len(codes)]
    assert list(broken(told)) == []
