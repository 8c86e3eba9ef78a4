"""A computed table: the grid across its blocks, cells found by meaning after other rows came or went."""

from dataclasses import replace

from desktop import pipeline


def test_the_grid_joins_the_blocks_row_by_row(wuxi):
    for table in wuxi.tables:
        assert len(table.grid) == table.height
        assert all(len(row) == len(table.columns) == len(table.header_paths()) for row in table.grid)
        assert table.row(0) == [cell for block in table.blocks for cell in block.rows[0].cells]


def test_a_cell_is_found_by_its_place_and_the_place_by_its_cell(wuxi):
    for table in wuxi.tables:
        for row in table.grid:
            for cell in row:
                assert table.cell_at(table.key_of(cell)) is cell


def test_a_place_means_the_same_cell_when_rows_were_added_before_it(wuxi):
    table = next(t for t in wuxi.tables if t.id == "general_expenditure")
    cell = table.find("221", "total")
    where = table.key_of(cell)
    more = replace(wuxi.facts.lines[0], id=99, function_code="2050803", amount=500)
    later = pipeline.disclose(replace(wuxi.facts, lines=(*wuxi.facts.lines, more)), wuxi.last, wuxi.form)
    again = next(t for t in later.tables if t.id == "general_expenditure")
    assert again.height > table.height
    assert again.cell_at(where).amount == cell.amount


def test_an_absent_row_is_none(wuxi):
    table = wuxi.tables[0]
    assert table.find("no such row", table.columns[-1].id) is None
    assert table.cell_at((0, "no such row", 0, table.columns[0].id)) is None
