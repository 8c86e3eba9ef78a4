"""What was read from a document, kept for the rules that follow: known by the document itself, not by all it holds."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from desktop.outside.document import Document

MOST = 4
Value = TypeVar("Value")


def remembered(work: Callable[[Document], Value]) -> Callable[[Document], Value]:
    """Let a function do its work once for each of the last few documents.

    A document of a million letters is not compared, nor its hash computed, for each of forty rules.
    """
    known: list[tuple[Document, Value]] = []

    @wraps(work)
    def look(document: Document) -> Value:
        for other, value in known:
            if other is document:
                return value
        value = work(document)
        known.insert(0, (document, value))
        del known[MOST:]
        return value

    return look
