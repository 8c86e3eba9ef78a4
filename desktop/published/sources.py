"""The tables of a published document as sheets of rows, so that every kind of file is recognised in one way."""

import re
from collections.abc import Iterator
from dataclasses import replace

from desktop.outside.document import Document, Spot, Table
from desktop.outside.source_files import SourceRow, SourceTable
from desktop.published.reading import PRINTED
from desktop.published.recognise import UNIT

CAPTION_ROWS = 4
"""Rows above the unit of money that may be the number, the title and the year of a table."""
TITLE = re.compile(r"^[^。；]{4,40}表(?:[（(].*[)）])?$|^(?:附?表|附件)\s*[一二三四五六七八九十0-9－-]+")
LEAST_CELLS = 4
"""From how many cells with words on a row is none above a header."""
UNIT_CELL = re.compile(r"[（(]?(?:金额|货币)?单位\s*[：:]")
REMARK = re.compile(r"^(?:注|备注|说明)[：:]|[。；]$")
LONGEST_NAME = 30
"""Characters of a caption that name a table where the file has no sheets."""


def tables_of(document: Document) -> list[SourceTable]:
    """Return the tables of a document in order, the lines above each standing as its first rows."""
    found = (_table(document, number, table) for number, table in enumerate(document.tables, 1))
    return [part for source in found for part in _apart(source)]


def _apart(source: SourceTable) -> Iterator[SourceTable]:
    """Yield the tables that stand in one sheet below each other: each has a title, or names its unit of money.

    What stands below another table's header would else be read as its rows.
    """
    rows = source.rows
    starts = [0]
    for place in [n for n, row in enumerate(rows) if _begins(row)]:
        start = place
        while start - 1 > starts[-1] and start > place - CAPTION_ROWS and _is_caption(rows[start - 1]):
            start -= 1
        if any(map(_is_body, rows[starts[-1] : start])):
            starts.append(start)
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        yield replace(source, rows=rows[start:end]) if len(starts) > 1 else source


def _begins(row: SourceRow) -> bool:
    """Tell whether a row is a title, or names the unit of money beside who fills the table and when."""
    words = [cell for cell in row.cells if cell]
    if len(words) == 1:
        return any(sign.search(words[0]) for sign in (TITLE, UNIT))
    named = any(UNIT_CELL.match(word) and UNIT.search(word) for word in words)
    return named and (len(words) == 2 or all(re.search("[：:]", word) for word in words))


def _is_caption(row: SourceRow) -> bool:
    """Tell whether a row may be a title or name the unit of money: one cell with words that are no remark."""
    words = [cell for cell in row.cells if cell]
    return _begins(row) or not words or (len(words) == 1 and not REMARK.search(words[0]) and not words[0].isdigit())


def _is_body(row: SourceRow) -> bool:
    """Tell whether a row can only be of a table below its captions: many cells, or a figure."""
    words = [cell for cell in row.cells if cell]
    return len(words) >= LEAST_CELLS or any(map(PRINTED.fullmatch, words))


def _table(document: Document, number: int, table: Table) -> SourceTable:
    spots = table.spots or (Spot(),)
    first = spots[0]
    rows = [SourceRow(n, (text,)) for n, text in enumerate(table.above, 1 - len(table.above))]
    for position, cells in enumerate(table.rows, 1):
        # a workbook's rows keep their own numbers; those of a page are counted within the table
        here = spots[position - 1].line if first.sheet and position <= len(spots) else position
        rows.append(SourceRow(here, cells))
    return SourceTable(document.file, first.sheet or _name(number, first.page, table.above), tuple(rows))


def _name(number: int, page: int, above: tuple[str, ...]) -> str:
    """Return the words by which a person finds a table that has no sheet: its page, its caption."""
    caption = next((line for line in above if not UNIT.search(line)), "")[:LONGEST_NAME]
    place = f"第 {page} 页" if page else ""
    return " ".join(part for part in (place, f"表格 {number}", caption) if part)
