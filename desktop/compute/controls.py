"""Control numbers (控制数): how much of each block the draft uses (resources/rules/checks/release.md, C85)."""

from desktop.catalog.measures import Filter, standard
from desktop.compute.cube import Cube
from desktop.compute.lines import BudgetLine
from desktop.ledger.records import Control
from desktop.money import Fen


def used(control: Control, cube: Cube) -> Fen | None:
    """Return what this year's draft has in the control's block, in 分; None for a block that is not a measure.

    A control of a fund looks at that fund's money in the block, whatever fund the measure itself names.
    """
    where = _where(control)
    return None if where is None else cube.sum(where)


def lines(control: Control, cube: Cube) -> list[BudgetLine]:
    """Return this year's lines in the control's block."""
    where = _where(control)
    return [] if where is None else cube.chosen(cube.select(where) & cube.in_year(cube.year))


def _where(control: Control) -> Filter | None:
    measure = next((m for m in standard().values() if m.label == control.block), None)
    if measure is None or not control.fund:
        return None if measure is None else measure.where
    return (*(part for part in measure.where if part[0] != "fund"), ("fund", (control.fund,)))
