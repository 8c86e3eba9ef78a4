"""The causes of a change of a consolidated figure: by unit, then by cause, adding up to the 分."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from desktop import pipeline
from desktop.catalog.measures import make_filter
from desktop.compute import causes
from desktop.compute.causes import CauseKind
from desktop.compute.unit_causes import by_unit, wording
from desktop.layouts.tables import overview
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Income, Procurement, Project
from desktop.money import YUAN
from desktop.units import together, together_causes, views
from tests import scale
from tests.units import departments

FILTERS = [
    {},
    {"side": ["支出"]},
    {"side": ["收入"]},
    {"side": ["支出"], "fund": ["上级补助收入"]},
    {"side": ["支出"], "fund": ["事业收入"]},
    {"side": ["支出"], "function": ["205"]},
    {"side": ["支出"], "economic": ["302"]},
    {"side": ["采购"]},
]


def effects_of(disclosure):
    return [effect for part in disclosure.together.effects() for effect in part]


def require_sums(disclosure):
    """The change of any figure is that of its units and of what moved between them."""
    found, cube = effects_of(disclosure), disclosure.cube
    page = overview.build(disclosure.form, disclosure.facts, cube, found, [], several=True)
    assert sum(change.amount for change in page.units) + page.rest == page.cards[0].change.difference
    assert all(each.amount == sum(c.amount for c in each.causes) + each.rest for each in page.units if each.unit)
    for raw in FILTERS:
        where = make_filter(raw, "test")
        groups = by_unit(found, where)
        change = cube.sum(where) - cube.sum(where, cube.year - 1)
        assert sum(group.amount for group in groups) == change, raw
        assert all(group.amount == sum(part.amount for part in group.parts) for group in groups)


@settings(max_examples=scale.count(4), deadline=None, derandomize=True)
@given(departments.trees(6))
def test_the_causes_of_any_change_add_up_over_units_to_the_fen(tree):
    with TemporaryDirectory(dir=scale.MEMORY) as folder, Book.create(Path(folder) / "部门.mzb") as book:
        departments.Department(book, tree)
        view = views.below(book, units.tree_of(book).find("某局"))
        require_sums(together.of_view(book, view, "national/2023"))


@pytest.fixture
def book(tmp_path):
    with Book.create(tmp_path / "部门.mzb") as made:
        departments.Department(made, departments.tree_of(3, 4))
        yield made


def view_of(book):
    return together.of_view(book, views.below(book, units.tree_of(book).find("某局")), "national/2023")


def test_only_a_unit_that_changed_is_taken_apart_again(book):
    before = list(view_of(book).together.effects())
    line = book.records(DirectLine)[-1]
    with book.operation("改"):
        book.update(replace(line, amount=line.amount + 1))
    after = list(view_of(book).together.effects())
    assert [a is b for a, b in zip(after[:-1], before[:-1], strict=True)].count(False) == 1
    require_sums(view_of(book))


def test_a_new_unit_and_one_that_went_into_another_are_causes_of_their_own(book):
    first, second, third = book.units()[1:4]
    with book.operation("改"):
        book.update(replace(first, ended_year=departments.YEAR, successor_id=second.id))
        for kind in (Procurement, DirectLine, Income, Project):
            for record in book.records(
                kind, budget_id=book.records(Budget, unit_id=third.id, year=departments.YEAR - 1)[0].id
            ):
                book.delete(record)
    disclosure = view_of(book)
    require_sums(disclosure)
    groups = {group.unit: {part.kind for part in group.parts} for group in by_unit(effects_of(disclosure))}
    assert CauseKind.ENDED in groups[second.name]
    assert groups[third.name] == {CauseKind.NEW_UNIT}


def test_the_causes_of_a_unit_that_others_went_into_come_to_its_printed_change(book):
    """Also where they paid each other last year, which is in no printed figure."""
    first, second = book.units()[1:3]
    with book.operation("改"):
        one, two = (book.records(Budget, unit_id=unit.id, year=departments.YEAR - 1)[0] for unit in (first, second))
        to = {"function_code": "2050199", "economic_code": "39999", "nature": "对附属单位补助支出"}
        book.insert(DirectLine(budget_id=one.id, amount=7_77, fund="事业收入", counterpart=second.name, **to))
        book.insert(Income(budget_id=two.id, source="上级补助收入", amount=7_77, counterpart=first.name))
        book.update(replace(first, kind="行政", ended_year=departments.YEAR, successor_id=second.id))
    budget = book.records(Budget, unit_id=second.id, year=departments.YEAR)[0]
    alone = pipeline.of_book(book, "national/2023", budget)
    found = together_causes.of_one(alone.last, alone.facts, alone.cube.lines)
    for raw in FILTERS:
        where = make_filter(raw, "test")
        change = alone.cube.sum(where) - alone.cube.sum(where, alone.cube.year - 1)
        assert sum(part.amount for part in causes.causes(found, where)) == change, raw
    assert CauseKind.ENDED in {each.kind for each in found}


def test_what_a_department_is_offered_as_a_reason_names_units_and_kinds_and_nobody(book):
    found = by_unit(effects_of(view_of(book)), make_filter({"side": ["支出"]}, "test"))
    said = wording(found, YUAN)
    named = {group.unit for group in found if YUAN.steps(group.amount)}
    assert {each.split("增加")[0].split("减少")[0] for each in said.split("；")} <= {*named, str(CauseKind.ELIMINATED)}
    assert all(part.subject not in said for group in found for part in group.parts if part.subject)
