"""Random units of mixed staff: by person, by line and by each view the sum is the same, and nobody is forgotten."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.catalog import choices
from desktop.compute import drafting, explain
from desktop.compute.people import personnel, staff
from desktop.compute.policy_values import PolicyValues
from desktop.ledger.records import Budget, BudgetFacts, FundShare, PayItem, Person, PersonChange, RunningFunction, Unit
from desktop.ledger.vocabulary import FUNDS
from desktop.money import YUAN
from tests import cases_2027, scale

PACK = cases_2027.pack_of(cases_2027.load("mixed_bureau_2027"))
RANKS = ("正科", "副科", "科员", "工勤")
KINDS = {
    "行政": ("职务工资", "级别工资", "工作性津贴", "年度考核奖"),
    "工勤": ("岗位工资", "技术等级工资", "生活性补贴", "年度考核奖"),
    "事业": ("岗位工资", "薪级工资", "基础性绩效工资", "奖励性绩效工资"),
    "编外": ("编外人员工资",),
}
CODES = {"行政": "2010301", "工勤": "2010301", "事业": "2010350", "编外": "2010301", "离休": "2080501",
         "退休.行政": "2080501", "退休.工勤": "2080501", "退休.事业": "2080502"}  # fmt: skip
money = st.integers(1, 3_000_000)


@st.composite
def units(draw):
    people, items, changes, shares = [], [], [], []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        kind = draw(st.sampled_from(sorted(KINDS)))
        first = draw(st.integers(1, 12))
        last = draw(st.integers(first, 12))
        people.append(
            Person(id=number, code=f"R{number}", kind=kind, status="编外" if kind == "编外" else "在职", position=number,
                   rank=draw(st.sampled_from(RANKS)), first_month=first, last_month=last,
                   headcount=draw(st.integers(1, 3)), first_job=draw(st.integers(0, 1)))
        )  # fmt: skip
        items += [PayItem(id=len(items) + n, person_id=number, item=item, amount=draw(money))
                  for n, item in enumerate(KINDS[kind])]  # fmt: skip
        if kind != "编外" and draw(st.booleans()):
            month = draw(st.integers(1, 12))
            changes.append(PersonChange(id=number, person_id=number, month=month, status="退休", pay_ends=1))
            items.append(
                PayItem(id=9_000 + number, person_id=number, item="退休人员补贴", amount=draw(money), month=month)
            )
        shares += draw(divided(number))
    return BudgetFacts(
        unit=Unit(id=1, name="某局", kind="行政"),
        budget=Budget(id=1, unit_id=1, year=2027, policy="某"),
        people=tuple(people), pay_items=tuple(items), person_changes=tuple(changes), fund_shares=tuple(shares),
        running_functions=tuple(RunningFunction(staff=k, function_code=c) for k, c in CODES.items()),
    )  # fmt: skip


@st.composite
def divided(draw, person):
    if draw(st.booleans()):
        return []
    first = draw(st.decimals("0.01", "99.99", places=2))
    funds = draw(st.permutations(FUNDS))
    return [FundShare(person_id=person, fund=funds[0], percent=str(first)),
            FundShare(person_id=person, fund=funds[1], percent=str(100 - first))]  # fmt: skip


@given(units())
@settings(max_examples=scale.count(12), deadline=None)
def test_every_fen_is_in_one_line_and_everybody_is_paid_or_reported(facts):
    drafted = drafting.draft(facts, PolicyValues(PACK, 2027))
    lines = drafted.lines
    assert drafted.findings == [] or all(finding.code == "C42" for finding in drafted.findings)
    assert len({line.key for line in lines}) == len(lines)
    total = sum(line.amount for line in lines)
    for name in ("function", "economic", "government", "fund", "subsource", "nature"):
        sums = Counter()
        for line in lines:
            sums[getattr(line, name)] += line.amount
        assert sums.total() == total
    by_person = sum(
        part.amount * payee.person.headcount
        for payee in staff.payees(facts, PACK)
        for rule in personnel.rules_of(drafted.values)
        for part in personnel.parts_of(rule, payee, drafted.values)
    )
    assert by_person == sum(line.amount for line in lines if line.origin.table == "person")
    paid = {line.origin.record_id for line in lines}
    assert {person.id for person in facts.people} <= paid | {left.person.id for left in drafted.unpaid}
    assert all(line.function and line.government for line in lines)


@given(units())
@settings(max_examples=scale.count(6), deadline=None)
def test_each_line_says_why_it_has_its_amount(facts):
    drafted = drafting.draft(facts, PolicyValues(PACK, 2027))
    for line in drafted.lines:
        node = explain.explain(facts, drafted.values, line, drafted.lines)
        assert node.value == f"{YUAN.show(line.amount)} 元"


@pytest.mark.parametrize(
    "key", ["base_rounding", "contribution_rounding", "base_reference", "leave_rule", "quota_heads"]
)
def test_every_practice_computes_everybody(key):
    facts = cases_2027.book_of(cases_2027.load("mixed_bureau_2027"))
    for value in choices.CHOICES[key].values:
        case = cases_2027.load("mixed_bureau_2027")
        case["policy"]["choices"][key] = {"value": value}
        drafted = drafting.draft(facts, PolicyValues(cases_2027.pack_of(case), 2027))
        assert (drafted.unpaid, drafted.findings) == ([], []), value
