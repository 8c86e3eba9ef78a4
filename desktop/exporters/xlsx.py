"""Excel: cover, contents and one sheet for each table; totals are formulas with cached values (WPS shows them).

Amount cells hold the exact value in the printed money unit; the number format rounds it, so that totals
computed by the program of the reader agree with ours to the 分.
"""

from dataclasses import replace
from io import BytesIO
from itertools import zip_longest
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.exporters import xlsx_notes, xlsx_pages, xlsx_words
from desktop.exporters.chart_xml import number_format
from desktop.exporters.publication import Mismatch, Publication, cell_value, refuse_unwritable
from desktop.exporters.xlsx_charts import A4_PAPER, HEI, SONG, ShortNumber, write_charts
from desktop.exporters.xlsx_front import CONTENTS, COVER, POINTS_PER_WIDTH, cover_texts, write_contents, write_cover
from desktop.exporters.xlsx_names import sheet_name, total_names
from desktop.layouts.paper import columns
from desktop.layouts.paper.sheet import PlacedCell, Sheet
from desktop.layouts.paper.sheet_pager import face_of
from desktop.layouts.tables.table import Cell

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

ENGINE = "191029"
"""The version of Excel's calculation that the file says it was calculated with."""

UNIT_FONT, UNIT_SIZE = "Arial", 10
"""The font whose digits the width of a column is counted in. They are 7 pixels wide in Excel, as those of its own font
are, and hardly wider with what LibreOffice and WPS have on Linux in its place: a sheet is printed as wide as the page,
so that letters are the smaller the wider the columns are.
"""

PARTED = "合计是精确数四舍五入得出的，与表中各项之和相差尾数"
"""The note on a total whose printed parts add up to another figure."""

ASIDE = "_ "
"""Code of a blank as wide as a space behind an amount: without it the last digit touches the rule and the next name."""
AROUND = 6.0 + 5.5
"""Points that a number keeps at its sides, and those of that blank."""

_STYLES: dict[str, dict[str, Any]] = {
    "number": {"font_name": SONG, "font_size": xlsx_pages.SIZES["number"], "align": "left"},
    "title": {"font_name": HEI, "font_size": xlsx_pages.SIZES["title"], "align": "center", "text_wrap": True},
    "unit_left": {"font_name": SONG, "font_size": 10.5, "align": "left", "text_wrap": True},
    "unit_right": {"font_name": SONG, "font_size": 10.5, "align": "right"},
    "header": {"font_name": HEI, "align": "center", "border": 1, "text_wrap": True},
    "lead_label": {"font_name": HEI, "align": "center", "border": 1, "text_wrap": True},
    "lead_text": {"align": "left", "border": 1, "text_wrap": True},
    "label": {"align": "left", "border": 1, "text_wrap": True},
    "code": {"align": "left", "border": 1},
    "amount": {"align": "right", "border": 1},
    "percent": {"align": "right", "border": 1},
    "center": {"align": "center", "border": 1, "text_wrap": True},
    "text": {"align": "left", "border": 1, "text_wrap": True},
    "note": {"align": "left", "text_wrap": True},
}


def write(publication: Publication, path: Path) -> None:
    """Write the workbook: built in memory, so that no temporary file of it lies elsewhere.

    Raises UserError for a text that no file can hold.
    """
    workbook, content = _begun(publication)
    formats = _Formats(workbook, publication)
    cover, contents = workbook.add_worksheet(COVER), workbook.add_worksheet(CONTENTS)
    _add_sheets(workbook, publication, formats)
    write_cover(cover, publication, formats.with_look)
    write_contents(contents, publication, formats.with_look, [sheet_name(sheet) for sheet in publication.sheets])
    if publication.charts:
        write_charts(workbook, publication, formats.with_look)
    workbook.close()
    path.write_bytes(content.getvalue())


