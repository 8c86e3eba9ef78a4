"""Drop-downs, number boxes and sliders that the mouse wheel does not change, flat as the fields beside them.

Qt lets a notch over a closed drop-down choose another entry, and so the layout, the policy or what a column means,
while a person only wants to scroll. Here the notch passes on to the area around; an opened list scrolls as before.
Every such widget of the window is one of these: a filter over the whole application would do the same, but made each
of its events a quarter dearer.
"""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSlider, QSpinBox, QStyledItemDelegate, QStyleOptionComboBox, QWidget

from desktop.ui.kit import theme

FROM_RIGHT, HALF_WIDTH, HEIGHT = 10.5, 3.5, 3.5
"""Of an arrow in a field, in device-independent pixels: its middle from the right edge, half its width, its height."""
FRAME, ARROW_IN_CELL, MOST = 4, 24, 640
"""Pixels beside the words of a cell, the same with an arrow, and how wide an opened list becomes at most."""
ELIDE, ENTRIES = Qt.TextElideMode.ElideRight, 16
BESIDE_WORDS = 29
"""Pixels of a drop-down: no less than arrow, frame and margins take, no more than it asks for beside its words."""


def _draw_arrow(field: QWidget, middle: float, *, up: bool = False) -> None:
    """Draw the arrow at the right of a field; a style sheet could only show a file, one for each look and scale."""
    painter = QPainter(field)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(1.0 if field.isEnabled() else 0.5)
    painter.setPen(QPen(QColor(theme.colors().muted), 1.4))
    x, tip = field.width() - FROM_RIGHT, HEIGHT / 2 * (-1 if up else 1)
    ends = QPointF(x - HALF_WIDTH, middle - tip), QPointF(x, middle + tip), QPointF(x + HALF_WIDTH, middle - tip)
    painter.drawPolyline(ends)
    painter.end()


class DropDown(QComboBox):
    """A drop-down that changes by a click or a key only."""

    _entries: QStyledItemDelegate | None = None
    """What draws the entries of the list, from its first opening on: Qt would make two more with each other look."""

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Let words that have no room end in …, as everywhere else; Qt cuts them through a letter."""
        super().initStyleOption(option)
        if not self.isEditable():
            option.currentText = self.shown_words()  # type: ignore[attr-defined]

    def shown_words(self) -> str:
        """Return the words there is room for; asking the style for the room would load its lists of names (4 ms)."""
        words, metrics, room = self.currentText(), self.fontMetrics(), self.width() - BESIDE_WORDS
        fits = metrics.boundingRect(words).width() <= room  # the blank half of a closing bracket needs no room
        return words if fits else metrics.elidedText(words, ELIDE, room)

    def showPopup(self) -> None:
        """Open the list, as wide as its words however narrow the field is."""
        if self._entries is None:
            self._entries = QStyledItemDelegate(self)
            self.setItemDelegate(self._entries)
        margins = self.view().verticalScrollBar().sizeHint().width() + BESIDE_WORDS - FRAME
        self.view().setMinimumWidth(min(self.view().sizeHintForColumn(0) + margins, MOST))
        self.setMaxVisibleItems(ENTRIES)
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show that it opens."""
        super().paintEvent(event)
        if self._shows_arrow():
            _draw_arrow(self, self.height() / 2)

    def _shows_arrow(self) -> bool:
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the notch to the area around."""
        event.ignore()


class CellDropDown(DropDown):
    """A drop-down that stays within a cell of a grid: where words and arrow do not both fit, the words stand alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cell")

    def shown_words(self) -> str:
        """Return the words there is room for, if need be without the arrow."""
        words, metrics = self.currentText(), self.fontMetrics()
        return words if self._shows_arrow() else metrics.elidedText(words, ELIDE, self.width() - 2 * FRAME)

    def _shows_arrow(self) -> bool:
        return self.fontMetrics().boundingRect(self.currentText()).width() <= self.width() - ARROW_IN_CELL


class NumberBox(QSpinBox):
    """A box for a whole number that changes by typing, arrows or keys only."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the arrows for more and less."""
        super().paintEvent(event)
        _draw_arrow(self, self.height() * 0.3, up=True)
        _draw_arrow(self, self.height() * 0.7)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the notch to the area around."""
        event.ignore()


class Slider(QSlider):
    """A slider that moves by dragging or keys only."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the notch to the area around."""
        event.ignore()
