"""Every cell of the workbook is read back and compared: one 分, one printed step, one character is found."""

import os
import sys
from dataclasses import replace

import openpyxl
import pytest

from desktop.exporters import xlsx
from desktop.exporters.xlsx_front import cover_texts
from tests.exporters import small

COVER = len(cover_texts(small.publication()))
"""Texts of the cover, which are compared too."""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "表.xlsx"


def cells_of(publication, *kinds):
    """(sheet, placed) of the cells of these kinds; all of the two tables."""
    return [(s, p) for s in publication.sheets for p in s.cells if p.cell is not None and p.cell.kind in kinds]


def found_in(publication, path, placed, **values):
    """What reading back finds when this cell alone is written with other values."""
    with small.changed(placed.cell, **values):
        xlsx.write(publication, path)
    return xlsx.read_back(publication, path)[1]


def place_of(sheet, placed):
    return f"{xlsx.sheet_name(sheet)} 第 {placed.row + 1} 行第 {placed.column + 1} 列"


@pytest.mark.parametrize("rounding", ["independent", "adjust_largest"])
def test_a_workbook_as_written_reads_back_whole(path, rounding):
    publication = small.publication(rounding)
    xlsx.write(publication, path)
    cells = sum(len(s.cells) for s in publication.sheets)
    assert xlsx.read_back(publication, path) == (COVER + cells, [])
    assert xlsx.read_back(publication, path, front=False) == (cells, [])


LARGE = (99_999_999_999_997, 278_497_514_063_413, 1_097_728_965_185_855, 4_497_266_140_520_842)


@pytest.mark.parametrize("fen", [1, -1, 10**13 + 1, 10**15 - 1, 3, 29_999, 1_000_001, *LARGE])
def test_no_amount_is_taken_for_another_because_the_file_holds_binary_numbers(path, fen):
    publication = small.publication()
    placed = cells_of(publication, "amount")[1][1]
    with small.changed(placed.cell, amount=fen):
        xlsx.write(publication, path)
        assert xlsx.read_back(publication, path)[1] == []


@pytest.mark.parametrize("step", [1, -1])
def test_one_fen_in_any_amount_is_found(path, step):
    """Also in totals, which are formulas with a stored value, and in a cell that prints the same text."""
    publication = small.publication()
    amounts = cells_of(publication, "amount")
    assert len(amounts) == 10
    for sheet, placed in amounts:
        (wrong,) = found_in(publication, path, placed, amount=placed.cell.amount + step)
        assert (wrong.place, wrong.expected) == (place_of(sheet, placed), placed.text)
        assert float(wrong.actual) * {"万元": 1_000_000, "元": 100}[sheet.table.style.unit] == pytest.approx(
            placed.cell.amount + step, abs=0.001
        )


def test_where_a_policy_moves_tails_one_printed_step_is_found_and_the_amount_behind_it_is_not_printed(path):
    publication = small.publication("adjust_largest")
    for sheet, placed in cells_of(publication, "amount"):
        wrong, *notes = found_in(publication, path, placed, steps=placed.cell.steps + 1)
        assert wrong.place == place_of(sheet, placed)
        assert all((note.place[-3:], note.actual) == ("的批注", xlsx.PARTED) for note in notes)
        assert found_in(publication, path, placed, amount=placed.cell.amount + 1) == []


@pytest.mark.parametrize("step", [1, -1])
def test_one_step_of_a_percentage_is_found(path, step):
    publication = small.publication()
    percents = cells_of(publication, "percent")
    assert len(percents) == 2
    for sheet, placed in percents:
        (wrong,) = found_in(publication, path, placed, steps=placed.cell.steps + step)
        assert (wrong.place, wrong.expected) == (place_of(sheet, placed), "33.33%")


def test_a_number_written_as_text_is_found(path):
    """It looks the same, but no program can add it up."""
    publication = small.publication()
    for sheet, placed in cells_of(publication, "amount", "percent"):
        (wrong,) = found_in(publication, path, placed, kind="text")
        assert (wrong.place, wrong.actual) == (place_of(sheet, placed), placed.text)


def test_one_character_of_any_text_is_found(path):
    publication = small.publication()
    for number, sheet in enumerate(publication.sheets):
        words = [c for c in sheet.cells if c.cell is None or c.cell.kind not in ("amount", "percent")]
        assert {c.style for c in words} >= {"title", "header", "unit_left", "lead_text", "label"}
        for placed in words:
            cells = tuple(replace(c, text=c.text + "·") if c is placed else c for c in sheet.cells)
            sheets = list(publication.sheets)
            sheets[number] = replace(sheet, cells=cells)
            xlsx.write(replace(publication, sheets=tuple(sheets)), path)
            (wrong,) = xlsx.read_back(publication, path)[1]
            assert (wrong.place, wrong.expected, wrong.actual) == (
                place_of(sheet, placed),
                placed.text,
                placed.text + "·",
            )


