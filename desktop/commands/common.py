"""What the commands share: opening the book to read, and printing JSON."""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop.findings import UserError
from desktop.ledger import leftovers
from desktop.ledger.book import Book
from desktop.ledger.copies import read_only_copy
from desktop.ledger.errors import BookHeld


@contextmanager
def reading(parsed: argparse.Namespace) -> Iterator[Book]:
    """Open the book a command names; a held one only as a copy, and only when asked."""
    path = Path(parsed.book)
    try:
        book = Book.open_to_read(path)
    except BookHeld as held:
        if not parsed.copy:
            raise UserError(f"{held}（命令行加 --copy）") from held
        book = Book.open_to_read(read_only_copy(path))
    try:
        with book:
            yield book
    finally:
        if leftovers.is_copy(book.path):
            leftovers.remove(book.path)


def show_json(data: Any) -> None:
    """Print data as JSON."""
    print(json.dumps(data, ensure_ascii=False, indent=1))
