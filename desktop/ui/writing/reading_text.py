"""A text to be read: its lines are no longer than the eye can follow, whatever room the window has."""

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QTextBrowser

LETTERS = 45
"""Chinese characters in a line at most."""
BESIDE = 20
"""Pixels that the margins of the text itself take at each side."""


class ReadingText(QTextBrowser):
    """A browser whose text stands in the middle where there is more room than its lines need."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the room that lines do not need to both sides; what cannot be broken, a table, takes what it needs."""
        self.keep_narrow()
        super().resizeEvent(event)

    def keep_narrow(self) -> None:
        """Lay the text out in lines of so many letters."""
        lines = QFontMetrics(self.font()).horizontalAdvance("国") * LETTERS + 2 * BESIDE
        room = self.contentsRect().width() - self.verticalScrollBar().sizeHint().width()
        side = max(0, (room - lines) // 2)
        margins = self.viewportMargins()
        if margins.left() != side:
            self.setViewportMargins(side, margins.top(), side, margins.bottom())
