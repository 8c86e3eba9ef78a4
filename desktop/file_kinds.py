"""Which files of others can be looked into, and what one of them can seem to be; how that is found out is elsewhere."""

from desktop.dataclass import dataclass

DOCUMENTS = frozenset({".docx", ".pdf", ".ofd", ".html", ".htm", ".txt"})
LEARNABLE = frozenset({".xlsx", ".xlsm"})
"""Workbooks of a bureau that can be filled."""


@dataclass(frozen=True, slots=True)
class Seeming:
    """What a file seems to be (empty: unknown), as the import calls it, and the sentence that says why."""

    kind: str = ""
    reason: str = ""
