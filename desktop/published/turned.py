"""A table whose subjects stand across and whose columns stand below each other, turned to how layouts print it."""

from dataclasses import replace

from desktop.outside.source_files import SourceRow, SourceTable

NOTES = ("注", "备注")
MOST_CELLS = 20_000
"""A table with subjects across has few rows and no more columns than a unit has subjects."""


def turned(source: SourceTable) -> tuple[SourceTable, int] | None:
    """Return a table turned, below the lines above it, and how many these are: a row n below them was column n.

    None where it has no rows and columns to be turned.
    """
    rows = [row for row in source.rows if any(row.cells)]
    above = 0
    while above < len(rows) and not _is_of_table(rows[above]):
        above += 1
    end = next((n for n, row in enumerate(rows) if "".join(row.cells).startswith(NOTES)), len(rows))
    body = rows[above:end]
    width = max((len(row.cells) for row in body), default=0)
    if len(body) < 2 or width < 2 or len(body) * width > MOST_CELLS:
        return None
    columns = (tuple(row.cells[n] if n < len(row.cells) else "" for row in body) for n in range(width))
    captions = [SourceRow(number, row.cells) for number, row in enumerate(rows[:above], 1)]
    across = [SourceRow(number, cells) for number, cells in enumerate(columns, above + 1)]
    return replace(source, rows=(*captions, *across), merges=()), above


def _is_of_table(row: SourceRow) -> bool:
    """Tell whether a row is no line above a table: two words or more, none of which says who fills it or in what."""
    words = [cell for cell in row.cells if cell]
    return len(words) > 1 and not any("：" in word or ":" in word for word in words)
