"""Reading policy packs: a folder with three TOML files, or one file with the same tables. Strict: no unknown key.

Pay items can be written in two ways: rules that add up items (`[[pay]]`), or one rule for each official item
(`[[pay_items]]`) with base sets by kind of people, from which contributions take their bases.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from desktop import paths
from desktop.catalog import choices as local_choices
from desktop.catalog.policy_rules import (
    BASES,
    IN_POST,
    KINDS,
    RUNNING,
    WITH_PEOPLE,
    ContributionRule,
    DatedValue,
    Function,
    Parameter,
    PayRule,
    Policy,
    QuotaRule,
)
from desktop.catalog.strict import DataError, Reader, read_toml

UNITS = (
    *("比例", "元", "月", "日", "分", "元/月", "元/年", "元/台", "元/人·年", "元/人·月", "元/辆·年"),
    *("元/人年", "元/人月", "元/辆年", "元/生年", "元/床年", "元/平方米年"),
)
NATURES = ("人员", "公用")
PERIODS = ("月", "年·按月", "年·全额", "年·十二月在职全发", "奖金")
"""How an item is paid: by month, by year (pro rata, whole, whole for who is there in December), months of basic pay."""
BASIC_WAGES = "30101"

Raw = dict[str, Any]
Parameters = dict[str, Parameter]


def read_folder(root: Path, key: str) -> Policy:
    """Read a pack under a root folder: a folder of three files. Raises DataError naming file and key."""
    head, rules, parameters = (_file(root / key, name, key) for name in ("policy", "rules", "parameters"))
    return _assembled(key, root, head, rules, parameters)


_read_once = cache(read_folder)


def read_file(path: Path, key: str, root: Path) -> Policy:
    """Read a pack of one file; what it extends lies under the root. Raises DataError naming file and key."""
    return from_raw(read_toml(path, path.name), key, root, path.name)


def from_raw(raw: Raw, key: str, root: Path, place: str = "") -> Policy:
    """Make a pack from the tables of one file. Raises DataError naming the place and the key."""
    reader = Reader(raw, place or key)
    return _assembled(key, root, reader, reader, reader.table("parameters") or Reader({}, reader.place))


def _file(folder: Path, name: str, key: str) -> Reader:
    path, place = folder / f"{name}.toml", f"{key}/{name}.toml"
    needed = name == "policy"
    return Reader(read_toml(path, place) if needed or path.exists() else {}, place)


def _assembled(key: str, root: Path, head: Reader, rules: Reader, known: Reader) -> Policy:
    parent_key = head.text("extends", "")
    title = head.text("title")
    head.day("issued")  # when the pack was given out; only looked at where a newer one is added
    if head is not rules:
        head.done()
    read = _read_once if root == paths.resources() / "policy" else read_folder  # what is shipped stays as it is
    parent = read(root, parent_key) if parent_key else Policy("", "")
    parameters = parent.parameters | _parameters(known)
    own_items = {name: body.text("label") for name, body in _named(rules, "items")}
    chosen = parent.choices | _choices(rules)
    functions = parent.functions | _texts(rules, "functions")
    entries = {entry.text("item"): entry for entry in rules.tables("pay_items")}
    own_items |= {name: name for name in entries}
    items = own_items or parent.items
    pay = tuple(_pay(r, items, parameters) for r in rules.tables("pay"))
    pay = _with_basic_wages((*pay, *(_item_rule(name, entry, parameters) for name, entry in entries.items())))
    bases = _base_sets(rules, {rule.id: rule for rule in (*parent.pay, *pay)})
    contributions = tuple(
        rule for entry in rules.tables("contributions") for rule in _contributions(entry, items, parameters, bases)
    )
    quotas = tuple(_quota(r, items, parameters) for r in rules.tables("quotas"))
    rules.done()
    return Policy(
        key=key,
        title=title,
        items=items,
        parameters=parameters,
        pay=pay or parent.pay,
        contributions=contributions or parent.contributions,
        quotas=quotas or parent.quotas,
        choices=chosen,
        functions=functions,
    )


def _named(reader: Reader, key: str) -> list[tuple[str, Reader]]:
    inner = reader.table(key)
    return inner.named() if inner is not None else []


def _texts(reader: Reader, key: str) -> dict[str, str]:
    inner = reader.raw(key) or {}
    if not isinstance(inner, dict) or not all(isinstance(value, str) for value in inner.values()):
        raise DataError(f"{reader.place}.{key}: 应当是一个表，值都是文字")
    return {str(name): str(value) for name, value in inner.items()}


def _choices(reader: Reader) -> dict[str, str]:
    chosen = _texts(reader, "choices")
    for problem in local_choices.problems(chosen):
        raise DataError(f"{reader.place}.choices: {problem}")
    return chosen


def _parameters(reader: Reader) -> Parameters:
    found = {}
    for name, entry in reader.named():
        reference = entry.text("reference", "")
        values = tuple(_value(v, reference) for v in entry.tables("values"))
        found[name] = Parameter(name, entry.text("label"), entry.text("unit", choices=UNITS), values)
        entry.done()
    return found


def _value(entry: Reader, reference: str) -> DatedValue:
    valid_from, valid_to = entry.raw("from"), entry.raw("to")
    if not isinstance(valid_from, date) or not (valid_to is None or isinstance(valid_to, date)):
        raise DataError(f"{entry.place}.from: from（和 to）应当是日期，如 2025-01-01")
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
        raise DataError(f"{place}: “{text}”不是数字") from error
    if not value.is_finite() or value < 0:
        raise DataError(f"{place}: “{text}”不是 0 或以上的数字")
    return value


def _function(entry: Reader, default: str | None = None) -> Function:
    raw: Any = entry.raw("function")
    raw = default if raw is None else raw
    if isinstance(raw, str):
        return {"": raw}
    if isinstance(raw, dict) and raw and set(raw) <= set(KINDS):
        return {str(k): str(v) for k, v in raw.items()}
    kinds = "、".join(KINDS)
    raise DataError(f"{entry.place}.function: 应当是科目编码、own（随运行科目），或按人员类别分列的编码（{kinds}）")


def _items(entry: Reader, key: str, items: dict[str, str]) -> tuple[str, ...]:
    names = entry.texts(key)
    for name in names:
        if name not in items:
            raise DataError(f"{entry.place}.{key}: 没有“{name}”这个工资项")
    return names


def _parameter(entry: Reader, key: str, parameters: Parameters, default: str | None = None) -> str:
    name = entry.text(key, default)
    if name and name not in parameters:
        raise DataError(f"{entry.place}.{key}: 没有“{name}”这个参数")
    return name


def _pay(entry: Reader, items: dict[str, str], parameters: Parameters) -> PayRule:
    rule = PayRule(
        id=entry.text("id"),
        label=entry.text("label"),
        economic=entry.text("economic"),
        function=_function(entry),
        statuses=entry.texts("statuses", IN_POST),
        kinds=entry.texts("kinds", choices=KINDS),
        monthly=_items(entry, "monthly", items),
        yearly=_items(entry, "yearly", items),
        times=_parameter(entry, "times", parameters, ""),
        per_head=_parameter(entry, "per_head", parameters, ""),
        nature=entry.text("nature", "人员", NATURES),
    )
    entry.done()
    return rule


def _statuses(entry: Reader, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return whom a rule is for: 编外 and 遗属 are kind and status in one; of others, people in post."""
    alone = kinds if kinds and set(kinds) <= {"编外", "遗属"} else IN_POST
    return entry.texts("statuses", alone)


