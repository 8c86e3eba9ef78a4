"""Where amounts stand in a document."""

from decimal import Decimal

import pytest

from desktop.audit.interval import Interval
from desktop.audit.tables import standing
from desktop.audit.tables.grids import grids_of
from tests.audit.documents import document, table

FOUND = document(
    "本年办公费12.34万元。",
    table("基本支出表", "编码|名称|金额", "30201|办公费|12.34", "30202|印刷费|5.00"),
    table("另一表", "编码|名称|金额", "30201|办公费|12.34", "30202|印刷费|6.00"),
)


def wan(text):
    return Interval(Decimal(text) * 1_000_000, Decimal(0))


@pytest.mark.parametrize(("text", "is_telling"), [("12.34", True), ("5.00", False), ("0", False), ("120", False)])
def test_an_amount_of_few_digits_stands_anywhere_by_chance(text, is_telling):
    assert standing.telling(wan(text)) is is_telling


def test_an_amount_is_found_in_another_row_of_its_name_and_in_a_sentence():
    grids = grids_of(FOUND)
    known = standing.of(FOUND, grids)
    office, printing = grids[0].halves[0].rows
    assert known.in_row(grids[0], office, wan("12.34"))
    assert not known.in_row(grids[0], printing, wan("12.34")), "of another name"
    assert not known.in_row(grids[0], office, wan("12.43"))
    assert known.in_text(wan("12.34"))
    assert not known.in_text(wan("12.43"))


def test_the_row_itself_is_no_other_place():
    alone = document(table("基本支出表", "编码|名称|金额", "30201|办公费|12.34", "30202|印刷费|5.00"))
    (grid,) = grids_of(alone)
    assert not standing.of(alone, [grid]).in_row(grid, grid.halves[0].rows[0], wan("12.34"))


BY_ROW = table("收支总表", "收入|数", "事业收入|74.35", "其他收入|9.66", "合计|88.01")
BY_COLUMN = table("收入总表", "单位|合计|事业收入|其他收入", "甲院|88.01|78.35|9.66", "合计|88.01|78.35|9.66")


@pytest.mark.parametrize(
    ("text", "more", "row", "column"),
    [
        ("事业收入78.35万元。", [], True, False),
        ("事业收入预算为78.35万元。", [], True, False),
        ("事业支出78.35万元。", [], False, False),
        ("设备购置78.35万元。", [], False, False),
        ("说明。", [BY_COLUMN], False, True),
    ],
)
def test_an_amount_is_found_under_the_name_of_a_source_whether_row_column_or_sentence(text, more, row, column):
    of = document(text, BY_ROW, *more)
    grids = grids_of(of)
    known = standing.of(of, grids)
    income = grids[0].halves[0].rows[0]
    assert known.named(income, wan("78.35")) is row
    assert known.in_row(grids[0], income, wan("78.35")) is column
