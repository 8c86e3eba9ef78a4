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
from desktop.ledger.records import Budget


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


def warn_of_form(problem: str) -> None:
    """Say that another layout takes the place of the one the book asks for, should it be so."""
    if problem:
        print(f"注意：{problem}", file=sys.stderr)


def chosen(book: Book, parsed: argparse.Namespace) -> Budget:
    """Return the budget a command is about: of --year and --stage, else the newest one. Raises UserError."""
    return newest_of(book, parsed.year, parsed.stage)


def newest_of(book: Book, year: int = 0, stage: str = "") -> Budget:
    """Return the newest budget of a year and a stage, of any where they are not named. Raises UserError."""
    from desktop import pipeline

    newest = pipeline.newest_budget(book)
    if not year and not stage:
        return newest
    year = year or newest.year
    budgets = sorted(book.budgets(newest.unit_id), key=lambda each: (each.year, each.id))
    found = [each for each in budgets if each.year == year and stage in ("", each.stage)]
    if not found:
        known = "、".join(f"{each.year}年{each.stage}" for each in budgets)
        raise UserError(f"账本中没有{year}年{f'“{stage}”' if stage else ''}的预算；现有：{known}")
    return found[-1]


def _warn(book: Book) -> None:
    """Print the warnings about a book on stderr, so that a script's input on stdout is unchanged."""
    for text in book.warnings():
        print(f"注意：{text}", file=sys.stderr)


def show_json(data: Any) -> None:
    """Print data as JSON."""
    print(json.dumps(data, ensure_ascii=False, indent=1))
