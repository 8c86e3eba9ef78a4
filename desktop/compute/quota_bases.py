"""What quotas of public funds rest on: heads, months of people, wages, vehicles, and what the unit counts itself."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

from desktop.catalog import assets, choices
from desktop.catalog.policy_rules import COUNTED_BASES, HEAD_BASES, MONEY_BASES, RUNNING, WITH_PEOPLE, Policy, QuotaRule
from desktop.catalog.policy_rules import IN_POST as WORKING
from desktop.compute.lines import BudgetLine
from desktop.compute.people import staff
from desktop.compute.people.staff import Payee
from desktop.compute.policy_values import MONTHS, PolicyValues
from desktop.dataclass import dataclass
from desktop.ledger import timeline
from desktop.ledger.records import BasisCount, BudgetFacts, Person, PersonChange
from desktop.ledger.vocabulary import Fund, UnitKind, subsource_of

IN_POST = ("在职",)
RETIRED = ("离休", "退休")
WAGES = ("30101", "30102", "30103", "30107")
ROUNDING = "percent_bases_rounding"
BASE_MONTH = 1
"""Heads are counted in January of the budget year."""

Months = tuple[Fraction | int, ...]
"""A base in each month of the year."""


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a quota that is booked alike. kind: of its people, empty where it rests on none."""

    kind: str
    function: str
    side: str
    fund: str
    subsource: str
    by_month: Months
    parts: tuple[tuple[Months, int], ...] = ()
    """The bases it is made of, each with how often: one for each person where a quota is rounded by person."""


Place = tuple[str, str, str, str, str]
Headed = tuple[Payee | None, Person, Months]
"""A person, in the state that counts, and how many heads in each month."""


def of_money(rule: QuotaRule) -> bool:
    """Tell whether a quota's parameter is a rate of money."""
    return rule.basis in MONEY_BASES


def at_base_date(facts: BudgetFacts) -> tuple[Person, ...]:
    """Return who is there at the base date (实有人数), in the kind and status that rules are chosen by.

    Text, tables, checks and quotas count the same people: who comes or retires later counts as in January.
    """
    changes: dict[int, list[PersonChange]] = {}
    for change in facts.person_changes:
        changes.setdefault(change.person_id, []).append(change)
    states = (timeline.states(person, changes.get(person.id, ()), ())[:1] for person in facts.people)
    there = (state.person for first in states for state in first if state.first <= BASE_MONTH)
    return tuple(replace(person, kind=staff.kind_of(person), status=staff.status_of(person)) for person in there)


def heads(people: tuple[Person, ...], statuses: tuple[str, ...]) -> int:
    """Return the number of people of some statuses at the base date."""
    return sum(
        person.headcount
        for person in people
        if staff.status_of(person) in statuses and person.first_month <= BASE_MONTH <= person.last_month
    )


def basis_of(rule: QuotaRule, facts: BudgetFacts, policy: Policy, personnel: list[BudgetLine]) -> int:
    """Return what a quota is multiplied with, in all: heads, months, vehicles, pupils …, or wages in 分."""
    if rule.basis in HEAD_BASES:
        found = sum(sum(months) for _, _, months in _people(rule, facts, policy))
        return int(found if rule.basis == "人月" else Fraction(found) / 12)
    if rule.basis in MONEY_BASES:
        return sum(line.amount for line in _wages(rule, personnel))
    return int(_counted(rule, facts))


def has_base(rule: QuotaRule, facts: BudgetFacts, policy: Policy, personnel: list[BudgetLine]) -> bool:
    """Tell whether there is anything a quota is multiplied with."""
    if rule.basis in HEAD_BASES:
        return any(any(months) for _, _, months in _people(rule, facts, policy))
    return basis_of(rule, facts, policy, personnel) != 0


_grouped: dict[int, tuple[tuple[object, ...], list[Group]]] = {}
"""The groups of each quota asked for last: its lines and its split ask for the same ones."""
_MOST_GROUPED = 200


def groups(rule: QuotaRule, facts: BudgetFacts, values: PolicyValues, personnel: list[BudgetLine]) -> list[Group]:
    """Return the groups of a quota that have a base, in the order in which they are met."""
    parts = (rule, facts, values, personnel)
    known = _grouped.get(id(rule))
    if known is not None and all(now is was for now, was in zip(parts, known[0], strict=True)):
        return known[1]
    if len(_grouped) > _MOST_GROUPED:
        _grouped.clear()
    found = _groups(rule, facts, values, personnel)
    _grouped[id(rule)] = (parts, found)
    return found


