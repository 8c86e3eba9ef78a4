"""The tree of units in the window: a click drafts a unit or shows a 汇总, dragging moves a unit."""

from itertools import takewhile

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from desktop.dataclass import dataclass
from desktop.ledger.records import Unit
from desktop.ledger.unit_tree import UnitTree
from desktop.ui.kit import theme
from desktop.ui.kit.plain_text import as_plain_text

ROLE = Qt.ItemDataRole.UserRole
OWN = "节点本级"
"""What a unit with others below it is called where it is meant alone."""
SHARED_AT_LEAST, LEFT_AT_LEAST = 3, 3
"""Characters of a beginning that is worth leaving out, and that must be left of every name."""
TOGETHER, ALONE, CHOSEN = "together", "alone", "chosen"


@dataclass(frozen=True, slots=True)
class Node:
    """A row of the tree: a unit alone, a unit with all below it, or chosen units (then the one above them)."""

    unit: Unit
    kind: str


@dataclass(frozen=True, slots=True)
class Badge:
    """What stands beside a row: a few characters, their colour, and the sentences of the tool tip."""

    text: str = ""
    color: str = ""
    tip: str = ""


class UnitTreeView(QTreeWidget):
    """The rows; a unit with others below it stands for its 汇总, its own budget is the first row below it."""

    node_chosen = Signal(object)
    moved = Signal(object, object, object)
    """A unit, the unit it is put below (None: the top), its place there (None: the last)."""
    menu_asked = Signal(object, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setAccessibleName("单位")
        self.setAccessibleDescription("回车或单击打开单位；上级单位为汇总，节点本级在它下面")
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(24)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)
        self._rows: list[tuple[Node, QTreeWidgetItem]] = []
        self._shape: tuple[object, ...] = ()
        self._common = 0
        """How many characters all names begin with alike; they are left out."""

    def show_tree(self, tree: UnitTree, year: int, chosen: str = "") -> None:
        """Show the units; chosen: the words of a row for chosen units, where these are shown."""
        shape = (*((unit, tree.depth(unit)) for unit in tree.units), year, chosen)
        if shape == self._shape:
            return
        closed = {node.unit.id for node, item in self._rows if item.childCount() and not item.isExpanded()}
        self._shape = shape
        self._rows = []
        self.clear()
        self._common = _common_beginning([unit.name for unit in tree.units])
        for unit in tree.children(None):
            self._add(tree, unit, None, year, closed)
        if chosen:
            self._row(Node(tree.units[0], CHOSEN), chosen, None)

    def _add(self, tree: UnitTree, unit: Unit, above: QTreeWidgetItem | None, year: int, closed: set[int]) -> None:
        below = tree.children(unit)
        ended = f"（{unit.ended_year}年撤并）" if unit.ended_by(year) else ""
        item = self._row(Node(unit, TOGETHER if below else ALONE), f"{unit.name[self._common :]}{ended}", above)
        if ended:
            item.setForeground(0, QBrush(QColor(theme.colors().muted)))
        if below:
            self._row(Node(unit, ALONE), OWN, item)
        for each in below:
            self._add(tree, each, item, year, closed)
        item.setExpanded(unit.id not in closed)

    def _row(self, node: Node, text: str, above: QTreeWidgetItem | None) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text, ""])
        item.setData(0, ROLE, node)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if node.kind != ALONE or text == OWN:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDragEnabled if text == OWN else item.flags())
        self._rows.append((node, item))
        above.addChild(item) if above is not None else self.addTopLevelItem(item)
        return item

    def nodes(self) -> list[Node]:
        """Return what the rows stand for, from above."""
        return [node for node, _ in self._rows]

    def show_badge(self, node: Node, badge: Badge) -> None:
        """Show what is known of a row."""
        item = next(item for each, item in self._rows if each is node)
        name = {OWN: f"{node.unit.name}（{OWN}）"}.get(item.text(0), node.unit.name)
        name = item.text(0) if node.kind == CHOSEN else name
        item.setText(1, badge.text)
        item.setForeground(1, QBrush(QColor(badge.color or theme.colors().muted)))
        for column in (0, 1):
            item.setToolTip(column, as_plain_text(f"{name}\n{badge.tip}".strip()))
        spoken = f"{name}，{badge.text}" if badge.text else name
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)

    def mark(self, unit_id: int, kind: str) -> None:
        """Mark the row that is shown."""
        for node, item in self._rows:
            if node.kind == kind and (kind == CHOSEN or node.unit.id == unit_id):
                self.setCurrentItem(item)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        # Where one click also activates, the tree may have been made anew by then and there is no item.
        node = item.data(0, ROLE) if item is not None else None
        if node is not None:
            self.node_chosen.emit(node)

    def _ask_menu(self, point: QPoint) -> None:
        item = self.itemAt(point) or self.currentItem()
        if item is not None:
            self.menu_asked.emit(item.data(0, ROLE), self.viewport().mapToGlobal(point))

    def dropEvent(self, event: QDropEvent) -> None:
        """Let the book move the unit; the rows follow it."""
        dragged, target = self.currentItem(), self.itemAt(event.position().toPoint())
        where = self.dropIndicatorPosition()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if dragged is not None:
            self.drop_on(dragged.data(0, ROLE), target.data(0, ROLE) if target is not None else None, where)

    def drop_on(self, node: Node, target: Node | None, where: QAbstractItemView.DropIndicatorPosition) -> None:
        """Ask for the move that a drop means: onto a unit below it, between two to that place."""
        position = QAbstractItemView.DropIndicatorPosition
        if target is None or where == position.OnViewport or target.kind == CHOSEN:
            self.moved.emit(node.unit, None, None)
        elif where == position.OnItem or target.unit.id == node.unit.id:
            if target.unit.id != node.unit.id:
                self.moved.emit(node.unit, target.unit, None)
        else:
            self._ask_place(node.unit, target, after=where == position.BelowItem)

    def _ask_place(self, unit: Unit, target: Node, *, after: bool) -> None:
        item = next(item for each, item in self._rows if each is target)
        if item.text(0) == OWN:  # beside the own row is the first place below that unit
            self.moved.emit(unit, target.unit, 0)
            return
        above = item.parent()
        siblings = [
            each.unit.id
            for each, row in self._rows
            if row.parent() is above and row.text(0) != OWN and each.unit.id != unit.id
        ]
        self.moved.emit(unit, above.data(0, ROLE).unit if above else None, siblings.index(target.unit.id) + after)


def _common_beginning(names: list[str]) -> int:
    """Return how long the beginning (the place, mostly) is that all names share, as long as enough of each is left."""
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False))
    length = len(list(same)) if len(names) > 1 else 0
    return length if length >= SHARED_AT_LEAST and min(map(len, names)) - length >= LEFT_AT_LEAST else 0
