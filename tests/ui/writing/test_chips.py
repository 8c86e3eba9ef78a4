"""Words with chips: a bound figure is one piece that can be moved or removed, never mistyped."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from desktop.ui.writing.chips import OBJECT, ChipEdit
from tests.small_cases import small_cases

WORDS = {"total": "360.67万元", "cut": "10%", "1": "甲乙"}


@pytest.fixture
def editor(qtbot):
    made = ChipEdit()
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    return made


@small_cases(
    "text",
    [
        "",
        "只有文字",
        "支出{total}，压减{cut}。",
        "{total}",
        "{total}{cut}",
        "第一行\n第二行{total}\n",
        "{1}和{2}",
        "{不是}",
    ],
)
def test_a_text_comes_back_as_it_was(editor, text):
    editor.set_template(text, lambda name: WORDS.get(name, ""))
    assert editor.template() == text


def test_known_names_are_chips_and_others_stay_words(editor):
    editor.set_template("{total}{nothing}", lambda name: WORDS.get(name, ""))
    assert editor.toPlainText() == OBJECT + "{nothing}"


def test_typing_never_changes_a_chip(editor, qtbot):
    editor.set_template("支出{total}。", lambda name: WORDS.get(name, ""))
    cursor = editor.textCursor()
    cursor.setPosition(3)
    editor.setTextCursor(cursor)
    qtbot.keyClicks(editor, "12")
    qtbot.keyClick(editor, Qt.Key.Key_Left)
    qtbot.keyClick(editor, Qt.Key.Key_Left)
    qtbot.keyClick(editor, Qt.Key.Key_Left)
    qtbot.keyClicks(editor, "9")
    assert editor.template() == "支出9{total}12。"
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.template() == "支出912。"
    editor.undo()
    assert "{total}" in editor.template()


def test_a_copied_chip_is_pasted_as_a_chip(editor):
    editor.set_template("甲{total}乙", lambda name: WORDS.get(name, ""))
    editor.selectAll()
    data = editor.createMimeDataFromSelection()
    assert data.text() == "甲{total}乙"
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.insertFromMimeData(data)
    assert editor.toPlainText() == f"甲{OBJECT}乙甲{OBJECT}乙"
    assert editor.template() == "甲{total}乙甲{total}乙"


def test_a_chip_is_painted_with_its_words(editor):
    editor.set_template("支出{total}。", lambda name: WORDS.get(name, ""))
    before = editor.grab().toImage()
    editor.set_template("支出。", lambda name: WORDS.get(name, ""))
    assert editor.grab().toImage() != before
