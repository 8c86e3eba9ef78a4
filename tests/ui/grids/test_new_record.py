"""New records begin with what the budget already says, and never as a second equal one."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.compute import drafting
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import (
    Budget,
    Control,
    DeclaredBase,
    Establishment,
    Execution,
    FundShare,
    Income,
    ParameterValue,
    PayItem,
    Person,
    PersonChange,
    Project,
    ProjectLine,
    ProjectYear,
    QuotaSplit,
    Unit,
)
from desktop.ui.grids.new_record import filled, with_its_value
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
        session.record_edits.add_record(fresh, "新增")
    blocks = set()
    for _ in range(2):
        fresh = session.record_edits.add_record(filled(session, Control()), "新增")
        assert fresh.block not in blocks
        blocks.add(fresh.block)


def test_last_years_execution_begins_with_the_subjects_that_have_money(session):
    lines = session.disclosure.cube.lines
    codes = {line.function for line in lines if line.side == "支出" and line.fund == "一般公共预算"}
    begun = [session.record_edits.add_record(filled(session, Execution()), "新增") for _ in range(len(codes) + 1)]
    assert [each.function_code for each in begun] == [*sorted(codes), ""]
    assert {each.amount for each in begun} == {None}


def test_when_every_kind_is_taken_it_says_so(session):
    with pytest.raises(UserError, match="每一种都已有一行"):
        for _ in range(20):
            session.record_edits.add_record(filled(session, Establishment()), "新增")


def test_a_parameter_begins_with_the_value_it_has_now(session):
    fresh = filled(session, ParameterValue())
    known = session.policy.parameters[fresh.parameter]
    assert fresh.valid_from == f"{session.budget.year}-01-01"
    assert fresh.value in {str(v.value) for v in known.values}
    session.year_edits.choose_policy("")
    with pytest.raises(UserError, match="还没有选择政策参数"):
        filled(session, ParameterValue())


def test_a_parameter_nobody_knows_begins_empty_and_is_said_not_computed_as_zero(session):
    """With 0 the contribution would be computed as nothing, and every check would pass."""
    session.year_edits.choose_policy("national")
    for _ in range(len(session.policy.parameters)):
        session.record_edits.add_record(filled(session, ParameterValue()), "新增")
    unknown = {name for name, each in session.policy.parameters.items() if not each.values}
    assert {each.parameter for each in session.records(ParameterValue) if each.value == ""} == unknown
    drafted = drafting.draft(session.facts)
    said = [finding.message for finding in drafted.findings if "还没有填写数值" in finding.message]
    assert len(said) == len(unknown)
    assert all(drafted.values.policy.parameters[name].values == () for name in unknown)


def test_the_value_follows_another_parameter_until_one_was_typed(session):
    names = [name for name, each in session.policy.parameters.items() if each.values]
    first = filled(session, ParameterValue())
    other = replace(first, parameter=next(name for name in names if name != first.parameter))
    now = session.policy.parameters[other.parameter].at(date.fromisoformat(first.valid_from))
    assert with_its_value(session, first, other).value == f"{now.value:f}"
    typed = replace(first, value="0.123")
    assert with_its_value(session, typed, replace(other, value="0.123")).value == "0.123"


def test_a_split_is_of_a_quota_that_is_split(session):
    quota = filled(session, QuotaSplit()).quota
    assert next(rule for rule in session.policy.quotas if rule.id == quota).split


def test_what_needs_nothing_stays_as_it_is(session):
    assert filled(session, Income()) == Income()
    assert filled(session, Project(name="新项目")).name == "新项目"


ALL = (PersonChange(), DeclaredBase(), PayItem(month=7), FundShare(person_id=0), FundShare(project_line_id=0))


def outlay(session):
    return sum(line.amount for line in session.disclosure.cube.lines if line.side == "支出" and line.year == 2025)


def test_a_part_is_of_the_one_that_was_looked_at(session):
    person, line = session.facts.people[1], session.facts.project_lines[1]
    for empty in ALL[:4]:
        assert filled(session, empty, person).person_id == person.id
    assert filled(session, ALL[4], line).project_line_id == line.id
    assert filled(session, ALL[0], line).person_id == session.facts.people[0].id


def test_one_who_is_gone_is_nobody(session):
    gone = session.facts.people[1]
    session.record_edits.delete_records([gone])
    assert filled(session, PersonChange(), gone).person_id == session.facts.people[0].id


def test_a_change_begins_in_july_and_never_in_a_month_that_is_taken(session):
    person = session.facts.people[0]
    months = []
    for _ in range(12):
        made = session.record_edits.add_record(filled(session, PersonChange(), person), "新增")
        months.append(made.month)
    assert months[0] == 7
    assert sorted(months) == list(range(1, 13))
    with pytest.raises(UserError, match="已有一行"):
        filled(session, PersonChange(), person)


def test_pay_from_a_month_on_begins_with_the_pay_of_january(session):
    before = outlay(session)
    fresh = filled(session, PayItem(), session.facts.people[0])
    january = next(i for i in session.facts.pay_items if (i.person_id, i.item) == (fresh.person_id, fresh.item))
    assert (fresh.month, fresh.amount) == (7, january.amount)
    session.record_edits.add_record(fresh, "新增")
    assert outlay(session) == before


def test_a_declared_base_begins_with_the_base_by_the_rules(session):
    before = outlay(session)
    fresh = session.record_edits.add_record(filled(session, DeclaredBase(), session.facts.people[0]), "新增")
    assert fresh.amount == 9_800_00
    assert outlay(session) == before


def test_shares_begin_with_the_whole_and_go_on_with_what_is_left(session):
    for owner, empty in ((session.facts.people[0], ALL[3]), (session.facts.project_lines[0], ALL[4])):
        before = outlay(session)
        first = session.record_edits.add_record(filled(session, empty, owner), "新增")
        assert (first.percent, first.fund) == ("100", owner.fund)
        assert outlay(session) == before
        session.record_edits.save_record(replace(first, percent="62.5"), "改")
        assert filled(session, empty, owner).percent == "37.5"


def test_a_line_shared_by_amounts_goes_on_by_amounts(session):
    line = session.facts.project_lines[0]
    session.record_edits.add_record(FundShare(project_line_id=line.id, amount=100), "新增")
    fresh = filled(session, FundShare(project_line_id=0), line)
    assert (fresh.project_line_id, fresh.percent) == (line.id, "")


def test_without_people_or_rules_it_says_what_comes_first(qapp, tmp_path):
    with Book.create(tmp_path / "新.mzb") as book:
        with book.operation("新建"):
            unit = book.insert(Unit(name="某单位"))
            book.insert(Budget(unit_id=unit.id, year=2025))
        session = Session(book)
        for empty, first in ((ALL[0], "人员"), (ALL[4], "项目测算明细")):
            with pytest.raises(UserError, match=f"还没有{first}"):
                filled(session, empty)
        session.record_edits.add_people([Person(name="张三")])
        with pytest.raises(UserError, match="还没有选择政策参数"):
            filled(session, DeclaredBase())
