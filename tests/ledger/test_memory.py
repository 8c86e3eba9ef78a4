"""What was read of a budget is kept up with each change; unchanged records stay the same objects."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.ledger import content
from desktop.ledger.book import Book
from desktop.ledger.memory import PATCHED_AT_MOST
from desktop.ledger.records import Attachment, Budget, DirectLine, Project, Reason, Remark


@pytest.fixture
def book(wuxi_book):
    with Book.open(wuxi_book) as opened:
        yield opened


def both(book):
    """Return the facts as they are known and as they are read; records that are asked for by kind are the known ones."""
    budget = pipeline.newest_budget(book)
    known, fresh = book.facts(budget), content.facts(book._connection, budget)
    for name, kind in content.OF_BUDGET.items():
        listed = book.records(kind, budget_id=budget.id)
        assert listed == list(getattr(fresh, name))
        assert all(a is b for a, b in zip(listed, getattr(known, name), strict=True))
    return known, fresh


def change(book, line, **fields):
    with book.operation("改"):
        book.update(replace(line, **fields))


def test_only_the_changed_record_is_a_new_object(book):
    before, _ = both(book)
    change(book, before.lines[3], amount=777)
    after, fresh = both(book)
    assert after == fresh
    assert [a is b for a, b in zip(after.lines, before.lines, strict=True)].count(False) == 1
    assert after.incomes is before.incomes


def test_a_moved_record_stands_in_its_new_order(book):
    before, _ = both(book)
    change(book, before.lines[0], position=10_000)
    after, fresh = both(book)
    assert after == fresh
    assert after.lines[-1].id == before.lines[0].id


@pytest.mark.parametrize("away", [False, True])
def test_added_and_deleted_records_and_their_undo(book, away):
    before, _ = both(book)
    with book.operation("增删"):
        if away:
            book.delete(before.lines[1])
        else:
            book.insert(DirectLine(budget_id=before.budget.id, position=2, amount=5))
    after, fresh = both(book)
    assert after == fresh and len(after.lines) == len(before.lines) + (-1 if away else 1)
    book.undo()
    undone, fresh = both(book)
    assert undone == fresh == before


def test_a_row_that_gets_the_number_of_one_deleted_in_the_same_step_is_not_taken_for_it(book):
    """Whoever empties a line of this year and fills one of last year does both in one step."""
    this, last = book.budgets(book.units()[0].id)[:2]
    with book.operation("增"):
        line = book.insert(DirectLine(budget_id=this.id, amount=5))
    there = book.facts(last).lines
    before, _ = both(book)
    with book.operation("换一年"):
        book.delete(line)
        moved = book.insert(DirectLine(budget_id=last.id, amount=5))
    assert moved.id == line.id
    after, fresh = both(book)
    assert after == fresh and len(after.lines) == len(before.lines) - 1
    assert len(book.facts(last).lines) == len(there) + 1


def test_reasons_and_notes_are_read_again_and_files_change_nothing(book):
    before, _ = both(book)
    with book.operation("写"):
        book.insert(Reason(budget_id=before.budget.id, figure="f", text="原因"))
    assert both(book)[0].reasons == {**before.reasons, "f": "原因"}
    about = {"budget_id": before.budget.id, "record_table": "income", "record_id": before.incomes[0].id}
    with book.operation("批注"):
        book.insert(Remark(**about, text="看"))
    written, fresh = both(book)
    assert written == fresh and [note.text for note in written.remarks] == ["看"]
    with book.operation("附件"):
        book.insert(Attachment(**about, name="合同.pdf"))
    assert both(book)[0] is written
    with book.operation("删行"):
        book.delete(before.incomes[0])
    after, fresh = both(book)
    assert after == fresh and not after.remarks


def test_a_unit_renamed_is_read_anew(book):
    both(book)
    with book.operation("改名"):
        book.update(replace(book.units()[0], name="新名称"))
    after, fresh = both(book)
    assert after == fresh and after.unit.name == "新名称"


def test_what_failed_is_not_kept(book):
    before, _ = both(book)
    with pytest.raises(ZeroDivisionError), book.operation("坏"):
        book.update(replace(before.lines[0], amount=1))
        raise ZeroDivisionError
    assert both(book)[0] is before


def test_inside_an_operation_the_file_is_read(book):
    before, _ = both(book)
    with book.operation("改"):
        book.update(replace(before.lines[0], amount=31))
        assert book.facts(before.budget).lines[0].amount == 31


def test_a_large_operation_is_read_anew(book):
    before, _ = both(book)
    with book.operation("填充"):
        for number in range(PATCHED_AT_MOST + 1):
            book.insert(DirectLine(budget_id=before.budget.id, position=number, amount=1))
    after, fresh = both(book)
    assert after == fresh and len(after.lines) == len(before.lines) + PATCHED_AT_MOST + 1


def test_after_a_large_operation_what_it_left_alone_are_the_same_objects(book):
    """Of this budget and of others: who computes from them sees that nothing of them is new."""
    before, _ = both(book)
    other = next(b for b in book.budgets(before.unit.id) if b.id != before.budget.id)
    there = book.facts(other)
    with book.operation("填充"):
        for number in range(PATCHED_AT_MOST + 1):
            book.insert(DirectLine(budget_id=before.budget.id, position=number, amount=1))
        book.update(replace(before.lines[1], position=10_000))
        book.delete(before.lines[2])
    after, fresh = both(book)
    assert after == fresh
    assert after.incomes is before.incomes
    assert book.facts(other) is there
    known = {line.id: line for line in after.lines}
    assert known[before.lines[0].id] is before.lines[0]
    assert known[before.lines[1].id].position == 10_000
    assert before.lines[2].id not in known
    book.undo()
    undone, fresh = both(book)
    assert undone == fresh == before


def test_which_units_and_budgets_there_are_is_asked_once_until_one_changes(book, monkeypatch):
    unit = book.units()[0]
    present = book.budgets(unit.id)
    assert not book.is_empty(present[0])
    with monkeypatch.context() as blocked:
        blocked.setattr(content, "select", lambda *_, **__: pytest.fail("read again"))
        book.units().clear()
        assert book.units() == [unit]
        assert book.budgets(unit.id) == present
        assert not book.is_empty(present[0])
    with book.operation("新年度"):
        new = book.insert(Budget(unit_id=unit.id, year=2031))
        assert new in book.budgets(unit.id), "within an operation too"
    assert new in book.budgets(unit.id)
    assert book.is_empty(new)
    change(book, unit, name="改名")
    assert book.units()[0].name == "改名"
    book.undo()
    book.undo()
    assert book.units() == [unit]
    assert new not in book.budgets(unit.id)


def test_a_budget_is_empty_again_when_its_last_row_goes(book):
    with book.operation("新年度"):
        new = book.insert(Budget(unit_id=1, year=2031))
        line = book.insert(DirectLine(budget_id=new.id, amount=5))
    assert not book.is_empty(new)
    with book.operation("删"):
        book.delete(line)
    assert book.is_empty(new)
    book.undo()
    assert not book.is_empty(new)


def test_records_of_a_scenario_and_within_an_operation_are_read(wuxi_book):
    """The facts of a scenario leave out projects that its records have; an operation sees what it has written."""
    with Book.open(wuxi_book) as book:
        budget = pipeline.newest_budget(book)
        count = len(book.facts(budget).lines)
        with book.operation("增"):
            book.insert(DirectLine(budget_id=budget.id, position=2, amount=5))
            assert len(book.records(DirectLine, budget_id=budget.id)) == count + 1
        with book.operation("方案"):
            scenario = book.insert(replace(budget, id=0, scenario="试算"))
            project = book.insert(Project(budget_id=scenario.id, name="不做的", left_out=True))
        assert book.facts(scenario).projects == ()
        assert book.records(Project, budget_id=scenario.id) == [project]
