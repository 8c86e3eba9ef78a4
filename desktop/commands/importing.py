"""Commands that take outside files into a book: all rows or none, as one undoable operation."""

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from desktop.findings import Finding, UserError
from desktop.ledger.book import Book
from desktop.money import YUAN


def _refuse(rejects: list[Finding], file: str) -> NoReturn:
    for reject in rejects:
        print(reject.describe(), file=sys.stderr)
    raise UserError(f"“{file}”有 {len(rejects)} 处问题，没有导入任何行，账本未改动；请按以上提示改正后重新导入")


def _first_unit(book: Book) -> int:
    units = book.units()
    if not units:
        raise UserError(f"账本“{book.path}”中还没有单位；请先用 new 新建账本")
    return units[0].id


def _years(book: Book) -> tuple[int, ...]:
    """Return the years the first unit has budgets of: a mistyped year must not open a new one."""
    return tuple(budget.year for budget in book.budgets(_first_unit(book)))


def import_lines(parsed: argparse.Namespace) -> int:
    """Import expenditure lines."""
    from desktop.intake import commit, lines

    with Book.open(Path(parsed.book)) as book:
        reading = lines.read_lines(Path(parsed.file), _years(book))
        if reading.rejects:
            _refuse(reading.rejects, parsed.file)
        count = commit.add_lines(book, _first_unit(book), reading.lines)
    print(f"已导入支出 {count} 行，合计 {YUAN.show(sum(row.amount for row in reading.lines))} 元")
    return 0


def import_income(parsed: argparse.Namespace) -> int:
    """Import income."""
    from desktop.intake import commit, lines

    with Book.open(Path(parsed.book)) as book:
        reading = lines.read_incomes(Path(parsed.file), _years(book))
        if reading.rejects:
            _refuse(reading.rejects, parsed.file)
        count = commit.add_incomes(book, _first_unit(book), reading.incomes)
    print(f"已导入收入 {count} 行，合计 {YUAN.show(sum(row.amount for row in reading.incomes))} 元")
    return 0
