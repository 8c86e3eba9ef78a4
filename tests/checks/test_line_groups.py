"""Lines that agree in every property are looked at once; what is said of several is said once, with all of them."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.checks import line_groups
from desktop.checks.register import NotApplicable
from desktop.layouts.form import loader
from desktop.ledger.records import BudgetFacts, DirectLine


def disclosed(facts, *lines):
    bare = BudgetFacts(unit=facts.unit, budget=replace(facts.budget, policy=""), lines=lines)
    return pipeline.disclose(bare, None, loader.load(loader.default()))


def line(number, **fields):
    return DirectLine(id=number, **({"function_code": "2010350", "economic_code": "30201", "amount": 100} | fields))


def test_lines_that_agree_in_everything_are_one_group(facts):
    found = disclosed(facts, line(1), line(2), line(3, economic_code="30202"))
    groups = line_groups.spending(found)
    assert sorted(len(list(found.cube.chosen(bits))) for _, bits in groups) == [1, 2]


def test_one_message_is_said_once_and_points_to_all_its_lines(facts):
    found = disclosed(facts, line(1), line(2), line(3, function_code="2080505"), line(4, economic_code="30202"))
    (said,) = line_groups.by_message(found, lambda each: "办公费" if each.economic == "30201" else "")
    assert (said.message, len(said.place.lines)) == ("办公费", 3)
    assert list(line_groups.by_message(found, lambda each: "")) == []


def test_without_expenditure_nothing_is_looked_at(facts):
    with pytest.raises(NotApplicable):
        line_groups.spending(disclosed(facts))
