"""Drop-downs, number boxes and sliders that the mouse wheel does not change.

Qt lets a notch over a closed drop-down choose another entry, and so the layout, the policy or what a column means,
while a person only wants to scroll. Here the notch passes on to the area around; an opened list scrolls as before.
Every such widget of the window is one of these: a filter over the whole application would do the same, but made each
of its events a quarter dearer.
"""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSlider, QSpinBox


class DropDown(QComboBox):
    """A drop-down that changes by a click or a key only."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the notch to the area around."""
        event.ignore()


class NumberBox(QSpinBox):
    """A box for a whole number that changes by typing, arrows or keys only."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the notch to the area around."""
        event.ignore()


class Slider(QSlider):
    """A slider that moves by dragging or keys only."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the notch to the area around."""
        event.ignore()
