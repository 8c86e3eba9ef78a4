"""The grid on screen: keyboard like a spreadsheet, sums of the selection."""

from collections.abc import Hashable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QInputMethodEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QWidget,
)

from desktop.money import YUAN, AmountError, parse_yuan
from desktop.ui.grids.editors import GridDelegate, NotedDelegate
from desktop.ui.grids.frozen_columns import FrozenColumns
from desktop.ui.grids.grid import Grid
from desktop.ui.grids.grid_blocks import BlockView
from desktop.ui.kit.look import settings

JUMPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


NAMING = ("name", "this")
"""Columns that are asked for where a row is meant, whichever cell of it."""
HEADER_PADDING = 16
"""Pixels around the words of a header."""
SAY_TYPING_AFTER = 1500
"""Milliseconds after which a text that is being typed is sent to whoever stores it."""
FILTER_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

Index = QModelIndex | QPersistentModelIndex


class GridView(BlockView):
    """A grid with spreadsheet habits: Enter goes down, Tab right, Delete clears, blocks are copied and pasted."""

    summed = Signal(str)
    delete_asked = Signal()
    menu_asked = Signal(QPoint)
    notes_asked = Signal()
    typing = Signal(int, int, str)
    """A text that is being typed, with its row and column; from time to time while a cell is open."""
    typing_ended = Signal()
    """The cell was confirmed or given up."""

    def __init__(self, model: Grid, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        editors, noted = GridDelegate(self), NotedDelegate(self)
        self.setItemDelegate(editors)
        self.setItemDelegateForColumn(0, noted)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(SAY_TYPING_AFTER)
        self._typed.timeout.connect(self._say_typing)
        for delegate in (editors, noted):
            delegate.typed.connect(lambda: None if self._typed.isActive() else self._typed.start())
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(True)
        unit = self.fontMetrics().horizontalAdvance("0")
        bold = QFont(self.font())
        bold.setBold(True)
        head = QFontMetrics(bold)
        for number, column in enumerate(model.columns):
            named = head.horizontalAdvance(model.title_of(number)) + HEADER_PADDING
            self.setColumnWidth(number, max(column.width * unit + 14, named))
        for number, width in enumerate(self._widths()):
            if width and not self.isColumnHidden(number):
                self.setColumnWidth(number, width)
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(300)
        self._resized.timeout.connect(self._keep_widths)
        self.horizontalHeader().sectionResized.connect(lambda *_: self._resized.start())
        height = self.fontMetrics().height() + 10
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.selectionModel().selectionChanged.connect(self.say_sums)
        model.modelReset.connect(self.say_sums)
        model.row_begun.connect(self._follow_begun)
        self._begun = self._following = False
        self._frozen: FrozenColumns | None = None
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.frozen.place())
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_asked.emit(self.viewport().mapToGlobal(at)))
        self._offer_menu(self.horizontalHeader())

    @property
    def frozen(self) -> FrozenColumns:
        """The columns that stay in view, made when the grid is first scrolled sideways."""
        if self._frozen is None:
            self._frozen = FrozenColumns(self)
            self._offer_menu(self._frozen.horizontalHeader())
        return self._frozen

    @property
    def _covered(self) -> int:
        """The width that frozen columns cover now."""
        return self._frozen.room if self._frozen is not None else 0

    def _offer_menu(self, header: QHeaderView) -> None:
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(partial(self._show_header_menu, header))

    def _show_header_menu(self, header: QHeaderView, place: QPoint) -> None:
        section = header.logicalIndexAt(place)
        if section >= 0:
            from desktop.ui.grids.header_menu import HeaderMenu

            self.finish()
            HeaderMenu(self, section, self.frozen).popup(header.mapToGlobal(place))

    def filter_column(self) -> None:
        """Ask which rows to see, by the column of the present cell."""
        if self.currentIndex().isValid():
            from desktop.ui.grids.header_menu import FilterDialog

            self.finish()
            FilterDialog(self, self.currentIndex().column()).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The frozen columns follow the size of the grid."""
        super().resizeEvent(event)
        if self._frozen is not None:
            self._frozen.place()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into view, out from under the frozen columns; those are always in view."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        always_seen = self._covered and index.column() < self.frozen.count
        super().scrollTo(index, hint)
        if always_seen:
            bar.setValue(before)
        elif self._covered:
            bar.setValue(bar.value() - max(0, self._covered - self.columnViewportPosition(index.column())))

    def edit(self, index: QModelIndex | QPersistentModelIndex, *how: Any) -> Any:
        """Open an editor; in a frozen column the grid first scrolls back to where that column is."""
        opens = not how or how[0] & self.editTriggers()
        if opens and self._covered and index.column() < self.frozen.count:
            self.horizontalScrollBar().setValue(0)
        return super().edit(index, *how)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Spreadsheet keys outside an editor (an open one lets Return through; the delegate has it already)."""
        if self.state() == QAbstractItemView.State.EditingState:
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut()
        elif event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.fill_down()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._move(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        elif event.key() in JUMPS and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._jump(*JUMPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_F2 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.notes_asked.emit()
        elif event.key() == Qt.Key.Key_L and event.modifiers() == FILTER_KEYS:
            self.filter_column()
        elif event.key() == Qt.Key.Key_Delete:
            self._clear_or_delete()
        else:
            super().keyPressEvent(event)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Show what changed, but never in an open editor: checks that end while a person types would take the text."""
        if self.state() == QAbstractItemView.State.EditingState:
            self.viewport().update()
        else:
            super().dataChanged(first, last, roles)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Words that arrive without having been composed here (handwriting, speech) begin an edit and are kept.

        Qt opens the editor for them but drops them; composed ones it hands on by itself.
        """
        arrives_whole = bool(event.commitString()) and not event.preeditString()
        begins = arrives_whole and self.state() != QAbstractItemView.State.EditingState
        super().inputMethodEvent(event)
        editor = QApplication.focusWidget()
        if begins and editor is not None and editor is not self:
            QApplication.sendEvent(editor, event)

    def _say_typing(self) -> None:
        editor = QApplication.focusWidget()
        if self.state() == QAbstractItemView.State.EditingState and isinstance(editor, QLineEdit):
            self.typing.emit(self.currentIndex().row(), self.currentIndex().column(), editor.text())

    def _end_typing(self) -> None:
        self._typed.stop()
        self.typing_ended.emit()

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        """After Enter in an editor go to the next row, as in a spreadsheet."""
        super().closeEditor(editor, hint)
        if self._following:
            return
        begun, self._begun = self._begun, False
        self._end_typing()
        if hint == QStyledItemDelegate.EndEditHint.SubmitModelCache:
            self._move(self.grid.empty_row - self.currentIndex().row() if begun else 1, 0)

    def _follow_begun(self, known: Hashable, key: str) -> None:
        """Stand in the row that was just begun, wherever its place is: Tab goes on in it, Enter to the next new one."""
        self._following = True  # leaving the cell closes its editor; where to go is said by the key that closed it
        self.show_known(known, key)
        self._following, self._begun = False, True

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Tab and Shift+Tab go to the next input; cells that only show something are passed over."""
        steps = {QAbstractItemView.CursorAction.MoveNext: 1, QAbstractItemView.CursorAction.MovePrevious: -1}
        step = steps.get(action, 0)
        columns, rows = len(self.grid.columns), len(self.grid.rows) + (self.grid.empty_row >= 0)
        place = self.currentIndex().row() * columns + self.currentIndex().column() + step
        while step and 0 <= place < rows * columns:
            index = self.grid.index(place // columns, place % columns)
            if self.grid.flags(index) & Qt.ItemFlag.ItemIsEditable and not self.isColumnHidden(index.column()):
                return index
            place += step
        return super().moveCursor(action, modifiers)

    def _keep_widths(self) -> None:
        before = self._widths() or [0] * len(self.grid.columns)
        widths = [str(self.columnWidth(number) or width) for number, width in enumerate(before)]
        settings().setValue(f"widths/{self.grid.name}", ",".join(widths))

    def _widths(self) -> list[int]:
        """Return the widths a person gave the columns, empty where there are none for these columns."""
        widths = [int(w) for w in str(settings().value(f"widths/{self.grid.name}", "") or "").split(",") if w.isdigit()]
        return widths if len(widths) == len(self.grid.columns) else []

    def _move(self, rows: int, columns: int) -> None:
        index = self.currentIndex()
        last = max(len(self.grid.rows) - 1, self.grid.empty_row)
        target = self.grid.index(min(index.row() + rows, last), index.column() + columns)
        if target.isValid():
            self.setCurrentIndex(target)

    def _jump(self, rows: int, columns: int) -> None:
        """Go to the edge of the filled cells, as Ctrl+arrow does in a spreadsheet."""
        row, column = self.currentIndex().row(), self.currentIndex().column()

        def filled(row: int, column: int) -> bool:
            return bool(self.grid.index(row, column).data())

        last_row, last_column = len(self.grid.rows) - 1, len(self.grid.columns) - 1
        inside = filled(row + rows, column + columns) if filled(row, column) else False
        while 0 <= row + rows <= last_row and 0 <= column + columns <= last_column:
            if inside and not filled(row + rows, column + columns):
                break
            row, column = row + rows, column + columns
            if not inside and filled(row, column):
                break
        while self.isColumnHidden(column) and columns:
            column += columns if 0 <= column + columns <= last_column else -columns
        self.setCurrentIndex(self.grid.index(row, column))

    def finish(self) -> None:
        """Keep what is being typed, as leaving the cell does; also where the keyboard went from the editor to its list.

        An editor that stays open would ask for its cell when the rows are no longer those of the budget in view.
        """
        for editor in [child for child in self.viewport().children() if isinstance(child, QWidget)]:
            if self._is_open(editor):
                self.commitData(editor)
                super().closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)
                self._end_typing()

    def _is_open(self, editor: QWidget) -> bool:
        """Tell whether an editor is one of a cell still; one that was closed may have the focus a moment longer."""
        cells = (self.currentIndex(), self.indexAt(editor.geometry().center()))
        return any(self.indexWidget(cell) is editor for cell in cells)

    def selected_rows(self) -> list[int]:
        """Return the rows (not the totals) that hold a selected cell."""
        return sorted({i.row() for i in self.selectedIndexes() if i.row() < len(self.grid.rows)})

    def _clear_or_delete(self) -> None:
        cells = self.selectedIndexes()
        if cells and all(self.grid.columns[i.column()].editor == "amount" for i in cells):
            self.clear()
        else:
            self.delete_asked.emit()

    def say_sums(self) -> None:
        """Say how many rows a filter leaves, and the sum of the selected amounts."""
        amounts = []
        for index in self.selectedIndexes():
            column = self.grid.columns[index.column()]
            if column.editor == "amount" and index.row() < len(self.grid.rows):
                value = parse_yuan(str(index.data(Qt.ItemDataRole.EditRole) or "0"))
                if not isinstance(value, AmountError):
                    amounts.append(value)
        shown, hidden = len(self.grid.rows), self.grid.hidden
        parts = [f"筛选后显示 {shown} 行，共 {shown + hidden} 行"] if hidden else []
        if not_shown := len(self.hidden_keys()):
            parts.append(f"隐藏 {not_shown} 列")
        if len(amounts) > 1:
            parts.append(f"选中 {len(amounts)} 个金额，合计 {YUAN.show(sum(amounts))} 元")
        self.summed.emit("　".join(parts))

    def hide_columns(self, keys: frozenset[str]) -> None:
        """Show all columns but these, and say how many are hidden."""
        super().hide_columns(keys)
        self.say_sums()

    def show_known(self, known: Hashable, key: str = "this") -> None:
        """Select the cell of the row that is known by this, and bring it into view."""
        row = self.grid.row_of(known)
        if row is not None:
            self.show_row(row, key)

    def show_row(self, row: int, key: str = "this") -> None:
        """Select the cell of a row and bring it into view; a hidden column is shown where the cell itself is meant."""
        column = next((n for n, c in enumerate(self.grid.columns) if c.key == key), 0)
        if self.isColumnHidden(column) and column and key not in NAMING:
            self.hide_columns(self.hidden_keys() - {key})
        elif self.isColumnHidden(column):
            column = self.shown_columns()[0]
        index = self.grid.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self.setFocus()
