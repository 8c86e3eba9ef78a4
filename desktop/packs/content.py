"""What a unit's pack says: its budget without the people, last year's, and the lines they come to.

What is given away is computed again from itself and compared with the book to the 分 before anything is written.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain
from typing import Any

from desktop import pipeline
from desktop.compute import drafting, summed_lines
from desktop.compute import lines as records_to_lines
from desktop.compute.lines import BudgetLine
from desktop.compute.quota_bases import BASE_MONTH
from desktop.compute.summed_lines import FewPeople
from desktop.dataclass import dataclass
from desktop.disclosure import Disclosure
from desktop.findings import Outcome, UserError
from desktop.layouts.form import loader
from desktop.ledger import rolling, timeline
from desktop.ledger.book import Book
from desktop.ledger.describe import fields_of
from desktop.ledger.records import (
    Attachment,
    Budget,
    BudgetFacts,
    CheckResult,
    Person,
    PersonChange,
    Release,
    TakenIn,
)
from desktop.ledger.records.words import OF_STAGE
from desktop.ledger.unit_tree import UnitTree
from desktop.ledger.vocabulary import Stage
from desktop.money import Fen
from desktop.packs import merged
from desktop.units import unit_lines, views

Row = tuple[str, ...]
DIMENSIONS = (
    *("side", "function", "economic", "government", "nature", "project", "fund", "carry"),
    *("procurement", "service", "subsource", "operating"),
)
"""The properties of a line that a table may ask for, but year and unit."""


@dataclass(frozen=True, slots=True)
class Content:
    """A unit's budget and those it is compared with (last year, 批复), without people; the first one is sent."""

    budgets: tuple[BudgetFacts, ...]
    layout: str
    version: str
    errors: int
    few: tuple[FewPeople, ...] = ()
    """Where a sum is the pay of one or two people."""
    signed: tuple[str, ...] = ()
    """SHA-256 of the signed pages (签字盖章页) kept with the stage that is sent."""

    @property
    def main(self) -> BudgetFacts:
        """The budget that is sent."""
        return self.budgets[0]


def of_budget(book: Book, budget: Budget, form: str = "") -> tuple[Content, Disclosure]:
    """Return what a pack of a budget holds, and its disclosure. Raises UserError for a budget without figures."""
    return later(book, budget, form)()


def later(book: Book, budget: Budget, form: str = "") -> Callable[[], tuple[Content, Disclosure]]:
    """Read what a pack of a budget is made of; what is returned makes it without the book, in any thread.

    Raises UserError for a budget without figures, for a scenario, and for one that was taken in itself.
    """
    rolling.require_official(budget)
    facts = book.facts(budget)
    if not unit_lines.has_content(facts):
        raise UserError(f"“{facts.unit.name}”的{budget.year}年“{budget.stage}”还没有录入内容，没有可以传出的数")
    if facts.taken_in:
        raise UserError(f"“{facts.unit.name}”是装入的单位；请直接转交它自己的数据包")
    make = pipeline.later(book, budget, loader.load(form or pipeline.form_of(book, budget=budget)))
    before = _of_predecessors(book, budget)
    pages = book.records(Attachment, budget_id=budget.id, record_table=OF_STAGE, record_id=budget.id)
    signed = tuple(sorted({page.digest for page in pages}))

    def content() -> tuple[Content, Disclosure]:
        disclosure = make()
        known = [(disclosure.facts, drafting.of_budget(disclosure.facts))]
        if disclosure.last is not None:
            known.append(before or (disclosure.last, drafting.of_budget(disclosure.last)))
        if budget.stage in (Stage.DISCLOSED, Stage.ADJUSTED) and disclosure.approved is not None:
            known.append((disclosure.approved, drafting.of_budget(disclosure.approved)))
        few = tuple(chain.from_iterable(summed_lines.few_people(*each) for each in known))
        mine = without_people(*known[0], results=_results(disclosure.outcomes))
        others = (without_people(*each, joined=before is not None and each is before) for each in known[1:])
        budgets = (mine, *(_of_one_unit(each, mine) for each in others))
        errors = len(disclosure.open_errors)
        return Content(budgets, disclosure.form.key, disclosure.version, errors, few, signed), disclosure

    return content


def _of_one_unit(facts: BudgetFacts, main: BudgetFacts) -> BudgetFacts:
    """Return facts with what belongs to the unit whatever the year, which the pack holds once."""
    return replace(
        facts,
        unit=main.unit,
        institutions=main.institutions,
        establishments=main.establishments,
        running_functions=main.running_functions,
    )


