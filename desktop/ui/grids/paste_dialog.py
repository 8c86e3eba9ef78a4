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

from desktop.ledger.describe import headings_of
from desktop.ui.grids.clipboard import Block
from desktop.ui.grids.grid import Grid
from desktop.ui.kit import theme
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.kit.wheel_safe import DropDown

SHOWN_AT_MOST = 8
LEFT_OUT = "（略过）"
FIELDS = {"this": "amount"}
"""What the files call a column that is not called like its field."""
_ASIDE = re.compile(r"[（(].*?[)）]|\s")
"""What a header says besides its name: a unit in brackets, blanks."""
AMOUNT_WORDS = ("", "预算", "预算数", "预算金额", "金额")
"""What a file writes behind the year of a column of amounts."""
_OTHER_MONEY = re.compile(r"[百千万亿]元")
"""A header whose amounts are not in 元: they would be taken for a part of what they are."""


def plain(title: str) -> str:
    """Return a header without unit and blanks."""
    return _ASIDE.sub("", title).removesuffix("年")


def by_titles(grid: Grid, shown: Sequence[int], row: list[str]) -> dict[int, int]:
    """Return which column in view each cell of a row of headers names, as far as it names one.

    Several cells may bear other usual names too (科目编码, 金额); one alone might be a value of that name.
    """
    words = also_called(grid) if len(row) > 1 else {}
    known = {plain(word): place for word, place in words.items() if place in shown}
    known |= {word: place for word, place in called_by_year(grid).items() if words and place in shown}
    known |= {plain(grid.title_of(place)): place for place in shown}
    found: dict[int, int] = {}
    for number, cell in enumerate(row):
        if (place := known.get(plain(cell))) is not None and place not in found.values():
            found[number] = place
    return found


def also_called(grid: Grid) -> dict[str, int]:
    """Return the other names under which files hold the columns of a grid, those that can be imported."""
    from desktop.intake import record_kinds  # not before a block of several columns is pasted

    names = {FIELDS.get(column.key, column.key): place for place, column in enumerate(grid.columns) if column.editor}
    kinds = [kind for kind in record_kinds.KINDS.values() if kind.record is grid.record_type]
    found = [*(record_kinds.headings(kind.key) for kind in kinds), headings_of(grid.record_type)]
    return {word: names[field] for each in found for field, words in each.items() for word in words if field in names}


def called_by_year(grid: Grid) -> dict[str, int]:
    """Return the names that columns of two years have in files: by the year, or as this and last year (本年, 上年)."""
    year = grid.session.budget.year
    ways = {"this": (f"{year}年", f"{year}年度", "本年"), "last": (f"{year - 1}年", f"{year - 1}年度", "上年")}
    places = {column.key: place for place, column in enumerate(grid.columns) if column.key in ways}
    return {plain(way + what): place for key, place in places.items() for way in ways[key] for what in AMOUNT_WORDS}


def fits(grid: Grid, shown: Sequence[int], left: int, block: Block) -> bool:
    """Tell whether a block can be put at a column as it is: not too wide, and not beginning with headers."""
    width = max(len(row) for row in block)
    return width <= len(shown) - shown.index(left) and len(by_titles(grid, shown, block[0])) < min(2, width)


def without_sums(block: Block, over: int) -> tuple[Block, list[int]]:
    """Return a block without its rows of sums (合计、小计), and where these stood in it.

    over: how many rows it goes over; behind them a blank line is no new row.
    """
    from desktop.intake.record_kinds import is_sum  # not before a block is pasted

    sums = {at for at, row in enumerate(block) if is_sum(next(filter(None, row), ""))}
    rows = [row for at, row in enumerate(block) if at not in sums]
    return [*rows[:over], *filter(any, rows[over:])], sorted(sums)


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
        sums: str = "",
    ) -> None:
        """shown: the places of the columns that are in view, all unless said; only they are offered.

        sums: what is said of rows of sums that are not in the block any more.
        """
        super().__init__(parent)
        self._sums = f"{sums}。" if sums else ""
        self._shown = range(len(grid.columns)) if shown is None else shown
        self._fit = fits(grid, self._shown, left, block)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._grid, self._top, self._block = grid, top, block
        self._width = max(len(row) for row in block)
        self._titles = grid.titles()
        found = by_titles(grid, self._shown, block[0])
        self._other_money = [block[0][n] for n in found if _OTHER_MONEY.search(block[0][n])]
        named = {n: place for n, place in found.items() if block[0][n] not in self._other_money}
        self.setWindowTitle("粘贴到哪些列")
        self.resize(820, 420)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setObjectName("heading")
        self.headed = QCheckBox("第一行是标题，不粘贴")
        self.headed.setChecked(len(found) >= min(2, self._width))
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
        """Say what is not pasted: columns that are hidden, amounts that are not in 元."""
        money = "、".join(f"“{title}”" for title in self._other_money)
        other = f"{money}不是以元为单位，没有选入，请换算成元再粘贴，或者用“导入”。" if money else ""
        hidden = [title for place, title in enumerate(self._titles) if place not in self._shown]
        titles = self._block[0] if self.headed.isChecked() else []
        unplaced = [title for title, box in zip(titles, self.targets, strict=False) if title and box.currentData() < 0]
        unplaced = [f"“{title}”" for title in unplaced if title not in self._other_money]
        other += f"{'、'.join(unplaced)}没有放到任何一列，不会粘贴。" if unplaced else ""
        return self._sums + other + (f"隐藏的列不参加粘贴：{'、'.join(hidden)}。" if hidden else "")

    def _rows(self) -> Block:
        return self._block[1:] if self.headed.isChecked() else self._block

    def _fill(self) -> None:
        """Show the block; what is left out is grey."""
        size = f"粘贴内容有 {len(self._block)} 行 {self._width} 列"
        known = size if self._fit else f"{size}，与当前表格的列不能直接对应"
        counted = self._grid.counted(self._top, len(self._rows()))
        self.note.setText(f"{known}。请核对每一列放到哪里。将{counted}。{self._not_offered()}")
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
