"""The expenditure and income grids: both years, the change between them, computed cells not typed over."""

import pytest
from PySide6.QtCore import Qt

from desktop.ledger.records import DirectLine, Income, PublicLine
from desktop.money import YUAN, parse_yuan
from desktop.ui.grids.grid_model import ExpenditureGrid, IncomeGrid
from desktop.ui.kit import theme

ROLE = Qt.ItemDataRole


@pytest.fixture
def grid(session):
    return ExpenditureGrid(session)


def cell(grid, row, key):
    return grid.index(row, next(n for n, c in enumerate(grid.columns) if c.key == key))


def test_change_and_percentage_follow_the_amounts_and_a_zero_base_has_none(grid, session):
    line = session.pair_edits.add_line(
        DirectLine(function_code="2010350", economic_code="30299", nature="公用", amount=15_000), ""
    )
    row = grid.row_of(line.id)
    assert (cell(grid, row, "change").data(), cell(grid, row, "percent").data()) == ("150.00", "")
    assert grid.setData(cell(grid, row, "last"), "100")
    row = grid.row_of(line.id)
    assert (cell(grid, row, "change").data(), cell(grid, row, "percent").data()) == ("50.00", "50.00")
    assert cell(grid, row, "change").data(ROLE.ForegroundRole).name() == theme.colors().up


def test_the_totals_are_the_sums_of_both_years(grid, session):
    cube = session.disclosure.cube
    spent = cube.sum(session.disclosure.form.measures["expenditure"].where)
    assert cell(grid, grid.totals_row, "this").data() == YUAN.show(spent)


def test_a_computed_amount_says_where_to_change_it(grid, session):
    row = next(n for n, r in enumerate(grid.rows) if r.this is None and r.computed is not None)
    amount = cell(grid, row, "this")
    assert not grid.flags(amount) & Qt.ItemFlag.ItemIsEditable
    assert "请在“人员”“公用”或“项目”中修改" in amount.data(ROLE.ToolTipRole)
    before = session.book.fingerprint()
    assert "不能修改" in grid.put({(row, amount.column()): "1"}, "粘贴")
    assert session.book.fingerprint() == before


def test_a_code_is_checked_and_its_ancestors_are_named(grid, session):
    line = session.pair_edits.add_line(
        DirectLine(function_code="2010350", economic_code="30299", nature="公用", amount=1), ""
    )
    row = grid.row_of(line.id)
    assert cell(grid, row, "function_code").data() == "2010350 事业运行"
    assert "201 一般公共服务支出 › " in cell(grid, row, "function_code").data(ROLE.ToolTipRole)
    assert not grid.setData(cell(grid, row, "function_code"), "2010398")
    assert not grid.setData(cell(grid, row, "nature"), "别的")
    assert "请填：人员、公用" in cell(grid, row, "nature").data(ROLE.ToolTipRole)


def test_the_government_code_follows_the_table_until_another_one_is_typed(grid, session):
    line = session.pair_edits.add_line(
        DirectLine(function_code="2010350", economic_code="30299", nature="公用", amount=1), ""
    )
    row = grid.row_of(line.id)
    by_table = cell(grid, row, "government_code").data(ROLE.EditRole)
    assert by_table == "50502"
    assert "按对照表自动对应" in cell(grid, row, "government_code").data(ROLE.ToolTipRole)
    assert grid.setData(cell(grid, row, "government_code"), "50501")
    assert session.stored(line).government_code == "50501"
    assert grid.setData(cell(grid, grid.row_of(line.id), "government_code"), "")
    assert session.stored(line).government_code == ""


def test_pasted_lines_take_the_codes_of_the_row_above(grid, session):
    session.pair_edits.add_line(DirectLine(function_code="2010306", economic_code="30201", nature="公用", amount=1), "")
    count = len(grid.rows)
    amount = next(n for n, c in enumerate(grid.columns) if c.key == "this")
    assert grid.paste(count, range(amount, len(grid.columns)), [["12.34"]]) == ""
    assert session.facts.lines[-1].amount == 1234


def test_income_is_added_changed_and_cleared(session):
    grid = IncomeGrid(session)
    count = len(grid.rows)
    amount = next(n for n, c in enumerate(grid.columns) if c.key == "this")
    assert grid.paste(count, range(amount, len(grid.columns)), [["5"]]) == ""
    row = len(grid.rows) - 1
    assert grid.rows[row].amounts == (500, None)
    assert grid.setData(grid.index(row, amount), "")
    assert len(grid.rows) == count


@pytest.fixture
def followed(session):
    """The grid of income with one row that follows the expenditure of a source which has no other income."""
    line = DirectLine(function_code="2010350", economic_code="30201", fund="政府性基金预算", amount=70_000)
    session.pair_edits.add_line(line, "")
    made = session.pair_edits.add_income(Income(source="政府性基金预算"))
    grid = IncomeGrid(session)
    row = grid.row_of(made.id)
    assert grid.setData(cell(grid, row, "follows"), "是")
    return grid, row, made.id


