"""A cube made from the one before answers as one made anew, wherever the changed lines lie."""

from dataclasses import replace

import pytest

from desktop.catalog.measures import DIMENSIONS
from desktop.compute.cube import Cube
from desktop.compute.cube_step import LEAST_WINDOW
from desktop.compute.lines import BudgetLine, Origin

LINES = [
    BudgetLine("支出", 2027, 100 + n, Origin("direct_line", n + 1), function=f"20{n % 7:05}", economic="30201")
    for n in range(400)
]
SELECTIONS = [0b1011 << 5, (1 << 400) - 1, 1, (1 << 300) | 1 << 7, 1 << 350]


def more(line):
    return replace(line, amount=line.amount + 1_000)


def moved(line):
    return replace(line, function="2089999")


def renamed(line):
    return replace(line, origin=Origin("direct_line", line.origin.record_id + 1_000))


def asked(cube):
    """Everything a cube is asked for."""
    sums = [cube.total(bits & cube.everything) for bits in SELECTIONS]
    keys = [cube.keys(bits & cube.everything) for bits in SELECTIONS]
    indexes = [dict(cube.indexes[dimension]) for dimension in DIMENSIONS]
    return sums, keys, indexes, cube.amounts, cube.line_keys, cube.spending_groups()


def stepped(now):
    before = Cube(LINES, 2027)
    asked(before)
    return Cube(now, 2027, before)


@pytest.mark.parametrize("change", [more, moved, renamed])
@pytest.mark.parametrize(
    "places", [[], [0], [399], [0, 399], [5, 6, 7, 300], range(0, 400, 7), range(90, 90 + LEAST_WINDOW + 9)]
)
def test_lines_that_kept_their_places(change, places):
    cube = stepped([change(line) if n in places else line for n, line in enumerate(LINES)])
    assert cube.step is not None and cube.step.in_place
    assert asked(cube) == asked(Cube(cube.lines, 2027))
    assert cube.step.only_amounts == (change is not moved or not places)
    assert all(cube.step.changed >> n & 1 for n in places)


@pytest.mark.parametrize(
    "now", [LINES[1:], LINES[:200] + LINES[203:], [*LINES, more(LINES[0])], [moved(LINES[9]), *LINES]]
)
def test_lines_that_came_and_went(now):
    cube = stepped(now)
    assert cube.step is not None and not cube.step.in_place
    assert asked(cube) == asked(Cube(now, 2027))


def test_too_many_changes_are_not_taken_over():
    assert stepped([more(line) for line in LINES]).step is None
