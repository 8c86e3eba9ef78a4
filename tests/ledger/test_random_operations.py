"""After any operations, what a book keeps of its budgets in memory is what a full reading gives."""

from contextlib import suppress
from dataclasses import replace
from itertools import count
from random import Random
from sqlite3 import IntegrityError

import pytest

from desktop import pipeline
from desktop.findings import UserError
from desktop.ledger import content, memory
from desktop.ledger.book import Book
from desktop.ledger.records import (
    Attachment,
    Budget,
    DirectLine,
    FreeText,
    Income,
    Institution,
    Project,
    Reason,
    Release,
    Remark,
)
from tests import scale

BEGUN = "方案"
"""The step with which an editor begins; it stays."""


class Editor:
    """Makes one random operation of a book after another: of few rows and of many, in two years and a scenario."""

    def __init__(self, book, seed):
        self.book, self.chance = book, Random(seed)
        self.names = count()
        unit = book.units()[0]
        with book.operation(BEGUN):
            last = book.insert(Budget(unit_id=unit.id, year=2031))
            tried = book.insert(replace(last, id=0, scenario="试算"))
        self.owners = [pipeline.newest_budget(book).id, last.id, tried.id]

    def step(self):
        rows = (self.add, self.add_many, self.change, self.move, self.remove, self.write, self.release, self.note)
        edit = self.chance.choice((*rows, self.rename, self.restructure, self.leave_out, None, None, None))
        if edit is None:
            self.chance.choice((self.undo, self.book.redo, self.take_back))()
            return
        with self.book.operation("改"):
            edit()

    def undo(self):
        if self.book.next_undo().name != BEGUN:
            self.book.undo()

    def take_back(self):
        done = [step for step in self.book.history() if step.state == "done" and step.name != BEGUN]
        with suppress(UserError, IntegrityError):  # later steps have touched the same, or belong to it
            self.book.take_back(self.chance.choice(done[:8]))

    def any_of(self, kind):
        found = self.book.records(kind)
        return self.chance.choice(found) if found else None

    def new(self, kind):
        owner = self.chance.choice(self.owners)
        place = self.chance.randrange(5)
        if kind is Project:
            return Project(budget_id=owner, position=place, name=f"项目{next(self.names)}")
        return kind(budget_id=owner, position=place, amount=self.chance.randrange(1, 900))

    def add(self):
        self.book.insert(self.new(self.chance.choice((DirectLine, Income, Project))))

    def add_many(self):
        for _ in range(self.chance.randrange(2, 7)):
            self.chance.choice((self.add, self.add, self.change, self.move, self.remove))()

    def change(self):
        if record := self.any_of(self.chance.choice((DirectLine, Income))):
            self.book.update(replace(record, amount=record.amount + 1))

    def move(self):
        if record := self.any_of(self.chance.choice((DirectLine, Income, Project))):
            self.book.update(replace(record, position=self.chance.randrange(5)))

    def remove(self):
        if record := self.any_of(self.chance.choice((DirectLine, Income))):
            self.book.delete(record)

    def write(self):
        name = f"{next(self.names)}"
        kind = self.chance.choice((Reason, FreeText))
        owner = self.chance.choice(self.owners)
        self.book.insert(
            Reason(budget_id=owner, figure=name) if kind is Reason else FreeText(budget_id=owner, key=name)
        )

    def release(self):
        owner = self.chance.choice(self.owners)
        known = next(iter(self.book.records(Release, budget_id=owner)), None)
        changed = replace(known or Release(budget_id=owner), contact=f"{next(self.names)}")
        self.book.update(changed) if known else self.book.insert(changed)

    def note(self):
        if line := self.any_of(DirectLine):
            about = {"budget_id": line.budget_id, "record_table": "direct_line", "record_id": line.id}
            if self.book.records(Remark, **about):
                self.book.insert(Attachment(**about, name="合同.pdf"))
            else:
                self.book.insert(Remark(**about, text="看"))

    def rename(self):
        self.book.update(replace(self.book.units()[0], name=f"单位{next(self.names)}"))

    def restructure(self):
        self.book.insert(Institution(unit_id=self.book.units()[0].id, name=f"科室{next(self.names)}"))

    def leave_out(self):
        if found := self.book.records(Project, budget_id=self.owners[2]):
            self.book.update(replace(found[0], left_out=not found[0].left_out))


def assert_known(book):
    """All that is known of each budget is what the file holds."""
    for budget in content.select(book._connection, Budget):
        assert book.facts(budget) == content.facts(book._connection, budget)
        for kind in content.OF_BUDGET.values():
            assert book.records(kind, budget_id=budget.id) == list(
                content.select(book._connection, kind, budget_id=budget.id)
            )


@pytest.mark.parametrize("one_by_one", [2, memory.PATCHED_AT_MOST])
def test_what_is_known_after_any_operation_is_what_a_full_reading_gives(wuxi_book, monkeypatch, one_by_one):
    """Also where an operation changes more rows than are read one by one."""
    monkeypatch.setattr(memory, "PATCHED_AT_MOST", one_by_one)
    with Book.open(wuxi_book) as book:
        editor = Editor(book, scale.seed(20261123))
        for _ in range(scale.count(60)):
            editor.step()
            assert_known(book)
