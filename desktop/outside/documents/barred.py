"""Lines of a text file whose cells are parted by bars (甲 | 1.00 | 2.00), as other programs write tables out."""

import re
from itertools import groupby

BAR = re.compile("[|｜│┃]")
RULE = re.compile(r"[\s|｜│┃:+=\-─━┼├┤┬┴┌┐└┘╪]+")
"""A line that is only drawn: |---|---|."""
LEAST = 2
"""Lines with as many bars that are a table."""


def tabbed(lines: list[str]) -> list[str]:
    """Return lines with tabs for the bars of their tables; lines that are only drawn become empty."""
    found: list[str] = []
    drawn = list(map(_is_drawn, lines))
    bars = [0 if only else len(BAR.findall(line)) for line, only in zip(lines, drawn, strict=True)]
    for at in range(1, len(lines)):
        bars[at] = bars[at - 1] if drawn[at] else bars[at]
    for at in reversed(range(len(lines) - 1)):  # what is drawn over the first row
        bars[at] = bars[at + 1] if drawn[at] and not bars[at] else bars[at]
    for count, group in groupby(range(len(lines)), key=lambda at: bars[at]):
        numbers = list(group)
        some = [lines[at] for at in numbers]
        found += _in_columns(some, [drawn[at] for at in numbers]) if count else some
    return found


def _in_columns(lines: list[str], drawn: list[bool]) -> list[str]:
    rows = [line.strip() for line, only in zip(lines, drawn, strict=True) if not only]
    if len(rows) < LEAST:
        return lines
    framed = all(BAR.match(line) and BAR.match(line[-1]) for line in rows)
    return ["" if only else _cells(line, framed=framed) for line, only in zip(lines, drawn, strict=True)]


def _is_drawn(line: str) -> bool:
    """Tell whether a line is only drawn, and no row of empty cells."""
    return RULE.fullmatch(line) is not None and re.search("[-=─━+┼]", line) is not None and len(line.strip()) > 1


def _cells(line: str, *, framed: bool) -> str:
    cells = [cell.strip() for cell in BAR.split(line.strip() if framed else line)]
    return "\t".join(cells[1:-1] if framed else cells)
