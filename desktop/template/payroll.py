"""One row with the year's pay of the whole unit (单位人员工资): counts and sums as the data file defines them."""

from functools import cache
from typing import TYPE_CHECKING

from desktop import paths
from desktop.catalog.strict import Reader, read_toml
from desktop.compute.cube import Selection
from desktop.dataclass import dataclass

if TYPE_CHECKING:
    from desktop.template.records import Records, Value

PAYROLL = "单位工资"


@dataclass(frozen=True, slots=True)
class Sum:
    """What a column adds up: people, or this year's lines of 人员经费; empty conditions let everything pass."""

    count: bool
    kinds: tuple[str, ...]
    statuses: tuple[str, ...]
    economic: tuple[str, ...]
    rule: str


@cache
def sums() -> dict[str, Sum]:
    """Return the columns of the data file by field."""
    raw = read_toml(paths.resources() / "record_lists.toml", "record_lists.toml")[PAYROLL]["sums"]
    found = {}
    for name, reader in Reader(raw, f"record_lists.toml: [{PAYROLL}.sums]").named():
        conditions = (reader.texts("kinds"), reader.texts("statuses"), reader.texts("economic"))
        found[name] = Sum(reader.flag("count"), *conditions, reader.text("rule", ""))
        reader.done()
    return found


def payroll(records: "Records") -> dict[str, "Value"]:
    """Return the fields of the row; one that the book cannot answer is absent."""
    found: dict[str, Value] = {}
    for name, wanted in sums().items():
        if (wanted.kinds or wanted.statuses or wanted.rule) and not records.facts.people:
            continue
        if wanted.count:
            found[name] = sum(
                person.headcount
                for person in records.facts.people
                if _passes(person.kind, wanted.kinds) and _passes(person.status, wanted.statuses)
            )
        else:
            found[name] = records.cube.total(_lines(records, wanted))
    return found


def _passes(value: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or value in wanted


def _lines(records: "Records", wanted: Sum) -> Selection:
    lines = records.speaks_of((("nature", ("人员",)), ("economic", wanted.economic)))
    if not (wanted.kinds or wanted.statuses or wanted.rule):
        return lines
    chosen = 0
    for person in records.facts.people:
        if _passes(person.kind, wanted.kinds) and _passes(person.status, wanted.statuses):
            chosen |= records.lines_of("person", person.id)
    lines &= chosen
    if not wanted.rule:
        return lines
    by_rule = (1 << number for number, line in enumerate(records.cube.lines) if wanted.rule in line.origin.rule)
    return lines & sum(by_rule)
