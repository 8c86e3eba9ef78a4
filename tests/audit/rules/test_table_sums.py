"""The rules over sums: what they say of a wrong, a rounded, an unreadable and an unknown table."""

from desktop.audit.outcome import Outcome
from desktop.audit.rules.table_sums import RULES
from desktop.findings import Severity
from tests.audit.documents import OUTLAY, changed, document, table
from tests.small_cases import small_cases


def answers(*tables):
    return {rule.code: rule.look(document(*tables)) for rule in RULES}


def test_a_wrong_total_is_an_error_with_both_sides():
    rows = changed(OUTLAY, "|合计|12.00|10.00|2.00", "|合计|12.00|10.10|1.90")
    found = answers(table("部门支出总表", *rows))
    first = found["B51"].findings[0]
    assert first.severity is Severity.ERROR
    assert first.message == "“部门支出总表”的“合计”［基本支出］为 10.10万元，各项之和为 10.00万元"
    assert [figure.yuan for figure in first.figures] == ["101000.00", "100000.00"]
    assert (first.expected, first.quotes[0].spot.cell) == ("10.00万元", "D2")
    assert found["B50"].findings == ()


def test_a_tail_is_a_note():
    rows = changed(OUTLAY, "|合计|12.00|10.00|2.00", "|合计|12.01|10.01|2.00")
    (found,) = answers(table("部门支出总表", *rows))["B51"].findings
    assert found.severity is Severity.INFO
    assert "尾差" in found.message


def test_what_cannot_be_read_is_not_checked_and_a_document_without_sums_owes_none():
    rows = changed(OUTLAY, "2010301|行政运行|7.00|7.00|", "2010301|行政运行|7.00|×.00|")
    assert answers(table("部门支出总表", *rows))["B50"].outcome is Outcome.NOT_CHECKED
    assert {answer.outcome for answer in answers().values()} == {Outcome.NOT_APPLICABLE}


SOURCES = (
    "收入|预算数",
    "一般公共预算|50.00",
    "其中：财政拨款|50.00",
    "政府性基金|3.00",
    "财政专户管理资金|7.00",
    "上年结转|2.00",
    "收入总计|62.00",
)


def test_what_follows_of_which_without_a_number_may_stand_beside_it():
    """An office writes 其中 for one row and goes on with the other sources of its money."""
    assert not any(found.findings for found in answers(table("收支总表", *SOURCES)).values())
    wrong = answers(table("收支总表", *changed(SOURCES, "收入总计|62.00", "收入总计|65.00")))
    assert [finding.message for finding in wrong["B52"].findings] or [f.message for f in wrong["B51"].findings]


def test_a_row_of_a_name_without_any_figure_is_no_sum_of_what_follows():
    rows = (
        "编码|名称|合计|基本支出",
        "|合计|6.00|6.00",
        "201|一般公共服务支出||",
        "20101|人大事务|4.00|4.00",
        "20102|政协事务|2.00|2.00",
    )
    assert answers(table("部门支出总表", *rows))["B50"].findings == ()
    blank = changed(rows, "201|一般公共服务支出||", "201|一般公共服务支出||6.00")
    assert [finding.severity for finding in answers(table("部门支出总表", *blank))["B50"].findings] == [Severity.ERROR]


ITEMS = ("呼吸机|{}|20.00|120.00", "彩超|2|120.00|240.00", "服务器|1|40.00|40.00")


@small_cases(
    ("head", "first", "last", "wrong"),
    [
        ("品目|数量|单价|总计", "6", "合计|||400.00", 0),
        ("品目|数量|单价|总计", "7", "合计|||400.00", 1),
        ("资产名称|购置数量|预算单价（万元）|预算金额", "5", "合计|||400.00", 1),
        ("采购项目|采购数量（台）|参考单价|总额", "5", "合计|||400.00", 1),
        ("设备名称|计划购置数|单位价格|所需资金", "7", "合计|||400.00", 1),
        ("品目|数量/台|均价|小计", "7台", "合计|||400.00", 1),
        ("品目|数量/台|均价|小计", "6台", "合计|||400.00", 0),
        ("品目|数量|单价上限说明|总计", "7", "合计|||400.00", 0),  # no price
        ("品目|上年数量|单价|总计", "7", "合计|||400.00", 0),  # of another year
    ],
)
def test_a_row_of_a_table_is_its_number_times_its_price(head, first, last, wrong):
    rows = table("政府采购预算表", head, *(row.format(first) for row in ITEMS), last)
    assert len(b63(rows)) == wrong


def b63(*parts):
    rule = next(rule for rule in RULES if rule.code == "B63")
    return list(rule.look(document("某局2031年部门预算", *parts)).findings)


def test_a_price_in_another_unit_and_an_amount_of_which_a_part_is_paid_are_no_mistakes():
    yuan = table("资产配置表", "名称|数量|单价（元）|金额", "电脑|20|5,000.00|10.00", "打印机|4|2,000.00|0.80")
    assert b63(yuan) == []
    unsaid = table("资产配置表", "名称|数量|单价|金额", "电脑|20|5,000.00|10.00", "打印机|4|2,000.00|0.80")
    assert b63(unsaid) == []
    partly = table(
        "资产配置表", "名称|数量|单价|总价合计|本年预算金额", "电梯|1|60.00|60.00|20.00", "锅炉|2|9|18.00|18.00"
    )
    assert b63(partly) == []
    wrong = table("资产配置表", "名称|数量|单价（元）|金额", "电脑|30|5,000.00|10.00", "打印机|4|2,000.00|0.80")
    assert len(b63(wrong)) == 1


def test_a_table_of_which_most_rows_do_not_fit_has_prices_of_another_kind():
    assert b63(table("采购表", "名称|数量|单价|金额", "甲|2|3.00|9.00", "乙|3|3.00|8.00", "丙|4|3.00|5.00")) == []
