"""Chinese typed with an input method reaches every editor, and words that are still being composed are never lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from tests.ui import everything

COMPOSED, WORDS = "huiyifei", "会议费"
EDITORS = (QLineEdit, QPlainTextEdit, QTextEdit)


def send(widget: QWidget, composed: str, words: str = "") -> None:
    """Hand a widget what an input method composes, or the words that were chosen."""
    event = QInputMethodEvent(composed, [])
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)


def text_of(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()


class Watched:
    """Tells whether words that are being composed are lost: Qt ends the input method where a text is set anew."""

    def __init__(self, widget: QWidget) -> None:
        self.widget, self._was_set = widget, []

    def __enter__(self):
        self._patch = pytest.MonkeyPatch()
        for name in ("setText", "clear", "setReadOnly"):
            real = getattr(QLineEdit, name)
            self._patch.setattr(QLineEdit, name, lambda line, *a, real=real: (self._note(line), real(line, *a))[1])
        return self

    def __exit__(self, *_):
        self._patch.undo()

    def _note(self, line: QLineEdit) -> None:
        self._was_set += [line] if line is self.widget else []

    @property
    def lost(self) -> bool:
        if isinstance(self.widget, QLineEdit):
            return bool(self._was_set)
        return self.widget.textCursor().block().layout().preeditAreaText() != COMPOSED


def editors(root: QWidget) -> list[QWidget]:
    """Return the editors of words in view."""
    found = [each for kind in EDITORS for each in root.findChildren(kind)]
    return [
        each for each in found
        if each.isVisibleTo(root) and each.isEnabled() and not each.isReadOnly()
        and not isinstance(each.parentWidget(), QAbstractSpinBox)
    ]  # fmt: skip


def composes(widget: QWidget, disturb) -> str:
    """Compose a word in an editor while something else happens; return what is wrong with that, empty where nothing is."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
        return "takes no input method"
    widget.setFocus()
    send(widget, COMPOSED)
    if COMPOSED in text_of(widget):
        return "composed words are text already"
    with Watched(widget) as watched:
        disturb()
    if watched.lost:
        return "composed words are lost"
    send(widget, "", WORDS)
    return "" if WORDS in text_of(widget) else f"does not take the words: {text_of(widget)!r}"


def wrong_in(root: QWidget, disturb) -> list[str]:
    return [f"{everything.named(each)}: {wrong}" for each in editors(root) if (wrong := composes(each, disturb))]


def disturbed(session):
    """What may come while a person composes: the checks, and what was worked out beside the window."""

    def disturb():
        session.checked.emit()
        session.changed.emit()

    return disturb


def cell_editor(view) -> QLineEdit:
    """Open the editor of the first cell that takes words."""
    grid = view.grid
    for number, column in enumerate(grid.columns):
        index = grid.index(0, number)
        if column.editor == "text" and grid.flags(index) & Qt.ItemFlag.ItemIsEditable:
            view.setFocus()
            view.setCurrentIndex(index)
            view.edit(index)
            return view.viewport().findChild(QLineEdit)
    raise AssertionError(f"no words in {grid}")


@pytest.mark.parametrize(("page", "kind"), [("lines", ""), ("projects", "项目"), ("projects", "政府采购")])
def test_words_composed_in_a_cell_are_kept_while_the_checks_come(shared, page, kind):
    shared.turn_to(page)
    if kind:
        shared.show_kind(kind)
    editor = cell_editor(shared.grid_view())
    assert composes(editor, disturbed(shared.session)) == ""
    assert editor.isVisible()


@pytest.mark.parametrize("signal", ["checked", "changed"])
def test_what_is_typed_in_a_cell_stays_when_checks_end_meanwhile(shared, signal):
    shared.turn_to("lines")
    editor = cell_editor(shared.grid_view())
    QTest.keyClicks(editor, "abc")
    getattr(shared.session, signal).emit()
    assert (editor.text(), editor.isVisible()) == ("abc", True)


def test_the_cursor_stays_in_a_text_when_checks_end_meanwhile(shared):
    shared.turn_to("narrative")
    editor = shared.narrative.editor
    cursor = editor.textCursor()
    cursor.setPosition(5)
    editor.setTextCursor(cursor)
    disturbed(shared.session)()
    assert editor.textCursor().position() == 5


def test_words_composed_on_a_page_are_kept_while_the_checks_come(shared):
    for page in ("unit", "narrative"):
        shared.turn_to(page)
        assert editors(shared), page
        assert wrong_in(shared, disturbed(shared.session)) == []
        shared.finish_edits()


def test_it_is_noticed_when_composed_words_are_lost(qtbot):
    line = QLineEdit("x")
    qtbot.addWidget(line)
    assert composes(line, lambda: line.setText("y")) == "composed words are lost"
    line.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
    assert composes(line, lambda: None) == "takes no input method"


@pytest.mark.journey
def test_every_editor_of_every_dialog_takes_composed_words(shared, tmp_path):
    wrong, seen = [], 0
    for dialog in everything.dialogs(shared, tmp_path):
        dialog.show()
        seen += len(editors(dialog))
        wrong += wrong_in(dialog, lambda: shared.session.checked.emit())
        dialog.close()
    assert wrong == []
    assert seen > 40
