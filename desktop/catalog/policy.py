"""Policy packs: dated parameters and the rules of personnel cost and public funds (`resources/policy/<region>/`).

A pack may extend another. A parameter is a list of dated values, each with its reference; a value that is not
there is reported, never taken as zero or guessed. A value of the book that has begun beats every value of the pack.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from desktop import paths
from desktop.catalog.strict import DataError, Reader, read_toml
from desktop.findings import UserError

UNITS = ("比例", "元/月", "元/年", "元/人·年", "元/人·月", "元/辆·年", "元/台", "元", "月", "日")
BASES = ("在职人数", "退休人数", "车辆数", "工资总额", "基本工资")

DECIMAL = re.compile(r"[0-9]{1,12}(\.[0-9]{1,8})?", re.ASCII)
"""A rate or a standard of a parameter (本账本参数)."""


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

    monthly items × months; yearly items × months/12; times: a parameter (number of months' pay of `monthly`,
    × months/12). function: code, "own", or codes by unit kind.
    """

    id: str
    label: str
    economic: str
    function: dict[str, str]
    statuses: tuple[str, ...]
    kinds: tuple[str, ...]
    monthly: tuple[str, ...]
    yearly: tuple[str, ...]
    times: str
    per_head: str


@dataclass(frozen=True, slots=True)
class ContributionRule:
    """A contribution of the employer: its base items, floor and ceiling, rate, and how it is booked.

    band: lowest and highest rate that law or usage allow.
    base = Σ monthly + Σ yearly / 12 + (thirteenth: Σ thirteenth / 12), clamped, rounded to `rounding`.
    """

    id: str
    label: str
    economic: str
    function: dict[str, str]
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


@dataclass(frozen=True, slots=True)
class QuotaRule:
    """A quota of public funds: parameter × base, booked to one 款 or split by the unit."""

    id: str
    label: str
    economic: str
    function: dict[str, str]
    parameter: str
    basis: str
    split: bool


@dataclass(frozen=True)
class Policy:
    """A policy pack as the engine uses it."""

    key: str
    title: str
    items: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    pay: tuple[PayRule, ...] = ()
    contributions: tuple[ContributionRule, ...] = ()
    quotas: tuple[QuotaRule, ...] = ()

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
        return Policy(self.key, self.title, self.items, changed, self.pay, self.contributions, self.quotas)


def available(root: Path | None = None) -> list[str]:
    """Return the keys of all policy packs."""
    base = root or paths.resources() / "policy"
    return sorted(p.parent.name for p in base.glob("*/policy.toml"))


def titles() -> dict[str, str]:
    """Return the title of each pack that computes something, by its key: what a budget may be drafted with."""
    packs = {key: load(key) for key in available()}
    return {key: pack.title for key, pack in packs.items() if pack.computes}


def choosable(key: str) -> Policy:
    """Return a pack to draft a budget with. Raises UserError with the reason when it is none."""
    pack = load(key)
    if not pack.computes:
        raise UserError(
            f"政策参数包“{pack.title}”没有人员项目和计算规则，不能用来测算；可用的有：{'、'.join(titles())}"
        )
    return pack


def pay_items(key: str) -> dict[str, str]:
    """Return the pay items of a pack, label by id. Raises UserError when it has none, so that none could be read."""
    pack = load(key)
    if not pack.items:
        raise UserError(f"政策参数包“{pack.title}”没有人员项目，不能导入工资；请先改选有计算规则的参数包")
    return pack.items


@cache
def load(key: str) -> Policy:
    """Return a shipped pack. Raises UserError when there is none of that name."""
    if key not in available():
        raise UserError(f"没有政策参数包“{key}”；可用的有：{'、'.join(titles())}")
    return read(paths.resources() / "policy", key)


def read(root: Path, key: str) -> Policy:
    """Read a pack under a root folder. Raises DataError naming file and key."""
    place = f"{key}/policy.toml"
    reader = Reader(read_toml(root / key / "policy.toml", place), place)
    parent_key = reader.text("extends", "")
    title = reader.text("title")
    reader.done()
    parent = read(root, parent_key) if parent_key else Policy("", "")
    rules_path = root / key / "rules.toml"
    rules = Reader(read_toml(rules_path, f"{key}/rules.toml") if rules_path.exists() else {}, f"{key}/rules.toml")
    parameters = parent.parameters | _parameters(root / key / "parameters.toml", f"{key}/parameters.toml")
    items = parent.items | {name: body.text("label") for name, body in _named(rules, "items")}
    policy = Policy(
        key=key,
        title=title,
        items=items,
        parameters=parameters,
        pay=tuple(_pay(r, items, parameters) for r in rules.tables("pay")) or parent.pay,
        contributions=tuple(_contribution(r, items, parameters) for r in rules.tables("contributions"))
        or parent.contributions,
        quotas=tuple(_quota(r, parameters) for r in rules.tables("quotas")) or parent.quotas,
    )
    rules.done()
    return policy


