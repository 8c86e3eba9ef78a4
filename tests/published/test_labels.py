"""Labels of published tables: what means nothing is not compared, what names another figure is."""

from desktop.catalog.classification import former_names, load
from desktop.published.labels import alike, only_row
from tests.small_cases import small_cases


@small_cases(
    ("words", "label", "same"),
    [
        ("一、一般公共预算", "一般公共预算拨款收入", True),
        ("（一）一般公共预算资金", "一、一般公共预算财政拨款", True),
        ("1.政府性基金预算拨款", "政府性基金", True),
        ("一般公共预算支出", "一般公共预算拨款收入", False),
        ("其他收入", "其他支出", False),
        ("一般公共预算", "政府性基金预算", False),
        ("上年结转", "结转下年", False),
        ("事业收入", "事业单位经营收入", False),
        ("资金", "拨款", False),
        ("", "合计", False),
    ],
)
def test_labels_that_name_the_same(words, label, same):
    assert alike(words, label) is same


def test_a_looser_reading_counts_only_where_it_leads_to_one_row():
    assert only_row("一般公共预算", {3: "一般公共预算拨款", 5: "政府性基金"}) == 3
    assert only_row("一般公共预算", {3: "一般公共预算拨款", 5: "一般公共预算资金"}) is None
    assert only_row("一般公共预算", {5: "（一）一般公共预算拨款", 9: "（一）一般公共预算拨款"}) == 5
    assert only_row("教育支出", {1: "卫生健康支出"}) is None


def test_former_names_lead_to_codes_of_today():
    names = load("function")
    assert all(names.name(code) and names.name(code) != name for name, code in former_names().items())
    assert former_names()["医疗卫生与计划生育支出"] == "210"
