"""Making fiscal income follow what it funds (拨款按支出填列): which records of income must be marked or added."""

from collections.abc import Iterator
from dataclasses import replace

from desktop.compute import drafting, lines
from desktop.compute.following import Source, source_of, source_of_income
from desktop.dataclass import dataclass
from desktop.ledger.records import BudgetFacts, Income
from desktop.ledger.vocabulary import FISCAL, subsource_of
from desktop.money import Fen


@dataclass(frozen=True, slots=True)
class Filled:
    """One record of income as it is to be, a new one with id 0, and the amounts of its source before and after, 分."""

    record: Income
    before: Fen
    after: Fen

    @property
    def label(self) -> str:
        """The source in words."""
        subsource = f"（{self.record.subsource}）" if self.record.subsource else ""
        return f"{self.record.source}{subsource} {self.record.carry}"


def plan(facts: BudgetFacts, funds: tuple[str, ...] = tuple(map(str, FISCAL))) -> list[Filled]:
    """Return the records by which the income of some funds equals the expenditure it pays for and what is carried out.

    Typed income of these funds is marked 按支出填列; a source that pays for something and has no record gets one.
    """
    changed = [replace(record, follows=1, amount=0) for record in facts.incomes if record.source in funds]
    known = {source_of_income(record) for record in changed}
    wanted = sorted({key for key in _funded(facts) if key[0] in funds} - known)
    added = [
        Income(
            budget_id=facts.budget.id,
            position=len(facts.incomes) + number,
            source=fund,
            subsource="" if subsource == subsource_of(fund, "") else subsource,
            carry=carry,
            follows=1,
        )
        for number, (fund, subsource, carry) in enumerate(wanted)
    ]
    return list(_compared(facts, [*changed, *added], funds))


def _compared(facts: BudgetFacts, records: list[Income], funds: tuple[str, ...]) -> Iterator[Filled]:
    """Yield each record with the income of its source before and after; only what becomes another."""
    others = tuple(record for record in facts.incomes if record.source not in funds)
    numbered = [record if record.id else replace(record, id=-n) for n, record in enumerate(records, 1)]
    before, after = _by_source(facts), _by_source(replace(facts, incomes=(*others, *numbered)))
    for record in records:
        if record not in facts.incomes:
            yield Filled(record, before.get(source_of_income(record), 0), after.get(source_of_income(record), 0))


def _by_source(facts: BudgetFacts) -> dict[Source, Fen]:
    found: dict[Source, Fen] = {}
    for line in drafting.of_budget(facts):
        if line.side == "收入":
            key = source_of(line)
            found[key] = found.get(key, 0) + line.amount
    return found


def _funded(facts: BudgetFacts) -> set[Source]:
    """Return the sources that pay for something or are carried out."""
    outlay = [*lines.of_records(replace(facts, incomes=())), *drafting.draft(facts).lines]
    return {source_of(line) for line in outlay if line.side in ("支出", "结转下年") and line.amount}
