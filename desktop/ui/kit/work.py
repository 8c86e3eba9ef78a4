"""Long work beside the window: it runs in a thread, can be cancelled, and leaves no trace when it is.

Only work that reads belongs here: its result is handed to the window, which alone changes the book.
"""

import sys
from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QThread, QTimer
from PySide6.QtWidgets import QMessageBox, QProgressDialog, QWidget
from shiboken6 import isValid

from desktop.findings import UserError
from desktop.ui.kit.plain import as_it_is

T = TypeVar("T")
SHOWN_AFTER = 400
"""Milliseconds after which the dialog appears; quick work passes without a flicker."""

_running: set["Work"] = set()  # type: ignore[type-arg]


class Work(QThread, Generic[T]):
    """One job. `done` gets its result in the window's thread; after a cancel nobody does."""

    def __init__(self, parent: QWidget, label: str, job: Callable[[], T], done: Callable[[T], None]) -> None:
        super().__init__()
        self._parent, self._job, self._done = parent, job, done
        self._result: list[T] = []
        self._error: BaseException | None = None
        self.cancelled = False
        self.dialog = QProgressDialog(as_it_is(label), "取消", 0, 0, parent)
        self.dialog.setWindowTitle("请稍候")
        self.dialog.setMinimumDuration(SHOWN_AFTER)
        self.dialog.canceled.connect(self.cancel)
        self.finished.connect(self._finish)

    def run(self) -> None:
        """Do the job, in the thread."""
        try:
            self._result.append(self._job())
        except BaseException as error:
            self._error = error

    def cancel(self) -> None:
        """Forget the job: what it still finds is thrown away."""
        self.cancelled = True

    def of(self, parent: QWidget) -> bool:
        """Tell whether the job was begun for a window."""
        return self._parent is parent

    def _finish(self) -> None:
        self.wait()  # the thread has said that it is done, a moment before it is
        QTimer.singleShot(0, partial(_running.discard, self))  # never freed inside its own signal
        if isValid(self.dialog):
            self.dialog.canceled.disconnect(self.cancel)
            self.dialog.close()
            self.dialog.deleteLater()
        if self.cancelled or not isValid(self._parent):
            return
        try:
            if self._error is not None:
                raise self._error
            self._done(self._result[0])
        except UserError as error:
            QMessageBox.warning(self._parent, "没有完成", as_it_is(str(error)))
        except Exception as error:
            sys.excepthook(type(error), error, error.__traceback__)


def forget(parent: QWidget) -> None:
    """Forget the jobs of a window that is closing."""
    for work in _running:
        if work.of(parent):
            work.cancel()


def beside(parent: QWidget, label: str, job: Callable[[], T], done: Callable[[T], None]) -> Work[T]:
    """Start a job beside the window."""
    work = Work(parent, label, job, done)
    _running.add(work)
    application = QCoreApplication.instance()
    if application is not None:
        application.aboutToQuit.connect(work.wait)
    work.start()
    return work
