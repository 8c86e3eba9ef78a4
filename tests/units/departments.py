"""Random departments: a tree of units with budgets of two years, projects of equal names, money between the units."""

import random
from dataclasses import replace

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


class Department:
    """Writes one random department into an empty book."""

    def __init__(self, book, seed, most):
        self.book, self.chance = book, random.Random(seed)
        self.names, self.budgets = [], {}
        with book.operation("部门"):
            self.top = units.add(book, Unit(name="某局", kind="行政", scope="部门"))
            self.tree(self.top, 1, self.chance.randint(1, most))
            for name in self.names:
                for year in (YEAR - 1, YEAR):
                    self.lines(name, year)
            for _ in range(self.chance.randrange(2 * len(self.names))):
                self.transfer()

    def tree(self, above, level, count):
        while count > 0:
            kind = self.chance.choice(("行政", "参公", "事业", "事业"))
            name = f"单位{len(self.names) + 1}"
            unit = units.add(self.book, Unit(name=name, kind=kind, parent_id=above.id), (YEAR - 1, YEAR))
            self.names.append(name)
            self.budgets |= {(name, b.year): b for b in self.book.records(Budget, unit_id=unit.id)}
            count -= 1
            below = self.chance.randint(0, count) if level < 4 else 0
            self.tree(unit, level + 1, below)
            count -= below

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

    def transfer(self):
        payer, receiver = self.chance.choice(self.names), self.chance.choice(self.names)
        year, into, fen = self.chance.choice((YEAR, YEAR, YEAR - 1)), self.chance.choice((UP, DOWN, OTHER)), self.fen()
        fund, received = self.chance.choice(FUNDS[3:]), self.chance.choice((fen, fen, fen + 7, 0))
        if payer == receiver:
            return
        one, two = self.budgets[payer, year].id, self.budgets[receiver, year].id
        self.book.insert(Income(budget_id=one, source=fund, amount=fen))
        self.book.insert(
            DirectLine(
                budget_id=one, function_code="2050199", economic_code="39999", nature=TO[into], fund=fund, amount=fen,
                counterpart=receiver,
            )
        )  # fmt: skip
        if received:
            self.book.insert(Income(budget_id=two, source=into, amount=received, counterpart=payer))
            self.book.insert(
                DirectLine(
                    budget_id=two, function_code="2070109", economic_code="30201", nature="公用", fund=into,
                    amount=received,
                )
            )  # fmt: skip


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
            left = pair.eliminated
            for key in keys:
                part = min(left, by_key[key].amount)
                left -= part
                added.append(replace(by_key[key], amount=-part))
    for line in found.lines:
        was = by_key[line.key.partition("~")[0]]
        if line.side == "采购":
            added.append(line)
        elif (was.fund, was.subsource, was.carry) != (line.fund, line.subsource, line.carry):
            added += [line, replace(was, amount=-line.amount)]
    return Cube(added, view.budget.year)


def amounts(table):
    """Return the amounts of a table, block by block and row by row, without what is nothing."""
    rows = ([cell.amount for cell in row.cells if cell.kind == "amount" and cell.amount] for row in rows_of(table))
    return [row for row in rows if row]


def rows_of(table):
    return [row for block in table.blocks for row in block.rows]
