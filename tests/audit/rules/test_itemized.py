"""Lists of 项 under 具体使用情况, and shares of a structure."""

import pytest

from desktop.findings import Severity
from tests.audit.texts import errors, findings
from tests.small_cases import small_cases

LINES = (
    "2026年部门预算",
    "（一）一般公共预算当年拨款结构情况",
    "教育支出90万元，占90%；住房保障支出10万元，占10%。",
    "（二）一般公共预算当年拨款具体使用情况",
    "1.教育支出（类）普通教育（款）小学教育（项）2026年预算60万元。",
    "2.教育支出（类）普通教育（款）初中教育（项）2026年预算30万元。",
    "3.住房保障支出（类）住房改革支出（款）住房公积金（项）2026年预算10万元。",
)


def test_a_list_that_adds_up_raises_nothing():
    assert errors(*LINES, codes="A04 A23") == []


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [("预算30万元", "预算3万元", "A04"), ("住房保障支出10万元，占10%", "住房保障支出10万元，占1%", "A23")],
)
def test_a_wrong_item_or_share_is_found(right, wrong, code):
    assert len(errors(*(line.replace(right, wrong) for line in LINES), codes=code)) == 1


def test_a_class_may_be_stated_with_and_without_what_was_carried_over():
    both = ("支出包括：教育支出95万元、住房保障支出10万元，一般公共预算支出含上年结转5万元。", *LINES)
    assert errors(*both, codes="A04") == []


def test_the_money_of_performance_goals_is_no_total_of_all_items():
    lines = (
        LINES[0],
        *LINES[3:],
        "对2个项目设定绩效目标，涉及资金45万元，其中一般公共预算40万元，政府性基金5万元。",
    )
    assert errors(*lines, codes="A04") == []
    wrong = errors(lines[0], "2026年一般公共预算支出120万元。", *lines[1:], codes="A04")
    assert len(wrong) == 1


def test_a_class_by_the_name_it_had_is_counted_too():
    heading = ("2018年部门预算", "（一）一般公共预算当年拨款结构情况")
    text = "教育支出90.00万元，占85.71%；医疗卫生与计划生育支出5.00万元，占{}%；住房保障支出10.00万元，占9.52%。"
    assert errors(*heading, text.format("4.76"), codes="A23") == []
    assert len(errors(*heading, text.format("7.46"), codes="A23")) == 1


def test_the_parts_of_a_class_whose_bracket_says_class_make_up_that_class():
    lines = (
        "某局2026年部门预算",
        "财政拨款支出合计130.00元。",
        "（一）财政拨款安排支出按功能科目分类情况",
        "1.社会保障和就业支出（208类）60.00元，其中：行政单位离退休（2080501）20.00元；死亡抚恤（2080801）40.00元。",
        "2.卫生健康支出（210类）40.00元，其中：行政单位医疗（2101101）40.00元，用于缴费。",
        "3.住房保障支出（221类）30.00元，全部为住房公积金（2210201），用于缴存。",
    )
    assert errors(*lines, codes="A04") == []
    assert (
        len(errors(*(line.replace("死亡抚恤（2080801）40", "死亡抚恤（2080801）45") for line in lines), codes="A04"))
        == 1
    )


def test_an_item_told_again_in_a_later_paragraph_counts_once():
    again = "其中教育支出（类）普通教育（款）小学教育（项）2026年预算60万元，用于校舍维修的为20万元。"
    assert errors("2026年一般公共预算支出100万元。", *LINES[:1], *LINES[3:], again, codes="A04") == []
    assert len(errors("2026年一般公共预算支出160万元。", *LINES[:1], *LINES[3:], again, codes="A04")) == 1


RUNNING = (
    "机关运行经费60.00万元，其中：会议费2.00万元，办公费30.00万元，公务接待费1.00万元，公务用车运行维护费6.00万元。"
)


@small_cases(
    ("line", "wrong"),
    [
        ("2024年会议费预算0万元，未安排会议。", 1),
        ("“三公”经费预算6.60万元，其中：公务用车运行维护费6.00万元，公务接待费0.60万元。", 1),
        ("公务用车购置及运行费4.50万元，其中：公务用车购置费0万元，公务用车运行费4.50万元。", 1),
        ("会议费预算1.20万元，拟召开会议2次。公务接待费0.10万元。", 2),
        ("2024年会议费预算2.00万元，拟召开会议4次。", 0),
        ("2024年会议费预算5.00万元，其中业务会议费3.00万元。", 0),
        ("2023年会议费预算0万元。", 0),  # of another year
        ("用事业收入安排会议费1.00万元。", 0),  # of other money
        ("下属防汛中心2024年会议费预算1.00万元。", 0),
        ("公务接待费与上年持平。", 0),
    ],
)
def test_running_costs_have_no_more_of_a_cost_than_there_is(line, wrong):
    text = ("某县水利局2024年部门预算", "一、有关费用", line, "二、机关运行经费", RUNNING)
    assert len(findings(*text, codes="A128")) == wrong


@small_cases(
    ("lines", "wrong"),
    [
        (
            "五、2031年一般公共预算当年拨款情况|（二）结构情况|社会保障和就业支出235.76万元，占100%。|（三）具体使用情况|1.社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）。2031年预算12.65万元。|2.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）。2031年预算148.74万元。|3.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）。2031年预算74.37万元。",
            0,
        ),
        (
            "五、2031年一般公共预算当年拨款情况|（二）结构情况|社会保障和就业支出235.76万元，占100%。|（三）具体使用情况|1.社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）。2031年预算12.65万元。|2.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）。2031年预算148.74万元。|3.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）。2031年预算47.37万元。",
            1,
        ),
    ],
)
def test_an_item_whose_heading_ends_in_a_full_stop(lines, wrong):
    found = findings("甲局2031年部门预算", *lines.split("|"), codes="A04")
    assert [each.code for each in found if each.severity is not Severity.INFO] == ["A04"] * wrong
