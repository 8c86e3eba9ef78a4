"""Texts that could not be taken: they belong to no book content, yet stay until they are confirmed or given up.

They survive another page, another budget and closing: those of stored records are put beside the book's content.
"""

import json
from collections.abc import Hashable
from contextlib import suppress

from desktop.findings import UserError
from desktop.ui.opened_book import OpenedBook

KEY = "refused"
EMPTY_ROW = ""
"""What the empty row at the end of a grid is known by."""

Known = Hashable
"""The id of a record, the words of a row that is only computed, or `EMPTY_ROW`."""
Texts = dict[tuple[Known, str], tuple[str, str]]
"""By row and column: the text and why it could not be taken."""


class RefusedTexts:
    """The refused texts of one open book by budget, grid, row and column."""

    def __init__(self, opened: OpenedBook) -> None:
        self._opened = opened
        self._texts: dict[tuple[int, str], Texts] = {}
        self._read(opened.book.unconfirmed_text(KEY))

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

    def forget(self, budget: int, grid: str) -> None:
        """Forget all texts of a grid of a budget."""
        if self._texts.pop((budget, grid), None):
            self._store()

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
