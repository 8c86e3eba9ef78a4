"""Helpers of all commands: opening the book to read or write, and printing JSON."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.findings import UserError
from desktop.ledger import leftovers
from desktop.ledger.backups.copies import read_only_copy
from desktop.ledger.book import Book
from desktop.ledger.errors import BookHeld
from desktop.ledger.records import Budget, Unit
from desktop.ledger.unit_tree import UnitTree

if TYPE_CHECKING:
    from desktop.disclosure import Disclosure
    from desktop.units.views import View


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
        say_which_unit(book, parsed)
        yield book


def warn_of_form(problem: str) -> None:
    """Say that another layout takes the place of the one the book asks for, should it be so."""
    if problem:
        print(f"注意：{problem}", file=sys.stderr)


def chosen(book: Book, parsed: argparse.Namespace) -> Budget:
    """Return the budget a command is about: of --unit, --year and --stage, else the newest one. Raises UserError.

    With --scenario it is that scenario, and nothing but it can be changed in the book from then on.
    """
    year, stage, unit = getattr(parsed, "year", 0), getattr(parsed, "stage", ""), chosen_unit(book, parsed)
    name = getattr(parsed, "scenario", "")
    return scenario_of(book, name, year, stage, unit) if name else newest_of(book, year, stage, unit)


def scenario_of(book: Book, name: str, year: int, stage: str, unit: Unit | None) -> Budget:
    """Return the scenario of a name of a unit (the first one), say that it is none, and work in it alone."""
    from desktop import pipeline
    from desktop.ledger import scenarios

    found = scenarios.find(book, pipeline.newest_budget(book, unit).unit_id, name, year, stage)
    print(f"注意：{scenarios.described(found)}", file=sys.stderr)
    book.confine(found)
    return found


def chosen_unit(book: Book, parsed: argparse.Namespace) -> Unit | None:
    """Return the unit of --unit, None where none is named. Raises UserError for an unknown one or for several."""
    units = named_units(book, parsed)
    if len(units) > 1:
        raise UserError("这个命令一次只能用于一个单位；请只写一个 --unit")
    return units[0] if units else None


def named_units(book: Book, parsed: argparse.Namespace) -> list[Unit]:
    """Return the units of --unit. Raises UserError, with the nearest names, for an unknown one."""
    if not parsed.unit:
        return []
    tree = UnitTree(book.units())
    return list(dict.fromkeys(tree.find(name) for name in parsed.unit))


def view_of(book: Book, parsed: argparse.Namespace) -> "View | None":
    """Return the several units a command is about, None where it is about one alone.

    That is: with --all, with several --unit (with --all also those below each), or where a unit has no figures of its
    own but units below it.
    """
    from desktop.units import unit_lines, views

    tree = UnitTree(book.units())
    units = named_units(book, parsed)
    if getattr(parsed, "scenario", ""):
        if len(units) > 1 or parsed.all:
            raise UserError("测算方案是一个单位的，不能汇总；请只写一个 --unit，不写 --all")
        say_which_unit(book, parsed)
        return None
    if len(units) > 1:
        wanted = [below for unit in units for below in tree.subtree(unit)] if parsed.all else units
        return views.chosen(book, wanted, parsed.year, parsed.stage)
    unit = units[0] if units else next(iter(tree.units), None)
    if unit is None or not tree.children(unit):
        say_which_unit(book, parsed)
        return None
    budgets = [b for b in book.budgets(unit.id) if parsed.year in (0, b.year) and parsed.stage in ("", b.stage)]
    together = parsed.all or not any(unit_lines.has_content(book.facts(budget)) for budget in budgets)
    say_which_unit(book, parsed, together=together)
    return views.below(book, unit, parsed.year, parsed.stage) if together else None


def say_which_unit(book: Book, parsed: argparse.Namespace, *, together: bool = False) -> None:
    """Say which of several units a command is about where it names none; together: with those below it."""
    tree = UnitTree(book.units())
    if len(tree.units) < 2 or getattr(parsed, "unit", None) != [] or getattr(parsed, "all", False):
        return
    below = "连同下级汇总" if together else ""
    ways = "--unit 指定单位" + ("，--all 连同下级" if hasattr(parsed, "all") and not together else "")
    text = f"账本中有 {len(tree.units)} 个单位，这里是“{tree.units[0].name}”{below}；{ways}"
    print(f"注意：{text}", file=sys.stderr)


def disclosure_of(book: Book, parsed: argparse.Namespace, form: str) -> "Disclosure":
    """Return the disclosure a command is about: of one unit, or of several together."""
    from desktop import pipeline
    from desktop.units import together

    view = view_of(book, parsed)
    return pipeline.of_book(book, form, chosen(book, parsed)) if view is None else together.of_view(book, view, form)


def newest_of(book: Book, year: int = 0, stage: str = "", unit: Unit | None = None) -> Budget:
    """Return the newest budget of a unit (the first one), of a year and stage where named. Raises UserError."""
    from desktop import pipeline

    newest = pipeline.newest_budget(book, unit)
    if not year and not stage:
        return newest
    year = year or newest.year
    budgets = sorted(book.budgets(newest.unit_id), key=lambda each: each.year)
    found = [each for each in budgets if each.year == year and stage in ("", each.stage)]
    if not found:
        known = "、".join(f"{each.year}年{each.stage}" for each in budgets)
        raise UserError(f"账本中没有{year}年{f'“{stage}”' if stage else ''}的预算；现有：{known}")
    return found[-1]


def _warn(book: Book) -> None:
    """Print the warnings about a book on stderr, so that a script's input on stdout is unchanged."""
    for text in book.warnings():
        print(f"注意：{text}", file=sys.stderr)


def refuse_taken(target: Path) -> None:
    """Refuse to write over a file that is there: on the command line nobody is asked again. Raises UserError."""
    if target.exists():
        raise UserError(f"“{target}”已经存在，没有覆盖；请换一个名字")


def show_json(data: Any) -> None:
    """Print data as JSON."""
    print(json.dumps(data, ensure_ascii=False, indent=1))
