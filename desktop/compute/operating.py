"""Public funds (公用经费): quotas × bases. Heads and months come from the roster, never typed twice.

A quota is worked out for each group of what it rests on: the same 项, side of 政府经济, source of money and, for
quotas by people, kind. The total of a group is rounded first, then split over 款 and sub-sources, the last part as
remainder. A value that changes within the year counts by months.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from desktop.catalog import choices, crosswalk
from desktop.catalog.policy_rules import HEAD_BASES, QuotaRule
from desktop.compute import quota_bases
from desktop.compute.lines import BudgetLine, Origin
from desktop.compute.people import staff
from desktop.compute.policy_values import MONTHS, PolicyValues
from desktop.compute.quota_bases import BASE_MONTH, IN_POST, RETIRED, Group, at_base_date, basis_of, heads
from desktop.findings import Finding, Severity
from desktop.ledger.records import BudgetFacts, Person, QuotaSplit
from desktop.ledger.records.base import at
from desktop.ledger.vocabulary import subsource_of
from desktop.money import YUAN, Fen, half_up

POSTS, MONTHLY = "编制人数", "人月"
UNITS = {"人月": "人月", "床位数": "床", "建筑面积": "平方米", "车辆数": "辆", "其他数量": ""}
"""What a quota's base is counted in, where that is not heads."""

__all__ = ["BASE_MONTH", "IN_POST", "RETIRED", "at_base_date", "basis_of", "heads"]


def amount(rule: QuotaRule, basis: Fraction | int, values: PolicyValues) -> Fen:
    """Return the yearly amount in 分 of a quota whose base is the same in all months."""
    return _amount(rule, tuple(basis for _ in MONTHS), values)


def _amount(rule: QuotaRule, by_month: tuple[Fraction | int, ...], values: PolicyValues) -> Fen:
    """Return the amount in 分: Σ value of the month × base of the month / 12, rounded once."""
    bases: dict[Decimal, Fraction | int] = {}
    for month, basis in zip(MONTHS, by_month, strict=True):
        found = values.at(rule.parameter, month) if basis else None
        if found is not None:  # months of one value are multiplied together: exact either way, and mostly it is one
            bases[found.value] = bases.get(found.value, 0) + basis
    total = sum((Fraction(value) * basis for value, basis in bases.items()), Fraction(0))
    numerator, denominator = total.as_integer_ratio()
    return half_up(numerator * (1 if quota_bases.of_money(rule) else 100), denominator * 12)


def total(rule: QuotaRule, facts: BudgetFacts, values: PolicyValues, personnel: list[BudgetLine]) -> Fen:
    """Return what a quota comes to in all, in 分."""
    return sum(_amounts(rule, quota_bases.groups(rule, facts, values, personnel), values))


def _amounts(rule: QuotaRule, groups: list[Group], values: PolicyValues) -> list[Fen]:
    """Return the amount of each group, in 分; how rates of wages are rounded is a choice of the place."""
    practice = choices.of(values.policy, quota_bases.ROUNDING) if quota_bases.of_money(rule) else ""
    if practice == "按人取整":
        return [sum(_amount(rule, months, values) * times for months, times in group.parts) for group in groups]
    if practice != "合计取整后分摊" or not groups:
        return [_amount(rule, group.by_month, values) for group in groups]
    wages = [Fraction(sum(group.by_month)) for group in groups]
    together = tuple(sum(months) for months in zip(*(group.by_month for group in groups), strict=True))
    return staff.divide(_amount(rule, together, values), [100 * each / sum(wages) for each in wages])


def lines(facts: BudgetFacts, values: PolicyValues, personnel: list[BudgetLine]) -> Iterator[BudgetLine]:
    """Yield the lines of all quotas; `personnel` are the lines wages are summed from."""
    for number, rule in enumerate(values.policy.quotas, 1):
        splits = [split for split in facts.quota_splits if split.quota == rule.id]
        groups = quota_bases.groups(rule, facts, values, personnel)
        if rule.split and not (percents := _percents(rule, splits)):
            yield from _typed(facts, rule, values, groups, splits)
            continue
        percents = percents if rule.split else [(rule.economic, Decimal(100))]
        count = 0
        rest = _rest(percents, values)
        for group, amount_of_group in zip(groups, _amounts(rule, groups, values), strict=True):
            place = replace(group, function=quota_bases.booked(rule, group, facts, values))
            for economic, subsource, fen in _parts(rule, group, amount_of_group, percents, rest):
                if fen:
                    origin = Origin("quota", number, rule.label, rule.id, count)
                    yield _line(facts, place, economic, subsource, fen, origin)
                    count += 1


