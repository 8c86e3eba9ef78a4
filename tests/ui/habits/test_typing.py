"""In the middle of typing: whatever else is done, what was typed is kept."""

import json
import shutil

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from desktop.ledger.book import Book
from desktop.ledger.errors import BookHeld
from desktop.ui.grids.header_menu import FilterDialog, HeaderMenu
from desktop.ui.main_window import MainWindow
from tests.ui.habits.desk import KEY, desk_on
from tests.ui.timers import ring


def test_36_clicking_elsewhere_keeps_what_was_typed(desk):
    desk.at(0)
    desk.type("530000")
    desk.window.units.setFocus()
    assert desk.shown(0) == "530,000.00"


def test_37_switching_the_page_keeps_what_was_typed(desk):
    desk.at(0)
    desk.type("530000")
    desk.window.turn_to("checks")
    assert desk.shown(0) == "530,000.00"
    assert desk.window.session.facts.lines[0].amount == 53_000_000


def test_38_turning_to_another_year_keeps_it_in_its_own(desk):
    desk.at(0)
    desk.type("530000")
    desk.window._unit_chosen(desk.window.units.topLevelItem(0).child(1))
    assert desk.window.session.budget.year == 2022
    assert desk.window.session.book.facts(desk.window.session.book.budgets(1)[0]).lines[0].amount == 53_000_000


def test_39_closing_the_window_keeps_what_was_typed(qtbot, path):
    desk = desk_on(qtbot, path)
    desk.at(0)
    desk.type("530000")
    desk.window.close()
    with Book.open(path) as book:
        assert book.facts(book.budgets(1)[0]).lines[0].amount == 53_000_000


def test_40_exporting_keeps_what_was_typed(desk, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "desktop.ui.year.export_dialog.ExportDialog.exec",
        lambda dialog: seen.append(desk.window.session.facts.lines[0].amount),
    )
    desk.at(0)
    desk.type("530000")
    desk.window.bar.export.trigger()
    assert seen == [53_000_000]


def test_41_undo_survives_closing_and_opening(qtbot, path):
    desk = desk_on(qtbot, path)
    before = desk.fingerprint
    desk.at(0)
    desk.type("1")
    desk.press(KEY.Key_Return)
    desk.window.close()
    again = desk_on(qtbot, path)
    again.window.undo.trigger()
    assert again.fingerprint == before
    again.window.close()


def test_42_a_second_window_is_told_who_has_the_book(desk):
    with pytest.raises(BookHeld):
        Book.open(desk.window.session.book.path)


def test_49_words_of_an_input_method_begin_an_edit(desk):
    """A Chinese input method hands over whole words, not keys; the first of them replaces the cell."""
    desk.at(2, "note")
    assert desk.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    event = QInputMethodEvent("", [])
    event.setCommitString("按合同")
    QApplication.sendEvent(desk.view, event)
    assert desk.editing
    desk.press(KEY.Key_Return)
    assert desk.shown(2, "note") == "按合同"


def test_50_an_amount_is_not_begun_by_an_input_method_in_a_computed_column(desk):
    desk.at(2, "change")
    before = desk.shown(2, "change")
    event = QInputMethodEvent("", [])
    event.setCommitString("按")
    QApplication.sendEvent(desk.view, event)
    assert not desk.editing
    assert desk.shown(2, "change") == before


@pytest.mark.parametrize("way", ["表头", "编辑菜单", "筛选"])
def test_51_sorting_and_filtering_keep_what_is_being_typed(desk, way, monkeypatch):
    monkeypatch.setattr(HeaderMenu, "popup", lambda *_: None)  # a menu on screen warns without one
    desk.at(2)
    desk.type("4321")
    assert desk.editing
    code = desk.shown(2, "economic_code")
    if way == "表头":
        header = desk.view.horizontalHeader()
        header.customContextMenuRequested.emit(QPoint(header.sectionViewportPosition(1) + 10, 10))
        next(a for a in desk.view.findChild(HeaderMenu).actions() if a.text() == "降序").trigger()
    elif way == "编辑菜单":
        desk.window.edit_menu.fill()
        next(a for a in desk.window.edit_menu.actions() if "降序" in a.text()).trigger()
    else:
        desk.view.filter_column()
        desk.view.findChild(FilterDialog).reject()
    row = next(n for n in range(len(desk.grid.rows)) if desk.shown(n) == "4,321.00")
    assert desk.shown(row, "economic_code") == code


@pytest.mark.parametrize("kind", ["支出与上年", "内设机构与下属单位"])
def test_52_what_was_typed_at_a_power_cut_is_there_the_next_time(desk, tmp_path, kind):
    """The book is copied while the cell is open, as a power cut would leave it."""
    if kind != "支出与上年":
        desk.view = desk.window.show_kind(kind).view
    key = "this" if kind == "支出与上年" else "name"
    desk.at(1, key)
    desk.type("4321")
    book = desk.window.session.book
    ring(desk.qtbot, desk.view._typed)
    assert "4321" in book.unconfirmed_text("cell")
    shutil.copy(book.path, tmp_path / "断电.mzb")
    desk.press(KEY.Key_Escape)
    assert book.unconfirmed_text("cell") == ""
    window = MainWindow(Book.open(tmp_path / "断电.mzb"))
    desk.qtbot.addWidget(window)
    window.show()
    view = window.grid_view()
    assert view.currentIndex().data() == "4321"
    assert "没有来得及确认" in view.currentIndex().data(Qt.ItemDataRole.ToolTipRole)
    assert "没有来得及确认" in window.saved.text()
    desk.window, desk.view = window, view
    desk.press(KEY.Key_F2)
    desk.press(KEY.Key_Return)
    assert desk.shown(1, key) in ("4321", "4,321.00")
    assert view.grid.pending == {}
    assert window.session.book.unconfirmed_text("cell") == ""
    window.close()


def test_53_a_text_of_another_year_is_put_back_there(desk, tmp_path):
    session = desk.window.session
    last = session.last.budget
    kept = [last.id, "ExpenditureGrid", session.last.lines[1].id, "this", "77"]
    session.book.store_unconfirmed_text("cell", json.dumps(kept))
    shutil.copy(session.book.path, tmp_path / "断电.mzb")
    window = MainWindow(Book.open(tmp_path / "断电.mzb"))
    desk.qtbot.addWidget(window)
    assert window.session.budget.id == last.id
    assert window.lines.currentIndex().data() == "77"
    window.close()


def test_54_a_text_whose_row_is_gone_is_forgotten(desk, tmp_path):
    book = desk.window.session.book
    book.store_unconfirmed_text(
        "cell", json.dumps([desk.window.session.budget.id, "ExpenditureGrid", 999999, "this", "77"])
    )
    shutil.copy(book.path, tmp_path / "断电.mzb")
    window = MainWindow(Book.open(tmp_path / "断电.mzb"))
    desk.qtbot.addWidget(window)
    assert window.session.book.unconfirmed_text("cell") == ""
    assert window.lines.grid.pending == {}
    window.close()
