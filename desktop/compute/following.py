"""Income that follows expenditure (拨款按支出填列): what the expenditure of a source leaves uncovered, to the 分."""

from collections.abc import Iterable, Iterator

from desktop.compute.lines import BudgetLine, income_line
from desktop.ledger.records import BudgetFacts
from desktop.ledger.vocabulary import Carry, subsource_of
from desktop.money import Fen

Source = tuple[str, str, str]
"""Fund, sub-source and carry."""


def income(facts: BudgetFacts, outlay: Iterable[BudgetLine]) -> Iterator[BudgetLine]:
    """Yield the income marked 按支出填列: expenditure and money carried out, less typed income, of the same source.

    Two marked records of one source: the first takes all, so that no fen is counted twice.
    """
    left: dict[Source, Fen] = {}
    for line in outlay:
        if line.side in ("支出", "结转下年"):
            key = (line.fund, line.subsource or subsource_of(line.fund, ""), line.carry)
            left[key] = left.get(key, 0) + line.amount
    for record in facts.incomes:
        if not record.follows:
            key = (record.source, subsource_of(record.source, record.subsource), record.carry)
            left[key] = left.get(key, 0) - record.amount
    for record in facts.incomes:
        if record.follows:
            key = (record.source, subsource_of(record.source, record.subsource), record.carry or str(Carry.CURRENT))
            amount = max(0, left.pop(key, 0))
            if amount:
                yield income_line(facts, record, amount)