def write_table(publication: Publication, path: Path) -> None:
    """Write a workbook of the tables of a publication alone. Raises UserError as `write` does."""
    workbook, content = _begun(publication)
    add_tables(workbook, publication)
    workbook.close()
    path.write_bytes(content.getvalue())


def _begun(publication: Publication) -> "tuple[Workbook, BytesIO]":
    """Return an empty workbook with its properties, and where its bytes go."""
    import xlsxwriter

    refuse_unwritable(publication)
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": UNIT_FONT, "font_size": UNIT_SIZE},
    }
    content = BytesIO()
    workbook = xlsxwriter.Workbook(content, options)
    workbook.set_properties(
        {
            "title": publication.file_stem,
            "author": publication.author,
            "comments": f"版本 {publication.version}",
            "created": publication.dated,
        }
    )
    workbook.set_calc_mode("auto", ENGINE)
    workbook.calc_on_load = False  # each cached value is read back and compared; Excel would ask to save on closing
    return workbook, content


def add_tables(workbook: "Workbook", publication: Publication) -> None:
    """Add a sheet for each table to a workbook that holds other sheets too."""
    _add_sheets(workbook, publication, _Formats(workbook, publication))


def _add_sheets(workbook: "Workbook", publication: Publication, formats: "_Formats") -> None:
    for sheet in publication.sheets:
        worksheet = workbook.add_worksheet(sheet_name(sheet))
        _write_sheet(worksheet, sheet, formats, publication)
    for name, place in total_names(publication.sheets).items():
        workbook.define_name(name, place)


class _Formats:
    """Cell formats, made once for each look."""

    def __init__(self, workbook: "Workbook", publication: Publication) -> None:
        self._workbook = workbook
        self._cache: dict[tuple[object, ...], Any] = {}
        self._percent_decimals = publication.form.percent_decimals

    def get(self, placed: PlacedCell, sheet: Sheet) -> Any:
        """Return the format of a placed cell."""
        quoted = placed.text.startswith(("=", "+", "-", "@")) and placed.style not in ("amount", "percent")
        number = ""
        if placed.style == "amount":
            number = _number_format(sheet)
        elif placed.style == "percent":
            number = "0." + "0" * self._percent_decimals + '"%"' + ASIDE
        key = (placed.style, placed.bold, placed.indent, number, quoted)
        if key not in self._cache:
            look = {"font_name": SONG, "font_size": 10.5, "valign": "vcenter", **_STYLES[placed.style]}
            look |= {"bold": True} if placed.bold else {}
            look |= {"indent": placed.indent} if placed.indent else {}
            look |= {"num_format": number} if number else {}
            look |= {"quote_prefix": True} if quoted else {}
            self._cache[key] = self._workbook.add_format(look)
        return self._cache[key]

    def with_look(self, **look: Any) -> Any:
        """Return a format made of the given properties."""
        key = tuple(sorted(look.items()))
        if key not in self._cache:
            self._cache[key] = self._workbook.add_format({"font_name": SONG, "valign": "vcenter", **look})
        return self._cache[key]


def _number_format(sheet: Sheet) -> str:
    style = sheet.table.style
    digits = number_format(style) + ASIDE
    return digits if style.zero is None else f'{digits};-{digits};"{style.zero}"{ASIDE};@'


def _wide_enough(sheet: Sheet) -> Sheet:
    """Return the sheet with columns as wide as their longest number (in a narrower one only ### is seen) and names."""
    widths = xlsx_words.readable_widths(sheet)
    for column, points in columns.longest_numbers(sheet, face_of, 10.5).items():
        needed = max(ceil((points + AROUND) / POINTS_PER_WIDTH), xlsx_words.surely(points))
        widths[column] = max(widths[column], needed)
    return replace(sheet, widths=tuple(xlsx_words.undivided(sheet, widths)))


