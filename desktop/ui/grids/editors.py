"""Editors of the cells of a grid: codes found while typing, lists to choose from, plain lines."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.catalog.search import is_meant, path_of, search
from desktop.ui.grids.grid import NOTED, Grid
from desktop.ui.kit import theme
from desktop.ui.kit.wheel_safe import CellDropDown

LISTED = 100
"""How many subjects a list offers at most: all of one name (行政运行)."""


class CodeEdit(QLineEdit):
    """A line that finds subjects by code, name or 拼音 initials, the likely ones first.

    The first is chosen already where it is likely, or the only one that can be meant: of fifty 行政运行 none. Enter
    takes the chosen one, Tab takes it and goes on; text left any other way stays as it was typed.
    """

    taken = Signal()
    """A subject of the list was taken by Enter or a click, or what was typed by Enter while none was chosen."""

    def __init__(self, key: str, year: int, parent: QWidget | None = None, likely: Sequence[str] = ()) -> None:
        super().__init__(parent)
        self._key, self._year, self._likely = key, year, likely
        self._found = QStringListModel(self)
        self.list = QCompleter(self._found, self)
        self.list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.list.setWidget(self)
        self.list.popup().setObjectName("completions")
        self.list.popup().installEventFilter(self)
        self.list.setMaxVisibleItems(10)
        self.list.activated.connect(self._chosen)
        self.textEdited.connect(self._look)
        self.setPlaceholderText("编码、名称或拼音首字母")

    def look_in(self, year: int) -> None:
        """Find the subjects in force in another year."""
        self._year = year

    def _look(self, text: str) -> None:
        """List what fits, each with the names above it; one code typed in full needs no list."""
        found = search(self._key, text, self._year, limit=LISTED, likely=self._likely)
        self._found.setStringList([f"{entry.shown}　{path_of(self._key, entry.code)}" for entry in found])
        popup = self.list.popup()
        if not found or [entry.code for entry in found] == [text.strip()]:
            popup.hide()
            return
        popup.setMinimumWidth(max(320, popup.sizeHintForColumn(0) + 24))
        self.list.complete()
        meant = found[0].code in self._likely or is_meant(text, found)
        popup.setCurrentIndex(self.list.completionModel().index(0, 0) if meant else QModelIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter while nothing of the list is chosen is meant for what was typed; Qt would only close the list."""
        popup = self.list.popup()
        enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.type() == QEvent.Type.KeyPress and not popup.currentIndex().isValid():
            popup.hide()
            self.taken.emit()
            return True
        return super().eventFilter(watched, event)

    def _chosen(self, text: str) -> None:
        self.setText(text.split(" ", maxsplit=1)[0])
        self.taken.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes what is chosen in the list before it goes on."""
        popup = self.list.popup()
        if popup.isVisible() and popup.currentIndex().isValid():
            self.setText(str(popup.currentIndex().data()).split(" ", maxsplit=1)[0])
            popup.hide()
        return super().focusNextPrevChild(forward)

    def code(self) -> str:
        """Return the code typed or chosen; words or initials that fit only one subject become its code."""
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
        return self.editor_of(model, index.column(), parent, index.row())

    def editor_of(self, model: Grid, number: int, parent: QWidget, row: int = 0) -> QWidget:
        """Return the editor of a column, also of a grid that has no row just now."""
        column = model.columns[number]
        if column.editor == "code":
            likely = model.session.computed.used_codes(column.dimension)
            code = CodeEdit(column.dimension, model.session.budget.year, parent, likely)
            code.textEdited.connect(self.typed)
            code.taken.connect(partial(self._take, code))
            code.setAcceptDrops(False)
            return code
        from desktop.ui.grids.record_grid import REFERRING  # loaded with the first grid of records

        if column.editor in ("choice", "flag", *REFERRING):
            box = CellDropDown(parent)
            choices = model.choices(column)
            begins = row == model.empty_row and "" not in choices
            box.addItems(["", *choices] if begins else choices)  # looking at a list alone begins no row
            return box
        line = QLineEdit(parent)
        line.setAcceptDrops(False)  # a file that is dropped here is for the window, not its path for the cell
        line.textEdited.connect(self.typed)
        suggested = model.suggestions(column)
        if suggested:
            completer = QCompleter(list(suggested), line)
            completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            line.setCompleter(completer)
        if model.session.in_wan and column.in_wan:
            model.session.message.emit("表格现在按万元显示；请按元录入")
        if column.numeric:
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
        return line

    def _take(self, editor: QWidget) -> None:
        """Store what was taken from a list and go on, as Enter does."""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.SubmitModelCache)

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
