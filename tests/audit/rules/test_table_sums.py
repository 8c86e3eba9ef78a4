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