def test_income_that_follows_expenditure_is_shown_as_computed_and_not_typed_over(followed, session):
    grid, row, known = followed
    this = cell(grid, row, "this")
    assert (this.data(), cell(grid, row, "follows").data()) == ("700.00", "是")
    assert this.data(ROLE.ForegroundRole).name() == theme.colors().accent
    assert "请先清除" in this.data(ROLE.ToolTipRole)
    assert not grid.setData(this, "1")
    before = session.book.fingerprint()
    assert "不能修改" in grid.paste(row, range(2, len(grid.columns)), [["5"]])
    assert session.book.fingerprint() == before
    session.pair_edits.add_line(
        DirectLine(function_code="2010350", economic_code="30202", fund="政府性基金预算", amount=1), ""
    )
    assert cell(grid, grid.row_of(known), "this").data() == "700.01"
    total = grid.index(grid.rowCount() - 1, 2).data().replace(",", "")
    assert parse_yuan(total) == sum(r.amounts[0] or 0 for r in grid.rows)


def test_income_that_no_longer_follows_begins_with_what_it_came_to(followed, session):
    grid, row, known = followed
    assert grid.setData(cell(grid, row, "follows"), "")
    record = next(i for i in session.facts.incomes if i.id == known)
    assert (record.follows, record.amount) == (0, 70_000)
    assert grid.setData(cell(grid, row, "this"), "1")
    session.undoing.undo()
    session.undoing.undo()
    assert next(i for i in session.facts.incomes if i.id == known).follows == 1
    assert not grid.setData(cell(grid, row, "follows"), "对")


def test_an_amount_pasted_with_the_mark_is_refused_and_said(session):
    grid = IncomeGrid(session)
    count = len(grid.rows)
    columns = [c.key for c in grid.columns]
    row = {"source": "事业收入", "this": "5", "follows": "是"}
    said = grid.paste(
        count, range(0, len(grid.columns)), [[row.get(key, "") if key not in ("carry",) else "当年" for key in columns]]
    )
    assert "按支出填列" in said
    assert [(i.source, i.amount, i.follows) for i in session.facts.incomes[-1:]] == [("事业收入", 0, 1)]


def test_sub_source_and_counterpart_are_typed_and_only_fiscal_money_has_a_sub_source(session):
    made = session.pair_edits.add_income(Income(source="一般公共预算", carry="结转", subsource="非税"))
    grid = IncomeGrid(session)
    row = grid.row_of(made.id)
    assert grid.setData(cell(grid, row, "subsource"), "提前下达")
    assert not grid.setData(cell(grid, row, "subsource"), "上年")
    other = session.pair_edits.add_income(Income(source="上级补助收入"))
    row = grid.row_of(other.id)
    assert grid.setData(cell(grid, row, "counterpart"), "青禾县卫生健康局")
    assert not grid.setData(cell(grid, row, "subsource"), "本级")
    assert "只有财政拨款分子来源" in grid.pending[row, "subsource"][1]
    stored = {i.id: (i.subsource, i.counterpart) for i in session.facts.incomes}
    assert (stored[made.id], stored[other.id]) == (("提前下达", ""), ("", "青禾县卫生健康局"))


def test_lines_of_one_code_and_two_sub_sources_are_two_rows_and_pair_with_their_own(session):
    words = {"function_code": "2010350", "economic_code": "30299"}
    own = session.pair_edits.add_line(DirectLine(**words, subsource="本级", amount=5), "")
    grid = ExpenditureGrid(session)
    assert grid.setData(cell(grid, grid.row_of(own.id), "last"), "3")
    other = session.pair_edits.add_line(DirectLine(**words, amount=7), "")
    row = grid.row_of(other.id)
    assert grid.setData(cell(grid, row, "subsource"), "非税")
    assert grid.rows[grid.row_of(other.id)].amounts == (7, None)
    assert grid.rows[grid.row_of(own.id)].amounts == (5, 300)
    assert grid.setData(cell(grid, grid.row_of(own.id), "subsource"), "")
    assert grid.rows[grid.row_of(own.id)].amounts == (5, 300)


def test_planned_lines_of_public_funds_are_rows_of_the_expenditure(session):
    before = len(ExpenditureGrid(session).rows)
    session.record_edits.add_record(
        PublicLine(item="劳务派遣", economic_code="30226", quantity=3, price=2_850_00, times=12), "新增"
    )
    grid = ExpenditureGrid(session)
    assert len(grid.rows) == before + 1
    assert 10_260_000 in [row.amounts[0] for row in grid.rows]
