"""Rows added to lists that are too short, in mapping and workbook alike."""

from dataclasses import replace

import pytest

from desktop.findings import UserError
from desktop.template import rows_needed
from desktop.template.extend import Added
from desktop.template.mapping import CellMap, ListMap, RowsMap, SheetMap


def test_everything_below_the_list_moves_in_the_mapping():
    sheet = SheetMap("表", "元", [CellMap("B4", ()), CellMap("B9", ())], [CellMap("C9", ())],
                     [ListMap(12, 14, "function", ("项",), (), ())], {"A1": "x", "A9": "y"}, ["D9"],
                     [RowsMap(5, 7, "项目", (), (), (), ("B8",), ("C8",))])  # fmt: skip
    moved = rows_needed._moved(sheet, Added("表", 5, 7, 2))
    assert [cell.cell for cell in (*moved.cells, *moved.checks)] == ["B4", "B11", "C11"]
    assert (moved.rows[0].first, moved.rows[0].last, moved.rows[0].totals, moved.rows[0].sums) == (
        5,
        9,
        ("B10",),
        ("C10",),
    )
    assert (moved.lists[0].first, moved.lists[0].last) == (14, 16)
    assert (moved.texts, moved.unknown) == ({"A1": "x", "A11": "y"}, ["D11"])
    assert rows_needed._moved(replace(sheet, sheet="别的"), Added("表", 5, 7, 2)).cells[1].cell == "B9"


def test_too_many_rows_are_refused(filled, monkeypatch):
    from tests.template.test_bureau_workbooks import listed, one_sheet

    monkeypatch.setattr(rows_needed, "MOST_ADDED", 2)
    with pytest.raises(UserError, match="过多，没有填写"):
        filled(one_sheet("02", listed(rows=3), ("A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4")))
