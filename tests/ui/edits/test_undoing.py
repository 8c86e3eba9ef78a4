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
