"""Blocks of cells on screen: copied, cut, pasted, filled down and cleared, each as one step."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView, QWidget

from desktop.findings import UserError
from desktop.ui.grids import clipboard
from desktop.ui.grids.grid import Grid


class Headings(QHeaderView):
    """The titles of the columns or the numbers of the rows, measured by the few that need the most room.

    Qt would measure up to two hundred of them with every style and every change of the rows.
    """

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._orientation = orientation
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self._measured: tuple[int, str, str] = (0, "", "")
        self._size = QSize()

    def sizeHint(self) -> QSize:
        """All titles are one line high; the longest number is at the end, or beside the totals."""
        count = self.count()
        if not count:
            return super().sizeHint()
        longest = range(1) if self._orientation == Qt.Orientation.Horizontal else range(max(0, count - 3), count)
        last = str(self.model().headerData(longest[-1], self._orientation))
        now = (count, last, self.font().key())
        if now != self._measured:
            self._measured, self._size = now, QSize()
            for section in longest:
                self._size = self._size.expandedTo(self.sectionSizeFromContents(section))
        return self._size


class BlockView(QTableView):
    """A view of a grid that knows what to do with the selected cells."""

    def __init__(self, model: Grid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalHeader(Headings(Qt.Orientation.Vertical, self))
        self.setHorizontalHeader(Headings(Qt.Orientation.Horizontal, self))
        self.grid = model
        self.setModel(model)

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
            self._say(lambda: self.grid.put(cells, name))

    def _say(self, run: Callable[[], str]) -> None:
        """Run an edit of many cells; a message says what was left out."""
        try:
            left_out = run()
        except UserError as error:
            left_out = str(error)
        if left_out:
            self.grid.session.message.emit(f"没有全部填入：{left_out}")

    def paste(self) -> None:
        """Put the clipboard's block at the selection; one value fills every selected cell. One step to undo.

        On the empty row, the totals or beside the rows it is added at the end.
        """
        block = clipboard.read(QApplication.clipboard().text())
        cells = self._inside()
        if not block:
            return
        if len(block) == 1 and len(block[0]) == 1 and len(cells) > 1:
            text = block[0][0]
            self.put({(i.row(), i.column()): text for i in cells}, f"粘贴到 {len(cells)} 格")
            return
        from desktop.ui.grids.paste_dialog import PasteDialog, fits  # not before something is pasted

        top = min((i.row() for i in cells), default=len(self.grid.rows))
        left = min((i.column() for i in cells or self.selectedIndexes()), default=0)
        if fits(self.grid.titles(), left, block):
            self._say(lambda: self.grid.paste(top, left, block))
            return
        dialog = PasteDialog(self.grid, top, left, block, self)
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
            rows.setdefault(index.row(), []).append(str(index.data() or ""))
        QApplication.clipboard().setText(clipboard.write(list(rows.values())))
