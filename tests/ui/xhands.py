"""Hands on a mouse and a keyboard of an X server: what they do is sent with XTEST and comes back as a person's doing does.

A script is a generator of steps. Each step waits until what it is about can be seen, also inside the event loop of a
dialog, so that a script goes on wherever the program waits for a person.
"""

import ctypes
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTableWidget,
    QWidget,
)

AT_MOST = 60.0
"""Seconds after which waiting for a step is given up: a net for what never comes, never a measure of speed."""
EVERY = 30
"""Milliseconds between two looks."""

Place = tuple[QWidget, QPoint]
"""A widget and a point in it."""


@dataclass(frozen=True)
class Click:
    """Click where `find` says. what: the words a person would have for it."""

    what: str
    find: Callable[[], Place | None]


@dataclass(frozen=True)
class Type:
    """Type a text into what has the focus."""

    text: str


@dataclass(frozen=True)
class Wait:
    """Wait until something can be seen."""

    what: str
    until: Callable[[], object]


Step = Click | Type | Wait


class Stuck(AssertionError):
    """A step for which nothing was there."""


class Hands(QObject):
    """Does the steps of a script, counts them, and says how it ended (`failure` is None where all were done)."""

    def __init__(self, steps: Iterator[Step]):
        super().__init__()
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self._x.XStringToKeysym.argtypes = [ctypes.c_char_p]
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._x.XFlush.argtypes = [ctypes.c_void_p]
        self._x.XSetInputFocus.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_ulong]
        self._test.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self._test.XTestFakeButtonEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        motion = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_ulong]
        self._test.XTestFakeMotionEvent.argtypes = motion
        self._display = self._x.XOpenDisplay(None)
        assert self._display, "no display"
        self.clicks = self.keys = self.arrived = 0
        self.done: list[str] = []
        self.failure: BaseException | None = None
        self.ended = False
        self._steps, self._step, self._since = steps, None, time.monotonic()
        self._at: QPoint | None = None
        QApplication.instance().installEventFilter(self)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def eventFilter(self, watched, event):
        """Count what came back from the X server as a click."""
        if event.type() == QEvent.Type.MouseButtonPress and watched.isWindowType() and event.spontaneous():
            self.arrived += 1
        return False

    def _look(self):
        """Do the present step where that is possible now; then take the next one."""
        if self.ended or (self.arrived < self.clicks and time.monotonic() < self._since + AT_MOST):
            return
        try:
            if self._step is None:
                self._step, self._since = next(self._steps), time.monotonic()
            if self._did(self._step):
                self._step = None
            elif time.monotonic() > self._since + AT_MOST:
                raise Stuck(f"{self._step}; in view: {in_view()}; done: {self.done}")
        except StopIteration:
            self.stop(None)
        except BaseException as error:
            self.stop(error)

    def stop(self, failure: BaseException | None):
        """End the script, and whatever the program is in."""
        self.failure, self.ended = failure, True
        self._timer.stop()
        for widget in reversed(QApplication.topLevelWidgets()):
            if isinstance(widget, QMenu) or widget.isModal():
                widget.close()
        QApplication.exit(0)  # quit would close the windows

    def _did(self, step: Step) -> bool:
        if isinstance(step, Wait):
            return bool(step.until())
        if isinstance(step, Type):
            return self._typed(step.text)
        found = step.find()
        if found is None or not found[0].isEnabled():
            return False
        widget, point = found
        at = widget.mapToGlobal(point)
        hit = QApplication.widgetAt(at)
        if hit is None or not (hit is widget or widget.isAncestorOf(hit)):
            return False
        moved, self._at = self._at != at, at
        self._test.XTestFakeMotionEvent(self._display, -1, at.x(), at.y(), 0)
        if not moved:  # it stood still between two looks
            for down in (1, 0):
                self._test.XTestFakeButtonEvent(self._display, 1, down, 0)
            self._at = None
            self.clicks += 1
            self.done.append(f"点击“{step.what}”")
        self._x.XFlush(self._display)
        return not moved

    def _typed(self, text: str) -> bool:
        """Type a text: as an input method does, its words arrive whole, here by the clipboard and Ctrl+V."""
        focus, front = QApplication.focusWidget(), windows()[0]
        if focus is None or focus.window() is not front or not front.isActiveWindow():
            self._x.XSetInputFocus(self._display, int(front.winId()), 1, 0)  # what a window manager would do
            self._x.XFlush(self._display)
            return False
        QGuiApplication.clipboard().setText(text)
        codes = [self._x.XKeysymToKeycode(self._display, self._x.XStringToKeysym(n)) for n in (b"Control_L", b"v")]
        for code, down in ((codes[0], 1), (codes[1], 1), (codes[1], 0), (codes[0], 0)):
            self._test.XTestFakeKeyEvent(self._display, code, down, 0)
        self._x.XFlush(self._display)
        self.keys += len(text)
        self.done.append(f"输入“{text}”")
        return True


