"""Control numbers (控制数): how much of each block the draft uses (resources/rules/checks/release.md, C85)."""

from desktop.catalog.measures import standard
from desktop.compute.cube import Cube
from desktop.ledger.records import Control
from desktop.money import Fen


def used(control: Control, cube: Cube) -> Fen | None:
    """Return what this year's draft has in the control's block, in 分; None for a block that is not a measure.

    A control of a fund looks at that fund's money in the block, whatever fund the measure itself names.
    """
    measure = next((m for m in standard().values() if m.label == control.block), None)
    if measure is None:
        return None
    where = measure.where
    if control.fund:
        where = (*(part for part in where if part[0] != "fund"), ("fund", (control.fund,)))
    return cube.sum(where)
