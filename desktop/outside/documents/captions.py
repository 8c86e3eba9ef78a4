"""The lines above a table that belong to it: its number, its title, whose it is, its unit of money."""

import re
from collections.abc import Sequence

from desktop.outside.document import Paragraph, Table

MOST, LONGEST = 4, 60
"""Lines above a table, and characters of one, that may be its caption; a sentence of the text is longer or ends."""

LONGEST_NAMED = 160
"""Characters of a line that is a title or says whose the table is: the name of an office alone may have sixty."""
_NAMED = re.compile(r"(?:编制|填报|预算)?(?:单位|部门)(?:名称)?[:：]|.*表(?:（[^（）]{1,20}）)?》?$")


def above(parts: Sequence[Paragraph | Table]) -> tuple[str, ...]:
    """Return the last lines so far that can be a caption of the table that follows."""
    lines: list[str] = []
    for part in reversed(parts[-MOST:]):
        if isinstance(part, Table) or not _may_be_caption(part.text):
            break
        lines.insert(0, part.text)
    return tuple(lines)


def _may_be_caption(text: str) -> bool:
    if text.endswith(("。", "；", ";")):
        return False
    return len(text) <= LONGEST or (len(text) <= LONGEST_NAMED and bool(_NAMED.match(text)))
