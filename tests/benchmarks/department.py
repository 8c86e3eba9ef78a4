"""One edit in a book of 40 units and 24,000 lines: `python -m tests.benchmarks.department [COUNT]`. Ratios in one run.

COUNT: edits of each kind. Processor time, so that another program beside does not count.
"""

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

from desktop import pipeline
from desktop.catalog.classification import load
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Income, Unit
from desktop.units import together, views

UNITS, LINES, YEAR, FORM = 40, 600, 2027, "chongqing/2023"
_chosen = random.Random(1)
FUNCTIONS = [c for c, e in load("function").codes.items() if len(c) == 7 and e.in_force(YEAR)][:200]
ECONOMICS = [c for c, e in load("economic").codes.items() if len(c) == 5 and e.in_force(YEAR)][:40]


def line(budget: Budget, position: int) -> DirectLine:
    """Return a line of an amount by chance."""
    return DirectLine(
        budget_id=budget.id, position=position, function_code=_chosen.choice(FUNCTIONS), nature="公用",
        economic_code=_chosen.choice(ECONOMICS), amount=_chosen.randrange(1, 10**7),
    )  # fmt: skip


def book_of(path: Path, count: int) -> Book:
    """Return a book of a department with so many units; the first pays something to the department."""
    book = Book.create(path)
    with book.operation("填充"):
        top = units.add(book, Unit(name="局", kind="行政"), (YEAR,))
        (own,) = book.records(Budget, unit_id=top.id)
        book.insert(Income(budget_id=own.id, source="附属单位上缴收入", amount=1000, counterpart="单位0"))
        paid = replace(line(own, 1), fund="附属单位上缴收入", amount=1000)
        book.insert(paid)
        for number in range(count):
            unit = units.add(book, Unit(name=f"单位{number}", kind="事业", parent_id=top.id), (YEAR,))
            (budget,) = book.records(Budget, unit_id=unit.id)
            for position in range(LINES):
                book.insert(line(budget, position))
            book.insert(Income(budget_id=budget.id, follows=1))
        paying = replace(line(budget, LINES), nature="上缴上级支出", amount=1000, counterpart="局")
        (first,) = book.records(Budget, unit_id=units.tree_of(book).find("单位0").id)
        book.insert(replace(paying, budget_id=first.id))
    return book


def edited(book: Book, budget: Budget, show: Callable[[], object], count: int) -> float:
    """Return the milliseconds of an edit until everything is drawn from it again, in the median."""
    lines = book.records(DirectLine, budget_id=budget.id)
    show()
    taken = []
    for number in range(count):
        each = lines[number * 7 % len(lines)]
        start = time.process_time()
        with book.operation("修改"):
            book.update(replace(each, amount=each.amount + 1 + number))
        show()
        taken.append((time.process_time() - start) * 1000)
    return median(taken)


def main(count: int) -> int:
    """Run the benchmark; return 1 where an aim is missed."""
    folder = Path(tempfile.mkdtemp(prefix="mingzhang-bench-"))
    alone, many = book_of(folder / "one.mzb", 1), book_of(folder / "many.mzb", UNITS)
    one_budget, budget = (each.records(Budget)[-1] for each in (alone, many))
    top = units.tree_of(many).find("局")
    base = edited(alone, one_budget, lambda: pipeline.of_book(alone, FORM, one_budget), count)
    missed = False

    def show(name: str, found: float, aim: float) -> None:
        nonlocal missed
        missed = missed or found > aim * base
        print(f"{name:<36}{found:8.1f} ms   {found / base:5.2f} x a book of the unit alone ({base:.1f} ms), aim {aim}")

    show("unit of a department of 40", edited(many, budget, lambda: pipeline.of_book(many, FORM, budget), count), 1.5)
    together_now = lambda: together.of_view(many, views.below(many, top), FORM)  # noqa: E731
    show("department of 40", edited(many, budget, together_now, count), 6)
    many.close()
    start = time.process_time()
    with Book.open(folder / "many.mzb"):
        opening = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"opening {opening:.2f} s (aim 1.5); memory at most {memory} MiB (aim 250)")
    return int(missed or opening > 1.5 or memory > 250)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 25))
