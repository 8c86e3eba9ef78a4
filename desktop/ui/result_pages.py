"""The pages of results of a window that are made when they are first looked at, each with what it asks the window."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from desktop.ui.page_window import PageWindow


def make(window: "PageWindow", key: str) -> QWidget:
    """Return the page of a key."""
    return {"narrative": _narrative, "checks": _checks, "overview": _overview, "audit": _audit}[key](window)


def _narrative(window: "PageWindow") -> QWidget:
    from desktop.ui.writing.narrative_panel import NarrativePanel

    panel = NarrativePanel(window.session)
    panel.figure_clicked.connect(window.figure_chosen)
    return panel


def _checks(window: "PageWindow") -> QWidget:
    from desktop.ui.results.checks_panel import ChecksPanel

    panel = ChecksPanel(window.session)
    panel.finding_chosen.connect(window.finding_chosen)
    return panel


def _overview(window: "PageWindow") -> QWidget:
    from desktop.ui.results.overview_panel import OverviewPanel

    panel = OverviewPanel(window.session)
    panel.figure_clicked.connect(window.cell_chosen)
    panel.work_asked.connect(window.work_asked)
    return panel


def _audit(window: "PageWindow") -> QWidget:
    from desktop.ui.audit.audit_panel import AuditPanel

    return AuditPanel(window.session)
