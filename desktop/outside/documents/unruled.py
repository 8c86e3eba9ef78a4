"""Tables without rules of which not all rows could be told: they are named and not read, their sums would be wrong."""

import re
from collections.abc import Callable, Sequence

from desktop.outside.document import Paragraph, Table
from desktop.outside.documents import continued
from desktop.outside.documents.aligned import FIGURE

MOST_BETWEEN, LONGEST = 3, 24
"""Lines between two pieces of one table, and letters of one: names that were broken off their amounts."""

STANDS_ALONE = re.compile(
    r"表|单位[:：]|元$|续|[。；：:]$|注[:：]|第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]"
)
"""What a line has that is a caption, a heading or a sentence, and no piece of a row."""

ROW = re.compile(r"(?:^|[^0-9.,])[0-9][0-9,]*\.[0-9]{1,6}(?: [0-9][0-9,]*\.[0-9]{1,6})*$")
"""How a row ends that was read as a line."""

Part = Paragraph | Table


def joined(parts: Sequence[Part]) -> tuple[list[Part], tuple[str, ...]]:
    """Return the parts with the halves of tables put together, without tables in doubt, and what to know of those."""
    certain, doubtful = _parted(parts, _pieces)
    found, headless = _parted(continued.joined(certain), _headless)
    pages = sorted({table.spot(0).page for table in (*doubtful, *headless)})
    note = f"第 {'、'.join(map(str, pages))} 页有没有框线的表格，各行无法确定，没有核对；请提供 Word 或 Excel 文件"
    return found, (note,) if pages else ()


def _parted(parts: Sequence[Part], doubts: Callable[[Sequence[Part], int], set[int]]) -> tuple[list[Part], list[Table]]:
    """Return the parts that are certain, and the tables without rules that are not."""
    doubtful = set[int]()
    for number, part in enumerate(parts):
        if isinstance(part, Table) and not part.ruled:
            doubtful |= doubts(parts, number)
    tables = [table for n in sorted(doubtful) if isinstance(table := parts[n], Table)]
    return [part for number, part in enumerate(parts) if number not in doubtful], tables


def _headless(parts: Sequence[Part], number: int) -> set[int]:
    """Return a table that begins with figures, without a header or a line of its own above it."""
    table = parts[number]
    return {number} if isinstance(table, Table) and not table.above and _has_figures(table.rows[0]) else set()


def _pieces(parts: Sequence[Part], number: int) -> set[int]:
    """Return a table and its next piece where something between them shows that rows are missing; none where not."""
    table = parts[number]
    for at, part in enumerate(parts[number + 1 : number + 2 + MOST_BETWEEN], number + 1):
        if isinstance(part, Table):
            assert isinstance(table, Table)
            broken = at > number + 1 or len(part.rows[0]) != len(table.rows[0])
            return {number, at} if broken and not part.ruled and _has_figures(part.rows[0]) else set()
        if ROW.search(part.text) and "。" not in part.text:
            return {number}
        if len(part.text) > LONGEST or STANDS_ALONE.search(part.text):
            break
    return set()


def _has_figures(row: Sequence[str]) -> bool:
    return any(FIGURE.fullmatch(cell) and cell[-1:].isdigit() for cell in row)
