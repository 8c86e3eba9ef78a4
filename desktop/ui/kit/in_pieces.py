"""Work of the window's own thread a moment after it is asked for, in pieces between which the window answers."""

from collections.abc import Callable, Iterator
from time import monotonic

from PySide6.QtCore import QObject, QTimer

PIECE = 0.05
"""Seconds after which the window gets its turn."""


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
