"""Tables of the 预算管理一体化 platform: a copy-ready workbook with its mapping, and rows to paste."""

import hashlib
from decimal import Decimal
from functools import cache
from pathlib import Path

from desktop import paths
from desktop.catalog.measures import Filter, make_filter
from desktop.catalog.strict import Reader, read_toml
from desktop.dataclass import dataclass
from desktop.template import mapping
from desktop.template.mapping import RowColumn, RowsMap, SheetMap, WorkbookMapping
from desktop.template.money_unit import COLUMN_UNIT
from desktop.template.recalculate import letters
from desktop.template.record_lists import known_lists
from desktop.template.records import MONEY, Records, is_money
from desktop.template.row_fill import entries_of, row_values
from desktop.template.verify import Shown

NAME = "一体化平台"
"""How `export --template` is told to use the shipped workbook."""

FOLDER = paths.resources() / "platform"
WORKBOOK = FOLDER / "一体化平台表格.xlsx"
MAPPING = FOLDER / "一体化平台表格.对应表.json"
NUMBERS = (*MONEY, "序号", "数量", "人数", "天数", "次数", "年度", "项目期限", "起始月", "截止月", "乡镇工作年限")


@dataclass(frozen=True, slots=True)
class PlatformTable:
    """A table of the platform: its name, the list its rows come from, its columns in their order."""

    name: str
    records: str
    columns: tuple[str, ...]
    fields: dict[str, str]
    where: dict[str, Filter]


@cache
def tables() -> tuple[PlatformTable, ...]:
    """Return the tables of the data file."""
    raw = Reader(read_toml(FOLDER / "tables.toml", "tables.toml"), "tables.toml")
    found = []
    for entry in raw.tables("table"):
        where = {name: make_filter(parts, entry.place) for name, parts in (entry.raw("where") or {}).items()}
        name, records, columns = entry.text("name"), entry.text("list"), entry.texts("columns")
        found.append(PlatformTable(name, records, columns, entry.raw("fields") or {}, where))
        entry.done()
    raw.done()
    return tuple(found)


def columns_of(table: PlatformTable) -> list[RowColumn | None]:
    """Return what each column of a table holds, None where the book knows nothing for it."""
    entry = known_lists()[table.records]
    found: list[RowColumn | None] = []
    for title in table.columns:
        unit = match[1] or match[2] if (match := COLUMN_UNIT.search(title)) else ""
        name = table.fields.get(title, entry.field([title]))
        where = table.where.get(title, ())
        is_known = bool(where) or (bool(name) and (not unit or is_money(name)))
        found.append(RowColumn("" if where else name, where, unit) if is_known else None)
    return found


def write_mapping() -> None:
    """Write the mapping of the shipped workbook beside it."""
    sheets = []
    for table in tables():
        columns = [(letters(n), column) for n, column in enumerate(columns_of(table), 1) if column is not None]
        rows = RowsMap(2, 2, table.records, (), tuple(columns))
        sheets.append(SheetMap(table.name, "元", rows=[rows]))
    content = WorkbookMapping(WORKBOOK.name, hashlib.sha256(WORKBOOK.read_bytes()).hexdigest(), sheets)
    paths.write_beside(MAPPING, lambda path: _write(path, mapping.as_text(content)))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def rows_to_paste(sheet: SheetMap, records: Records) -> list[list[str]]:
    """Return the rows of a table as text, cell by cell in the order of its columns; blank where nothing is known."""
    lines: list[list[str]] = []
    for rows in sheet.rows:
        values, _ = row_values(rows, sheet, records, Shown())
        width = len(next(table.columns for table in tables() if table.name == sheet.sheet))
        for row in range(rows.first, rows.first + len(entries_of(rows, records))):
            lines.append([_text(values.get(f"{letters(column)}{row}", "")) for column in range(1, width + 1)])
    return lines


def _text(value: Decimal | str) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else value.replace("\t", " ").replace("\n", " ")
