"""The findings of an audit by severity, filtered by severity and rule; below them both quotes of the chosen one."""

from collections import Counter

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from desktop.audit.outcome import AuditFinding, by_code
from desktop.audit.results.report import in_yuan, place_of, quoted
from desktop.findings import Severity
from desktop.ui.audit.audit_work import Audited
from desktop.ui.kit import theme
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.kit.read_tables import cell, table
from desktop.ui.kit.wheel_safe import DropDown

NONE = "没有找到问题；没有检查的项目见“未检查”"
FEWEST_LINES, MOST_LINES = 2, 6
"""Lines of what would be right and of the amounts that are shown at once."""
HIDDEN = "这一级别和规则没有问题"


class FindingList(QWidget):
    """The list, its filters, and the finding that is chosen."""

    chosen = Signal(int, int)
    """A finding and the quote of it to go to, by their numbers."""
    filtered = Signal(object)
    """The numbers of the findings that are listed now."""
    rule_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._findings: tuple[AuditFinding, ...] = ()
        self._listed: list[int] = []
        self.severities, self.rules = DropDown(), DropDown()
        self.severities.setAccessibleName("只看哪一级别")
        self.rules.setAccessibleName("只看哪一条规则")
        self.severities.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToContents)
        self.rules.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.table = table("发现的问题", ("级别", "编号", "问题"), (56, 50))
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the rows fit one width
        self.table.setVerticalScrollMode(self.table.ScrollMode.ScrollPerPixel)
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        self.nothing = PlainLabel("", "muted")
        self.message, self.more = PlainLabel(), PlainLabel()
        for label in (self.message, self.more, self.nothing):
            label.setWordWrap(True)
        self.more.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.amounts = QScrollArea()
        self.amounts.setAccessibleName("金额和应为")
        self.amounts.setFrameShape(QScrollArea.Shape.NoFrame)
        self.amounts.setWidgetResizable(True)
        self.amounts.setWidget(self.more)
        for widget in (self.amounts.viewport(), self.more):
            widget.setAutoFillBackground(False)  # on the ground of the page, as the words above
        self.more.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.quotes = QListWidget()
        self.quotes.setAccessibleName("原文")
        self.quotes.setWordWrap(True)
        self.quotes.setAlternatingRowColors(True)
        self.rule = QPushButton("规则说明…")
        self.rule.setObjectName("small")
        self._arrange()
        self._connect()
        self._show(-1)

    def _arrange(self) -> None:
        filters = QHBoxLayout()
        filters.addWidget(self.severities)
        filters.addWidget(self.rules, 1)
        top, below = QWidget(), QWidget()
        upper, lower = QVBoxLayout(top), QVBoxLayout(below)
        for column in (upper, lower):
            column.setContentsMargins(6, 6, 6, 6)
        upper.addLayout(filters)
        upper.addWidget(self.nothing)
        upper.addWidget(self.table, 1)
        head = QHBoxLayout()
        head.addWidget(self.message, 1)
        head.addWidget(self.rule, 0, Qt.AlignmentFlag.AlignTop)
        lower.addLayout(head)
        lower.addWidget(self.quotes, 1)
        lower.addWidget(self.amounts, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(top)
        splitter.addWidget(below)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([260, 280])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter)

    def _connect(self) -> None:
        for box in (self.severities, self.rules):
            box.currentIndexChanged.connect(lambda _: self._filter())
        self.table.horizontalHeader().sectionResized.connect(lambda *_: self.fit_rows())
        self.table.currentCellChanged.connect(lambda row, *_: self._chosen(row))
        self.table.cellClicked.connect(lambda row, _: self._chosen(row))
        self.quotes.currentRowChanged.connect(self._quote_chosen)
        self.quotes.itemClicked.connect(lambda _: self._quote_chosen(self.quotes.currentRow()))
        self.rule.clicked.connect(lambda: self.rule_asked.emit(self._findings[self.current].code))

    def show_audit(self, audited: Audited) -> None:
        """List the findings of an audit; the first is chosen."""
        self._findings = audited.audit.findings
        titles = {each.code: each.title for each in audited.audit.obligations}
        counts = Counter(each.severity for each in self._findings)
        codes = Counter(each.code for each in self._findings)
        with QSignalBlocker(self.severities), QSignalBlocker(self.rules):
            self.severities.clear()
            self.rules.clear()
            self.severities.addItem(f"全部级别（{len(self._findings)}）", "")
            for severity in Severity:
                self.severities.addItem(f"{severity}（{counts[severity]}）", str(severity))
            self.rules.addItem("全部规则", "")
            for code in sorted(codes, key=by_code):
                self.rules.addItem(f"{code} {titles.get(code, '')}（{codes[code]}）", code)
        self._filter()

    @property
    def current(self) -> int:
        """The number of the chosen finding, -1 without one."""
        row = self.table.currentRow()
        return self._listed[row] if 0 <= row < len(self._listed) else -1

    def choose(self, finding: int) -> None:
        """Choose a finding, as a click on its mark does."""
        if finding in self._listed:
            row = self._listed.index(finding)
            self.table.setCurrentCell(row, 0)
            self.table.scrollTo(self.table.model().index(row, 0))

    def fit_rows(self) -> None:
        """Fit the height of the rows to the width there is."""
        self.table.resizeRowsToContents()

    def _filter(self) -> None:
        severity, code = self.severities.currentData(), self.rules.currentData()
        self._listed = [
            number
            for number, each in enumerate(self._findings)
            if severity in ("", each.severity) and code in ("", each.code)
        ]
        with QSignalBlocker(self.table):
            self.table.clearContents()
            self.table.setRowCount(len(self._listed))
            for row, number in enumerate(self._listed):
                each = self._findings[number]
                color = theme.of_severity(each.severity)
                for column, text in enumerate((str(each.severity), each.code, each.message)):
                    self.table.setItem(row, column, cell(text, color="" if column else color))
        self.table.resizeRowsToContents()
        self.nothing.setText(HIDDEN if self._findings else NONE)
        self.nothing.setVisible(not self._listed)
        self.filtered.emit(frozenset(self._listed))
        if self._listed:
            self.table.setCurrentCell(0, 0)
        self._chosen(0 if self._listed else -1)

    def _chosen(self, row: int) -> None:
        finding = self._listed[row] if 0 <= row < len(self._listed) else -1
        self._show(finding)
        if finding >= 0:
            self.chosen.emit(finding, 0)

    def _show(self, finding: int) -> None:
        """Show quotes, amounts and what would be right of a finding."""
        each = self._findings[finding] if finding >= 0 else None
        self.rule.setEnabled(each is not None)
        self.message.setText(f"{each.severity}　{each.code}　{each.message}" if each else "")
        with QSignalBlocker(self.quotes):
            self.quotes.clear()
            for quote in each.quotes if each else ():
                place = place_of(quote)
                self.quotes.addItem((f"{place}　" if place else "") + quoted(quote))
            self.quotes.setCurrentRow(0)
        lines = []
        if each and each.expected:
            lines.append("应为：" + each.expected.removeprefix("应为").strip())
        if each and each.figures:
            lines.append("金额：" + "；".join(f"{figure.text}，即 {in_yuan(figure)} 元" for figure in each.figures))
        self.more.setText("\n".join(lines))
        self.amounts.setVisible(bool(lines))
        self.amounts.verticalScrollBar().setValue(0)
        self._fit_amounts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the amounts to the width there is."""
        super().resizeEvent(event)
        self._fit_amounts()

    def _fit_amounts(self) -> None:
        """Give the amounts the lines they need, as far as there is room; what is more is scrolled."""
        bar, line = self.amounts.verticalScrollBar().sizeHint().width(), self.more.fontMetrics().lineSpacing()
        needed = max(0, self.more.heightForWidth(max(1, self.amounts.width() - bar)))
        self.amounts.setMinimumHeight(min(needed, FEWEST_LINES * line))
        self.amounts.setMaximumHeight(min(needed, MOST_LINES * line))

    def _quote_chosen(self, quote: int) -> None:
        if self.current >= 0 and quote >= 0:
            self.chosen.emit(self.current, quote)
