"""Named operations: what the journal writes, undo and redo, taking one step or one cell back, a new beginning."""

import re
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.findings import UserError
from desktop.ledger import journal
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Income, PayItem, Person, Project, Remark, Unit

OLD_BOOKS = Path(__file__).resolve().parent.parent / "books_old"
LINE = DirectLine(function_code="2010350", economic_code="30201", amount=100)


@pytest.fixture
def book(tmp_path):
    with Book.create(tmp_path / "a.mzb") as made:
        with made.operation("新建"):
            unit = made.insert(Unit(name="单位"))
            made.insert(Budget(unit_id=unit.id, year=2023))
        yield made


def line(book, amount=100, **fields):
    budget = book.records(Budget)[0]
    with book.operation(f"录入 {amount}"):
        return book.insert(replace(LINE, budget_id=budget.id, amount=amount, **fields))


def change(book, record, name="修改", **fields):
    with book.operation(name):
        book.update(replace(record, **fields))
    return replace(record, **fields)


def states(book):
    return [(o.name, o.state) for o in book.history()]


# writing ----------------------------------------------------------------------------------------------


def test_an_operation_has_number_name_time_and_state(book):
    line(book)
    newest, first = book.history()
    assert (newest.id, newest.name, newest.state) == (first.id + 1, "录入 100", "done")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", newest.at)
    assert abs(datetime.now() - datetime.fromisoformat(newest.at)) < timedelta(minutes=5)


def test_each_changed_row_is_written_before_and_after_in_order(book):
    made = line(book)
    with book.operation("三处"):
        book.update(replace(made, amount=5))
        income = book.insert(Income(budget_id=made.budget_id, amount=7))
        book.delete(replace(made, amount=5))
    found = book.changes(book.history()[0])
    number = book.history()[0].id
    assert [(c.table, c.record_id, c.operation_id) for c in found] == [
        ("direct_line", made.id, number), ("income", income.id, number), ("direct_line", made.id, number),
    ]  # fmt: skip
    assert (found[0].before["amount"], found[0].after["amount"]) == (100, 5)
    assert (found[1].before, found[1].after["amount"]) == (None, 7)
    assert (found[2].before["amount"], found[2].after) == (5, None)


def test_changes_are_those_of_the_operation_asked_for(book):
    line(book, 1)
    line(book, 2)
    newest, earlier, _ = book.history()
    assert [c.after["amount"] for c in book.changes(newest)] == [2]
    assert [c.after["amount"] for c in book.changes(earlier)] == [1]


def test_each_row_that_an_operation_changed_is_known_with_its_budget(book):
    """Whatever became of it; a unit belongs to no budget."""
    made = line(book, 1)
    with book.operation("三处"):
        unit = book.units()[0]
        book.update(replace(unit, name="改名"))
        book.delete(made)
        income = book.insert(Income(budget_id=made.budget_id, amount=7))
    found = journal.changed_rows(book._connection, book.history()[0].id)
    assert set(found) == {
        ("unit", unit.id, None), ("direct_line", made.id, made.budget_id), ("income", income.id, made.budget_id),
    }  # fmt: skip
    assert len(found) == 3


def test_after_an_operation_nothing_may_change(book):
    made = line(book)
    with pytest.raises(Exception, match="outside an operation"):
        book.update(replace(made, amount=3))


def test_one_that_changed_nothing_leaves_no_trace_and_redo_stays(book):
    made = line(book)
    book.undo()
    with book.operation("空"):
        pass
    assert states(book) == [("录入 100", "undone"), ("新建", "done")]
    book.redo()
    with book.operation("同样的值"):
        book.update(made)
    assert states(book) == [("录入 100", "done"), ("新建", "done")]


def test_a_new_operation_drops_only_what_was_undone(book):
    for amount in (1, 2, 3):
        line(book, amount)
    book.undo()
    book.undo()
    line(book, 4)
    assert states(book) == [
        ("录入 4", "done"), ("录入 3", "dropped"), ("录入 2", "dropped"), ("录入 1", "done"), ("新建", "done"),
    ]  # fmt: skip
    assert book.redo() is None


# undo and redo ----------------------------------------------------------------------------------------


def test_undo_takes_the_newest_done_and_redo_the_oldest_undone(book):
    for amount in (1, 2, 3):
        line(book, amount)
    assert (book.next_undo().name, book.next_redo()) == ("录入 3", None)
    assert [book.undo().name, book.undo().name] == ["录入 3", "录入 2"]
    assert (book.next_undo().name, book.next_redo().name) == ("录入 1", "录入 2")
    assert [book.redo().name, book.redo().name] == ["录入 2", "录入 3"]
    assert [x.amount for x in book.records(DirectLine)] == [1, 2, 3]


