"""Texts that could not be taken: by budget and grid, beside the book's content, there again after closing."""

from dataclasses import replace

import pytest

from desktop.ledger.records import Project
from desktop.ui.edits import refused_texts
from desktop.ui.edits.refused_texts import EMPTY_ROW, KEY, MOST_CELLS, STEPS, RefusedTexts
from desktop.ui.grids.record_kinds import kinds_of
from desktop.ui.grids.special_grids import grid_of


def test_a_text_is_held_by_budget_and_grid_and_stored_beside_the_content(session):
    before = session.book.fingerprint()
    refused = session.refused
    refused.put("Person", 7, "headcount", ("x", "不是数量"))
    refused.put("Person", EMPTY_ROW, "name", ("甲\n乙", "有换行"))
    refused.put("ExpenditureGrid", ("2010350", "30201"), "this", ("1.2.3", "不是金额"))
    assert refused.of("Person") == {(7, "headcount"): ("x", "不是数量"), (EMPTY_ROW, "name"): ("甲\n乙", "有换行")}
    assert (len(refused), refused.of("Income")) == (3, {})
    assert session.book.fingerprint() == before
    again = RefusedTexts(session)
    assert again.of("Person") == refused.of("Person")
    assert len(again) == 2, "a row that is only computed has no place that would be found again"
    refused.drop("Person", 7, "headcount")
    refused.drop("Person", 7, "headcount")
    refused.drop("Person", EMPTY_ROW, "name")
    assert session.book.unconfirmed_text(KEY) == ""


def test_what_cannot_be_read_any_more_is_no_text(session):
    for stored in ("no json", "[1, 2]", "{}"):
        session.book.store_unconfirmed_text(KEY, stored)
        assert len(RefusedTexts(session)) == 0
    session.book.store_unconfirmed_text(KEY, "")


def step(session, refused, texts):
    """A step of the book that leaves some texts refused."""
    with refused.step("Person"):
        session.record_edits.add_record(Project(name="甲"), "新增项目")
        for known, text in texts.items():
            refused.put("Person", known, "headcount", (text, "不是数量"))
    return session.book.next_undo()


def test_what_a_step_did_is_taken_back_after_closing_too(session, steps):
    session.refused.put("Person", 7, "headcount", ("先前", "不是数量"))
    before = dict(session.refused.of("Person"))
    operation = step(session, session.refused, {7: "x", 8: "y"})
    after = dict(session.refused.of("Person"))
    again = RefusedTexts(session)
    again.taken_back(operation)
    assert again.of("Person") == before
    again.repeated(operation)
    assert again.of("Person") == after
    again.taken_back(replace(operation, at="2020-01-01"))
    assert again.of("Person") == after, "another step that came by the number, in a history begun anew"


def test_a_step_of_many_refused_cells_is_taken_back_after_closing_too(session, steps):
    """It is stored by itself, once, and what the steps behind it store stays short."""
    refused, words = session.refused, []
    session.message.connect(words.append)
    many = dict.fromkeys(range(MOST_CELLS + 1), "x")
    operation = step(session, refused, many)
    alone = f"{STEPS}:{operation.id}"
    before = session.book.unconfirmed_text(alone)
    later = step(session, refused, {3: "y"})
    assert session.book.unconfirmed_text(alone) == before != ""
    assert len(session.book.unconfirmed_text(STEPS)) < len(before) // 50
    for _ in range(2):
        refused.__init__(session)  # as after closing and opening
    session.undoing.undo()
    assert (refused.of("Person")[3, "headcount"][0], len(refused)) == ("x", len(many))
    session.undoing.undo()
    assert (len(refused), "标红" in words[-1]) == (0, False)
    session.undoing.redo()
    assert len(refused) == len(many)
    refused.__init__(session)
    assert refused.taken_back(replace(operation, at="2020-01-01")) == 0
    assert len(refused) == len(many), "another step that came by the number"
    assert refused.taken_back(later) == 0
    session.book.store_unconfirmed_text(alone, "")
    refused.__init__(session)
    assert refused.taken_back(operation) == 0
    refused.forget(session.budget.id, "Person")


def test_what_is_lost_of_a_large_step_is_stored_anew(session, steps):
    """The row of a refused text goes with a later step: what that step did belongs to it, however many cells it has."""
    grid = people_of(session)
    assert not grid.setData(cell_of(grid, 0, "headcount"), "三人")
    told = dict(grid.pending)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(refused_texts, "MOST_CELLS", 0)
        session.record_edits.delete_records([grid.rows[0]])
        session.refused.__init__(session)
        session.undoing.undo()
        assert dict(people_of(session).pending) == told
    session.refused.forget(session.budget.id, "Person")


