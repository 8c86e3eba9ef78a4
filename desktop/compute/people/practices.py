"""Which choices of a place (各地做法) an amount rests on, so that its explanation can name them."""

from collections.abc import Iterator

from desktop.catalog.policy_rules import HEAD_BASES, IN_POST, MONEY_BASES, RETIRED, ContributionRule, PayRule, QuotaRule
from desktop.compute.people import staff
from desktop.compute.people.staff import Payee
from desktop.ledger.vocabulary import FISCAL, PersonKind, PersonStatus

BY_ECONOMIC = {"30239": "commute_nature", "30109": "annuity", "30216": "training_function", "30228": "union_base"}
BY_BASIS = {"车辆数": "vehicle_definition", "学生数": "pupil_count"}
BY_INSURANCE = {
    "医疗": "medical_function",
    "工伤": "injury_unemployment_function",
    "失业": "injury_unemployment_function",
}


def of_person(rule: PayRule | ContributionRule, payee: Payee, fund: str) -> Iterator[str]:
    """Yield the keys of the choices that a line of a person rests on; fund: the source that bears the line."""
    yield "payroll_base"
    people = [state.person for state in payee.states]
    if len(people) > 1 or payee.person.first_month > 1 or payee.person.last_month < 12:
        yield "month_rule"
    if payee.shares:
        yield from ("fund_of_staff", "share_rounding")
    kinds = {staff.kind_of(person) for person in people}
    statuses = {staff.status_of(person) for person in people}
    yield from _by_kind(kinds, statuses)
    yield from BY_ECONOMIC.get(rule.economic, "").split()
    if isinstance(rule, PayRule):
        yield from ("bonus_rule", "institution_bonus") if rule.times else ()
        yield from ("town_allowance_years",) if rule.steps else ()
    else:
        yield from _of_contribution(rule, payee, fund, statuses)
    if any(person.function_code for person in people):
        yield "stage_function"


def _by_kind(kinds: set[str], statuses: set[str]) -> Iterator[str]:
    if PersonKind.OUTSIDE in kinds:
        yield "outside_staff"
    if PersonKind.DEPENDANT in kinds:
        yield "dependants_function"
    if statuses & set(RETIRED):
        yield "retired_function"
    if PersonStatus.VETERAN in statuses:
        yield "veteran_medical"
    if statuses & set(IN_POST):
        yield "gov_econ_side"


def _of_contribution(rule: ContributionRule, payee: Payee, fund: str, statuses: set[str]) -> Iterator[str]:
    yield from ("base_reference", "base_rounding", "contribution_rounding")
    if payee.declared:
        yield "declared_base"
    yield from BY_INSURANCE.get(rule.insurance, "").split()
    if payee.person.first_job:
        yield "housing_first_job"
    if PersonStatus.UNPAID_LEAVE in statuses:
        yield "leave_rule"
    if fund not in FISCAL:
        yield "contribution_function"
    if any("班主任津贴" in state.items for state in payee.states):
        yield "boarding_head_allowance"


def of_quota(rule: QuotaRule) -> Iterator[str]:
    """Yield the keys of the choices that a line of a quota rests on."""
    if rule.basis in HEAD_BASES:
        yield from ("quota_heads", "month_rule")
    if rule.basis in MONEY_BASES:
        yield "percent_bases_rounding"
    yield from (each for each in (BY_BASIS.get(rule.basis), BY_ECONOMIC.get(rule.economic)) if each)
    if rule.split:
        yield "quota_split"
    yield "quota_fund"
