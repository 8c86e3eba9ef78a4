"""Which sheets of a workbook are read as a roster: those asked for, or those whose names say whose pay they hold."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from desktop.findings import UserError
from desktop.intake import payroll_words
from desktop.outside import source_files
from desktop.outside.source_files import SourceTable

ALL = "全部"


class Sheets(NamedTuple):
    """The sheets to read in the order of the file, notes on those that are not, the names of all that hold anything."""

    tables: list[SourceTable]
    notes: tuple[str, ...]
    names: tuple[str, ...] = ()
    further: frozenset[str] = frozenset()
    """Sheets that nobody asked for: they hold further pay of people of the others."""


def tables(
    path: Path,
    sheet: str | tuple[str, ...] = "",
    pay: Callable[[SourceTable], frozenset[str] | None] = lambda _: None,
) -> Sheets:
    """Return the sheets to read.

    sheet: one name, several with “、” or “,” (or as a tuple), 全部, or nothing: then every sheet whose name says a kind
    or state of people where there are several such, else the first; with them sheets of further pay of people. pay:
    the pay items a sheet has columns for, None where it has no people. Raises UserError for a file that cannot be
    trusted and a name that is not there.
    """
    if path.suffix.lower() == ".csv" or not is_workbook(path):
        return Sheets([source_files.read(path, sheet if isinstance(sheet, str) else "")], ())
    everything = source_files.read_sheets(path)
    filled = [table for table in everything if table.rows]
    names, further = [table.sheet for table in everything], frozenset[str]()
    if sheet == ALL and ALL not in names:
        chosen = filled
    elif isinstance(sheet, tuple) and sheet:
        chosen = [table for table in everything if table.sheet in sheet]
    elif isinstance(sheet, str) and sheet:
        chosen = _named(path, everything, names, sheet)
    else:
        usual = _usual(filled, pay)
        chosen = _with_further_pay(filled, usual, pay)
        further = frozenset(table.sheet for table in chosen if table not in usual)
    if not chosen:
        chosen = [source_files.read(path)]
    read = {table.sheet for table in chosen}
    left = [table.sheet for table in filled if table.sheet not in read]
    note = f"没有读取的工作表：{'、'.join(left)}；如也要导入，请指定工作表（可写几个，或写“{ALL}”）"
    notes = (*sorted({n for table in chosen for n in table.notes}), *((note,) if left else ()))
    return Sheets(chosen, notes, tuple(table.sheet for table in filled), further)


def _usual(filled: list[SourceTable], pay: Callable[[SourceTable], frozenset[str] | None]) -> list[SourceTable]:
    """Return the sheets whose names say whose pay they hold, or the first with people and the one named."""
    named = [table for table in filled if payroll_words.of_sheet(table.sheet) is not None]
    if len(named) > 1:
        return named
    first = [table for table in filled if pay(table) is not None][:1]
    return [table for table in filled if table in first or table in named] if first else []


def _with_further_pay(
    filled: list[SourceTable], chosen: list[SourceTable], pay: Callable[[SourceTable], frozenset[str] | None]
) -> list[SourceTable]:
    """Add sheets with people and pay items that no sheet before has (津贴表 beside 工资表); 12 months are not added."""
    known = {item for table in chosen for item in pay(table) or ()}
    added = []
    for table in filled if chosen else []:
        items = pay(table) or frozenset()
        if table not in chosen and items and not items & known:
            added.append(table)
            known |= items
    return [table for table in filled if table in chosen or table in added]


def _named(path: Path, everything: list[SourceTable], names: list[str], sheet: str) -> list[SourceTable]:
    wanted = [sheet] if sheet in names else [name.strip() for name in re.split(r"[、,，]", sheet) if name.strip()]
    if len(wanted) == 1 and wanted[0] not in names:
        return [source_files.read(path, wanted[0])]
    for name in wanted:
        if name not in names:
            raise UserError(f"文件“{path.name}”中没有工作表“{name}”；现有：{'、'.join(names)}")
    return [table for table in everything if table.sheet in wanted]


def is_workbook(path: Path) -> bool:
    """Whether a file has sheets by its first bytes; not one that cannot be opened."""
    return path.is_file() and source_files.has_sheets(path)
