"""Make the copy-ready workbook of the 一体化 platform's tables, and its mapping, from resources/platform/tables.toml.

Run by a maintainer after a change of that file: python packaging/make_platform_workbook.py
Headers that the book knows nothing for are grey.
"""

import datetime
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from desktop.template import platform_tables


def main() -> None:
    """Write both files."""
    import xlsxwriter

    tables = platform_tables.tables()
    with xlsxwriter.Workbook(platform_tables.WORKBOOK) as book:
        book.set_properties({"created": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)})
        known, unknown = (
            book.add_format({"bold": True, "border": 1, "bg_color": color, "text_wrap": True, "valign": "vcenter"})
            for color in ("#DDEBF7", "#E7E6E6")
        )
        text = book.add_format({"num_format": "@"})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            fields = platform_tables.columns_of(table)
            for number, (title, column) in enumerate(zip(table.columns, fields, strict=True)):
                width = max(10, min(24, 2 * len(title) + 2))
                is_number = column is not None and (column.where or column.field in platform_tables.NUMBERS)
                sheet.set_column(number, number, width, None if is_number else text)
                sheet.write_string(0, number, title, unknown if column is None else known)
            sheet.set_row(0, 32)
            sheet.freeze_panes(1, 0)
    platform_tables.write_mapping()


if __name__ == "__main__":
    main()