def _groups(rule: QuotaRule, facts: BudgetFacts, values: PolicyValues, personnel: list[BudgetLine]) -> list[Group]:
    alike: dict[Place, Counter[Months]] = {}
    for place, months in _bases(rule, facts, values, personnel):
        alike.setdefault(place, Counter())[months] += 1
    found = []
    for place, counts in alike.items():
        sums = tuple(sum(months[index] * times for months, times in counts.items()) for index in range(12))
        if any(sums):
            found.append(Group(*place, sums, tuple(counts.items())))
    return found


def _bases(
    rule: QuotaRule, facts: BudgetFacts, values: PolicyValues, personnel: list[BudgetLine]
) -> Iterator[tuple[Place, Months]]:
    if rule.basis in HEAD_BASES:
        yield from _of_people(rule, facts, values)
    elif rule.basis in MONEY_BASES:
        yield from _of_wages(rule, facts, values, personnel)
    else:
        basis = _counted(rule, facts)
        yield _place_of(without_people(rule, facts, values)), tuple(basis for _ in MONTHS)


def without_people(rule: QuotaRule, facts: BudgetFacts, values: PolicyValues) -> Group:
    """Return where a quota is booked that rests on no people."""
    fund = str(Fund.GENERAL) if rule.fund == WITH_PEOPLE else rule.fund
    function = staff.booked_to(rule.function, None, facts, values.policy)
    return Group("", function, facts.unit.kind, fund, subsource_of(fund, ""), (0,) * 12)


def _place_of(group: Group) -> Place:
    return group.kind, group.function, group.side, group.fund, group.subsource


def _of_people(rule: QuotaRule, facts: BudgetFacts, values: PolicyValues) -> Iterator[tuple[Place, Months]]:
    """Yield the months of each person under where her part of the quota is booked and who bears it."""
    booked: dict[tuple[str, ...], tuple[str, str]] = {}
    for payee, person, months in _people(rule, facts, values.policy):
        alike = (person.kind, person.status, person.centre, person.function_code)
        if alike not in booked:
            function = staff.booked_to(rule.function, person, facts, values.policy)
            booked[alike] = (function, staff.side_of(person, facts, values.policy))
        function, side = booked[alike]
        if rule.fund == WITH_PEOPLE:
            shares = payee.shares_of(staff.QUOTA_ITEM) if payee else staff.alone(person, {}).shares_of()
        else:
            shares = [staff.Share(rule.fund, subsource_of(rule.fund, ""), Fraction(100))]
        for share in shares:
            place = (person.kind, function, side, share.fund, share.subsource)
            yield place, months if share.percent == 100 else tuple(m * share.percent / 100 for m in months)


def _people(rule: QuotaRule, facts: BudgetFacts, policy: Policy) -> list[Headed]:
    """Return whose heads count, with how many in each month: by the months, or as in January for the whole year."""
    statuses = rule.statuses or _usual_statuses(rule)
    if rule.basis == "编制人数":
        return list(_posts(rule, facts))
    found: list[Headed] = []
    by_month = rule.basis == "人月"
    for payee in staff.payees(facts, policy):
        states = payee.paid if by_month else payee.states
        for state in states if len(states) == 1 else staff.merged(states):
            person = state.person
            if staff.status_of(person) not in statuses or (rule.kinds and staff.kind_of(person) not in rule.kinds):
                continue
            heads_there = Fraction(person.headcount, 2) if state.half else person.headcount
            found.append((payee, person, _there(state.first, state.last, heads_there, by_month)))
    return _within_posts(rule, facts, found) if rule.basis == "实有与编制孰小" else found


def people_of(rule: QuotaRule, facts: BudgetFacts, values: PolicyValues) -> bool:
    """Tell whether there is anybody, in whatever month, whom a quota by heads is meant for."""
    return bool(_people(rule, facts, values.policy))


@lru_cache(maxsize=1_000)
def _there(first: int, last: int, heads: Fraction | int, by_month: bool) -> Months:
    """Return how many heads are there in each month, or in January for the whole year."""
    if not by_month:
        first, last = (1, 12) if first <= BASE_MONTH <= last else (1, 0)
    return tuple(heads if first <= month <= last else 0 for month in MONTHS)


def _usual_statuses(rule: QuotaRule) -> tuple[str, ...]:
    if rule.basis in ("在职人数", "退休人数"):
        return RETIRED if rule.basis == "退休人数" else IN_POST
    return rule.kinds if rule.kinds and set(rule.kinds) <= set(staff.ALONE) else WORKING


