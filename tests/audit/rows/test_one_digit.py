"""Amounts with one wrong digit."""

import pytest

from desktop.audit.rows.one_digit import RULES
from tests.audit.documents import document, table

ROWS = table(
    "部门支出总表",
    "项目|合计|基本支出|项目支出",
    "合计|829.41|638.27|191.14",
    "退役安置|191.14||191.14",
    "工资福利支出|638.27|638.27|",
)
YEARS = table("支出对比表", "科目名称|2024年预算|2025年预算", "死亡抚恤|410.00|496.20", "优待金|80.00|95.30")


def messages(*parts):
    (rule,) = RULES
    return [each.message for each in rule.look(document("甲局2025年部门预算", *parts)).findings]


def slip(wrong, right):
    return [f"“{wrong}”只在此处出现，别处为 {right}，疑为笔误"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("工资福利支出638.27万元。", []),
        ("工资福利支出668.27万元。", slip("668.27万元", "638.27万元")),
        ("工资福利支出683.27万元。", slip("683.27万元", "638.27万元")),
        ("工资福利支出712.94万元。", []),
        ("2024年工资福利支出668.27万元。", []),
        ("工资福利支出668.27万元，比上年增加30.00万元。", []),
        ("离退休费859.41万元。", []),
        ("实行绩效目标管理的项目4个，涉及财政拨款791.14万元。", slip("791.14万元", "191.14万元")),
        ("全面实施绩效管理。其中甲、乙绩效重点项目2个项目，合计791.14万元。", []),
        ("政府采购预算791.14万元。", []),
        ("项目共安排800.00万元。其中本级项目4个、791.14万元，中心项目1个、8.86万元，实行绩效目标管理。", []),
        ("名词解释：工资福利支出是指支付给职工的报酬。", []),
    ],
    ids=[
        "right",
        "one digit",
        "turned",
        "another amount",
        "last year",
        "the change between them",
        "another name",
        "of all projects",
        "of some projects",
        "of what stands nowhere else",
        "with another one it makes up a third",
        "no amount",
    ],
)
def test_an_amount_of_one_name_is_not_one_digit_off(text, wrong):
    assert messages(text, ROWS) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("项目支出增加101.50万元，主要是死亡抚恤增加86.20万元、优待金增加15.30万元。", []),
        ("主要是死亡抚恤增加89.20万元、优待金增加15.30万元。", slip("89.20万元", "86.20万元")),
    ],
    ids=["right", "one digit"],
)
def test_a_change_is_that_of_the_two_years_of_its_row(text, wrong):
    assert messages(text, YEARS) == wrong


def test_a_change_of_the_same_amount_is_the_same():
    texts = ["2025年收入预算638.01万元，比上年增加32.03万元。", "支出预算638.01万元，比上年增加37.03万元。"]
    assert "疑为笔误" in messages(*texts)[0]
    assert not messages(texts[0], texts[1].replace("37.03", "32.03"))


def test_an_amount_of_many_digits_that_stands_often_needs_no_name():
    texts = ["支出总计5275.45万元。", "收入总计5275.45万元。", "按资金来源，财政5275.45万元。"]
    assert "疑为笔误" in messages(*texts, "（一）本年支出5205.45万元。")[0]
    assert not messages(*texts, "（一）采购5205.45万元。")


def test_running_costs_are_public_costs():
    rows = table("基本支出表", "项目|合计|人员经费|公用经费", "合计|62.50|10.00|52.50", "工资|10.00|10.00|")
    assert messages("机关运行经费安排55.50万元。", rows) == slip("55.50万元", "52.50万元")


def test_costs_that_are_also_paid_from_running_costs_may_differ():
    texts = ["公务接待费2.80万元。", "机关运行经费70.21万元，其中：公务接待费2.20万元。"]
    assert not messages(*texts)


def test_what_was_rounded_otherwise_is_no_slip():
    assert not messages("工资福利支出638.27万元。", "工资福利支出638.28万元。")


def test_an_amount_of_two_digits_is_near_too_many_others():
    rows = table("支出表", "项目|金额", "公务接待费|12", "培训费|0.15")
    assert messages("公务接待费19万元。", rows) == []
    assert messages("培训费0.75万元。", rows) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("工资福利支出6382.70万元。", slip("6382.70万元", "638.27万元")),
        ("工资福利支出63.827万元。", slip("63.827万元", "638.27万元")),
        ("基本支出增加，主要原因是人员晋级及新增退役安置支出1911.40万元。", slip("1911.40万元", "191.14万元")),
        ("主要是新增了退役安置19.114万元。", slip("19.114万元", "191.14万元")),
        ("主要原因是工资增长、本年新列退役安置经费1911.4万元。", slip("1911.4万元", "191.14万元")),
        ("主要原因是新增退役安置191.14万元。", []),
        ("主要原因是新增公益岗位补助1911.40万元。", []),
        ("上年新增退役安置1911.40万元。", []),
        ("主要原因是新增退役安置181.14万元。", []),  # a part of it may be new
        ("退役安置每人标准19.114万元。", []),
    ],
)
def test_a_point_that_moved_even_in_a_reason(text, wrong):
    assert messages(ROWS, text) == wrong


def test_two_amounts_of_a_list_that_adds_up_are_no_slips_of_each_other():
    text = "2025年收入预算18600.50万元。其中：财政拨款收入{}万元；事业收入400.00万元；其他收入200.00万元。"
    assert messages(text.format("18000.50")) == []
