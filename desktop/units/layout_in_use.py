"""The layout a book uses from now on (选用版式): a frozen stage keeps the one it was frozen with."""

from collections.abc import Iterable

from desktop import pipeline
from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, TakenIn


def use(book: Book, budget: Budget, key: str) -> list[Budget]:
    """Let a book use another layout; return the frozen stages that go on to have another one than that.

    budget: the one in view, for which it is chosen. Raises UserError where that is frozen: what was handed in or
    published must not change its looks afterwards. Budgets that were taken in are frozen as their units', not as ours.
    """
    taken_in = {record.budget_id for record in book.records(TakenIn)}
    frozen = [each for each in book.records(Budget) if each.frozen_at and each.id not in taken_in]
    present = pipeline.form_of(book, budget=budget)
    if key != present and any(each.id == budget.id for each in frozen):
        raise UserError(
            f"{budget.year}年“{budget.stage}”已冻结，它的版式是“{loader.titles()[present]}”，不能改用“{loader.titles()[key]}”；"
            "确要改的请先解除冻结；只在以后使用的，请先转入下一阶段或结转到下一年度，再在那里选用"
        )
    had = {each.id: book.frozen_form(each) or book.form or loader.default() for each in frozen}
    for each in frozen:
        if not book.frozen_form(each):
            book.choose_form(had[each.id], each)
    book.choose_form(key)
    return [each for each in frozen if had[each.id] != key]


def describe(frozen: Iterable[Budget]) -> str:
    """Return in Chinese which stages go on to have their own layout."""
    names = dict.fromkeys(f"{each.year}年“{each.stage}”" for each in frozen)
    return f"已冻结的{'、'.join(names)}仍用原来的版式；以后的阶段用新选的版式"
