"""One open book with its chosen budget and form: what the screens read, undo and redo, steps made together."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop import pipeline
from desktop.catalog import policy as policies
from desktop.catalog.policy import Policy
from desktop.disclosure import Disclosure
from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.layouts.form.spec import Form
from desktop.ledger import leftovers
from desktop.ledger.book import Book
from desktop.ledger.records import OF_A_UNIT, Budget, BudgetFacts, DirectLine, Record, Unit
from desktop.ui.kit.in_pieces import InPieces
from desktop.units import layout_in_use, views
from desktop.units.unit_lines import has_content
from desktop.units.views import Asked, View

R = TypeVar("R", bound=Record)

CHECK_AFTER = 60
"""Milliseconds after a change at which the checks run: the screens are drawn, and typing on is not held up."""

NOT_HERE = "现在看的是汇总，只能看；要修改，请在左侧的单位中点一个单位（节点本级）"
"""Why records cannot be changed while several units are shown as one."""

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
        self._later = InPieces(self, self._check)
        self._chosen_form = ""
        self.view: View | None = None
        """The units that are shown as one (汇总), None while one unit is open for work."""
        self._asked: Asked | None = None
        self._last_seen: tuple[Disclosure | None, Disclosure | None] = (None, None)
        """What several units make together, and what that was last year."""
        self.budget: Budget = pipeline.newest_budget(book)
        self._loaded: Form = loader.load(self.form, with_text=False)
        self.disclosure: Disclosure = pipeline.of_book(book, self.form, self.budget, tables_first=True)
        self._notes = self.book.notes_of(self.budget)

    @property
    def form(self) -> str:
        """The layout that is shown: a user's own may be edited, or break, while the book is open."""
        return self.form_of(self.budget if self.view is None else self.view.with_layout)

    def form_of(self, budget: Budget) -> str:
        """Return the layout a budget is shown in: a frozen one keeps that it was frozen with."""
        return pipeline.form_of(self.book, self.book.frozen_form(budget) or self._chosen_form)

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
        if self.view is None and not self.last.units:
            return self._last_of_one(self.last)
        if self._last_seen[0] is not self.disclosure:  # with units that ended since (撤并), as the tables have them
            from desktop.units import together

            view = self.view or views.alone(self.book, self.unit, self.budget)
            self._last_seen = self.disclosure, together.year_before(self.book, view, self.form)
        return self._last_seen[1]

    def _last_of_one(self, last: BudgetFacts) -> Disclosure:
        disclosure = self._last_made
        if disclosure is None or disclosure.form.key != self.form or disclosure.facts != last:
            earlier = self.book.last_year_of(last.budget)
            prior = self.book.facts(earlier) if earlier else None
            self._last_made = disclosure = pipeline.disclose(last, prior, self.disclosure.form)
        return disclosure

    @property
    def is_only_node(self) -> bool:
        """True where one unit is in view that has no figures of its own but units below it (只作汇总节点)."""
        below = self.view is None and any(unit.parent_id == self.unit.id for unit in self.book.units())
        return below and not has_content(self.facts)

    @property
    def writable(self) -> bool:
        """True where the records of the chosen budget can be changed.

        The book is not opened to read, the stage is not frozen, and it is one unit's.
        """
        return self.view is None and self.words_writable

    @property
    def words_writable(self) -> bool:
        """True where words can be written: in a 汇总 too, where the unit that is printed has a budget of its own."""
        return bool(self.budget.id) and not self.book.read_only and not self.budget.frozen_at

    def require_one_unit(self) -> None:
        """Raise UserError while several units are shown as one: there is no single budget to change."""
        if self.view is not None:
            raise UserError(NOT_HERE)

    def notes_of(self, record: Record) -> str:
        """Return the remark on a record and how many files are kept with it, empty where there is neither."""
        return self._notes.get((record.TABLE, record.id), "")

    def refresh(self) -> None:
        """Compute everything anew and tell the screens; a budget that an undo took away gives way to the newest."""
        if not self._show_view():
            found = self.book.records(Budget, id=self.budget.id)
            self.budget = found[0] if found else pipeline.newest_budget(self.book)
            self._loaded = loader.load(self.form)
            self.disclosure = pipeline.of_book(self.book, self.form, self.budget)
        self.book.confine(self.budget)
        self._notes = self.book.notes_of(self.budget)
        self.changed.emit()
        self.check_soon()

    def check_soon(self) -> None:
        """Run the checks in a moment, when the screens have been drawn."""
        self._later.begin(CHECK_AFTER)

    def check(self) -> None:
        """Run the checks now and tell the screens."""
        self._later.stop()
        for _ in self._check():
            pass

    def _check(self) -> Iterator[None]:
        if self.book.closed:
            return
        loaded = loader.load(self.form, department=self._is_department)  # its sentences too, now the tables are seen
        if self._loaded != loaded:
            self.refresh()
            return
        yield from pipeline.check_steps(self.disclosure)
        if self.disclosure.outcomes:
            yield
            self.line_findings = self._read_line_findings()
            yield
            self.checked.emit()

    def _read_line_findings(self) -> dict[int, str]:
        """Return the messages of the checks about typed lines, by the ids of the lines; answered findings are left out.

        Where two sums differ no single line is to blame, so none is marked. Of several units together none is typed.
        """
        if self.view is not None:
            return {}
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

    @property
    def asked(self) -> Asked | None:
        """Which units were asked for as one, None while one unit is open."""
        return self._asked

    def choose(self, budget: Budget, asked: Asked | None = None) -> None:
        """Turn to another budget of one unit, or again to units that were shown as one."""
        self._asked = asked
        self.budget = budget
        self.refresh()

    def choose_view(self, units: Sequence[Unit], *, below: bool, year: int = 0, stage: str = "") -> None:
        """Show several units as one, to look at only: the first with all below it (汇总), or these (选择汇总).

        Without a year: the year that is shown now, or the newest. Raises UserError where none has a budget.
        """
        for _ in self.view_steps(units, below=below, year=year, stage=stage):
            pass
        self.refresh()

    def view_steps(self, units: Sequence[Unit], *, below: bool, year: int = 0, stage: str = "") -> Iterator[int]:
        """Do what `choose_view` does before it shows anything, step by step; yield how many steps are still to do.

        Only what is run to its end changes what is in view; `refresh` then shows it.
        """
        asked = Asked(tuple(unit.id for unit in units), below, year or self.budget.year, stage)
        try:
            view = asked.view(self.book)
        except UserError:
            asked = Asked(asked.units, below, 0, "")
            view = asked.view(self.book)
        if not self.book.read_only:  # what is read of such a book is not kept
            from desktop.units import together

            left = sum(2 + 2 * len(part.last) for part in view.parts)
            for number, _ in enumerate(together.steps(self.book, view), 1):
                yield max(0, left - number)
        self._asked = asked

    @property
    def chosen_units(self) -> tuple[int, ...]:
        """The ids of the units that were chosen to be shown together, empty where it is one with all below it."""
        return self._asked.units if self._asked is not None and not self._asked.with_below else ()

    @property
    def _is_department(self) -> bool:
        return self.view is not None and self.view.is_department

    def _show_view(self) -> bool:
        """Compute the units that are shown as one; False where one alone is chosen or none of them is there now."""
        self.view = None
        with suppress(UserError):
            self.view = self._asked.view(self.book) if self._asked is not None else None
        if self.view is None:
            self._asked = None
            return False
        from desktop.units import together  # what only several units need

        self.budget = self.view.budget
        self._loaded = loader.load(self.form, department=self._is_department)
        self.disclosure = together.of_view(self.book, self.view, self.form)
        return True

    def choose_form(self, form: str) -> None:
        """Turn to another layout and keep it with the book. Raises UserError for a frozen stage."""
        unchanged = layout_in_use.use(self.book, self.budget if self.view is None else self.view.with_layout, form)
        self._chosen_form = form
        self.refresh()
        if unchanged:
            self.message.emit(layout_in_use.describe(unchanged))

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
    def step(self, name: str, *, words: bool = False) -> Iterator[None]:
        """Make what is stored inside one named operation, and compute anew at its end.

        words: what is stored are words, which a 汇总 can have too. Raises UserError where it cannot be stored here.
        """
        if not words or not self.budget.id:
            self.require_one_unit()
        with self.book.operation(name):
            yield
        self.done(name)

    @contextmanager
    def together(self, name: str) -> Iterator[None]:
        """Make several edits one step, computed once at its end."""
        self.require_one_unit()
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
        return self.book.records(kind, **self._owner(kind))

    def count(self, kind: type[Record]) -> int:
        """Return how many records of a kind belong to the chosen budget or to the unit."""
        return self.book.count(kind, **self._owner(kind))

    def _owner(self, kind: type[Record]) -> dict[str, int]:
        return {"unit_id": self.unit.id} if kind in OF_A_UNIT else {"budget_id": self.budget.id}

    def stored(self, record: R) -> R | None:
        """Return a record as it stands in the book now, None when it is gone."""
        return next(iter(self.book.records(type(record), id=record.id)), None)

    def reread(self, record: R) -> R:
        """Return a record as it stands in the book now (inside a step, before anything is computed anew)."""
        return self.book.records(type(record), id=record.id)[0]
