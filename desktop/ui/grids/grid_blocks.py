"""Blocks of cells on screen: copied, cut, pasted, filled down and cleared, each as one step."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QHeaderView, QTableView, QWidget

from desktop.findings import UserError
from desktop.ui.grids import clipboard
from desktop.ui.grids.grid import EXACT, Grid
from desktop.ui.kit.in_pieces import busy_with
from desktop.ui.kit.look import settings
from desktop.ui.kit.made_late import own_viewport

COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
"""Keys held with which a letter is no text."""


class Headings(QHeaderView):
    """The titles of the columns or the numbers of the rows, measured by the few that need the most room.

    Qt would measure up to two hundred of them with every style and every change of the rows.
    """

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._lies = orientation == Qt.Orientation.Horizontal
        self._letters = 0
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self._measured = (0, "", 0)
        self._size = QSize()

    def sizeHint(self) -> QSize:
        """All titles are one line high; the longest number is at the end, or beside the totals."""
        count = self.count()
        if not count:
            return super().sizeHint()
        if self._lies:
            longest, last = range(1), ""
        else:
            longest = range(max(0, count - 3), count)
            last = str(self.model().headerData(count - 1, Qt.Orientation.Vertical))
        now = (count, last, self._letters)
        if now != self._measured:
            self._measured, self._size = now, QSize()
            for section in longest:
                self._size = self._size.expandedTo(self.sectionSizeFromContents(section))
        return self._size

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew with other letters or another style."""
        super().changeEvent(event)
        self._letters += 1