def test_a_step_of_very_many_refused_cells_is_not_stored_and_that_is_said(session, steps, monkeypatch):
    monkeypatch.setattr(refused_texts, "MOST_LARGE", MOST_CELLS)
    refused, words = session.refused, []
    session.message.connect(words.append)
    many = dict.fromkeys(range(MOST_CELLS + 1), "x")
    operation = step(session, refused, many)
    assert (refused.taken_back(operation), refused.of("Person")) == (0, {}), "while the book is open it is known"
    refused.repeated(operation)
    step(session, refused, {3: "y"})
    refused.__init__(session)  # as after closing and opening
    refused.__init__(session)
    session.undoing.undo()
    assert "标红" not in words[-1]
    assert refused.of("Person")[3, "headcount"][0] == "x"
    session.undoing.undo()
    assert f"{MOST_CELLS + 1} 处标红内容太多，关闭账本时没有保存" in words[-1]
    session.undoing.redo()
    assert "没有保存" in words[-1]
    refused.forget(session.budget.id, "Person")


def test_many_steps_that_left_something_refused_are_all_taken_back_after_closing(session, steps):
    done = [step(session, session.refused, {number: "x"}) for number in range(30)]
    again = RefusedTexts(session)
    for operation in reversed(done):
        assert again.taken_back(operation) == 0
    assert again.of("Person") == {}


def test_a_cleared_history_takes_its_steps_with_it_and_leaves_what_still_stands_in_red(session, steps):
    """What was typed and taken back may be what the history is cleared for; what is red is still to be corrected."""
    refused = session.refused
    gone = step(session, refused, {7: "x"})
    session.undoing.undo()
    refused.put("Person", 8, "headcount", ("y", "不是数量"))
    for key in (KEY, STEPS):
        session.book.store_unconfirmed_text(key, "")  # as clearing the history does
    refused.history_cleared()
    step(session, refused, {9: "z"})
    assert "x" not in session.book.unconfirmed_text(STEPS)
    again = RefusedTexts(session)
    assert {known: text for (known, _), (text, _) in again.of("Person").items()} == {8: "y", 9: "z"}
    assert again.repeated(gone) == 0
    assert len(again) == 2
    refused.forget(session.budget.id, "Person")


def test_steps_that_cannot_be_read_any_more_are_none(session):
    for stored in ("no json", "[1, 2]", '[[1, "x", 1, "Person", [[1]]]]'):
        session.book.store_unconfirmed_text(STEPS, stored)
        assert RefusedTexts(session)._steps == {}
    session.book.store_unconfirmed_text(STEPS, "")


def people_of(session):
    return grid_of(session, kinds_of("人员")[0])


def cell_of(grid, row, key):
    return grid.index(row, next(number for number, column in enumerate(grid.columns) if column.key == key))


def test_what_was_refused_in_a_row_comes_back_with_the_row_after_closing_too(session, steps):
    """A row begun, a text refused in it, the row undone away, the book closed and opened, the row redone."""
    grid = people_of(session)
    row = grid.empty_row
    assert grid.setData(cell_of(grid, row, "name"), "甲")
    assert not grid.setData(cell_of(grid, row, "headcount"), "三人")
    told = grid.pending[row, "headcount"]
    session.undoing.undo()
    assert (len(session.refused), session.refused.waiting()) == (0, ""), "what has no row waits for nobody"
    session.refused.__init__(session)  # as after closing and opening
    session.undoing.redo()
    assert people_of(session).pending == {(row, "headcount"): told}
    session.undoing.undo()
    assert not people_of(session).pending


def test_what_was_refused_in_a_deleted_row_comes_back_when_that_is_undone(session, steps):
    grid = people_of(session)
    for row in (0, 1):
        assert not grid.setData(cell_of(grid, row, "headcount"), f"{row + 3}人")
    before = dict(grid.pending)
    session.record_edits.delete_records([grid.rows[0]])
    assert len(session.refused) == 1
    session.refused.__init__(session)
    session.undoing.undo()
    assert dict(people_of(session).pending) == before
    session.undoing.redo()
    assert len(session.refused) == 1
    session.undoing.undo()
    assert dict(people_of(session).pending) == before
    session.refused.forget(session.budget.id, "Person")


def test_a_new_row_that_gets_the_number_of_one_undone_away_gets_no_text_of_it(session, steps):
    grid = people_of(session)
    row = grid.empty_row
    assert grid.setData(cell_of(grid, row, "name"), "甲")
    assert not grid.setData(cell_of(grid, row, "headcount"), "三人")
    session.undoing.undo()
    assert grid.setData(cell_of(grid, grid.empty_row, "name"), "乙")
    assert not grid.pending
