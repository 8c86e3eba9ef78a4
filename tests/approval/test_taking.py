"""Taking approved figures over: the document, both sides of each difference, whole lines only, exact undo."""

import pytest

from desktop.approval import taking
from desktop.findings import UserError
from desktop.ledger.records import ApprovedFigure, DirectLine, Release

HEAD = (["单位：元"], ["功能科目编码", "经济科目", "类别", "资金来源", "批复数"])
WAGES = ["2010350", "30101", "人员经费", "一般公共预算", "520100"]


def test_a_line_that_the_file_gives_whole_becomes_the_approved_amount(book, plan):
    before = book.fingerprint()
    planned = plan([*HEAD, WAGES])
    (change,) = planned.changes
    assert change.compared.describe() == (
        "2010350 事业运行 30101 基本工资 人员经费 一般公共预算：批复 520,100.00 元，编报 520,000.00 元，相差 100.00 元"
        "（工作表“表1”第 4 行“批复数”列）"
    )
    assert (change.line.amount, change.amount) == (52_000_000, 52_010_000)
    assert taking.take(book, planned) == 1
    assert book.records(DirectLine, id=change.line.id)[0].amount == 52_010_000
    (release,) = book.records(Release, budget_id=planned.budget.id)
    assert (release.approval_number, release.approved_on) == ("青财预〔2023〕8号", "2023-01-25")
    (approved,) = book.records(ApprovedFigure)
    assert (approved.drafted, approved.amount, approved.reference) == (52_000_000, 52_010_000, "青财预〔2023〕8号")
    assert not plan([*HEAD, WAGES]).changes
    assert book.undo().name == "取得批复数 青财预〔2023〕8号"
    assert book.fingerprint() == before


def test_how_a_block_divides_is_left_to_her(book, plan):
    lines = book.records(DirectLine)
    planned = plan([["单位：万元"], ["类别", "批复数"], ["人员经费", "1"], ["公用经费", "38.198"]])
    (left,) = planned.left
    assert (left.compared.name, left.compared.approved, left.line) == ("人员经费", 1_000_000, None)
    assert taking.take(book, planned) == 0
    assert book.records(DirectLine) == lines
    assert [each.subject for each in book.records(ApprovedFigure)] == ["人员经费"]


def test_what_is_open_or_frozen_is_not_taken_over(book, plan):
    planned = plan([["单位：元"], ["类别", "批复数"], ["机动费", "1"]])
    before = book.fingerprint()
    with pytest.raises(UserError, match="没有取得批复数"):
        taking.take(book, planned)
    assert book.fingerprint() == before
