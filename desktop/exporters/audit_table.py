"""The audits of a folder as a workbook: a row for each document."""

from collections.abc import Sequence
from pathlib import Path

from desktop import file_set

WIDTHS = (36, 18, 7, 7, 7, 7, 7, 7, 7, 70, 70)


def write(headings: Sequence[str], rows: Sequence[Sequence[str | int]], target: Path) -> None:
    """Write the table of a folder in one step. Raises UserError where the file cannot be written."""

    def fill(temporary: Path) -> None:
        import xlsxwriter

        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with xlsxwriter.Workbook(temporary, options) as workbook:
            head = workbook.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter"})
            body = workbook.add_format({"border": 1, "text_wrap": True, "valign": "top"})
            sheet = workbook.add_worksheet("审阅")
            for column, (heading, width) in enumerate(zip(headings, WIDTHS, strict=True)):
                sheet.set_column(column, column, width)
                sheet.write_string(0, column, heading, head)
            for number, row in enumerate(rows, 1):
                for column, value in enumerate(row):
                    if isinstance(value, int):
                        sheet.write_number(number, column, value, body)
                    else:
                        sheet.write_string(number, column, value, body)
            sheet.freeze_panes(1, 1)
            sheet.autofilter(0, 0, max(1, len(rows)), len(headings) - 1)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)

    file_set.write({target: fill})