def _write_sheet(worksheet: "Worksheet", sheet: Sheet, formats: _Formats, publication: Publication) -> None:
    table, sheet = sheet.table, _wide_enough(sheet)
    for column, width in enumerate(sheet.widths):
        worksheet.set_column(column, column, width)
    fitted = xlsx_pages.fitted(sheet)
    for row, height in fitted.heights.items():
        worksheet.set_row(row, height)
    for placed in sheet.cells:
        look = formats.get(placed, sheet)
        if placed.row_span > 1 or placed.column_span > 1:
            last_row, last_column = placed.row + placed.row_span - 1, placed.column + placed.column_span - 1
            worksheet.merge_range(placed.row, placed.column, last_row, last_column, "", look)
        _write_cell(worksheet, placed, sheet, look, publication)
        if note := _note(placed, sheet, publication):
            xlsx_notes.write(worksheet, placed.row, placed.column, note)
    if table.orientation == "landscape":
        worksheet.set_landscape()
    worksheet.set_paper(A4_PAPER)
    worksheet.fit_to_pages(1, fitted.pages)
    worksheet.set_h_pagebreaks(xlsx_pages.breaks(sheet, fitted))
    worksheet.center_horizontally()
    worksheet.set_margins(left=xlsx_pages.ASIDE, right=xlsx_pages.ASIDE, top=xlsx_pages.ABOVE, bottom=xlsx_pages.ABOVE)
    worksheet.repeat_rows(0, sheet.header_bottom - 1)
    worksheet.set_footer(publication.sheet_footer(xlsx_pages.scale(sheet, fitted)))
    worksheet.print_area(0, 0, max(sheet.rows, sheet.header_bottom) - 1, len(sheet.widths) - 1)
    worksheet.freeze_panes(sheet.header_bottom, 0)


def _write_cell(worksheet: "Worksheet", placed: PlacedCell, sheet: Sheet, look: Any, publication: Publication) -> None:
    cell = placed.cell
    if cell is None or cell.kind not in ("amount", "percent"):
        if placed.text:
            worksheet.write_string(placed.row, placed.column, xlsx_words.in_lines(placed, sheet), look)
        else:
            worksheet.write_blank(placed.row, placed.column, None, look)
        return
    value = _value(cell, sheet, publication)
    formula = "" if _is_parted(cell, sheet, publication) else _formula(cell, sheet)
    if formula:
        worksheet.write_formula(placed.row, placed.column, formula, look, value)
    else:
        worksheet.write_number(placed.row, placed.column, value, look)


def _note(placed: PlacedCell, sheet: Sheet, publication: Publication) -> str:
    """Return what stands at a cell as a note: why a total is no formula, and the notes of its rows."""
    cell = placed.cell
    parted = cell is not None and cell.kind == "amount" and _is_parted(cell, sheet, publication)
    return "\n".join(filter(None, (PARTED if parted else "", placed.remark)))


def _is_parted(cell: Cell, sheet: Sheet, publication: Publication) -> bool:
    """Tell whether a formula over the parts as they are printed would show another total than the printed one."""
    if publication.form.rounding == "independent" or not _formula(cell, sheet):
        return False
    grid = sheet.table.grid
    return cell.steps != sum(sign * grid[row][column].steps for sign, row, column in cell.terms)


def _value(cell: Cell, sheet: Sheet, publication: Publication) -> float:
    """Return the number a spreadsheet file can hold; the file format knows only binary numbers."""
    if cell.kind == "percent":
        return cell.steps / 10**publication.form.percent_decimals
    exact = publication.form.rounding == "independent"
    return ShortNumber(cell_value(sheet.table, cell, exact=exact))


