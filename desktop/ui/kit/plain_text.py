"""A person's words shown as they are: Qt would draw what looks like HTML in them, and read the files it names."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class PlainLabel(QLabel):
    """A label that shows its text letter by letter. name: its look (heading, muted, banner …)."""

    def __init__(self, text: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setObjectName(name)


def as_plain_text(text: str) -> str:
    """Return a text that message boxes, questions and tool tips (they have no setting) show letter by letter."""
    return f"<span>{escaped(text)}</span>".replace("\n", "<br>") if "<" in text else text


def escaped(text: str) -> str:
    """Return a text for a place where Qt reads HTML, each character as itself."""
    from html import escape  # with a table of two thousand entities, seldom needed

    return escape(text)
