"""The people of a budget as the rules see them: states over the year, shares of funds, and where they are booked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from desktop.catalog import choices
from desktop.catalog.policy_rules import IN_POST, RETIRED, RUNNING, ContributionRule, Function, PayRule, Policy
from desktop.compute.people import counted_months
from desktop.dataclass import dataclass
from desktop.ledger import timeline
from desktop.ledger.records import BudgetFacts, DeclaredBase, FundShare, PayItem, Person, PersonChange
from desktop.ledger.timeline import PersonState
from desktop.ledger.vocabulary import PersonKind, PersonStatus, UnitKind, subsource_of
from desktop.money import Fen, half_up

KINDS = frozenset(PersonKind)
ALONE = (PersonKind.OUTSIDE, PersonKind.DEPENDANT)
"""Kinds of people that have one status only."""
QUOTA_ITEM = "公用定额"
"""The item under which a person's share of quotas may differ from the share of her pay."""
IN_NONE = "无"
"""A person takes part in no insurance."""

Items = dict[str, Fen]
"""Pay items of a person: 分 per month, or per year for yearly items."""


@dataclass(frozen=True, slots=True)
class Share:
    """A source of money and the part it bears, in percent."""

    fund: str
    subsource: str
    percent: Fraction


@dataclass(frozen=True, slots=True)
class Payee:
    """A person with everything of the year that pay depends on; months are counted as the place does."""

    person: Person
    states: tuple[PersonState, ...]
    shares: tuple[FundShare, ...] = ()
    declared: tuple[DeclaredBase, ...] = ()
    halved: bool = False
    """Whether the month of coming, moving and leaving counts half."""

    @property
    def paid(self) -> Sequence[PersonState]:
        """The states as pay and heads are counted."""
        return counted_months.halved(self.states) if self.halved else self.states

    @property
    def key(self) -> tuple[object, ...]:
        """All that what is worked out of a person depends on, but for the values and the unit."""
        if len(self.states) == 1 and not self.shares and not self.declared:
            return (self.person, self.states[0].person, *self.states[0].items.items())
        states = tuple((state.first, state.person, tuple(state.items.items())) for state in self.states)
        return (self.person, states, self.shares, self.declared)

    def shares_of(self, *names: str) -> list[Share]:
        """Return who bears an item known by any of these names; without shares of its own those of the whole person."""
        for name in (*names, "") if self.shares else ():
            found = [share for share in self.shares if share.item == name]
            if found:
                return [Share(s.fund, subsource_of(s.fund, s.subsource), Fraction(s.percent or "0")) for s in found]
        fund = self.person.fund
        return [Share(fund, subsource_of(fund, ""), Fraction(100))]

    def declared_base(self, insurance: str, month: int) -> Fen | None:
        """Return the declared base (核定基数) in force in a month, None where there is none."""
        begun = [d for d in self.declared if d.insurance == insurance and d.month <= month]
        return max(begun, key=lambda d: d.month).amount if begun else None


_Asked = tuple[tuple[object, ...], str, str]
_known: list[tuple[_Asked, list[Payee]]] = []
"""The people of the facts asked for last: one computation asks for the same ones many times."""
_MOST_KNOWN = 4


def payees(facts: BudgetFacts, policy: Policy) -> list[Payee]:
    """Return all people of a budget, their months and shares as the place counts them."""
    parts = (facts.people, facts.pay_items, facts.person_changes, facts.fund_shares, facts.declared_bases)
    months, shared = choices.of(policy, "month_rule"), choices.of(policy, "fund_of_staff")
    for (known, *practice), people in tuple(_known):
        if practice == [months, shared] and all(now is was for now, was in zip(parts, known, strict=True)):
            return people
    found = _payees(facts, months, shared == "只按人分摊")
    del _known[_MOST_KNOWN - 1 :]
    _known.insert(0, ((parts, months, shared), found))
    return found


def _payees(facts: BudgetFacts, months: str, whole_persons: bool) -> list[Payee]:
    items = _by_person(facts.pay_items)
    changes = _by_person(facts.person_changes)
    borne = [s for s in facts.fund_shares if s.person_id is not None and not (whole_persons and s.item)]
    shares = _by_person(borne)
    declared = _by_person(facts.declared_bases)
    found = []
    for person in facts.people:
        entered = (person, changes.get(person.id, []), items.get(person.id, []))
        if months == counted_months.NEXT_MONTH:
            entered = counted_months.from_next_month(*entered)
        states = tuple(timeline.states(*entered))
        of_person = (tuple(shares.get(person.id, ())), tuple(declared.get(person.id, ())))
        found.append(Payee(entered[0], states, *of_person, months == counted_months.HALF))
    return found


def alone(person: Person, items: Items) -> Payee:
    """Return a person to whom nothing happens within the year."""
    states = timeline.states(person, (), (PayItem(item=name, amount=amount) for name, amount in items.items()))
    return Payee(person, tuple(states))


P = TypeVar("P", PayItem, PersonChange, FundShare, DeclaredBase)


