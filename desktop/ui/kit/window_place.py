"""Where the window stands and how large it is: remembered, and never larger than the screen it is on."""

from PySide6.QtCore import QByteArray, QRect
from PySide6.QtWidgets import QWidget

from desktop.ui.kit.look import settings

KEY = "window"
USUAL = (1366, 768)
"""Width and height where nothing is remembered and the screen has room for more."""


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