def _of_predecessors(book: Book, budget: Budget) -> tuple[BudgetFacts, list[BudgetLine]] | None:
    """Return last year's facts and lines of a unit others went into (撤并) with those of all of them, else None."""
    tree = UnitTree(book.units())
    unit = tree.of_id(budget.unit_id)
    if not views.predecessors(tree, unit, budget.year):
        return None
    joined, lines = unit_lines.of_last_year(book, tree, unit, budget)
    return None if joined is None else (merged.settled(joined, lines), lines)


def without_people(
    facts: BudgetFacts,
    lines: list[BudgetLine] | None = None,
    results: tuple[CheckResult, ...] = (),
    *,
    joined: bool = False,
) -> BudgetFacts:
    """Return facts as they may leave the office: people counted by kind, what they cost summed, no words about them.

    joined: they are of several units that became one, so that not all lines follow from the records alone.
    Raises UserError where what is left does not come to the same amounts.
    """
    known = drafting.of_budget(facts) if lines is None else lines
    found = replace(
        facts,
        people=_counted(facts),
        pay_items=(),
        person_changes=(),
        declared_bases=(),
        fund_shares=tuple(share for share in facts.fund_shares if share.person_id is None),
        summed_lines=(*facts.summed_lines, *summed_lines.summed(facts.people, known)),
        acceptances=tuple(a for a in facts.acceptances if not _names_somebody(f"{a.subject}{a.reason}", facts.people)),
        release=without_names(facts.release),
        taken_in=(TakenIn(),),
        check_results=results,
    )
    if joined:
        found = merged.balanced(found, known, lines_of(found))
    if amounts(lines_of(found)) != amounts(known):
        raise UserError(f"“{facts.unit.name}”{facts.budget.year}年去掉人员明细以后合计对不上，没有传出；请联系维护人员")
    return found


def without_names(release: Release) -> Release:
    """Return a release record without who signed what."""
    empty: dict[str, Any] = {field.name: "" for field in fields_of(Release) if field.personal}
    return replace(release, **empty)


def _names_somebody(text: str, people: Iterable[Person]) -> bool:
    return any(name in text for person in people for name in (person.name, person.code) if len(name) > 1)


def _counted(facts: BudgetFacts) -> tuple[Person, ...]:
    """Return people counted by kind and status at the base date, as groups without names.

    When somebody came, moved or left is nobody else's business: it is known who is there in January, and who is not.
    """
    changes: dict[int, list[PersonChange]] = {}
    for change in facts.person_changes:
        changes.setdefault(change.person_id, []).append(change)
    found: Counter[tuple[str, str, int]] = Counter()
    for person in facts.people:
        first = next(iter(timeline.states(person, changes.get(person.id, ()), ())), None)
        then = first.person if first is not None else person
        there = first is not None and first.first <= BASE_MONTH
        found[then.kind, then.status, BASE_MONTH if there else BASE_MONTH + 1] += person.headcount
    return tuple(
        Person(id=number, kind=kind, status=status, first_month=month, last_month=12, headcount=count)
        for number, ((kind, status, month), count) in enumerate(sorted(found.items()), 1)
    )


def _results(outcomes: Iterable[Outcome]) -> tuple[CheckResult, ...]:
    """Return how the checks ended, without the words of what they found."""
    found: dict[str, CheckResult] = {}
    for each in outcomes:
        count = len(each.findings)
        result = CheckResult(0, 0, each.code, each.title, str(each.severity), str(each.status), count)
        found.setdefault(each.code, result)
    return tuple(found.values())


def lines_of(facts: BudgetFacts) -> list[BudgetLine]:
    """Return the lines of a budget as a pack holds it: typed, measured, summed."""
    return records_to_lines.of_records(facts) + drafting.draft(facts).lines


def amounts(lines: Iterable[BudgetLine]) -> dict[Row, Fen]:
    """Return the sum of lines by all that a table may ask for, without what is nothing. Amounts in 分."""
    found: Counter[Row] = Counter()
    for line in lines:
        found[tuple(getattr(line, name) for name in DIMENSIONS)] += line.amount
    return {row: amount for row, amount in found.items() if amount}


def totals(lines: Iterable[BudgetLine]) -> dict[str, Fen]:
    """Return the sums of income, expenditure and so on, in 分."""
    found: Counter[str] = Counter()
    for line in lines:
        found[line.side] += line.amount
    return dict(sorted(found.items()))
