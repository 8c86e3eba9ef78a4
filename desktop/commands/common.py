"""Helpers of all commands: opening the book to read or write, and printing JSON."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop.findings import UserError
from desktop.ledger import leftovers
from desktop.ledger.backups.copies import read_only_copy
from desktop.ledger.book import Book
from desktop.ledger.errors import BookHeld


@contextmanager
def reading(parsed: argparse.Namespace) -> Iterator[Book]:
    """Open the book a command names; a held one only as a copy, and only when asked."""
    with reading_file(Path(parsed.book), copy=parsed.copy) as book:
        _warn(book)
        yield book


@contextmanager
def reading_file(path: Path, *, copy: bool) -> Iterator[Book]:
    """Open a book file to read; a held one only as a copy, and only when asked."""
    try:
        book = Book.open_to_read(path)
    except BookHeld as held:
        if not copy:
            raise UserError(f"{held}（命令行加 --copy）") from held
        book = Book.open_to_read(read_only_copy(path))
    try:
        with book:
            yield book
    finally:
        if leftovers.is_copy(book.path):
            leftovers.remove(book.path)


@contextmanager
def writing(parsed: argparse.Namespace) -> Iterator[Book]:
    """Open the book a command names, to change it."""
    with Book.open(Path(parsed.book)) as book:
        _warn(book)
        yield book


def _warn(book: Book) -> None:
    """Print the warnings about a book on stderr, so that a script's input on stdout is unchanged."""
    for text in book.warnings():
        print(f"注意：{text}", file=sys.stderr)


def show_json(data: Any) -> None:
    """Print data as JSON."""
    print(json.dumps(data, ensure_ascii=False, indent=1))
