"""Typed income of a budget that was rolled forward: a proposal that fits what each source pays for now.

Copied as it was it would fail every check of balance although nobody erred. It stays typed: the amounts are proposed,
with a mark, and she fills in what was granted. A source that was not balanced before is left as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.compute import drafting
from desktop.compute.following import Source, source_of, source_of_income
from desktop.ledger.book import Book
from desktop.ledger.records import BudgetFacts, Income
from desktop.ledger.vocabulary import FISCAL, Carry, Fund
from desktop.money import YUAN, Fen

Balance = dict[Source, tuple[Fen, Fen]]
"""Income, and expenditure with what is carried out, of each source, in 分."""

OTHERS = frozenset(str(fund) for fund in Fund if fund not in FISCAL)


def fit(book: Book, before: BudgetFacts, after: BudgetFacts) -> Iterator[str]:
    """Store the proposal and yield what was changed, in words."""
    was, now = _balance(before), _balance(after)
    typed = [record for record in after.incomes if not record.follows and record.carry == Carry.CURRENT]
    amounts = {record.id: record.amount for record in typed}
    for sources in _groups(was, now):
        mine = [record for record in typed if source_of_income(record) in sources]
        short = sum(now.get(source, (0, 0))[1] - now.get(source, (0, 0))[0] for source in sources)
        short -= sum(amounts[record.id] - record.amount for record in mine)
        if _sum(was, sources, 0) == _sum(was, sources, 1) and short and mine:
            _spread(mine, amounts, short)
    for record in typed:
        amount = amounts[record.id]
        if amount == record.amount:
            continue
        name = record.source + (f"（{record.subsource}）" if record.subsource else "")
        if amount:
            book.update(replace(record, amount=amount, note=_note(record, before.budget.year)))
            how = "请按下达的数填写，或改为“按支出填列”" if record.source in FISCAL else "请按今年的预计数填写"
            shown = f"{YUAN.show(record.amount)} 元 → {YUAN.show(amount)} 元，按结转后的支出估列，待核对；{how}"
        else:
            book.delete(record)
            shown = f"{YUAN.show(record.amount)} 元没有对应的支出，没有结转；如仍有这笔收入，请录入并安排支出"
        yield f"收入“{name}”{shown}"


def _groups(was: Balance, now: Balance) -> Iterator[frozenset[Source]]:
    """Yield the sources that balance alone, the smallest first: sub-source, fund, all money that is not fiscal."""
    every = {*was, *now}
    yield from (frozenset({source}) for source in sorted(every))
    for fund in sorted({source[0] for source in every}):
        yield frozenset(source for source in every if source[0] == fund)
    yield frozenset(source for source in every if source[0] in OTHERS)


def _spread(records: Sequence[Income], amounts: dict[int, Fen], short: Fen) -> None:
    """Give the first record what is short, or take what is too much: of 使用结余 first, then of the last records."""
    if short > 0:
        amounts[records[0].id] += short
        return
    for _, record in sorted(enumerate(records), key=lambda each: (each[1].source != Fund.MAKE_UP, -each[0])):
        taken = min(amounts[record.id], -short)
        amounts[record.id] -= taken
        short += taken


def _balance(facts: BudgetFacts) -> Balance:
    found: Balance = {}
    for line in drafting.of_budget(facts):
        if line.side in ("收入", "支出", "结转下年"):
            income, outlay = found.get(source_of(line), (0, 0))
            is_income = line.side == "收入"
            found[source_of(line)] = (income + line.amount * is_income, outlay + line.amount * (not is_income))
    return found


def _sum(balance: Balance, sources: frozenset[Source], side: int) -> Fen:
    return sum(balance.get(source, (0, 0))[side] for source in sources)


def _note(record: Income, year: int) -> str:
    """Return the note of a proposal: the mark of the roll, and what last year's amount was."""
    return f"{record.note}；{year}年为 {YUAN.show(record.amount)} 元".lstrip("；")
