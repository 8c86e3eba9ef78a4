"""Random edits of a book, after each of which what was brought up to date must equal what is computed anew."""

import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from desktop import pipeline
from desktop.catalog.classification import load
from desktop.disclosure import Disclosure
from desktop.intake import sample
from desktop.layouts.tables.table import Table
from desktop.ledger.book import Book
from desktop.ledger.records import (
    Budget,
    DirectLine,
    FreeText,
    Income,
    Indicator,
    PayItem,
    Person,
    Procurement,
    Project,
    ProjectLine,
    Reason,
)
from desktop.ledger.vocabulary import Fund, Nature

FORMS = ("chongqing/2023", "shaanxi/2023", "national/2023", "shanghai/2025")


class Editor:
    """Makes one random edit of a book after another."""

    def __init__(self, book: Book, budget: Budget, seed: int) -> None:
        self.book, self.budget, self.chance = book, budget, random.Random(seed)
        year = budget.year
        self.functions = [c for c, e in load("function").codes.items() if len(c) == 7 and e.in_force(year)]
        self.economics = [c for c, e in load("economic").codes.items() if len(c) == 5 and e.in_force(year)]
        self.edits: list[Callable[[], None]] = [
            *(self.amount for _ in range(4)), self.recode, self.insert, self.remove, self.income, self.pay, self.months,
            self.measure, self.rename_project, self.text, self.reason, self.indicator, self.procure, self.unit,
            self.last_year, self.undo, self.redo,
        ]  # fmt: skip

    def step(self) -> str:
        edit = self.chance.choice(self.edits)
        edit()
        return edit.__name__

    def one(self, kind, budget=None):
        found = self.book.records(kind, budget_id=(budget or self.budget).id)
        return self.chance.choice(found) if found else None

    def store(self, record) -> None:
        with self.book.operation("改"):
            self.book.update(record)

    def fen(self) -> int:
        return self.chance.choice((0, 1, 49, 50, 4_999, 5_000, 123_456, 10_000_000)) + self.chance.randrange(3)

    def amount(self) -> None:
        if line := self.one(DirectLine):
            self.store(replace(line, amount=self.fen()))

    def recode(self) -> None:
        if line := self.one(DirectLine):
            changes = {
                "function_code": self.chance.choice(self.functions),
                "economic_code": self.chance.choice(self.economics),
                "fund": str(self.chance.choice(list(Fund)).value),
                "nature": self.chance.choice((Nature.PUBLIC, Nature.PERSONNEL)).value,
            }
            name = self.chance.choice(list(changes))
            self.store(replace(line, **{name: changes[name]}))

    def insert(self) -> None:
        position = self.chance.randrange(50)
        with self.book.operation("增"):
            self.book.insert(
                DirectLine(budget_id=self.budget.id, position=position, amount=self.fen() + 1,
                           function_code=self.chance.choice(self.functions), economic_code=self.chance.choice(self.economics))
            )  # fmt: skip

    def remove(self) -> None:
        if line := self.one(DirectLine):
            with self.book.operation("删"):
                self.book.delete(line)

    def income(self) -> None:
        if record := self.one(Income):
            self.store(replace(record, amount=self.fen()))

    def pay(self) -> None:
        if item := self.one(PayItem):
            self.store(replace(item, amount=self.fen()))

    def months(self) -> None:
        if person := self.one(Person):
            self.store(replace(person, last_month=self.chance.randrange(1, 13), headcount=self.chance.randrange(1, 4)))

    def measure(self) -> None:
        if line := self.one(ProjectLine):
            self.store(replace(line, quantity=self.chance.randrange(0, 9)))

    def rename_project(self) -> None:
        if project := self.one(Project):
            self.store(replace(project, name=f"项目{self.chance.randrange(10**6)}"))

    def text(self) -> None:
        with self.book.operation("写"):
            for old in self.book.records(FreeText, budget_id=self.budget.id, key="duties"):
                self.book.delete(old)
            self.book.insert(FreeText(budget_id=self.budget.id, key="duties", text=f"职责{self.chance.random()}"))

    def reason(self) -> None:
        with self.book.operation("写"):
            for old in self.book.records(Reason, budget_id=self.budget.id, figure="income_total"):
                self.book.delete(old)
            self.book.insert(Reason(budget_id=self.budget.id, figure="income_total", text="人员增加"))

    def indicator(self) -> None:
        if record := self.one(Indicator):
            self.store(replace(record, weight=str(self.chance.randrange(50))))

    def procure(self) -> None:
        if record := self.one(Procurement):
            self.store(replace(record, amount=self.fen()))

    def unit(self) -> None:
        unit = self.book.units()[0]
        self.store(replace(unit, name=f"单位{self.chance.randrange(9)}", kind=self.chance.choice(("行政", "事业"))))

    def last_year(self) -> None:
        last = self.book.last_year_of(self.budget)
        if last and not last.frozen_at and (line := self.one(DirectLine, last)):
            self.store(replace(line, amount=self.fen()))

    def undo(self) -> None:
        following = self.book.next_undo()
        if following is not None and following.id != self.book.founding():
            self.book.undo()

    def redo(self) -> None:
        self.book.redo()


