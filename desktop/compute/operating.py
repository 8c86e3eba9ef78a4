"""Public funds (公用经费): quotas × bases. Heads come from the roster at the base date, never typed twice.

The quota's total is binding; how it is split over 款 is the unit's (resources/rules/checks/staffing.md, C35). A value
that changes within the year counts by months.
"""

from collections.abc import Iterator
from decimal import Decimal

from desktop.catalog import assets, crosswalk
from desktop.catalog.policy import QuotaRule
from desktop.compute.lines import BudgetLine, Origin
from desktop.compute.personnel import function_of
from desktop.compute.policy_values import MONTHS, PolicyValues
from desktop.findings import Finding, Severity
from desktop.ledger.records import BudgetFacts, Person
from desktop.money import YUAN, Fen, half_up

IN_POST = ("在职",)
RETIRED = ("离休", "退休")
WAGES = ("30101", "30102", "30103", "30107")
BASE_MONTH = 1
"""Heads are counted in January of the budget year."""


def heads(people: tuple[Person, ...], statuses: tuple[str, ...]) -> int:
    """Return the number of people of some statuses at the base date."""
    return sum(
        person.headcount
        for person in people
        if person.status in statuses and person.first_month <= BASE_MONTH <= person.last_month
    )


def basis_of(rule: QuotaRule, facts: BudgetFacts, personnel: list[BudgetLine]) -> int:
    """Return what a quota is multiplied with: heads, vehicles, or wages in 分."""
    if rule.basis == "在职人数":
        return heads(facts.people, IN_POST)
    if rule.basis == "退休人数":
        return heads(facts.people, RETIRED)
    if rule.basis == "车辆数":
        return assets.vehicles(facts.assets)
    codes = WAGES if rule.basis == "工资总额" else WAGES[:1]
    return sum(line.amount for line in personnel if line.economic in codes)


def amount(rule: QuotaRule, basis: int, values: PolicyValues) -> Fen:
    """Return the yearly amount of a quota in 分."""
    found = [values.at(rule.parameter, month) for month in MONTHS]
    total = sum((value.value for value in found if value is not None), start=Decimal(0))
    numerator, denominator = total.as_integer_ratio()
    money_basis = rule.basis in ("工资总额", "基本工资")
    return half_up(numerator * basis * (1 if money_basis else 100), denominator * 12)


def lines(facts: BudgetFacts, values: PolicyValues, personnel: list[BudgetLine]) -> Iterator[BudgetLine]:
    """Yield the lines of all quotas; `personnel` are the lines wages are summed from."""
    for number, rule in enumerate(values.policy.quotas, 1):
        if rule.split:
            for split in facts.quota_splits:
                if split.quota == rule.id and split.amount:
                    origin = Origin("quota_split", split.id, rule.label, rule.id)
                    yield _line(facts, rule, split.economic_code, split.amount, origin)
            continue
        basis = basis_of(rule, facts, personnel)
        fen = amount(rule, basis, values) if basis else 0
        if fen:
            yield _line(facts, rule, rule.economic, fen, Origin("quota", number, rule.label, rule.id))


def findings(facts: BudgetFacts, values: PolicyValues, personnel: list[BudgetLine]) -> Iterator[Finding]:
    """Yield a finding for each quota whose split does not add up to it."""
    for rule in values.policy.quotas:
        if not rule.split:
            continue
        quota = amount(rule, basis_of(rule, facts, personnel), values)
        split = sum(s.amount for s in facts.quota_splits if s.quota == rule.id)
        if quota != split:
            basis = basis_of(rule, facts, personnel)
            one = amount(rule, 1, values)
            implied = f"，相当于 {split // one} 人，花名册 {basis} 人" if one and split % one == 0 else ""
            message = (
                f"“{rule.label}”按花名册 {basis} 人应为 {YUAN.show(quota)} 元，"
                f"分配合计 {YUAN.show(split)} 元{implied}，请调整分配"
            )
            yield Finding("C35", Severity.ERROR, message, left=YUAN.show(quota), right=YUAN.show(split))


def _line(facts: BudgetFacts, rule: QuotaRule, economic: str, fen: Fen, origin: Origin) -> BudgetLine:
    return BudgetLine(
        side="支出",
        year=facts.budget.year,
        amount=fen,
        origin=origin,
        function=function_of(rule.function, facts),
        economic=economic,
        government=crosswalk.government_code(economic, facts.unit.kind),
        nature="公用",
        fund="一般公共预算",
        carry="当年",
    )
