"""Books with random records of every kind, made from what the fields say of themselves."""

import hashlib
from dataclasses import replace

from desktop.exchange import shape
from desktop.ledger.describe import Kind
from desktop.ledger.records import (
    Attachment,
    Budget,
    Control,
    Establishment,
    PersonChange,
    ProjectYear,
    Release,
    Remark,
    StageElsewhere,
    TakenIn,
    Unit,
)

ONCE = (Release, StageElsewhere, TakenIn, PersonChange, ProjectYear, Establishment, Control)
"""Kinds of which one record can stand in another only once for each month, year, class or block: one is made."""


def fill(book, random, most=3, least=0):
    """Write random records of every kind into an empty book, positions and all."""
    maker = _Maker(book, random, most, least)
    with book.operation("随机"):
        unit = maker.made(Unit, {})
        maker.parts(unit, {"unit_id": unit.id}, leave=(Budget,))
        for year, scenario in ((2026, ""), (2027, "试算")):
            budget = maker.made(Budget, {"unit_id": unit.id, "year": year, "frozen_at": None, "scenario": scenario})
            maker.budget(budget)


class _Maker:
    def __init__(self, book, random, most, least):
        self.book, self.random, self.most, self.least, self.number = book, random, most, least, 0

    def value(self, field):
        if field.default is None and self.random.random() < 0.5:
            return None
        self.number += 1
        match field.kind:
            case Kind.MONEY:
                return self.random.choice((0, 1, 99, 100, self.random.randrange(10**7)))
            case Kind.WHOLE:
                low, high = field.bounds
                return self.random.randint(low, min(high, low + 50))
            case Kind.MONTH:
                return self.random.randint(1, 12)
            case Kind.FLAG:
                return self.random.randint(0, 1)
            case Kind.CHOICE:
                return self.random.choice(field.choices)
            case Kind.DECIMAL:
                return self.random.choice(("", "40", "0.075", "33.33"))
            case Kind.DATE:
                return self.random.choice(("", "2027-01-01"))
            case Kind.CODE:
                return self.random.choice(("", "30101", "2010301"))
        letters = "".join(self.random.choice('甲"\\\n,，#1 é😀') for _ in range(self.random.randrange(4)))
        return f"{letters}{self.number}"

    def made(self, kind, where):
        values = {}
        for field in shape.values_of(kind):
            if field.name not in where and not shape.is_reference(field) and not field.place:
                values[field.name] = self.value(field)
        if "position" in kind.__dataclass_fields__:
            values["position"] = self.random.randrange(5)
        return self.book.insert(kind(**values, **where))

    def parts(self, owner, where, leave=()):
        made = []
        for kind in shape.children_of(type(owner)):
            if kind in (*leave, *shape.NOTES):
                continue
            for _ in range(1 if kind in ONCE else self.random.randint(self.least, self.most)):
                refers = {
                    f.name: self.random.choice(found).id
                    for f in shape.values_of(kind)
                    if shape.is_reference(f) and (found := self.book.records(shape.TABLES[f.of], **where))
                }
                if any(
                    f.default is not None and f.name not in refers
                    for f in shape.values_of(kind)
                    if shape.is_reference(f)
                ):
                    continue
                record = self.made(kind, {**where, **refers})
                made += [record, *self.parts(record, {**where, shape.owner_field(kind): record.id})]
        return made

    def budget(self, budget):
        made = self.parts(budget, {"budget_id": budget.id})
        for record in self.random.sample(made, min(len(made), self.most)):
            where = {"budget_id": budget.id, "record_table": record.TABLE, "record_id": record.id}
            self.book.insert(Remark(**where, text=f"批注{record.id}", shared=record.id % 2))
            content = f"附件{record.id}".encode()
            digest = hashlib.sha256(content).hexdigest()
            self.book.store_file(digest, content)
            self.book.insert(Attachment(**where, name="a.txt", digest=digest, size=len(content)))
        if budget.year == 2026:
            self.book.update(replace(budget, frozen_at="2026-12-01T00:00:00"))
