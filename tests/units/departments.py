"""Random departments: a tree of units with budgets of two years, projects of equal names, money between the units."""

import random
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from desktop.compute.consolidation import consolidate
from desktop.compute.cube import Cube
from desktop.ledger import units
from desktop.ledger.records import Budget, DirectLine, Income, Procurement, Project, Unit
from desktop.units import unit_lines

YEAR = 2027
UP, DOWN, OTHER = "上级补助收入", "附属单位上缴收入", "其他收入"
TO = {UP: "对附属单位补助支出", DOWN: "上缴上级支出", OTHER: "公用"}
FUNDS = ("一般公共预算", "政府性基金", "财政专户管理资金", "事业收入", UP, DOWN, OTHER)
CODES = (("2010301", "30201"), ("2050199", "30101"), ("2050202", "30213"), ("2070109", "31003"), ("2120803", "30227"))
NATURES = {"30101": "人员", "30201": "公用"}


@dataclass(frozen=True)
class Planned:
    """A unit to be: which of those before it stands above it, what it is, by which number its lines come, how it ends.

    ended: 0 it goes on, 1 it ended without a successor, else into one of the others.
    """

    above: int
    kind: str
    seed: int
    ended: int = 0


@dataclass(frozen=True)
class Transfer:
    """Money from one unit to another: who, in which year, under which name, of which source, and what is received."""

    payer: int
    receiver: int
    last_year: bool
    into: str
    fund: str
    fen: int
    received: int


KINDS = ("行政", "参公", "事业", "事业")
LEVELS = 4


def trees(most):
    """Return a strategy of departments of one to so many units, on up to four levels, with money between them."""
    numbers, amounts_ = st.integers(0, most), st.integers(-1_000_000, 10_000_000).filter(bool)
    units_ = st.builds(Planned, numbers, st.sampled_from(KINDS), numbers, st.sampled_from((0, 0, 0, 0, 1, 2, 3)))
    moved = st.builds(
        Transfer, numbers, numbers, st.booleans(), st.sampled_from((UP, DOWN, OTHER)), st.sampled_from(FUNDS[3:]),
        amounts_, st.sampled_from((0, 1, 2)),
    )  # fmt: skip
    return st.tuples(st.lists(units_, min_size=1, max_size=most), st.lists(moved, max_size=2 * most))


def tree_of(seed, most):
    """Return the units and transfers of one such department by a number, without shrinking."""
    chance = random.Random(seed)
    planned = [Planned(chance.randrange(99), chance.choice(KINDS), chance.randrange(999)) for _ in range(most)]
    return planned, [a_transfer(chance) for _ in range(chance.randrange(2 * most))]


def a_transfer(chance):
    into, fund = chance.choice((UP, DOWN, OTHER)), chance.choice(FUNDS[3:])
    pair = chance.randrange(99), chance.randrange(99)
    return Transfer(
        *pair, chance.random() < 0.3, into, fund, chance.randint(1, 10_000_000), chance.choice((1, 1, 2, 0))
    )


