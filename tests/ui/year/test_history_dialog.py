"""The history: going back to a step, taking back one step or one cell alone."""

import pytest

from desktop.ledger.records import DirectLine
from desktop.ui.kit import in_pieces
from desktop.ui.year import history_dialog
from desktop.ui.year.history_dialog import HistoryDialog


@pytest.fixture
def window(shared):
    return shared


def amount(window, row):
    grid = window.lines.grid
    return grid.index(row, next(n for n, c in enumerate(grid.columns) if c.key == "last")).data()


def set_last(window, row, text):
    grid = window.lines.grid
    assert grid.setData(grid.index(row, next(n for n, c in enumerate(grid.columns) if c.key == "last")), text)


def test_going_back_takes_the_step_and_what_came_after(window):
    before = window.session.book.fingerprint()
    for row in range(3):
        set_last(window, row, f"{row + 1}")
    dialog = HistoryDialog(window.session, window)
    dialog.table.selectRow(2)
    dialog.back.click()
    assert window.session.book.fingerprint() == before
    assert [dialog.table.item(n, 3).text() for n in range(3)] == ["已撤销，可重做"] * 3
    window.redo.trigger()
    assert amount(window, 0) == "1.00"


def test_one_step_is_taken_back_alone_and_the_rest_stays(window):
    old = amount(window, 0)
    set_last(window, 0, "1")
    set_last(window, 1, "2")
    dialog = HistoryDialog(window.session, window)
    dialog.table.selectRow(1)
    dialog.alone.click()
    assert (amount(window, 0), amount(window, 1)) == (old, "2.00")
    assert dialog.table.item(0, 1).text().startswith("恢复：")
    window.undo.trigger()
    assert amount(window, 0) == "1.00"


def test_one_cell_of_a_paste_is_put_back_and_the_rest_stays(window):
    grid = window.lines.grid
    column = next(n for n, c in enumerate(grid.columns) if c.key == "last")
    old = [grid.index(row, column).data() for row in range(3)]
    grid.paste(0, range(column, len(grid.columns)), [["1"], ["2"], ["3"]])
    dialog = HistoryDialog(window.session, window)
    dialog.table.selectRow(0)
    cells = [[dialog.cells.item(row, n).text() for n in range(1, 4)] for row in range(dialog.cells.rowCount())]
    assert cells == [["金额", old[n], f"{n + 1}.00"] for n in range(3)]
    lines = [grid.rows[n].last for n in range(3)]
    named = [f"2024年草稿 支出行 {line.function_code} {line.economic_code}" for line in lines]
    assert [dialog.cells.item(n, 0).text() for n in range(3)] == named
    dialog.cells.selectRow(1)
    dialog.put_back_one.click()
    assert [grid.index(row, column).data() for row in range(3)] == ["1.00", old[1], "3.00"]
    assert dialog.table.item(0, 1).text() == f"恢复：{named[1]} 金额"
    window.undo.trigger()
    assert [grid.index(row, column).data() for row in range(3)] == ["1.00", "2.00", "3.00"]


def test_of_a_step_of_many_rows_only_the_first_are_read_and_that_is_said(window, monkeypatch):
    monkeypatch.setattr(history_dialog, "SHOWN_AT_MOST", 3)
    session, read = window.session, []
    changes = type(session.book).changes
    monkeypatch.setattr(type(session.book), "changes", lambda *args: read.append(found := changes(*args)) or found)
    line = DirectLine(
        budget_id=session.budget.id, function_code="2010350", economic_code="30299", nature="公用", amount=1
    )
    with session.step("新增五行"):
        for _ in range(5):
            session.book.insert(line)
    dialog = HistoryDialog(session, window)
    assert read == [], "to list the steps none of them is read"
    assert dialog.table.item(0, 2).text() == "5"
    dialog.table.selectRow(0)
    assert [len(found) for found in read] == [3]
    assert (dialog.cells.rowCount(), dialog.left_out.text()) == (3, "这一步改动 5 行，只列出前 3 处")
    dialog.table.clearSelection()
    assert dialog.left_out.text() == ""


def test_what_takes_back_many_rows_says_so_meanwhile(window, monkeypatch):
    monkeypatch.setattr(in_pieces, "MANY", 1)
    said, session = [], window.session
    window.statusBar().messageChanged.connect(said.append)
    with session.step("新增两行"):
        for _ in range(2):
            session.book.insert(DirectLine(budget_id=session.budget.id, economic_code="30299", amount=1))
    window.commands.undo()
    window.commands.redo()
    assert said == ["正在撤销…", "", "正在重做…", ""]
    said.clear()
    set_last(window, 0, "7")
    window.commands.undo()
    assert said == [], "one row is quick"
