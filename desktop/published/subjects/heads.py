"""The header of a table no layout has: its columns' headings, the lines above, and where words and amounts stand."""

import re
from collections.abc import Iterator, Sequence

from desktop.dataclass import dataclass
from desktop.outside.source_files import SourceRow, SourceTable
from desktop.published.labels import ORDINAL
from desktop.published.reading import BLANK, NOTE, PRINTED
from desktop.published.recognise import DEEPEST, UNIT, YEAR, past_numbers
from desktop.published.subjects import words
from desktop.published.subjects.columns import Path, cell_of

_NUMBERING = re.compile(r"序号|行次|编码|代码|编号")
_CAPTION = re.compile(rf"(?!金额|[^（）()]*数|合计|总计)(?:[^：:]{{2,8}}[：:]|.*{UNIT.pattern})")
_BARE_YEAR = re.compile(r"(20[0-9]{2})(?=\s*(?:年|预算|$))")


@dataclass(frozen=True, slots=True)
class Head:
    """The columns' headings, the lines above them, and the rows below them up to the first note."""

    paths: tuple[Path, ...]
    above: tuple[str, ...]
    rows: tuple[SourceRow, ...]

    @property
    def body(self) -> int:
        """The number of the first row below the header."""
        return self.rows[0].number

    @property
    def unit(self) -> str:
        """The unit of money in the lines above or in a heading; empty where none or several are named."""
        lines = (*self.above, *("".join(path) for path in self.paths))
        named = {match[1] for line in lines for match in UNIT.finditer(line)}
        return named.pop() if len(named) == 1 else ""

    @property
    def year(self) -> int:
        """The newest year of the headings, 0 where none names one."""
        return max((int(year) for path in self.paths for year in _BARE_YEAR.findall("".join(path))), default=0)

    @property
    def stated_year(self) -> int | None:
        """The year of the headings, else of the lines above."""
        above = [int(year) for line in self.above for year in YEAR.findall(line)]
        return self.year or max(above, default=0) or None


YEARS = _BARE_YEAR


@dataclass(frozen=True, slots=True)
class Part:
    """Columns that stand together: the one of labels (-1: none) and those of amounts; first and end in the table."""

    first: int
    end: int
    label: int
    amounts: tuple[int, ...]


def head_of(source: SourceTable) -> Head | None:
    """Return the header of a table: from its first row of several words to the first one with a figure or a label."""
    rows = source.rows
    top = next((n for n, row in enumerate(rows[:DEEPEST]) if _is_top(row)), None)
    if top is None:
        return None
    end = next((n for n in range(top + 1, len(rows)) if _is_body(rows[n])), len(rows))
    if end >= len(rows):
        return None
    width = max(len(row.cells) for row in rows[top:])
    lines = [["" if BLANK.fullmatch(cell := cell_of(row, n)) else cell for n in range(width)] for row in rows[top:end]]
    body = past_numbers({row.number: row.cells for row in rows}, rows[end].number)
    below = [row for row in rows if row.number >= body]
    stop = next((n for n, row in enumerate(below) if NOTE.match("".join(row.cells))), len(below))
    above = (source.sheet, *("".join(row.cells) for row in rows[:top]))
    return Head(_spread(lines), above, tuple(below[:stop])) if below[:stop] else None


def _is_top(row: SourceRow) -> bool:
    """Tell whether a row begins a header: several words, no line that says whose the table is or in what unit."""
    texts = [cell for cell in row.cells if cell]
    captions = [text for text in texts if _CAPTION.match(text)]
    named = [text for text in captions if not text.startswith("其中")]
    return len(set(texts)) > 1 and not named and not _is_body(row)


def _is_body(row: SourceRow) -> bool:
    """Tell whether a row is below a header: it has a figure, a single word, or begins with a label of a row."""
    texts = [cell for cell in row.cells if cell]
    if len(texts) < 2 or any(map(PRINTED.fullmatch, texts)):
        return True
    return bool(ORDINAL.match(texts[0])) and not texts[0].startswith("其中")


def _spread(lines: list[list[str]]) -> tuple[Path, ...]:
    """Return the headings of each column; one over several columns stands only in the first of them."""
    depth = len(lines)
    for level, line in enumerate(lines):
        for n in range(1, len(line)):
            covered = any(lines[upper][n] for upper in range(level))
            below = any(lines[lower][n] for lower in range(level + 1, depth))
            if not line[n] and not covered and below:
                line[n] = line[n - 1]
    return tuple(tuple(dict.fromkeys(line[n] for line in lines if line[n])) for n in range(len(lines[0])))


def parts_of(head: Head) -> list[Part]:
    """Return the parts of a table: labels with the amounts behind them, twice in a two-sided one (收支总表)."""
    found: list[Part] = []
    first, labels, amounts = 0, list[int](), list[int]()
    for n, kind in enumerate(_kinds(head)):
        if kind == "label" and amounts:
            found.append(_part(head, first, n, labels, amounts))
            first, labels, amounts = n, [], []
        if kind == "label":
            labels.append(n)
        elif kind == "amount" or labels:
            amounts.append(n)
    return [*found, _part(head, first, len(head.paths), labels, amounts)]


def _part(head: Head, first: int, end: int, labels: Sequence[int], amounts: Sequence[int]) -> Part:
    names = [n for n in labels if not _NUMBERING.search("".join(head.paths[n]))] or list(labels)
    most = max(names, key=lambda n: len({cell_of(row, n) for row in head.rows}), default=-1)
    return Part(first, end, most, tuple(amounts))


def _kinds(head: Head) -> Iterator[str]:
    """Yield of each column whether labels, amounts or nothing stands in it; numbers of rows and codes are labels."""
    for n, path in enumerate(head.paths):
        below = [cell for row in head.rows if (cell := cell_of(row, n))]
        figures = sum(bool(PRINTED.fullmatch(cell)) for cell in below)
        texts = sum(not PRINTED.fullmatch(cell) and not BLANK.fullmatch(cell) for cell in below)
        if _NUMBERING.search("".join(path)):
            yield "label"
        elif figures or texts:
            yield "amount" if figures > texts else "label"
        else:
            yield ""


def title_in(above: Sequence[str]) -> tuple[str, str]:
    """Return the kind of a table by the title nearest above it, and the title; empty for one of another kind."""
    titles = words.raw()["titles"]
    for line in reversed(above):
        text = re.sub(r"\s", "", line)
        if "表" not in text and "预算" not in text:
            continue
        for kind in ("three_public", "purchases", "projects", "sides"):
            if any(word in text for word in titles[kind]):
                refused = kind != "three_public" and any(word in text for word in titles["refused"])
                return ("", "") if refused else (kind, text)
    return "", ""


def funds_in(title: str) -> tuple[str, ...]:
    """Return the sources of money a title names: all of 财政拨款 where it names none of them; none without any."""
    named = {tuple(funds) for word, funds in words.raw()["titles"]["funds"].items() if word in title}
    single = sorted(funds[0] for funds in named if len(funds) == 1)
    return tuple(dict.fromkeys(single)) or next(iter(named), ())
