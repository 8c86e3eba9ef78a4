"""Work of the window's own thread in pieces: a moment after it is asked for, or at once with progress and cancel."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from time import monotonic

from PySide6 import QtWidgets  # its dialogs are loaded when one is shown
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QWidget

PIECE = 0.02
"""Seconds after which the window gets its turn."""
SHOWN_AFTER = 300
"""Milliseconds after which the progress appears."""


class InPieces(QTimer):
    """Begins the work anew whenever it is asked for; `stop` ends it between two pieces."""

    def __init__(self, parent: QObject, work: Callable[[], Iterator[None]]) -> None:
        super().__init__(parent)
        self._work = work
        self._left: Iterator[None] | None = None
        self.setSingleShot(True)
        self.timeout.connect(self._go_on)

    def begin(self, after: int) -> None:
        """Begin in some milliseconds; what was under way is left."""
        self._left = None
        self.start(after)

    def _go_on(self) -> None:
        left = self._left = self._work() if self._left is None else self._left
        until = monotonic() + PIECE
        for _ in left:
            if self._left is not left:
                return  # begun anew meanwhile
            if monotonic() > until:
                self.start(0)
                return
        if self._left is left:
            self._left = None


def walk(parent: QWidget, label: str, steps: Iterator[int]) -> bool:
    """Do all steps (each says how many are left); return False where a person stopped it."""
    dialog: QtWidgets.QProgressDialog | None = None
    try:
        for number, left in enumerate(steps, 1):
            if dialog is None:
                dialog = QtWidgets.QProgressDialog(label, "取消", 0, number + left, parent)
                dialog.setWindowTitle("请稍候")
                dialog.setWindowModality(Qt.WindowModality.WindowModal)
                dialog.setMinimumDuration(SHOWN_AFTER)
            dialog.setMaximum(number + left)
            dialog.setValue(number)
            if dialog.wasCanceled():
                return False
    finally:
        if dialog is not None:
            dialog.close()
            dialog.deleteLater()
    return True


MANY = 100
"""Rows from which on an edit takes long enough for a person to wonder."""


def busy_with(parent: QWidget | None, words: str, rows: int) -> AbstractContextManager[None]:
    """Say in the status bar what is done with many rows; of few nothing need be said."""
    return busy(parent, words) if rows > MANY else nullcontext()


@contextmanager
def busy(parent: QWidget | None, words: str) -> Iterator[None]:
    """Say in the status bar what is done in one piece that may take a second and cannot be left half done."""
    window = parent.window() if parent is not None else None
    bar = window.statusBar() if isinstance(window, QMainWindow) else None
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    if bar is not None:
        bar.showMessage(words)
        bar.repaint()
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()
        if bar is not None:
            bar.clearMessage()
