"""Which rules a person falls under, where her money is booked and who bears it."""

from dataclasses import replace
from fractions import Fraction

import pytest

from desktop.catalog.policy_rules import Policy
from desktop.compute.people import staff
from desktop.compute.policy_values import NO_POLICY
from desktop.ledger import timeline
from desktop.ledger.records import DeclaredBase, FundShare, PayItem, PersonChange, RunningFunction
from tests.policies import OWN, facts_of, pay_rule, person
from tests.small_cases import small_cases

NO_PACK = Policy("", "")
CODES = {"行政": "2010301", "事业": "2010350", "离休": "2080501", "退休.行政": "2080501", "退休.事业": "2080502",
         "农业服务中心": "2130104", "遗属": "2080801"}  # fmt: skip


def facts(kind="行政", **parts):
    codes = tuple(RunningFunction(staff=name, function_code=code) for name, code in CODES.items())
    return facts_of(kind=kind, running_functions=codes, **parts)


@small_cases(
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


def test_without_a_code_for_retired_people_theirs_is_not_that_of_people_in_post():
    assert staff.running(person(kind="事业", status="退休"), facts_of(), Policy("", "", functions=CODES)) == "2080502"
    in_post = Policy("", "", functions={"事业": "2010350"})
    assert staff.running(person(kind="事业", status="退休"), facts_of(), in_post) == ""


def test_one_code_for_all_retired_people_is_for_them_alone():
    pack = Policy("", "", choices={"retired_function": "2080599"})
    assert staff.running(person(kind="事业", status="退休"), facts(), pack) == "2080599"
    assert staff.running(person(kind="事业"), facts(), pack) == "2010350"


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [("事业", "在职", "2010350"), ("行政", "在职", "2050203"), ("事业", "退休", "2050203")],
)
def test_where_stages_do_not_count_teachers_in_post_alone_are_booked_as_the_unit_is(kind, status, code):
    by_unit = Policy("", "", choices={"stage_function": "随运行科目"})
    assert staff.running(person(kind=kind, status=status, function_code="2050203"), facts(), by_unit) == code


def test_a_unit_without_a_code_of_its_own_has_that_of_people_of_its_kind():
    book = facts()
    book = replace(book, unit=replace(book.unit, own_function=""))
    assert staff.unit_function(book, NO_PACK) == "2010301"
    pack = Policy("", "", functions={"行政": "2010399", "参公": "2010301"})
    assert staff.unit_function(replace(book, running_functions=()), pack) == "2010399"
    assert staff.unit_function(replace(book, running_functions=()), NO_PACK) == ""


@small_cases(
    ("function", "kind", "of_person", "of_unit"),
    [
        ({"": "2080505"}, "事业", "2080505", "2080505"),
        ({"": "own"}, "事业", "2010350", OWN),
        ({"事业": "2101102", "行政": "2101101"}, "事业", "2101102", "2101101"),
        ({"事业": "2101102", "行政": "2101101"}, "工勤", "2101101", "2101101"),
        ({"事业": "2101102", "": "2101199"}, "工勤", "2101199", "2101199"),
        ({"事业": "2101102", "": "2101199"}, "事业", "2101102", "2101199"),
        ({"事业": "2101102"}, "工勤", "", ""),
        ({"事业": "own", "行政": "2101101"}, "事业", "2010350", "2101101"),
        ({"事业": "2101102", "行政": "own"}, "工勤", OWN, OWN),
    ],
)
def test_a_rule_is_booked_by_the_kind_of_the_person_then_of_the_unit_then_as_for_all(
    function, kind, of_person, of_unit
):
    assert staff.booked_to(function, person(kind=kind), facts(), NO_PACK) == of_person
    assert staff.booked_to(function, None, facts(), NO_PACK) == of_unit


def test_who_is_outside_by_status_is_booked_as_such():
    function = {"编外": "2010302", "事业": "2010350"}
    assert staff.booked_to(function, person(kind="事业", status="编外"), facts(), NO_PACK) == "2010302"


@small_cases(
    ("said", "insurance", "takes_part"),
    [
        ("", "养老", True),
        ("养老", "养老", True),
        ("医疗、养老", "养老", True),
        ("医疗", "养老", False),
        ("无", "养老", False),
    ],
)
def test_who_says_nothing_is_in_every_insurance(said, insurance, takes_part):
    assert bool(staff.insured(person(insured=said), insurance)) is takes_part


