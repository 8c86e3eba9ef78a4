"""Long work in the background: a thread of its own with progress, cancel, and a result or a refusal at the end.

Only work that leaves the book alone belongs here: its result is handed to the window, which alone changes the book.
"""

import sys
from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6 import QtWidgets  # its dialogs are loaded when one is shown
from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop import garbage
from desktop.findings import UserError
from desktop.ui.kit.book_window import BookWindow
from desktop.ui.kit.plain_text import as_plain_text

T = TypeVar("T")
SHOWN_AFTER = 400
"""Milliseconds after which the dialog appears; quick work passes without a flicker."""

SEARCH_EVERY = 100
"""Milliseconds after which the window's thread sees, while another works, whether it should search for cycles."""

_running: set["Job[Any]"] = set()


class _Board(QObject):
    """Says when named work begins, goes on or ends."""

    changed = Signal()


board = _Board()


def named_jobs_of(window: QWidget) -> list["Job[Any]"]:
    """Return the work that goes on for a window or a dialog of it and has a name, in the order of the names."""
    return sorted((job for job in _running if job.label and job.belongs_to(window)), key=lambda job: job.label)


class Job(QThread, Generic[T]):
    """One piece of work in a thread. Its outcome arrives in the window's thread, unless the job was forgotten."""

    progressed = Signal(str, int, int)
    """Words for a person, how many steps are done, how many there are."""
    noticed = Signal(str)
    """Something a person should know although the work goes on."""
    ended = Signal()
    """After everything: the outcome has arrived or was thrown away. Unlike `finished` it comes only while the window
    waits for events, so that whoever connects right after the work began never misses it."""

    def __init__(
        self,
        parent: QWidget,
        work: Callable[["Job[T]"], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        label: str = "",
    ) -> None:
        """parent: the widget the outcome is for. work: may look at `cancelled` and emit the signals of the job.

        done gets the result, failed the exception that ended the work. label: what the list of the window calls it;
        without one it is not listed.
        """
        super().__init__()
        self._parent, self._work, self._done, self._failed = parent, work, done, failed
        self._result: list[T] = []
        self._error: BaseException | None = None
        self._forgotten = False
        self.cancelled = False
        self.dialog: QtWidgets.QProgressDialog | None = None
        """What shows that the job is running, and offers to forget it."""
        self.label, self.steps = label, (0, 0)
        self.stop: Callable[[], None] = self.cancel
        """What a person who stops the work in the list of the window asks for."""
        self.progressed.connect(self._note_steps)
        self.finished.connect(self._finish)
        self._search = QTimer(self)
        self._search.setInterval(SEARCH_EVERY)
        self._search.timeout.connect(garbage.search_if_due)

    def _note_steps(self, _words: str, done: int, total: int) -> None:
        self.steps = (done, total)
        board.changed.emit()

    @property
    def far(self) -> str:
        """How far it is, in brackets; empty where nobody knows."""
        done, total = self.steps
        return f"（{done}/{total}）" if total else ""

    def begin(self) -> None:
        """Start the work; the program does not end before it."""
        _running.add(self)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.wait)
        garbage.hold()
        self._search.start()
        self.start()
        board.changed.emit()

    def run(self) -> None:
        """Do the work, in the thread."""
        try:
            self._result.append(self._work(self))
        except BaseException as error:
            self._error = error

    def cancel(self) -> None:
        """Ask the work to stop where it can; its outcome still arrives."""
        self.cancelled = True

    def forget(self) -> None:
        """Ask the work to stop, and throw its outcome away."""
        self.cancelled = self._forgotten = True
        self.label = ""
        board.changed.emit()

    def stop_now(self) -> list[T]:
        """Stop the work before its widget goes away, wait for its end and throw its outcome away.

        Returns what came of it: one result where it was done before it could stop, else nothing.
        """
        self.forget()
        self.wait()
        return list(self._result)

    def belongs_to(self, window: QWidget) -> bool:
        """Tell whether the outcome is for a window, or for something in it or a dialog of it."""
        widget = self._parent if isValid(self._parent) else None
        while widget is not None and widget is not window:
            widget = widget.parentWidget()
        return widget is not None

    def is_for(self, parent: QWidget) -> bool:
        """Tell whether the outcome is for a widget."""
        return self._parent is parent

    def _finish(self) -> None:
        self.label = ""
        board.changed.emit()
        self.wait()  # Qt says that a thread has finished a moment before it has ended
        self._search.stop()
        garbage.release()
        QTimer.singleShot(0, partial(_running.discard, self))  # never freed inside its own signal
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.canceled.disconnect(self.forget)
            self.dialog.close()
            self.dialog.deleteLater()
        if not self._forgotten and isValid(self._parent):
            self._hand_over()
        self.ended.emit()

    def _hand_over(self) -> None:
        try:
            if self._error is not None:
                raise self._error
            self._done(self._result[0])
        except Exception as error:
            self._failed(error)


