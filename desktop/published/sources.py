"""The tables of a published document as sheets of rows, so that every kind of file is recognised in one way."""

from desktop.outside.document import Document, Spot, Table
from desktop.outside.source_files import SourceRow, SourceTable
from desktop.published.recognise import UNIT

LONGEST_NAME = 30
"""Characters of a caption that name a table where the file has no sheets."""


def tables_of(document: Document) -> list[SourceTable]:
    """Return the tables of a document in order, the lines above each standing as its first rows."""
    return [_table(document, number, table) for number, table in enumerate(document.tables, 1)]


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
