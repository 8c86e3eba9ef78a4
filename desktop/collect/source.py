"""What collecting takes out of a unit's pack (.mzs), which `packs.reading` proves first."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from desktop.compute.lines import BudgetLine
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.ledger.records import BudgetFacts, DirectLine, Income
from desktop.packs import archive, content, reading

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PackData:
    """A pack as collecting sees it. fingerprint: SHA-256 of the file. tables: rows by table of the dataset.

    income, expenditure: its totals in 分.
    """

    fingerprint: str
    unit: str
    unit_code: str
    unit_kind: str
    year: int
    stage: str
    layout: str
    version: str
    income: int
    expenditure: int
    tables: Mapping[str, tuple[Row, ...]]

    @property
    def unit_key(self) -> str:
        """By what the unit is known from pack to pack: its code, its name where it has none."""
        return self.unit_code or self.unit


def fingerprint_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_pack(path: Path, read: Callable[[Path], reading.Pack]) -> PackData:
    """Read a pack by what `reading.series` gives. Raises UserError where it is none, is damaged or does not fit."""
    pack = read(path)
    if pack.kind != archive.BUDGET:
        raise UserError(f"“{path.name}”是控制数包，不是单位报送的预算，没有收入")
    main = pack.budgets[0]
    lines = content.lines_of(main)
    totals = content.totals(lines)
    last = [line for facts in pack.budgets if facts.budget.year == pack.year - 1 for line in _lines(facts)]
    return PackData(
        fingerprint=pack.fingerprint,
        unit=pack.unit,
        unit_code=pack.code,
        unit_kind=main.unit.kind,
        year=pack.year,
        stage=pack.stage,
        layout=str(pack.manifest["layout"]),
        version=str(pack.manifest["version"]),
        income=totals.get("收入", 0),
        expenditure=totals.get("支出", 0),
        tables={"lines": (*_rows(main, lines), *last), **_others(main)},
    )


def _lines(facts: BudgetFacts) -> tuple[Row, ...]:
    return _rows(facts, content.lines_of(facts))


def _rows(facts: BudgetFacts, lines: list[BudgetLine]) -> tuple[Row, ...]:
    """Return lines as rows, each with the unit its record names as the other one (对方单位)."""
    records: tuple[DirectLine | Income, ...] = (*facts.lines, *facts.incomes)
    others = {(record.TABLE, record.id): record.counterpart for record in records if record.counterpart}
    return tuple(
        {
            **{name: getattr(line, name) for name in content.DIMENSIONS},
            "line_year": line.year,
            "amount": line.amount,
            "counterpart": others.get((line.origin.table, line.origin.record_id), ""),
        }
        for line in lines
    )


def _others(facts: BudgetFacts) -> dict[str, tuple[Row, ...]]:
    names = {project.id: project.name for project in facts.projects}
    staff = [_fields(each, "kind", "status", "first_month", "last_month") for each in facts.people]
    projects = [_fields(each, "code", "name", "category", "total") for each in facts.projects]
    indicators = [
        _fields(each, "level1", "level2", "name", "weight", "unit", "nature", "target") for each in facts.indicators
    ]
    return {
        "staff": tuple({**row, "heads": each.headcount} for row, each in zip(staff, facts.people, strict=True)),
        "outcomes": tuple(_fields(each, "code", "title", "severity", "status") for each in facts.check_results),
        "projects": tuple(
            {**row, "function": each.function_code} for row, each in zip(projects, facts.projects, strict=True)
        ),
        "indicators": tuple(
            {**row, "project": names.get(each.project_id or 0, "")}
            for row, each in zip(indicators, facts.indicators, strict=True)
        ),
    }


def _fields(record: object, *names: str) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}
