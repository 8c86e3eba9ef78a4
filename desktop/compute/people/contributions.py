"""Contributions of the employer (单位缴费): base, limits, rounding and rate, month by month.

The base is clamped, then rounded; each person-month is rounded to the 分, then the months are added — unless the
choices of the pack say otherwise. A value that changes within the year splits the year at the change.
"""

from dataclasses import replace
from fractions import Fraction

from desktop.catalog import choices
from desktop.catalog.policy_rules import ContributionRule, DatedValue
from desktop.compute.people import staff
from desktop.compute.people.staff import Items, Payee, applies
from desktop.compute.policy_values import PolicyValues
from desktop.dataclass import dataclass
from desktop.ledger.timeline import PersonState
from desktop.ledger.vocabulary import PersonStatus
from desktop.money import Fen, half_up

HOUSING = "公积金"
"""The insurance a first job begins a month later with, where that is chosen."""
NEW_BASES = 7
"""July: the month in which a year of contributions begins."""
BASE_UNITS = {"先夹后取整到元": 100, "先夹后取整到分": 1, "先取整到元后夹": 100}
MONTH_UNITS = {"每人每月到分": 1, "每人每月到角": 10, "每人每月到元": 100}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months in which one contribution has one base and one monthly amount.

    state: what the person is in these months; items: the pay the base is taken from; raw: the base as computed, in
    分; declared: the base an agency has set, None where there is none; amount: of all the months together.
    """

    state: PersonState
    items: Items
    first: int
    last: int
    raw: Fen
    declared: Fen | None
    base: Fen
    monthly: Fen
    amount: Fen
    rate: DatedValue
    floor: DatedValue | None
    ceiling: DatedValue | None

    @property
    def months(self) -> int:
        """How many months it lasts."""
        return self.last - self.first + 1

    @property
    def clamped(self) -> bool:
        """Whether floor or ceiling changed the base."""
        asked = self.raw if self.declared is None else self.declared
        low = int(self.floor.value * 100) if self.floor else asked
        high = int(self.ceiling.value * 100) if self.ceiling else asked
        return not low <= asked <= high


def raw_base_twelfths(rule: ContributionRule, items: Items, times: Fraction | int = 1) -> Fen:
    """Return twelve times the unrounded monthly base; times: months' pay of the bonus (年终一次性奖金)."""
    monthly = sum(items.get(name, 0) for name in rule.monthly)
    yearly = sum(items.get(name, 0) for name in rule.yearly)
    bonus = sum(items.get(name, 0) for name in rule.thirteenth)
    if times != 1:
        bonus = half_up(times.numerator * bonus, times.denominator)
    return 12 * monthly + yearly + bonus


def clamp_base(twelfths: Fen, floor: Fen, ceiling: Fen, unit: Fen) -> Fen:
    """Return the base in 分: clamped to [floor, ceiling], then rounded half up to `unit`."""
    return half_up(min(max(twelfths, 12 * floor), 12 * ceiling), 12 * unit) * unit


def contribution(rule: ContributionRule, payee: Payee, values: PolicyValues) -> Fen:
    """Return one person's yearly contribution, in 分."""
    return sum(stretch.amount for stretch in stretches(rule, payee, values))


def stretches(rule: ContributionRule, payee: Payee, values: PolicyValues) -> list[Stretch]:
    """Return the stretches of the year for one contribution of one person."""
    found: list[Stretch] = []
    for state, reference in _owed(rule, payee, values):
        first = state.first + (_starts_later(rule, payee, values) and state.first == payee.person.first_month)
        if first <= state.last:
            for each in _of_state(rule, payee, values, state, reference, first):
                joined = _joined(found[-1], each, values) if found else None
                found = [*found[:-1], joined] if joined is not None else [*found, each]
    return found


def _owed(rule: ContributionRule, payee: Payee, values: PolicyValues) -> list[tuple[PersonState, Items]]:
    """Return the states in which a contribution is owed, each with the pay its base is taken from.

    By usual practice the base is that of January, or of the month in which somebody came or became another kind;
    leave without pay does not begin a new one. Some places take every change, or the pay of July from July on.
    """
    found: list[tuple[PersonState, Items]] = []
    reference: PersonState | None = None
    practice = choices.of(values.policy, "base_reference")
    every_change, in_july = practice == "随工资变动", practice == "七月重核"
    on_leave_too = choices.of(values.policy, "leave_rule") == "停薪月单位照缴"
    for state in _cut_in_july(payee.states) if in_july else payee.states:
        person = state.person
        leave = person.status == PersonStatus.UNPAID_LEAVE and "在职" in rule.statuses
        of_kind = not rule.kinds or staff.kind_of(person) in rule.kinds
        meant = (of_kind if leave else applies(rule, person)) and staff.insured(person, rule.insurance)
        if not meant:
            reference = None
            continue
        anew = every_change or (in_july and state.first == NEW_BASES)
        if reference is None or anew or reference.person.kind != person.kind:
            reference = state
        if not leave or on_leave_too:
            found.append((state, reference.items))
    return found


