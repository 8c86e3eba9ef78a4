"""Tables without rules: lines whose parts stand under one another in columns, figures among them."""

import re
from collections.abc import Iterable

from desktop.outside.documents.page import Line

GAP = 1.2
"""Characters of room between two columns."""

BLANKS = 0.9
"""The same where a person or a program put blanks between them: two are enough."""

LEAST_ROWS = 3
FIGURE = re.compile(r"[-−－+]?[0-9][0-9,]*(?:\.[0-9]+)?[%％]?|[—–-]+|/")

TITLE = re.compile(r"(?:附|公开|预算)*表 ?(?:[0-9]{1,2}(?:-[0-9]{1,2})?|[一二三四五六七八九十]{1,3})[:：]?")
"""The number of a table, which stands before its title: 表2  部门收入总表. It is no row of the table above."""

LISTED = re.compile(r".*[·•.．…‥]{5,} *[0-9]{1,4}")
"""A line of contents (目录): words, leader dots and the number of a page. It is no row of a table."""

Rows = tuple[tuple[str, ...], ...]


def is_figure(part: Line) -> bool:
    """Tell whether a part of a line is an amount, a percentage or a sign for none."""
    return FIGURE.fullmatch(part.text) is not None


def blocks(rows: Iterable[list[Line]], gap: float = GAP) -> list[list[Line] | Rows]:
    """Return the lines in order, those that form a table as its rows. rows: of one line, or of several in a table."""
    found: list[list[Line] | Rows] = []
    run: list[tuple[list[Line], list[Line]]] = []

    def text(row: list[Line]) -> None:
        if found and isinstance(found[-1], list):
            found[-1].extend(row)
        else:
            found.append(list(row))

    def close() -> None:
        rows = _rows([chunks for _, chunks in run], plain=all(len(row) == 1 for row, _ in run))
        if rows:
            found.append(rows)
        else:
            for row, _ in run:
                text(row)
        run.clear()

    for row in rows:
        parts = [line.chunks(gap) for line in row]
        chunks = [part for line in parts for part in line]
        wide = max(map(len, parts)) >= 2
        if wide and not TITLE.fullmatch(chunks[0].text) and not LISTED.fullmatch(row[0].text):
            run.append((row, chunks))
            continue
        close()
        text(row)
    close()
    return found


def _rows(lines: list[list[Line]], *, plain: bool) -> Rows:
    """Return the rows of lines in columns, nothing where they are no table: too few, or without figures in place.

    plain: each row is one line, whose parts may be counted.
    """
    with_figures = [chunks for chunks in lines if any(map(is_figure, chunks))]
    if len(with_figures) < LEAST_ROWS:
        return _wide(lines)
    rows = (plain and _same_count(lines)) or _by_place(lines, _columns(with_figures))
    figures = [[bool(FIGURE.fullmatch(cell)) for cell in row] for row in rows]
    return rows if any(sum(column) >= LEAST_ROWS for column in zip(*figures, strict=True)) else ()


def _wide(lines: list[list[Line]]) -> Rows:
    """Return a header and the one or two rows below it, which have a figure under each of several of its columns."""
    rows = _same_count(lines)
    figures = [sum(bool(FIGURE.fullmatch(cell)) for cell in row) for row in rows]
    return rows if len(rows) > 1 and not figures[0] and min(figures[1:]) >= LEAST_ROWS else ()


def _same_count(lines: list[list[Line]]) -> Rows:
    """Return the rows where every line has as many parts: blanks alone rarely stand exactly under one another."""
    return tuple(tuple(chunk.text for chunk in chunks) for chunks in lines) if len({*map(len, lines)}) == 1 else ()


def _by_place(lines: list[list[Line]], columns: list[tuple[float, float]]) -> Rows:
    """Return the rows by where their parts stand; nothing where that gives no columns."""
    if len(columns) < 2:
        return ()
    rows = []
    for chunks in lines:
        row = [""] * len(columns)
        for chunk in chunks:
            row[_nearest(columns, chunk)] += chunk.text
        rows.append(tuple(row))
    return tuple(rows)


def _columns(lines: list[list[Line]]) -> list[tuple[float, float]]:
    """Return the stretches that the parts of the lines cover together."""
    spans: list[list[float]] = []
    for left, right in sorted((chunk.left, chunk.right) for chunks in lines for chunk in chunks):
        if spans and left < spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], right)
        else:
            spans.append([left, right])
    return [(left, right) for left, right in spans]


def _nearest(columns: list[tuple[float, float]], chunk: Line) -> int:
    def shared(column: tuple[float, float]) -> float:
        return min(column[1], chunk.right) - max(column[0], chunk.left)

    return max(range(len(columns)), key=lambda number: shared(columns[number]))
