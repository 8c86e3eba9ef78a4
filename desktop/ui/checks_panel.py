"""The 检查 tab: what to look at, and how every obligation ended. Not checked never looks like passed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.findings import Severity, Status
from desktop.ui import theme
from desktop.ui.session import Session

SEVERITY_COLOR = {Severity.ERROR: theme.ERROR, Severity.WARNING: theme.WARNING, Severity.INFO: theme.INFO}
STATUS_LOOK = {
    Status.PASSED: ("✓", theme.GOOD),
    Status.FAILED: ("✗", theme.ERROR),
    Status.NOT_APPLICABLE: ("—", theme.MUTED),
    Status.NOT_CHECKED: ("？", theme.WARNING),
}


class ChecksPanel(QWidget):
    """Findings that jump to their place, and the list of obligations."""

    finding_chosen = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.summary = QLabel()
        self.summary.setContentsMargins(12, 8, 12, 4)
        self.findings = self._list(["级别", "编号", "问题与处理办法"], [48, 56])
        self.obligations = self._list(["结果", "编号", "检查内容", "说明"], [84, 56, 210])
        self.findings.cellActivated.connect(self._chosen)
        self.findings.cellClicked.connect(self._chosen)
        tabs = QTabWidget()
        tabs.currentChanged.connect(self._fit_rows)
        tabs.addTab(self.findings, "需要处理")
        tabs.addTab(self.obligations, "检查清单")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.summary)
        column.addWidget(tabs, 1)
        self._stale = True
        session.changed.connect(self._changed)

    def _changed(self) -> None:
        """Refresh now when visible, else when shown."""
        self._stale = True
        if self.isVisible():
            self.reload()

    def _list(self, headers: list[str], widths: list[int]) -> QTableWidget:
        table = QTableWidget(0, len(headers))
        table.setHorizontalHeaderLabels(headers)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setAlternatingRowColors(True)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(widths):
            table.setColumnWidth(column, width)
        return table

    def showEvent(self, event: QShowEvent) -> None:
        """Row heights depend on the width, known only now."""
        super().showEvent(event)
        if self._stale:
            self.reload()
        self._fit_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rows to the new width."""
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        for table in (self.findings, self.obligations):
            table.resizeRowsToContents()

    def reload(self) -> None:
        """Show the present outcomes."""
        self._stale = False
        disclosure = self._session.disclosure
        found = disclosure.findings
        rows = [([str(f.severity), f.code, f.describe()], SEVERITY_COLOR[f.severity]) for f in found]
        _fill(self.findings, rows or [(["", "", "没有需要处理的问题"], theme.GOOD)])
        rows = []
        for outcome in disclosure.outcomes:
            mark, color = STATUS_LOOK[outcome.status]
            note = outcome.note or "；".join(f.message for f in outcome.findings)
            rows.append(([f"{mark} {outcome.status}", outcome.code, outcome.title, note], color))
        _fill(self.obligations, rows)
        self._summarise()

    def _summarise(self) -> None:
        outcomes = self._session.disclosure.outcomes
        parts = []
        for status, (mark, color) in STATUS_LOOK.items():
            count = sum(o.status is status for o in outcomes)
            parts.append(f"<span style='color:{color}'>{mark} {status} {count}</span>")
        self.summary.setText("　".join(parts))

    def _chosen(self, row: int, _: int) -> None:
        found = self._session.disclosure.findings
        if row < len(found):
            self.finding_chosen.emit(found[row])


def _fill(table: QTableWidget, rows: list[tuple[list[str], str]]) -> None:
    """Show rows of texts; the first cell carries the colour."""
    table.setRowCount(len(rows))
    for number, (texts, color) in enumerate(rows):
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if column == 0:
                item.setForeground(QBrush(QColor(color)))
            table.setItem(number, column, item)
    table.resizeRowsToContents()
