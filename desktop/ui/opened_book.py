"""One open book with its chosen budget and form: what the screens read, undo and redo, steps made together."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import pipeline
from desktop.catalog import policy as policies
from desktop.catalog.policy import Policy
from desktop.disclosure import Disclosure
from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.ledger import leftovers
from desktop.ledger.book import Book
from desktop.ledger.records import (
    OF_A_UNIT,
    Attachment,
    Budget,
    BudgetFacts,
    DirectLine,
    Record,
    Remark,
    Unit,
)

if TYPE_CHECKING:
    pass

R = TypeVar("R", bound=Record)

CHECK_AFTER = 60
"""Milliseconds after a change at which the checks run: the screens are drawn, and typing on is not held up."""

COMPUTED = ("person", "quota", "quota_split", "project_line", "public_line")
"""Origins of lines that are computed."""


class OpenedBook(QObject):
    """The state behind the window. `changed` is emitted after every change; screens then read again.

    The checks follow when the screens have been drawn; `checked` says that they are done.
    """

    changed = Signal()
    checked = Signal()
    message = Signal(str)
    """Something a person should know: shown in the status bar."""
    gone = Signal()
    """A change was refused because the open file is not under the book's name any more."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book
        book.on_gone = lambda _: self.gone.emit()
        self.taken_out: set[Path] = set()
        """Copies of evidence that were laid down to be opened."""
        self._together = False
        self._last_made: Disclosure | None = None
        self.line_findings: dict[int, str] = {}
        """Messages of the last checks about typed lines, by the ids of the lines."""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.check)
        self._chosen_form = ""
        self.budget: Budget = pipeline.newest_budget(book)
        self.disclosure: Disclosure = pipeline.of_book(book, self.form, self.budget, tables_first=True)
        self._notes = self._read_notes()

    @property
    def form(self) -> str:
        """The layout that is shown: a user's own may be edited, or break, while the book is open."""
        return pipeline.form_of(self.book, self._chosen_form)

    @property
    def facts(self) -> BudgetFacts:
        """Facts of the chosen budget."""
        return self.disclosure.facts

    @property
    def last(self) -> BudgetFacts | None:
        """Facts of last year's budget, None when nothing was entered."""
        return self.disclosure.last

    @property
    def unit(self) -> Unit:
        """The unit of the chosen budget."""
        return self.facts.unit

    @property
    def policy(self) -> Policy | None:
        """The policy pack of the chosen budget, None where it names none or one that is not installed."""
        with suppress(UserError):
            return policies.load(self.budget.policy) if self.budget.policy else None
        return None

    def last_disclosure(self) -> Disclosure | None:
        """Return last year in the layout of today, made when it is first asked for and kept while it stays the same."""
        if self.last is None:
            return None
        disclosure = self._last_made
        if disclosure is None or disclosure.form.key != self.form or disclosure.facts != self.last:
            earlier = self.book.last_year_of(self.last.budget)
            prior = self.book.facts(earlier) if earlier else None
            self._last_made = disclosure = pipeline.disclose(self.last, prior, self.disclosure.form)
        return disclosure

    @property
    def writable(self) -> bool:
        """True where the chosen budget can be changed: the book is not opened to read, the stage is not frozen."""
        return not self.book.read_only and not self.budget.frozen_at

    def notes_of(self, record: Record) -> str:
        """Return the remark on a record and how many files are kept with it, empty where there is neither."""
        return self._notes.get((record.TABLE, record.id), "")

    def _read_notes(self) -> dict[tuple[str, int], str]:
        """Return the notes of the chosen budget by table and record."""
        remarks = {(r.record_table, r.record_id): r.text for r in self.book.records(Remark, budget_id=self.budget.id)}
        files = Counter((a.record_table, a.record_id) for a in self.book.records(Attachment, budget_id=self.budget.id))
        counted = {place: f"附件 {count} 个" for place, count in files.items()}
        return {
            place: "\n".join(part for part in (remarks.get(place, ""), counted.get(place, "")) if part)
            for place in {*remarks, *counted}
        }

    def refresh(self) -> None:
        """Compute everything anew and tell the screens; a budget that an undo took away gives way to the newest."""
        found = self.book.records(Budget, id=self.budget.id)
        self.budget = found[0] if found else pipeline.newest_budget(self.book)
        self.disclosure = pipeline.of_book(self.book, self.form, self.budget)
        self._notes = self._read_notes()
        self.changed.emit()
        self.check_soon()

    def check_soon(self) -> None:
        """Run the checks in a moment, when the screens have been drawn."""
        self._later.start(CHECK_AFTER)

    def check(self) -> None:
        """Run the checks now and tell the screens."""
        self._later.stop()
        if self.book.closed:
            return
        if self.disclosure.form != loader.load(self.form):  # its sentences too, now that the tables can be seen
            self.refresh()
            return
        if self.disclosure.outcomes:
            self.line_findings = self._read_line_findings()
            self.checked.emit()

    def _read_line_findings(self) -> dict[int, str]:
        """Return the messages of the checks about typed lines, by the ids of the lines; answered findings are left out.

        Where two sums differ no single line is to blame, so none is marked.
        """
        messages: dict[str, list[str]] = {}
        for finding in self.disclosure.to_do:
            for key in finding.place.lines if not finding.difference() else ():
                messages.setdefault(key, []).append(f"{finding.code} {finding.message}")
        lines = self.disclosure.cube.lines if messages else ()
        return {
            line.origin.record_id: "\n".join(messages[line.key])
            for line in lines
            if line.key in messages and line.origin.table == DirectLine.TABLE
        }

    def choose(self, budget: Budget) -> None:
        """Turn to another budget."""
        self.budget = budget
        self.refresh()

    def choose_form(self, form: str) -> None:
        """Turn to another layout and keep it with the book."""
        self.book.choose_form(form)
        self._chosen_form = form
        self.refresh()

    def save_as(self, path: Path) -> None:
        """Write the whole book to a new file and go on with that one. Raises UserError; then all is as before."""
        before = self.book.path
        self.book.save_as(path)
        if leftovers.is_copy(before):
            leftovers.remove(before)
        self.refresh()
        self.message.emit(f"已另存为“{path}”，现在编辑的是这个文件")

    def close(self) -> None:
        """Free the book, and remove what was laid down for this window only."""
        self._later.stop()
        self.book.close()
        for copy in self.taken_out:
            leftovers.remove(copy)
        if leftovers.is_copy(self.book.path):
            leftovers.remove(self.book.path)

    def done(self, text: str) -> None:
        """Compute anew and say what was stored; within `together` only its end does."""
        if self._together:
            return
        self.refresh()
        self.message.emit(f"已保存：{text}")

    @property
    def is_together(self) -> bool:
        """True while several edits are made one step."""
        return self._together

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Make what is stored inside one named operation, and compute anew at its end."""
        with self.book.operation(name):
            yield
        self.done(name)

    @contextmanager
    def together(self, name: str) -> Iterator[None]:
        """Make several edits one step, computed once at its end."""
        self._together = True
        try:
            with self.book.operation(name):
                yield
        finally:
            self._together = False
        self.done(name)

    def records(self, kind: type[R]) -> list[R]:
        """Return the records of a kind that belong to the chosen budget (or, for its structure, to the unit)."""
        if kind is Unit:
            return self.book.records(kind, id=self.unit.id)
        owner = {"unit_id": self.unit.id} if kind in OF_A_UNIT else {"budget_id": self.budget.id}
        return self.book.records(kind, **owner)

    def stored(self, record: R) -> R | None:
        """Return a record as it stands in the book now, None when it is gone."""
        return next(iter(self.book.records(type(record), id=record.id)), None)

    def reread(self, record: R) -> R:
        """Return a record as it stands in the book now (inside a step, before anything is computed anew)."""
        return self.book.records(type(record), id=record.id)[0]
