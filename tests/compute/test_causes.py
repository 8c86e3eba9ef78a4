"""Causes of change: for any two years the parts add up to the difference, and each names the right thing."""

import random
from collections import Counter
from dataclasses import replace

import pytest

from desktop.compute import causes, drafting
from desktop.compute.causes import CauseKind
from desktop.ledger.records import BudgetFacts, DirectLine, ParameterValue, PayItem, Person, Project
from desktop.money import YUAN
from tests import scale
from tests.small_cases import small_cases


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
    first = scale.seed(0)
    for seed in range(first, first + scale.count(6)):
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


def of_projects(this, last, now):
    """The causes between two lists of projects, each (code, name, amount in 分)."""

    def budget(entries):
        projects = tuple(Project(id=n, code=code, name=name) for n, (code, name, _) in enumerate(entries, 1))
        lines = tuple(
            DirectLine(id=n, function_code="2010350", economic_code="30201", nature="项目", project_id=n, amount=amount)
            for n, (_, _, amount) in enumerate(entries, 1)
        )
        return BudgetFacts(unit=this.unit, budget=replace(this.budget, policy=""), projects=projects, lines=lines)

    effects = causes.effects(budget(last), budget(now))
    return {(part.kind, part.subject): part.amount for part in causes.causes(effects)}


@small_cases(
    ("last", "now", "expected"),
    [
        # Codes given anew each year, or missing in what was read from a published table.
        ([("A1", "大厅", 10)], [("B1", "大厅", 15)], {("RESIZED", "大厅"): 5}),
        ([("", "大厅", 10)], [("B1", "大厅", 15)], {("RESIZED", "大厅"): 5}),
        ([("A1", "大厅", 10)], [("A1", "服务大厅", 15)], {("RESIZED", "服务大厅"): 5}),
        # The code goes before the name: the hall was renamed, and another project now bears its name.
        (
            [("A1", "大厅", 10)],
            [("A1", "旧大厅", 10), ("A2", "大厅", 7)],
            {("ADDED", "大厅"): 7},
        ),
        # One code of two projects in one year: each keeps its own name.
        (
            [("A1", "大厅", 10), ("A1", "培训", 20)],
            [("A1", "培训", 21), ("A1", "大厅", 12)],
            {("RESIZED", "大厅"): 2, ("RESIZED", "培训"): 1},
        ),
        ([("A1", "大厅", 10)], [("A2", "培训", 10)], {("ENDED", "大厅"): -10, ("ADDED", "培训"): 10}),
        # A name that is another project's code says nothing.
        ([("", "A2", 10)], [("A2", "培训", 30)], {("ENDED", "A2"): -10, ("ADDED", "培训"): 30}),
    ],
)
def test_a_project_goes_on_under_its_code_or_else_its_name(last, now, expected, this):
    found = of_projects(this, last, now)
    assert found == {(CauseKind[f"PROJECT_{kind}"], name): fen for (kind, name), fen in expected.items()}


def test_typed_and_computed_years_are_compared_by_subject(sample_facts):
    this, last = sample_facts["qinghe_2025"]
    effects = causes.effects(last, this)
    assert parts(effects) == difference(last, this)
    found = causes.causes(effects, (("side", ("支出",)), ("function", ("2010350",))))
    text = causes.wording(found, YUAN)
    assert "科目金额变化增加22,447.17元（" in text
    assert {part.subject for part in found} >= {"基本工资", "绩效工资"}


def paid(this, *rows):
    """The unit with these people only: each a person's fields and the monthly wage in 分."""
    people = tuple(Person(id=n, **fields) for n, (fields, _) in enumerate(rows, 1))
    items = tuple(PayItem(id=n, person_id=n, item="post_wage", amount=amount) for n, (_, amount) in enumerate(rows, 1))
    return replace(this, people=people, pay_items=items, quota_splits=())


def test_two_people_of_one_name_who_did_not_change_are_no_cause(this):
    first, second = ({"name": "王芳"}, 3_000_00), ({"name": "王芳"}, 5_000_00)
    assert causes.effects(paid(this, first, second), paid(this, second, first)) == []