def _cut_in_july(states: tuple[PersonState, ...]) -> list[PersonState]:
    found: list[PersonState] = []
    for state in states:
        if state.first < NEW_BASES <= state.last:
            found += [replace(state, last=NEW_BASES - 1), replace(state, first=NEW_BASES)]
        else:
            found.append(state)
    return found


def _starts_later(rule: ContributionRule, payee: Payee, values: PolicyValues) -> bool:
    first_job = bool(payee.person.first_job) and rule.insurance == HOUSING
    return first_job and choices.of(values.policy, "housing_first_job") == "次月起缴"


def _of_state(
    rule: ContributionRule, payee: Payee, values: PolicyValues, state: PersonState, items: Items, first: int
) -> list[Stretch]:
    declared: dict[int, Fen | None] = {}
    if payee.declared and choices.of(values.policy, "declared_base") == "有核定数用核定数":
        declared = {month: payee.declared_base(rule.insurance, month) for month in range(first, state.last + 1)}
    times = _bonus_months(rule, items, values, first)
    twelfths = raw_base_twelfths(rule, items, times)
    found = []
    names = tuple(name for name in (rule.rate, rule.floor, rule.ceiling, rule.rounding) if name)
    for begin, end in _spans_of(declared) if declared else [(first, state.last)]:
        asked = declared.get(begin)
        if not twelfths and not asked:
            continue
        for low, high, known in values.spans(names, begin, end):
            by_name = dict(zip(names, known, strict=True))
            found.append(_stretch(rule, values, (state, items), (low, high), twelfths, asked, by_name))
    return found


def _bonus_months(rule: ContributionRule, items: Items, values: PolicyValues, month: int) -> Fraction | int:
    if not rule.thirteenth_times or not any(items.get(name) for name in rule.thirteenth):
        return 1
    value = values.at(rule.thirteenth_times, month)
    return Fraction(value.value) if value is not None else Fraction(0)


def _spans_of(by_month: dict[int, Fen | None]) -> list[tuple[int, int]]:
    """Return the months in which a value stays the same, as first and last month."""
    found: list[tuple[int, int]] = []
    for month, value in by_month.items():
        if found and by_month[found[-1][0]] == value:
            found[-1] = (found[-1][0], month)
        else:
            found.append((month, month))
    return found


def _stretch(
    rule: ContributionRule,
    values: PolicyValues,
    of: tuple[PersonState, Items],
    months: tuple[int, int],
    twelfths: Fen,
    declared: Fen | None,
    known: dict[str, DatedValue],
) -> Stretch:
    floor, ceiling = known.get(rule.floor), known.get(rule.ceiling)
    asked = twelfths if declared is None else 12 * declared
    low = int(floor.value * 100) if floor else 0
    high = int(ceiling.value * 100) if ceiling else max(asked, 12)
    practice = choices.of(values.policy, "base_rounding")
    unit = max(1, int(known[rule.rounding].value * 100)) if rule.rounding else BASE_UNITS[practice]
    if practice == "先取整到元后夹" and not rule.rounding:
        base = min(max(half_up(asked, 12 * unit) * unit, low), high)
    else:
        base = clamp_base(asked, low, high, unit)
    rate = known[rule.rate]
    numerator, denominator = rate.value.as_integer_ratio()
    first, last = months
    practice = choices.of(values.policy, "contribution_rounding")
    fen = MONTH_UNITS.get(practice, 1)
    monthly = half_up(base * numerator, denominator * fen) * fen
    by_year = half_up(base * numerator * (last - first + 1), denominator)
    amount = by_year if practice == "每人每年到分" else monthly * (last - first + 1)
    return Stretch(
        *of, first, last, half_up(twelfths, 12), declared, base, monthly, amount, rate, floor, ceiling
    )  # fmt: skip


def _joined(before: Stretch, after: Stretch, values: PolicyValues) -> Stretch | None:
    """Return two neighbours as one where nothing that shows differs, else None."""
    same_state = before.state is after.state
    if same_state or before.last + 1 != after.first or before.state.person != after.state.person:
        return None
    names = ("raw", "declared", "base", "monthly", "rate", "floor", "ceiling")
    if any(getattr(before, name) != getattr(after, name) for name in names):
        return None
    amount = before.amount + after.amount
    if choices.of(values.policy, "contribution_rounding") == "每人每年到分":
        numerator, denominator = before.rate.value.as_integer_ratio()
        amount = half_up(before.base * numerator * (after.last - before.first + 1), denominator)
    return replace(before, last=after.last, amount=amount)