def _posts(rule: QuotaRule, facts: BudgetFacts) -> Iterator[Headed]:
    for entry in facts.establishments:
        if not rule.kinds or entry.kind in rule.kinds:
            yield None, Person(kind=entry.kind), tuple(entry.posts for _ in MONTHS)


def _within_posts(rule: QuotaRule, facts: BudgetFacts, found: list[Headed]) -> list[Headed]:
    """Return heads brought down to the posts of their kind, each person's part alike."""
    posts = {entry.kind: entry.posts for entry in facts.establishments}
    actual: dict[str, Fraction | int] = {}
    for _, person, months in found:
        actual[person.kind] = actual.get(person.kind, 0) + months[0]
    within: list[Headed] = []
    for payee, person, months in found:
        allowed, there = posts.get(person.kind), actual[person.kind]
        part = Fraction(1) if allowed is None or there <= allowed else Fraction(allowed) / there
        within.append((payee, person, tuple(month * part for month in months)))
    return within


def _wages(rule: QuotaRule, personnel: list[BudgetLine]) -> list[BudgetLine]:
    """Return the lines of people that a rate of wages is of."""
    if rule.items:
        return [line for line in personnel if line.origin.part in rule.items]
    codes = WAGES[:1] if rule.basis == "基本工资" else WAGES
    return [line for line in personnel if line.economic in codes]


def _of_wages(
    rule: QuotaRule, facts: BudgetFacts, values: PolicyValues, personnel: list[BudgetLine]
) -> Iterator[tuple[Place, Months]]:
    """Yield wages under their own 项 and source; a 项 the rule names changes the booking, not the groups."""
    sums: dict[tuple[Place, int], int] = {}
    by_person = choices.of(values.policy, ROUNDING) == "按人取整"
    for line in _wages(rule, personnel):
        side = str(UnitKind.INSTITUTION) if line.government.startswith("505") else facts.unit.kind
        fund = line.fund if rule.fund == WITH_PEOPLE else rule.fund
        subsource = line.subsource if fund == line.fund else subsource_of(fund, "")
        place = ("", line.function, side, fund, subsource)
        key = (place, line.origin.record_id if by_person else 0)
        sums[key] = sums.get(key, 0) + line.amount
    for (place, _), total in sums.items():
        yield place, tuple(total for _ in MONTHS)


def booked(rule: QuotaRule, group: Group, facts: BudgetFacts, values: PolicyValues) -> str:
    """Return the 项 a group is booked to: wages carry the 项 they are paid from, unless the rule names one."""
    if rule.basis not in MONEY_BASES:
        return group.function
    codes = set(rule.function.values())
    return group.function if codes == {RUNNING} else staff.booked_to(rule.function, None, facts, values.policy)


def _counted(rule: QuotaRule, facts: BudgetFacts) -> Fraction:
    if rule.basis in COUNTED_BASES:
        return sum((number for number in _entered(rule, facts) if number is not None), start=Fraction(0))
    return Fraction(assets.vehicles(facts.assets, rule.classes))


def is_unknown(rule: QuotaRule, facts: BudgetFacts) -> bool:
    """Tell whether a quota rests on something the unit counts and has not entered: that is not the same as 0.

    A row without its number (数量) is not entered either.
    """
    entered = _entered(rule, facts)
    return rule.basis in COUNTED_BASES and (not entered or None in entered)


def asked_by_none(policy: Policy, facts: BudgetFacts) -> Iterator[tuple[BasisCount, list[str]]]:
    """Yield what the unit counted under a name no quota asks for, with the names quotas of that basis ask for.

    Where no quota of the pack rests on such a thing at all, the count is only for information.
    """
    for entry in facts.basis_counts:
        asked = [rule.counted for rule in policy.quotas if rule.basis == entry.basis]
        if asked and "" not in asked and entry.name not in asked and _number(entry.amount):
            yield entry, list(dict.fromkeys(asked))


def _entered(rule: QuotaRule, facts: BudgetFacts) -> list[Fraction | None]:
    """Return the numbers of the rows that a quota counts, None for one that is still blank."""
    entries = [each for each in facts.basis_counts if each.basis == rule.basis and rule.counted in ("", each.name)]
    return [_number(each.amount) for each in entries]


def _number(text: str) -> Fraction | None:
    try:
        return Fraction(Decimal(text))
    except (InvalidOperation, ValueError):
        return None
