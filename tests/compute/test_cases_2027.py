"""Four kinds of units against figures worked out by hand: every line, every sum, and no figure of a trap."""

from collections import Counter

import pytest

from desktop.compute import drafting
from desktop.compute.policy_values import PolicyValues
from desktop.money import parse_yuan
from tests import cases_2027


@pytest.fixture(scope="module", params=cases_2027.NAMES)
def case(request):
    return cases_2027.load(request.param)


@pytest.fixture(scope="module")
def drafted(case):
    return computed(case)[1]


def computed(case):
    facts = cases_2027.book_of(case)
    values = PolicyValues(cases_2027.pack_of(case), facts.budget.year)
    return facts, drafting.draft(facts, values)


def expected_lines(case):
    found = Counter()
    for entry in case["ledger"]:
        carry = "结转" if entry["carry"] == "上年结转" else entry["carry"]
        key = (entry["nature"], entry["item"], entry["who"] or "", entry["function_code"], entry["dept_econ"],
               entry["gov_econ"], entry["fund"], entry["sub_source"], carry)  # fmt: skip
        found[(*key, parse_yuan(entry["amount_yuan"]))] += 1
    return found


def computed_lines(case, drafted):
    people = {n: entry["id"] for n, entry in enumerate(case["people"], 1)}
    found = Counter()
    for line in drafted.lines:
        if line.side == "支出":
            item = line.project or line.origin.rule
            who = people[line.origin.record_id] if line.origin.table == "person" else ""
            key = (line.nature, item, who, line.function, line.economic, line.government, line.fund, line.subsource,
                   line.carry)  # fmt: skip
            found[(*key, line.amount)] += 1
    return found


def test_every_line_is_as_worked_out_by_hand(case, drafted):
    expected, found = expected_lines(case), computed_lines(case, drafted)
    assert (sorted(expected - found), sorted(found - expected)) == ([], [])
    assert found.total() == case["expected"]["lines"]