def item_names(rule: PayRule | ContributionRule) -> tuple[str, ...]:
    """Return the pay items that a rule takes, those of a 13th month among them."""
    thirteenth = rule.thirteenth if isinstance(rule, ContributionRule) else ()
    return (*rule.monthly, *rule.yearly, *thirteenth)


def _by_person(parts: Iterable[P]) -> dict[int, list[P]]:
    found: dict[int, list[P]] = {}
    for part in parts:
        found.setdefault(part.person_id or 0, []).append(part)
    return found


def status_of(person: Person) -> str:
    """Return the status rules are chosen by: who is 编外 or 遗属 by kind is so by status."""
    return person.kind if person.kind in ALONE and person.status in ("在职", "拟招") else person.status


def kind_of(person: Person) -> str:
    """Return the kind rules are chosen by: who is 编外 or 遗属 by status is so by kind."""
    return person.status if person.status in ALONE else person.kind


def applies(rule: PayRule | ContributionRule, person: Person) -> bool:
    """Tell whether a rule is meant for a person's status and kind; one for all kinds means those that there are."""
    kinds = rule.kinds or KINDS
    return status_of(person) in rule.statuses and (person.kind in kinds or kind_of(person) in kinds)


def insured(person: Person, insurance: str) -> bool:
    """Tell whether a person takes part in an insurance; who says nothing is in every one the rules name."""
    return not person.insured or insurance in person.insured.split("、")


def running(person: Person, facts: BudgetFacts, policy: Policy) -> str:
    """Return the 项 a person's money is booked to, empty where nobody says it.

    The person's own code, then that of her centre, of her status and kind, of her status, of her kind; for people who
    work here, last of all the unit's own function.
    """
    if person.function_code and not _by_unit(person, policy):
        return person.function_code
    codes = policy.functions | {each.staff: each.function_code for each in facts.running_functions}
    status, kind = status_of(person), kind_of(person)
    here = status not in RETIRED and status != PersonStatus.DEPENDANT
    retired = choices.of(policy, "retired_function") if status in RETIRED else ""
    if retired.isdigit():
        return retired
    of_kind = facts.unit.kind if retired == "按单位性质" else person.kind
    names = [person.centre, f"{status}.{of_kind}", status, *([kind] if here else [])]
    found = next((codes[name] for name in names if name and codes.get(name)), "")
    return found or (facts.unit.own_function if here else "")


def _by_unit(person: Person, policy: Policy) -> bool:
    """Tell whether a 项 of the person's own does not count: where teachers are not booked by their stage (学段)."""
    teaches = person.kind == PersonKind.INSTITUTION and person.status in IN_POST
    return teaches and choices.of(policy, "stage_function") == "随运行科目"


def unit_function(facts: BudgetFacts, policy: Policy) -> str:
    """Return the 项 of what belongs to no person: the unit's own function, or that of people of the unit's kind."""
    if facts.unit.own_function:
        return facts.unit.own_function
    codes = policy.functions | {each.staff: each.function_code for each in facts.running_functions}
    return codes.get(facts.unit.kind, "")


def booked_to(function: Function, person: Person | None, facts: BudgetFacts, policy: Policy) -> str:
    """Return the 项 of a rule for a person, or for the unit: by kind of the person, then of the unit."""
    if len(function) == 1 and function.get("", RUNNING) != RUNNING:
        return function[""]
    kinds = [kind_of(person), person.kind] if person is not None else []
    code = next((function[kind] for kind in (*kinds, facts.unit.kind, "") if kind in function), "")
    if code != RUNNING:
        return code
    return unit_function(facts, policy) if person is None else running(person, facts, policy)


def side_of(person: Person | None, facts: BudgetFacts, policy: Policy) -> str:
    """Return which side of the crosswalk gives 政府经济: 事业 for the money of 事业 people, else that of the unit."""
    if person is None or choices.of(policy, "gov_econ_side") != "按人员类别":
        return facts.unit.kind
    return str(UnitKind.INSTITUTION) if person.kind == PersonKind.INSTITUTION else facts.unit.kind


def divide(total: Fen, parts: list[Fraction], rest: int = -1) -> list[Fen]:
    """Return a total divided by percents, each half up, one of them (the last) taking what is left."""
    if len(parts) == 1:
        return [total]
    found = [rounded_part(total, part) for part in parts]
    found[rest] += total - sum(found)
    return found


def rounded_part(total: Fen, percent: Fraction) -> Fen:
    """Return a percent of a total, half up."""
    return half_up(total * percent.numerator, 100 * percent.denominator)


def shown(percent: Fraction) -> str:
    """Return a percent as a person writes it, with at most four decimals."""
    digits = half_up(percent.numerator * 10_000, percent.denominator)
    return f"{digits // 10_000}.{digits % 10_000:04d}".rstrip("0").rstrip(".")


def merged(states: Iterable[PersonState]) -> list[PersonState]:
    """Return states with neighbours joined in which the person is the same, whatever the pay."""
    found: list[PersonState] = []
    for state in states:
        alike = bool(found) and (found[-1].person, found[-1].half) == (state.person, state.half)
        if alike and found[-1].last + 1 == state.first:
            found[-1] = replace(found[-1], last=state.last)
        else:
            found.append(state)
    return found
