"""Edits of the units of a book from the window: each is one named step, refused in plain words where it cannot be."""

from dataclasses import replace

import pytest

from desktop.findings import UserError
from desktop.ledger.records import Income, ParameterValue, Unit
from desktop.ledger.units import Copied


@pytest.fixture
def edits(session):
    return session.unit_edits


def added(session, name="分站"):
    return session.unit_edits.add(Unit(name=name, parent_id=session.unit_edits.tree().units[0].id))


def newest(session):
    return session.book.history()[0].name


def test_a_new_unit_has_the_years_of_the_book_and_is_turned_to(session, edits):
    first = session.unit
    unit = added(session)
    assert (session.unit.name, session.budget.year) == ("分站", 2025)
    assert [budget.year for budget in session.book.budgets(unit.id)] == [2025, 2024]
    assert newest(session) == "新增单位 分站"
    session.undoing.undo()
    assert (session.unit.name, len(session.book.units())) == (first.name, 1)


def test_names_and_places_change(session, edits):
    first, unit = session.unit, added(session)
    edits.rename(unit, "分馆", "12")
    assert [(each.name, each.code) for each in session.book.units()][-1] == ("分馆", "12")
    edits.move(edits.tree().find("分馆"), None)
    assert edits.tree().above(edits.tree().find("分馆")) is None
    with pytest.raises(UserError, match="分馆"):
        edits.rename(edits.tree().find(first.name), "分馆", "")
    edits.end(edits.tree().find("分馆"), 2026, edits.tree().find(first.name))
    assert edits.tree().find("分馆").ended_year == 2026
    assert newest(session) == "单位撤并 分馆"


def test_parts_are_copied_to_several_units_as_one_step(session, edits):
    first = session.unit
    one, two = added(session, "一站"), added(session, "二站")
    steps = len(session.book.history())
    count = edits.copy(first, [one, two], [Copied.SETTINGS, Copied.TEXTS])
    assert count > 2
    assert len(session.book.history()) == steps + 1
    assert {session.book.budgets(unit.id)[0].policy for unit in (one, two)} == {"example"}
    with pytest.raises(UserError, match="请选择"):
        edits.copy(first, [], [Copied.TEXTS])


def test_a_parameter_is_written_for_all_and_again(session, edits):
    first, unit = session.unit, added(session)
    value = ParameterValue(parameter="pension_rate", valid_from="2025-01-01", value="0.15", reference="某文")
    edits.set_parameter([first, unit], value)
    edits.set_parameter([first, unit], ParameterValue(parameter="pension_rate", valid_from="2025-01-01", value="0.14"))
    records = session.book.records(ParameterValue, parameter="pension_rate")
    assert [(record.value, record.reference) for record in records if record.valid_from == "2025-01-01"] == [
        ("0.14", "")
    ] * 2
    assert newest(session) == "改 2 个单位的参数"
    with pytest.raises(UserError, match="至少选择"):
        edits.set_parameter([], value)


def test_frozen_and_missing_budgets_are_refused_by_name(session, edits):
    first, unit = session.unit, added(session)
    session.choose(session.book.budgets(first.id)[0])
    with session.book.operation("冻结"):
        budget = session.book.budgets(unit.id)[0]
        session.book.update(replace(budget, frozen_at="2025-01-01"))
    value = ParameterValue(parameter="pension_rate", valid_from="2025-01-01", value="0.15")
    with pytest.raises(UserError, match=r"分站.*已冻结"):
        edits.set_parameter([first, unit], value)
    bare = session.book.units()[0]
    with session.book.operation("没有预算的单位"):
        bare = session.book.insert(Unit(name="空", position=9))
    assert edits.budget_of(bare) is None
    with pytest.raises(UserError, match="没有2025年预算"):
        edits.set_parameter([bare], value)


def test_a_unit_opens_in_the_year_and_stage_in_view(session, edits):
    first, unit = session.unit, added(session)
    last = session.book.budgets(first.id)[-1]
    session.choose(last)
    assert edits.budget_of(unit).year == last.year == 2024


def test_a_name_typed_in_the_grid_is_followed_and_given_once(session, edits):
    own, unit = session.unit, added(session)
    session.choose(session.book.budgets(own.id)[0])
    with session.book.operation("往来"):
        income = session.book.insert(Income(budget_id=session.budget.id, source="其他收入", counterpart="分站"))
    session.choose(session.book.budgets(unit.id)[0])
    session.record_edits.save_record(replace(unit, name="分馆"), "修改单位名称")
    assert session.book.records(Income, id=income.id)[0].counterpart == "分馆"
    assert newest(session) == "修改单位名称"
    with pytest.raises(UserError, match="两个单位不能同名"):
        session.record_edits.save_record(replace(unit, name=own.name), "修改单位名称")
