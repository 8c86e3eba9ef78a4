"""Columns of the tables of the Word file: no head is a tower of single words, and long amounts leave room for names."""

from dataclasses import replace

import pytest

from desktop.exporters import docx_columns
from desktop.exporters.docx_columns import CELL_SIZE, HEAD_LINES, POINTS_PER_MM, STANDS_IN, WORDS_KEEP, head_lines
from desktop.exporters.docx_styles import LYING_MM
from desktop.layouts.paper.pages import width_of
from desktop.layouts.paper.sheet import PlacedCell, Sheet
from desktop.layouts.paper.sheet_pager import PAD_X, face_of
from desktop.layouts.tables.table import Cell
from tests.exporters import small

PERSONS = "对个人和家庭的补助"
BASIC = ("小计", "工资福利支出", "商品和服务支出", PERSONS, "资本性支出", "其他")
CODES = (7, 5, 5, 8)
NAME = 4


def expenditure(amount: str) -> Sheet:
    """Eighteen columns as some places have them: codes, a name, thirteen amounts, some of them short or blank."""
    heads = ["类", "款", "项", "单位代码", "单位（科目名称）", "总计", *BASIC, *BASIC]
    texts = ["201", "03", "99", "", "政府办公厅（室）及相关机构事务"]
    texts += [*[amount] * 4, "30.00", "", "", amount, "", amount, "", amount, ""]
    cells = [PlacedCell(0, column, text, "header") for column, text in enumerate(heads)]
    for column, text in enumerate(texts):
        style = "code" if column < NAME else "label" if column == NAME else "amount"
        cells.append(PlacedCell(1, column, text, style, cell=Cell(text, style)))
    widths = (*CODES, 30, 13, *(11,) * 12)
    return replace(
        small.publication().sheets[0], cells=tuple(cells), widths=widths, header_top=0, header_bottom=1, body_bottom=2
    )


def towers(sheet: Sheet, widths: list[float]) -> list[str]:
    """The heads of more lines than a head should have."""
    heads = [c for c in sheet.cells if c.style == "header"]
    return [c.text for c in heads if len(head_lines(c, widths[c.column], CELL_SIZE)) > HEAD_LINES]


@pytest.mark.parametrize("amount", ["178.64", "2,285.66", "34,640.40", "86,601.00", "866,010.00"])
def test_a_column_that_gives_way_to_amounts_keeps_a_head_of_three_lines(amount):
    """对｜个人｜和｜家庭｜的｜补助 stood one under the other over a blank column, and made the head six lines high."""
    sheet = expenditure(amount)
    widths, _ = docx_columns.widths(sheet, LYING_MM)
    assert towers(sheet, widths) == []
    assert widths[NAME] >= WORDS_KEEP - 0.01
    assert sum(widths) == pytest.approx(LYING_MM * POINTS_PER_MM)


@pytest.mark.parametrize(("amount", "least"), [("178.64", 8.0), ("2,285.66", 8.0), ("866,010.00", 7.0)])
def test_only_long_amounts_are_set_smaller_than_can_well_be_read_and_all_alike(amount, least):
    sheet = expenditure(amount)
    widths, size = docx_columns.widths(sheet, LYING_MM)
    assert size == least
    numbers = [c for c in sheet.cells if c.style == "amount" and c.text]
    found = docx_columns.number_sizes(numbers, widths, CELL_SIZE, size)
    assert len(set(found.values())) == 1 and min(found.values()) >= least, "all alike"
    for c in numbers:
        room = widths[c.column] - 2 * PAD_X
        assert width_of(c.text, face_of(c), found[c.row, c.column]) * STANDS_IN <= room + 0.01


def test_no_amount_is_cut_where_nothing_can_give_way_any_more():
    sheet = expenditure("86,601,000,000.00")
    widths, size = docx_columns.widths(sheet, LYING_MM)
    numbers = [c for c in sheet.cells if c.style == "amount" and c.text]
    found = docx_columns.number_sizes(numbers, widths, CELL_SIZE, size)
    assert size == min(docx_columns.READABLE) and min(found.values()) < size
    assert sum(widths) == pytest.approx(LYING_MM * POINTS_PER_MM)


def test_a_head_that_the_form_itself_gives_no_room_makes_no_number_smaller():
    """Its column is as narrow in every size: nothing is won by smaller ones."""
    sheet = expenditure("178.64")
    narrow = replace(sheet, widths=(*CODES, 30, 13, 11, 11, 11, 4, *(11,) * 8))
    cells = tuple(replace(c, text="") if c.column == NAME + 5 and c.style == "amount" else c for c in narrow.cells)
    assert docx_columns.widths(replace(narrow, cells=cells), LYING_MM)[1] == 8.0


@pytest.mark.parametrize(("amount", "size", "least"), [("2,285.66", 8.0, 99.0), ("22,856,600.00", 7.0, 85.0)])
def test_names_have_room_for_more_than_four_letters_where_smaller_numbers_give_it(amount, size, least):
    """行政｜单位｜离退｜休 stood under each other beside amounts in 元, and the table took five pages instead of three."""
    sheet = expenditure("")
    few = {5, 6, 7, 8}
    cells = tuple(replace(c, text=amount) if c.style == "amount" and c.column in few else c for c in sheet.cells)
    widths, found = docx_columns.widths(replace(sheet, cells=cells), LYING_MM)
    assert found == size
    assert widths[NAME] >= least


@pytest.mark.parametrize(("letters", "room", "smaller"), [(10, 90.5, True), (10, 89.5, False), (9, 90.5, True)])
def test_the_last_letter_of_a_name_is_not_alone_whether_or_not_the_rules_take_from_the_cell(letters, room, smaller):
    """行政事业单位养老支｜出: nine letters of ten points were reckoned not to stand on 90.5 points."""
    cell = PlacedCell(0, 0, "行政事业单位养老支出"[:letters], "label", cell=Cell("", "text"))
    sizes = docx_columns.sizes_of_names([cell], [room + docx_columns.SIDES], 10.0)
    assert ((0, 0) in sizes) is smaller
    assert all(size >= docx_columns.LEAST_NAME and size * letters <= room for size in sizes.values())
