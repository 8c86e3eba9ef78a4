"""Control numbers while typing: what is left of each, in one line under the grids."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel

from desktop.compute import controls
from desktop.ledger import control_trail
from desktop.ledger.records import Control
from desktop.ledger.vocabulary import Stage
from desktop.money import YUAN
from desktop.ui.kit import theme
from desktop.ui.session import Session


class ControlStrip(QLabel):
    """Hidden while the budget has no control numbers, and where it is adjusted by document; a click leads to them."""

    asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("strip")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setContentsMargins(10, 4, 10, 4)
        self.linkActivated.connect(lambda _: self.asked.emit())
        session.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Show what is left now; what is overrun is red, what is not compared says so."""
        facts = self._session.facts
        held = [] if facts.budget.stage == Stage.ADJUSTED else control_trail.current(facts.controls)
        parts = [self._part(control) for control in held]
        self.setVisible(bool(parts))
        style = f"color:{theme.colors().accent}; text-decoration:none"
        self.setText(f"<a href='controls' style='{style}'>控制数</a>　{'　'.join(parts)}" if parts else "")

    def _part(self, control: Control) -> str:
        names = control_trail.project_names(self._session.facts)
        name = escape(control_trail.name_of(control, names))
        used = controls.used(control, self._session.disclosure.cube, names)
        if used is None:
            return f"{name} 未核对"
        left = control.amount - used
        if left < 0:
            color = theme.colors().error
            return f"<span style='color:{color}; font-weight:bold'>{name} 超 {YUAN.show(-left)}</span>"
        return f"{name} 余 {YUAN.show(left)}"
