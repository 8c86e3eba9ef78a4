"""A small policy pack made by hand, so that a test of one rule needs no pack of a place."""

from datetime import date
from decimal import Decimal

from desktop.catalog.policy import ContributionRule, DatedValue, Parameter, PayRule, Policy, QuotaRule
from desktop.compute.policy_values import PolicyValues
from desktop.ledger.records import Budget, BudgetFacts, Person, Unit

YEAR = 2025
OWN = "2010350"
EVERYWHERE = {"行政": "own", "参公": "own", "事业": "own"}
BY_KIND = {"行政": "2101101", "参公": "2101101", "事业": "2101102"}


def dated(text, since="2020-01-01", reference="某文〔2020〕1号", until=None, local=False):
    end = date.fromisoformat(until) if until else None
    return DatedValue(date.fromisoformat(since), Decimal(text), reference, end, local)


def parameter(name, *values, unit="元"):
    return Parameter(name, f"“{name}”", unit, tuple(v if isinstance(v, DatedValue) else dated(v) for v in values))


def pay_rule(name="wage", **changed):
    given = {"label": name, "economic": "30101", "function": EVERYWHERE, "statuses": ("在职",), "kinds": (),
             "monthly": (), "yearly": (), "times": "", "per_head": ""}  # fmt: skip
    return PayRule(name, **(given | changed))


def contribution_rule(name="pension", **changed):
    given = {"label": name, "economic": "30108", "function": BY_KIND, "statuses": ("在职",), "kinds": (),
             "monthly": ("wage",), "yearly": (), "thirteenth": (), "rate": "rate", "floor": "floor",
             "ceiling": "ceiling", "rounding": "rounding"}  # fmt: skip
    return ContributionRule(name, **(given | changed))


def quota_rule(name="office", **changed):
    given = {"label": name, "economic": "30201", "function": EVERYWHERE, "parameter": "quota", "basis": "在职人数",
             "split": False}  # fmt: skip
    return QuotaRule(name, **(given | changed))


PARAMETERS = {
    "rate": "0.16", "floor": "4100", "ceiling": "20500", "rounding": "1", "months": "1", "subsidy": "300",
    "quota": "6000", "percent": "0.02",
}  # fmt: skip


def pack(*rules, **values):
    """A pack of some rules; values: other values of its parameters, as texts or dated ones."""
    given = {name: (value,) for name, value in PARAMETERS.items()} | {
        name: value if isinstance(value, tuple) else (value,) for name, value in values.items()
    }
    return Policy(
        key="small",
        title="小参数包",
        items={"wage": "工资", "bonus": "奖金（全年）", "aid": "补助"},
        parameters={name: parameter(name, *found) for name, found in given.items()},
        pay=tuple(rule for rule in rules if isinstance(rule, PayRule)),
        contributions=tuple(rule for rule in rules if isinstance(rule, ContributionRule)),
        quotas=tuple(rule for rule in rules if isinstance(rule, QuotaRule)),
    )


def values_of(*rules, **values):
    return PolicyValues(pack(*rules, **values), YEAR)


def person(**changed):
    return Person(**({"id": 1, "code": "A1"} | changed))


def facts_of(**parts):
    unit = Unit(id=1, name="某中心", kind=parts.pop("kind", "事业"), own_function=OWN)
    return BudgetFacts(unit=unit, budget=Budget(id=1, unit_id=1, year=YEAR, policy="small"), **parts)
