"""A person's words are shown as they are: nothing in them is drawn as HTML, no file they name is read.

Every page and dialog is walked in tests/ui/test_every_dialog.py.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QMessageBox,
    QTableWidget,
    QTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop.findings import UserError
from desktop.ui.kit import guarded, plain_text
from tests.ui import everything

HOSTILE = '项目<img src="file:///etc/hostname">甲 & 乙'
DRAWN = re.compile(r"<img[^>]*hostname")
"""The picture of the hostile words where they became one; the manual has pictures of its own."""


def drawn(root, before: set[QWidget] | None = None) -> list[str]:
    """The labels, tool tips, texts and cells under a root that would draw a person's words as HTML.

    before: the views that were looked at; their cells are looked at again where they are in sight.
    """
    found, before = [], set() if before is None else before
    for widget in root.findChildren(QWidget):
        if "<img" in widget.toolTip():
            found.append(f"tip of {everything.named(widget)}")
        if isinstance(widget, QLabel):
            plain = widget.textFormat() == Qt.TextFormat.PlainText
            found += [everything.named(widget)] if "<img" in widget.text() and not plain else []
        elif isinstance(widget, QTextEdit) and DRAWN.search(widget.document().toHtml()):
            found.append(f"text of {everything.named(widget)}")
        elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView) and widget.model():
            if widget in before and not widget.isVisible():
                continue
            before.add(widget)
            found += (
                [f"tip in {everything.named(widget)}"] if any("<img" in tip for tip in tips(widget.model())) else []
            )
    return found


def tips(model, parent=None) -> Iterator[str]:
    """The tool tips of a list, a tree or a table; of long ones those of the first rows."""
    parent, is_list = parent or QModelIndex(), isinstance(model, QAbstractListModel)
    for row in range(min(model.rowCount(parent), 40)):
        for column in range(1 if is_list else model.columnCount(parent)):
            yield str(model.data(model.index(row, column, parent), Qt.ItemDataRole.ToolTipRole) or "")
        if not is_list:
            yield from tips(model, model.index(row, 0, parent))


def test_a_label_that_draws_words_is_noticed(qtbot):
    label = QLabel(HOSTILE)
    holder = QTableWidget()
    label.setParent(holder)
    qtbot.addWidget(holder)
    assert len(drawn(holder)) == 1
    plain_text.PlainLabel(HOSTILE, parent=holder)
    assert len(drawn(holder)) == 1
    QTextEdit(holder).setPlainText(HOSTILE)
    assert len(drawn(holder)) == 1
    QTextEdit(holder).setHtml(HOSTILE)
    tree = QTreeWidget(holder)
    above = QTreeWidgetItem(tree, ["甲"])
    QTreeWidgetItem(above, ["乙"]).setToolTip(0, HOSTILE)
    assert len(drawn(holder)) == 3


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


def test_a_text_too_long_for_its_line_ends_in_dots_and_is_whole_in_its_tip(qtbot):
    label = plain_text.ShortenedLabel()
    qtbot.addWidget(label)
    label.resize(200, 20)
    label.setText("已保存")
    assert label.shown() == "已保存"
    words = "没有全部填入：第 3 行：没有“丙”；第 4 行：没有“丁”\n" * 3
    label.setText(words)
    assert label.shown().endswith("…")
    assert (label.text(), label.toolTip()) == (words, words)
    assert label.minimumSizeHint().width() == 0, "it widens no window"
    label.grab()
    label.clear()
    assert (label.shown(), label.toolTip()) == ("", "")
