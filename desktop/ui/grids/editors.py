"""Editors of the cells of a grid: codes found while typing, lists to choose from, plain lines."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.catalog.search import search
from desktop.ui.grids.grid import NOTED, Grid
from desktop.ui.grids.record_grid import REFERRING
from desktop.ui.kit import theme
from desktop.ui.kit.wheel_safe import DropDown


class CodeEdit(QLineEdit):
    """A line that finds subjects by code, name or 拼音 initials."""

    def __init__(self, key: str, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._year = year
        self._found = QStringListModel(self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.popup().setMinimumWidth(320)
        completer.activated.connect(self._chosen)
        self.setCompleter(completer)
        self.textEdited.connect(self._look)
        self.setPlaceholderText("编码、名称或拼音首字母")

    def _look(self, text: str) -> None:
        found = search(self._key, text, self._year, limit=40)
        self._found.setStringList([entry.shown for entry in found])

    def _chosen(self, text: str) -> None:
        self.setText(text.split(" ", maxsplit=1)[0])

    def code(self) -> str:
        """Return the code typed or chosen; initials that fit only one subject become its code."""
        text = self.text().strip().split(" ")[0]
        if text and not text.isdigit():
            found = search(self._key, text, self._year, limit=2)
            if len(found) == 1:
                return found[0].code
        return text


CORNER = 7
"""Width and height of the mark of a noted cell, in pixels."""


class GridDelegate(QStyledItemDelegate):
    """Editors of the grids."""

    typed = Signal()

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Return the editor of the column."""
        model = index.model()
        if not isinstance(model, Grid):
            return super().createEditor(parent, option, index)
        column = model.columns[index.column()]
        if column.editor == "code":
            code = CodeEdit(column.dimension, model.session.budget.year, parent)
            code.textEdited.connect(self.typed)
            return code
        if column.editor in ("choice", "flag", *REFERRING):
            box = DropDown(parent)
            box.addItems(model.choices(column))
            return box
        line = QLineEdit(parent)
        line.textEdited.connect(self.typed)
        suggested = model.suggestions(column)
        if suggested:
            completer = QCompleter(list(suggested), line)
            completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            line.setCompleter(completer)
        if column.numeric:
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
        return line

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Fill the editor with the plain value."""
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        """Hand the typed value to the model."""
        if isinstance(editor, QComboBox):
            value = editor.currentText()
        elif isinstance(editor, CodeEdit):
            value = editor.code()
        elif isinstance(editor, QLineEdit):
            value = editor.text()
        else:
            return
        model.setData(index, value)


class NotedDelegate(GridDelegate):
    """Editors of the first column, which shows what rows have a remark; the others are painted by Qt alone, faster."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A cell with a remark bears a small corner, as in a spreadsheet."""
        super().paint(painter, option, index)
        if index.data(NOTED):
            right, top = option.rect.right() + 1, option.rect.top()  # type: ignore[attr-defined]
            corner = [QPoint(right - CORNER, top), QPoint(right, top), QPoint(right, top + CORNER)]
            painter.save()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.colors().error))
            painter.drawPolygon(corner)
            painter.restore()