@small_cases(
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


@small_cases(
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
        ("事业", "在职", (), ("在职",), True),
        ("事业", "拟招", (), ("拟招",), True),
        ("行政", "在职", ("事业",), ("在职",), False),
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


@small_cases(
    ("total", "percents", "parts"),
    [
        (100, (60, 40), [60, 40]),
        (101, (50, 50), [51, 50]),
        (10, (33, 33, 34), [3, 3, 4]),
        (7, (100,), [7]),
        (200, ("33.5", "66.5"), [67, 133]),
        (-5, (50, 50), None),
    ],
)
def test_the_last_part_is_what_is_left(total, percents, parts):
    found = staff.divide(total, [Fraction(p) for p in percents])
    assert sum(found) == total
    assert parts is None or found == parts


@small_cases(("percent", "text"), [("90", "90"), ("33.5", "33.5"), ("0", "0"), ("12.3456", "12.3456"),
                                                 ("99.9999", "99.9999")])  # fmt: skip
def test_a_percent_is_shown_as_a_person_writes_it(percent, text):
    assert staff.shown(Fraction(percent)) == text


def states_of(*items, changes=(), **who):
    entered = [PayItem(item="wage", amount=amount, month=month) for amount, month in items]
    return tuple(timeline.states(person(**who), changes, entered))


def test_months_of_coming_count_half_only_where_they_do():
    came = states_of((5, 1), first_month=9)
    assert [state.paid_months for state in staff.Payee(person(), came).paid] == [4]
    assert [state.paid_months for state in staff.Payee(person(), came, halved=True).paid] == [Fraction(1, 2), 3]


def test_what_is_remembered_of_a_person_is_known_by_all_that_it_depends_on():
    share, base = FundShare(person_id=1, percent="100"), DeclaredBase(person_id=1, insurance="养老", amount=9)
    people = [
        staff.Payee(person(), states, shares, declared)
        for states in (
            states_of((5, 1)), states_of((6, 1)), states_of((5, 1), (6, 7)), states_of((5, 1), (7, 7)),
            states_of((5, 1), (6, 8)), states_of((5, 1), changes=(PersonChange(month=7, rank="副科"),)),
            states_of((5, 1), rank="副科"), states_of((5, 1), first_month=2, last_month=1),
        )
        for shares in ((), (share,), (replace(share, percent="60"),))
        for declared in ((), (base,), (replace(base, amount=8),))
    ]  # fmt: skip
    assert len({payee.key for payee in people}) == len(people)
    assert staff.Payee(person(), states_of((5, 1))).key == staff.Payee(person(), states_of((5, 1))).key
    assert staff.Payee(person(rank="副科"), states_of((5, 1))).key != staff.Payee(person(), states_of((5, 1))).key


def test_a_declared_base_is_in_force_from_its_month_until_the_next():
    bases = tuple(DeclaredBase(insurance="养老", month=month, amount=month) for month in (7, 1, 9))
    who = staff.Payee(person(), (), declared=bases)
    assert [who.declared_base("养老", month) for month in (1, 6, 7, 8, 9, 12)] == [1, 1, 7, 7, 9, 9]


class TestMerged:
    def shown(self, states):
        return [(state.first, state.last, state.person.status) for state in staff.merged(states)]

    def test_raises_cut_no_time_of_a_person_and_a_retirement_does(self):
        retires = (PersonChange(month=7, status="退休"),)
        raised = states_of((5, 1), (6, 3), (7, 5), (8, 9), (9, 11), changes=retires)
        assert self.shown(raised) == [(1, 6, "在职"), (7, 12, "退休")]
        assert self.shown(()) == []

    def test_who_was_away_in_between_was_there_twice(self):
        before, after = (*states_of((5, 1), last_month=3), *states_of((5, 1), first_month=5))
        same = replace(after, person=before.person)
        assert self.shown((before, same)) == [(1, 3, "在职"), (5, 12, "在职")]

    def test_a_month_that_counts_half_stays_by_itself(self):
        halves = staff.Payee(person(), states_of((5, 1), (6, 11), first_month=9, last_month=12), halved=True).paid
        assert self.shown(halves) == [(9, 9, "在职"), (10, 12, "在职")]


def test_somebody_alone_has_her_pay_all_year():
    found = staff.alone(person(first_month=3), {"wage": 5})
    assert [(state.first, state.last, state.items) for state in found.states] == [(3, 12, {"wage": 5})]
    assert (found.person.first_month, found.shares, found.declared) == (3, (), ())


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