def _percents(rule: QuotaRule, splits: list[QuotaSplit]) -> list[tuple[str, Decimal]]:
    """Return how a quota is split in percent: as the unit says, else as the pack says; empty where amounts say it."""
    own = [(split.economic_code, Decimal(split.percent)) for split in splits if split.percent]
    return own if splits else list(rule.percents)


def _rest(percents: list[tuple[str, Decimal]], values: PolicyValues) -> int:
    """Return which 款 of a split takes what rounding leaves."""
    practice = choices.of(values.policy, "quota_split")
    if practice == "按百分比，首项倒挤":
        return 0
    shares = [share for _, share in percents]
    return shares.index(max(shares)) if practice == "按百分比，最大项倒挤" else -1


def _parts(
    rule: QuotaRule, group: Group, fen: Fen, percents: list[tuple[str, Decimal]], rest: int
) -> Iterator[tuple[str, str, Fen]]:
    """Yield 款, sub-source and amount of each part of a group."""
    by_economic = staff.divide(fen, [Fraction(share) for _, share in percents], rest)
    for (economic, _), part in zip(percents, by_economic, strict=True):
        if not rule.subsources:
            yield economic, group.subsource, part
            continue
        shares = staff.divide(part, [Fraction(share) for _, share in rule.subsources])
        for (subsource, _), share in zip(rule.subsources, shares, strict=True):
            yield economic, subsource_of(group.fund, subsource), share


def _typed(
    facts: BudgetFacts, rule: QuotaRule, values: PolicyValues, groups: list[Group], splits: list[QuotaSplit]
) -> Iterator[BudgetLine]:
    """Yield a split typed in amounts; where the quota has several groups each amount is divided as the quota is."""
    shares = _amounts(rule, groups, values)
    quota = sum(shares)
    places = groups if quota else [quota_bases.without_people(rule, facts, values)]
    percents = [Fraction(100 * share, quota) for share in shares] if quota else [Fraction(100)]
    for split in splits:
        for number, (group, fen) in enumerate(zip(places, staff.divide(split.amount, percents), strict=True)):
            if fen:
                origin = Origin("quota_split", split.id, rule.label, rule.id, number)
                yield _line(facts, group, split.economic_code, group.subsource, fen, origin)


def findings(facts: BudgetFacts, values: PolicyValues, personnel: list[BudgetLine]) -> Iterator[Finding]:
    """Yield a finding for each quota whose split does not add up to it, and for each split of no quota of the pack."""
    yield from _splits_of_nothing(facts, values)
    yield from _planned_twice(facts, values, personnel)
    yield from _part_of_a_year(facts, values)
    for rule in values.policy.quotas:
        splits = [s for s in facts.quota_splits if s.quota == rule.id]
        if not rule.split or (rule.percents and not splits):
            continue
        if any(split.percent for split in splits):
            yield from _percents_left(rule, splits)
            continue
        quota = total(rule, facts, values, personnel)
        split = sum(s.amount for s in splits)
        if quota != split:
            basis = basis_of(rule, facts, values.policy, personnel)
            message = (
                f"“{rule.label}”按{_counted(rule, basis)}应为 {YUAN.show(quota)} 元，"
                f"分配合计 {YUAN.show(split)} 元{_implied(rule, basis, split, values)}，请调整分配"
            )
            where = at(splits[0] if splits else QuotaSplit, "amount")
            yield Finding("C35", Severity.ERROR, message, where, YUAN.show(quota), YUAN.show(split))


def _splits_of_nothing(facts: BudgetFacts, values: PolicyValues) -> Iterator[Finding]:
    known = {rule.id: rule.split for rule in values.policy.quotas}
    for split in facts.quota_splits:
        if (split.amount or split.percent) and not known.get(split.quota):
            why = "按科目计算，不用分配" if split.quota in known else "不是所用参数包中的定额"
            message = f"定额分配中的“{split.quota}”{why}，这一行没有计入预算，请改成参数包中的定额名称，不用的删去"
            yield Finding("C35", Severity.ERROR, message, at(split, "quota"))


