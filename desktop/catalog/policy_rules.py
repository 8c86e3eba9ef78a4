"""What a policy pack says: dated parameters, rules of pay, contributions and quotas, and the choices of a place."""

from collections.abc import Iterable
from dataclasses import field, replace
from datetime import date
from decimal import Decimal

from desktop.dataclass import dataclass

KINDS = ("行政", "参公", "事业", "工勤", "编外", "遗属")
"""Kinds of people (人员类别)."""
IN_POST = ("在职", "拟招")
"""Statuses of people who work in the unit's posts."""
RETIRED = ("离休", "退休")
MONEY_BASES = ("工资总额", "基本工资", "工资")
"""Bases in money: the parameter is a rate of them."""
COUNTED_BASES = ("学生数", "床位数", "建筑面积", "其他数量")
"""Bases the unit counts itself (定额计算基数)."""
HEAD_BASES = ("在职人数", "退休人数", "人月", "一月人数", "编制人数", "实有与编制孰小")
BASES = (*HEAD_BASES, *MONEY_BASES, *COUNTED_BASES, "车辆数")
WITH_PEOPLE = "随人员"
"""A quota's money comes from where the money of its people comes from."""
RUNNING = "own"
"""A rule's function: the running function (运行科目) of the person's kind, status or centre."""

Function = dict[str, str]
"""A code, or RUNNING, by kind of the person or of the unit; "" stands for every other kind."""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value in force from a day on; `reference` names the document; `local` marks a value of the book."""

    valid_from: date
    value: Decimal
    reference: str
    valid_to: date | None = None
    local: bool = False


@dataclass(frozen=True, slots=True)
class Parameter:
    """A rate, floor, ceiling or quota with all its dated values, oldest first."""

    id: str
    label: str
    unit: str
    values: tuple[DatedValue, ...]

    def at(self, day: date) -> DatedValue | None:
        """Return the value in force on a day: the latest that began, unless it has ended.

        The book's own values come first: once one of them has begun, the newest of them is in force, also where the
        pack has a later one. Before that day the pack's value is.
        """
        begun = [value for value in self.values if value.valid_from <= day]
        latest = max(begun, key=lambda value: (value.local, value.valid_from), default=None)
        return None if latest is None or (latest.valid_to and latest.valid_to < day) else latest


@dataclass(frozen=True, slots=True)
class PayRule:
    """A kind of pay: which items it adds up, by month or by year, and how it is booked.

    monthly items × months; yearly items by `due`: 按月 (× months/12), 全额 (whole for who was there a month),
    十二月在职全发 (whole for who is there in December); times: a parameter, the number of months' pay of `monthly`,
    due 按月 (pay of the last month × months/12) or 十二月在职全发; per_head: a parameter, 元 a month; by_rank: how the
    parameters begin that hold 元 a month by rank (职级); steps: parameters by years of work in towns, where the item
    is not typed.
    """

    id: str
    label: str
    economic: str
    function: Function
    statuses: tuple[str, ...]
    kinds: tuple[str, ...]
    monthly: tuple[str, ...]
    yearly: tuple[str, ...]
    times: str
    per_head: str
    nature: str = "人员"
    due: str = "按月"
    by_rank: str = ""
    steps: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ContributionRule:
    """A contribution of the employer: its base items, floor and ceiling, rate, and how it is booked.

    band: lowest and highest rate that law or usage allow. insurance: what a person takes part in (险种).
    base = Σ monthly + Σ yearly / 12 + (thirteenth: Σ thirteenth × thirteenth_times / 12), clamped, rounded to
    `rounding` (a parameter) or as the choices say. floor and ceiling may be empty: there is none.
    """

    id: str
    label: str
    economic: str
    function: Function
    statuses: tuple[str, ...]
    kinds: tuple[str, ...]
    monthly: tuple[str, ...]
    yearly: tuple[str, ...]
    thirteenth: tuple[str, ...]
    rate: str
    floor: str
    ceiling: str
    rounding: str
    band: tuple[Decimal, Decimal] | None = None
    insurance: str = ""
    thirteenth_times: str = ""


@dataclass(frozen=True, slots=True)
class QuotaRule:
    """A quota of public funds: parameter × base, booked to one 款 or split by the unit or in percent.

    statuses, kinds: whose heads or months count; counted: which entry of 定额计算基数 (empty: all of it); classes:
    which assets are vehicles of this quota (empty: all); items: the pay items a rate is of; fund: 随人员 or one
    source; subsources and percents: shares in percent, the last one takes what rounding leaves.
    """

    id: str
    label: str
    economic: str
    function: Function
    parameter: str
    basis: str
    split: bool
    statuses: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    counted: str = ""
    classes: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    fund: str = WITH_PEOPLE
    subsources: tuple[tuple[str, Decimal], ...] = ()
    percents: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True)
class Policy:
    """A policy pack as the engine uses it.

    choices: what a place has chosen where practice differs (`catalog.choices`). functions: running functions by kind
    and status where the book says none.
    """

    key: str
    title: str
    items: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    pay: tuple[PayRule, ...] = ()
    contributions: tuple[ContributionRule, ...] = ()
    quotas: tuple[QuotaRule, ...] = ()
    choices: dict[str, str] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)

    @property
    def computes(self) -> bool:
        """Whether the pack has a rule at all; one without is only a base for others."""
        return bool(self.pay or self.contributions or self.quotas)

    def unknown(self, names: Iterable[str]) -> list[str]:
        """Return the parameter ids that the pack does not have, each once."""
        return [name for name in dict.fromkeys(names) if name not in self.parameters]

    def with_values(self, local: dict[str, list[DatedValue]]) -> "Policy":
        """Return the pack with the book's own values added; ids it does not know are `unknown` and left out."""
        changed = dict(self.parameters)
        for name, values in local.items():
            known = changed.get(name)
            if known is not None:
                merged = tuple(sorted((*known.values, *values), key=lambda v: (v.valid_from, v.local)))
                changed[name] = Parameter(known.id, known.label, known.unit, merged)
        return replace(self, parameters=changed)


WAGES = ("30101", "30102", "30103", "30107")
"""What wages are booked to (基本工资、津贴补贴、奖金、绩效工资): most of it makes bases of contributions."""


def in_no_base(policy: Policy) -> list[PayRule]:
    """Return the wages of people in post that no contribution of the pack takes into its base.

    Some belong in none; a pay item a place has added (卫生津贴, 法官职务津贴) is more often forgotten there.
    """
    based = {name for rule in policy.contributions for name in (*rule.monthly, *rule.yearly, *rule.thirteenth)}
    wages = [rule for rule in policy.pay if rule.economic in WAGES and set(rule.statuses) & set(IN_POST)]
    return [rule for rule in wages if (items := {*rule.monthly, *rule.yearly}) and not items & based]
