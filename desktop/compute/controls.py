"""Control numbers (控制数): how much of what each is given for the draft uses (checks C49 and C85)."""

from collections.abc import Mapping

from desktop.catalog.measures import Filter, make_filter, standard
from desktop.compute.cube import Cube
from desktop.compute.lines import BudgetLine
from desktop.ledger.records import Control
from desktop.ledger.vocabulary import FISCAL, Carry
from desktop.money import YUAN, Fen


def used(control: Control, cube: Cube, projects: Mapping[int, str] | None = None) -> Fen | None:
    """Return what this year's draft has of what a control is given for, in 分; None where that is not known.

    A control of a fund looks at that fund's money in the block, whatever fund the measure itself names; one of a
    project looks at this year's fiscal money of the project, or at that of the fund it names.
    """
    where = _where(control, projects or {})
    return None if where is None else cube.sum(where)


UNLIKELY = 100
"""Two amounts of the same thing, one so many times the other, were probably counted in two units of money."""


def scale_doubt(amount: Fen, other: Fen, called: str) -> str:
    """Return in Chinese that an amount is so far from another one of the same thing that its unit of money is in doubt.

    called: what the other amount is, for example 本稿. Empty where it is not far, or one of them is nothing.
    """
    small, large = sorted((amount, other))
    if small <= 0 or large < UNLIKELY * small:
        return ""
    times = (2 * large + small) // (2 * small)
    part = f"{times} 倍" if amount == large else f"{times} 分之一"
    return f"{YUAN.show(amount)} 元是{called} {YUAN.show(other)} 元的 {part}，请核对金额单位（元、万元）"


def far_over(amount: Fen, control: Fen) -> str:
    """Return words for an amount so far over its control number that the unit of money is in doubt, else nothing."""
    return "；相差百倍以上，请先核对金额单位（元、万元）" if amount >= UNLIKELY * control > 0 else ""


def lines(control: Control, cube: Cube) -> list[BudgetLine]:
    """Return this year's lines in the control's block."""
    where = _where(control, {})
    return [] if where is None else cube.chosen(cube.select(where) & cube.in_year(cube.year))


def _where(control: Control, projects: Mapping[int, str]) -> Filter | None:
    if control.project_id is not None:
        name = projects.get(control.project_id, "")
        funds = [control.fund] if control.fund else [str(fund) for fund in FISCAL]
        narrowed = {"side": ["支出"], "project": [name], "fund": funds, "carry": [str(Carry.CURRENT)]}
        return make_filter(narrowed, "controls") if name else None
    measure = next((m for m in standard().values() if m.label == control.block), None)
    if measure is None or not control.fund:
        return None if measure is None else measure.where
    return (*(part for part in measure.where if part[0] != "fund"), ("fund", (control.fund,)))
