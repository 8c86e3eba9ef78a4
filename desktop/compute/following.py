"""Income that follows expenditure (拨款按支出填列): what the expenditure of a source leaves uncovered, to the 分."""

from collections.abc import Iterable, Iterator

from desktop.catalog.policy_rules import Policy
from desktop.compute.lines import BudgetLine, income_line
from desktop.ledger.records import BudgetFacts, Income
from desktop.ledger.vocabulary import FISCAL, Carry, Fund, subsource_of
from desktop.money import Fen

Source = tuple[str, str, str]
"""Fund, sub-source and carry."""
BY_HAND = "手工填列"


def source_of(line: BudgetLine) -> Source:
    """Return the source a line belongs to."""
    return line.fund, line.subsource or subsource_of(line.fund, ""), line.carry


def source_of_income(record: Income) -> Source:
    """Return the source an income record is of."""
    return record.source, subsource_of(record.source, record.subsource), record.carry or str(Carry.CURRENT)


def practice_of(fund: str, policy: Policy) -> str:
    """Return how the income of a source is filled in where the place says it, empty where it does not."""
    key = "income_rule" if fund in FISCAL else "business_income" if fund == Fund.BUSINESS else ""
    return policy.choices.get(key, "")


def followed(facts: BudgetFacts, policy: Policy) -> set[Source]:
    """Return the sources whose income follows expenditure."""
    return {
        source_of_income(each) for each in facts.incomes if each.follows and practice_of(each.source, policy) != BY_HAND
    }


def income(facts: BudgetFacts, outlay: Iterable[BudgetLine], policy: Policy) -> Iterator[BudgetLine]:
    """Yield the income marked 按支出填列: expenditure and money carried out, less typed income, of the same source.

    Two marked records of one source: the first takes all, so that no fen is counted twice. Where the place fills in a
    source by hand a mark gives nothing.
    """
    left: dict[Source, Fen] = {}
    for line in outlay:
        if line.side in ("支出", "结转下年"):
            key = source_of(line)
            left[key] = left.get(key, 0) + line.amount
    for record in facts.incomes:
        if not record.follows:
            key = source_of_income(record)
            left[key] = left.get(key, 0) - record.amount
    for record in facts.incomes:
        if record.follows and practice_of(record.source, policy) != BY_HAND:
            amount = max(0, left.pop(source_of_income(record), 0))
            if amount:
                yield income_line(facts, record, amount)
