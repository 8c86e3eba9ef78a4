"""Costs before and after another pack is chosen: nothing stored, each side what the engine computes."""

from dataclasses import replace

import pytest

from desktop.compute import drafting, policy_effect
from desktop.ledger.book import Book
from tests import samples


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    path = tmp_path_factory.mktemp("effect") / "青禾.mzb"
    samples.write("qinghe_2025", path)
    with Book.open_to_read(path) as book:
        budget = max(book.budgets(book.units()[0].id), key=lambda each: each.year)
        return book.facts(budget)


def total(facts):
    return sum(line.amount for line in drafting.of_budget(facts) if line.side == "支出")


def test_both_sides_are_what_the_engine_computes(facts):
    effect = policy_effect.of_choice(facts, "national")
    chosen = replace(facts, budget=replace(facts.budget, policy="national"))
    assert sum(effect.before.values()) == total(facts)
    assert sum(effect.after.values()) == total(chosen)
    assert effect.unpaid == len(drafting.draft(chosen).unpaid) > 0
    assert set(effect.natures) == {*effect.before, *effect.after}


def test_the_same_pack_changes_nothing(facts):
    effect = policy_effect.of_choice(facts, facts.budget.policy)
    assert effect.before == effect.after
    assert (effect.missing, effect.unpaid) == ((), 0)