class Department:
    """Writes one department into an empty book."""

    def __init__(self, book, tree):
        self.book = book
        planned, transfers = tree
        self.names, self.budgets, self.ended = [f"单位{n}" for n in range(1, len(planned) + 1)], {}, set()
        with book.operation("部门"):
            self.top = units.add(book, Unit(name="某局", kind="行政", scope="部门"))
            added = self.tree(planned)
            for number, (plan, unit) in enumerate(zip(planned, added, strict=True)):
                self.end(number, plan, added)
                self.chance = random.Random(plan.seed)
                for year in (YEAR - 1,) if unit.name in self.ended else (YEAR - 1, YEAR):
                    self.lines(unit.name, year)
            for each in transfers:
                self.transfer(each)

    def tree(self, planned):
        placed, added = [(self.top, 0)], []
        for name, plan in zip(self.names, planned, strict=True):
            above, level = placed[plan.above % len(placed)]
            unit = units.add(self.book, Unit(name=name, kind=plan.kind, parent_id=above.id), (YEAR - 1, YEAR))
            self.budgets |= {(name, b.year): b for b in self.book.records(Budget, unit_id=unit.id)}
            added.append(unit)
            if level + 1 < LEVELS:
                placed.append((unit, level + 1))
        return added

    def end(self, number, plan, added):
        """Let a unit end that has none below it and is not the first one."""
        leaf = all(unit.parent_id != added[number].id for unit in added)
        if number and leaf and plan.ended:
            others = [unit for unit in added[:number] if unit.name not in self.ended]
            into = others[plan.seed % len(others)].id if plan.ended > 1 else None
            self.book.update(replace(added[number], ended_year=YEAR, successor_id=into))
            self.ended.add(added[number].name)

    def fen(self):
        return self.chance.choice((1, 49, 50, 4_999, 5_000, 123_456, 10_000_000)) + self.chance.randrange(3)

    def lines(self, name, year):
        budget = self.budgets[name, year]
        project = self.book.insert(Project(budget_id=budget.id, name=self.chance.choice(("设备购置", f"{name}项目"))))
        for _ in range(self.chance.randint(1, 5)):
            function, economic = self.chance.choice(CODES)
            fund, fen = self.chance.choice(FUNDS), self.fen()
            nature = NATURES.get(economic, "项目")
            self.book.insert(
                DirectLine(
                    budget_id=budget.id, function_code=function, economic_code=economic, nature=nature, fund=fund,
                    amount=fen, project_id=project.id if nature == "项目" else None,
                )
            )  # fmt: skip
            self.book.insert(Income(budget_id=budget.id, source=fund, amount=fen))
            if nature == "项目" and self.chance.random() < 0.4:
                self.book.insert(
                    Procurement(budget_id=budget.id, project_id=project.id, fund=fund, amount=fen, item="货")
                )

    def transfer(self, each):
        payer, receiver = (self.names[number % len(self.names)] for number in (each.payer, each.receiver))
        year, into, fund, fen = YEAR - each.last_year, each.into, each.fund, each.fen
        received = (0, fen, fen + 7 * (fen > 0))[each.received]
        if payer == receiver or (year == YEAR and self.ended & {payer, receiver}):
            return
        one, two = self.budgets[payer, year].id, self.budgets[receiver, year].id
        self.outside(one, fund, fen)
        self.book.insert(
            DirectLine(
                budget_id=one, function_code="2050199", economic_code="39999", nature=TO[into], fund=fund, amount=fen,
                counterpart=receiver,
            )
        )  # fmt: skip
        if received:
            self.book.insert(Income(budget_id=two, source=into, amount=received, counterpart=payer))
            self.outside(two, into, -received)

    def outside(self, budget, fund, fen):
        """Let money come in from outside, or where it is negative be spent."""
        if fen > 0:
            self.book.insert(Income(budget_id=budget, source=fund, amount=fen))
            return
        self.book.insert(
            DirectLine(
                budget_id=budget, function_code="2070109", economic_code="30201", nature="公用", fund=fund, amount=-fen
            )
        )


def summed(book, view):
    """Return the lines of all units, with each elimination and each restating as lines that only add and take away."""
    this, last = unit_lines.of_view(book, view)
    raw = [line for part in (*this, *last) for line in part.lines]
    named = unit_lines.Counterparts(view.tree, [*this, *last])
    found = consolidate(raw, named)
    by_key = {line.key: line for line in raw}
    added = [line for line in raw if line.side != "采购"]  # an item has one line: it is restated or not
    for pair in found.pairs:
        for keys in (pair.paid_by, pair.received_by):
            added += [replace(by_key[key], amount=-part) for key, part in gone(pair.eliminated, keys, by_key)]
    for line in found.lines:
        was = by_key[line.key.partition("~")[0]]
        if line.side == "采购":
            added.append(line)
        elif (was.fund, was.subsource, was.carry) != (line.fund, line.subsource, line.carry):
            added += [line, replace(was, amount=-line.amount)]
    return Cube(added, view.budget.year)


def gone(amount, keys, by_key):
    """Return what each line of a side gives of an amount: first those of the other sign, which are set off."""
    amounts = [(key, by_key[key].amount) for key in keys]
    found = [(key, fen) for key, fen in amounts if amount and fen * amount < 0]
    left = abs(amount) + sum(abs(fen) for _, fen in found)
    for key, fen in amounts:
        if fen * amount > 0:
            part = min(left, abs(fen))
            left -= part
            found.append((key, part if fen > 0 else -part))
    return found


def amounts(table):
    """Return the amounts of a table, block by block and row by row, without what is nothing."""
    rows = ([cell.amount for cell in row.cells if cell.kind == "amount" and cell.amount] for row in rows_of(table))
    return [row for row in rows if row]


def rows_of(table):
    return [row for block in table.blocks for row in block.rows]
