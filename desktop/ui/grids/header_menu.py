"""What can be done with a column: order, filter, keep in view, hide."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QVBoxLayout,
    QWidget,
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
        self.addSeparator()
        hide = self.addAction(f"隐藏“{title}”列", lambda: view.hide_columns(view.hidden_keys() | {column.key}))
        hide.setEnabled(len(view.shown_columns()) > 1)
        self.addAction("选择要显示的列…", lambda: ColumnsDialog(view).open())
        every = self.addAction("显示全部列", lambda: view.hide_columns(frozenset()))
        every.setEnabled(bool(view.hidden_keys()))


class TickDialog(QDialog):
    """A list to tick; typing narrows it."""

    def __init__(self, parent: QWidget, title: str, does: str, listed: Iterable[tuple[str, str, bool]]) -> None:
        """does: the word of the button. listed: words, what they stand for, whether they are ticked at first."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(360, 440)
        self.search = QLineEdit()
        self.search.setPlaceholderText("输入文字，只列出含有它的内容")
        self.search.setClearButtonEnabled(True)
        self.all = QCheckBox("全选")
        self.list = QListWidget()
        self.list.setAccessibleName("要显示的内容")
        for words, stands_for, ticked in listed:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, stands_for)
            item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.all.setChecked(len(self.ticked()) == self.list.count())
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        buttons.button(standard.Ok).setText(does)
        buttons.button(standard.Cancel).setText("取消")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.column = QVBoxLayout(self)
        for widget in (self.search, self.all, self.list, buttons):
            self.column.addWidget(widget)
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

    def ticked(self) -> list[str]:
        """Return what the ticked words stand for; where words were looked for, only those that are listed."""
        ticked = [i for i in self._items() if i.checkState() == Qt.CheckState.Checked and not i.isHidden()]
        return [str(item.data(Qt.ItemDataRole.UserRole)) for item in ticked]


class FilterDialog(TickDialog):
    """Chooses the words of a column whose rows are seen."""

    def __init__(self, view: BlockView, section: int) -> None:
        self._grid, self._column = view.grid, view.grid.columns[section]
        seen = self._grid.arrangement.filters.get(self._column.key)
        listed = [(word or EMPTY, word, seen is None or word in seen) for word in self._grid.words(self._column)]
        super().__init__(view, f"按“{self._grid.title_of(section)}”筛选", "筛选", listed)

    def accept(self) -> None:
        """Show the rows that were ticked; where words were looked for, only those that are listed."""
        words = self.ticked()
        everything = len(words) in (0, self.list.count())
        self._grid.filter(self._column, None if everything else frozenset(words))
        super().accept()


class ColumnsDialog(TickDialog):
    """Chooses the columns that are shown; remembered for this kind of grid."""

    def __init__(self, view: BlockView) -> None:
        self._view, hidden = view, view.hidden_keys()
        columns = zip(view.grid.titles(), view.grid.columns, strict=True)
        listed = [(title, column.key, column.key not in hidden) for title, column in columns]
        super().__init__(view, "要显示的列", "显示", listed)
        note = QLabel("隐藏的列不参加复制和粘贴，内容不变，照常参加测算和检查。")
        note.setObjectName("muted")
        note.setWordWrap(True)
        self.column.insertWidget(0, note)

    def accept(self) -> None:
        """Show the ticked columns and hide the others, also those not listed now; without any tick nothing changes."""
        ticked = {
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in self._items()
            if item.checkState() == Qt.CheckState.Checked
        }
        if ticked:
            self._view.hide_columns(frozenset(c.key for c in self._view.grid.columns) - ticked)
        super().accept()
