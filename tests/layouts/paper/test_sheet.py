"""Placing a table: header trees, spans that cover every place once, notes under the body."""

from desktop.layouts.form.spec import ColumnSpec
from desktop.layouts.paper.sheet import header_cells, sheet_of


def column(name, *path):
    return ColumnSpec(name, path, "amount", 10)


def test_equal_neighbours_under_one_parent_are_one_cell_and_short_paths_reach_down():
    cells = header_cells([column("a", "项目"), column("b", "支出", "合计"), column("c", "支出", "基本")], 3)
    found = {(c.text, c.row, c.column, c.row_span, c.column_span) for c in cells}
    assert found == {("项目", 3, 0, 2, 1), ("支出", 3, 1, 1, 2), ("合计", 4, 1, 1, 1), ("基本", 4, 2, 1, 1)}


def test_equal_heads_of_the_last_level_stay_apart():
    cells = header_cells([column("a", "金额"), column("b", "金额")], 0)
    assert [(c.text, c.column_span) for c in cells] == [("金额", 1), ("金额", 1)]


def test_the_grid_of_every_sheet_is_covered_exactly_once(own_layouts):
    for disclosure in own_layouts.values():
        for table in disclosure.tables:
            sheet = sheet_of(table)
            covered = [
                (r, c)
                for cell in sheet.cells
                if sheet.header_top <= cell.row < sheet.body_bottom
                for r in range(cell.row, cell.row + cell.row_span)
                for c in range(cell.column, cell.column + cell.column_span)
            ]
            expected = {(r, c) for r in range(sheet.header_top, sheet.body_bottom) for c in range(len(sheet.widths))}
            assert len(covered) == len(set(covered)), table.label
            assert set(covered) == expected, table.label


def test_a_cell_of_the_table_stands_where_body_place_says(wuxi):
    for table in wuxi.tables:
        sheet = sheet_of(table)
        shown = {(c.row, c.column): c.cell for c in sheet.cells if c.cell is not None}
        assert shown[sheet.body_place(0, 0)] is table.row(0)[0]


def test_notes_stand_under_the_body_and_the_unit_of_amounts_above(wuxi):
    empty = next(t for t in wuxi.tables if t.id == "gov_fund")
    sheet = sheet_of(empty)
    notes = [c for c in sheet.cells if c.style == "note"]
    assert [c.text for c in notes] == empty.notes
    assert all(c.row >= sheet.body_bottom for c in notes)
    assert next(c.text for c in sheet.cells if c.style == "unit_right") == f"单位：{empty.style.unit}"
