"""Labels are compared by what they name."""

from desktop.audit import labels
from tests.small_cases import small_cases


@small_cases(
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
