"""One row with the year's pay of the whole unit (单位人员工资): counts and sums as the data file defines them."""

from collections.abc import Callable
from functools import cache

from desktop import paths
from desktop.catalog.strict import Reader, read_toml
from desktop.compute.cube import Cube, Selection
from desktop.dataclass import dataclass
from desktop.ledger.records import BudgetFacts

PAYROLL = "单位工资"

LinesOf = Callable[[str, int], Selection]
"""Returns this year's lines that a record (table, id) makes."""


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


def payroll(facts: BudgetFacts, cube: Cube, lines_of: LinesOf) -> dict[str, int]:
    """Return the fields of the row, counts and 分; one that the book cannot answer is absent."""
    found: dict[str, int] = {}
    for name, wanted in sums().items():
        if (wanted.kinds or wanted.statuses or wanted.rule) and not facts.people:
            continue
        if wanted.count:
            found[name] = sum(
                person.headcount
                for person in facts.people
                if _passes(person.kind, wanted.kinds) and _passes(person.status, wanted.statuses)
            )
        else:
            found[name] = cube.total(_lines(facts, cube, lines_of, wanted))
    return found


def _passes(value: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or value in wanted


def _lines(facts: BudgetFacts, cube: Cube, lines_of: LinesOf, wanted: Sum) -> Selection:
    where = (("side", ("支出",)), ("nature", ("人员",)), ("economic", wanted.economic))
    lines = cube.select(where) & cube.in_year(cube.year)
    if not (wanted.kinds or wanted.statuses or wanted.rule):
        return lines
    chosen = 0
    for person in facts.people:
        if _passes(person.kind, wanted.kinds) and _passes(person.status, wanted.statuses):
            chosen |= lines_of("person", person.id)
    lines &= chosen
    if not wanted.rule:
        return lines
    by_rule = (1 << number for number, line in enumerate(cube.lines) if wanted.rule in line.origin.rule)
    return lines & sum(by_rule)
