"""Staffing: heads against posts, months, persons counted once, outsiders in no quota."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.findings import Status
from desktop.layouts.form import loader
from desktop.ledger.records import DeclaredBase, Establishment, PayItem, Person, PersonChange


def people(facts, *persons):
    return replace(
        facts, people=tuple(replace(p, id=n) for n, p in enumerate(persons, 1)), pay_items=(), quota_splits=()
    )


STAFF = Person(code="A", kind="事业", status="在职")


@pytest.mark.parametrize(("heads", "found"), [(9, False), (10, True)])
def test_heads_may_reach_the_posts(heads, found, facts, messages):
    full = people(facts, replace(STAFF, headcount=heads))
    assert bool(messages("C31", full)) is found


def test_kinds_without_posts_of_their_own_count_against_all_posts(facts, messages):
    posts = (Establishment(kind="行政", posts=2), Establishment(kind="事业", posts=2))
    mixed = people(facts, replace(STAFF, headcount=3), replace(STAFF, code="B", kind="工勤"))
    assert messages("C31", replace(mixed, establishments=posts)) == []
    more = people(facts, replace(STAFF, headcount=4), replace(STAFF, code="B", kind="工勤"))
    assert "在职 5 人，超过编制 4 名" in messages("C31", replace(more, establishments=posts))[0]


def test_without_posts_the_heads_are_not_passed(facts, outcome):
    assert outcome("C31", replace(facts, establishments=())).status is Status.NOT_CHECKED
    assert outcome("C31", people(facts)).status is Status.NOT_APPLICABLE


def test_a_person_of_no_known_kind_or_status_is_named(facts, messages):
    assert "“事业/借调”" in messages("C32", people(facts, replace(STAFF, status="借调")))[0]
    assert messages("C32", people(facts, STAFF)) == []


@pytest.mark.parametrize(("first", "final", "found"), [(1, 12, False), (6, 6, False), (7, 6, True)])
def test_the_first_month_does_not_come_after_the_last(first, final, found, facts, messages):
    assert bool(messages("C34", people(facts, replace(STAFF, first_month=first, last_month=final)))) is found


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"what": "退休"}, True),
        ({}, True),
        ({"what": "退休", "status": "退休"}, False),
        ({"what": "晋级", "rank": "专技九级"}, False),
        ({"what": "停薪", "pay_ends": 1}, False),
    ],
)
def test_a_change_within_the_year_says_what_becomes_another(change, found, facts, messages):
    changed = replace(people(facts, STAFF), person_changes=(PersonChange(id=1, person_id=1, month=7, **change),))
    assert bool(messages("C34", changed)) is found
    if found and change:
        assert "第 1 行（7 月，退休）没有写变成什么，测算仍按变动前的情况" in messages("C34", changed)[0]


def test_a_change_whose_new_pay_begins_in_its_month_says_enough(facts, messages):
    raised = replace(people(facts, STAFF), person_changes=(PersonChange(id=1, person_id=1, month=7, what="调资"),))
    for month, found in ((7, False), (8, True)):
        pay = (PayItem(person_id=1, item="岗位工资", amount=300000, month=month),)
        assert bool(messages("C34", replace(raised, pay_items=pay))) is found
        base = (DeclaredBase(person_id=1, insurance="养老保险", amount=300000, month=month),)
        assert bool(messages("C34", replace(raised, declared_bases=base))) is found


def test_what_is_entered_for_after_the_last_month_is_named(facts, messages):
    """在职到 8 月、9 月退休: with 8 as the last month nothing of the retired months is in the budget."""
    retires = PersonChange(id=1, person_id=1, month=9, what="到龄", status="退休")
    pension = PayItem(person_id=1, item="退休费", amount=500000, month=9)
    for last, found in ((12, 0), (9, 0), (8, 2)):
        told = replace(people(facts, replace(STAFF, last_month=last)), person_changes=(retires,), pay_items=(pension,))
        assert len(messages("C34", told)) == found
    assert "人员 A 的截止月是 8 月，9 月的年内变动（退休）没有计入预算" in messages("C34", told)[0]
    assert "9 月的“退休费”（年内工资变动）没有计入预算" in messages("C34", told)[1]


def test_a_split_is_held_against_its_quota_without_a_roster_too(facts, messages, outcome):
    """What a unit counts besides people (学生数 …) makes quotas; their split is looked at where no person is entered."""
    nobody = replace(facts, people=(), pay_items=(), person_changes=(), fund_shares=(), declared_bases=())
    said = messages("C35", nobody)
    assert said and "应为 0.00 元" in said[0]
    assert outcome("C35", replace(nobody, quota_splits=())).status is Status.NOT_APPLICABLE


def test_one_code_may_stand_twice_only_in_different_months(facts, messages, outcome):
    retired = replace(STAFF, status="退休", first_month=7)
    assert messages("C37", people(facts, replace(STAFF, last_month=6), retired)) == []
    (said,) = messages("C37", people(facts, replace(STAFF, last_month=7), retired))
    assert said == "人员 A 重复：同一月份既是在职又是退休"
    unnumbered = outcome("C37", people(facts, replace(STAFF, code=""), replace(STAFF, code="")))
    assert (unnumbered.status, unnumbered.note) == (Status.NOT_CHECKED, "有 2 行人员没有编号，不能核对是否重复")


def test_outsiders_are_in_no_contribution(facts, messages):
    assert messages("C36", facts) == []


def test_heads_of_the_text_are_those_of_the_roster(facts, outcome):
    ended = outcome("C33", facts)
    assert ended.status in (Status.PASSED, Status.NOT_APPLICABLE)
    assert ended.status is Status.PASSED or ended.note


MOVING = (
    replace(STAFF, headcount=2),
    replace(STAFF, code="B", first_month=3),  # comes in March
    replace(STAFF, code="C", last_month=6),  # leaves in June
    replace(STAFF, code="D", last_month=6),  # retires in July, as two records
    replace(STAFF, code="D", status="退休", first_month=7),
    replace(STAFF, code="E", status="拟招"),
    replace(STAFF, code="F"),  # retires in July, as a change within the year
    replace(STAFF, code="G"),  # retired since January, as a change
    replace(STAFF, code="H", kind="编外"),
    replace(STAFF, code="I", first_month=2, last_month=11),  # comes and leaves within the year
)
RETIRING = (PersonChange(person_id=7, month=7, status="退休"), PersonChange(person_id=8, month=1, status="退休"))


@pytest.mark.parametrize("form", ["guangxi/2022", "guizhou/2025", "shaanxi/2023"])
def test_heads_of_the_text_are_those_of_january_whoever_moves_later(form, facts, last, outcome):
    moving, layout = replace(people(facts, *MOVING), person_changes=RETIRING), loader.load(form)
    figures = pipeline.disclose(moving, last, layout).narrative.figures
    assert figures["staff_total"].shown == "5", "A twice, C, D, F"
    assert "staff_retired" not in figures or figures["staff_retired"].shown == "1"
    ended = outcome("C33", moving, form=layout)
    assert ended.status is Status.PASSED, ended


def test_posts_are_compared_with_those_who_are_there_in_january(facts, messages):
    posts = (Establishment(kind="事业", posts=5),)
    moving = replace(people(facts, *MOVING), person_changes=RETIRING, establishments=posts)
    assert messages("C31", moving) == []
    fewer = replace(moving, establishments=(Establishment(kind="事业", posts=4),))
    assert messages("C31", fewer) == ["事业在职 5 人，超过编制 4 名，请说明原因"]


@pytest.mark.parametrize(
    ("persons", "found"),
    [
        ((replace(STAFF, post="管理七级"), replace(STAFF, code="B", post="专技十级")), []),
        ((replace(STAFF, post="专技十级，兼任管理岗位"),), ["实有人员 1，各类之和 2"]),
    ],
)
def test_kinds_of_staff_in_a_sentence_add_up(persons, found, facts, messages):
    posts = (Establishment(kind="事业", posts=5),)
    wrong = messages("C145", replace(people(facts, *persons), establishments=posts), form=loader.load("guangxi/2022"))
    assert [text.partition("（")[0].removeprefix("说明中") for text in wrong] == found


def test_a_text_without_kinds_of_staff_has_none_to_add(facts, outcome):
    assert outcome("C145", facts).status is Status.NOT_APPLICABLE
