"""Labels are compared by what they name."""

import pytest

from desktop.audit.tables import labels
from tests.small_cases import small_cases


@pytest.mark.parametrize(
    "label",
    [
        "一、一般公共预算拨款收入",
        "1、一般公共预算资金",
        "（一）一般公共预算",
        "一般公共预算财政拨款收入",
        "其中：一般公共预算",
    ],
)
def test_numbering_and_endings_do_not_part_what_is_the_same(label):
    assert labels.core(label) == "一般公共"


@small_cases(
    ("label", "depth"),
    [("一、", 1), ("（二）x", 2), ("3、x", 3), ("（4）x", 4), ("其中：x", 6), ("x", 0), ("12345热线", 0)],
)
def test_how_deep_a_number_stands(label, depth):
    assert labels.numbering(label) == depth


def test_totals_and_subjects():
    assert labels.is_total("合 计")
    assert not labels.is_total("本年支出合计")
    assert labels.top_code("三、卫生健康支出", "function") == "210"
    assert labels.top_code("医疗卫生与计划生育支出", "function") == "210"
    assert labels.top_code("工资福利支出", "economic") == "301"
    assert labels.top_code("其他", "function") == ""
    assert labels.item_code("卫生健康支出", "行政事业单位医疗", "事业单位医疗") == "2101102"


@small_cases(
    ("label", "code"),
    [
        ("农林水事务支出", "213"),
        ("国土资源气象等支出", "220"),  # known from the one list of earlier names
        ("社会保障与就业支出", "208"),
        ("环境保护", ""),  # a word of plain speech as well
        ("用于医疗卫生支出", ""),
    ],
)
def test_earlier_names_of_subjects(label, code):
    assert labels.top_code(label, "function") == code