def test_two_people_of_one_name_are_two_people_in_the_causes(this):
    last = paid(this, ({"name": "王芳", "code": "1"}, 3_000_00), ({"name": "王芳", "code": "2"}, 5_000_00))
    now = paid(this, ({"name": "王芳", "code": "1"}, 3_100_00), ({"name": "王芳", "code": "2"}, 4_900_00))
    found = causes.effects(last, now)
    assert parts(found) == difference(last, now)
    wages = causes.causes(found, (("economic", ("30101",)),))
    assert {(part.kind, part.subject, part.amount) for part in wages} == {
        (CauseKind.PAY, "王芳（1）", 1_200_00), (CauseKind.PAY, "王芳（2）", -1_200_00),
    }  # fmt: skip


def test_groups_without_a_name_keep_their_own_pay(this):
    teachers, workers = ({"post": "教师", "headcount": 9}, 5_000_00), ({"post": "教师", "headcount": 2}, 3_000_00)
    assert causes.effects(paid(this, teachers, workers), paid(this, workers, teachers)) == []


def test_a_person_who_left_and_one_of_the_same_name_who_came_are_named_as_such(this):
    stays = ({"code": "9", "name": "李明"}, 4_000_00)
    last = paid(this, stays, ({"name": "王芳"}, 3_000_00))
    now = paid(this, stays, ({"name": "王芳", "status": "退休"}, 0))
    found = causes.effects(last, now)
    assert parts(found) == difference(last, now)
    assert {e.kind for e in found if e.line.economic == "30101"} == {CauseKind.LEFT}
    assert {e.kind for e in found if e.line.economic == "30302"} == {CauseKind.JOINED}


def test_random_rosters_of_few_names_add_up(this):
    for seed in range(scale.count(8)):
        chance = random.Random(seed)

        def roster(chance=chance):
            return paid(
                this,
                *(
                    (
                        {
                            "name": chance.choice(("王芳", "李明", "")),
                            "code": chance.choice(("", "", "1", "2")),
                            "status": chance.choice(("在职", "在职", "退休")),
                            "first_month": chance.choice((1, 7)),
                        },
                        chance.choice((3_000_00, 5_000_00)),
                    )
                    for _ in range(chance.randint(1, 6))
                ),
            )

        last, now = roster(), roster()
        found = causes.effects(last, now)
        assert parts(found) == difference(last, now), seed
        assert not kinds(found, CauseKind.REST), seed
        assert causes.effects(now, now) == []


def test_what_no_step_explains_is_shown_and_the_parts_still_add_up(this, monkeypatch):
    """A step that forgets something: the rest must stand there under its own name, line by line."""
    vehicle = ParameterValue(parameter="quota.vehicle", valid_from="2025-01-01", value="25000")
    last = replace(this, parameters=(vehicle,))
    monkeypatch.setattr(causes, "_quotas", lambda both: iter(()))
    found = causes.effects(last, this)
    assert [(e.kind, e.subject, e.line.economic, e.line.amount) for e in found] == [
        (CauseKind.REST, "", "30231", -5_000_00)
    ]
    assert parts(found) == difference(last, this)
    assert causes.wording(causes.causes(found), YUAN) == "未归入以上原因减少5,000.00元"


def test_a_step_that_says_too_much_is_taken_back_by_the_rest(this, monkeypatch):
    doubled = causes._people
    monkeypatch.setattr(causes, "_people", lambda both: [*doubled(both), *doubled(both)])
    raised = replace(this, pay_items=(replace(this.pay_items[0], amount=1), *this.pay_items[1:]))
    found = causes.effects(raised, this)
    assert parts(found) == difference(raised, this)
    rest = sum(e.line.amount for e in found if e.kind is CauseKind.REST)
    people = sum(e.line.amount for e in found if e.kind is CauseKind.PAY)
    assert people == -2 * rest != 0