def test_undo_goes_through_the_changes_backwards_and_redo_forwards(book):
    made = line(book, 1)
    with book.operation("两次"):
        book.update(replace(made, amount=2))
        book.update(replace(made, amount=3))
    book.undo()
    assert book.records(DirectLine)[0].amount == 1
    book.redo()
    assert book.records(DirectLine)[0].amount == 3


def test_an_operation_that_made_and_changed_rows_is_undone_whole(book):
    made = line(book, 1)
    before = book.fingerprint()
    with book.operation("改一行并新增两行"):
        book.update(replace(made, amount=2))
        for amount in (3, 4):
            book.insert(replace(LINE, budget_id=made.budget_id, amount=amount))
    after = book.fingerprint()
    book.undo()
    assert book.fingerprint() == before
    book.redo()
    assert book.fingerprint() == after


def test_undo_and_redo_write_no_history(book):
    made = line(book)
    change(book, made, amount=5)
    before = [(o.id, len(book.changes(o))) for o in book.history()]
    book.undo()
    book.redo()
    assert [(o.id, len(book.changes(o))) for o in book.history()] == before
    change(book, replace(made, amount=5), amount=6)
    assert len(book.changes(book.history()[0])) == 1


def test_parents_come_back_with_their_children(book):
    budget = book.records(Budget)[0]
    with book.operation("项目"):
        project = book.insert(Project(budget_id=budget.id, name="甲"))
        book.insert(replace(LINE, budget_id=budget.id, nature="项目", project_id=project.id))
    before = book.fingerprint()
    with book.operation("删除"):
        book.delete(book.records(DirectLine)[0])
        book.delete(project)
    book.undo()
    assert book.fingerprint() == before


def test_undo_in_a_frozen_stage_is_possible(book):
    budget = book.records(Budget)[0]
    line(book)
    change(book, budget, "冻结", frozen_at="2023-01-01")
    book.undo()
    assert book.records(Budget)[0].frozen_at is None


# one step alone ---------------------------------------------------------------------------------------


def test_one_step_is_taken_back_and_later_ones_stay(book):
    first, second = line(book, 1), line(book, 2)
    change(book, first, "改一", amount=10)
    step = book.history()[0]
    change(book, second, "改二", amount=20)
    book.take_back(step)
    assert [x.amount for x in book.records(DirectLine)] == [1, 20]
    assert book.history()[0].name == "恢复：改一"
    book.undo()
    assert [x.amount for x in book.records(DirectLine)] == [10, 20]


def test_a_step_that_touched_a_row_twice_goes_back_to_its_beginning(book):
    made = line(book, 1)
    with book.operation("两次"):
        book.update(replace(made, amount=2))
        book.update(replace(made, amount=3))
    book.take_back(book.history()[0])
    assert book.records(DirectLine)[0].amount == 1


def test_a_deletion_is_taken_back(book):
    made = line(book, 1)
    with book.operation("删除"):
        book.delete(made)
    step = book.history()[0]
    line(book, 2)
    with book.operation("让号"):
        book.delete(book.records(DirectLine, amount=2)[0])
    book.take_back(step)
    assert [x.amount for x in book.records(DirectLine)] == [1]


def test_the_step_that_touched_the_same_is_named(book):
    made = line(book, 1)
    changed = change(book, made, "改一", amount=2)
    step = book.history()[0]
    changed = change(book, changed, "改二", amount=3)
    change(book, changed, "改三", amount=4)
    before = book.fingerprint()
    at = book.history()[0].at.replace("T", " ")
    with pytest.raises(UserError, match=rf"^后来又改过同样的内容（{at}“改三”），不能单独恢复这一步；可以撤销"):
        book.take_back(step)
    assert book.fingerprint() == before
    assert book.history()[0].name == "改三"


def test_a_step_undone_since_is_not_named(book):
    made = line(book, 1)
    changed = change(book, made, "改一", amount=2)
    step = book.history()[0]
    changed = change(book, changed, "改二", amount=3)
    change(book, changed, "改三", amount=4)
    book.undo()
    with pytest.raises(UserError, match="“改二”"):
        book.take_back(step)


def test_a_step_is_refused_whole(book):
    first, second = line(book, 1), line(book, 2)
    with book.operation("两行"):
        book.update(replace(first, amount=10))
        book.update(replace(second, amount=20))
    step = book.history()[0]
    change(book, replace(second, amount=20), amount=30)
    with pytest.raises(UserError, match="不能单独恢复"):
        book.take_back(step)
    assert [x.amount for x in book.records(DirectLine)] == [10, 30]


