"""A person's words are shown as they are: nothing in them is drawn as HTML, no file they name is read."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QTableWidget

from desktop.findings import UserError
from desktop.ledger.records import Project
from desktop.ui.kit import guarded, plain_text
from tests.ui import everything

HOSTILE = '项目<img src="file:///etc/hostname">甲 & 乙'


@pytest.fixture
def window(shared):
    """A book whose unit and projects have hostile names."""
    session = shared.session
    with session.together("改名"):
        for number, project in enumerate(session.records(Project)):
            session.book.update(replace(project, name=f"{HOSTILE}{number}"))
        session.book.update(replace(session.unit, name=HOSTILE))
    return shared


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


def test_no_page_and_no_dialog_draws_a_persons_words(window, tmp_path):
    found = []
    for page in everything.pages(window):
        QApplication.processEvents()
        found += [f"{page}: {one}" for one in drawn(window)]
        grid = window.grid_view().grid
        for row in range(len(grid.rows)):
            for column in range(len(grid.columns)):
                tip = grid.data(grid.index(row, column), Qt.ItemDataRole.ToolTipRole)
                found += [f"{page}: tip of a cell"] if tip and "<img" in tip else []
    for dialog in everything.dialogs(window, tmp_path):
        found += drawn(dialog)
        dialog.close()
    assert found == []


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
    sources = {path.name: path.read_text(encoding="utf-8") for path in screens}
    assert sum(text.count("QMessageBox.warning(") for text in sources.values()) > 5
    assert {name: found for name, text in sources.items() if (found := drawn_boxes(text))} == {}
    assert drawn_boxes('QMessageBox.warning(None, "x", str(error))') != []
