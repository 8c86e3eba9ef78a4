"""The 概览 tab: the work list, and one page with five figures, what changed and why, what is left to do."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.findings import Severity, Status
from desktop.layouts.paper.pages import Page
from desktop.ui.results.preview import PreviewArea
from desktop.ui.results.work_table import WorkTable
from desktop.ui.session import Session

AFTER = 250
"""Milliseconds of rest after a change before the causes are worked out again."""


class OverviewPanel(QWidget):
    """Follows the book while it is looked at."""

    figure_clicked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.area = PreviewArea()
        self.area.figure_clicked.connect(self.figure_clicked)
        self.work = WorkTable(session)
        self.work_asked = self.work.asked
        hint = QLabel("给领导看的一页纸：五个数、变化和原因、检查结果")
        hint.setObjectName("muted")
        hint.setWordWrap(True)
        print_it = QPushButton("打印…")
        print_it.clicked.connect(self.show_print)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 6, 8, 6)
        bar.addWidget(hint, 1)
        bar.addWidget(print_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.work)
        column.addLayout(bar)
        column.addWidget(self.area, 1)
        self._stale = True
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(AFTER)
        self._later.timeout.connect(self._catch_up)
        session.checked.connect(self._changed)
        session.changed.connect(self._changed)

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while hidden; a page that is there already waits for the checks of an edit."""
        super().showEvent(event)
        if not (self.area.widgets() and self._session.checks_are_due):
            self._catch_up()

    def _catch_up(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self.work.reload()
            self.area.show_pages(self.pages())

    def pages(self) -> list[Page]:
        """Return the page as it is now (what makes it is loaded when it is first looked at)."""
        from desktop import pipeline
        from desktop.layouts.paper.overview_page import overview_pages
        from desktop.layouts.tables import overview
        from desktop.units import together_causes

        session = self._session
        disclosure = session.disclosure
        found = together_causes.of_disclosure(disclosure)
        several = disclosure.together is not None
        page = overview.build(disclosure.form, session.facts, disclosure.cube, found, self._notes(), several=several)
        stage = session.budget.stage
        if session.budget.scenario:
            stage = pipeline.draft_note(session.budget, 0)
        return overview_pages(page, f"版本 {disclosure.version}　{stage}")

    def _notes(self) -> list[str]:
        disclosure = self._session.disclosure
        counts = {status: sum(o.status is status for o in disclosure.outcomes) for status in Status}
        open_ = f"未处理的错误 {len(disclosure.open_errors)} 个"
        for severity in (Severity.WARNING, Severity.INFO):
            open_ += f"，{severity} {sum(f.severity is severity for f in disclosure.findings)} 个"
        checked = "，".join(f"{status} {count} 项" for status, count in counts.items())
        notes = [f"检查：{checked}；{open_}。"]
        texts = self._session.facts.texts
        required = [spec.label for spec in disclosure.form.texts if spec.required and not texts.get(spec.key)]
        owed = [disclosure.figures.get(key).label for key in disclosure.narrative.owed]
        if required or owed:
            notes.append(f"说明中待填写：{'、'.join([*required, *(f'{label}的增减原因' for label in owed)])}。")
        return notes

    def show_print(self) -> None:
        """Show the print preview of the page."""
        from desktop.ui.results.printing import PrintDialog

        PrintDialog(self._session, ("一页概览", self.pages()), self.window()).open()
