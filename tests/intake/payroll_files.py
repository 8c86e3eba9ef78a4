"""Workbooks of payrolls for the tests, read by the public function."""

from pathlib import Path

from openpyxl import Workbook

from desktop.catalog import policy
from desktop.intake import roster
from desktop.intake.payroll_row import PayrollRow
from desktop.outside.source_files import SourceRow, SourceTable

ITEMS = policy.load("national").items


def reader(folder: Path):
    """Return a function that writes {sheet: rows}, with merged cells where asked, and reads it for 2027."""

    def read(sheets, merged=(), **options):
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
            for cells in merged:
                sheet.merge_cells(cells)
        book.save(folder / "工资.xlsx")
        return roster.read_roster(folder / "工资.xlsx", ITEMS, "事业", **{"year": 2027} | options)

    return read


def said(found):
    return [finding.describe() for finding in found.rejects]


def pay(found):
    return {row.person.name: row.items for row in found.people}


def a_row(cells, sheet="", words=(), left_out=(), year=2027, part=""):
    """Return the reader of a row with the cells of these columns, below any file; their headers are their names."""
    columns = {name: (number, name) for number, name in enumerate(cells)}
    table = SourceTable("工资.xlsx", sheet, ())
    return PayrollRow(table, SourceRow(2, tuple(cells.values())), columns, dict(words), list(left_out), year, part)


def refused(row):
    """Return what is refused of a row: (column, message)."""
    return [(finding.place.column, finding.message) for finding in row.rejects]
