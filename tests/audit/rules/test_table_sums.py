"""The rules over sums: what they say of a wrong, a rounded, an unreadable and an unknown table."""

from desktop.audit.outcome import Outcome
from desktop.audit.rules.table_sums import RULES
from desktop.findings import Severity
from tests.audit.documents import OUTLAY, changed, document, table


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