def _planned_twice(facts: BudgetFacts, values: PolicyValues, personnel: list[BudgetLine]) -> Iterator[Finding]:
    """Name each plan of public funds (公用测算明细) that bears the name of a quota with money: both are counted."""
    for plan in facts.public_lines:
        item, amount_of_plan = plan.item.strip(), plan.quantity * plan.price * plan.times
        named = [rule for rule in values.policy.quotas if item and item in (rule.label, rule.label.split("（")[0])]
        quota = sum(total(rule, facts, values, personnel) for rule in named if amount_of_plan)
        if quota:
            message = (
                f"公用测算明细“{plan.name or item}”的事项“{item}”与定额同名，定额已按参数计算 {YUAN.show(quota)} 元，"
                f"这一行 {YUAN.show(amount_of_plan)} 元是另外加上的；定额的明细请填在“定额分配”，确实另有的请改事项名称"
            )
            yield Finding("C110", Severity.WARNING, message, at(plan, "item"))


def _part_of_a_year(facts: BudgetFacts, values: PolicyValues) -> Iterator[Finding]:
    """Say of a unit that begins or ends within the year what quotas by the heads of January come to.

    Founded in July, it has nobody in January and no quota; dissolved in June, it has the quota of a whole year.
    """
    people = [person for person in facts.people if person.first_month <= person.last_month]
    begins, ends = (min(p.first_month for p in people), max(p.last_month for p in people)) if people else (1, 12)
    if begins == 1 and ends == 12:
        return
    by_january = [
        f"“{rule.label}”"
        for rule in values.policy.quotas
        if rule.basis in HEAD_BASES
        and rule.basis not in (MONTHLY, POSTS)
        and quota_bases.people_of(rule, facts, values)
    ]
    if by_january:
        span = f"花名册中的人员都在 {begins} 月至 {ends} 月"
        result = "一月没有人，算出的定额是 0" if begins > 1 else f"按一月的人数算了全年，{ends} 月以后的也在内"
        message = f"{span}，{'、'.join(by_january)}{result}；年中成立或撤销的单位请按当地核定的数调整"
        yield Finding("C35", Severity.WARNING, message, at(Person, "first_month" if begins > 1 else "last_month"))


def _counted(rule: QuotaRule, basis: int) -> str:
    """Return in words what a quota is multiplied with, with its unit."""
    if quota_bases.of_money(rule):
        return f"{rule.basis} {YUAN.show(basis)} 元"
    source = "花名册" if rule.basis in HEAD_BASES and rule.basis != POSTS else rule.basis
    return f"{source} {basis} {UNITS.get(rule.basis, '人')}".rstrip()


def _implied(rule: QuotaRule, basis: int, split: Fen, values: PolicyValues) -> str:
    """Return how many heads a split would be of, where it is a whole number of them."""
    heads_only = rule.basis in HEAD_BASES and rule.basis not in UNITS
    per_unit = amount(rule, 1, values) if heads_only and split else 0
    if not per_unit or split % per_unit:
        return ""
    return f"，相当于 {split // per_unit} 人，{_counted(rule, basis)}"


def _percents_left(rule: QuotaRule, splits: list[QuotaSplit]) -> Iterator[Finding]:
    total_percent = sum((Decimal(split.percent) for split in splits if split.percent), start=Decimal(0))
    if any(not split.percent for split in splits):
        message = f"“{rule.label}”的分配有的按百分比、有的按金额，请统一"
        empty = next(split for split in splits if not split.percent)
        yield Finding("C35", Severity.ERROR, message, at(empty, "percent"))
    elif total_percent != 100:
        message = f"“{rule.label}”的分配百分比合计 {total_percent}%，应为 100%，请调整分配"
        yield Finding("C35", Severity.ERROR, message, at(splits[0], "percent"))


def _line(facts: BudgetFacts, place: Group, economic: str, subsource: str, fen: Fen, origin: Origin) -> BudgetLine:
    return BudgetLine(
        side="支出",
        year=facts.budget.year,
        amount=fen,
        origin=origin,
        function=place.function,
        economic=economic,
        government=crosswalk.government_code(economic, place.side),
        nature="公用",
        fund=place.fund,
        carry="当年",
        subsource=subsource,
        unit=facts.unit.name,
        operating=facts.unit.operating_cost,
    )
