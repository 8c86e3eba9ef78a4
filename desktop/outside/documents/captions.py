"""The lines above a table that belong to it: its number, its title, whose it is, its unit of money."""

from collections.abc import Sequence

from desktop.outside.document import Paragraph, Table

MOST, LONGEST = 4, 60
"""Lines above a table, and characters of one, that may be its caption; a sentence of the text is longer or ends."""


def above(parts: Sequence[Paragraph | Table]) -> tuple[str, ...]:
    """Return the last lines so far that can be a caption of the table that follows."""
    lines: list[str] = []
    for part in reversed(parts[-MOST:]):
        if isinstance(part, Table) or len(part.text) > LONGEST or part.text.endswith(("。", "；", ";")):
            break
        lines.insert(0, part.text)
    return tuple(lines)
