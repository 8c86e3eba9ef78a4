"""The budget line: the only fact that tables know (architecture.md §3), and how raw records become lines."""

from dataclasses import dataclass

from desktop.catalog import crosswalk
from desktop.ledger.records import BudgetFacts
from desktop.ledger.vocabulary import Carry
from desktop.money import Fen

PREFIX = {
    "direct_line": "L",
    "income": "I",
    "procurement": "P",
    "carry_out": "C",
    "person": "R",
    "quota": "Q",
    "quota_split": "S",
    "project_line": "M",
}
"""First letter of a line's key, by the table of its origin."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The record a line comes from: its table, its id and the rule that made the line.

    rule is the rule's name in words; part its id, where one record makes several lines.
    """

    table: str
    record_id: int
    rule: str = "直接录入"
    part: str = ""


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One amount with every property a table may ask for. Amount in 分.

    side: 支出, 收入, 采购 or 结转下年. Properties that do not apply are empty.
    """

    side: str
    year: int
    amount: Fen
    origin: Origin
    function: str = ""
    economic: str = ""
    government: str = ""
    nature: str = ""
    project: str = ""
    fund: str = ""
    carry: str = ""
    procurement: str = ""
    service: str = ""

    @property
    def key(self) -> str:
        """The line's name for people and scripts, one for each line of a book.

        L12 direct line, I3 income, P1 procurement, C1 carried out, R5.pension a person's pension contribution,
        Q3.union a quota, S2 a quota's split, M7 a measurement line of a project.
        """
        part = f".{self.origin.part}" if self.origin.table in ("person", "quota") else ""
        return f"{PREFIX[self.origin.table]}{self.origin.record_id}{part}"


def of_records(facts: BudgetFacts) -> list[BudgetLine]:
    """Return the lines that are records themselves: direct expenditure, income, procurement, money carried out."""
    return [*_expenditure(facts), *_income(facts), *_procurement(facts), *_carry_out(facts)]


def _expenditure(facts: BudgetFacts) -> list[BudgetLine]:
    projects = {project.id: project.name for project in facts.projects}
    kind = facts.unit.kind
    return [
        BudgetLine(
            side="支出",
            year=facts.budget.year,
            amount=line.amount,
            origin=Origin("direct_line", line.id),
            function=line.function_code,
            economic=line.economic_code,
            government=line.government_code or crosswalk.government_code(line.economic_code, kind),
            nature=line.nature,
            project=projects.get(line.project_id or 0, ""),
            fund=line.fund,
            carry=line.carry,
        )
        for line in facts.lines
    ]


def _income(facts: BudgetFacts) -> list[BudgetLine]:
    return [
        BudgetLine("收入", facts.budget.year, i.amount, Origin("income", i.id), fund=i.source, carry=i.carry)
        for i in facts.incomes
    ]


def _procurement(facts: BudgetFacts) -> list[BudgetLine]:
    projects = {project.id: project.name for project in facts.projects}
    return [
        BudgetLine(
            side="采购",
            year=facts.budget.year,
            amount=p.amount,
            origin=Origin("procurement", p.id),
            project=projects.get(p.project_id or 0, ""),
            fund=p.fund,
            procurement=p.kind,
            service="是" if p.purchased_service else "",
        )
        for p in facts.procurements
    ]


def _carry_out(facts: BudgetFacts) -> list[BudgetLine]:
    """Money carried out: first what is left of the money carried in, the rest out of this year's money."""
    left: dict[str, Fen] = {}
    for income in facts.incomes:
        if income.carry == Carry.CARRIED:
            left[income.source] = left.get(income.source, 0) + income.amount
    for line in facts.lines:
        if line.carry == Carry.CARRIED:
            left[line.fund] = left.get(line.fund, 0) - line.amount
    for measured in facts.project_lines:
        if measured.carry == Carry.CARRIED:
            left[measured.fund] = left.get(measured.fund, 0) - measured.quantity * measured.price * measured.times
    lines = []
    for record in facts.carry_outs:
        carried = max(0, min(record.amount, left.get(record.fund, 0)))
        left[record.fund] = left.get(record.fund, 0) - carried
        for carry, amount in ((Carry.CARRIED, carried), (Carry.CURRENT, record.amount - carried)):
            if amount:
                origin = Origin("carry_out", record.id)
                lines.append(
                    BudgetLine("结转下年", facts.budget.year, amount, origin, fund=record.fund, carry=str(carry))
                )
    return lines
