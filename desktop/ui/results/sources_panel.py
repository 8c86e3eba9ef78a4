"""Drill-down: the lines behind a figure, with their sum; one line of words while there is none."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.catalog.classification import load
from desktop.compute.cube import Selection
from desktop.compute.lines import BudgetLine
from desktop.money import YUAN
from desktop.ui.kit.look import settings
from desktop.ui.kit.plain_text import PlainLabel, as_plain_text
from desktop.ui.kit.small_screens import set_widths
from desktop.ui.session import Session

if TYPE_CHECKING:
    from desktop.compute.explain import Node

HEADERS = ("年度", "金额（元）", "功能科目", "经济科目", "性质", "项目", "资金来源", "来源")
SHOWN_AT_MOST = 500
ROWS, ROWS_OF_CAUSES = 6, 9
"""How many rows the panel opens for, where the lines need so many, and where a computed one is explained."""
LARGEST_SHARE = 0.4
"""How much of the window's height it takes by itself."""
HEIGHT = "sources_height"
"""The setting in which the height that a person gave it is kept."""
UNLIMITED = 16_777_215
"""What Qt takes for "no greatest height" (QWIDGETSIZE_MAX)."""
HINT = "点击表格或说明中的任何数字，这里列出它由哪些预算行组成。"


class SourcesPanel(QWidget):
    """Lists the lines behind one figure; a double click goes to the line."""

    line_chosen = Signal(object)
    """The line whose record is to be shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.shown: list[BudgetLine] = []
        self.title = PlainLabel(HINT)
        self.title.setObjectName("muted")
        self.title.setContentsMargins(10, 4, 10, 4)
        self.table = QTableWidget(0, len(HEADERS))
        self.table.setHorizontalHeaderLabels(list(HEADERS))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        set_widths(self.table, (52, 120, 210, 190, 52, 130, 110, 90))
        self.table.cellDoubleClicked.connect(self._chosen)
        self.table.currentCellChanged.connect(lambda row, *_: self._explain(row))
        self.table.setAccessibleName("组成这个数的行")
        self.units = QListWidget()
        self.units.setAccessibleName("组成这个数的单位")
        self.units.currentRowChanged.connect(lambda _: self._list_lines())
        self.units.hide()
        self._selected: list[BudgetLine] = []
        self.why = QTreeWidget()
        self.why.setAccessibleName("金额的由来")
        self.why.setHeaderLabels(["金额的由来", ""])
        self.why.setColumnWidth(0, 220)
        self.why.hide()
        self.across = QSplitter(Qt.Orientation.Horizontal)
        self.across.addWidget(self.units)
        self.across.addWidget(self.table)
        self.across.addWidget(self.why)
        self.across.setSizes([300, 760, 560])
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(0)
        column_layout.addLayout(self._head())
        column_layout.addWidget(self.across, 1)
        self._splitter: QSplitter | None = None
        self._collapse()

    def _head(self) -> QHBoxLayout:
        """Return the line of words with the button that puts the lines away."""
        self.close_button = QToolButton()
        self.close_button.setText("收起")
        self.close_button.setToolTip("收起下面的明细，再点任何数字又会列出")
        self.close_button.clicked.connect(self.clear)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 4, 0)
        row.addWidget(self.title, 1)
        row.addWidget(self.close_button)
        return row

    def _collapse(self) -> None:
        """Take no more room than the line of words."""
        self.across.hide()
        self.close_button.hide()
        height = self.title.sizeHint().height() + 2
        self.setMaximumHeight(height)
        if self._splitter is not None:
            self._splitter.setSizes([sum(self._splitter.sizes()) - height, height])

    def _open(self, rows: int) -> None:
        """Take the height that so many rows need, or that a person gave; one that is open already only grows."""
        splitter = self._watched()
        before = 0 if self.across.isHidden() else self.height()
        self.across.show()
        self.close_button.show()
        self.setMaximumHeight(UNLIMITED)
        if splitter is None:
            return
        total = sum(splitter.sizes())
        row = self.table.verticalHeader().defaultSectionSize()
        needed = self.title.sizeHint().height() + self.table.horizontalHeader().sizeHint().height() + (rows + 1) * row
        chosen = cast(int, settings().value(HEIGHT, 0, int))
        height = max(before, min(chosen, total // 2) or min(needed, int(total * LARGEST_SHARE)))
        splitter.setSizes([total - height, height])

    def _watched(self) -> QSplitter | None:
        """Return the splitter this stands in, whose handle a person may move."""
        splitter = self.parentWidget()
        if isinstance(splitter, QSplitter) and self._splitter is None:
            self._splitter = splitter
            splitter.splitterMoved.connect(lambda *_: settings().setValue(HEIGHT, self.height()))
        return self._splitter

    def clear(self) -> None:
        """Show nothing: what was shown is not there any more, or is not wanted."""
        self.shown = self._selected = []
        self.title.setText(HINT)
        self.why.hide()
        self.units.hide()
        self.table.setRowCount(0)
        self._collapse()

    def show_selection(self, name: str, selection: Selection) -> None:
        """Show the lines of a selection of the present cube."""
        cube = self._session.disclosure.cube
        self._selected = cube.chosen(selection)
        parts = []
        for year in (cube.year, cube.year - 1):
            inside = selection & cube.in_year(year)
            if inside:
                parts.append(f"{year}年 {inside.bit_count()} 行，合计 {YUAN.show(cube.total(inside))} 元")
        more = f"（只列前 {SHOWN_AT_MOST} 行）" if len(self._selected) > SHOWN_AT_MOST else ""
        self.title.setText(f"{name}：{'；'.join(parts)}{more}　双击转到该行")
        self._list_units(cube.year)
        self._list_lines()
        self._open(min(ROWS, len(self.shown)))

    def _list_units(self, year: int) -> None:
        """Show of several units what each has in the figure; one that is chosen shows its lines alone."""
        self.units.setVisible(self._session.view is not None)
        before = self.units.currentItem().data(Qt.ItemDataRole.UserRole) if self.units.currentItem() else ""
        sums: dict[str, int] = {}
        for line in self._selected:
            sums[line.unit] = sums.get(line.unit, 0) + (line.amount if line.year == year else 0)
        with QSignalBlocker(self.units):
            self.units.clear()
            for unit, fen in {"": sum(sums.values()), **sums}.items():
                item = QListWidgetItem(f"{unit or '全部单位'}　{YUAN.show(fen)}")
                item.setData(Qt.ItemDataRole.UserRole, unit)
                item.setToolTip(as_plain_text(item.text()))
                self.units.addItem(item)
            names = ["", *sums]
            self.units.setCurrentRow(names.index(before) if before in names else 0)

    def _list_lines(self) -> None:
        """Show the lines, of several units those of the chosen one."""
        chosen = self.units.currentItem()
        unit = chosen.data(Qt.ItemDataRole.UserRole) if chosen is not None and not self.units.isHidden() else ""
        self.shown = [line for line in self._selected if not unit or line.unit == unit]
        shown = self.shown[:SHOWN_AT_MOST]
        self.table.setRowCount(len(shown))
        for row, line in enumerate(shown):
            for column, text in enumerate(_texts(line)):
                item = QTableWidgetItem(text)
                if column == HEADERS.index("金额（元）"):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        self._explain(self.table.currentRow())

    def _explain(self, row: int) -> None:
        """Show why a computed line has its amount: rule ← base ← items ← parameter with its source."""
        line = self.shown[row] if 0 <= row < len(self.shown) else None
        node = self._session.computed.explain(line) if line is not None else None
        self.why.clear()
        self.why.setVisible(node is not None)
        if node is not None:
            self.why.addTopLevelItem(_item(node))
            self.why.expandAll()
            self._open(ROWS_OF_CAUSES)

    def _chosen(self, row: int, _: int) -> None:
        self.line_chosen.emit(self.shown[row])


def _item(node: "Node") -> QTreeWidgetItem:
    item = QTreeWidgetItem([node.label, node.value])
    item.setToolTip(1, as_plain_text(node.value))
    item.addChildren([_item(child) for child in node.children])
    return item


WITHOUT_CODE = "（没有功能科目）"
"""Of expenditure that no 项 was found for; income has none, its side is named."""


def _texts(line: BudgetLine) -> tuple[str, ...]:
    function = f"{line.function} {load('function').name(line.function)}".strip()
    function = function or (WITHOUT_CODE if line.side == "支出" else line.side)
    economic = f"{line.economic} {load('economic').name(line.economic)}".strip()
    nature = line.nature or line.procurement
    return (
        str(line.year),
        YUAN.show(line.amount),
        function,
        economic,
        nature,
        line.project,
        line.fund + ("（结转）" if line.carry == "结转" else ""),
        line.origin.rule,
    )
