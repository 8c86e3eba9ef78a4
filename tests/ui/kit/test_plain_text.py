"""A person's words are shown as they are: nothing in them is drawn as HTML, no file they name is read.

Every page and dialog is walked in tests/ui/test_every_dialog.py.
"""

import ast
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QTableWidget

from desktop.findings import UserError
from desktop.ui.kit import guarded, plain_text
from tests.ui import everything

HOSTILE = '项目<img src="file:///etc/hostname">甲 & 乙'


def drawn(root) -> list[str]:
    """The labels, tool tips and cells under a root that would draw a person's words as HTML."""
    found = []
    for label in root.findChildren(QLabel):
        if "<img" in label.text() and label.textFormat() != Qt.TextFormat.PlainText:
            found.append(everything.named(label))
        if "<img" in label.toolTip():
            found.append(f"tip of {everything.named(label)}")
    for table in root.findChildren(QTableWidget):
        items = (table.item(row, column) for row in range(table.rowCount()) for column in range(table.columnCount()))
        found += [f"tip in {everything.named(table)}" for item in items if item and "<img" in item.toolTip()]
    return found


def test_a_label_that_draws_words_is_noticed(qtbot):
    label = QLabel(HOSTILE)
    holder = QTableWidget()
    label.setParent(holder)
    qtbot.addWidget(holder)
    assert len(drawn(holder)) == 1
    plain_text.PlainLabel(HOSTILE, parent=holder)
    assert len(drawn(holder)) == 1


def test_a_refusal_names_the_words_as_they_are(monkeypatch):
    shown = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: shown.append(words[-1]))

    def refused():
        raise UserError(HOSTILE)

    guarded.guarded(None, refused)
    assert "<img" not in shown[0]
    assert "&lt;img" in shown[0]


def test_words_without_a_bracket_stay_letter_by_letter():
    assert plain_text.as_plain_text("甲 & 乙\n丙") == "甲 & 乙\n丙"
    assert plain_text.as_plain_text("甲<乙\n丙") == "<span>甲&lt;乙<br>丙</span>"


BOXES = {"warning", "information", "question", "critical"}


def drawn_boxes(source: str) -> list[str]:
    """Return the message boxes of a module whose text is neither written there nor made plain."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    boxes = [call for call in calls if ast.unparse(call.func) in {f"QMessageBox.{name}" for name in BOXES}]
    return [
        ast.unparse(box)
        for box in boxes
        if not isinstance(box.args[2], ast.Constant) and not ast.unparse(box.args[2]).startswith("as_plain_text(")
    ]


def test_every_message_box_shows_its_text_letter_by_letter():
    screens = sorted(Path(plain_text.__file__).parents[1].rglob("*.py"))
    sources = {path.name: text for path in screens if "QMessageBox" in (text := path.read_text(encoding="utf-8"))}
    assert sum(text.count("QMessageBox.warning(") for text in sources.values()) > 5
    assert {name: found for name, text in sources.items() if (found := drawn_boxes(text))} == {}
    assert drawn_boxes('QMessageBox.warning(None, "x", str(error))') != []
