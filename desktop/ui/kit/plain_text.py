"""A person's words shown as they are: Qt would draw what looks like HTML in them, and read the files it names."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget


class PlainLabel(QLabel):
    """A label that shows its text letter by letter. name: its look (heading, muted, banner …)."""

    def __init__(self, text: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setObjectName(name)


class ShortenedLabel(PlainLabel):
    """A label of one line that asks for no room: what does not fit ends in …, and the whole is its tool tip."""

    def setText(self, text: str) -> None:
        """Show a text, in one line."""
        super().setText(text)
        self.setToolTip(as_plain_text(text))

    def clear(self) -> None:
        """Show nothing, and no tool tip."""
        self.setText("")

    def shown(self) -> str:
        """Return as much of the text as fits, with … where it does not all."""
        line = self.text().replace("\n", " ")
        return self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def minimumSizeHint(self) -> QSize:
        """Ask for no width of its own, so that a long text widens no window."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), Qt.AlignmentFlag.AlignVCenter, self.shown())


def as_plain_text(text: str) -> str:
    """Return a text that message boxes, questions and tool tips (they have no setting) show letter by letter."""
    return f"<span>{escaped(text)}</span>".replace("\n", "<br>") if "<" in text else text


def escaped(text: str) -> str:
    """Return a text for a place where Qt reads HTML, each character as itself."""
    from html import escape  # with a table of two thousand entities, seldom needed

    return escape(text)
