"""Who of this year's roster is who of last year's; people of one name stay apart."""

from dataclasses import replace

from desktop.compute.people import same_people
from desktop.ledger.records import PayItem, Person
from tests.policies import facts_of


def year(*rows):
    """A year's facts: each row a person (or its fields) and the amount of the wage."""
    people = tuple(Person(id=number, **fields) for number, (fields, _) in enumerate(rows, 1))
    items = tuple(
        PayItem(id=number, person_id=number, item="wage", amount=amount)
        for number, (_, amount) in enumerate(rows, 1)
        if amount
    )
    return facts_of(people=people, pay_items=items)


def matched(last, this):
    """For each person: label, ids of last year, ids of this year, and which row goes on with which."""
    found = same_people.of_years(last, this)
    assert sorted(row.id for one in found for row in one.last) == [p.id for p in last.people]
    assert sorted(row.id for one in found for row in one.this) == [p.id for p in this.people]
    assert len({one.label for one in found}) == len(found)
    return [
        (one.label, [r.id for r in one.last], [r.id for r in one.this], {n: o.id for n, o in one.before.items()})
        for one in found
    ]


def named(name="王芳", **fields):
    return {"name": name, **fields}


def test_a_code_is_the_same_person_under_another_name_kind_and_status():
    last = year(({"code": "1", "name": "甲"}, 5))
    this = year(({"code": "2", "name": "甲"}, 5), ({"code": "1", "name": "乙", "kind": "行政", "status": "退休"}, 0))
    assert matched(last, this) == [("乙", [1], [2], {2: 1}), ("甲", [], [1], {})]


def test_two_codes_that_differ_are_two_people_of_one_name():
    last, this = year((named(code="1"), 5)), year((named(code="2"), 5))
    assert matched(last, this) == [("王芳（1）", [1], [], {}), ("王芳（2）", [], [1], {})]


def test_who_got_a_code_since_is_known_by_name():
    assert matched(year((named(), 5)), year((named(code="7"), 6))) == [("王芳", [1], [1], {1: 1})]
    assert matched(year((named(code="7"), 5)), year((named(), 6))) == [("王芳", [1], [1], {1: 1})]


def test_a_name_of_another_kind_or_status_is_somebody_else():
    for other in ({"status": "退休"}, {"kind": "行政"}):
        found = matched(year((named(), 5)), year((named(**other), 5)))
        assert [(last, this) for _, last, this, _ in found] == [([1], []), ([], [1])]


def test_two_of_one_name_are_paired_by_equal_pay_whatever_their_order():
    last, this = year((named(), 3_000), (named(), 5_000)), year((named(), 5_000), (named(), 3_000))
    assert sorted(matched(last, this)) == [
        ("王芳（第1人）", [2], [1], {1: 2}), ("王芳（第2人）", [1], [2], {2: 1}),
    ]  # fmt: skip


def test_of_equal_pay_those_with_equal_months_come_first():
    last = year((named(first_month=7), 5), (named(), 5))
    this = year((named(), 5), (named(first_month=7), 5))
    assert {tuple(before.items()) for *_, before in matched(last, this)} == {((1, 2),), ((2, 1),)}
    for different in ({"last_month": 6}, {"headcount": 2}, {"fund": "事业收入"}):
        last, this = year((named(**different), 5), (named(), 5)), year((named(), 5), (named(**different), 5))
        assert {tuple(before.items()) for *_, before in matched(last, this)} == {((1, 2),), ((2, 1),)}


def test_the_others_are_paired_in_the_order_of_the_roster():
    last = year((named(), 1), (named(), 2), (named(), 3))
    this = year((named(), 3), (named(), 8), (named(), 9))
    assert {tuple(before.items()) for *_, before in matched(last, this)} == {((1, 3),), ((2, 1),), ((3, 2),)}


def test_one_of_three_of_a_name_who_left_is_the_one_whose_pay_is_gone():
    last, this = year((named(), 1), (named(), 2), (named(), 3)), year((named(), 1), (named(), 3))
    gone = [last for _, last, this, _ in matched(last, this) if not this]
    assert gone == [[2]]


def test_groups_without_name_and_code_are_known_by_kind_status_and_post():
    group = {"post": "教师", "headcount": 5}
    last = year((group, 1), ({"post": "工人", "kind": "工勤"}, 2))
    this = year(
        ({"post": "工人", "kind": "工勤"}, 2), (group | {"headcount": 7}, 1), ({"post": "教师", "status": "退休"}, 0)
    )
    found = matched(last, this)
    assert sorted(label for label, *_ in found) == ["事业在职教师", "事业退休教师", "工勤在职工人"]
    assert {tuple(before.items()) for *_, before in found} == {((1, 2),), ((2, 1),), ()}


def test_a_code_without_a_name_matches_by_code_alone():
    last, this = year(({"code": "1"}, 5), ({"post": ""}, 5)), year(({"code": "2"}, 5), ({"post": ""}, 5))
    found = {label: (old, new) for label, old, new, _ in matched(last, this)}
    assert found == {"事业在职": ([2], [2]), "1": ([1], []), "2": ([], [1])}


def test_who_retires_within_the_year_has_two_rows_and_is_one_person():
    last = year(({"code": "S3"}, 5))
    this = year(({"code": "S3", "status": "退休", "first_month": 10}, 0), ({"code": "S3", "last_month": 9}, 5))
    assert matched(last, this) == [("S3", [1], [1, 2], {2: 1})]
    (back,) = matched(this, last)
    assert back == ("S3", [1, 2], [1], {1: 2})


def test_rows_of_one_code_go_on_by_kind_and_status_then_in_order():
    last = year(({"code": "1", "status": "在职"}, 5), ({"code": "1", "status": "退休"}, 6))
    this = year(({"code": "1", "status": "退休"}, 7), ({"code": "1", "status": "编外"}, 5))
    assert matched(last, this) == [("1", [1, 2], [1, 2], {1: 2, 2: 1})]
    twice = year(({"code": "1"}, 5), ({"code": "1"}, 6))
    assert matched(twice, year(({"code": "1"}, 6), ({"code": "1"}, 9))) == [("1", [1, 2], [1, 2], {1: 2, 2: 1})]


def test_rows_of_one_code_that_nobody_of_the_other_year_has_are_one_person():
    this = year(({"code": "9"}, 5), ({"code": "9", "status": "退休"}, 0), (named("甲"), 1))
    assert matched(year(), this) == [("9", [], [1, 2], {}), ("甲", [], [3], {})]
    assert matched(this, year()) == [("9", [1, 2], [], {}), ("甲", [3], [], {})]


def test_people_of_one_name_are_told_apart_by_code_post_or_number():
    this = year((named(code="1"), 1), (named(post="教师"), 2), (named(), 3), (named(), 4), (named("李明"), 5))
    labels = [label for label, *_ in matched(year(), this)]
    assert labels == ["王芳（1）", "王芳（教师）", "王芳（第1人）", "王芳（第2人）", "李明"]


def test_the_order_of_the_items_says_nothing():
    last = year((named(), 0), (named(), 0))
    items = [PayItem(person_id=1, item="a", amount=1), PayItem(person_id=1, item="b", amount=2)]
    last = replace(last, pay_items=(*items, PayItem(person_id=2, item="a", amount=2)))
    turned = [replace(item, person_id=2) for item in reversed(items)]
    this = replace(last, pay_items=(PayItem(person_id=1, item="a", amount=2), *turned))
    assert {tuple(before.items()) for *_, before in matched(last, this)} == {((1, 2),), ((2, 1),)}
    assert same_people.items_of(this) == {1: [this.pay_items[0]], 2: turned}
