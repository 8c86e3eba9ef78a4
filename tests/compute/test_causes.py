"""Causes of change: for any two years the parts add up to the difference, and each names the right thing."""

import random
from collections import Counter
from dataclasses import replace

import pytest

from desktop.compute import causes, drafting
from desktop.compute.causes import CauseKind
from desktop.ledger.records import DirectLine, ParameterValue, Person
from desktop.money import YUAN
from tests.examples import examples

PAIRS = examples(50)
"""Random pairs of years."""


@pytest.fixture
def this(sample_facts):
    return sample_facts["qinghe_2025"][0]


@pytest.fixture
def before(this):
    """The same people, quotas and projects a year earlier, with the quotas the pack begins with in 2025."""
    quotas = ("quota.general", "quota.other_transport", "quota.vehicle", "quota.retiree", "retiree.subsidy")
    values = {"quota.general": "6000", "quota.other_transport": "1200", "quota.vehicle": "20000"}
    known = tuple(
        ParameterValue(parameter=name, valid_from="2024-01-01", value=values.get(name, "300"), reference="测试")
        for name in quotas
    )
    return replace(this, budget=replace(this.budget, year=2024), parameters=known)


def totals(facts):
    sums = Counter()
    for line in drafting.of_budget(facts):
        sums[(line.side, line.function, line.economic, line.nature, line.fund, line.carry)] += line.amount
    return sums


def parts(effects):
    sums = Counter()
    for effect in effects:
        line = effect.line
        sums[(line.side, line.function, line.economic, line.nature, line.fund, line.carry)] += line.amount
    return {key: amount for key, amount in sums.items() if amount}


def difference(last, this):
    sums = totals(this)
    sums.subtract(totals(last))
    return {key: amount for key, amount in sums.items() if amount}


def kinds(effects, kind):
    return {effect.subject for effect in effects if effect.kind is kind}


def scramble(facts, chance):
    """A random other state of the same unit."""
    people = tuple(
        replace(p, first_month=chance.randint(1, 6), last_month=chance.randint(5, 12), headcount=chance.randint(1, 3))
        if chance.random() < 0.4
        else p
        for p in facts.people
        if chance.random() < 0.85
    )
    kept = {p.id for p in people}
    items = tuple(
        replace(i, amount=chance.randint(0, 900_000)) if chance.random() < 0.3 else i
        for i in facts.pay_items
        if i.person_id in kept
    )
    projects = tuple(
        replace(p, function_code=chance.choice(("2010306", "2010399", "2010350"))) if chance.random() < 0.3 else p
        for p in facts.projects
        if chance.random() < 0.8
    )
    alive = {p.id for p in projects}
    measured = tuple(
        replace(x, quantity=chance.randint(0, 9), carry=chance.choice(("当年", "结转"))) if chance.random() < 0.4 else x
        for x in facts.project_lines
        if x.project_id in alive
    )
    splits = tuple(replace(s, amount=chance.randint(0, 900_000)) for s in facts.quota_splits if chance.random() < 0.9)
    typed = tuple(
        DirectLine(
            id=500 + n,
            function_code=chance.choice(("2010350", "2210201")),
            economic_code=chance.choice(("30101", "30201", "30299")),
            nature=chance.choice(("人员", "公用")),
            carry=chance.choice(("当年", "结转")),
            amount=chance.randint(-100, 999_999),
        )
        for n in range(chance.randint(0, 5))
    )
    rates = tuple(
        ParameterValue(parameter=name, valid_from=f"{facts.budget.year}-{chance.randint(1, 12):02d}-01", value=value)
        for name, value in (("rate.medical", "0.08"), ("si.base.ceiling", "9000"), ("quota.vehicle", "31000"))
        if chance.random() < 0.3
    )
    return replace(
        facts,
        people=people,
        pay_items=items,
        projects=projects,
        project_lines=measured,
        quota_splits=splits,
        lines=typed,
        parameters=(*facts.parameters, *rates),
        procurements=tuple(p for p in facts.procurements if p.project_id in alive or p.project_id is None),
    )


def test_the_parts_of_any_change_add_up(this, before):
    for seed in range(PAIRS):
        chance = random.Random(seed)
        last, now = scramble(before, chance), scramble(this, chance)
        effects = causes.effects(last, now)
        assert parts(effects) == difference(last, now), seed
        assert not kinds(effects, CauseKind.REST), seed


def test_a_filter_gets_its_own_parts(this, before):
    chance = random.Random(7)
    last, now = scramble(before, chance), scramble(this, chance)
    effects = causes.effects(last, now)
    for code in sorted({key[1] for key in totals(now)} - {""}):
        found = causes.causes(effects, (("side", ("支出",)), ("function", (code,))))
        expected = sum(a for key, a in difference(last, now).items() if key[0] == "支出" and key[1] == code)
        assert sum(part.amount for part in found) == expected


def test_equal_years_have_no_cause(before, this):
    same = replace(before, budget=replace(this.budget, year=2025))
    assert causes.effects(same, same) == []


def test_each_kind_of_change_is_named(this):
    def found(last):
        return causes.effects(last, this)

    gone = this.people[0]
    without = replace(
        this, people=this.people[1:], pay_items=tuple(i for i in this.pay_items if i.person_id != gone.id)
    )
    assert kinds(found(without), CauseKind.JOINED) == {gone.code}
    extra = Person(id=99, code="S99")
    paid = tuple(replace(i, id=900 + n, person_id=99) for n, i in enumerate(this.pay_items) if i.person_id == gone.id)
    more = replace(this, people=(*this.people, extra), pay_items=(*this.pay_items, *paid))
    assert kinds(found(more), CauseKind.LEFT) == {"S99"}
    months = replace(this, people=(replace(gone, first_month=7), *this.people[1:]))
    assert kinds(found(months), CauseKind.MONTHS) == {gone.code}
    raised = replace(this, pay_items=(replace(this.pay_items[0], amount=1), *this.pay_items[1:]))
    assert kinds(found(raised), CauseKind.PAY) == {gone.code}
    rate = ParameterValue(parameter="rate.medical", valid_from="2025-01-01", value="0.09")
    assert {e.line.economic for e in found(replace(this, parameters=(rate,)))} == {"30110"}
    assert {e.kind for e in found(replace(this, parameters=(rate,)))} == {CauseKind.RATES}
    vehicle = ParameterValue(parameter="quota.vehicle", valid_from="2025-01-01", value="25000")
    assert {e.kind for e in found(replace(this, parameters=(vehicle,)))} == {CauseKind.QUOTA, CauseKind.SPLIT} - (
        set() if any(s.quota == "vehicle" for s in this.quota_splits) else {CauseKind.SPLIT}
    )
    moved = replace(this, projects=(replace(this.projects[0], function_code="2010399"), *this.projects[1:]))
    assert {e.kind for e in found(moved)} == {CauseKind.RECLASSIFIED}
    assert sum(e.line.amount for e in found(moved)) == 0


def test_typed_and_computed_years_are_compared_by_subject(sample_facts):
    this, last = sample_facts["qinghe_2025"]
    effects = causes.effects(last, this)
    assert parts(effects) == difference(last, this)
    found = causes.causes(effects, (("side", ("支出",)), ("function", ("2010350",))))
    text = causes.wording(found, YUAN)
    assert "科目金额变化增加22,447.17元（" in text
    assert {part.subject for part in found} >= {"基本工资", "绩效工资"}
