"""Which rules a person falls under, where her money is booked and who bears it."""

from dataclasses import replace
from fractions import Fraction

import pytest

from desktop.catalog.policy_rules import Policy
from desktop.compute import staff
from desktop.compute.policy_values import NO_POLICY
from desktop.ledger.records import DeclaredBase, FundShare, PayItem, PersonChange, RunningFunction
from tests.policies import OWN, facts_of, pay_rule, person

NO_PACK = Policy("", "")
CODES = {"行政": "2010301", "事业": "2010350", "离休": "2080501", "退休.行政": "2080501", "退休.事业": "2080502",
         "农业服务中心": "2130104", "遗属": "2080801"}  # fmt: skip


def facts(kind="行政", **parts):
    codes = tuple(RunningFunction(staff=name, function_code=code) for name, code in CODES.items())
    return facts_of(kind=kind, running_functions=codes, **parts)


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ({"kind": "行政"}, "2010301"),
        ({"kind": "事业"}, "2010350"),
        ({"kind": "工勤"}, OWN),
        ({"kind": "事业", "centre": "农业服务中心"}, "2130104"),
        ({"kind": "事业", "centre": "别的中心"}, "2010350"),
        ({"kind": "事业", "centre": "农业服务中心", "function_code": "2070109"}, "2070109"),
        ({"kind": "行政", "status": "退休"}, "2080501"),
        ({"kind": "事业", "status": "退休"}, "2080502"),
        ({"kind": "工勤", "status": "退休"}, ""),
        ({"kind": "事业", "status": "离休"}, "2080501"),
        ({"kind": "遗属", "status": "遗属"}, "2080801"),
        ({"kind": "编外", "status": "编外"}, OWN),
    ],
)
def test_the_running_function_follows_person_centre_status_and_kind(who, code):
    assert staff.running(person(**who), facts(), NO_PACK) == code


def test_what_the_book_says_beats_the_pack_and_the_pack_beats_nothing():
    pack = Policy("", "", functions={"退休.工勤": "2080501", "事业": "2010399"})
    assert staff.running(person(kind="工勤", status="退休"), facts(), pack) == "2080501"
    assert staff.running(person(kind="事业"), facts(), pack) == "2010350"
    assert staff.unit_function(facts_of(), pack) == OWN


@pytest.mark.parametrize(
    ("unit", "kind", "side"),
    [
        ("行政", "事业", "事业"),
        ("行政", "行政", "行政"),
        ("行政", "编外", "行政"),
        ("事业", "编外", "事业"),
        ("参公", "工勤", "参公"),
    ],
)
def test_the_side_is_that_of_the_person_or_where_a_place_says_so_of_the_unit(unit, kind, side):
    assert staff.side_of(person(kind=kind), facts(unit), NO_PACK) == side
    by_unit = Policy("", "", choices={"gov_econ_side": "按单位性质"})
    assert staff.side_of(person(kind=kind), facts(unit), by_unit) == unit
    assert staff.side_of(None, facts(unit), NO_PACK) == unit


@pytest.mark.parametrize(
    ("kind", "status", "rule_kinds", "rule_statuses", "meant"),
    [
        ("编外", "编外", ("编外",), ("编外",), True),
        ("事业", "编外", ("编外",), ("编外",), True),
        ("编外", "在职", ("编外",), ("编外",), True),
        ("编外", "编外", ("事业",), ("在职",), False),
        ("事业", "编外", (), ("在职",), False),
        ("行政", "退休", ("行政",), ("在职",), False),
        ("遗属", "遗属", ("遗属",), ("遗属",), True),
        ("临时", "在职", (), ("在职",), False),
    ],
)
def test_who_is_outside_by_kind_or_by_status_is_outside(kind, status, rule_kinds, rule_statuses, meant):
    rule = pay_rule(kinds=rule_kinds, statuses=rule_statuses)
    assert staff.applies(rule, person(kind=kind, status=status)) is meant


class TestShares:
    def of(self, *shares):
        return staff.Payee(person(fund="其他收入"), (), shares)

    def test_without_shares_one_source_bears_all(self):
        assert self.of().shares_of("工资") == [staff.Share("其他收入", "", Fraction(100))]

    def test_shares_of_an_item_beat_those_of_the_person(self):
        whole = FundShare(fund="一般公共预算", percent="60"), FundShare(fund="事业收入", percent="40")
        item = FundShare(item="绩效", fund="事业收入", percent="100")
        payee = self.of(*whole, item)
        assert [(s.fund, s.subsource, s.percent) for s in payee.shares_of("工资")] == [
            ("一般公共预算", "本级", 60),
            ("事业收入", "", 40),
        ]
        assert [s.fund for s in payee.shares_of("绩效")] == ["事业收入"]
        assert [s.fund for s in payee.shares_of("别名", "绩效")] == ["事业收入"]


@pytest.mark.parametrize(
    ("total", "percents", "parts"),
    [
        (100, (60, 40), [60, 40]),
        (101, (50, 50), [51, 50]),
        (10, (33, 33, 34), [3, 3, 4]),
        (7, (100,), [7]),
        (-5, (50, 50), None),
    ],
)
def test_the_last_part_is_what_is_left(total, percents, parts):
    found = staff.divide(total, [Fraction(p) for p in percents])
    assert sum(found) == total
    assert parts is None or found == parts


@pytest.mark.parametrize(("percent", "text"), [("90", "90"), ("33.5", "33.5"), ("0", "0"), ("12.3456", "12.3456")])
def test_a_percent_is_shown_as_a_person_writes_it(percent, text):
    assert staff.shown(Fraction(percent)) == text


def test_everything_of_a_person_comes_together():
    items = (PayItem(person_id=1, item="wage", amount=5), PayItem(person_id=1, item="wage", amount=6, month=4))
    found = staff.payees(
        facts_of(
            people=(person(), person(id=2)),
            pay_items=items,
            person_changes=(PersonChange(person_id=2, month=7, status="退休"),),
            declared_bases=(DeclaredBase(person_id=1, insurance="养老", amount=9),),
            fund_shares=(FundShare(person_id=2, percent="100"), FundShare(project_line_id=1, percent="100")),
        ),
        NO_POLICY,
    )
    first, second = found
    assert [state.items for state in first.states] == [{"wage": 5}, {"wage": 6}]
    assert first.declared_base("养老", 3) == 9
    assert first.declared_base("医疗", 3) is None
    assert [state.person.status for state in second.states] == ["在职", "退休"]
    assert len(second.shares) == 1


def test_the_same_facts_give_the_same_people_and_changed_ones_new_ones():
    facts = facts_of(people=(person(),), pay_items=(PayItem(person_id=1, item="wage", amount=5),))
    first = staff.payees(facts, NO_POLICY)
    assert staff.payees(replace(facts, reasons={"a": "b"}), NO_POLICY) is first
    more = replace(facts, person_changes=(PersonChange(person_id=1, month=7, status="退休"),))
    assert len(staff.payees(more, NO_POLICY)[0].states) == 2
    for number in range(2, 9):
        staff.payees(facts_of(people=(person(id=number),)), NO_POLICY)
    assert len(staff._known) == staff._MOST_KNOWN
    assert staff.payees(facts, NO_POLICY) is not first
    assert staff.payees(facts, NO_POLICY) == first
