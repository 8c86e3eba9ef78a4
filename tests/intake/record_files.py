"""Lists of records as offices and the integrated platform write them: real workbooks, and tables without a file."""

from pathlib import Path

from openpyxl import Workbook

from desktop.intake import record_columns, record_rows
from desktop.intake.record_cells import Context, RecordRow
from desktop.intake.record_kinds import KINDS
from desktop.intake.record_words import RecordWords
from desktop.ledger.records import Project
from desktop.outside.source_files import SourceRow, SourceTable

CONTEXT = Context(
    2026, (2026,), ("某局", "101001"), (Project(id=5, code="P2", name="大厅运维", function_code="2010306"),)
)


def table(*rows, merges=()):
    """Return a table as the reader hands it on."""
    cells = [tuple("" if cell is None else str(cell) for cell in row) for row in rows]
    filled = tuple(SourceRow(n, row) for n, row in enumerate(cells, 1) if any(row))
    return SourceTable("表.xlsx", "明细", filled, merges=merges)


def sheet(kind, *rows, mapping=None, money="", merges=()):
    """Return a table with its columns understood."""
    return record_columns.understand(table(*rows, merges=merges), KINDS[kind], mapping or {}, money, 2026)


def row(kind, heading, cells, chosen=None):
    """Return the reader of the only row of data under a heading."""
    understood = sheet(kind, heading, cells, money="元")
    assert not understood.rejects, understood.rejects
    (data,) = record_rows.rows_of(understood).data
    return RecordRow(understood, data, RecordWords(chosen or {}), CONTEXT)


def workbook(folder: Path, *rows, merges=(), name="表.xlsx", sheets=()) -> Path:
    """Return a workbook with one sheet of rows, and further sheets as (name, rows)."""
    book = Workbook()
    book.active.title = "明细"
    for each in rows:
        book.active.append(each)
    for each in merges:
        book.active.merge_cells(each)
    for title, more in sheets:
        other = book.create_sheet(title)
        for each in more:
            other.append(each)
    book.save(folder / name)
    return folder / name


def messages(found):
    """Return findings as a person reads them."""
    return [finding.describe() for finding in found]