def _item_rule(name: str, entry: Reader, parameters: Parameters) -> PayRule:
    """Return the rule of one official pay item; the entry's name has been taken."""
    kinds = entry.texts("kinds", choices=KINDS)
    period = entry.text("period", "月", PERIODS)
    by_rank = entry.text("by_rank", "")
    if by_rank and not any(known.startswith(f"{by_rank}.") for known in parameters):
        raise DataError(f"{entry.place}.by_rank: 没有以“{by_rank}.”开头的参数")
    steps = tuple((step.number("years"), _parameter(step, "parameter", parameters)) for step in entry.tables("steps"))
    rule = PayRule(
        id=name,
        label=name,
        economic=entry.text("economic"),
        function=_function(entry, RUNNING),
        statuses=_statuses(entry, kinds),
        kinds=kinds,
        monthly=(name,) if period == "月" else (),
        yearly=(name,) if period.startswith("年") else (),
        times=_parameter(entry, "parameter", parameters) if period == "奖金" else "",
        per_head="",
        nature=entry.text("nature", "人员", NATURES),
        due=period.removeprefix("年·") if period.startswith("年") else "按月",
        by_rank=by_rank,
        steps=tuple(sorted(steps)),
    )
    entry.done()
    return rule


def _with_basic_wages(pay: tuple[PayRule, ...]) -> tuple[PayRule, ...]:
    """Return the rules with the months' pay of a bonus filled in: the monthly items of 基本工资 people in post have."""
    basic = tuple(n for r in pay if r.economic == BASIC_WAGES and r.statuses == IN_POST for n in r.monthly)
    return tuple(replace(rule, monthly=basic) if rule.times and not rule.monthly else rule for rule in pay)


