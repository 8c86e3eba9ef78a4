"""One open book with its chosen budget and form: what the screens read, undo and redo, steps made together."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import pipeline
from desktop.catalog import policy as policies
from desktop.catalog.policy import Policy
from desktop.compute import drafting
from desktop.compute.lines import BudgetLine
from desktop.disclosure import Disclosure
from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.layouts.tables import withheld
from desktop.layouts.words.narrative import years_of
from desktop.layouts.words.paragraphs import with_years
from desktop.ledger import leftovers
from desktop.ledger.book import Book
from desktop.ledger.journal import Operation, RowChange
from desktop.ledger.records import (
    Attachment,
    Budget,
    BudgetFacts,
    DirectLine,
    Project,
    Record,
    Remark,
    Unit,
)
from desktop.money import Fen

if TYPE_CHECKING:
    from desktop.compute.explain import Node

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

    def next_undo(self) -> Operation | None:
        """Return what undo would take back; never the step that began the book."""
        operation = self.book.next_undo()
        return None if operation is None or operation.id == self.book.founding() else operation

    def undo(self) -> None:
        """Take back the last operation."""
        operation = self.book.undo() if self.next_undo() else None
        if operation:
            self.refresh()
            self.message.emit(f"已撤销：{operation.name}")

    def redo(self) -> None:
        """Repeat the operation taken back last."""
        operation = self.book.redo()
        if operation:
            self.refresh()
            self.message.emit(f"已重做：{operation.name}")

    def go_back_to(self, operation: Operation) -> None:
        """Take back an operation and all that came after it."""
        while (last := self.next_undo()) is not None and last.id >= operation.id:
            self.book.undo()
        self.refresh()
        self.message.emit(f"已撤销到“{operation.name}”之前")

    def take_back(self, operation: Operation) -> None:
        """Take back one operation alone. Raises UserError when later ones touched the same records."""
        if operation.id == self.book.founding():
            raise UserError("这是账本的第一步，不能恢复")
        try:
            self.book.take_back(operation)
        except sqlite3.IntegrityError as error:
            message = "后来录入的内容用到了这一步，不能单独恢复；可以撤销到这一步之前"
            raise UserError(message) from error
        self._done(f"恢复“{operation.name}”")

    def put_back(self, change: RowChange, column: str, name: str) -> None:
        """Put one cell back to what it was. Raises UserError when it was changed again since."""
        try:
            self.book.put_back(change, column, name)
        except sqlite3.IntegrityError as error:
            raise UserError("后来录入的内容用到了它，不能单独恢复这一处") from error
        self._done(f"恢复“{name}”")

    def _done(self, text: str) -> None:
        if self._together:
            return
        self.refresh()
        self.message.emit(f"已保存：{text}")

    @contextmanager
    def together(self, name: str) -> Iterator[None]:
        """Make several edits one step, computed once at its end."""
        self._together = True
        try:
            with self.book.operation(name):
                yield
        finally:
            self._together = False
        self._done(name)

    def stored(self, record: R) -> R | None:
        """Return a record as it stands in the book now, None when it is gone."""
        return next(iter(self.book.records(type(record), id=record.id)), None)

    def project_name(self, line: DirectLine) -> str:
        """Return the name of a line's project as the book has it now."""
        return self.book.records(Project, id=line.project_id)[0].name if line.project_id else ""

    def reread(self, record: R) -> R:
        """Return a record as it stands in the book now (inside a step, before anything is computed anew)."""
        return self.book.records(type(record), id=record.id)[0]

    def computed_lines(self) -> tuple[list[BudgetLine], list[BudgetLine]]:
        """Return the computed expenditure lines of this and of last year."""
        cube = self.disclosure.cube
        made = [line for line in cube.lines if line.side == "支出" and line.origin.table in COMPUTED]
        return [x for x in made if x.year == cube.year], [x for x in made if x.year == cube.year - 1]

    def followed_incomes(self) -> tuple[dict[int, Fen], dict[int, Fen]]:
        """Return what income that follows expenditure comes to in this and in last year, by the id of its record."""
        cube = self.disclosure.cube
        this: dict[int, Fen] = {}
        last: dict[int, Fen] = {}
        for line in cube.lines:
            if line.side == "收入" and line.origin.table == "income":
                found = this if line.year == cube.year else last
                found[line.origin.record_id] = found.get(line.origin.record_id, 0) + line.amount
        return this, last

    def explain(self, line: BudgetLine) -> "Node | None":
        """Return why a computed line of this year has its amount; None for typed lines and other years."""
        from desktop.compute import explain

        if line.year != self.budget.year or line.origin.table not in COMPUTED:
            return None
        drafted = drafting.draft(self.facts)
        return explain.explain(self.facts, drafted.values, line, list(self.disclosure.cube.lines))

    def text_offered(self, key: str) -> str:
        """Return last year's free text as this year would say it; {…} in it gives this year's figures by itself.

        Only the budget's own year, the one before and the one after move on; years of laws and foundations stay.
        """
        if self.last is None:
            return ""
        from desktop.layouts.words.spoken_years import without_spoken_years  # many patterns, seldom needed

        marked = without_spoken_years(self.last.texts.get(key, ""), years_of(self.last.budget.year))
        return with_years(marked, years_of(self.budget.year))

    def reason_offered(self, figure_id: str) -> str:
        """Return the computed causes of a figure's change, in words; a person confirms them."""
        from desktop.compute import causes

        figure = self.disclosure.figures.get(figure_id)
        if self.last is None or not figure.where:
            return ""
        effects = withheld.of(self.facts, self.last).effects(causes.effects(self.last, self.facts))
        parts = causes.causes(effects, figure.where)
        return causes.wording(parts, self.disclosure.form.text_style)
