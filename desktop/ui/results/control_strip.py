"""Control numbers while typing: each with what is drafted of it and what is left, under the grids."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel

from desktop.compute import controls
from desktop.ledger import control_trail
from desktop.ledger.vocabulary import Stage
from desktop.money import YUAN, Fen
from desktop.ui.kit import theme
from desktop.ui.kit.plain_text import escaped
from desktop.ui.session import Session

LISTED = 3
"""How many control numbers have room; those that are overrun or nearly used up come first, all are in the tip."""
GAP, JOINED = "&nbsp;&nbsp; ", "\u2060"
"""Between two control numbers, where a line may break; and between two characters of a name, where it may not."""


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
        self.setVisible(bool(held))
        names, cube = control_trail.project_names(facts), self._session.disclosure.cube
        shown = [(controls.used(control, cube, names), control) for control in held]
        shown.sort(key=lambda pair: (pair[0] is None, pair[1].amount - (pair[0] or 0)))
        parts = [_part(control_trail.name_of(control, names), control.amount, used) for used, control in shown]
        style = f"color:{theme.colors().accent}; text-decoration:none"
        rest = f"另有 {len(parts) - LISTED} 项" if len(parts) > LISTED else ""
        words = [f"<a href='controls' style='{style}'>控制数（元）</a>", *parts[:LISTED], rest]
        self.setText(GAP.join(filter(None, words)) if parts else "")
        self.setToolTip("<br>".join(parts))


def _part(name: str, amount: Fen, used: Fen | None) -> str:
    """Return a control number, what is drafted and what is left of it: one piece that no line breaks."""
    if used is None:
        return f"{escaped(name)}&nbsp;{YUAN.show(amount)}&nbsp;没有核对"
    left = amount - used
    color = f"color:{theme.colors().error}; font-weight:bold" if left < 0 else f"color:{theme.colors().good}"
    ending = f"超&nbsp;{YUAN.show(-left)}" if left < 0 else f"还{JOINED}可{JOINED}编&nbsp;{YUAN.show(left)}"
    name = JOINED.join(name)
    stated = f"{escaped(name)}&nbsp;{YUAN.show(amount)}&nbsp;已{JOINED}编&nbsp;{YUAN.show(used)}"
    return f"{stated}&nbsp;<span style='{color}'>{ending}</span>"
