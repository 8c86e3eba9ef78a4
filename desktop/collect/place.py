"""A whole place as one: its lines after elimination, and its tables in any layout."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from desktop import pipeline
from desktop.collect.transfers import KEPT
from desktop.compute import consolidation
from desktop.compute.consolidation import Pair
from desktop.compute.drafting import Drafted
from desktop.compute.lines import BudgetLine, Origin
from desktop.dataclass import dataclass
from desktop.exporters.publication import Publication
from desktop.layouts.form import loader
from desktop.layouts.paper.sheet import sheet_of
from desktop.layouts.tables.table import Table
from desktop.layouts.words.narrative import Narrative
from desktop.ledger.records import Budget, BudgetFacts, Unit
from desktop.ledger.unit_tree import plain
from desktop.ledger.vocabulary import SCOPES

Row = Mapping[str, Any]
SUMMED = "各单位合计"


@dataclass(frozen=True, slots=True)
class Place:
    """The lines of all units as those of one, and what was eliminated in pairs, or names a unit that is not there.

    unnamed: kinds of transfers (上级补助收入 …) that name no unit at all, with their sum in 分, by year.
    """

    lines: list[BudgetLine]
    pairs: list[Pair]
    strangers: list[tuple[str, str, int]]
    unnamed: dict[tuple[int, str], int] = field(default_factory=dict)


def of_lines(touched: Iterable[Row], summed: Iterable[Row], units: Iterable[Row]) -> Place:
    """Return a place out of its touched and its summed lines (`transfers`) and its units.

    strangers: unit, whom it names, amount (分): transfers that stay because no one unit of the place has that name.
    """
    known = _names(units)
    named: dict[str, str] = {}
    lines, strangers = [], []
    unnamed: Counter[tuple[int, str]] = Counter()
    for number, row in enumerate(touched, 1):
        line = _line(row, number, row["unit"])
        other = known.get(plain(str(row["counterpart"])), "")
        if other and other != line.unit:
            named[line.key] = other
        elif row["counterpart"]:
            strangers.append((line.unit, str(row["counterpart"]), line.amount))
        else:
            unnamed.update(_unnamed(line))
        lines.append(line)
    found = consolidation.consolidate(lines, lambda line: named.get(line.key, ""))
    rest = [_line(row, number, SUMMED) for number, row in enumerate(summed, len(lines) + 1)]
    for line in rest:
        unnamed.update(_unnamed(line))
    return Place([*found.lines, *rest], found.pairs, strangers, dict(unnamed))


def _unnamed(line: BudgetLine) -> dict[tuple[int, str], int]:
    """Return the kind and amount of a line that names nobody, where it is a transfer by its kind."""
    if consolidation.kind_of(line) is None:
        return {}
    return {(line.year, line.nature if line.side == "支出" else line.fund): line.amount}


def _names(units: Iterable[Row]) -> dict[str, str]:
    """Return the unit of each name and code that stands for one unit only."""
    found: dict[str, set[str]] = {}
    for unit in units:
        for text in {unit["unit"], unit["unit_code"]} - {""}:
            found.setdefault(plain(text), set()).add(unit["unit"])
    return {text: next(iter(names)) for text, names in found.items() if len(names) == 1}


def _line(row: Row, number: int, unit: str) -> BudgetLine:
    values = {name: row[name] for name in KEPT if name != "line_year"}
    origin = Origin("direct_line", number, SUMMED)
    return BudgetLine(year=int(row["line_year"]), amount=int(row["amount"]), origin=origin, unit=unit, **values)


def tables(place: Place, name: str, year: int, stage: str, form_key: str, version: str) -> Publication:
    """Return the tables of a place in a layout that say what its lines say; lists of records are not among them.

    version: of what was counted, for the footers.
    Raises UserError for a layout that is not there.
    """
    unit = Unit(name=name, kind="行政", scope=SCOPES[1])
    facts = BudgetFacts(unit, Budget(0, unit.id, year, stage))
    last = BudgetFacts(unit, Budget(0, unit.id, year - 1)) if any(line.year < year for line in place.lines) else None
    form = loader.load(form_key, department=True)
    disclosure = pipeline.assembled(form, facts, last, Drafted(), place.lines, pipeline.Memory())
    lists = {spec.id for spec in form.tables if spec.lists_tables or _lists_records(spec.blocks)}
    shown = [table for table in disclosure.tables if table.id not in lists and _has_amounts(table)]
    narrative = Narrative(form.title, [], {})
    return Publication(form, name, unit.scope, year, narrative, tuple(sheet_of(each) for each in shown), version)


def _lists_records(blocks: Iterable[Any]) -> bool:
    return any(row.kind == "records" or row.dimension in ("project", "unit") for block in blocks for row in block.rows)


def _has_amounts(table: Table) -> bool:
    return any(cell.amount for row in table.grid for cell in row)
