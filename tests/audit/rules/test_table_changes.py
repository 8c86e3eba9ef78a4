"""Tables with two years: the percentages beside them, the changes that sentences state."""

import re

import pytest

from desktop.audit.rules.table_changes import RULES
from tests.audit.documents import changed, document, table

PERCENT, CHANGE, WAYS = (rule.look for rule in RULES)
YEARS = (
    "项目|2025年预算数|2026年预算数|增减额|变化率",
    "“三公”经费小计|4.80|4.50|-0.30|-6.25%",
    "公务接待费|0.30||-0.30|-100.00%",
    "公务用车运行维护费|4.50|4.50||0.00%",
    "公务用车购置费||||",
    "培训费|2.00|2.40|0.40|20.00%",
    "合计|6.80|6.90|0.10|1.47%",
)
WIDE = (
    "2025年预算数|||2026年预算数||",
    "合计|公务用车运行维护费|公务接待费|合计|公务用车运行维护费|公务接待费",
    "4.80|4.50|0.30|4.50|4.50|",
)
TITLE = "“三公”经费、会议费、培训费支出表"


def test_the_percentage_of_a_table_is_that_of_its_years():
    assert PERCENT(document(table(TITLE, *YEARS))).findings == ()
    wrong = changed(YEARS, "培训费|2.00|2.40|0.40|20.00%", "培训费|2.00|2.40|0.40|25.00%")
    assert "20.00%" in PERCENT(document(table(TITLE, *wrong))).findings[0].message


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("培训费|2.00|2.40|0.40|20.00%", "培训费|2.00|2.40|0.40|-20.00%", 1),
        ("“三公”经费小计|4.80|4.50|-0.30|-6.25%", "“三公”经费小计|4.80|4.50|-0.30|6.25%", 1),
        ("公务接待费|0.30||-0.30|-100.00%", "公务接待费|0.30||-0.30|100.00%", 1),
        ("合计|6.80|6.90|0.10|1.47%", "合计|6.80|6.90|0.10|-1.47%", 1),
        ("公务用车运行维护费|4.50|4.50||0.00%", "公务用车运行维护费|4.50|4.50||-0.00%", 0),
        ("培训费|2.00|2.40|0.40|20.00%", "培训费|2.00|2.40|0.40|20.0%", 0),
    ],
)
def test_a_percentage_bears_the_sign_of_its_change(old, new, wrong):
    found = PERCENT(document(table(TITLE, *changed(YEARS, old, new)))).findings
    assert ["正负号相反" in each.message for each in found] == [True] * wrong


def test_a_table_that_prints_no_minus_at_all_has_its_own_way():
    rows = tuple(re.sub(r"\|-", "|", row) for row in YEARS)
    assert PERCENT(document(table(TITLE, *rows))).findings == ()


@pytest.mark.parametrize("rows", [YEARS, WIDE])
def test_a_sentence_states_the_change_of_the_years_of_a_table(rows):
    def found(words):
        head = "甲局2026年部门预算"
        return CHANGE(document(head, f"2026年“三公”经费预算4.5万元，比上年{words}。", table(TITLE, *rows))).findings

    assert found("减少0.3万元") == ()
    assert "-0.3万元" in found("增加0.3万元")[0].message
    assert found("减少0.03万元")


LIST = (
    "科目编码|科目名称|2025年预算数|2026年预算数|2026年预算数|2026年预算数|增减额|增减%",
    "|||合计|基本支出|项目支出||",
    "221|住房保障支出|50.00|60.00|60.00||10.00|20.00",
    "22102|住房改革支出|50.00|60.00|60.00||10.00|20.00",
    "2210201|住房公积金|50.00|60.00|60.00||10.00|20.00",
)


def test_a_year_that_is_divided_is_compared_by_its_total():
    assert PERCENT(document(table("一般公共预算支出表", *LIST))).outcome is None
    wrong = changed(LIST, LIST[-1], LIST[-1].replace("20.00", "2.00"))
    assert len(PERCENT(document(table("一般公共预算支出表", *wrong))).findings) == 1


@pytest.mark.parametrize(("change", "wrong"), [("增加10.00万元", 0), ("增加11.00万元", 1)])
def test_the_change_of_a_subject_named_by_its_path_stands_in_a_table(change, wrong):
    text = f"住房保障支出（类）住房改革支出（款）住房公积金（项）60.00万元，比上年{change}。"
    head = "2026年部门预算", "一、一般公共预算支出情况"
    assert len(CHANGE(document(*head, text, table("一般公共预算支出表", *LIST))).findings) == wrong


@pytest.mark.parametrize(("last", "wrong"), [("599,980.00", 0), ("599,000.00", 1)])
def test_the_same_is_as_much_as_the_sentence_prints(last, wrong):
    rows = [row.replace("50.00", last).replace("60.00", "600,000.00").replace("10.00", "") for row in LIST]
    text = "住房保障支出（类）住房改革支出（款）住房公积金（项）60.00万元，与上年持平。"
    grid = table("一般公共预算支出表", *rows, unit="单位：元")
    assert len(CHANGE(document("2026年部门预算", "一、一般公共预算支出情况", text, grid)).findings) == wrong


@pytest.mark.parametrize(("heading", "wrong"), [("一、一般公共预算支出情况", 1), ("一、支出情况", 0)])
def test_a_section_names_the_money_of_its_subjects(heading, wrong):
    text = "住房保障支出（类）住房改革支出（款）住房公积金（项）60.00万元，与上年持平。"
    assert len(CHANGE(document("2026年部门预算", heading, text, table("一般公共预算支出表", *LIST))).findings) == wrong


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("公务用车运行维护费4.50万元，比上年下降。", 1),
        ("公务用车运行维护费4.50万元，与上年持平。", 0),
        ("“三公”经费预算4.50万元，比上年减少。", 0),
        ("“三公”经费预算4.50万元，比上年增加，主要是新增车辆。", 1),
        ("“三公”经费预算4.50万元，比上年增加0.30万元。", 0),
    ],
)
def test_a_direction_without_an_amount_is_that_of_the_years_of_a_table(words, wrong):
    assert len(WAYS(document("甲局2026年部门预算", words, table(TITLE, *YEARS))).findings) == wrong


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("比上年下降100.00%。", 1),
        ("较2025年减少100%，原因是没有出国任务。", 1),
        ("与上年相比下降50%。", 1),
        ("比上年降低100%。", 1),
        ("与上年持平。", 0),
        ("比上年增长0%。", 0),
        ("比上年减少0万元，下降0%。", 0),
        ("比上年执行数下降100%。", 0),
    ],
)
def test_nothing_in_either_year_did_not_fall(words, wrong):
    rows = (
        "项目|2025年预算数|2026年预算数",
        "合计|4.80|4.50",
        "1.因公出国（境）费用|0.00|0.00",
        "2.公务接待费|4.80|4.50",
    )
    text = f"2026年因公出国（境）费预算安排0万元，{words}"
    assert len(CHANGE(document("甲局2026年部门预算", text, table(TITLE, *rows))).findings) == wrong
    fell = [row.replace("用|0.00|0.00", "用|0.30|0.00") for row in rows]
    if "100" in words:
        assert CHANGE(document("甲局2026年部门预算", text, table(TITLE, *fell))).findings == ()
