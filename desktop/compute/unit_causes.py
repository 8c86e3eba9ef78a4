"""The causes of a change of several units together (汇总): by unit, and within a unit by cause."""

from collections.abc import Iterable

from desktop.catalog.measures import Filter
from desktop.compute.causes import Cause, CauseKind, Effect, causes, signed
from desktop.dataclass import dataclass
from desktop.money import Fen, NumberStyle


@dataclass(frozen=True, slots=True)
class UnitCauses:
    """What of a change is on account of one unit, in 分, and its causes, the largest first.

    unit: its name, empty for what is of no unit alone: money between the units.
    """

    unit: str
    amount: Fen
    parts: tuple[Cause, ...]


def by_unit(found: Iterable[Effect], where: Filter = ()) -> list[UnitCauses]:
    """Return the causes of the change of the lines a filter keeps, the unit with the largest first."""
    units: dict[str, list[Effect]] = {}
    for effect in found:
        unit = "" if effect.kind is CauseKind.ELIMINATED else effect.line.unit
        units.setdefault(unit, []).append(effect)
    listed = [(unit, causes(effects, where)) for unit, effects in units.items()]
    groups = [UnitCauses(unit, sum(part.amount for part in parts), tuple(parts)) for unit, parts in listed if parts]
    return sorted(groups, key=lambda group: (not group.unit, -abs(group.amount), group.unit))


def wording(groups: list[UnitCauses], style: NumberStyle, named: int = 3) -> str:
    """Return the causes as one Chinese phrase: units by size, of each its kinds of causes, without single subjects."""
    phrases = [_phrase(group, style, named) for group in groups if style.steps(group.amount)]
    return "；".join(phrases)


def _phrase(group: UnitCauses, style: NumberStyle, named: int) -> str:
    kinds: dict[CauseKind, Fen] = {}
    for part in group.parts:
        kinds[part.kind] = kinds.get(part.kind, 0) + part.amount
    shown = sorted((kind for kind in kinds if style.steps(kinds[kind])), key=lambda kind: -abs(kinds[kind]))
    if not group.unit:
        return f"{CauseKind.ELIMINATED}{signed(group.amount, style)}"
    words = "、".join(f"{kind}{signed(kinds[kind], style)}" for kind in shown[:named])
    if len(shown) > named:
        words += "等"
    return f"{group.unit}{signed(group.amount, style)}（{words}）"
