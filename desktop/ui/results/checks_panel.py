"""The 检查 tab: what to look at, and how every obligation ended. Not checked never looks like passed."""

from collections import Counter
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.dataclass import dataclass
from desktop.disclosure import UNANSWERABLE
from desktop.findings import Finding, Severity, Status, grouped
from desktop.ui.kit import theme
from desktop.ui.kit.plain_text import as_plain_text
from desktop.ui.kit.read_tables import fit_rows, keep_rows_fitted
from desktop.ui.kit.small_screens import Rows, set_widths
from desktop.ui.kit.wheel_safe import DropDown
from desktop.ui.pages import page_of, title_of
from desktop.ui.session import Session

FOLDED_FROM = 4
"""From how many findings of one cause on they are one entry that is unfolded."""
LISTED = 8
"""How many findings are listed when several are accepted together."""
MARKS = {Status.PASSED: "✓", Status.FAILED: "✗", Status.NOT_APPLICABLE: "—", Status.NOT_CHECKED: "？"}


@dataclass(frozen=True, slots=True)
class Fold:
    """The line that stands for the other findings of one cause."""

    group: tuple[Finding, ...]

    @property
    def cause(self) -> tuple[str, Severity, Decimal]:
        """What they have in common, by which they stay unfolded when the checks run again."""
        return cause_of(self.group[0])


def cause_of(finding: Finding) -> tuple[str, Severity, Decimal]:
    """Return what findings of one cause share: the difference, or the check and its weight."""
    difference = finding.difference()
    return ("", finding.severity, difference) if difference else (finding.code, finding.severity, difference)


def _status_color(status: Status) -> str:
    c = theme.colors()
    known = {Status.PASSED: c.good, Status.FAILED: c.error, Status.NOT_APPLICABLE: c.muted}
    return known.get(status, c.warning)


