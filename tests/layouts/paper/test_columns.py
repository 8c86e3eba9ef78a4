"""Columns are as the form has them until an amount would not be readable: then words give way."""

from dataclasses import replace

import pytest

from desktop.layouts.paper.columns import (
    AMOUNTS,
    LEAST_WORDS,
    READABLE,
    USUAL,
    _given_way,
    by_content,
    shared_sizes,
    size_within,
    widths,
)
from desktop.layouts.paper.pages import width_of
from desktop.layouts.paper.sheet import PlacedCell
from desktop.layouts.paper.sheet_pager import face_of
from desktop.layouts.tables.table import Cell
from tests.exporters import small

EMPTY = small.publication().sheets[0]


def test_columns_with_room_stay_as_they_are():
    assert _given_way([200.0, 60.0], [0.0, 55.0], [LEAST_WORDS, 55.0]) == [200.0, 60.0]


def test_words_and_wide_numbers_give_what_a_number_lacks():
    assert _given_way([200.0, 60.0], [0.0, 80.0], [LEAST_WORDS, 80.0]) == [180.0, 80.0]
    found = _given_way([200.0, 60.0, 100.0], [0.0, 90.0, 70.0], [LEAST_WORDS, 90.0, 70.0])
    assert found[1] == pytest.approx(90)
    assert sum(found) == pytest.approx(360)
    assert found[2] >= 70


def test_words_keep_four_characters_and_numbers_share_what_there_is():
    found = _given_way([60.0, 40.0, 40.0], [0.0, 80.0, 60.0], [LEAST_WORDS, 80.0, 60.0])
    assert found[0] == pytest.approx(LEAST_WORDS)
    assert sum(found) == pytest.approx(140)
    assert found[1] > found[2] > 40


def test_the_amounts_of_a_table_share_a_size_that_can_be_read_and_the_codes_of_a_column_theirs():
    def sized(column, size, style="amount"):
        return PlacedCell(0, column, "1", style), size

    amounts = [sized(3, 10.0), sized(3, 9.0), sized(4, 9.5), sized(5, 10.0, "percent")]
    codes = [sized(0, 8.5, "code"), sized(0, 10.0, "code"), sized(1, 10.0, "code")]
    assert shared_sizes([*amounts, *codes]) == {AMOUNTS: 9.0, 0: 8.5, 1: 10.0}
    assert shared_sizes([*amounts, sized(6, 6.0)]) == {AMOUNTS: READABLE}
    assert shared_sizes([*amounts, sized(6, 6.0)], 7.0) == {AMOUNTS: 7.0}
    assert size_within("1.00", "sans", 10.0, 100.0) == 10.0
    assert 5.0 < size_within("987,656,107,899.88", "sans", 10.0, 80.0) < 10.0
    assert size_within("987,656,107,899.88", "sans", 10.0, 10.0) == 5.0


def sheet_with(*columns):
    """A sheet of columns, each a head with its style and the texts below it."""
    cells = [PlacedCell(0, n, head, "header") for n, (head, _, _) in enumerate(columns)]
    for n, (_, style, texts) in enumerate(columns):
        cells += [PlacedCell(row, n, text, style, cell=Cell(text, "text")) for row, text in enumerate(texts, 1)]
    return replace(EMPTY, cells=tuple(cells), widths=tuple(20 for _ in columns))


def test_amounts_have_the_size_of_the_words_where_columns_without_amounts_have_room():
    """1,122.09 stood in 8 points beside names in 10, while four columns of the table were empty."""
    names = ("科目名称", "label", ["行政事业单位养老支出"] * 3)
    empty = [(head, "amount", [""] * 3) for head in ("其他", "资本性支出", "对个人和家庭的补助")]
    sheet = sheet_with(names, ("小计", "amount", ["1,122.09"] * 3), *empty)
    found = widths(replace(sheet, widths=(60, 36, 40, 40, 40)), 220, 3.5, face_of)
    assert found[1] >= width_of("1,122.09", "sans", USUAL) + 7
    assert found[0] == pytest.approx(220 * 60 / 216), "words give nothing for that"
    assert found[4] >= width_of("家庭", "sans-bold", USUAL) + 7, "no word of a head is divided for it"
    assert sum(found) == pytest.approx(220)


def test_words_give_way_before_the_head_of_an_empty_column_has_no_room():
    """事业单位经营收入预算 stood in a column of three letters, in which 经营 was divided."""
    names, head = ("科目名称", "label", ["行政事业单位养老支出"] * 3), "事业单位经营收入预算"
    amounts = [("总计", "amount", ["22,856,583.22"])] * 5
    sheet = replace(sheet_with(names, *amounts, (head, "amount", [""])), widths=(60, *[18] * 5, 24))
    found = widths(sheet, 480, 3, face_of)
    assert found[6] >= width_of("事业单位", "sans-bold", USUAL) + 6
    assert min(found[1:6]) >= width_of("22,856,583.22", "sans", READABLE) + 6
    found = widths(sheet, 380, 3, face_of)
    assert min(found[1:6]) >= width_of("22,856,583.22", "sans", READABLE) + 6, "what nobody can read is worse"
    assert found[0] >= LEAST_WORDS - 0.01


def test_by_content_long_texts_share_what_is_left_by_their_length():
    long, longer = "保障大厅全年正常运行" * 4, "保障大厅全年正常运行" * 8
    names = ("项目名称", "label", [long] * 3)
    found = by_content(
        sheet_with(names, ("目标", "text", [longer] * 3), ("合计", "amount", ["1.00"] * 3)), 500, 3.5, face_of, 10
    )
    assert sum(found) == pytest.approx(500)
    assert found[2] == pytest.approx(27.5), "the head and the room around it"
    assert 1.5 < found[1] / found[0] < 2.5
    wide = ("合计", "amount", ["987,656,107,899.88"] * 3)
    found = by_content(sheet_with(names, wide, ("方向", "center", ["≥"] * 3)), 500, 3.5, face_of, 10)
    assert found[1] >= width_of("987,656,107,899.88", "sans", 10) + 7
    assert found[2] == pytest.approx(27.5)


def test_nothing_is_divided_by_content_without_long_texts_or_without_room():
    short = sheet_with(("项目名称", "label", ["大厅"]), ("合计", "amount", ["1.00"]))
    assert by_content(short, 500, 3.5, face_of, 10) is None
    many = sheet_with(("名称", "label", ["保障大厅" * 20]), *[("合计", "amount", ["987,656,107,899.88"])] * 6)
    assert by_content(many, 500, 3.5, face_of, 10) is None
