"""Blocks of cells on screen: copied, cut, pasted, filled down and cleared, each as one step."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QHeaderView

from desktop.ledger.book import Book
from desktop.ledger.records import Institution, ProjectLine
from desktop.ui.grids.grid_model import ExpenditureGrid
from desktop.ui.grids.grid_view import GridView
from desktop.ui.grids.paste_dialog import PasteDialog
from desktop.ui.grids.record_kinds import KINDS
from desktop.ui.grids.special_grids import grid_of
from desktop.ui.session import Session
from tests import samples


def view_of(qtbot, session, kind):
    made = next(k for k in KINDS if isinstance(k.empty, kind))
    view = GridView(grid_of(session, made))
    qtbot.addWidget(view)
    return view


def column(view, key):
    return next(n for n, c in enumerate(view.grid.columns) if c.key == key)


def choose(view, row, key):
    """Select one cell, whatever key Qt takes for held down since an earlier test."""
    place = view.grid.index(row, column(view, key))
    view.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def paste(view, row, key, text):
    choose(view, row, key)
    QGuiApplication.clipboard().setText(text)
    view.paste()


@pytest.mark.parametrize("kind", [None, ProjectLine])
def test_headings_measured_by_a_few_are_as_large_as_by_all(qtbot, session, kind):
    view = view_of(qtbot, session, kind) if kind else GridView(ExpenditureGrid(session))
    qtbot.addWidget(view)
    down, across = view.verticalHeader(), view.horizontalHeader()
    assert down.sizeHint() == QHeaderView.sizeHint(down)
    assert across.sizeHint().height() == QHeaderView.sizeHint(across).height()
    before = down.sizeHint().width()
    view.grid.rows = view.grid.rows * 200
    view.grid.layoutChanged.emit()
    wider = down.sizeHint().width()
    assert wider > before, "more digits need more room"
    down.setFont(QFont(view.font().family(), 30))
    assert down.sizeHint().width() > wider


def test_one_value_fills_every_selected_cell_and_ctrl_d_fills_down(qtbot, session):
    view = view_of(qtbot, session, ProjectLine)
    price = column(view, "price")
    for row in range(3):
        view.selectionModel().select(view.grid.index(row, price), view.selectionModel().SelectionFlag.Select)
    QGuiApplication.clipboard().setText("88*2")
    view.paste()
    assert [view.grid.index(row, price).data() for row in range(3)] == ["176.00"] * 3
    assert session.book.next_undo().name == "粘贴到 3 格"
    view.clearSelection()
    quantity = column(view, "quantity")
    view.grid.setData(view.grid.index(0, quantity), "7")
    for row in range(3):
        view.selectionModel().select(view.grid.index(row, quantity), view.selectionModel().SelectionFlag.Select)
    qtbot.keyClick(view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [view.grid.index(row, quantity).data() for row in range(3)] == ["7"] * 3
    assert session.book.next_undo().name == "向下填充 2 行"


def test_expenditure_lines_are_pasted_below_the_last(qtbot, tmp_path):
    samples.write("wuxi_2023", tmp_path / "巫溪.mzb")
    with Book.open(tmp_path / "巫溪.mzb") as book:
        session = Session(book)
        view = GridView(ExpenditureGrid(session))
        qtbot.addWidget(view)
        count, before = len(view.grid.rows), session.disclosure.figures.get("basic_total").fen
        paste(
            view, count - 1, "function_code", "2010350\t30299\t公用\t100\n2010350 事业运行\t30201 办公费\t公用\t=50*2"
        )
        assert len(view.grid.rows) == count + 1
        assert view.grid.index(count, column(view, "this")).data() == "100.00"
        assert session.disclosure.figures.get("basic_total").fen != before
        session.undoing.undo()
        assert session.disclosure.figures.get("basic_total").fen == before


def test_delete_clears_the_selected_amounts(qtbot, tmp_path):
    samples.write("wuxi_2023", tmp_path / "巫溪.mzb")
    with Book.open(tmp_path / "巫溪.mzb") as book:
        view = GridView(ExpenditureGrid(Session(book)))
        qtbot.addWidget(view)
        last = column(view, "last")
        for row in (0, 1):
            view.selectionModel().select(view.grid.index(row, last), view.selectionModel().SelectionFlag.Select)
        qtbot.keyClick(view, Qt.Key.Key_Delete)
        assert [view.grid.index(row, last).data() for row in (0, 1)] == ["", ""]
        assert book.next_undo().name == "清除 2 格"


def test_a_block_on_the_empty_row_or_the_totals_is_added_and_says_so(qtbot, session):
    view = view_of(qtbot, session, Institution)
    count = len(view.grid.rows)
    QGuiApplication.clipboard().setText("甲项\n乙项")
    choose(view, view.grid.empty_row, "name")
    view.paste()
    assert [row.name for row in view.grid.rows[count:]] == ["甲项", "乙项"]
    assert session.book.next_undo().name == "粘贴 2 行：新增 2 行"
    choose(view, count + 1, "name")
    view.paste()
    assert [row.name for row in view.grid.rows[count:]] == ["甲项", "甲项", "乙项"]
    assert session.book.next_undo().name == "粘贴 2 行：覆盖 1 行、新增 1 行"


def lines_view(qtbot, session):
    view = GridView(ExpenditureGrid(session))
    qtbot.addWidget(view)
    return view


def row_of(view, back=1):
    """The row of the line that was added last, or before it."""
    return view.grid.row_of(view.grid.session.facts.lines[-back].id)


def shown(view, row, key):
    return view.grid.index(row, column(view, key)).data()


def test_what_a_block_holds_and_cannot_be_taken_stays_red_in_its_cell(qtbot, session):
    view = lines_view(qtbot, session)
    paste(view, view.grid.empty_row, "function_code", "2010350\t30201\t公用\t3万\n2010350\t30299\t公用\t5")
    first = row_of(view, 2)
    assert shown(view, first, "this") == "3万"
    assert shown(view, row_of(view), "this") == "5.00"
    assert "不是数字" in view.grid.index(first, column(view, "this")).data(Qt.ItemDataRole.ToolTipRole)
    assert len(session.refused) == 1, "it is asked for before the book is closed, and there again when it is opened"
    paste(view, first, "this", "30000")
    assert shown(view, first, "this") == "30,000.00"
    assert not session.refused


@pytest.mark.parametrize("key", ["paste", "delete", "fill down"])
def test_a_text_that_was_refused_goes_when_a_block_puts_another_one_there(qtbot, session, key):
    view = lines_view(qtbot, session)
    paste(view, view.grid.empty_row, "function_code", "2010350\t30201\t公用\t9\n2010350\t30299\t公用\t5")
    first, this = row_of(view, 2), column(view, "this")
    assert row_of(view) == first + 1
    view.grid.setData(view.grid.index(first + 1, this), "12.345")
    view.clearSelection()
    if key == "fill down":
        for row in (first, first + 1):
            view.selectionModel().select(view.grid.index(row, this), view.selectionModel().SelectionFlag.Select)
        view.fill_down()
    elif key == "paste":
        paste(view, first + 1, "this", "7")
    else:
        choose(view, first + 1, "this")
        view.clear()
    assert shown(view, first + 1, "this") == {"paste": "7.00", "delete": "0.00", "fill down": "9.00"}[key]
    assert not session.refused


def test_a_new_line_whose_own_subject_is_refused_is_not_booked_to_that_of_the_line_above(qtbot, session):
    view = lines_view(qtbot, session)
    paste(view, view.grid.empty_row, "function_code", "9999999\t30201\t公用\t9")
    added = session.facts.lines[-1]
    assert (added.function_code, added.amount) == ("", 900)
    assert shown(view, row_of(view), "function_code") == "9999999"


def test_a_refused_cell_of_a_new_row_is_named_and_chosen_where_it_stands_now(qtbot, session):
    view = lines_view(qtbot, session)
    said = []
    session.message.connect(said.append)
    paste(view, view.grid.empty_row, "function_code", "2010350\t30240\t公用\t3万")
    row = row_of(view)
    assert row < len(view.grid.rows) - 1, "typed rows stand before those that are computed"
    assert [text for text in said if text.startswith("没有全部填入")] == [
        f"没有全部填入：第 {row + 1} 行：金额“3万”不是数字，请只填以元为单位的数字"
    ]
    assert (view.currentIndex().row(), view.currentIndex().column()) == (row, column(view, "this"))


def test_blank_lines_of_a_block_add_no_rows(qtbot, session):
    view = lines_view(qtbot, session)
    count = len(session.facts.lines)
    paste(
        view, view.grid.empty_row, "function_code", "2010350\t30201\t公用\t9\n\t\t\t\n2010350\t30299\t公用\t5\n\t\t\t"
    )
    assert [line.amount for line in session.facts.lines[count:]] == [900, 500]
    assert session.book.next_undo().name == "粘贴 2 行：新增 2 行"


def test_a_row_of_sums_at_the_end_of_a_block_is_not_counted_again(qtbot, session):
    """What is copied with its sums from a sheet: they are said and become no rows, with headings above too."""
    view, words = lines_view(qtbot, session), []
    session.message.connect(words.append)
    count = len(session.facts.lines)
    rows = "2010350\t30201\t公用\t9\n小 计\t\t\t9\n2010350\t30299\t公用\t5\n合计：\t\t\t14"
    paste(view, view.grid.empty_row, "function_code", rows)
    assert [line.amount for line in session.facts.lines[count:]] == [900, 500]
    assert "2 个合计行没有粘贴" in words[-1]
    paste(view, view.grid.empty_row, "function_code", f"功能科目\t经济科目\t性质\t金额\n{rows}")
    dialog = view.findChild(PasteDialog)
    assert "2 个合计行没有粘贴" in dialog.note.text()
    dialog.accept()
    assert [line.amount for line in session.facts.lines[count:]] == [900, 500] * 2
    paste(view, view.grid.empty_row, "function_code", "\t合计\t\t14")
    assert len(session.facts.lines) == count + 4
    assert words[-1] == "没有全部填入：1 个合计行没有粘贴"


@pytest.mark.parametrize(("sums", "order"), [("合计", "last"), ("本页小计：", "between")])
def test_a_row_of_sums_over_rows_is_left_out_and_a_dialog_says_so_before(qtbot, session, sums, order):
    """As where rows are added: the sum goes over no row, and what stands behind it moves up; that is seen before."""
    view = lines_view(qtbot, session)
    for number in range(3):
        paste(view, view.grid.empty_row, "function_code", f"2010350\t3020{number + 1}\t公用\t{number + 1}")
    first = row_of(view, 3)
    rows = ["2010350\t30201\t公用\t9", "2010350\t30202\t公用\t8"]
    rows.insert(2 if order == "last" else 1, f"{sums}\t\t\t17")
    paste(view, first, "function_code", "\n".join(rows))
    assert [shown(view, first + n, "this") for n in range(3)] == ["1.00", "2.00", "3.00"], "nothing yet"
    dialog = view.findChild(PasteDialog)
    assert "1 个合计行没有粘贴" in dialog.note.text()
    assert "覆盖 2 行" in dialog.note.text()
    assert "不能直接对应" not in dialog.note.text()
    dialog.accept()
    assert [shown(view, first + n, "this") for n in range(3)] == ["9.00", "8.00", "3.00"]
    assert not view.grid.pending
    paste(view, first, "note", "小计")
    assert shown(view, first, "note") == "小计", "a word for one cell is no row"


def test_a_line_of_one_year_whose_amount_is_cleared_keeps_what_else_was_typed(qtbot, session):
    view = lines_view(qtbot, session)
    paste(view, view.grid.empty_row, "function_code", "2010350\t30240\t公用\t9")
    row = row_of(view)
    view.grid.setData(view.grid.index(row, column(view, "note")), "按合同")
    choose(view, row, "this")
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert (shown(view, row, "note"), shown(view, row, "this")) == ("按合同", "0.00")


def test_what_is_typed_where_nothing_can_be_typed_is_said_and_turns_to_no_other_row(qtbot, session):
    view, words = lines_view(qtbot, session), []
    session.message.connect(words.append)
    computed = next(
        n for n in range(len(view.grid.rows)) if not view.grid.editable(n, view.grid.columns[column(view, "this")])
    )
    for row, key, why in (
        (view.grid.totals_row, "function_code", "没有录入：合计由各行相加得出；要新增一行，请在末尾的空行（＋）输入"),
        (computed, "this", "没有录入：由人员、定额或项目测算得出"),
        (0, "change", "没有录入：这一格是算出来的"),
    ):
        choose(view, row, key)
        before, words[:] = session.book.next_undo(), []
        qtbot.keyClicks(view, "2")
        assert [word.startswith(why) for word in words] == [True], (key, words)
        assert (view.currentIndex().row(), session.book.next_undo()) == (row, before)
    words.clear()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert words == [], "going about types nothing"
