"""Where a table begins and ends: rows of caption and header, its body, notes below it, its rest on the next page."""

import re
from dataclasses import replace

from desktop.audit.tables import cells, labels
from desktop.audit.tables.titles import title_of
from desktop.outside.document import Spot, Table

NOTE = re.compile(r"^(?:注|备注|说明|此表|本表)[：:，,]?")
REST = re.compile(
    r"[（(]?(?:接?上表)?续(?:上?表)?[一二三四五六七八九十0-9]{0,2}[）)]?$|^续表?[一二三四五六七八九十0-9]{0,2}"
)
UNIT_TAIL = re.compile(r"\s*(?:金额)?单位\s*[：:]\s*(?:人民币)?[亿万千百]?元\s*$")
DEEPEST = 8
MARKER = re.compile(r"[*＊]{1,4}|栏次|[甲乙丙丁]")
"""What stands below the header of a column of words in the row that numbers the columns."""


def with_rest(tables: list[Table]) -> tuple[Table, list[tuple[int, int]]]:
    """Return the first of some tables with what the next ones print of it (续表, or untitled on the next page).

    Of each such piece: the row with which it begins, and how many rows of its own (caption, header) are left out.
    """
    table, pieces = tables[0], list[tuple[int, int]]()
    for rest in tables[1:]:
        skipped = _rest_of(table, rest)
        if skipped is None:
            break
        first = len(table.rows)
        pieces.append((first, skipped))
        merges = ((row - skipped + first, *place) for row, *place in rest.merges if row >= skipped)
        known = (*table.spots, *([Spot()] * (first - len(table.spots))))
        table = replace(
            table,
            rows=(*table.rows, *rest.rows[skipped:]),
            merges=(*table.merges, *((a, b, c, d) for a, b, c, d in merges)),
            spots=(*known, *rest.spots[skipped:]),
        )
    return table, pieces


def _rest_of(table: Table, rest: Table) -> int | None:
    """Return how many rows of caption and header a table repeats that is the rest of another one; None if it is not."""
    if not table.rows or not rest.rows or len(rest.rows[0]) != len(table.rows[0]) or is_note(table.rows[-1]):
        return None
    top, own = caption_rows(table), caption_rows(rest)
    lines = [*rest.above, *(cell for row in rest.rows[:own] for cell in row if cell)]
    lines = [UNIT_TAIL.sub("", line) for line in lines]
    if lines and not any(REST.search(line) for line in lines):
        return None
    titles = [
        title_of([*each.above, *(c for row in each.rows[:n] for c in row if c)])[1]
        for each, n in ((table, top), (rest, own))
    ]
    plain = [REST.sub("", UNIT_TAIL.sub("", title)) for title in titles]
    if all(plain) and plain[0] != plain[1]:
        return None
    header = table.rows[top : body_start(table, top)]
    if rest.rows[own : own + len(header)] == header:
        own += len(header)
    elif own == len(rest.rows) or not any(map(cells.is_number, rest.rows[own + _wrapped(table, rest.rows[own:])])):
        return None
    bodies = (table.rows[top + len(header) :], rest.rows[own:])
    both = all(any(labels.is_total(cell) for row in body for cell in row[:3]) for body in bodies)
    return None if both or own == len(rest.rows) else own


def _wrapped(table: Table, rows: tuple[tuple[str, ...], ...]) -> int:
    """Return how many rows only end the words of the last row of a table, which a page broke off."""
    filled = [(cell, last) for cell, last in zip(rows[0], table.rows[-1], strict=True) if cell] if len(rows) > 1 else []
    over = bool(filled) and all(
        last and not cells.is_number(last) and not cells.is_number(cell) for cell, last in filled
    )
    return int(over and any(map(cells.is_number, table.rows[-1])))


def caption_rows(table: Table) -> int:
    """Return how many rows of the grid stand above the header: number, title, unit of money."""
    for number, row in reversed(list(enumerate(table.rows[:DEEPEST]))):
        stated = any(re.search(r"(?<![（(])(?<![（(]金额)单位\s*[：:]\s*\S", cell) for cell in row)
        if stated and not any(map(cells.is_number, row)):
            return number + 1
    count = 0
    while not table.above and count < len(table.rows) - 1 and _is_title(table.rows[count]):
        count += 1
    return count


def _is_title(row: tuple[str, ...]) -> bool:
    filled = [cell for cell in row if cell]
    return len(filled) == 1 and bool(re.search(r"表|目录|附件", filled[0]))


def is_note(row: tuple[str, ...]) -> bool:
    """Tell whether a row is a sentence, and no row of the table."""
    filled = [cell for cell in row if cell]
    return len(filled) == 1 and bool(NOTE.match(filled[0].strip()) or len(filled[0]) > 24)


def body_end(table: Table, body: int) -> int:
    """Return the row after the last one of the body: a remark between rows of figures is none of the notes below it."""
    last = next((n for n in reversed(range(body, len(table.rows))) if _has_figures(table.rows[n])), body - 1)
    return next((n for n in range(last + 1, len(table.rows)) if is_note(table.rows[n])), len(table.rows))


def _has_figures(row: tuple[str, ...]) -> bool:
    return sum(map(bool, row)) > 1 and any(map(cells.is_number, row))


def body_start(table: Table, caption: int) -> int:
    """Return the first row below the header."""
    for number in range(caption, len(table.rows)):
        filled = [cells.tidy(cell) for cell in table.rows[number] if cell.strip()]
        if numbers_columns(filled):
            return number + 1
        is_total = len(filled) == 1 and labels.is_total(filled[0]) and number > caption
        if is_total or any(cells.is_number(cell) and not re.fullmatch(r"20[0-9]{2}", cell) for cell in filled):
            return number
        if number > caption and is_note(table.rows[number]):
            return number
    return min(caption + 1, len(table.rows))


def numbers_columns(filled: list[str]) -> bool:
    """Tell whether a row only numbers the columns (栏次)."""
    numbers = [cell for cell in filled if not MARKER.fullmatch(cell)]
    return len(filled) > 2 and bool(numbers) and numbers == [str(n) for n in range(1, len(numbers) + 1)]
