"""The budget line: the only fact that tables know (ARCHITECTURE.md), and how raw records become lines."""

from collections.abc import Callable
from itertools import compress, count
from operator import is_not, ne
from typing import Any, TypeVar

from desktop.catalog import crosswalk
from desktop.compute import line_sources
from desktop.dataclass import dataclass
from desktop.ledger.control_trail import project_names
from desktop.ledger.records import BudgetFacts, DirectLine, Income, Record
from desktop.ledger.vocabulary import Carry, subsource_of
from desktop.money import Fen

R = TypeVar("R", bound=Record)

PREFIX = {
    "direct_line": "L",
    "income": "I",
    "procurement": "P",
    "carry_out": "C",
    "person": "R",
    "quota": "Q",
    "quota_split": "S",
    "project_line": "M",
    "public_line": "G",
    "summed_line": "X",
    "adjustment": "A",
}
"""First letter of a line's key, by the table of its origin."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The record a line comes from: its table, its id and the rule that made the line.

    rule is the rule's name in words; part its id, where one record makes several lines; number tells those of one
    rule apart (several sources or 项).
    """

    table: str
    record_id: int
    rule: str = "直接录入"
    part: str = ""
    number: int = 0


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
    subsource: str = ""
    unit: str = ""
    operating: str = ""

    @property
    def key(self) -> str:
        """The line's name for people and scripts, one for each line of a book.

        L12 direct line, I3 income, P1 procurement, C1 carried out, R5.pension a person's pension contribution,
        Q3.union a quota, S2 a quota's split, M7 a measurement line of a project, G1 one of public funds, X4 a sum that
        came with a pack, A2 an entry of the adjusted budget (A2~1 its income). A second line
        of the same rule ends in ~1, a third in ~2: its money is from another source or of another 项.
        """
        part = f".{self.origin.part}" if self.origin.table in ("person", "quota") else ""
        number = f"~{self.origin.number}" if self.origin.number else ""
        return f"{PREFIX[self.origin.table]}{self.origin.record_id}{part}{number}"


def of_records(facts: BudgetFacts, memory: "LineMemory | None" = None) -> list[BudgetLine]:
    """Return the lines that are records themselves: direct expenditure, income, procurement, money carried out."""
    memory = memory or LineMemory()
    names = project_names(facts)
    typed = memory.lines("lines", facts.lines, (facts.budget.year, facts.unit, names), _Expenditure(facts, names))
    return [*typed, *memory.same("others", [*_income(facts), *_procurement(facts), *_carry_out(facts)])]


class LineMemory:
    """The lines made last of the records of one budget, so that only changed records make new ones.

    A line that did not change stays the same object: the cube sees by identity what is new.
    """

    def __init__(self) -> None:
        self._last: dict[str, tuple[object, tuple[Any, ...], list[BudgetLine]]] = {}
        self._same: dict[str, list[BudgetLine]] = {}

    def lines(
        self, name: str, records: tuple[R, ...], rests_on: object, make: Callable[[R], BudgetLine]
    ) -> list[BudgetLine]:
        """Return one line for each record; `rests_on` is all else that the lines depend on."""
        before = self._last.get(name)
        if before is None or before[0] != rests_on:
            found = [make(record) for record in records]
        elif before[1] is records:
            return before[2]
        elif len(before[1]) == len(records):
            olds = zip(before[1], before[2], strict=True)
            found = [line if old is record else make(record) for record, (old, line) in zip(records, olds, strict=True)]
        else:
            known = {id(old): line for old, line in zip(before[1], before[2], strict=True)}
            found = [known.get(id(record)) or make(record) for record in records]
        self._last[name] = (rests_on, records, found)
        return found

    def same(self, name: str, lines: list[BudgetLine]) -> list[BudgetLine]:
        """Return the lines, each as the object it was last time where it is equal to the one in its place.

        Where some were added or taken away, the places are counted from both ends.
        """
        before = self._same.get(name, [])
        lines = list(lines)
        if len(before) == len(lines):
            for place in compress(count(), map(is_not, before, lines)):
                lines[place] = before[place] if before[place] == lines[place] else lines[place]
        else:
            least = min(len(before), len(lines))
            start = next(compress(count(), map(ne, before, lines)), least)
            end = next(compress(count(), map(ne, reversed(before), reversed(lines))), least)
            end = min(end, least - start)
            lines = [*before[:start], *lines[start : len(lines) - end], *before[len(before) - end :]]
        self._same[name] = lines
        return lines


class _Expenditure:
    """Makes the lines of typed expenditure."""

    def __init__(self, facts: BudgetFacts, projects: dict[int, str]) -> None:
        self._year, self._unit, self._projects = facts.budget.year, facts.unit, projects

    def __call__(self, line: DirectLine) -> BudgetLine:
        return BudgetLine(
            side="支出",
            year=self._year,
            amount=line.amount,
            origin=Origin("direct_line", line.id),
            function=line.function_code,
            economic=line.economic_code,
            government=line.government_code or crosswalk.government_code(line.economic_code, self._unit.kind),
            nature=line.nature,
            project=self._projects.get(line.project_id or 0, ""),
            fund=line.fund,
            carry=line.carry,
            subsource=subsource_of(line.fund, line.subsource),
            unit=self._unit.name,
            operating=self._unit.operating_cost,
        )


def _income(facts: BudgetFacts) -> list[BudgetLine]:
    """Return the typed income; what follows expenditure (按支出填列) is worked out when that is known."""
    return [income_line(facts, income, income.amount) for income in facts.incomes if not income.follows]


def income_line(facts: BudgetFacts, income: Income, amount: Fen) -> BudgetLine:
    """Return the line of an income record with an amount."""
    return BudgetLine(
        side="收入",
        year=facts.budget.year,
        amount=amount,
        origin=Origin("income", income.id, "按支出填列" if income.follows else "直接录入"),
        fund=income.source,
        carry=income.carry,
        subsource=subsource_of(income.source, income.subsource),
        unit=facts.unit.name,
        operating=facts.unit.operating_cost,
    )


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
            unit=facts.unit.name,
            operating=facts.unit.operating_cost,
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
    shares = line_sources.shares(facts)
    for measured in facts.project_lines:
        if measured.carry == Carry.CARRIED:
            for fund, _, amount in line_sources.sources(measured, shares.get(measured.id, [])):
                left[fund] = left.get(fund, 0) - amount
    lines = []
    for record in facts.carry_outs:
        carried = max(0, min(record.amount, left.get(record.fund, 0)))
        left[record.fund] = left.get(record.fund, 0) - carried
        for carry, amount in ((Carry.CARRIED, carried), (Carry.CURRENT, record.amount - carried)):
            if amount:
                lines.append(
                    BudgetLine(
                        "结转下年",
                        facts.budget.year,
                        amount,
                        Origin("carry_out", record.id),
                        fund=record.fund,
                        carry=str(carry),
                        unit=facts.unit.name,
                        operating=facts.unit.operating_cost,
                    )
                )
    return lines
