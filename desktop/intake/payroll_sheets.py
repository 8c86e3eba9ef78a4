"""Which sheets of a workbook are read as a roster: those asked for, or those whose names say whose pay they hold."""

import re
from pathlib import Path

from desktop.findings import UserError
from desktop.intake import payroll_words
from desktop.outside import source_files
from desktop.outside.source_files import SourceTable

ALL = "全部"


def tables(path: Path, sheet: str = "") -> tuple[list[SourceTable], tuple[str, ...]]:
    """Return the sheets to read, in the order of the file, and notes on those that are not read.

    sheet: one name, several with “、” or “,”, 全部, or nothing: then every sheet whose name says a kind or state of
    people where there are such, else the first. Raises UserError for a file that cannot be trusted and a name that is
    not there.
    """
    if path.suffix.lower() == ".csv" or not _is_workbook(path):
        return [source_files.read(path, sheet)], ()
    everything = source_files.read_sheets(path)
    filled = [table for table in everything if table.rows]
    names = [table.sheet for table in everything]
    if sheet == ALL and ALL not in names:
        chosen = filled
    elif sheet:
        chosen = _named(path, everything, names, sheet)
    else:
        chosen = [table for table in filled if payroll_words.of_sheet(table.sheet) is not None]
        chosen = chosen if len(chosen) > 1 else []
    if not chosen:
        chosen = [source_files.read(path)]
    read = {table.sheet for table in chosen}
    left = [table.sheet for table in filled if table.sheet not in read]
    note = f"没有读取的工作表：{'、'.join(left)}；如也要导入，请指定工作表（可写几个，或写“{ALL}”）"
    return chosen, (*sorted({n for table in chosen for n in table.notes}), *((note,) if left else ()))


def _named(path: Path, everything: list[SourceTable], names: list[str], sheet: str) -> list[SourceTable]:
    wanted = [sheet] if sheet in names else [name.strip() for name in re.split(r"[、,，]", sheet) if name.strip()]
    if len(wanted) == 1 and wanted[0] not in names:
        return [source_files.read(path, wanted[0])]
    for name in wanted:
        if name not in names:
            raise UserError(f"文件“{path.name}”中没有工作表“{name}”；现有：{'、'.join(names)}")
    return [table for table in everything if table.sheet in wanted]


def _is_workbook(path: Path) -> bool:
    try:
        with path.open("rb") as handle:
            return handle.read(4).startswith(source_files.WORKBOOK_MARKS)
    except OSError:
        return False
