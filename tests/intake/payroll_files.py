"""Workbooks of payrolls for the tests, read by the public function."""

from pathlib import Path

from openpyxl import Workbook

from desktop.catalog import policy
from desktop.intake import roster

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