def _named(reader: Reader, key: str) -> list[tuple[str, Reader]]:
    inner = reader.table(key)
    return inner.named() if inner is not None else []


def _parameters(path: Path, place: str) -> dict[str, Parameter]:
    if not path.exists():
        return {}
    found = {}
    for name, entry in Reader(read_toml(path, place), place).named():
        reference = entry.text("reference", "")
        values = tuple(_value(v, reference) for v in entry.tables("values"))
        found[name] = Parameter(name, entry.text("label"), entry.text("unit", choices=UNITS), values)
        entry.done()
    return found


def _value(entry: Reader, reference: str) -> DatedValue:
    valid_from, valid_to = entry.raw("from"), entry.raw("to")
    if not isinstance(valid_from, date) or not (valid_to is None or isinstance(valid_to, date)):
        raise DataError(f"{entry.place}.from: must be a date such as 2025-01-01")
    value = DatedValue(
        valid_from, decimal(entry.text("value"), f"{entry.place}.value"), entry.text("reference", reference), valid_to
    )
    entry.done()
    return value


def decimal(text: str, place: str) -> Decimal:
    """Read a number kept as text. Raises DataError naming the place."""
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise DataError(f"{place}: {text!r} is not a number") from error
    if not value.is_finite() or value < 0:
        raise DataError(f"{place}: {text!r} is not a number from 0 on")
    return value


def read_decimal(text: str) -> tuple[Decimal, str]:
    """Return a rate or a standard as typed, or why it is refused: ASCII digits and one dot, 12 before, 8 after it."""
    if DECIMAL.fullmatch(text):
        return Decimal(text), ""
    return Decimal(
        0
    ), f"数值“{text[:30]}”不对，请填小数点前不超过 12 位、后不超过 8 位的数字；比例请写成小数，例如 0.075"


def _function(entry: Reader) -> dict[str, str]:
    raw: Any = entry.raw("function")
    if isinstance(raw, str):
        return dict.fromkeys(("行政", "参公", "事业"), raw)
    if isinstance(raw, dict) and set(raw) == {"行政", "参公", "事业"}:
        return {str(k): str(v) for k, v in raw.items()}
    raise DataError(f"{entry.place}.function: a code, 'own', or a code for each of 行政, 参公, 事业")


def _items(entry: Reader, key: str, items: dict[str, str]) -> tuple[str, ...]:
    names = entry.texts(key)
    for name in names:
        if name not in items:
            raise DataError(f"{entry.place}.{key}: unknown pay item {name!r}")
    return names


def _parameter(entry: Reader, key: str, parameters: dict[str, Parameter], default: str | None = None) -> str:
    name = entry.text(key, default)
    if name and name not in parameters:
        raise DataError(f"{entry.place}.{key}: unknown parameter {name!r}")
    return name


def _pay(entry: Reader, items: dict[str, str], parameters: dict[str, Parameter]) -> PayRule:
    rule = PayRule(
        id=entry.text("id"),
        label=entry.text("label"),
        economic=entry.text("economic"),
        function=_function(entry),
        statuses=entry.texts("statuses", ("在职", "拟招")),
        kinds=entry.texts("kinds"),
        monthly=_items(entry, "monthly", items),
        yearly=_items(entry, "yearly", items),
        times=_parameter(entry, "times", parameters, ""),
        per_head=_parameter(entry, "per_head", parameters, ""),
    )
    entry.done()
    return rule


def _contribution(entry: Reader, items: dict[str, str], parameters: dict[str, Parameter]) -> ContributionRule:
    rule = ContributionRule(
        id=entry.text("id"),
        label=entry.text("label"),
        economic=entry.text("economic"),
        function=_function(entry),
        statuses=entry.texts("statuses", ("在职", "拟招")),
        kinds=entry.texts("kinds"),
        monthly=_items(entry, "monthly", items),
        yearly=_items(entry, "yearly", items),
        thirteenth=_items(entry, "thirteenth", items),
        rate=_parameter(entry, "rate", parameters),
        floor=_parameter(entry, "floor", parameters),
        ceiling=_parameter(entry, "ceiling", parameters),
        rounding=_parameter(entry, "rounding", parameters),
        band=_band(entry),
    )
    entry.done()
    return rule


def _band(entry: Reader) -> tuple[Decimal, Decimal] | None:
    texts = entry.texts("band")
    if not texts:
        return None
    if len(texts) != 2:
        raise DataError(f"{entry.place}.band: must be [lowest, highest]")
    low, high = (decimal(text, f"{entry.place}.band") for text in texts)
    return low, high


def _quota(entry: Reader, parameters: dict[str, Parameter]) -> QuotaRule:
    rule = QuotaRule(
        id=entry.text("id"),
        label=entry.text("label"),
        economic=entry.text("economic", ""),
        function=_function(entry),
        parameter=_parameter(entry, "parameter", parameters),
        basis=entry.text("basis", choices=BASES),
        split=entry.flag("split"),
    )
    entry.done()
    if rule.split == bool(rule.economic):
        raise DataError(f"{entry.place}: either 'economic' or split = true")
    return rule
