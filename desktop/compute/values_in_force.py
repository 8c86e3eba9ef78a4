"""Which value of each parameter a budget is computed with, where it comes from, and what is to be looked at."""

from collections.abc import Collection, Iterator
from datetime import date

from desktop.catalog.policy import DatedValue, Parameter
from desktop.compute.policy_values import MONTHS, PolicyValues
from desktop.compute.used_parameters import EXAMPLE
from desktop.dataclass import dataclass

OF_BOOK, OF_PACK = "本账本", "参数包"


@dataclass(frozen=True, slots=True)
class InForce:
    """A value that holds in some months of the year; value is None in months for which there is none.

    source: 本账本 or 参数包; notes: 示例, no document, a value of the pack that is passed over.
    """

    parameter: Parameter
    first: int
    last: int
    value: DatedValue | None
    used: bool
    notes: tuple[str, ...]

    @property
    def source(self) -> str:
        """Return whose value it is, empty where there is none."""
        if self.value is None:
            return ""
        return OF_BOOK if self.value.local else OF_PACK


def of_year(values: PolicyValues, used: Collection[str]) -> list[InForce]:
    """Return what holds in a year, those that an amount rests on first; nothing is noted as asked for."""
    parameters = values.policy.parameters.values()
    ordered = sorted(parameters, key=lambda each: each.id not in used)
    return [row for each in ordered for row in _rows(each, values.year, each.id in used)]


def _rows(parameter: Parameter, year: int, used: bool) -> Iterator[InForce]:
    by_month = [parameter.at(date(year, month, 1)) for month in MONTHS]
    first = 1
    for month in MONTHS:
        if month == len(by_month) or by_month[month] != by_month[month - 1]:
            value = by_month[month - 1]
            notes = tuple(_notes(parameter, value, date(year, month, 1), used))
            yield InForce(parameter, first, month, value, used, notes)
            first = month + 1


def _notes(parameter: Parameter, value: DatedValue | None, day: date, used: bool) -> Iterator[str]:
    if value is None:
        yield "没有数值，用到它的项目没有计算" if used else "没有数值"
        return
    if EXAMPLE in value.reference:
        yield "示例，报送前换成当地数值"
    elif not value.reference.strip():
        yield "没有写明文号"
    passed = [each for each in parameter.values if not each.local and each.valid_from <= day]
    if value.local and passed:
        newest = max(passed, key=lambda each: each.valid_from)
        yield f"代替参数包自 {newest.valid_from} 起的 {newest.value:f}"
