"""Rows of two years: every edit is one named step and can be taken back."""

from dataclasses import replace

from desktop.ledger.records import DirectLine, Execution, Income
from desktop.ui.edits.year_pairs import expenditure, incomes

LINE = DirectLine(function_code="2010350", economic_code="30201", nature="公用", amount=100)


def row_of(session, line):
    rows = expenditure(session.facts, session.last)
    return next(row for row in rows if row.this is not None and row.this.id == line.id)


def test_an_amount_is_set_changed_and_cleared_each_as_a_step_with_its_words(session, steps):
    line = session.pair_edits.add_line(LINE, "")
    session.pair_edits.set_amount(row_of(session, line), 123_456, last=False)
    session.pair_edits.set_amount(row_of(session, line), 500, last=True)
    assert row_of(session, line).amounts == (123_456, 500)
    session.pair_edits.set_amount(row_of(session, line), None, last=True)
    assert row_of(session, line).amounts == (123_456, None)
    assert steps() == ["新增支出行", "2025年金额改为 1,234.56 元", "2024年金额改为 5.00 元", "2024年金额清除"]


def test_a_code_is_changed_in_both_years_at_once(session, steps):
    line = session.pair_edits.add_line(LINE, "")
    session.pair_edits.set_amount(row_of(session, line), 500, last=True)
    session.pair_edits.set_field(row_of(session, line), "economic_code", "30202")
    row = row_of(session, line)
    assert (row.this.economic_code, row.last.economic_code) == ("30202", "30202")
    assert steps()[-1] == "修改经济科目"


def test_a_project_named_for_a_line_is_made_in_each_year_and_found_again(session, steps):
    line = session.pair_edits.add_line(replace(LINE, nature="项目"), "新名字")
    session.pair_edits.set_amount(row_of(session, line), 500, last=True)
    again = session.pair_edits.add_line(replace(LINE, nature="项目", economic_code="30202"), "新名字")
    assert line.project_id == again.project_id
    assert session.pair_edits.project_name(line) == "新名字"
    assert row_of(session, line).last is not None


def test_a_row_is_added_above_another(session, steps):
    first, second = (
        session.pair_edits.add_line(LINE, ""),
        session.pair_edits.add_line(replace(LINE, economic_code="30202"), ""),
    )
    between = session.pair_edits.add_line(replace(LINE, economic_code="30203"), "", second)
    order = [line.id for line in session.facts.lines]
    assert order[-3:] == [first.id, between.id, second.id]
    income = session.records(Income)[-1]
    above = session.pair_edits.add_income(Income(source="其他收入", amount=5), income)
    assert [i.id for i in session.records(Income)][-2:] == [above.id, income.id]


def test_rows_go_with_both_their_years_as_one_step(session, steps):
    line = session.pair_edits.add_line(LINE, "")
    session.pair_edits.set_amount(row_of(session, line), 500, last=True)
    session.pair_edits.delete_rows([row_of(session, line)])
    assert not [x for x in session.book.records(DirectLine) if x.amount in (100, 500)]
    assert steps()[-1] == "删除 1 行"
    session.undoing.undo()
    assert row_of(session, line).amounts == (100, 500)


def test_an_income_has_a_last_year_too(session, steps):
    made = session.pair_edits.add_income(Income(source="其他收入", carry="结转", amount=5))
    row = next(r for r in incomes(session.facts, session.last) if r.this is not None and r.this.id == made.id)
    session.pair_edits.set_amount(row, 7, last=True)
    row = next(r for r in incomes(session.facts, session.last) if r.this is not None and r.this.id == made.id)
    assert row.amounts == (5, 7)


def test_to_add_many_lines_none_of_those_there_is_read(session, monkeypatch):
    """A pasted block would take longer with every line of the book."""
    read, records = [], type(session.book).records
    count = session.count(DirectLine)
    assert count == len(session.records(DirectLine))
    with session.together("粘贴 3 行"):
        noted = lambda book, kind, **where: read.append((kind, where)) or records(book, kind, **where)  # noqa: E731
        monkeypatch.setattr(type(session.book), "records", noted)
        added = [session.pair_edits.add_line(LINE, "") for _ in range(3)]
        session.record_edits.add_record(Execution(function_code="2010350"), "新增")
        monkeypatch.undo()
    assert [line.position for line in added] == [count, count + 1, count + 2]
    assert [where for kind, where in read if kind in (DirectLine, Execution) and "id" not in where] == []
