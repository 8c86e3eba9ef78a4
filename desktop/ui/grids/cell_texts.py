"""The refused texts of one grid by row and column: a view of those of the open book, where rows have other names."""

from collections.abc import Hashable, Iterator, Mapping, MutableMapping
from types import MappingProxyType
from typing import Any, Protocol

from desktop.layouts.paper.glyphs import unwritable
from desktop.ui.edits.refused_texts import EMPTY_ROW, RefusedTexts, Texts
from desktop.ui.session import Session

Place = tuple[int, str]
"""Row and column (key)."""


Reasons = dict[str, str]
"""By column why a text was refused, empty where it was taken."""
NO_REASONS: Mapping[str, str] = MappingProxyType({})


def worked_out(editor: str, text: str) -> str:
    """Return a typed calculation worked out, in columns of numbers."""
    if editor not in ("amount", "number") or text.isdigit():
        return text
    from desktop.ui.kit import arithmetic  # not before something is typed

    return arithmetic.worked_out(text)


def unfit(key: str, text: str) -> str:
    """Return why a text cannot stand in any file, empty where it can; a name is one line."""
    if key == "name" and "\n" in text:
        return f"“{text.replace(chr(10), '⏎')}”中有换行，名称请写成一行"
    return unwritable(text)


class KnownRows(Protocol):
    """What is asked of a grid: its name, its rows and what each is known by."""

    session: Session
    rows: list[Any]

    @property
    def name(self) -> str:
        """What the grid is called."""

    def ids(self, row: Any) -> tuple[Hashable, ...]:
        """Return what a row is known by."""


class CellTexts(MutableMapping[Place, tuple[str, str]]):
    """By row and column a typed text that could not be taken, and why."""

    def __init__(self, grid: KnownRows) -> None:
        self._grid = grid

    @property
    def _all(self) -> RefusedTexts:
        return self._grid.session.refused

    @property
    def _own(self) -> Texts:
        return self._all.of(self._grid.name)

    def _known(self, row: int) -> tuple[Hashable, ...]:
        return self._grid.ids(self._grid.rows[row]) if row < len(self._grid.rows) else (EMPTY_ROW,)

    def __getitem__(self, place: Place) -> tuple[str, str]:
        own = self._own
        found = next((own[known, place[1]] for known in self._known(place[0]) if (known, place[1]) in own), None)
        if found is None:
            raise KeyError(place)
        return found

    def get(self, place: Place, default: tuple[str, str] | None = None) -> tuple[str, str] | None:  # type: ignore[override]
        """Return the text of a cell; asked for with every cell that is painted, and there is hardly ever one."""
        return super().get(place, default) if self._own else default

    def __setitem__(self, place: Place, text: tuple[str, str]) -> None:
        self.pop(place, None)
        self._all.put(self._grid.name, self._known(place[0])[0], place[1], text)

    def __delitem__(self, place: Place) -> None:
        found = next((known for known in self._known(place[0]) if (known, place[1]) in self._own), None)
        if found is None:
            raise KeyError(place)
        self._all.drop(self._grid.name, found, place[1])

    def __iter__(self) -> Iterator[Place]:
        own = self._own
        if own:
            places = self.places()
            yield from [(places[known], column) for known, column in own if known in places]

    def __len__(self) -> int:
        return len(list(iter(self)))

    def places(self) -> dict[Hashable, int]:
        """Return where each row stands, by what it is known by."""
        places = {known: row for row in range(len(self._grid.rows)) for known in self._known(row)}
        return places | {EMPTY_ROW: len(self._grid.rows)}

    def begun(self, known: Hashable, reasons: Mapping[str, str] = NO_REASONS) -> None:
        """What is refused in the empty row goes with the row that was begun in it, unless that could take it.

        reasons: by column why a text is still refused, empty where it was taken.
        """
        for (before, column), text in list(self._own.items()):
            if before == EMPTY_ROW:
                self._all.drop(self._grid.name, before, column)
                if reason := reasons.get(column, text[1]):
                    self._all.put(self._grid.name, known, column, (text[0], reason))

    def keep_to(self, there: set[Hashable]) -> None:
        """Let the texts of rows that are gone go; they come back with their rows."""
        gone = [(known, column) for known, column in self._own if known != EMPTY_ROW and known not in there]
        if gone:
            self._all.lose(self._grid.name, gone)

    def answer(self, answers: dict[tuple[Hashable, str], tuple[str, str]]) -> None:
        """Hold texts of many cells, by what their rows are known by; one without a reason was taken."""
        self._all.answer(self._grid.name, answers)


class Answers:
    """What became of the cells of a block, held until its step is done: a row may stand elsewhere by then."""

    def __init__(self, texts: CellTexts) -> None:
        self._texts = texts
        self._found: dict[tuple[Hashable, str], tuple[str, str]] = {}
        self._refused: dict[tuple[Hashable, str], None] = {}

    def note(self, known: tuple[Hashable, ...], texts: dict[str, str], reasons: Reasons) -> None:
        """Note the texts of a row by column, and why some were refused."""
        self._refused |= dict.fromkeys((known[0], reason) for reason in reasons.values() if reason)
        for column, text in texts.items():
            reason = reasons.get(column, "")
            for number, each in enumerate(known):  # the row may have been known by each of them when it was refused
                self._found[each, column] = (text, "" if number else reason)

    def note_empty_row(self, texts: dict[str, str], why: str) -> None:
        """Let the texts of a row that cannot be begun stand in the empty one, where they wait for what is missing."""
        self.note((EMPTY_ROW,), texts, dict.fromkeys(texts, why))

    def keep(self) -> None:
        """Let what was refused stand in its cells, and what stood in those that were taken go."""
        self._texts.answer(self._found)

    def refused(self) -> list[str]:
        """Return why cells were refused, by the place their row has now; a filter may hide it."""
        now = self._texts.places() if self._refused else {}
        rows = [
            (f"第 {now[known] + 1} 行" if known in now else "筛选后看不到的行", why) for known, why in self._refused
        ]
        return [f"{row}：{why}" for row, why in rows]
