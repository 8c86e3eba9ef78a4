"""Taking back: never the step that began the book, and one step alone only while nothing rests on it."""

import pytest

from desktop.findings import UserError
from desktop.ledger.records import Project


def test_the_first_step_of_a_book_is_never_taken_back(session):
    founding = next(step for step in session.book.history() if step.id == session.book.founding())
    with pytest.raises(UserError, match="第一步"):
        session.undoing.take_back(founding)


def test_undo_and_redo_say_which_step_it_was(session, steps):
    messages = []
    session.message.connect(messages.append)
    session.record_edits.add_record(Project(name="试一试"), "新增项目")
    session.undoing.undo()
    session.undoing.redo()
    assert messages[-2:] == ["已撤销：新增项目", "已重做：新增项目"]
    session.message.disconnect(messages.append)


def test_going_back_takes_all_later_steps_with_it(session, steps):
    before = session.book.fingerprint()
    session.record_edits.add_record(Project(name="甲"), "新增项目")
    first = session.undoing.next_undo()
    session.record_edits.add_record(Project(name="乙"), "新增项目")
    session.undoing.go_back_to(first)
    assert session.book.fingerprint() == before


def with_rows(window):
    """Three typed lines: the grid, the session, the column of this year's amounts, the first of the rows."""
    grid = window.lines.grid
    number = next(n for n, c in enumerate(grid.columns) if c.key == "this")
    grid.paste(len(grid.rows), range(number, number + 1), [["1"], ["2"], ["3"]])
    typed = [row for row in range(len(grid.rows)) if grid.editable(row, grid.columns[number])]
    assert typed == [typed[0], typed[0] + 1, typed[0] + 2]
    return grid, window.session, number, typed[0]


def test_undo_of_a_block_brings_back_the_texts_that_stood_there(shared):
    """What was refused, what was taken in the place of a red text: undo and redo leave neither too much nor too little."""
    grid, session, number, top = with_rows(shared)
    places = [(row, "this") for row in range(top, top + 3)]
    grid.setData(grid.index(top, number), "先前的错")
    before, content = dict(grid.pending), session.book.fingerprint()
    assert list(before) == places[:1]
    grid.paste(top, range(number, number + 1), [["100"], ["错一"], ["300"]])
    after = dict(grid.pending)
    assert list(after) == places[1:2] and after[places[1]][0] == "错一"
    session.undoing.undo()
    assert (dict(grid.pending), session.book.fingerprint()) == (before, content)
    session.undoing.redo()
    assert dict(grid.pending) == after
    session.undoing.undo()
    grid.setData(grid.index(top, number), "7")
    assert dict(grid.pending) == {}
    session.undoing.undo()
    assert (dict(grid.pending), session.book.fingerprint()) == (before, content), "a single cell is no other"


def test_a_block_of_which_all_was_refused_is_taken_back_alone(shared):
    """The book knows of no step: undo takes back the red texts, not what was done before."""
    grid, session, number, row = with_rows(shared)
    grid.setData(grid.index(row, number), "7")
    content = session.book.fingerprint()
    grid.paste(row, range(number, number + 1), [["错"]])
    assert list(grid.pending) == [(row, "this")]
    assert "粘贴" in session.undoing.undo_named() and shared.undo.isEnabled() and "粘贴" in shared.undo.toolTip()
    session.undoing.undo()
    assert (dict(grid.pending), session.book.fingerprint()) == ({}, content)
    assert "粘贴" not in shared.undo.toolTip()
    session.undoing.undo()
    assert session.book.fingerprint() != content


def test_a_block_of_which_all_was_refused_is_repeated_until_something_else_is_done(shared):
    session, grid = shared.session, shared.lines.grid
    place = (next(n for n, row in enumerate(grid.rows) if row.this is not None or row.last is not None), 4)
    before = session.book.fingerprint()
    grid.put({place: "甲"}, "粘贴一格")
    shared.commands.undo()
    assert not grid.pending and shared.redo.isEnabled()
    assert "粘贴一格" in shared.redo.toolTip()
    shared.commands.redo()
    assert [text for text, _ in grid.pending.values()] == ["甲"]
    assert session.book.fingerprint() == before
    shared.commands.undo()
    assert not grid.pending
    assert session.undoing.redo_named() == "粘贴一格"
    assert grid.setData(grid.index(*place), "乙") is False, "another text is refused in the same cell"
    assert session.undoing.redo_named() == "" and not session.refused.next_again()
    assert [text for text, _ in grid.pending.values()] == ["乙"]


def test_a_red_text_of_a_row_that_a_paste_added_comes_back_with_the_row(shared):
    grid, session = shared.lines.grid, shared.session
    number = next(n for n, c in enumerate(grid.columns) if c.key == "this")
    count = len(grid.rows)
    grid.paste(count, range(number, number + 1), [["1"], ["错"]])
    after = dict(grid.pending)
    assert after
    session.undoing.undo()
    assert (dict(grid.pending), len(grid.rows)) == ({}, count)
    session.undoing.redo()
    assert dict(grid.pending) == after