def shown(table: Table) -> list[object]:
    """Return everything that can be seen of a table."""
    cells = [(c.text, c.kind, c.amount, c.steps, c.selection, c.terms, c.vertical) for row in table.grid for c in row]
    rows = [(r.id, r.indent, r.bold, r.bottom, r.group) for block in table.blocks for r in block.rows]
    lead = [(one.label, one.cell.text, one.cell.amount) for one in table.lead]
    merges = [block.merges for block in table.blocks]
    return [table.id, table.number, table.title, table.unit_name, table.notes, table.empty, cells, rows, lead, merges]


def differences(one: Disclosure, other: Disclosure) -> list[str]:
    """Return what differs between two disclosures."""
    found = []
    if one.cube.lines != other.cube.lines:
        found.append("lines")
    found += [f"table {a.label}" for a, b in zip(one.tables, other.tables, strict=True) if shown(a) != shown(b)]
    if one.narrative.text != other.narrative.text or one.narrative.owed != other.narrative.owed:
        found.append("narrative")
    if one.narrative.figures != other.narrative.figures:
        found.append("figures")
    found += [f"check {a.code}" for a, b in zip(one.outcomes, other.outcomes, strict=True) if a != b]
    for dimension in ("function", "economic", "government", "fund", "project", "nature"):
        if one.cube.by(dimension, one.cube.everything) != other.cube.by(dimension, other.cube.everything):
            found.append(f"index of {dimension}")
    return found


def anew(book: Book, budget: Budget, form: str) -> Disclosure:
    """Return the disclosure of a book computed from nothing that was kept."""
    from desktop.layouts.form import loader

    with book.operation("读"):  # inside an operation a book reads its file
        facts, last = book.facts(budget), pipeline.last_year(book, budget)
        return pipeline.disclose(facts, last, loader.load(form), pipeline.approved(book, budget))


def run(count: int, seed: int) -> list[str]:
    """Make so many edits, one book after another; return every difference."""
    return list(found_wrong(count, seed))


def found_wrong(count: int, seed: int) -> Iterator[str]:
    """Make so many edits, one book after another; yield each difference as soon as it is found."""
    names = ("qinghe_2025", "wuxi_2023", "zhashui_2023")
    with tempfile.TemporaryDirectory() as folder:
        for number, name in enumerate(names):
            path = Path(folder) / f"{name}.mzb"
            sample.write(name, path)
            with Book.open(path) as book:
                editor = Editor(book, pipeline.newest_budget(book), seed + number)
                for step in range(count // len(names)):
                    done = editor.step()
                    form = FORMS[step // 25 % len(FORMS)]
                    budget = pipeline.newest_budget(book)
                    found = differences(pipeline.of_book(book, form, budget), anew(book, budget, form))
                    yield from (f"{name} step {step} {done} {form}: {one}" for one in found)
