"""The table model of the grids: cells, totals, edits, blocks as one step, refused texts visible and never kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.money import YUAN
from desktop.ui.grids.grid import EXACT, WAN
from desktop.ui.grids.grid_model import ExpenditureGrid
from desktop.ui.grids.grid_view import GridView
from desktop.ui.grids.record_kinds import kinds_of
from desktop.ui.grids.special_grids import grid_of

ROLE = Qt.ItemDataRole


@pytest.fixture
def grid(session):
    return grid_of(session, kinds_of("政府采购")[0])


def place(grid, row, key):
    return grid.index(row, next(n for n, c in enumerate(grid.columns) if c.key == key))


def test_a_typed_value_is_kept_as_one_step(grid, session):
    steps = len(session.book.history())
    assert grid.setData(place(grid, 0, "quantity"), "2*3")
    assert place(grid, 0, "quantity").data() == "6"
    assert len(session.book.history()) == steps + 1


def test_the_same_value_is_no_step(grid, session):
    steps = len(session.book.history())
    cell = place(grid, 0, "quantity")
    assert grid.setData(cell, cell.data(ROLE.EditRole))
    assert len(session.book.history()) == steps


def test_what_cannot_be_taken_is_red_with_its_reason_and_not_in_the_book(grid, session, qtbot):
    before, cell = session.book.fingerprint(), place(grid, 0, "quantity")
    with qtbot.waitSignal(session.message) as said:
        assert not grid.setData(cell, "三个")
    assert said.args[0].startswith("未保存：")
    assert (cell.data(), session.book.fingerprint()) == ("三个", before)
    assert "不是数量" in cell.data(ROLE.ToolTipRole)
    assert cell.data(ROLE.BackgroundRole) is not None
    assert grid.setData(cell, "4")
    assert cell.data(ROLE.ToolTipRole) is None or "不是数量" not in cell.data(ROLE.ToolTipRole)


def test_a_block_is_one_step_and_names_what_was_left_out(grid, session):
    first = next(n for n, c in enumerate(grid.columns) if c.key == "quantity")
    steps = len(session.book.history())
    said = grid.paste(0, range(first, len(grid.columns)), [["7"], ["x"]])
    assert len(session.book.history()) == steps + 1
    assert "第 2 行" in said
    assert place(grid, 0, "quantity").data() == "7"
    session.undoing.undo()
    assert place(grid, 0, "quantity").data() != "7"


def test_rows_beyond_the_last_are_added_where_the_grid_can(grid):
    count = len(grid.rows)
    assert grid.paste(count, range(1, len(grid.columns)), [["新的一项"], ["又一项"]]) == ""
    assert [row.item for row in grid.rows[count:]] == ["新的一项", "又一项"]


def test_no_more_than_five_refusals_are_told_one_by_one(grid):
    first = next(n for n, c in enumerate(grid.columns) if c.key == "quantity")
    while len(grid.rows) < 7:
        grid.paste(len(grid.rows), range(1, len(grid.columns)), [["再一项"]])
    said = grid.paste(0, range(first, len(grid.columns)), [["x"]] * 7)
    assert said.endswith("……共 7 处")


def test_a_line_of_totals_is_bold_and_cannot_be_edited(session):
    lines = ExpenditureGrid(session)
    last = lines.index(lines.totals_row, 3)
    assert lines.rowCount() == lines.totals_row + 1 == len(lines.rows) + 2
    assert lines.headerData(lines.totals_row, Qt.Orientation.Vertical) == "合计"
    assert last.data(ROLE.FontRole).bold()
    assert not lines.flags(last) & Qt.ItemFlag.ItemIsEditable


def test_nothing_of_a_frozen_stage_can_be_typed(grid, session):
    from desktop.ledger.vocabulary import Stage

    frozen = session.budget.id
    session.year_edits.next_stage(Stage.FIRST_UP)
    session.choose(next(b for b in session.book.budgets(session.unit.id) if b.id == frozen))
    cell = place(grid, 0, "quantity")
    assert not grid.flags(cell) & Qt.ItemFlag.ItemIsEditable
    assert not grid.setData(cell, "9")


def test_the_empty_row_at_the_end_begins_a_row_with_what_is_typed(grid, session):
    name = next(n for n, c in enumerate(grid.columns) if c.key == "item")
    begun = []
    grid.row_begun.connect(lambda *what: begun.append(what))
    count, steps = len(grid.rows), len(session.book.history())
    empty = grid.index(grid.empty_row, name)
    assert grid.headerData(grid.empty_row, Qt.Orientation.Vertical) == "＋"
    assert (empty.data(), empty.data(ROLE.EditRole)) == ("", "")
    assert grid.setData(empty, "新打印机")
    assert [row.item for row in grid.rows[count:]] == ["新打印机"]
    assert begun == [(grid.rows[-1].id, "item")]
    assert len(session.book.history()) == steps + 1
    session.undoing.undo()
    assert len(grid.rows) == count


def test_what_cannot_be_taken_begins_no_row_and_stays_red_in_the_empty_one(grid, session):
    amount = next(n for n, c in enumerate(grid.columns) if c.editor == "amount")
    name = next(n for n, c in enumerate(grid.columns) if c.key == "item")
    count, before = len(grid.rows), session.book.fingerprint()
    assert not grid.setData(grid.index(grid.empty_row, amount), "12a")
    assert (len(grid.rows), session.book.fingerprint()) == (count, before)
    assert grid.index(grid.empty_row, amount).data() == "12a"
    assert grid.setData(grid.index(grid.empty_row, name), "新打印机")
    assert grid.index(count, amount).data() == "12a", "it goes with the row that was begun there"
    assert grid.index(grid.empty_row, amount).data() == ""


def test_nothing_typed_in_the_empty_row_changes_nothing(grid, session):
    before = session.book.fingerprint()
    assert grid.setData(grid.index(grid.empty_row, 0), "")
    assert session.book.fingerprint() == before


def test_a_filter_takes_the_empty_row_away(session):
    lines = ExpenditureGrid(session)
    assert lines.empty_row == len(lines.rows)
    nature = next(c for c in lines.columns if c.key == "nature")
    lines.filter(nature, frozenset({"项目"}))
    assert (lines.empty_row, lines.totals_row) == (-1, len(lines.rows))
    lines.unfilter()
    assert lines.empty_row == len(lines.rows)


def test_amounts_are_read_in_wan_while_typing_copying_and_the_book_stay_in_yuan(grid, session, qtbot):
    view, before = GridView(grid), session.book.fingerprint()
    qtbot.addWidget(view)
    session.in_wan = True
    cell, fen = place(grid, 0, "amount"), grid.rows[0].amount
    assert (cell.data(), cell.data(ROLE.ToolTipRole)) == (WAN.show(fen), f"{YUAN.show(fen)} 元")
    assert grid.headerData(cell.column(), Qt.Orientation.Horizontal) == "金额 万元"
    assert place(grid, grid.totals_row, "amount").data() == WAN.show(sum(row.amount for row in grid.rows))
    view.setCurrentIndex(cell)
    view.copy()
    assert QGuiApplication.clipboard().text() == YUAN.show(fen)
    assert grid.setData(cell, cell.data(ROLE.EditRole))
    assert session.book.fingerprint() == before
    assert grid.setData(cell, "123456")
    assert (session.facts.procurements[0].amount, cell.data()) == (12_345_600, "12.35")
    price = place(grid, 0, "price")
    assert price.data() == price.data(EXACT), "a price has no 万元"


def test_the_window_says_while_amounts_are_in_wan(window):
    grid = window.lines.grid
    row = next(n for n, pair in enumerate(grid.rows) if (pair.amounts[0] or 0) < (pair.amounts[1] or 0))
    this, last = (amount or 0 for amount in grid.rows[row].amounts)
    assert window.status.in_wan.isHidden()
    window.bar.in_wan.setChecked(True)
    assert (place(grid, row, "change").data(), window.status.in_wan.isHidden()) == (WAN.show(this - last), False)
    window.bar.in_wan.setChecked(False)
    assert (place(grid, row, "change").data(), window.status.in_wan.isHidden()) == (YUAN.show(this - last), True)


def test_a_refused_text_of_the_empty_row_stands_there_and_not_among_the_totals(session):
    lines = ExpenditureGrid(session)
    assert not lines.setData(lines.index(lines.empty_row, 0), "9999999")
    assert lines.index(lines.empty_row, 0).data() == "9999999"
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
        assert not lines.index(lines.totals_row, 0).data(role)
    ground = Qt.ItemDataRole.BackgroundRole
    assert lines.index(lines.totals_row, 0).data(ground) == lines.index(lines.totals_row, 1).data(ground)
    lines.filter(lines.columns[0], None)
    lines.filter(lines.columns[2], frozenset({"公用"}))
    assert not lines.index(lines.totals_row, 0).data(), "a filter takes the empty row away"
