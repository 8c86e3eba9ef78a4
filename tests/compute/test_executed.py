"""What was spent last year is known where every part of it was entered, and nowhere else."""

from dataclasses import replace

import pytest

from desktop.catalog.measures import make_filter
from desktop.compute import executed
from desktop.compute.cube import Cube
from desktop.compute.lines import BudgetLine, Origin
from desktop.ledger.records import Execution
from tests.small_cases import small_cases

GENERAL = "一般公共预算"


def line(function, amount, fund=GENERAL):
    return BudgetLine("支出", 2024, amount, Origin("direct_line", 1), function=function, fund=fund, nature="公用")


CUBE = Cube([line("2010350", 100), line("2080505", 50), line("2120801", 7, "政府性基金")], 2025)


def spent(function, amount, **more):
    return Execution(function_code=function, amount=amount, **more)


def total(where, *records):
    found = make_filter({"side": ["支出"], **where}, "test")
    return executed.total(records, found, CUBE, CUBE.select(found) & CUBE.in_year(2024))


BOTH = (spent("2010350", 90), spent("2080505", 60))


@small_cases(
    ("where", "records", "expected"),
    [
        ({"fund": [GENERAL]}, BOTH, 150),
        ({"fund": [GENERAL]}, BOTH[:1], None),
        ({"fund": [GENERAL]}, (BOTH[0], spent("2080505", None)), None),
        ({"fund": [GENERAL], "function": ["208"]}, BOTH, 60),
        ({"fund": [GENERAL], "function": ["!208"]}, BOTH, 90),
        ({"function": ["2010350"]}, (), None),
        ({"function": ["2100101"]}, (spent("2100101", 0),), 0),
        ({}, BOTH, None),
        ({"nature": ["公用"], "function": ["201"]}, BOTH, None),
        ({"nature": ["公用"], "function": ["201"]}, (spent("2010350", 30, nature="公用"), *BOTH), 30),
        ({"economic": ["!30217"], "function": ["201"]}, BOTH, None),
        ({"carry": ["当年"], "function": ["201"]}, BOTH, None),
    ],
)
def test_a_sum_is_known_only_in_full(where, records, expected):
    assert total(where, *records) == expected


@pytest.mark.parametrize(("of_the_second", "expected"), [((), None), ((spent("2010350", 4, budget_id=2),), 94)])
def test_what_one_unit_entered_does_not_stand_for_another(of_the_second, expected):
    """Both had a budget of the same 项 last year."""
    lines = [replace(line("2010350", 100), unit=name) for name in ("甲", "乙")]
    cube, where = Cube(lines, 2025), make_filter({"side": ["支出"]}, "test")
    records = (spent("2010350", 90, budget_id=1), *of_the_second)
    budgeted = cube.select(where) & cube.in_year(2024)
    assert executed.total(records, where, cube, budgeted, {1: "甲", 2: "乙"}) == expected


@small_cases(
    ("amount", "doubt"),
    [(10_000, "100.00 元是上年预算数 1.00 元的 100 倍，请核对金额单位（元、万元）"), (1, "0.01 元是上年预算数 1.00 元的 100 分之一，请核对金额单位（元、万元）"),
     (9_999, ""), (2, ""), (0, "")],
)  # fmt: skip
def test_what_is_a_hundredfold_of_its_budget_or_a_hundredth_is_doubted(amount, doubt):
    found = list(executed.scale_doubts((spent("2010350", amount), spent("2299999", 10**9)), CUBE))
    assert found == ([("2010350（一般公共预算）", doubt)] if doubt else [])


def test_what_was_spent_of_no_subject_yet_is_left_out_and_stops_no_check():
    assert list(executed.scale_doubts((spent("", 10**9),), CUBE)) == []