class ChecksPanel(QWidget):
    """Findings that jump to their place, and the list of obligations."""

    finding_chosen = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.counts = {status: QLabel() for status in MARKS}
        for label in self.counts.values():
            label.setTextFormat(Qt.TextFormat.RichText)
        self.pages = DropDown()
        self.pages.setAccessibleName("只看哪一页")
        self.findings = self._list(["级别", "编号", "在哪一页", "问题与处理办法"], [70, 56, 90])
        self.obligations = self._list(["结果", "编号", "检查内容", "说明"], [84, 56, 210])
        self.findings.cellActivated.connect(self._chosen)
        self.findings.cellClicked.connect(self._chosen)
        self.findings.setAccessibleName("需要处理")
        self.obligations.setAccessibleName("检查清单")
        tabs = QTabWidget()
        tabs.currentChanged.connect(self._fit_rows)
        tabs.addTab(self.findings, "需要处理")
        tabs.addTab(self.obligations, "检查清单")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.answer = QPushButton("接受并说明理由…")
        self.answer.setToolTip("已看过并确认无误的警告，写明理由后不再提醒；错误的理由会印在封面")
        self.answer.clicked.connect(self.ask_reason)
        self.answer.setEnabled(False)
        self.findings.itemSelectionChanged.connect(self._selected)
        self.answer_all = QPushButton("同类一起接受…")
        self.answer_all.setToolTip("同一项检查的其他问题原因相同时，写一次理由，一起接受")
        self.answer_all.clicked.connect(self.ask_reason_for_all)
        self.answer_all.setEnabled(False)
        counted = _side_by_side(*self.counts.values(), growing=True)
        above = Rows(counted, _side_by_side(self.pages, self.answer, self.answer_all))
        above.setContentsMargins(12, 4, 8, 0)
        column.addLayout(above)
        column.addWidget(tabs, 1)
        self._stale = True
        self._shown: list[Finding | Fold] = []
        self._listed: list[Finding] = []
        self._unfolded: set[tuple[str, Severity, Decimal]] = set()
        self.pages.currentIndexChanged.connect(lambda _: self._list_findings())
        session.checked.connect(self._changed)

    def _changed(self) -> None:
        """Read the outcomes again: at once while the page is in view, otherwise when it is shown next."""
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
        set_widths(table, widths)
        keep_rows_fitted(table)
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
            fit_rows(table)

    def reload(self) -> None:
        """Show the present outcomes."""
        self._stale = False
        disclosure = self._session.disclosure
        self._list_pages()
        self._list_findings()
        rows = []
        for outcome in disclosure.outcomes:
            mark, color = MARKS[outcome.status], _status_color(outcome.status)
            note = outcome.note or "；".join(f.message for f in outcome.findings)
            rows.append(([f"{mark} {outcome.status}", outcome.code, outcome.title, note], color))
        _fill(self.obligations, rows)
        self._summarise()

    def _list_pages(self) -> None:
        """Offer the pages that have findings; the one that was chosen stays."""
        chosen = self.pages.currentData()
        counts = Counter(page_of(finding) for finding in self._session.disclosure.findings)
        self.pages.blockSignals(True)
        self.pages.clear()
        self.pages.addItem("全部页面", "")
        for key, count in counts.items():
            self.pages.addItem(f"{title_of(key)}（{count}）", key)
        self.pages.setCurrentIndex(max(0, self.pages.findData(chosen)))
        self.pages.blockSignals(False)
        self.pages.setEnabled(bool(counts))

    def _list_findings(self) -> None:
        wanted = self.pages.currentData()
        listed = [f for f in self._session.disclosure.findings if not wanted or page_of(f) == wanted]
        self._listed = listed
        self._shown, rows = [], []
        for group in self._by_cause(listed):
            folded = self._is_folded(group)
            self._shown += [group[0], Fold(tuple(group))] if folded else group
            rows += [self._row(finding, group) for finding in (group[:1] if folded else group)]
            rows += [self._fold_row(group)] if folded else []
        _fill(self.findings, rows or [(["", "", "", "没有需要处理的问题"], theme.colors().good)])

    def _is_folded(self, group: list[Finding]) -> bool:
        return len(group) >= FOLDED_FROM and cause_of(group[0]) not in self._unfolded

    def _by_cause(self, listed: list[Finding]) -> list[list[Finding]]:
        """Return the findings in groups: of the same difference, else of the same check, open and accepted apart."""
        groups: dict[object, list[Finding]] = {}
        for group in grouped(listed):
            key: object = cause_of(group[0])
            if len(group) > 1 or self._session.disclosure.answered(group[0]):
                key = (key, id(group[0]))
            groups.setdefault(key, []).extend(group)
        return list(groups.values())

    def _fold_row(self, group: list[Finding]) -> tuple[list[str], str]:
        """Return the line that stands for all but the first finding of a group."""
        first, left = group[0], len(group) - 1
        apart = f"也相差 {first.difference():,} 元，多半是同一个原因" if first.difference() else "是同一项检查"
        words = f"　　› 还有 {left} 项{apart}；点开逐项看，或者“同类一起接受”"
        same = not first.difference()
        return ["", first.code if same else "", title_of(page_of(first)) if same else "", words], theme.colors().accent

    def _row(self, finding: Finding, group: list[Finding]) -> tuple[list[str], str]:
        """Return what a finding's line says; one that was accepted is grey and gives the reason.

        group: the findings of the same difference; the first says so, the others stand under it.
        """
        disclosure = self._session.disclosure
        reason = disclosure.reasons.get((finding.code, finding.message)) if disclosure.answered(finding) else None
        where = title_of(page_of(finding))
        if reason:
            text = f"{finding.describe()}　理由：{reason}"
            return [f"已说明（{finding.severity}）", finding.code, where, text], theme.colors().muted
        text = finding.describe()
        if not finding.difference():
            group = [finding]  # of the same check alone: nothing need be said
        if len(group) > 1 and finding is group[0] and not self._is_folded(group):
            apart = f"{finding.difference():,}"
            text += f"\n下面 {len(group) - 1} 项也相差 {apart} 元，多半是同一个原因，请先改这一项"
        elif len(group) > 1 and finding is not group[0]:
            text = f"　　{text}"
        return [str(finding.severity), finding.code, where, text], theme.of_severity(finding.severity)

    def _selected(self) -> None:
        row = self.findings.currentRow()
        shown = self._shown[row] if 0 <= row < len(self._shown) and self.findings.selectedItems() else None
        finding = shown.group[0] if isinstance(shown, Fold) else shown
        known = finding is not None and finding.code not in UNANSWERABLE
        self.answer.setEnabled(known and not isinstance(shown, Fold) and self._session.words_writable)
        several = known and finding is not None and len(self._alike(finding)) > 1
        self.answer_all.setEnabled(several and self._session.writable)

    def _alike(self, finding: Finding) -> list[Finding]:
        """Return the open findings of one cause with the chosen one: of its difference, else of its check."""
        same = [f for f in self._listed if cause_of(f) == cause_of(finding) and f.code not in UNANSWERABLE]
        if len(same) < 2:
            same = [f for f in self._listed if (f.code, f.severity) == (finding.code, finding.severity)]
        return [f for f in same if not self._session.disclosure.answered(f)]

    def ask_reason_for_all(self) -> None:
        """Ask once why the chosen finding and all open ones like it are accepted."""
        shown = self._shown[self.findings.currentRow()]
        alike = self._alike(shown.group[0] if isinstance(shown, Fold) else shown)
        some = "\n".join(finding.describe() for finding in alike[:LISTED])
        more = f"\n……共 {len(alike)} 项" if len(alike) > LISTED else ""
        label = f"{some}{more}\n\n一起接受这 {len(alike)} 项的理由："
        reason, accepted = QInputDialog.getMultiLineText(self, "同类一起接受", as_plain_text(label))
        if accepted and reason.strip():
            self._session.word_edits.accept_findings(alike, reason.strip())

    def ask_reason(self) -> None:
        """Ask why the chosen finding is accepted; clearing the reason takes it back."""
        finding = self._shown[self.findings.currentRow()]
        if isinstance(finding, Fold):
            return
        before = self._session.disclosure.reasons.get((finding.code, finding.message), "")
        label = f"{finding.describe()}\n\n接受的理由（清空则恢复提醒）："
        reason, accepted = QInputDialog.getMultiLineText(self, "接受并说明理由", as_plain_text(label), before)
        if accepted:
            self._session.word_edits.accept_finding(finding, reason.strip())

    def _summarise(self) -> None:
        outcomes = self._session.disclosure.outcomes
        for status, mark in MARKS.items():
            count = sum(o.status is status for o in outcomes)
            self.counts[status].setText(f"<span style='color:{_status_color(status)}'>{mark} {status} {count}</span>")

    def _chosen(self, row: int, _: int) -> None:
        shown = self._shown[row] if row < len(self._shown) else None
        if isinstance(shown, Fold):
            self._unfolded.add(shown.cause)
            self._list_findings()
        elif shown is not None:
            self.finding_chosen.emit(shown)


def _side_by_side(*widgets: QWidget, growing: bool = False) -> QWidget:
    """Return widgets that stay in one row; a growing one takes the width that others leave, behind its widgets."""
    panel = QWidget()
    row = QHBoxLayout(panel)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget)
    if growing:
        row.addStretch(1)
    return panel


def _fill(table: QTableWidget, rows: list[tuple[list[str], str]]) -> None:
    """Show rows of texts; the first cell carries the colour."""
    table.setRowCount(len(rows))
    for number, (texts, color) in enumerate(rows):
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(as_plain_text(text))
            if column == 0:
                item.setForeground(QBrush(QColor(color)))
            table.setItem(number, column, item)
    fit_rows(table)