def test_a_row_that_is_gone_cannot_be_taken_back_and_one_that_came_again_neither(book):
    made = line(book, 1)
    changed = change(book, made, "改一", amount=2)
    step = book.history()[0]
    with book.operation("删除"):
        book.delete(changed)
    deletion = book.history()[0]
    with pytest.raises(UserError, match="“删除”"):
        book.take_back(step)
    again = line(book, 7)
    assert again.id == made.id
    with pytest.raises(UserError, match="“录入 7”"):
        book.take_back(deletion)


# one cell alone ---------------------------------------------------------------------------------------


def cell(book, column="amount"):
    return book.changes(book.history()[0])[0], column


def test_one_cell_is_put_back_and_the_rest_of_the_row_stays(book):
    made = line(book, 1)
    change(book, made, amount=2, note="记")
    found, column = cell(book)
    book.put_back(found, column, "金额")
    assert [(x.amount, x.note) for x in book.records(DirectLine)] == [(1, "记")]
    assert book.history()[0].name == "恢复：金额"


def test_another_column_that_changed_since_does_not_matter(book):
    changed = change(book, line(book, 1), amount=2)
    found, column = cell(book)
    change(book, changed, note="后来")
    book.put_back(found, column, "金额")
    assert [(x.amount, x.note) for x in book.records(DirectLine)] == [(1, "后来")]


def test_a_cell_changed_again_is_refused_with_the_step_that_did(book):
    changed = change(book, line(book, 1), amount=2)
    found, column = cell(book)
    change(book, changed, "再改", amount=3)
    with pytest.raises(UserError, match=r"^后来又改过同样的内容（.*“再改”），这一处没有恢复"):
        book.put_back(found, column, "金额")
    assert book.records(DirectLine)[0].amount == 3


def test_a_cell_of_a_row_that_is_gone_is_refused(book):
    changed = change(book, line(book, 1), amount=2)
    found, column = cell(book)
    with book.operation("删除"):
        book.delete(changed)
    with pytest.raises(UserError, match="“删除”"):
        book.put_back(found, column, "金额")


@pytest.mark.parametrize("side", ["before", "after"])
def test_a_row_that_was_made_or_deleted_has_no_cell_to_put_back(book, side):
    change(book, line(book, 1), amount=2)
    found, column = cell(book)
    with pytest.raises(UserError, match="不能单独恢复"):
        book.put_back(replace(found, **{side: None}), column, "金额")
    with pytest.raises(UserError, match="不能单独恢复"):
        book.put_back(found, "no_such_column", "金额")


# after an upgrade -------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["v1", "v2", "v3"])
def test_every_step_of_an_older_book_can_still_be_taken_back_alone(version, tmp_path):
    """The images of an older book lack the columns that came since; that is no change of the record."""
    path = tmp_path / "old.mzb"
    shutil.copy(OLD_BOOKS / f"{version}.mzb", path)
    with Book.open(path) as book:
        newest = book.next_undo()
        before = book.fingerprint()
        book.take_back(newest)
        taken = book.fingerprint()
        book.undo()
        assert book.fingerprint() == before
        assert book.undo().id == newest.id
        assert book.fingerprint() == taken


@pytest.fixture
def upgraded(book):
    """A book whose last step was journaled by a version without `note` and without `purchased_service`."""
    made = line(book, 1)
    changed = change(book, made, "旧步骤", amount=2)
    for column in ("note", "purchased_service"):
        for image in ("before", "after"):
            with book._transaction():
                book._connection.execute(f"UPDATE change SET {image} = json_remove({image}, '$.{column}')")
    return book, changed


def test_a_new_column_at_its_default_is_no_change(book, upgraded, monkeypatch):
    monkeypatch.setattr(journal, "defaults", lambda *_: {"note": "", "purchased_service": 0, "amount": 9})
    book.take_back(book.history()[0])
    assert book.records(DirectLine)[0].amount == 1


def test_a_new_column_that_somebody_filled_is_a_change(book, upgraded, monkeypatch):
    monkeypatch.setattr(journal, "defaults", lambda *_: {"note": "", "purchased_service": 0})
    step = book.history()[0]
    change(book, upgraded[1], "填备注", note="新")
    with pytest.raises(UserError, match="“填备注”"):
        book.take_back(step)


def test_what_the_upgrade_itself_rewrote_is_told_so(book, upgraded, monkeypatch):
    monkeypatch.setattr(journal, "defaults", lambda *_: {"note": "升级时填的", "purchased_service": 0})
    with pytest.raises(UserError, match=r"^账本升级时改写过这一内容，不能单独恢复这一步"):
        book.take_back(book.history()[0])


