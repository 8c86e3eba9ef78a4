"""New records begin with what the budget already says, and never as a second equal one."""

import pytest

from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import (
    Budget,
    Control,
    Establishment,
    Income,
    ParameterValue,
    Person,
    Project,
    ProjectLine,
    ProjectYear,
    QuotaSplit,
    Unit,
)
from desktop.ui.grids.new_record import filled
from desktop.ui.session import Session


def test_a_person_has_the_kind_of_the_unit(session):
    assert filled(session, Person()).kind == session.unit.kind


def test_a_measurement_belongs_to_a_project_of_the_budget(session):
    assert filled(session, ProjectLine()).project_id in {p.id for p in session.facts.projects}


def test_without_projects_a_measurement_says_what_comes_first(qapp, tmp_path):
    with Book.create(tmp_path / "新.mzb") as book:
        with book.operation("新建"):
            unit = book.insert(Unit(name="某单位"))
            book.insert(Budget(unit_id=unit.id, year=2025))
        with pytest.raises(UserError, match="请先在“项目”中新增"):
            filled(Session(book), ProjectLine())


def test_years_of_projects_and_blocks_are_never_the_same_twice(session):
    seen = {(y.project_id, y.year) for y in session.records(ProjectYear)}
    for _ in range(3):
        fresh = filled(session, ProjectYear())
        assert (fresh.project_id, fresh.year) not in seen
        seen.add((fresh.project_id, fresh.year))
        session.add_record(fresh, "新增")
    blocks = set()
    for _ in range(2):
        fresh = session.add_record(filled(session, Control()), "新增")
        assert fresh.block not in blocks
        blocks.add(fresh.block)


def test_when_every_kind_is_taken_it_says_so(session):
    with pytest.raises(UserError, match="每一种都已有一行"):
        for _ in range(20):
            session.add_record(filled(session, Establishment()), "新增")


def test_a_parameter_begins_with_the_value_it_has_now(session):
    fresh = filled(session, ParameterValue())
    known = session.policy.parameters[fresh.parameter]
    assert fresh.valid_from == f"{session.budget.year}-01-01"
    assert fresh.value in {str(v.value) for v in known.values} | {"0"}
    session.choose_policy("")
    with pytest.raises(UserError, match="还没有选择政策参数"):
        filled(session, ParameterValue())


def test_a_split_is_of_a_quota_that_is_split(session):
    quota = filled(session, QuotaSplit()).quota
    assert next(rule for rule in session.policy.quotas if rule.id == quota).split


def test_what_needs_nothing_stays_as_it_is(session):
    assert filled(session, Income()) == Income()
    assert filled(session, Project(name="新项目")).name == "新项目"
