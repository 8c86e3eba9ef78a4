"""What a file may show of a book: its budgets, the newest first, then a unit with all below it, and chosen units."""

import pytest

from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Income, Unit
from desktop.packs import book_states


@pytest.fixture
def book(tmp_path):
    with Book.create(tmp_path / "部门.mzb") as book:
        with book.operation("建"):
            top = units.add(book, Unit(name="某局", scope="部门"))
            for name, year in (("本级", 2026), ("中心", 2027)):
                unit = units.add(book, Unit(name=name, parent_id=top.id), (year,))
                (budget,) = book.records(Budget, unit_id=unit.id)
                book.insert(Income(budget_id=budget.id, source="一般公共预算", amount=100))
        yield book


def test_each_budget_alone_comes_before_the_sums_over_units(book):
    found = [(state.label, state.budget.year) for state in book_states.states(book)]
    assert found == [("中心", 2027), ("本级", 2026), ("某局（汇总）", 2027), ("某局（汇总）", 2026)]


def test_a_state_names_the_units_whose_figures_it_shows(book):
    below = frozenset(unit.id for unit in book.units())
    assert [state.units for state in book_states.states(book)][-1] == below
    assert all(len(state.units) == 1 for state in list(book_states.states(book))[:2])


def test_chosen_units_are_shown_in_the_years_that_some_words_name(book):
    wanted = [unit for unit in book.units() if unit.name != "某局"]
    assert [state.budget.year for state in book_states.chosen_states(book, "", wanted, "2027年部门预算")] == [2027]
    assert {state.budget.year for state in book_states.chosen_states(book, "", wanted)} == {2026, 2027}
    (found,) = book_states.chosen_states(book, "", wanted, "2027年")
    assert found.label == "本级、中心"
