"""A block that does not fit where it is pasted: which of its columns goes where, seen before anything is changed."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.grids.clipboard import Block
from desktop.ui.grids.grid import Grid
from desktop.ui.kit import theme
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.kit.wheel_safe import DropDown

SHOWN_AT_MOST = 8
LEFT_OUT = "（略过）"
_ASIDE = re.compile(r"[（(].*?[)）]|\s|年$")
"""What a header says besides its name: a unit in brackets, blanks."""


def plain(title: str) -> str:
    """Return a header without unit and blanks."""
    return _ASIDE.sub("", title)


def by_titles(titles: list[str], row: list[str]) -> dict[int, int]:
    """Return which column of a grid (by its titles) each cell of a row of headers names, as far as it names one."""
    known = {plain(title): number for number, title in enumerate(titles)}
    return {n: known[plain(cell)] for n, cell in enumerate(row) if plain(cell) in known}


def fits(titles: list[str], left: int, block: Block) -> bool:
    """Tell whether a block can be put at a column as it is: not too wide, and not beginning with headers."""
    width = max(len(row) for row in block)
    return width <= len(titles) - left and len(by_titles(titles, block[0])) < min(2, width)


class PasteDialog(QDialog):
    """Shows the beginning of the block under the columns it will go to."""

    placed = Signal(object, str)
    """The texts by row and column of the grid, and the name of the step that puts them there."""

    def __init__(
        self,
        grid: Grid,
        top: int,
        left: int,
        block: Block,
        parent: QWidget | None = None,
        shown: Sequence[int] | None = None,
    ) -> None:
        """shown: the places of the columns that are in view, all unless said; only they are offered."""
        super().__init__(parent)
        self._shown = range(len(grid.columns)) if shown is None else shown
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._grid, self._top, self._block = grid, top, block
        self._width = max(len(row) for row in block)
        self._titles = grid.titles()
        found = by_titles([self._titles[place] for place in self._shown], block[0])
        named = {n: self._shown[place] for n, place in found.items()}
        self.setWindowTitle("粘贴到哪些列")
        self.resize(820, 420)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setObjectName("heading")
        self.headed = QCheckBox("第一行是标题，不粘贴")
        self.headed.setChecked(len(named) >= min(2, self._width))
        self.headed.toggled.connect(lambda _: self._fill())
        self.table = QTableWidget(0, self._width)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setAccessibleName("粘贴内容预览")
        self.targets = [self._target(n, named if self.headed.isChecked() else None, left) for n in range(self._width)]
        self.problem = PlainLabel()
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        buttons.button(standard.Ok).setText("粘贴")
        buttons.button(standard.Cancel).setText("取消")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self.note, self.headed, self.table, self.problem, buttons):
            column.addWidget(widget)
        self._fill()

    def _target(self, number: int, named: dict[int, int] | None, left: int) -> QComboBox:
        """Return the choice of where a column of the block goes; a calculated column cannot be chosen."""
        box = DropDown()
        box.addItem(LEFT_OUT, -1)
        for place in self._shown:
            if self._grid.columns[place].editor:
                box.addItem(self._titles[place], place)
        beyond = self._shown[self._shown.index(left) :][number : number + 1]
        place = named.get(number, -1) if named is not None else next(iter(beyond), -1)
        box.setCurrentIndex(max(0, box.findData(place)))
        box.currentIndexChanged.connect(lambda _: self._fill())
        box.setAccessibleName(f"第 {number + 1} 列放到")
        return box

    def _not_offered(self) -> str:
        hidden = [title for place, title in enumerate(self._titles) if place not in self._shown]
        return f"隐藏的列不参加粘贴：{'、'.join(hidden)}。" if hidden else ""

    def _rows(self) -> Block:
        return self._block[1:] if self.headed.isChecked() else self._block

    def _fill(self) -> None:
        """Show the block; what is left out is grey."""
        self.note.setText(
            f"粘贴内容有 {len(self._block)} 行 {self._width} 列，与当前表格的列不能直接对应。请核对每一列放到哪里。"
            f"将{self._grid.counted(self._top, len(self._rows()))}。{self._not_offered()}"
        )
        rows = self._rows()[:SHOWN_AT_MOST]
        self.table.setRowCount(len(rows) + 1)
        self.table.setHorizontalHeaderLabels([f"第 {n + 1} 列" for n in range(self._width)])
        self.table.setVerticalHeaderLabels(["放到", *(str(n + 1) for n in range(len(rows)))])
        muted = QBrush(QColor(theme.colors().muted))
        for number, box in enumerate(self.targets):
            if self.table.cellWidget(0, number) is None:
                self.table.setCellWidget(0, number, box)
                self.table.setColumnWidth(number, max(110, box.sizeHint().width()))
            for row, cells in enumerate(rows, 1):
                item = QTableWidgetItem(cells[number] if number < len(cells) else "")
                if box.currentData() < 0:
                    item.setForeground(muted)
                self.table.setItem(row, number, item)
        self.problem.setText("")

    def cells(self) -> dict[tuple[int, int], str]:
        """Return what would be pasted, by row and column of the grid."""
        places = [int(box.currentData()) for box in self.targets]
        return {
            (self._top + y, places[x]): text
            for y, row in enumerate(self._rows())
            for x, text in enumerate(row)
            if places[x] >= 0
        }

    def accept(self) -> None:
        """Paste as one step; two columns cannot go to the same place."""
        chosen = [int(box.currentData()) for box in self.targets if box.currentData() >= 0]
        twice = next((place for place in chosen if chosen.count(place) > 1), None)
        if twice is not None or not chosen:
            problem = f"有两列都放到“{self._titles[twice]}”，请改正其中一列" if twice is not None else "请至少选择一列"
            self.problem.setText(problem)
            return
        count = len(self._rows())
        self.placed.emit(self.cells(), f"粘贴 {count} 行：{self._grid.counted(self._top, count)}")
        super().accept()
