"""Where the window stands and how large it is: remembered, and never larger than the screen it is on; dialogs too."""

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.kit.look import settings

KEY = "window"
USUAL = (1366, 768)
"""Width and height where nothing is remembered and the screen has room for more."""

FRAME = QSize(16, 40)
"""Width and height of what the desktop puts around a dialog: borders and title."""


def fitted(wanted: QRect, room: QRect) -> QRect:
    """Return a place of the wanted size inside the room of a screen, moved and made smaller where it must be."""
    found = QRect(wanted)
    found.setSize(found.size().boundedTo(room.size()))
    left = min(max(found.left(), room.left()), room.right() - found.width() + 1)
    top = min(max(found.top(), room.top()), room.bottom() - found.height() + 1)
    found.moveTo(left, top)
    return found


def restore(window: QWidget) -> None:
    """Put a window where one stood last, wholly on a screen; a screen that is as small is filled."""
    stored = settings().value(KEY)
    if isinstance(stored, QByteArray) and window.restoreGeometry(stored):
        if not window.isMaximized():
            window.setGeometry(fitted(window.geometry(), window.screen().availableGeometry()))
        return
    room = window.screen().availableGeometry()
    if room.width() <= USUAL[0] or room.height() <= USUAL[1]:
        window.showMaximized()
    else:
        place = QRect(0, 0, *USUAL)
        place.moveCenter(room.center())
        window.setGeometry(fitted(place, room))


def remember(window: QWidget) -> None:
    """Remember where a window stands."""
    settings().setValue(KEY, window.saveGeometry())


class DialogFitter(QObject):
    """Watches a dialog until it is shown: no dialog is larger than the screen then."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the dialog in the moment before it is seen."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QDialog):
            watched.removeEventFilter(self)
            parent = watched.parentWidget()
            room = watched.screen().availableGeometry().size() - FRAME
            # A window that is larger than its screen was put so; its dialogs need not be smaller than it is.
            fit(watched, room.expandedTo(parent.window().size()) if parent is not None else room)
        return False


def fit(dialog: QDialog, room: QSize) -> None:
    """Make a dialog no larger than the room there is: what needs more is scrolled, its lowest row stays in view."""
    least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
    if least.width() > room.width() or least.height() > room.height():
        _scroll(dialog, tall=least.height() > room.height())
    dialog.resize(dialog.size().boundedTo(room))


def _scroll(dialog: QDialog, *, tall: bool) -> None:
    layout = dialog.layout()
    if not isinstance(layout, QBoxLayout):
        return
    dialog.setMinimumSize(0, 0)
    lowest = layout.takeAt(layout.count() - 1) if layout.direction() == QBoxLayout.Direction.TopToBottom else None
    margins, spacing = layout.contentsMargins(), layout.spacing()
    inside, area = QWidget(), QScrollArea()
    inside.setLayout(layout)  # Qt hands the widgets over with their layout
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    if tall:  # the width beside the bar is known from the beginning: no other bar appears for what the bar takes
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    area.setWidget(inside)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(0, 0, 0, margins.bottom())
    column.addWidget(area, 1)
    if lowest is not None:
        margins.setTop(0)
        margins.setBottom(0)
        below = QVBoxLayout()
        below.setSpacing(spacing)
        below.setContentsMargins(margins)
        if (row := lowest.layout()) is not None:
            below.addLayout(row)  # as an item alone it would not know the spacing
        else:
            below.addItem(lowest)
        column.addLayout(below)