def run_in_background(parent: QWidget, label: str, work: Callable[[], T], done: Callable[[T], None]) -> Job[T]:
    """Start work that can be cancelled while it goes on; a refusal (UserError) is shown in its own words."""
    return run_in_steps(parent, label, lambda _: work(), done)


def run_in_steps(parent: QWidget, label: str, work: Callable[[Job[T]], T], done: Callable[[T], None]) -> Job[T]:
    """Start work that says how far it is (`Job.progressed`) and looks at `Job.cancelled`.

    A window on a book lists it in its status bar; elsewhere a small dialog shows it. Both can cancel it.
    """
    job = Job(parent, work, done, partial(_show_failure, parent), label)
    job.stop = job.forget
    if not isinstance(parent, BookWindow):
        job.dialog = _dialog_of(job, parent)
    job.begin()
    return job


def _dialog_of(job: Job[Any], parent: QWidget) -> "QtWidgets.QProgressDialog":
    dialog = QtWidgets.QProgressDialog(as_plain_text(job.label), "取消", 0, 0, parent)
    dialog.setWindowTitle("请稍候")
    dialog.setMinimumDuration(SHOWN_AFTER)
    dialog.setAutoReset(False)
    dialog.canceled.connect(job.forget)
    job.progressed.connect(partial(_show_steps, dialog))
    return dialog


def _show_steps(dialog: "QtWidgets.QProgressDialog", _words: str, done: int, total: int) -> None:
    if isValid(dialog):
        dialog.setMaximum(total)
        dialog.setValue(done)


def forget_jobs_of(parent: QWidget) -> None:
    """Forget the jobs of a window that is closing."""
    for job in _running:
        if job.is_for(parent):
            job.forget()


def may_stop(window: QWidget) -> bool:
    """Before a window or dialog closes: say what goes on for it, ask whether to wait; return whether it may close."""
    jobs = [job for job in named_jobs_of(window) if not job.cancelled]
    if not jobs:
        return True
    listed = "\n".join(f"· {job.label}{job.far}" for job in jobs)
    text = f"还在进行：\n{listed}\n\n现在关闭，就停下来，没有做完的不会有结果。"
    box = QtWidgets.QMessageBox(QtWidgets.QMessageBox.Icon.Question, "还有工作没有做完", text, parent=window)
    box.setTextFormat(Qt.TextFormat.PlainText)
    wait = box.addButton("继续等待", QtWidgets.QMessageBox.ButtonRole.RejectRole)
    stop = box.addButton("停止并关闭", QtWidgets.QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(wait)
    box.setEscapeButton(wait)
    box.exec()
    if box.clickedButton() is not stop:
        return False
    for job in named_jobs_of(window):
        job.stop()
    return True


def _show_failure(parent: QWidget, error: BaseException) -> None:
    if isinstance(error, UserError):
        QtWidgets.QMessageBox.warning(parent, "没有完成", as_plain_text(str(error)))
    else:
        sys.excepthook(type(error), error, error.__traceback__)