BaseSets = dict[str, dict[str, tuple[PayRule, ...]]]


def _base_sets(reader: Reader, rules: dict[str, PayRule]) -> BaseSets:
    """Read which items make a base, by kind of people; “/12” behind an item only says that it is paid by year."""
    found: BaseSets = {}
    for name, body in _named(reader, "base_sets"):
        found[name] = {}
        for kind in KINDS:
            names = [text.removesuffix("/12") for text in body.texts(kind)]
            for item in names:
                if item not in rules:
                    raise DataError(f"{body.place}.{kind}: 没有“{item}”这个工资项")
            if names:
                found[name][kind] = tuple(rules[item] for item in names)
        body.done()
    return found


def _contributions(
    entry: Reader, items: dict[str, str], parameters: Parameters, bases: BaseSets
) -> list[ContributionRule]:
    """Return a contribution as one rule, or as one for each kind of people where its base comes from a base set."""
    base = entry.text("base", "")
    kinds = entry.texts("kinds", choices=KINDS)
    label = entry.text("label")
    rule = ContributionRule(
        id=entry.text("id", label if base else None),
        label=label,
        economic=entry.text("economic"),
        function=_function(entry),
        statuses=_statuses(entry, kinds),
        kinds=kinds,
        monthly=_items(entry, "monthly", items),
        yearly=_items(entry, "yearly", items),
        thirteenth=_items(entry, "thirteenth", items),
        rate=_parameter(entry, "rate", parameters),
        floor=_parameter(entry, "floor", parameters, "" if base else None),
        ceiling=_parameter(entry, "ceiling", parameters, "" if base else None),
        rounding=_parameter(entry, "rounding", parameters, "" if base else None),
        band=_band(entry),
        insurance=entry.text("insurance", label),
    )
    entry.done()
    if not base:
        return [rule]
    if base not in bases:
        raise DataError(f"{entry.place}.base: 没有“{base}”这个缴费基数")
    for kind in kinds:
        if kind not in bases[base]:
            raise DataError(f"{entry.place}.base: 缴费基数“{base}”没有“{kind}”人员的项目")
    return [_of_kind(rule, kind, bases[base][kind]) for kind in kinds]


def _of_kind(rule: ContributionRule, kind: str, base: tuple[PayRule, ...]) -> ContributionRule:
    bonuses = [each for each in base if each.times]
    return replace(
        rule,
        id=f"{rule.id}.{kind}",
        kinds=(kind,),
        monthly=tuple(name for each in base if not each.times for name in each.monthly),
        yearly=tuple(name for each in base for name in each.yearly),
        thirteenth=tuple(name for each in bonuses for name in each.monthly),
        thirteenth_times=bonuses[0].times if bonuses else "",
    )


def _band(entry: Reader) -> tuple[Decimal, Decimal] | None:
    texts = entry.texts("band")
    if not texts:
        return None
    if len(texts) != 2:
        raise DataError(f"{entry.place}.band: 应当是两个数：[最低, 最高]")
    low, high = (decimal(text, f"{entry.place}.band") for text in texts)
    return low, high


def _quota(entry: Reader, items: dict[str, str], parameters: Parameters) -> QuotaRule:
    kinds = entry.texts("kinds", choices=KINDS)
    label = entry.text("label")
    percents = _percents(entry, "percents")
    rule = QuotaRule(
        id=entry.text("id", label),
        label=label,
        economic=entry.text("economic", ""),
        function=_function(entry, RUNNING),
        parameter=_parameter(entry, "parameter", parameters),
        basis=entry.text("basis", choices=BASES),
        split=entry.flag("split", bool(percents)),
        statuses=entry.texts("statuses"),
        kinds=kinds,
        counted=entry.text("counted", ""),
        classes=entry.texts("classes"),
        items=_items(entry, "items", items),
        fund=entry.text("fund", WITH_PEOPLE),
        subsources=_percents(entry, "subsources"),
        percents=percents,
    )
    entry.done()
    if rule.split == bool(rule.economic):
        raise DataError(f"{entry.place}: economic（一个经济科目）和 split = true（分到几个科目）应当写其中一个")
    return rule


def _percents(entry: Reader, key: str) -> tuple[tuple[str, Decimal], ...]:
    found = tuple((name, decimal(text, f"{entry.place}.{key}")) for name, text in _texts(entry, key).items())
    if found and sum(share for _, share in found) != 100:
        raise DataError(f"{entry.place}.{key}: 各部分合计应当是 100，现在是 {sum(share for _, share in found)}")
    return found
