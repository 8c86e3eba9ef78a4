"""Stages and years: the window turns to the new budget and says what must be looked at."""

import pytest

from desktop.findings import UserError
from desktop.ledger import units
from desktop.ledger.records import Unit
from desktop.ledger.vocabulary import Stage


def test_a_frozen_stage_goes_on_in_its_copy(session):
    before = session.budget
    session.year_edits.next_stage(Stage.FIRST_UP)
    assert (session.budget.stage, session.budget.id != before.id) == ("一上", True)
    assert session.writable
    session.choose(next(b for b in session.book.budgets(session.unit.id) if b.id == before.id))
    assert not session.writable


def test_rolling_forward_turns_to_next_year_and_says_what_to_look_at(session):
    findings = session.year_edits.roll_forward()
    assert session.budget.year == 2026
    assert all(f.message for f in findings)
    with pytest.raises(UserError):
        session.year_edits.start_from_last_year()


def test_an_empty_year_cannot_start_from_a_last_year_without_data(session):
    session.choose(next(b for b in session.book.budgets(session.unit.id) if b.year == 2024))
    with pytest.raises(UserError, match="上年还没有数据"):
        session.year_edits.start_from_last_year()


def test_a_node_that_only_sums_up_goes_through_the_gate_of_its_sum(session):
    book = session.book
    node = units.add(book, Unit(name="某局", kind="行政", scope="部门"), [session.budget.year])
    units.add(book, Unit(name="空单位", kind="事业", parent_id=node.id), [session.budget.year])
    session.choose(book.budgets(node.id)[0])
    found = []
    assert list(session.year_edits.gates(Stage.FIRST_UP, found)) == [0]
    assert "C100" in {each.code for each in found[0].errors}
