"""Personnel cost (人员经费): from people and pay items to lines, by the pay rules of a policy.

A year of a person is a row of states (`ledger.timeline`); a rule pays the months of the states it is meant for. The
whole year of one item is computed first, then divided over what bears it (几种资金), the last share as remainder.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from desktop.catalog import choices, crosswalk
from desktop.catalog.policy_rules import ContributionRule, PayRule, Policy
from desktop.compute.lines import BudgetLine, Origin
from desktop.compute.people import contributions, staff
from desktop.compute.people.staff import Items, Payee, applies
from desktop.compute.policy_values import PolicyValues
from desktop.dataclass import dataclass
from desktop.ledger.records import BudgetFacts, Person
from desktop.ledger.timeline import PersonState
from desktop.ledger.vocabulary import FISCAL
from desktop.money import Fen, half_up

Rule = PayRule | ContributionRule
Place = tuple[str, str, str]
"""项, side of 政府经济, and the 项 of what is borne by money that is not fiscal."""
Part = tuple[PersonState, Fraction]
"""A state and the exact amount it is paid, in 分."""

WHOLE_DUES = ("全额", "十二月在职全发")
"""Pay by the year that no month of coming or leaving makes less."""
MEDICAL = "医疗"
MOST_RESULTS = 20_000
"""Results kept for the next computation; older ones are dropped together."""


@dataclass(frozen=True, slots=True)
class Earned:
    """What one person gets or costs under one rule in one state, rounded: for one head, in 分."""

    state: PersonState
    amount: Fen
    monthly: Fen = 0
    """The amount of one month; all that is paid in the state only where the months of it make `amount`."""


def months_of(person: Person) -> int:
    """Return the number of paid months."""
    return max(0, person.last_month - person.first_month + 1)


def items_by_person(facts: BudgetFacts) -> dict[int, Items]:
    """Return the pay items of each person id as they are in the first month."""
    found: dict[int, Items] = {}
    for item in facts.pay_items:
        if item.month == 1:
            found.setdefault(item.person_id, {})[item.item] = item.amount
    return found


def rules_of(values: PolicyValues) -> tuple[Rule, ...]:
    """Return all rules of people in the order of their lines: pay, then contributions."""
    return (*values.policy.pay, *values.policy.contributions)


def families(values: PolicyValues) -> list[tuple[Rule, ...]]:
    """Return the rules in the order of their lines, those together that are one insurance of several kinds."""
    known: list[tuple[Rule, ...]] | None = values.results.get(("families",))
    if known is None:
        found: dict[tuple[str, ...], tuple[Rule, ...]] = {}
        for rule in rules_of(values):
            key = (rule.label, rule.economic, rule.insurance) if isinstance(rule, ContributionRule) else (rule.id,)
            found[key] = (*found.get(key, ()), rule)
        known = values.results[("families",)] = list(found.values())
    return known


def pay(rule: PayRule, payee: Payee, values: PolicyValues) -> Fen:
    """Return one person's yearly amount under a pay rule, in 分."""
    return sum(part.amount for part in pay_parts(rule, payee, values))


def pay_parts(rule: PayRule, payee: Payee, values: PolicyValues) -> list[Earned]:
    """Return the yearly amount under a pay rule by state; the year is rounded once, its last part is what is left."""
    states = payee.states if rule.due in WHOLE_DUES else payee.paid
    meant = [state for state in states if applies(rule, state.person)]
    if not meant:
        return []
    if len(meant) == 1 and rule.due == "按月" and not (rule.per_head or rule.by_rank or rule.times or rule.steps):
        state = meant[0]
        monthly = sum(state.items.get(name, 0) for name in rule.monthly)
        yearly = sum(state.items.get(name, 0) for name in rule.yearly)
        if not state.half:
            return [Earned(state, monthly * state.months + half_up(yearly * state.months, 12), monthly)]
    if rule.times:
        return _bonus(rule, meant, values)
    parts = [part for part in _exact(rule, meant, values) if part[1]]
    exact = sum((amount for _, amount in parts), start=Fraction(0))
    rounded = [half_up(amount.numerator, amount.denominator) for _, amount in parts[:-1]]
    rest = half_up(exact.numerator, exact.denominator) - sum(rounded)
    amounts = [*rounded, rest]
    return [Earned(state, fen, _by_month(rule, state, values)) for (state, _), fen in zip(parts, amounts, strict=False)]


