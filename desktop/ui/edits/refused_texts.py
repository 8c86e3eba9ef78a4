"""Texts that could not be taken: they belong to no book content, yet stay until they are confirmed or given up.

They survive another page, another budget and closing: those of stored records are put beside the book's content. A step
that is taken back takes back what it did to them too.
"""

import json
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.ledger.journal import Operation
from desktop.ui.opened_book import OpenedBook

KEY, STEPS, ALONE = "refused", "refused_steps", "alone"
"""Under these names the texts, and what the last steps did to them, are put beside the book's content."""
MOST_CELLS = 2_000
"""How many cells of steps are stored together, the latest. A step beyond them is stored by itself: once, when it was
done, not again with every step after it."""
MOST_LARGE = 200_000
"""How many cells of steps are stored by themselves, the latest; of a step beyond it is known how many it had."""
MOST_SEARCHED = 200
"""Among how many undone steps the one is searched that had added a row."""
EMPTY_ROW = ""
"""What the empty row at the end of a grid is known by."""

Known = Hashable
"""The id of a record, the words of a row that is only computed, or `EMPTY_ROW`."""
Texts = dict[tuple[Known, str], tuple[str, str]]
"""By row and column: the text and why it could not be taken."""


@dataclass(frozen=True, slots=True)
class _Step:
    """What a step did to the texts of a grid: those of each cell it touched, before and after (None: there was none).

    behind: number and time of the step in the book; where it changed nothing there, those of the one before it.
    lost: how many cells it touched that were not stored when the book was closed.
    """

    behind: tuple[int, str]
    name: str
    place: tuple[int, str]
    cells: dict[tuple[Known, str], tuple[tuple[str, str] | None, tuple[str, str] | None]]
    lost: int = 0