def test_a_column_that_an_upgrade_removed_is_left_out(book):
    changed = change(book, line(book, 1), amount=2)
    for image in ("before", "after"):
        with book._transaction():
            book._connection.execute(f"UPDATE change SET {image} = json_set({image}, '$.gone', 'x')")
    step = book.history()[0]
    found, _ = cell(book)
    with pytest.raises(UserError, match="不能单独恢复"):
        book.put_back(found, "gone", "旧栏")
    book.take_back(step)
    assert book.records(DirectLine) == [replace(changed, amount=1)]
    book.undo()
    assert book.records(DirectLine) == [changed]
    book.undo()
    assert book.records(DirectLine)[0].amount == 1


def test_defaults_are_those_of_the_table(book):
    found = journal.defaults(book._connection, "project")
    assert (found["basis"], found["reviewed"], found["total"]) == ("", 0, None)
    assert journal.defaults(book._connection, "control")["fund"] == ""


# a new beginning --------------------------------------------------------------------------------------


def test_the_history_begins_anew_with_one_named_step_and_numbers_go_on(book):
    person = Person(budget_id=1, name="被删除的人")
    with book.operation("录入人员"):
        person = book.insert(person)
        book.insert(PayItem(budget_id=1, person_id=person.id, item="post_wage", amount=1))
    last = book.history()[0].id
    before = book.fingerprint()
    with book._transaction():
        journal.clear(book._connection, "清除历史")
    assert [(o.id, o.name, o.state) for o in book.history()] == [(last + 1, "清除历史", "done")]
    assert book.changes(book.history()[0]) == []
    assert book.fingerprint() == before
    line(book)
    assert book.history()[0].id == last + 2
    assert book.founding() == last + 1


def test_changes_of_some_tables_are_those_of_steps_that_stand(book):
    """In the order they were made, each with its step; what was undone, or is of another table, is not among them."""
    made = line(book)
    with book.operation("收入"):
        income = book.insert(Income(budget_id=made.budget_id, amount=7))
    changed = change(book, made, amount=5)
    change(book, changed, amount=6)
    book.undo()
    tables = (DirectLine.TABLE, Income.TABLE)
    found = [
        (c.table, c.record_id, c.before and c.before["amount"], c.after["amount"]) for c in book.changes_of(tables)
    ]
    assert found == [
        (DirectLine.TABLE, made.id, None, 100),
        (Income.TABLE, income.id, None, 7),
        (DirectLine.TABLE, made.id, 100, 5),
    ]
    steps = [step.id for step in reversed(book.history()) if step.state == "done"]
    assert [c.operation_id for c in book.changes_of(tables)] == steps[1:]
    assert [c.table for c in book.changes_of([Income.TABLE])] == [Income.TABLE]


def test_a_budget_was_changed_since_another_one_was_begun(book):
    """Content or the budget itself, in a step that stands; without the step that began it nobody knows."""
    first = book.records(Budget)[0]
    line(book)
    with book.operation("另一套"):
        begun = book.insert(Budget(unit_id=first.unit_id, year=2024))
    assert book.changed_since(begun, first) is False
    line(book)
    assert book.changed_since(begun, first) is True
    book.undo()
    assert book.changed_since(begun, first) is False
    change(book, first, policy="甲")
    assert book.changed_since(begun, first) is True
    assert book.changed_since(first, begun) is True
    book.clear_history()
    assert book.changed_since(begun, first) is None


def test_how_many_rows_each_step_changed_and_the_first_of_them(book):
    made = line(book)
    with book.operation("两行"):
        book.update(replace(made, amount=5))
        book.update(replace(made, amount=6))
    counts, steps = book.change_counts(), book.history()
    assert [(step.name, counts.get(step.id)) for step in steps] == [("两行", 2), ("录入 100", 1), ("新建", 2)]
    rows = [journal.changes(book._connection, steps[0].id, *most) for most in ((), (1,), (2,))]
    assert [[row.after["amount"] for row in some] for some in rows] == [[5, 6], [5], [5, 6]]


def test_a_record_came_by_the_last_step_that_inserted_it_and_stands(book):
    made = line(book)
    change(book, made, amount=5)
    came = journal.begun(book._connection, DirectLine.TABLE, made.id)
    assert (came.name, came.state) == ("录入 100", "done")
    assert journal.begun(book._connection, DirectLine.TABLE, made.id + 1) is None
    book.undo()
    book.undo()
    assert journal.begun(book._connection, DirectLine.TABLE, made.id) is None


def test_what_was_changed_after_a_step_is_content_of_that_budget(book):
    budget = book.records(Budget)[0]
    made = line(book)
    came = journal.begun(book._connection, DirectLine.TABLE, made.id)

    def changed(of=budget.id):
        return journal.changed_after(book._connection, came, of)

    assert not changed()
    with book.operation("批注"):
        book.insert(Remark(budget_id=budget.id, record_table=DirectLine.TABLE, record_id=made.id, text="略"))
    assert not changed()
    line(book)
    assert changed()
    assert not changed(of=budget.id + 1)
    book.undo()
    assert not changed()