def _by_month(rule: PayRule, state: PersonState, values: PolicyValues) -> Fen:
    """Return the amount of one month under what is paid by the month, 0 where a standard changes in between."""
    monthly = sum(state.items.get(name, 0) for name in rule.monthly)
    parameter = rule.per_head
    if rule.by_rank and not monthly:
        parameter = f"{rule.by_rank}.{state.person.rank}"
    elif rule.steps and not monthly:
        parameter = step_of(rule, state.person, values.policy)
    if parameter not in values.policy.parameters:
        return monthly
    spans = values.spans((parameter,), state.first, state.last)
    return int(spans[0][2][0].value * 100) if len(spans) == 1 else 0


def _exact(rule: PayRule, meant: list[PersonState], values: PolicyValues) -> list[Part]:
    if rule.per_head:
        return [(state, _standard(rule.per_head, state, values)) for state in meant]
    if rule.by_rank:
        return [(state, _of_rank(rule, state, values)) for state in meant]
    return [(state, _plain(rule, state, meant, values)) for state in meant]


def _of_rank(rule: PayRule, state: PersonState, values: PolicyValues) -> Fraction:
    """Return what is entered for somebody, else the standard of the rank (`payee_findings` compares the two)."""
    entered = sum(state.items.get(name, 0) for name in rule.monthly)
    name = f"{rule.by_rank}.{state.person.rank}"
    if entered or name not in values.policy.parameters:
        return Fraction(entered * state.paid_months)
    return _standard(name, state, values)


def _standard(parameter: str, state: PersonState, values: PolicyValues) -> Fraction:
    """Return a standard in 元 a month for the months of a state, in 分."""
    spans = values.spans((parameter,), state.first, state.last)
    total = sum((int(found[0].value * 100) * Fraction(last - first + 1) for first, last, found in spans), Fraction(0))
    return total / 2 if state.half else total


def _plain(rule: PayRule, state: PersonState, meant: list[PersonState], values: PolicyValues) -> Fraction:
    """Return what monthly and yearly items make in one state."""
    monthly = sum(state.items.get(name, 0) for name in rule.monthly)
    found = Fraction(monthly * state.paid_months)
    if rule.steps and not monthly:
        found += _standard(name, state, values) if (name := step_of(rule, state.person, values.policy)) else 0
    yearly = sum(state.items.get(name, 0) for name in rule.yearly)
    if rule.due == "十二月在职全发":
        return found + (yearly if state.last == 12 else 0)
    if rule.due == "全额":
        return found + (yearly if state is meant[-1] else 0)
    return found + Fraction(yearly * state.paid_months) / 12


def step_of(rule: PayRule, person: Person, policy: Policy) -> str:
    """Return the parameter of a person's years of work in towns, empty where the years are unknown.

    The years entered are those on 1 January; some places count those reached by the end of the year.
    """
    if person.town_years is None:
        return ""
    counted = person.town_years + (choices.of(policy, "town_allowance_years") == "十二月三十一日年限")
    reached = [parameter for years, parameter in rule.steps if years <= counted]
    return reached[-1] if reached else ""


def _bonus(rule: PayRule, meant: list[PersonState], values: PolicyValues) -> list[Earned]:
    """Return months of the pay of the last month: pro rata by months in post, or whole for who is there in December."""
    last = meant[-1]
    monthly = sum(last.items.get(name, 0) for name in rule.monthly)
    in_full = rule.due == "十二月在职全发"
    if not monthly or (in_full and last.last < 12):
        return []
    value = values.at(rule.times, last.last)
    if value is None:
        return []
    months = 12 if in_full else sum((Fraction(state.paid_months) for state in meant), start=Fraction(0))
    exact = monthly * Fraction(value.value) * months / 12
    return [Earned(last, half_up(exact.numerator, exact.denominator))]


def parts_of(rule: Rule, payee: Payee, values: PolicyValues) -> list[Earned]:
    """Return what one person gets or costs under any rule, by state."""
    if isinstance(rule, PayRule):
        return pay_parts(rule, payee, values)
    found = contributions.stretches(rule, payee, values)
    return [Earned(replace(each.state, first=each.first, last=each.last), each.amount, each.monthly) for each in found]


