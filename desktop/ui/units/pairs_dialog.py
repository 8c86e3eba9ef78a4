"""What does not pair between the units of a 汇总 (不成对的往来), with the lines of both sides."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.catalog.classification import load
from desktop.compute.lines import BudgetLine
from desktop.money import YUAN
from desktop.ui.kit.plain_text import PlainLabel, as_plain_text
from desktop.ui.kit.small_screens import set_widths
from desktop.ui.session import Session
from desktop.units import pair_list
from desktop.units.pair_list import Row

PAYER, RECEIVER = 2, 3
"""Columns of the units; their names may be cut, what an amount is may not."""


def _share_the_rest(table: QTableWidget, *columns: int) -> None:
    """Let columns of names share what the amounts leave, so that no amount has to be scrolled to."""
    for column in columns:
        table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)


class PairsDialog(QDialog):
    """Above the pairs, below the lines of both sides; a double click on a line goes to the unit's record."""

    line_chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self.setWindowTitle("不成对的往来")
        self.resize(1080, 560)
        self.shown: list[Row] = []
        self.about = PlainLabel("", "muted")
        self.about.setWordWrap(True)
        self.every = QCheckBox("也列出已经抵销的")
        self.every.toggled.connect(lambda _: self.reload())
        self.pairs = _table(
            (
                "年度",
                "往来",
                "付款单位",
                "收款单位",
                "付款方列支（元）",
                "收款方列收（元）",
                "已抵销（元）",
                "相差（元）",
            )
        )
        self.pairs.setAccessibleName("单位之间的往来")
        self.pairs.itemSelectionChanged.connect(self._show_sides)
        self.paid = _table(("付款方的行", "科目", "金额（元）"))
        self.paid.setAccessibleName("付款方的行")
        self.received = _table(("收款方的行", "科目", "金额（元）"))
        self.received.setAccessibleName("收款方的行")
        for table, side in ((self.paid, "paid_by"), (self.received, "received_by")):
            table.cellDoubleClicked.connect(lambda row, _, side=side: self._go(side, row))
            table.setToolTip("双击转到该行")
        self._arrange()
        self.reload()

    def _arrange(self) -> None:
        set_widths(self.pairs, (56, 48, 0, 0, 118, 118, 100, 100))
        _share_the_rest(self.pairs, PAYER, RECEIVER)
        sides = QSplitter(Qt.Orientation.Horizontal)
        for table in (self.paid, self.received):
            set_widths(table, (0, 0, 100))
            _share_the_rest(table, 0, 1)
            sides.addWidget(table)
        down = QSplitter(Qt.Orientation.Vertical)
        down.addWidget(self.pairs)
        down.addWidget(sides)
        down.setSizes([280, 180])
        close = QPushButton("关闭")
        close.clicked.connect(self.close)
        below = QHBoxLayout()
        below.addWidget(self.every)
        below.addStretch(1)
        below.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.addWidget(self.about)
        column.addWidget(down, 1)
        column.addLayout(below)

    def reload(self) -> None:
        """List what does not pair in this and in last year, and where it is asked for what was eliminated too."""
        together = self._session.disclosure.together
        year = self._session.budget.year
        this, last = ([] if together is None else pair_list.rows(together, each) for each in (year, year - 1))
        wanted = self.every.isChecked()
        self.shown = [row for row in (*this, *last) if wanted or not pair_list.settled(row)]
        before = f"；上年（{year - 1}年）{_counted(last)}" if last else ""
        title = self._session.disclosure.title
        self.about.setText(f"{title}汇总：单位之间的往来 {_counted(this)}{before}。不一致时抵销较小的一边。")
        _fill(self.pairs, [_texts(row) for row in self.shown])
        if self.shown:
            self.pairs.selectRow(0)
        self._show_sides()

    def _row(self) -> Row | None:
        number = self.pairs.currentRow()
        return self.shown[number] if 0 <= number < len(self.shown) and self.pairs.selectedItems() else None

    def _show_sides(self) -> None:
        row = self._row()
        for table, lines in ((self.paid, row.paid_by if row else ()), (self.received, row.received_by if row else ())):
            _fill(table, [(line.nature or line.fund, _subject(line), YUAN.show(line.amount)) for line in lines])

    def _go(self, side: str, number: int) -> None:
        row = self._row()
        if row is not None:
            line = getattr(row, side)[number]
            self.close()
            self.line_chosen.emit(line)


def _counted(rows: list[Row]) -> str:
    """Return how many pairs there are, what was eliminated and how much is left."""
    pairs, unnamed = ([row for row in rows if bool(row.why) == without] for without in (False, True))
    apart = sum(1 for row in pairs if row.apart)
    done = YUAN.show(sum(row.eliminated for row in pairs))
    left = f"{apart} 对两边不一致，{len(unnamed)} 行的对方单位没有填写或对不上" if apart or unnamed else "全部成对"
    return f"{len(pairs)} 对，已抵销 {done} 元；{left}"


def _texts(row: Row) -> tuple[str, ...]:
    sides = (row.payer or f"（{row.why}）", row.receiver or f"（{row.why}）")
    amounts = ("" if each is None else YUAN.show(each) for each in (row.paid, row.received, row.eliminated, row.apart))
    return (f"{row.year}年", row.kind, *sides, *amounts)


def _subject(line: BudgetLine) -> str:
    return f"{line.function} {load('function').name(line.function)}".strip() if line.function else "收入"


def _table(headers: tuple[str, ...]) -> QTableWidget:
    table = QTableWidget(0, len(headers))
    table.setHorizontalHeaderLabels(list(headers))
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    return table


def _fill(table: QTableWidget, rows: list[tuple[str, ...]]) -> None:
    table.setRowCount(len(rows))
    for number, texts in enumerate(rows):
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(as_plain_text(text))
            header = table.horizontalHeaderItem(column)
            if header is not None and header.text().endswith("（元）"):
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(number, column, item)