def test_rows_and_columns_that_are_not_there_are_found(path):
    publication = small.publication()
    first, second = publication.sheets
    for lost in (
        [c for c in first.cells if c.style == "note"],
        [c for c in first.cells if c.row >= first.header_bottom],
        [c for c in first.cells if c.column + c.column_span == 4],
    ):
        kept = tuple(c for c in first.cells if c not in lost)
        xlsx.write(replace(publication, sheets=(replace(first, cells=kept), second)), path)
        compared, wrong = xlsx.read_back(publication, path)
        assert compared == COVER + len(first.cells) + len(second.cells)
        shown = [c for c in lost if c.text]
        assert [w.place for w in wrong] == [place_of(first, c) for c in shown]
        assert {w.actual for w in wrong} == {""}


def test_a_cell_where_nothing_was_to_be_written_is_found(path):
    publication = small.publication()
    first, second = publication.sheets
    body = first.header_bottom
    blank = next(c for c in first.cells if (c.row, c.column) == (body + 1, 2))
    assert (blank.text, blank.cell.kind) == ("", "blank")
    extra = replace(blank, row=body + 5, text="多余", cell=None)
    filled = replace(blank, cell=small.amount(0, small.WAN))
    cells = tuple(filled if c is blank else c for c in first.cells)
    xlsx.write(replace(publication, sheets=(replace(first, cells=(*cells, extra)), second)), path)
    wrong = xlsx.read_back(publication, path)[1]
    assert [(w.place, w.expected, w.actual) for w in wrong] == [
        (place_of(first, blank), "", "0.0"),
        (place_of(first, extra), "", "多余"),
    ]


def test_a_total_that_its_parts_do_not_add_up_to_is_written_as_a_number(path):
    """Recalculated, a formula over the parts would lose the money that has none (款 where 项 is needed)."""
    publication = small.publication()
    totals = [(s, p.cell) for s, p in cells_of(publication, "amount") if p.cell.terms]
    assert all(xlsx._formula(cell, sheet) for sheet, cell in totals)
    sheet, cell = totals[0]
    with small.changed(cell, amount=cell.amount + 12_345):
        assert xlsx._formula(cell, sheet) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="names of bytes")
def test_a_folder_whose_name_is_no_utf8_is_as_good_as_any(tmp_path):
    """Under a GBK locale every Chinese folder is one, and the library takes each name for UTF-8."""
    folder = tmp_path / os.fsdecode("明账".encode("gbk"))
    folder.mkdir()
    publication = small.publication()
    xlsx.write(publication, folder / "a.xlsx")
    assert xlsx.read_back(publication, folder / "a.xlsx")[1] == []


def test_a_total_whose_printed_parts_add_up_to_another_figure_is_a_value_with_a_note(path):
    """Recalculated, a formula over printed parts would show another total than the printed one."""
    publication = small.publication("adjust_largest")
    (sheet, total) = next((s, p) for s, p in cells_of(publication, "amount") if p.cell.terms)
    place = f"{chr(65 + total.column)}{total.row + 1}"
    xlsx.write(publication, path)
    assert openpyxl.load_workbook(path)[xlsx.sheet_name(sheet)][place].value == "=B8+B9"
    with small.changed(total.cell, steps=total.cell.steps + 1):
        xlsx.write(publication, path)
        assert xlsx.read_back(publication, path)[1] == []
        sheets = (replace(sheet, cells=tuple(replace(c, remark="按合同" if c is total else "") for c in sheet.cells)),)
        xlsx.write(replace(publication, sheets=sheets), path.with_name("有批注.xlsx"))
    both = openpyxl.load_workbook(path.with_name("有批注.xlsx"))[xlsx.sheet_name(sheet)][place]
    assert both.comment.text == f"{xlsx.PARTED}\n按合同"
    cell = openpyxl.load_workbook(path)[xlsx.sheet_name(sheet)][place]
    assert (cell.data_type, cell.comment.text) == ("n", xlsx.PARTED)


def test_a_column_is_as_wide_as_its_longest_amount(path):
    """In a narrower one a spreadsheet program shows ### and no figure."""
    publication = small.publication()
    sheet = publication.sheets[1]
    for text, wide in (("999,999.99", False), ("9,999,999.99", True), ("987,656,107,899.88", True)):
        cells = tuple(replace(c, text=text) if c.style == "amount" else c for c in sheet.cells)
        xlsx.write(replace(publication, sheets=(replace(sheet, cells=cells),)), path)
        written = openpyxl.load_workbook(path)[xlsx.sheet_name(sheet)].column_dimensions["B"].width
        assert written >= len(text)
        assert (written > sheet.widths[1] + 1) == wide


@pytest.mark.parametrize("zero", [None, "", "0.00"])
def test_an_amount_keeps_clear_of_the_rule_and_of_the_name_in_the_next_column(path, zero):
    """1,303.24一般公共服务支出 is what stood in a table of two sides: each form of a number ends in a blank."""
    publication = small.publication()
    sheet = publication.sheets[0]
    table = replace(sheet.table, style=replace(sheet.table.style, zero=zero))
    xlsx.write(replace(publication, sheets=(replace(sheet, table=table),)), path)
    written = openpyxl.load_workbook(path)[xlsx.sheet_name(sheet)]
    numbers = [p for p in sheet.cells if p.cell is not None and p.cell.kind in ("amount", "percent")]
    assert {p.cell.kind for p in numbers} == {"amount", "percent"}
    for placed in numbers:
        forms = written.cell(placed.row + 1, placed.column + 1).number_format.removesuffix(";@").split(";")
        assert all(form.endswith("_ ") for form in forms)