def _formula(cell: Cell, sheet: Sheet) -> str:
    """Return =C5+C9 or =SUM(C5:C8) for a total, nothing for an amount of its own.

    Nothing either where the parts are less than the total (a line coded 款 where 项 is needed): recalculated, the
    formula would lose money without a word.
    """
    from xlsxwriter.utility import xl_rowcol_to_cell

    grid = sheet.table.grid
    if cell.amount is not None and cell.amount != sum(s * (grid[r][c].amount or 0) for s, r, c in cell.terms):
        return ""
    places = [(sign, *sheet.body_place(row, column)) for sign, row, column in cell.terms]
    if not places:
        return ""
    rows = [row for _, row, _ in places]
    same_column = len({column for _, _, column in places}) == 1
    same_row = len(set(rows)) == 1
    columns = [column for _, _, column in places]
    straight = (same_column and rows == list(range(rows[0], rows[0] + len(rows)))) or (
        same_row and columns == list(range(columns[0], columns[0] + len(columns)))
    )
    if straight and len(places) > 2 and all(sign == 1 for sign, _, _ in places):
        first, last = places[0], places[-1]
        return f"=SUM({xl_rowcol_to_cell(*first[1:])}:{xl_rowcol_to_cell(*last[1:])})"
    terms = "".join(f"{'+' if s > 0 else '-'}{xl_rowcol_to_cell(r, c)}" for s, r, c in places)
    return "=" + terms.removeprefix("+")


def read_back(publication: Publication, path: Path, *, front: bool = True) -> tuple[int, list[Mismatch]]:
    """Reopen the file with an independent reader and compare every cell; return how many, and the differences.

    A cell or note that should be there and is not differs, and so does one that nothing was to be written in.
    """
    from python_calamine import CalamineWorkbook

    content = path.read_bytes()
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))  # it takes every name for UTF-8
    notes = xlsx_notes.read(content)
    compared, wrong = _compare_cover(publication, workbook) if front else (0, [])
    for sheet in publication.sheets:
        rows = workbook.get_sheet_by_name(sheet_name(sheet)).to_python(skip_empty_area=False)
        written = {(r, c): value for r, row in enumerate(rows) for c, value in enumerate(row) if value != ""}
        for placed in sheet.cells:
            actual = written.pop((placed.row, placed.column), "")
            compared += 1
            if not _same(placed, actual, sheet, publication):
                wrong.append(Mismatch(_where(sheet, placed.row, placed.column), placed.text, str(actual)))
        wrong += [Mismatch(_where(sheet, row, column), "", str(value)) for (row, column), value in written.items()]
        expected = {(p.row, p.column): note for p in sheet.cells if (note := _note(p, sheet, publication))}
        compared += len(expected)
        wrong += xlsx_notes.differing(expected, notes[sheet_name(sheet)], lambda *place, s=sheet: _where(s, *place))
    return compared, wrong


def _compare_cover(publication: Publication, workbook: "CalamineWorkbook") -> tuple[int, list[Mismatch]]:
    rows = workbook.get_sheet_by_name(COVER).to_python()
    found = [str(value).replace("\n", "") for row in rows for value in row if value != ""]
    expected = [text.replace("\n", "") for text in cover_texts(publication)]  # titles are broken into lines
    pairs = zip_longest(expected, found, fillvalue="")
    return len(expected), [Mismatch(COVER, wanted, actual) for wanted, actual in pairs if wanted != actual]


def _where(sheet: Sheet, row: int, column: int) -> str:
    return f"{sheet_name(sheet)} 第 {row + 1} 行第 {column + 1} 列"


def _same(placed: PlacedCell, value: object, sheet: Sheet, publication: Publication) -> bool:
    cell = placed.cell
    if cell is None or cell.kind not in ("amount", "percent"):
        return str(value) == placed.text or (
            placed.style in xlsx_words.HEADS and str(value).replace("\n", "") == placed.text.replace("\n", "")
        )
    if not isinstance(value, int | float):
        return False
    if cell.kind == "percent":
        return abs(value * 10**publication.form.percent_decimals - cell.steps) < 1e-6
    return value == _value(cell, sheet, publication)  # the same number: a difference grows with the amount
