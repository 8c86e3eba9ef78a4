"""Two stages or years side by side: the five figures through all of them, and what differs between any two."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSlider,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.catalog.measures import standard
from desktop.compute import drafting
from desktop.compute.cube import Cube
from desktop.compute.difference import Difference, differences
from desktop.layouts.tables.overview import FIGURES
from desktop.ledger.records import Budget, BudgetFacts
from desktop.money import YUAN
from desktop.ui.kit import theme
from desktop.ui.kit.plain_text import PlainLabel, as_plain_text
from desktop.ui.kit.small_screens import set_widths
from desktop.ui.kit.wheel_safe import DropDown, Slider
from desktop.ui.session import Session

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
HEADERS = (("类别", 110), ("名称", 220), ("项目", 110), ("原来", 0), ("现在", 0))


class CompareDialog(QDialog):
    """The slider moves the later side through stages and years; the list below follows."""

    def __init__(self, session: Session, earlier: Budget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._budgets = sorted(session.book.budgets(session.unit.id), key=lambda b: (b.year, b.id))
        if session.budget.scenario:
            self._budgets.append(session.budget)
        self._facts: dict[int, BudgetFacts] = {session.budget.id: session.facts}
        self._found: list[Difference] = []
        self.setWindowTitle("比较阶段和年度")
        self.resize(1000, 640)
        names = [f"{b.year}年 {b.stage}" + (f" 方案“{b.scenario}”" if b.scenario else "") for b in self._budgets]
        self.earlier, self.later = DropDown(), DropDown()
        for box, name in ((self.earlier, "从"), (self.later, "到")):
            box.addItems(names)
            box.setAccessibleName(name)
        self.slider = Slider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, len(names) - 1)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.slider.setPageStep(1)
        self.slider.setAccessibleName("在各阶段之间滑动")
        self.figures = self._table(len(names) + 1, "各阶段的主要数字")
        self.figures.setHorizontalHeaderLabels([*names, "变化（元）"])
        self.list = self._table(len(HEADERS), "不同之处")
        self.list.setHorizontalHeaderLabels([name for name, _ in HEADERS])
        set_widths(self.list, (width for _, width in HEADERS))
        for number, (_, width) in enumerate(HEADERS):
            if not width:
                self.list.horizontalHeader().setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self.summary = PlainLabel(name="heading")
        self.search = QLineEdit()
        self.search.setPlaceholderText("只列出含有这些文字的不同")
        self.search.setClearButtonEnabled(True)
        self._arrange()
        first, last = self._place(earlier.id), self._place(session.budget.id)
        self.earlier.setCurrentIndex(max(last - 1, 0) if first == last else first)
        self.later.setCurrentIndex(last)
        self.slider.setValue(self.later.currentIndex())
        self._sides = (self.earlier.currentIndex(), self.later.currentIndex())
        self.earlier.currentIndexChanged.connect(self._chosen)
        self.later.currentIndexChanged.connect(self._chosen)
        self.slider.valueChanged.connect(self._slid)
        self.search.textChanged.connect(self._list)
        self.compare()

    def _table(self, columns: int, name: str) -> QTableWidget:
        table = QTableWidget(0, columns)
        table.setAccessibleName(name)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setAlternatingRowColors(True)
        table.setWordWrap(False)
        if name == "不同之处":
            table.verticalHeader().hide()
        return table

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        for widget, stretch in ((QLabel("从"), 0), (self.earlier, 1), (QLabel("到"), 0), (self.later, 1)):
            bar.addWidget(widget, stretch)
        hint = QLabel("拖动滑块（或按左右键）在各阶段之间移动：")
        hint.setObjectName("muted")
        column = QVBoxLayout(self)
        column.addLayout(bar)
        column.addWidget(hint)
        column.addWidget(self.slider)
        self.figures.setSizeAdjustPolicy(QTableWidget.SizeAdjustPolicy.AdjustToContents)  # all rows in view
        column.addWidget(self.figures)
        line = QHBoxLayout()
        line.addWidget(self.summary, 1)
        line.addWidget(self.search, 1)
        column.addLayout(line)
        column.addWidget(self.list, 3)
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _place(self, budget_id: int) -> int:
        return next(n for n, budget in enumerate(self._budgets) if budget.id == budget_id)

    def _chosen(self) -> None:
        """Compare with what was chosen; where that is the other side, the two change places."""
        earlier, later = self.earlier.currentIndex(), self.later.currentIndex()
        if earlier == later:
            earlier, later = reversed(self._sides)
        self._show_sides(earlier, later)

    def _slid(self, place: int) -> None:
        self._show_sides(self.earlier.currentIndex(), place)

    def _show_sides(self, earlier: int, later: int) -> None:
        for mover, place in ((self.earlier, earlier), (self.later, later), (self.slider, later)):
            mover.blockSignals(True)
            (mover.setValue if isinstance(mover, QSlider) else mover.setCurrentIndex)(place)
            mover.blockSignals(False)
        self._sides = (earlier, later)
        self.compare()

    def facts(self, place: int) -> BudgetFacts:
        """Return the facts of a stage, read once."""
        budget = self._budgets[place]
        if budget.id not in self._facts:
            self._facts[budget.id] = self._session.book.facts(budget)
        return self._facts[budget.id]

    def compare(self) -> None:
        """Show the figures of every stage and what differs between the chosen two."""
        earlier, later = self.earlier.currentIndex(), self.later.currentIndex()
        self._found = differences(self.facts(earlier), self.facts(later))
        self._show_figures(earlier, later)
        names = (self.earlier.currentText(), self.later.currentText())
        self.summary.setText(
            "“从”和“到”是同一个阶段，请另选一个"
            if earlier == later
            else f"{names[0]} → {names[1]}：{f'{len(self._found)} 处不同' if self._found else '两者相同'}"
        )
        self._list()

    def _show_figures(self, earlier: int, later: int) -> None:
        measures = [standard()[name] for name in FIGURES]
        self.figures.setRowCount(len(measures))
        self.figures.setVerticalHeaderLabels([measure.label for measure in measures])
        columns = []
        for place, budget in enumerate(self._budgets):
            cube = Cube(drafting.of_budget(self.facts(place)), budget.year)
            columns.append([cube.sum(measure.where) for measure in measures])
        for row in range(len(measures)):
            for place, sums in enumerate(columns):
                self._put(row, place, YUAN.show(sums[row]), chosen=place in (earlier, later))
            difference = columns[later][row] - columns[earlier][row]
            self._put(row, len(columns), YUAN.show(difference) if difference else "", chosen=False)
        self.figures.resizeColumnsToContents()

    def _put(self, row: int, column: int, text: str, *, chosen: bool) -> None:
        item = QTableWidgetItem(text)
        item.setTextAlignment(RIGHT)
        if chosen:
            item.setBackground(QBrush(QColor(theme.colors().accent_soft)))
        self.figures.setItem(row, column, item)

    def _list(self) -> None:
        wanted = self.search.text().strip()
        shown = [found for found in self._found if wanted in found.describe()]
        self.list.setRowCount(len(shown))
        for row, found in enumerate(shown):
            field = found.field or ("新增" if found.after else "删除")
            for number, text in enumerate((found.group, found.subject, field, found.before, found.after)):
                item = QTableWidgetItem(text)
                item.setToolTip(as_plain_text(text))
                self.list.setItem(row, number, item)
