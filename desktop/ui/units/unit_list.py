"""Units to choose: a drop-down of the tree, and the tree with boxes to tick."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from desktop.ledger.records import Unit
from desktop.ledger.unit_tree import UnitTree
from desktop.ui.kit import theme
from desktop.ui.kit.plain_text import as_plain_text
from desktop.ui.kit.wheel_safe import DropDown

CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class UnitChoice(DropDown):
    """One unit out of the tree; none: what the choice of no unit is called, empty where one must be chosen."""

    def __init__(self, tree: UnitTree, name: str, none: str = "", without: Iterable[Unit] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(24)
        left_out = {unit.id for unit in without}
        if none:
            self.addItem(none, None)
        for unit in tree.units:
            if unit.id not in left_out:
                self.addItem(f"{'　' * tree.depth(unit)}{unit.name}", unit)

    def choose(self, unit: Unit | None) -> None:
        """Choose a unit."""
        wanted = unit.id if unit is not None else None
        ids = [each.id if (each := self.itemData(n)) is not None else None for n in range(self.count())]
        self.setCurrentIndex(ids.index(wanted) if wanted in ids else 0)

    def chosen(self) -> Unit | None:
        """Return the chosen unit."""
        found: Unit | None = self.currentData()
        return found


class UnitBoxes(QWidget):
    """The tree with a box before each unit. reasons: why some units cannot be ticked, by id."""

    def __init__(self, tree: UnitTree, name: str, reasons: dict[int, str] | None = None) -> None:
        super().__init__()
        self.list = QTreeWidget()
        self.list.setHeaderHidden(True)
        self.list.setIndentation(16)
        self.list.setAccessibleName(name)
        self._items: dict[int, QTreeWidgetItem] = {}
        self._open: list[QTreeWidgetItem] = []
        for unit in tree.units:
            above = tree.above(unit)
            item = QTreeWidgetItem([unit.name])
            item.setData(0, Qt.ItemDataRole.UserRole, unit)
            if reason := (reasons or {}).get(unit.id, ""):
                item.setText(0, f"{unit.name}（{reason}）")
                # not disabled: Qt would disable all below it too
                item.setFlags(item.flags() & ~(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable))
                item.setForeground(0, QBrush(QColor(theme.colors().muted)))
            else:
                item.setCheckState(0, UNCHECKED)
                self._open.append(item)
            item.setToolTip(0, as_plain_text(item.text(0)))
            self._items[unit.id] = item
            self._items[above.id].addChild(item) if above else self.list.addTopLevelItem(item)
        self.list.expandAll()
        every, none = QPushButton("全选"), QPushButton("全不选")
        for button, state in ((every, CHECKED), (none, UNCHECKED)):
            button.setObjectName("small")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, state=state: self._tick_all(state))
        row = QHBoxLayout()
        row.addWidget(every)
        row.addWidget(none)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addLayout(row)

    def _tick_all(self, state: Qt.CheckState) -> None:
        for item in self._open:
            item.setCheckState(0, state)

    def tick(self, units: Iterable[int]) -> None:
        """Tick these units, by id, and no others."""
        wanted = set(units)
        for item in self._open:
            item.setCheckState(0, CHECKED if item.data(0, Qt.ItemDataRole.UserRole).id in wanted else UNCHECKED)

    def ticked(self) -> list[Unit]:
        """Return the ticked units in their order."""
        return [item.data(0, Qt.ItemDataRole.UserRole) for item in self._open if item.checkState(0) == CHECKED]
