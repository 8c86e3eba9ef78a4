"""Which parameters an amount of the year rests on, and which of their values are only examples."""

from desktop.compute import operating as public_funds
from desktop.compute import used_parameters
from desktop.compute.people import personnel
from desktop.ledger.records import Asset, PayItem, QuotaSplit
from tests.policies import YEAR, contribution_rule, dated, facts_of, pay_rule, person, quota_rule, values_of
from tests.small_cases import small_cases

LIMITS = ["floor", "ceiling", "rounding"]
RULES = (
    pay_rule(monthly=("wage",)),
    pay_rule("thirteenth", monthly=("wage",), times="months"),
    pay_rule("subsidy", economic="30302", statuses=("退休",), per_head="subsidy"),
    contribution_rule(yearly=("bonus",), thirteenth=("aid",)),
    quota_rule(),
    quota_rule("car", basis="车辆数", parameter="car"),
    quota_rule("union", basis="工资总额", parameter="percent"),
)
DEVICE = Asset(kind="通用设备", stock=3)


def used(rules=RULES, **parts):
    facts, values = facts_of(**parts), values_of(*rules, car="20000")
    people = list(personnel.lines(facts, values))
    lines = people + list(public_funds.lines(facts, values, people))
    return used_parameters.used(facts, values, lines)


def paid(item="wage", amount=100):
    return (PayItem(person_id=1, item=item, amount=amount),)


@small_cases(
    ("parts", "expected"),
    [
        ({}, []),
        ({"people": (person(),)}, ["quota"]),
        ({"people": (person(),), "pay_items": paid()}, ["months", "rate", *LIMITS, "quota", "percent"]),
        ({"people": (person(),), "pay_items": paid("bonus")}, ["rate", *LIMITS, "quota"]),
        ({"people": (person(),), "pay_items": paid("aid")}, ["rate", *LIMITS, "quota"]),
        ({"people": (person(),), "pay_items": paid(amount=0)}, ["quota"]),
        ({"people": (person(first_month=3, last_month=2),), "pay_items": paid()}, []),
        ({"people": (person(status="退休"),), "pay_items": paid()}, ["subsidy"]),
        ({"people": (person(status="编外"),), "pay_items": paid()}, []),
        ({"assets": (DEVICE,)}, []),
        ({"assets": (DEVICE, Asset(kind="公务用车", stock=1))}, ["car"]),
        ({"quota_splits": (QuotaSplit(quota="office", economic_code="30201", amount=1),)}, ["quota"]),
    ],
)
def test_what_is_used(parts, expected):
    assert used(**parts) == expected


def test_wages_of_lines_that_are_no_person_s_are_no_basis():
    assert "percent" not in used(
        rules=(quota_rule("union", basis="工资总额", parameter="percent"),), people=(person(),)
    )


@small_cases(
    ("values", "told"),
    [
        ((dated("1", reference="示例，请核对"),), True),
        ((dated("1", reference="财资〔2016〕27号（示例，请核对）"),), True),
        ((dated("1"),), False),
        ((), False),
        ((dated("1", reference="示例"), dated("2", since=f"{YEAR}-01-01")), False),
        ((dated("1", reference="示例"), dated("2", since=f"{YEAR}-01-02")), True),
        ((dated("1", reference="示例"), dated("2", since=f"{YEAR}-12-01")), True),
        ((dated("1"), dated("2", since=f"{YEAR}-12-01", reference="示例")), True),
        ((dated("1"), dated("2", since=f"{YEAR}-12-02", reference="示例")), False),
        ((dated("1", since=f"{YEAR}-01-01", reference="示例"), dated("2", since="2020-01-01", local=True)), False),
    ],
)
def test_a_value_marked_as_an_example_that_is_in_force_in_a_month_of_the_year_is_named(values, told):
    facts = facts_of(people=(person(),))
    known = values_of(quota_rule(), quota=values)
    assert used_parameters.invented(facts, known, []) == (["“quota”"] if told else [])
    assert known.missing == {}
    nobody = facts_of()
    assert used_parameters.invented(nobody, known, []) == []


@small_cases(
    ("values", "told"),
    [
        ((dated("1", reference=""),), True),
        ((dated("1", reference="  "),), True),
        ((dated("1"),), False),
        ((), False),
        ((dated("1", reference=""), dated("2", since=f"{YEAR}-01-01")), False),
        ((dated("1", reference=""), dated("2", since=f"{YEAR}-02-01")), True),
        ((dated("1"), dated("2", since=f"{YEAR}-12-01", reference="")), True),
    ],
)
def test_a_value_in_force_that_names_no_document_is_named(values, told):
    known = values_of(quota_rule(), quota=values)
    facts = facts_of(people=(person(),))
    assert used_parameters.without_document(facts, known, []) == (["“quota”"] if told else [])
    assert used_parameters.without_document(facts_of(), known, []) == []
