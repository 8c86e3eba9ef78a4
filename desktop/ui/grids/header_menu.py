"""What can be done with a column: order, filter, keep in view."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QVBoxLayout,
)

from desktop.ui.grids.frozen_columns import FrozenColumns
from desktop.ui.grids.grid_blocks import BlockView

EMPTY = "（空）"


class HeaderMenu(QMenu):
    """The menu of one column's header."""

    def __init__(self, view: BlockView, section: int, frozen: FrozenColumns) -> None:
        super().__init__(view)
        grid, column = view.grid, view.grid.columns[section]
        title = view.grid.title_of(section)
        self.addAction("升序", lambda: grid.sort_by(column))
        self.addAction("降序", lambda: grid.sort_by(column, descending=True))
        plain = self.addAction("恢复录入顺序", grid.unsort)
        plain.setEnabled(bool(grid.arrangement.sorted_by))
        self.addSeparator()
        self.addAction(f"按“{title}”筛选…\tCtrl+Shift+L", lambda: FilterDialog(view, section).open())
        all_rows = self.addAction("显示全部行", grid.unfilter)
        all_rows.setEnabled(bool(grid.arrangement.filters))
        self.addSeparator()
        self.addAction(f"冻结到“{title}”列", lambda: frozen.freeze(section + 1))
        free = self.addAction("取消冻结", lambda: frozen.freeze(0))
        free.setEnabled(frozen.count > 0)


class FilterDialog(QDialog):
    """Chooses the words of a column whose rows are seen; typing narrows the list."""

    def __init__(self, view: BlockView, section: int) -> None:
        super().__init__(view)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"按“{view.grid.title_of(section)}”筛选")
        self.resize(360, 440)
        self._grid, self._column = view.grid, view.grid.columns[section]
        words_seen = self._grid.arrangement.filters.get(self._column.key)
        self.search = QLineEdit()
        self.search.setPlaceholderText("输入文字，只列出含有它的内容")
        self.search.setClearButtonEnabled(True)
        self.all = QCheckBox("全选")
        self.all.setChecked(words_seen is None)
        self.list = QListWidget()
        self.list.setAccessibleName("要显示的内容")
        for word in self._grid.words(self._column):
            item = QListWidgetItem(word or EMPTY)
            item.setData(Qt.ItemDataRole.UserRole, word)
            item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            chosen = words_seen is None or word in words_seen
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        buttons.button(standard.Ok).setText("筛选")
        buttons.button(standard.Cancel).setText("取消")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self.search, self.all, self.list, buttons):
            column.addWidget(widget)
        self.search.textChanged.connect(self._narrow)
        self.all.toggled.connect(self._check_all)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the words to look for."""
        super().showEvent(event)
        self.search.setFocus()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(number) for number in range(self.list.count())]

    def _narrow(self, text: str) -> None:
        for item in self._items():
            item.setHidden(text.strip().lower() not in item.text().lower())

    def _check_all(self, on: bool) -> None:
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def accept(self) -> None:
        """Show the rows that were ticked; where words were looked for, only those that are listed."""
        items = self._items()
        ticked = [i for i in items if i.checkState() == Qt.CheckState.Checked and not i.isHidden()]
        words = frozenset(str(item.data(Qt.ItemDataRole.UserRole)) for item in ticked)
        self._grid.filter(self._column, None if len(ticked) == len(items) or not ticked else words)
        super().accept()
