"""Everybody of the roster is paid or named, with the yearly amount that is missing."""

from desktop.compute.people import personnel, unpaid
from desktop.ledger.records import PayItem, PersonChange
from tests.policies import contribution_rule, facts_of, pay_rule, person, values_of
from tests.small_cases import small_cases

RULES = (
    pay_rule("wage", monthly=("wage",)),
    pay_rule("reward", yearly=("bonus",), kinds=("事业",)),
    pay_rule("subsidy", statuses=("退休",), per_head="subsidy"),
    pay_rule("thirteenth", monthly=("aid",), times="months"),
    contribution_rule(monthly=("wage", "base")),
)


def paid(item, amount, person_id=1):
    return PayItem(person_id=person_id, item=item, amount=amount)


def left(people, items, rules=RULES, **values):
    facts = facts_of(people=people, pay_items=items)
    known = values_of(*rules, **values)
    found = unpaid.of_people(facts, known, list(personnel.lines(facts, known)))
    return [(u.person.id, u.ruled, [(i.label, i.amount) for i in u.items]) for u in found]


def test_who_is_wholly_paid_is_not_named():
    people = (person(), person(id=2, status="退休"))
    assert left(people, (paid("wage", 100), paid("bonus", 7))) == []


@small_cases("status", ["离休", "编外", "遗属", "拟招", "别的"])
def test_a_status_without_a_rule_is_named_with_all_that_was_entered(status):
    found = left((person(status=status, first_month=3, headcount=2),), (paid("wage", 1_000), paid("bonus", 121)))
    assert found == [(1, False, [("工资", 20_000), ("奖金（全年）", 202)])]  # 121 × 10/12 = 100.8 → 101 each
    assert left((person(status=status),), ()) == [(1, False, [])]


def test_a_kind_that_there_is_not_is_taken_by_no_rule_for_all_kinds():
    found = left((person(kind="外星"),), (paid("wage", 1_000),))
    assert found == [(1, False, [("工资", 12_000)])]


def test_a_kind_no_rule_names_loses_only_that_item():
    found = left((person(kind="工勤"),), (paid("wage", 1_000), paid("bonus", 120)))
    assert found == [(1, True, [("奖金（全年）", 120)])]


def test_an_item_that_a_retired_person_s_rules_ignore_is_named():
    assert left((person(status="退休", last_month=6),), (paid("wage", 10),)) == [(1, True, [("工资", 60)])]


def test_an_item_no_rule_pays_out_is_named_and_one_unknown_to_the_pack_by_its_id():
    found = left((person(),), (paid("wage", 1), paid("aid", 5), paid("strange", 2)))
    assert found == [(1, True, [("补助", 60), ("strange", None)])]


def test_an_item_that_is_only_the_base_of_a_contribution_is_taken_where_that_is_meant_for_the_person():
    assert left((person(),), (paid("wage", 1_000_00), paid("base", 5))) == []
    found = left((person(status="退休"),), (paid("base", 5),))
    assert found == [(1, True, [("base", 60)])]


def test_an_item_without_money_is_nothing_to_pay():
    assert left((person(),), (paid("wage", 1), paid("aid", 0))) == []


def test_who_has_a_rule_and_nothing_entered_is_named():
    assert left((person(), person(id=2)), (paid("wage", 1),)) == [(2, True, [])]


def test_who_has_no_month_in_the_year_is_owed_nothing():
    assert left((person(status="离休", first_month=5, last_month=4),), (paid("wage", 1),)) == []
    assert left((person(status="离休", first_month=4, last_month=4),), (paid("wage", 1),)) == [
        (1, False, [("工资", 1)])
    ]


def test_a_standard_per_head_without_a_value_is_the_matter_of_c42():
    assert left((person(status="退休"),), (), subsidy=()) == []
    assert left((person(status="退休"),), (), subsidy="0") == [(1, True, [])]


def test_the_amount_is_the_sum_of_the_items():
    items = (unpaid.UnpaidItem("甲", 1, 3), unpaid.UnpaidItem("乙", 9, None), unpaid.UnpaidItem("丙", 2, 4))
    assert unpaid.Unpaid(person(), True, items).amount == 7
    assert unpaid.Unpaid(person(), True, ()).amount == 0


def test_what_was_worked_out_once_follows_the_items():
    values = values_of(*RULES)
    for amount, expected in ((1, 12), (2, 24)):
        facts = facts_of(people=(person(),), pay_items=(paid("wage", 9), paid("aid", amount)))
        (found,) = unpaid.of_people(facts, values, list(personnel.lines(facts, values)))
        assert found.amount == expected


def test_sums_by_person_are_the_sums_by_line_where_everything_is_taken():
    people = (person(headcount=2, last_month=7), person(id=2, status="退休"))
    facts = facts_of(people=people, pay_items=(paid("wage", 5_000_33), paid("bonus", 100_01)))
    values = values_of(*RULES)
    lines = list(personnel.lines(facts, values))
    assert unpaid.of_people(facts, values, lines) == []
    by_line = sum(line.amount for line in lines if line.economic == "30101")
    assert by_line == 2 * (7 * 5_000_33 + 58_34) + 12 * 300_00  # 100.01 × 7/12 = 58.339…
    assert {line.origin.record_id for line in lines} == {1, 2}


def test_what_was_entered_stands_there_for_one_head():
    facts = facts_of(people=(person(status="离休", headcount=3),), pay_items=(paid("wage", 5), paid("strange", 2)))
    (found,) = unpaid.of_people(facts, values_of(*RULES), [])
    assert [(item.label, item.entered, item.amount) for item in found.items] == [("工资", 5, 180), ("strange", 2, None)]


def test_an_item_only_a_base_counts_by_year_is_yearly():
    rules = (pay_rule(monthly=("wage",)), contribution_rule(yearly=("bonus",), thirteenth=("aid",)))
    found = left((person(status="编外", last_month=6),), (paid("bonus", 12), paid("aid", 12)), rules=rules)
    assert found == [(1, False, [("奖金（全年）", 6), ("补助", 72)])]


def test_an_item_that_ends_with_a_kind_or_status_is_taken_and_one_that_never_is_is_told():
    retired = pay_rule("pension", statuses=("退休",), monthly=("aid",))
    values = values_of(pay_rule(monthly=("wage",)), retired)
    items = tuple(PayItem(person_id=1, item=item, amount=100) for item in ("wage", "aid", "bonus"))
    change = PersonChange(person_id=1, month=7, status="退休")
    facts = facts_of(people=(person(),), pay_items=items, person_changes=(change,))
    lines = list(personnel.lines(facts, values))
    assert [line.amount for line in lines] == [600, 600]
    (found,) = unpaid.of_people(facts, values, lines)
    assert [item.label for item in found.items] == ["奖金（全年）"]


def test_who_is_on_leave_without_pay_is_owed_nothing():
    values = values_of(pay_rule(monthly=("wage",)))
    facts = facts_of(people=(person(status="停薪"),), pay_items=(PayItem(person_id=1, item="wage", amount=100),))
    assert unpaid.of_people(facts, values, []) == []