# what a person sees -------------------------------------------------------------------------------------------


def windows() -> list[QWidget]:
    """Return the windows in view that take clicks: those of the dialog in front, where one is."""
    if (popup := QApplication.activePopupWidget()) is not None:
        return [popup]
    if (modal := QApplication.activeModalWidget()) is not None:
        return [modal]
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def in_view() -> list[str]:
    """Say what is in view, for whoever wonders why a script is stuck."""
    found = []
    for window in windows():
        words = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
        words += [each.toPlainText()[:2000] for each in window.findChildren(QPlainTextEdit) if each.isVisible()]
        text = window.text() if isinstance(window, QMessageBox) else ""
        found.append(f"{type(window).__name__} {window.windowTitle()} {text} {words}")
    return found


def seen(kind: type) -> list[QWidget]:
    """Return the widgets of a kind in view."""
    return [child for window in windows() for child in window.findChildren(kind) if child.isVisible()]


def middle(widget: QWidget, where: QRect | None = None) -> Place | None:
    """Return the middle of a part of a widget, None where that is not in view."""
    area = where if where is not None else widget.rect()
    return (widget, area.center()) if widget.rect().contains(area.center()) else None


def button(text: str) -> Click:
    """Click a button by its words."""

    def find():
        return next((middle(b) for b in seen(QAbstractButton) if b.text().replace("&", "") == text), None)

    return Click(text, find)


def entry(text: str) -> Click:
    """Click an entry of the menu that is open."""

    def find():
        menu = QApplication.activePopupWidget()
        actions = menu.actions() if isinstance(menu, QMenu) else []
        return next((middle(menu, menu.actionGeometry(a)) for a in actions if a.text() == text and a.isEnabled()), None)

    return Click(text, find)


def item(text: str, name: str = "") -> Click:
    """Click an entry of a list, tree or table (by the name it has for a screen reader) that begins with a text."""

    def find():
        for view in seen(QAbstractItemView):
            if name and view.accessibleName() != name:
                continue
            for index in view.model().match(
                view.model().index(0, 0), 0, text, -1, Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive
            ):
                return middle(view.viewport(), view.visualRect(index))
        return None

    return Click(text, find)


def box(name: str, text: str) -> Iterator[Click]:
    """Open a drop-down by its name and choose a text."""

    def find():
        return next((middle(b) for b in seen(QComboBox) if b.accessibleName() == name), None)

    yield Click(name, find)
    yield item(text)


def tick(name: str, row: int) -> Click:
    """Click the tick of a row of a table in view."""

    def find():
        for table in seen(QTableWidget):
            if table.accessibleName() == name and row < table.rowCount():
                rect = table.visualItemRect(table.item(row, 0))
                return middle(table.viewport(), QRect(rect.left() + 4, rect.top(), 14, rect.height()))
        return None

    return Click(f"{name}第{row + 1}行", find)
