"""Work on the disclosures of many budgets, one after another beside the window; the book is read between them only."""

from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop import pipeline
from desktop.disclosure import Disclosure
from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.ledger.records import Budget
from desktop.ui.kit.background import Job
from desktop.ui.session import Session

T = TypeVar("T")


class OneByOne(QObject, Generic[T]):
    """Runs one piece of work on each budget. `came` brings a budget and its result, or the exception that ended it."""

    came = Signal(object, object)
    ended = Signal()

    def __init__(
        self, session: Session, parent: QWidget, work: Callable[[Budget, Disclosure, Job[T]], T], label: str = ""
    ) -> None:
        """label: what the list of the window calls the work; without one it is not listed."""
        super().__init__(parent)
        self._session, self._parent, self._work, self._label = session, parent, work, label
        self._waiting: deque[Budget] = deque()
        self._job: Job[T] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._next)

    @property
    def running(self) -> bool:
        """True while a budget is worked on or waits."""
        return self._job is not None or bool(self._waiting)

    def begin(self, budgets: Iterable[Budget], after: int = 0) -> None:
        """Work on these budgets, and no more on others that waited; after: milliseconds in which nothing begins."""
        self._waiting = deque(budgets)
        if self._job is None and self._waiting:
            self._soon.start(after)

    def cancel(self) -> None:
        """Begin no further budget, and ask the present one to stop; its outcome still comes."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()
        elif self._soon.isActive():  # between two budgets, where nothing is there that could end by itself
            self._soon.stop()
            self.ended.emit()

    def stop(self) -> list[T]:
        """Stop at once; nothing comes any more. Returns the result of the present budget where it was done before."""
        self._waiting.clear()
        self._soon.stop()
        job, self._job = self._job, None
        return job.stop_now() if job is not None else []

    def _next(self) -> None:
        if self._job is not None or not self._waiting or self._session.book.closed:
            return
        budget = self._waiting.popleft()
        try:
            make = pipeline.later(self._session.book, budget, loader.load(self._session.form_of(budget)))
        except UserError as error:
            self._end(budget, error)
            return
        work = self._work
        self._job = Job(
            self._parent,
            lambda job: work(budget, make(), job),
            lambda result: self._end(budget, result),
            lambda error: self._end(budget, error),
            self._label,
        )
        self._job.stop = self.cancel
        self._job.begin()

    def _end(self, budget: Budget, result: Any) -> None:
        self._job = None
        self.came.emit(budget, result)
        if self._waiting:
            self._soon.start(0)
        else:
            self.ended.emit()
