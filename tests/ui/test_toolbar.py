"""The toolbar: no key does two things, each button says its key, the layout of the book is the one chosen."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QApplication, QMessageBox, QToolButton

from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.ledger import stages

pytestmark = pytest.mark.usefixtures("agreed")
"""Whoever chooses a layout here agrees to what it changes."""


def test_no_key_does_two_things(shared):
    keys = Counter(
        action.shortcut().toString() for action in shared.findChildren(QAction) if not action.shortcut().isEmpty()
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_each_button_says_its_key(shared):
    for action in shared.bar.actions():
        if action.text() and not action.shortcut().isEmpty() and action not in (shared.undo, shared.redo):
            assert "（" in action.toolTip(), action.text()


def test_the_layouts_are_all_offered_and_that_of_the_book_is_chosen(shared):
    offered = {shared.forms.itemData(n): shared.forms.itemText(n) for n in range(shared.forms.count())}
    assert offered == loader.titles()
    assert shared.forms.currentData() == shared.session.form


@pytest.fixture
def wrong_layout(home):
    own = home / "forms/xizang/2025"
    own.mkdir(parents=True)
    (own / "form.toml").write_text('extends = "national/2023"\ncolour = 1\n', encoding="utf-8")


def test_a_layout_of_ones_own_that_is_wrong_is_shown_with_its_reason_and_cannot_be_chosen(wrong_layout, fresh_window):
    forms = fresh_window.forms
    last = forms.count() - 1
    assert "xizang/2025" in forms.itemText(last)
    assert "没有“colour”这一项" in forms.itemData(last, Qt.ItemDataRole.ToolTipRole)
    assert not forms.model().item(last).isEnabled()
    assert forms.model().item(0).isEnabled()
    assert forms.currentData() == fresh_window.session.form


def test_a_layout_that_cannot_be_kept_is_not_shown_as_chosen(shared, monkeypatch):
    session, forms = shared.session, shared.forms
    present = session.form
    other = next(forms.itemData(n) for n in range(forms.count()) if forms.itemData(n) != present)
    asked, said = [], []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[-1]))

    def refuse(key):
        asked.append(key)
        raise UserError("账本只读")

    monkeypatch.setattr(session, "choose_form", refuse)
    shared.bar.choose_form()
    assert asked == []
    forms.setCurrentIndex(forms.findData(other))
    shared.bar.choose_form()
    assert asked[-1:] == [other]
    assert said[-1:] == ["账本只读"]
    assert forms.currentData() == present


def test_a_layout_that_breaks_while_the_book_is_open_is_said_and_comes_back_when_it_is_mended(
    wrong_layout, home, fresh_window
):
    session, forms = fresh_window.session, fresh_window.forms
    own = home / "forms/xizang/2025/form.toml"
    own.write_text('extends = "national/2023"\n', encoding="utf-8")
    session.refresh()
    forms.setCurrentIndex(forms.findData("xizang/2025"))
    assert (session.form, session.book.form) == ("xizang/2025", "xizang/2025")
    own.write_text("colour = 1", encoding="utf-8")
    session.check()
    session.check()
    assert session.form == forms.currentData() == loader.default()
    assert "xizang/2025" in next(f.message for f in session.disclosure.open_errors if f.code == "C99")
    own.write_text('extends = "national/2023"\ntitle = "改好"\n', encoding="utf-8")
    session.check()
    session.check()
    assert session.form == forms.currentData() == "xizang/2025"
    assert forms.currentText() == "改好"
    assert not session.disclosure.form_problem


def test_the_layout_that_took_the_place_of_another_can_be_chosen(fresh_window):
    session, forms = fresh_window.session, fresh_window.forms
    session.book.choose_form("gone/1999")
    session.refresh()
    assert session.disclosure.form_problem
    forms.activated.emit(forms.currentIndex())
    assert session.book.form == forms.currentData() == loader.default()
    assert not session.disclosure.form_problem


def test_a_frozen_stage_in_view_keeps_its_layout(shared, monkeypatch):
    session, forms, said = shared.session, shared.forms, []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[-1]))
    stages.freeze(session.book, session.budget)
    session.refresh()
    present = session.form
    forms.setCurrentIndex(forms.findData("jiangxi/2025"))
    assert "已冻结" in said[-1]
    assert (session.form, forms.currentData()) == (present, present)


def test_in_a_narrow_window_every_command_has_its_place(shared):
    bar, size = shared.bar, shared.size()
    shared.turn_to("people")
    QApplication.sendPostedEvents()
    shared.resize(911, 512)
    QApplication.sendPostedEvents()
    assert (shared.width(), shared.height()) == (911, 512), "nothing in it needs more"
    assert bar.sizeHint().width() <= 911
    assert not shared.results.isVisibleTo(shared)
    assert not bar.preview.isEnabled()
    for action in bar._books:
        assert action in bar._files.actions()
        assert action in shared.actions(), "its key works"
    assert bar.widgetForAction(bar.add).accessibleName() == "新增行"
    shared.resize(size)
    QApplication.sendPostedEvents()
    assert bar.widgetForAction(bar._books[0]) is not None
    assert shared.results.isVisibleTo(shared)


def test_no_button_of_a_menu_stays_lit_when_it_closes(shared):
    under = Qt.WidgetAttribute.WA_UnderMouse
    drops = [button for button in shared.bar.findChildren(QToolButton) if button.objectName() == "menu"]
    drops = [drop for drop in drops if not drop.rect().contains(drop.mapFromGlobal(QCursor.pos()))]
    for drop in drops:
        drop.setAttribute(under)
        drop.menu().aboutToHide.emit()
    assert drops
    assert [drop.text() for drop in drops if drop.testAttribute(under)] == []


def test_the_menu_of_files_ends_with_leaving(shared, monkeypatch):
    """It closes every window, as each would be closed by hand."""
    closed = []
    monkeypatch.setattr(QApplication, "closeAllWindows", lambda: closed.append(True))
    last = shared.bar._files.actions()[-1]
    assert (last.text(), last.shortcut().toString()) == ("退出", "Ctrl+Q")
    last.trigger()
    assert closed == [True]
