"""A table that goes on over a page break is one table: the head that is repeated stands in it once."""

import re

from desktop.outside.document import Paragraph, Table

MOST_BETWEEN = 3
"""Lines between the two halves: the table's number, its title, its unit of money, all repeated."""

GOES_ON = re.compile(r"[（(]?\s*续\s*表?\s*[0-9一二三四五六七八九十-]*\s*[）)]?")


def joined(parts: list[Paragraph | Table]) -> list[Paragraph | Table]:
    """Return the parts with the halves of tables put together."""
    found: list[Paragraph | Table] = []
    for part in parts:
        if isinstance(part, Table):
            before = _first_half(found, _without_blank_rows(part))
            if before is not None:
                first = found[before]
                assert isinstance(first, Table)
                del found[before:]
                found.append(_with_more(first, _without_blank_rows(part)))
                continue
        found.append(part)
    return found


def _without_blank_rows(table: Table) -> Table:
    """Return a table from its first row with words on: the edge of a page may draw an empty row over it."""
    blank = 0
    while blank < len(table.rows) and not any(cell.strip() for cell in table.rows[blank]):
        blank += 1
    merges = tuple((row - blank, c, rows, columns) for row, c, rows, columns in table.merges if row >= blank)
    return Table(table.rows[blank:], table.above, merges, table.spots[blank:]) if blank else table


def _first_half(found: list[Paragraph | Table], second: Table) -> int | None:
    """Return where the table stands that this one goes on with, None where it is a table of its own."""
    between = 0
    while between < len(found) and isinstance(found[-1 - between], Paragraph):
        between += 1
    if between > MOST_BETWEEN or between == len(found):
        return None
    place = len(found) - 1 - between
    first = found[place]
    assert isinstance(first, Table)
    if not first.rows or not second.rows or len(first.rows[0]) != len(second.rows[0]):
        return None
    if first.spots and second.spots and second.spots[0].page != first.spots[-1].page + 1:
        return None
    repeated = "".join(_bare(text) for text in first.above)  # a title may be broken into other lines here
    texts = [part.text for part in found[place + 1 :] if isinstance(part, Paragraph)]
    if any(_bare(text) not in repeated and _bare(text) for text in texts):
        return None
    return place if texts or not _is_head(second.rows[0]) or _same_head(first, second) else None


def _bare(text: str) -> str:
    return re.sub(r"\s", "", GOES_ON.sub("", text))


def _is_head(row: tuple[str, ...]) -> bool:
    return not any(re.fullmatch(r"[0-9][0-9,.]*", cell) for cell in row)


def _same_head(first: Table, second: Table) -> bool:
    return first.rows[0] == second.rows[0]


def _with_more(first: Table, second: Table) -> Table:
    head = 0
    while head < min(len(first.rows), len(second.rows)) and first.rows[head] == second.rows[head]:
        head += 1
    shift = len(first.rows) - head
    merges = tuple((row + shift, c, rows, columns) for row, c, rows, columns in second.merges if row >= head)
    return Table(first.rows + second.rows[head:], first.above, first.merges + merges, first.spots + second.spots[head:])