def lines(facts: BudgetFacts, values: PolicyValues) -> Iterator[BudgetLine]:
    """Yield the lines of all people: for each person the pay rules, then the contributions."""
    unit = facts.unit
    place = (unit.kind, unit.own_function, unit.name, unit.operating_cost, facts.running_functions)
    if len(values.results) > MOST_RESULTS:
        values.results.clear()
    for payee in staff.payees(facts, values.policy):
        key = ("lines", payee.key, place)
        found = values.results.get(key)
        if found is None:
            found = values.results[key] = list(_lines_of(facts, payee, values))
        yield from found


def _lines_of(facts: BudgetFacts, payee: Payee, values: PolicyValues) -> Iterator[BudgetLine]:
    """Yield the lines of one person: under each rule one for each place and each source that bears it.

    Who becomes of another kind within the year pays one insurance by two rules; that is one line, shared as a whole.
    """
    for alike in families(values):
        places: dict[Place, list[Earned]] = {}
        found: Rule | None = None
        for rule in alike:
            for part in parts_of(rule, payee, values):
                places.setdefault(_place(rule, part.state.person, facts, values), []).append(part)
                found = found or rule
        if found is not None:
            yield from _booked(facts, payee, found, places, values)


def _place(rule: Rule, person: Person, facts: BudgetFacts, values: PolicyValues) -> Place:
    """Return where a rule's money for a person is booked."""
    policy = values.policy
    side = staff.side_of(person, facts, policy)
    function = staff.booked_to(rule.function, person, facts, policy)
    if isinstance(rule, PayRule):
        return function, side, function
    if rule.insurance == MEDICAL and choices.of(policy, "medical_function") == "按单位性质" and len(rule.function) > 1:
        function = staff.booked_to(rule.function, None, facts, policy) or function
    own = choices.of(policy, "contribution_function") == "自有资金列运行科目"
    return function, side, staff.running(person, facts, policy) if own else function


def names_of(rule: Rule) -> tuple[str, ...]:
    """Return the names under which the shares of a rule's money may be stated."""
    insurance = (rule.insurance,) if isinstance(rule, ContributionRule) else (*rule.monthly, *rule.yearly)
    return (rule.label, *insurance)


def _booked(
    facts: BudgetFacts, payee: Payee, rule: Rule, places: dict[Place, list[Earned]], values: PolicyValues
) -> Iterator[BudgetLine]:
    shares = payee.shares_of(*names_of(rule))
    number = 0
    for (function, side, of_own_money), parts in places.items():
        amounts = _borne(parts, shares, payee.person.headcount, choices.of(values.policy, "share_rounding"))
        for share, amount in zip(shares, amounts, strict=True):
            if amount:
                yield BudgetLine(
                    side="支出",
                    year=facts.budget.year,
                    amount=amount,
                    origin=Origin("person", payee.person.id, rule.label, rule.id, number),
                    function=function if share.fund in FISCAL else of_own_money,
                    economic=rule.economic,
                    government=crosswalk.government_code(rule.economic, side),
                    nature=rule.nature if isinstance(rule, PayRule) else crosswalk.nature_of(rule.economic),
                    fund=share.fund,
                    carry="当年",
                    subsource=share.subsource,
                    unit=facts.unit.name,
                    operating=facts.unit.operating_cost,
                )
                number += 1


def _borne(parts: list[Earned], shares: list[staff.Share], heads: int, practice: str) -> list[Fen]:
    """Return what each source bears of the parts of a year: divided whole, by the month, or each rounded by itself."""
    percents = [share.percent for share in shares]
    total = sum(part.amount for part in parts) * heads
    if practice == "各资金分别取整" and len(shares) > 1:
        return [staff.rounded_part(total, percent) for percent in percents]
    if practice != "按月分摊" or len(shares) == 1:
        return staff.divide(total, percents)
    amounts = [0] * len(shares)
    for part in parts:
        by_month = part.monthly * part.state.months == part.amount
        divided = staff.divide((part.monthly if by_month else part.amount) * heads, percents)
        times = part.state.months if by_month else 1
        amounts = [known + more * times for known, more in zip(amounts, divided, strict=True)]
    return amounts


def clamps(payee: Payee, values: PolicyValues) -> list[tuple[ContributionRule, contributions.Stretch]]:
    """Return the contributions of a person whose base floor or ceiling changed, with the months it did."""
    key = ("clamps", payee.key)
    found = values.results.get(key)
    if found is None:
        found = values.results[key] = [
            (rule, stretch)
            for rule in values.policy.contributions
            for stretch in contributions.stretches(rule, payee, values)
            if stretch.clamped
        ]
    return list(found)
