"""Titles of a workbook: rows of one cell at the head of a sheet, which say whose year it is where no sentence does."""

import re
from collections import Counter
from collections.abc import Iterator

from desktop.audit.outcome import Quote
from desktop.audit.sentences.marks import TITLE
from desktop.outside.document import Document

ROWS = 4
"""Rows at the head of a sheet that hold its number, title and unit of money."""


def titles(document: Document) -> Iterator[Quote]:
    """Yield the titles of the sheets of a workbook, none for another document."""
    for table in document.tables:
        for row, spot in list(zip(table.rows, table.spots, strict=False))[:ROWS]:
            cells = [cell for cell in row if cell.strip()]
            if spot.sheet and len(cells) == 1:
                yield Quote("".join(cells[0].split()), spot)


def year_of(document: Document) -> int:
    """Return the year that most titles of budgets state; 0 where none does, or no year more often than another."""
    years = Counter(found[1] for title in titles(document) if (found := re.search(TITLE, title.text)))
    (year, times), (_, next_times) = [*years.most_common(2), ("0", 0), ("0", 0)][:2]
    return int(year) if times > next_times else 0
