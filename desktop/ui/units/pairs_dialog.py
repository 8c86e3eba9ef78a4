"""What does not pair between the units of a 汇总 (不成对的往来), with the lines of both sides."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.catalog.classification import load
from desktop.compute.consolidation import Pair, kind_of
from desktop.compute.lines import BudgetLine
from desktop.dataclass import dataclass
from desktop.disclosure import Together
from desktop.money import YUAN
from desktop.ui.kit.plain_text import PlainLabel, as_plain_text
from desktop.ui.session import Session
from desktop.units.unit_lines import UnitMemory


@dataclass(frozen=True, slots=True)
class Row:
    """One row above: what is shown of it, and the lines of the side that pays and the side that receives."""

    texts: tuple[str, ...]
    paid_by: tuple[BudgetLine, ...]
    received_by: tuple[BudgetLine, ...]


class PairsDialog(QDialog):
    """Above the pairs, below the lines of both sides; a double click on a line goes to the unit's record."""

    line_chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle("不成对的往来")
        self.resize(1080, 560)
        self._lines: dict[str, dict[str, BudgetLine]] = {}
        self.shown: list[Row] = []
        self.about = PlainLabel("", "muted")
        self.about.setWordWrap(True)
        self.every = QCheckBox("也列出已经抵销的")
        self.every.toggled.connect(lambda _: self.reload())
        self.pairs = _table(
            ("往来", "付款单位", "收款单位", "付款方列支（元）", "收款方列收（元）", "已抵销（元）", "相差（元）")
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
        for number, width in enumerate((64, 210, 210, 140, 140, 130)):
            self.pairs.setColumnWidth(number, width)
        sides = QSplitter(Qt.Orientation.Horizontal)
        for table in (self.paid, self.received):
            table.setColumnWidth(0, 190)
            table.setColumnWidth(1, 180)
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
        """List what does not pair, and where it is asked for what was eliminated too."""
        together = self._session.disclosure.together
        year = self._session.budget.year
        pairs = [pair for pair in together.pairs if pair.year == year] if together else []
        unnamed = [each for each in together.unnamed if each[0].year == year] if together else []
        apart = [pair for pair in pairs if pair.paid != pair.received]
        same = [pair for pair in pairs if pair.paid == pair.received]
        self.shown = [self._of_pair(pair) for pair in apart]
        self.shown += [_of_unnamed(*each) for each in unnamed]
        self.shown += [self._of_pair(pair) for pair in same] if self.every.isChecked() else []
        done = YUAN.show(sum(pair.eliminated for pair in pairs))
        left = f"{len(apart)} 对两边不一致，{len(unnamed)} 行的对方单位没有填写或对不上"
        left = left if apart or unnamed else "全部成对"
        before = _apart_before(together, year) if together else 0
        left += f"；上年另有 {before} 处（见检查 C108）" if before else ""
        title = self._session.disclosure.title
        self.about.setText(
            f"{title}汇总：单位之间的往来 {len(pairs)} 对，已抵销 {done} 元；{left}。不一致时抵销较小的一边。"
        )
        _fill(self.pairs, [row.texts for row in self.shown])
        if self.shown:
            self.pairs.selectRow(0)
        self._show_sides()

    def _of_pair(self, pair: Pair) -> Row:
        amounts = (pair.paid, pair.received, pair.eliminated, abs(pair.paid - pair.received))
        texts = (str(pair.kind), pair.payer, pair.receiver, *map(YUAN.show, amounts))
        return Row(texts, self._found(pair.payer, pair.paid_by), self._found(pair.receiver, pair.received_by))

    def _found(self, unit: str, keys: tuple[str, ...]) -> tuple[BudgetLine, ...]:
        """Return the lines of a unit as they were before anything was eliminated."""
        view = self._session.view
        part = next((each for each in view.parts if each.unit.name == unit), None) if view is not None else None
        if part is None:
            return ()
        if unit not in self._lines:
            lines = UnitMemory().computed(self._session.book.facts(part.budget), {}).lines
            self._lines[unit] = {line.key: line for line in lines}
        return tuple(self._lines[unit][key] for key in keys if key in self._lines[unit])

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


def _apart_before(together: Together, year: int) -> int:
    """Return how much of the money between units does not pair in last year's figures."""
    pairs = sum(1 for pair in together.pairs if pair.year != year and pair.paid != pair.received)
    return pairs + sum(1 for line, _ in together.unnamed if line.year != year)


def _of_unnamed(line: BudgetLine, why: str) -> Row:
    other = f"（{why.removeprefix('的')}）"
    amount, kind = YUAN.show(line.amount), str(kind_of(line) or "")
    if line.side == "支出":
        return Row((kind, line.unit, other, amount, "", YUAN.show(0), amount), (line,), ())
    return Row((kind, other, line.unit, "", amount, YUAN.show(0), amount), (), (line,))


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
    table.horizontalHeader().setStretchLastSection(True)
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
