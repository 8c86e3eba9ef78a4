"""The pages of results of a window that are made when they are first looked at, each with what it asks the window."""

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from desktop.dataclass import dataclass
from desktop.ui.session import Session


@dataclass(frozen=True, slots=True)
class Asked:
    """The signals of a window by which a page asks it to show a cell's lines, a figure's, a finding's place, work."""

    cell: SignalInstance
    figure: SignalInstance
    finding: SignalInstance
    work: SignalInstance


def make(session: Session, asked: Asked, key: str) -> QWidget:
    """Return the page of a key."""
    return {"narrative": _narrative, "checks": _checks, "overview": _overview, "audit": _audit}[key](session, asked)


def _narrative(session: Session, asked: Asked) -> QWidget:
    from desktop.ui.writing.narrative_panel import NarrativePanel

    panel = NarrativePanel(session)
    panel.figure_clicked.connect(asked.figure)
    return panel


def _checks(session: Session, asked: Asked) -> QWidget:
    from desktop.ui.results.checks_panel import ChecksPanel

    panel = ChecksPanel(session)
    panel.finding_chosen.connect(asked.finding)
    return panel


def _overview(session: Session, asked: Asked) -> QWidget:
    from desktop.ui.results.overview_panel import OverviewPanel

    panel = OverviewPanel(session)
    panel.figure_clicked.connect(asked.cell)
    panel.work_asked.connect(asked.work)
    return panel


def _audit(session: Session, _: Asked) -> QWidget:
    from desktop.ui.audit.audit_panel import AuditPanel

    return AuditPanel(session)
