"""The expenditure and income grids: both years, the change between them, computed cells not typed over."""

import pytest
from PySide6.QtCore import Qt

from desktop.ledger.records import DirectLine
from desktop.money import YUAN
from desktop.ui.grids.grid_model import ExpenditureGrid, IncomeGrid
from desktop.ui.kit import theme

ROLE = Qt.ItemDataRole


@pytest.fixture
def grid(session):
    return ExpenditureGrid(session)


def cell(grid, row, key):
    return grid.index(row, next(n for n, c in enumerate(grid.columns) if c.key == key))


def test_change_and_percentage_follow_the_amounts_and_a_zero_base_has_none(grid, session):
    line = session.add_line(
        DirectLine(function_code="2010350", economic_code="30299", nature="公用", amount=15_000), ""
    )
    row = grid.row_of(line.id)
    assert (cell(grid, row, "change").data(), cell(grid, row, "percent").data()) == ("150.00", "")
    assert grid.setData(cell(grid, row, "last"), "100")
    row = grid.row_of(line.id)
    assert (cell(grid, row, "change").data(), cell(grid, row, "percent").data()) == ("50.00", "50.00")
    assert cell(grid, row, "change").data(ROLE.ForegroundRole).color().name() == theme.colors().up


def test_the_totals_are_the_sums_of_both_years(grid, session):
    cube = session.disclosure.cube
    spent = cube.sum(session.disclosure.form.measures["expenditure"].where)
    assert cell(grid, len(grid.rows), "this").data() == YUAN.show(spent)


def test_a_computed_amount_says_where_to_change_it(grid, session):
    row = next(n for n, r in enumerate(grid.rows) if r.this is None and r.computed is not None)
    amount = cell(grid, row, "this")
    assert not grid.flags(amount) & Qt.ItemFlag.ItemIsEditable
    assert "请在“人员”“公用”或“项目”中修改" in amount.data(ROLE.ToolTipRole)
    before = session.book.fingerprint()
    assert "不能修改" in grid.put({(row, amount.column()): "1"}, "粘贴")
    assert session.book.fingerprint() == before


def test_a_code_is_checked_and_its_ancestors_are_named(grid, session):
    line = session.add_line(DirectLine(function_code="2010350", economic_code="30299", nature="公用", amount=1), "")
    row = grid.row_of(line.id)
    assert cell(grid, row, "function_code").data() == "2010350 事业运行"
    assert "201 一般公共服务支出 › " in cell(grid, row, "function_code").data(ROLE.ToolTipRole)
    assert not grid.setData(cell(grid, row, "function_code"), "2010398")
    assert not grid.setData(cell(grid, row, "nature"), "别的")
    assert "请填：人员、公用" in cell(grid, row, "nature").data(ROLE.ToolTipRole)


def test_the_government_code_follows_the_table_until_another_one_is_typed(grid, session):
    line = session.add_line(DirectLine(function_code="2010350", economic_code="30299", nature="公用", amount=1), "")
    row = grid.row_of(line.id)
    by_table = cell(grid, row, "government_code").data(ROLE.EditRole)
    assert by_table == "50502"
    assert "按对照表自动对应" in cell(grid, row, "government_code").data(ROLE.ToolTipRole)
    assert grid.setData(cell(grid, row, "government_code"), "50501")
    assert session.stored(line).government_code == "50501"
    assert grid.setData(cell(grid, grid.row_of(line.id), "government_code"), "")
    assert session.stored(line).government_code == ""


def test_pasted_lines_take_the_codes_of_the_row_above(grid, session):
    session.add_line(DirectLine(function_code="2010306", economic_code="30201", nature="公用", amount=1), "")
    count = len(grid.rows)
    amount = next(n for n, c in enumerate(grid.columns) if c.key == "this")
    assert grid.paste(count, amount, [["12.34"]]) == ""
    assert session.facts.lines[-1].amount == 1234


def test_income_is_added_changed_and_cleared(session):
    grid = IncomeGrid(session)
    count = len(grid.rows)
    amount = next(n for n, c in enumerate(grid.columns) if c.key == "this")
    assert grid.paste(count, amount, [["5"]]) == ""
    row = len(grid.rows) - 1
    assert grid.rows[row].amounts == (500, None)
    assert grid.setData(grid.index(row, amount), "")
    assert len(grid.rows) == count
