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