class RefusedTexts:
    """The refused texts of one open book by budget, grid, row and column."""

    def __init__(self, opened: OpenedBook) -> None:
        self._opened = opened
        self._texts: dict[tuple[int, str], Texts] = {}
        self._steps: dict[tuple[int, str], _Step] = {}
        self._alone_stored: dict[str, tuple[tuple[int, str], int]] = {}
        self._alone: list[_Step] = []
        self._alone_undone: list[_Step] = []
        self._read(opened.book.unconfirmed_text(KEY))
        self._read_steps(opened.book.unconfirmed_text(STEPS))

    def __len__(self) -> int:
        return sum(len(texts) for texts in self._texts.values())

    @property
    def grids(self) -> list[tuple[int, str]]:
        """Budget and name of each grid that has some."""
        return [place for place, texts in self._texts.items() if texts]

    def waiting(self) -> str:
        """Return what is said before a step that takes the budget in view as it is; empty where nothing waits."""
        budgets = None if self._opened.view is not None else {self._opened.budget.id}
        count = sum(len(t) for (budget, _), t in self._texts.items() if budgets is None or budget in budgets)
        return f"还有 {count} 处标红的内容没有入账，现在的数里没有它们；请先在原处改正。" if count else ""

    def of(self, grid: str) -> Texts:
        """Return the texts of a grid in the chosen budget; change them through the methods below."""
        return self._texts.get((self._opened.budget.id, grid), {})

    def put(self, grid: str, known: Known, column: str, text: tuple[str, str]) -> None:
        """Hold a text that could not be taken."""
        self._texts.setdefault((self._opened.budget.id, grid), {})[known, column] = text
        self._store()

    def answer(self, grid: str, answers: Texts) -> None:
        """Hold the texts of a block that were refused, forget what stood where one was taken (it has no reason)."""
        texts = self._texts.setdefault((self._opened.budget.id, grid), {})
        before = dict(texts)
        for place, (text, reason) in answers.items():
            texts.pop(place, None)
            if reason:
                texts[place] = (text, reason)
        if texts != before:
            self._store()

    def drop(self, grid: str, known: Known, column: str) -> None:
        """Forget a text: it was taken, given up, or its row is gone."""
        if self.of(grid).pop((known, column), None) is not None:
            self._store()

    def lose(self, grid: str, cells: Iterable[tuple[Known, str]]) -> None:
        """Let the texts of rows that are gone go with them; the step that brings a row back brings back its texts."""
        texts = self.of(grid)
        gone = {cell: texts.pop(cell) for cell in list(cells) if cell in texts}
        for known in {known for known, _ in gone}:
            found = self._took_away(known)
            if found is None:
                continue
            operation, undone = found
            key, place = (operation.id, operation.at), (self._opened.budget.id, grid)
            step = self._steps.setdefault(key, _Step(key, "", place, {}))
            for cell in [cell for cell in gone if cell[0] == known] if step.place == place else []:
                before = step.cells.get(cell, (None, None))[0]
                step.cells[cell] = (before, gone[cell]) if undone else (gone[cell], None)
            self._alone_stored.pop(f"{STEPS}:{operation.id}", None)
        if gone:
            self._store()
            self._store_steps()

    def _took_away(self, known: Known) -> tuple[Operation, bool] | None:
        """Return the step that took a row away, and whether by being undone: it had added the row."""
        book = self._opened.book
        undone = [operation for operation in book.history() if operation.state == "undone"][:MOST_SEARCHED]
        last = book.next_undo()
        for operation in (*filter(None, (last,)), *undone):
            for change in book.changes(operation):
                if change.record_id == known and (change.after if operation is last else change.before) is None:
                    return operation, operation is not last
        return None

    def forget(self, budget: int, grid: str) -> None:
        """Forget all texts of a grid of a budget."""
        if self._texts.pop((budget, grid), None):
            self._store()

    def history_cleared(self) -> None:
        """Forget what steps did that are no more; the texts that still stand in their cells are stored again."""
        for known in (self._steps, self._alone_stored, self._alone, self._alone_undone):
            known.clear()
        self._store()

    # steps --------------------------------------------------------------------------------------------

    @contextmanager
    def step(self, grid: str, name: str = "") -> Iterator[None]:
        """Remember what an edit does to the texts of a grid, for the time it is taken back.

        name: also remembered under this name where all of it was refused, so that the book knows of no step.
        """
        place = (self._opened.budget.id, grid)
        before, last = dict(self._texts.get(place, {})), self._last()
        yield
        now, after = self._last(), self._texts.get(place, {})
        touched = {cell: (before.get(cell), after.get(cell)) for cell in {**before, **after}}
        cells = {cell: texts for cell, texts in touched.items() if texts[0] != texts[1]}
        if now != last:
            self._alone.clear()
        if cells or now != last:
            self._alone_undone.clear()
        if cells and now != last:
            self._steps[now] = _Step(now, name, place, cells)
            self._store_steps()
        elif cells and name:
            self._alone.append(_Step(now, name, place, cells))

    def _last(self) -> tuple[int, str]:
        last = self._opened.book.next_undo()
        return (last.id, last.at) if last is not None else (0, "")

    def next_alone(self) -> str:
        """Return the name of the last step if all of it was refused and nothing has been done since, else nothing."""
        return self._alone[-1].name if self._alone and self._alone[-1].behind == self._last() else ""

    def take_back_alone(self) -> None:
        """Take back the last step of which all was refused."""
        step = self._alone.pop()
        self._alone_undone.append(step)
        self._turn(step, back=True)

    def next_again(self) -> str:
        """Return the name of such a step that was taken back last, if nothing has been done since, else nothing."""
        undone = self._alone_undone
        return undone[-1].name if undone and undone[-1].behind == self._last() else ""

    def repeat_alone(self) -> None:
        """Let what such a step left refused stand in its cells again."""
        step = self._alone_undone.pop()
        self._alone.append(step)
        self._turn(step, back=False)

    def taken_back(self, operation: Operation) -> int:
        """Let the texts be as they were before a step of the book that was just taken back.

        Returns how many texts could not follow, as they were too many to be stored when the book was closed.
        """
        return self._follow(operation, back=True)

    def repeated(self, operation: Operation) -> int:
        """Let the texts be as they were behind a step of the book that was just repeated; returns the same."""
        return self._follow(operation, back=False)

    def _follow(self, operation: Operation, *, back: bool) -> int:
        self._alone.clear()
        self._alone_undone.clear()
        step = self._steps.get((operation.id, operation.at))
        if step is not None:
            self._turn(step, back=back)
        return step.lost if step is not None else 0

    def _turn(self, step: _Step, *, back: bool) -> None:
        """Put back the text of each cell."""
        texts = self._texts.setdefault(step.place, {})
        for cell, (before, after) in step.cells.items():
            texts.pop(cell, None)
            if (text := before if back else after) is not None:
                texts[cell] = text
        self._store()

    # beside the book ----------------------------------------------------------------------------------

    def _store(self) -> None:
        """Put the texts of stored records beside the book, so that closing or a power cut does not take them."""
        found = [
            [budget, grid, known, column, *text]
            for (budget, grid), texts in self._texts.items()
            for (known, column), text in texts.items()
            if isinstance(known, int | str)
        ]
        with suppress(UserError):  # a file that cannot be written is told by the edit itself; the text is still seen
            self._opened.book.store_unconfirmed_text(KEY, json.dumps(found, ensure_ascii=False) if found else "")

    def _read(self, stored: str) -> None:
        """Take what was stored; what cannot be read any more was no content of the book."""
        with suppress(ValueError, TypeError):
            for budget, grid, known, column, text, reason in json.loads(stored or "[]"):
                self._texts.setdefault((budget, grid), {})[known, column] = (text, reason)

    def _store_steps(self) -> None:
        """Put what the last steps did beside the book: a step is taken back after closing too."""
        found: list[list[object]] = []
        together, apart = 0, 0
        for step in reversed(self._steps.values()):
            count = len(step.cells)
            alone = bool(step.lost) or together + count > MOST_CELLS
            together += 0 if alone else count
            apart += count if alone else 0
            stored = alone and apart <= MOST_LARGE and not step.lost
            if alone:
                self._store_alone(step, stored=stored)
            left = ALONE if stored else step.lost + count
            found.insert(0, [*step.behind, *step.place, left if alone else _listed(step)])
        self._put_beside(STEPS, json.dumps(found, ensure_ascii=False))

    def _store_alone(self, step: _Step, *, stored: bool) -> None:
        """Put a step of many cells beside the book under a name of its own, or take it away there."""
        key, cells = f"{STEPS}:{step.behind[0]}", step.cells if stored else {}
        if self._alone_stored.get(key) != (step.behind, len(cells)):
            self._put_beside(key, json.dumps([*step.behind, _listed(step)], ensure_ascii=False) if stored else "")
            self._alone_stored[key] = (step.behind, len(cells))

    def _put_beside(self, key: str, text: str) -> None:
        with suppress(UserError):
            self._opened.book.store_unconfirmed_text(key, text)

    def _read_steps(self, stored: str) -> None:
        with suppress(ValueError, TypeError):
            for number, at, budget, grid, listed in json.loads(stored or "[]"):
                behind = (number, at)
                found = self._read_alone(behind) if listed == ALONE else listed
                lost = found if isinstance(found, int) else 0
                cells = {
                    (known, column): (_text(before), _text(after))
                    for known, column, before, after in ([] if isinstance(found, int) else found)
                }
                self._steps[behind] = _Step(behind, "", (budget, grid), cells, lost)

    def _read_alone(self, behind: tuple[int, str]) -> list[list[Any]]:
        """Return the cells of a step that was stored by itself, none where another step has its number since."""
        number, at, listed = json.loads(self._opened.book.unconfirmed_text(f"{STEPS}:{behind[0]}") or '[0, "", []]')
        self._alone_stored[f"{STEPS}:{number}"] = (behind, len(listed))
        return list(listed) if (number, at) == behind else []


def _listed(step: _Step) -> list[list[object]]:
    """Return the cells of a step as they are stored, those of rows that would be found again."""
    return [[*cell, *texts] for cell, texts in step.cells.items() if isinstance(cell[0], int | str)]


def _text(stored: list[str] | None) -> tuple[str, str] | None:
    """Return a text and its reason as they were stored, None where there was none."""
    if stored is None:
        return None
    text, reason = stored
    return text, reason