class BlockView(QTableView):
    """A view of a grid that knows what to do with the selected cells."""

    def __init__(self, model: Grid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own_viewport(self)
        self.setVerticalHeader(Headings(Qt.Orientation.Vertical, self))
        self.setHorizontalHeader(Headings(Qt.Orientation.Horizontal, self))
        self.grid = model
        self.setModel(model)
        self.hide_columns(frozenset(str(settings().value(self._hidden_setting, "") or "").split()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+↓ opens the choices of a cell, as in a spreadsheet; Qt would go one row down.

        What is typed where nothing can be typed is said to be so; Qt would search for it and turn to another row.
        """
        index, modifiers = self.currentIndex(), event.modifiers()
        types = event.text().isprintable() and bool(event.text()) and not modifiers & COMMANDS
        if event.key() == Qt.Key.Key_Down and modifiers & Qt.KeyboardModifier.AltModifier:
            self._open_choices()
        elif types and index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.grid.session.message.emit(f"没有录入：{self._why_not_here(index)}")
        else:
            super().keyPressEvent(event)

    def _why_not_here(self, index: QModelIndex) -> str:
        """Return why nothing can be typed in a cell."""
        if not self.grid.session.writable:
            return "现在看的内容只能看，不能修改"
        if index.row() >= len(self.grid.rows):
            begin = "；要新增一行，请在末尾的空行（＋）输入" if self.grid.empty_row >= 0 else ""
            return f"合计由各行相加得出{begin}"
        found = str(index.data(Qt.ItemDataRole.ToolTipRole) or "") if self.grid.columns[index.column()].editor else ""
        return found.splitlines()[0] if found else "这一格是算出来的"

    def _open_choices(self) -> None:
        """Open the editor of a cell with its list; a cell without choices stays as it is."""
        from desktop.ui.grids.record_grid import REFERRING  # loaded with the first grid of records

        index = self.currentIndex()
        editor = self.grid.columns[index.column()].editor if index.isValid() else ""
        if editor in ("choice", "flag", *REFERRING) and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
            box = QApplication.focusWidget()
            if isinstance(box, QComboBox) and self.isAncestorOf(box):
                box.showPopup()

    # columns ------------------------------------------------------------------------------------------

    @property
    def _hidden_setting(self) -> str:
        return f"hidden/{self.grid.name}"

    def hidden_keys(self) -> frozenset[str]:
        """Return the keys of the columns that are not shown."""
        return frozenset(c.key for number, c in enumerate(self.grid.columns) if self.isColumnHidden(number))

    def shown_columns(self) -> list[int]:
        """Return the places of the columns that are shown."""
        return [number for number in range(len(self.grid.columns)) if not self.isColumnHidden(number)]

    def hide_columns(self, keys: frozenset[str]) -> None:
        """Show all columns but these, now and the next time; a refused text stays in view, and so does one column."""
        keys -= {key for _, key in self.grid.pending}
        if keys >= {column.key for column in self.grid.columns}:
            keys = frozenset()
        if keys == self.hidden_keys():
            return
        for number, column in enumerate(self.grid.columns):
            self.setColumnHidden(number, column.key in keys)
        settings().setValue(self._hidden_setting, " ".join(sorted(keys)))

    def _hidden_between(self, shown: list[int]) -> str:
        """Return which hidden columns lie between those that something is put into, empty where none does."""
        between = [n for n in range(min(shown), max(shown)) if n not in shown]
        names = "、".join(self.grid.title_of(number) for number in between)
        return f"隐藏的列没有粘贴：{names}；要粘贴到这些列，请先在表头右键菜单中显示" if names else ""

    # blocks -------------------------------------------------------------------------------------------

    def clear(self) -> None:
        """Empty the amounts that are selected, as one step."""
        chosen = self._inside()
        amounts = {(i.row(), i.column()): "" for i in chosen if self.grid.columns[i.column()].editor == "amount"}
        self.put(amounts, f"清除 {len(amounts)} 格")

    def _inside(self) -> list[QModelIndex]:
        """Return the selected cells above the line of totals."""
        return [i for i in self.selectedIndexes() if i.row() < len(self.grid.rows)]

    def put(self, cells: dict[tuple[int, int], str], name: str) -> None:
        """Store texts by row and column as one step, and say what was left out."""
        if cells:
            with busy_with(self, f"正在{name}…", len({row for row, _ in cells})):
                self._say(lambda: self.grid.put(cells, name))

    def _say(self, run: Callable[[], str]) -> None:
        """Run an edit of many cells; a message says what was left out."""
        try:
            left_out = run()
        except UserError as error:
            left_out = str(error)
        if left_out:
            self.grid.session.message.emit(f"没有全部填入：{left_out}")
            if red := min(self.grid.pending, default=None):
                number = next(n for n, c in enumerate(self.grid.columns) if c.key == red[1])
                self.setCurrentIndex(self.grid.index(red[0], number))

    def paste(self) -> None:
        """Put the clipboard's block at the selection; one value fills every selected cell. One step to undo.

        On the empty row, the totals or beside the rows it is added at the end. A sum becomes no row; where one would
        have gone over a row, a dialog shows first what goes where.
        """
        block = clipboard.read(QApplication.clipboard().text())
        cells = self._inside()
        if not block:
            return
        single = len(block) == 1 and len(block[0]) == 1
        if single and len(cells) > 1:
            text = block[0][0]
            self.put({(i.row(), i.column()): text for i in cells}, f"粘贴到 {len(cells)} 格")
            return
        from desktop.ui.grids.paste_dialog import PasteDialog, fits, without_sums

        top = min((i.row() for i in cells), default=len(self.grid.rows))
        over = max(0, len(self.grid.rows) - top)
        block, left_out = (block, []) if single and over else without_sums(block, over)  # a word for a cell is no row
        sums = f"{len(left_out)} 个合计行没有粘贴" if left_out else ""
        if not block:
            self._say(lambda: sums)
            return
        left = min((i.column() for i in cells or self.selectedIndexes()), default=self.shown_columns()[0])
        shown = self.shown_columns()
        fit = fits(self.grid, shown, left, block)
        if fit and min(left_out, default=over) >= over:
            places = shown[shown.index(left) :][: max(map(len, block))]
            between = self._hidden_between(places)
            with busy_with(self, f"正在粘贴 {len(block)} 行…", len(block)):
                self._say(lambda: "；".join(filter(None, (self.grid.paste(top, places, block), between, sums))))
            return
        dialog = PasteDialog(self.grid, top, left, block, self, shown, sums)
        dialog.placed.connect(self.put)
        dialog.open()

    def fill_down(self) -> None:
        """Repeat the first selected row downwards (Ctrl+D), as one step."""
        cells = self._inside()
        top = min((i.row() for i in cells), default=0)
        first = {i.column(): str(i.data(Qt.ItemDataRole.EditRole) or "") for i in cells if i.row() == top}
        filled = {(i.row(), i.column()): first.get(i.column(), "") for i in cells if i.row() > top}
        self.put(filled, f"向下填充 {len({row for row, _ in filled})} 行")

    def cut(self) -> None:
        """Copy the selected cells and empty their amounts."""
        self.copy()
        self.clear()

    def copy(self) -> None:
        """Put the selected cells on the clipboard as Excel and WPS read them."""
        cells = sorted(self.selectedIndexes(), key=lambda i: (i.row(), i.column()))
        rows: dict[int, list[str]] = {}
        for index in cells:
            rows.setdefault(index.row(), []).append(str(index.data(EXACT) or ""))
        QApplication.clipboard().setText(clipboard.write(list(rows.values())))
