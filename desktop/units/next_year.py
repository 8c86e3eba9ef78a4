"""Beginning next year's budget (结转) so that nothing in it fails that nobody did: what is copied is made to fit.

`ledger.rolling` copies the records. What no longer fits because people, projects and subjects changed with the year is
put right here, each with a mark that names it: pay that nobody is paid any more, quotas divided among other heads,
typed income of sources that were balanced, subjects that ended. What did not fit before stays as it is.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from desktop.catalog import editions
from desktop.catalog.change_list import ADDED, ENDED
from desktop.compute import drafting, operating, policy_values
from desktop.compute.people import staff, unpaid
from desktop.compute.policy_values import PolicyValues
from desktop.findings import Finding, Severity
from desktop.ledger import rolling
from desktop.ledger.book import Book
from desktop.ledger.describe import Kind, fields_of
from desktop.ledger.records import OF_A_BUDGET, Budget, BudgetFacts, PayItem, Person, QuotaSplit
from desktop.ledger.rolling import Rolled
from desktop.money import YUAN
from desktop.units import fitted_income

Unpaid = dict[tuple[str, str], tuple[Person, set[str]]]
"""What no rule pays: the person and the words of the items, by code and name."""


def roll_forward(book: Book, budget: Budget) -> Rolled:
    """Make next year's draft from a budget, as one step. Raises UserError when next year has one with content."""
    with book.operation(f"由{budget.year}年结转到{budget.year + 1}年"):
        rolled = rolling.roll_forward(book, budget)
        before = book.facts(budget)
        for fit in (_subjects, _pay, _quotas, fitted_income.fit):
            rolled.findings += [
                Finding("结转", Severity.INFO, message) for message in fit(book, before, book.facts(rolled.budget))
            ]
    return rolled


def _subjects(book: Book, before: BudgetFacts, after: BudgetFacts) -> Iterator[str]:
    """Book what stood under a subject that ended to the one that took its place, where there is exactly one."""
    lines = [(line.function, line.economic, line.government) for line in drafting.of_budget(before)]
    year, found = after.budget.year, {}
    for each in editions.between(before.budget.year, year, editions.used_codes(lines)):
        if each.action == ADDED:
            continue
        certain = each.action == ENDED and len(each.instead) == 1
        if certain and len(each.instead[0].code) == len(each.code.code):
            found[each.kind, each.code.code] = each.instead[0].code
            yield f"{year}年科目变动：{each.text}，本预算的行已改列，请核对"
        else:
            yield f"{year}年科目变动：{each.text}" + ("，请自行改列" if each.action == ENDED else "")
    edition = editions.edition(year)
    if edition.missing:
        yield f"{edition.missing}；没有载入的变动不能提示"
    if found:
        for kind in OF_A_BUDGET:
            fields = [field for field in fields_of(kind) if field.kind is Kind.CODE]
            for record in book.records(kind, budget_id=after.budget.id) if fields else ():
                changes: dict[str, Any] = {
                    field.name: found.get((field.of, getattr(record, field.name)), getattr(record, field.name))
                    for field in fields
                }
                book.update(replace(record, **changes))


def _pay(book: Book, before: BudgetFacts, after: BudgetFacts) -> Iterator[str]:
    """Take out the pay items of people who became others during the year, where no rule pays them any more."""
    known, now = _unpaid(before), _unpaid(after)
    values = policy_values.of_budget(after)
    labels = values.policy.items if values is not None else {}
    for key, (person, items) in now.items():
        gone = items - (known[key][1] if key in known else set())
        ended = [
            item
            for item in book.records(PayItem, budget_id=after.budget.id, person_id=person.id)
            if labels.get(item.item, item.item) in gone
        ]
        for item in ended:
            book.delete(item)
        if ended:
            words = "、".join(f"{labels.get(item.item, item.item)} {YUAN.show(item.amount)} 元" for item in ended)
            yield f"“{person.name or person.code}”{person.status}后没有规则发给{words}，没有结转，请核对"


def _unpaid(facts: BudgetFacts) -> Unpaid:
    values = policy_values.of_budget(facts)
    if values is None:
        return {}
    found = unpaid.of_people(facts, values, drafting.draft(facts).lines)
    return {(each.person.code, each.person.name): (each.person, {item.label for item in each.items}) for each in found}


def _quotas(book: Book, before: BudgetFacts, after: BudgetFacts) -> Iterator[str]:
    """Divide a quota that was divided in amounts, to the 分, in the same proportions as before."""
    first, second = policy_values.of_budget(before), policy_values.of_budget(after)
    if first is None or second is None:
        return
    for rule in second.policy.quotas:
        splits = [split for split in after.quota_splits if split.quota == rule.id]
        if not splits or any(split.percent for split in splits):
            continue
        was, wanted, divided = _quota(before, first, rule.id), _quota(after, second, rule.id), _sum(splits)
        if was != divided or wanted == divided or not divided:
            continue
        shares = [Fraction(100 * split.amount, divided) for split in splits]
        for split, amount in zip(splits, staff.divide(wanted, shares), strict=True):
            book.update(replace(split, amount=amount))
        yield (
            f"“{rule.label}”按{after.budget.year}年的数应为 {YUAN.show(wanted)} 元（上年 {YUAN.show(was)} 元），"
            "分配已按上年比例调整，请核对"
        )


def _quota(facts: BudgetFacts, values: PolicyValues, quota: str) -> int:
    """Return what a quota of a budget comes to, in 分; 0 where its pack does not have it."""
    rule = next((rule for rule in values.policy.quotas if rule.id == quota), None)
    personnel = [line for line in drafting.draft(facts).lines if line.nature == "人员"]
    return operating.total(rule, facts, values, personnel) if rule is not None else 0


def _sum(splits: list[QuotaSplit]) -> int:
    return sum(split.amount for split in splits)
