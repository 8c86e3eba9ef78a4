"""How the choices of a place change the rules of its pack."""

from dataclasses import replace

import pytest

from desktop.catalog import choices, chosen_rules
from desktop.catalog.policy_rules import IN_POST, Policy
from desktop.compute.people import staff
from tests.policies import contribution_rule, pay_rule, person, quota_rule
from tests.small_cases import small_cases

BONUS = pay_rule("bonus", times="months", monthly=("wage",), kinds=("行政",))
COMMUTE = pay_rule("commute", economic="30239", by_rank="commute")
OUTSIDE = pay_rule("outside", economic="30199", monthly=("aid",), kinds=("编外",), statuses=("编外",))
DEPENDANT = pay_rule("dependant", economic="30305", statuses=("遗属",))
VETERAN = pay_rule("离休人员医疗统筹金", economic="30307", statuses=("离休",))
INJURY = contribution_rule("injury", insurance="工伤", function={"": "2089999"})
OUTSIDE_INJURY = contribution_rule("outside injury", insurance="工伤", function={"": "own"}, kinds=("编外",))
ANNUITY = contribution_rule("annuity", economic="30109")
HEADS = quota_rule("heads", basis="人月", statuses=IN_POST)
RETIRED = quota_rule("retired", basis="人月", statuses=("退休",))
TRAINING = quota_rule("training", economic="30216", basis="工资", items=("wage",))
UNION = quota_rule("union", economic="30228", basis="工资", items=("wage",))
CARS = quota_rule("cars", basis="车辆数")


def pack(**chosen):
    pay = (BONUS, COMMUTE, OUTSIDE, DEPENDANT, VETERAN)
    quotas = (HEADS, RETIRED, TRAINING, UNION, CARS)
    given = Policy("甲", "甲", pay=pay, contributions=(INJURY, OUTSIDE_INJURY, ANNUITY), quotas=quotas, choices=chosen)
    return chosen_rules.applied(given)


def rule(found, name):
    return {r.id: r for r in (*found.pay, *found.contributions, *found.quotas)}.get(name)


@small_cases(
    ("key", "value", "name", "field", "expected"),
    [
        ("bonus_rule", "十二月在职全发", "bonus", "due", "十二月在职全发"),
        ("bonus_rule", "按在职月数", "bonus", "due", "按在职月数"),
        ("institution_bonus", "发", "bonus", "kinds", ("行政", "事业")),
        ("institution_bonus", "不发", "bonus", "kinds", ("行政",)),
        ("commute_nature", "公用", "commute", "nature", "公用"),
        ("commute_nature", "按规则", "commute", "nature", "人员"),
        ("outside_staff", "30226", "outside", "economic", "30226"),
        ("outside_staff", "30226", "outside", "nature", "公用"),
        ("outside_staff", "30302", "outside", "nature", "人员"),
        ("outside_staff", "30226", "outside injury", "economic", "30226"),
        ("outside_staff", "30226", "injury", "economic", "30108"),
        ("dependants_function", "2080899", "dependant", "function", {"": "2080899"}),
        ("veteran_medical", "30399", "离休人员医疗统筹金", "economic", "30399"),
        ("injury_unemployment_function", "2082702", "injury", "function", {"": "2082702"}),
        ("injury_unemployment_function", "2082702", "outside injury", "function", {"": "own"}),
        ("quota_heads", "一月人数", "heads", "basis", "一月人数"),
        ("quota_heads", "实有人月", "heads", "basis", "人月"),
        ("quota_heads", "一月人数", "retired", "basis", "人月"),
        ("quota_fund", "一般公共预算", "heads", "fund", "一般公共预算"),
        ("quota_fund", "随人员", "heads", "fund", "随人员"),
        ("training_function", "2050803", "training", "function", {"": "2050803"}),
        ("training_function", "随工资科目", "training", "function", {"": "own"}),
        ("vehicle_definition", "救护车算车", "cars", "classes", ("公务用车", "救护车")),
        ("vehicle_definition", "按规则", "cars", "classes", ()),
        ("union_base", "含编外", "union", "items", ("wage", "aid")),
        ("union_base", "不含编外", "union", "items", ("wage",)),
    ],
)
def test_a_choice_changes_the_rules_it_is_about(key, value, name, field, expected):
    assert choices.problems({key: value}) == []
    assert getattr(rule(pack(**{key: value}), name), field) == expected


@pytest.mark.parametrize(
    ("key", "value", "name"),
    [
        ("bonus_rule", "不发", "bonus"),
        ("annuity", "虚账", "annuity"),
        ("training_function", "在生均内安排", "training"),
    ],
)
def test_some_choices_leave_a_rule_out(key, value, name):
    assert rule(pack(), name) is not None
    assert rule(pack(**{key: value}), name) is None


@small_cases(
    ("kinds", "value", "paid"),
    [
        (("事业",), "不发", None),
        (("事业",), "发", {"事业"}),
        (("行政", "事业"), "不发", {"行政"}),
        ((), "不发", {"行政", "参公", "工勤"}),
        ((), "发", {"行政", "参公", "工勤", "事业"}),
        ((), "按规则", {"行政", "参公", "工勤", "事业"}),
        (("行政", "事业"), "按规则", {"行政", "事业"}),
    ],
)
def test_people_of_institutions_alone_gain_or_lose_the_bonus(kinds, value, paid):
    """A rule that names no kinds is for all of them; one of 事业 people alone is left out where they get none."""
    bonus = replace(BONUS, kinds=kinds)
    found = chosen_rules.applied(Policy("甲", "甲", pay=(bonus,), choices={"institution_bonus": value})).pay
    of = ("行政", "参公", "工勤", "事业")
    assert {kind for r in found for kind in of if staff.applies(r, person(kind=kind))} == (paid or set())
    assert (found == ()) is (paid is None)


@pytest.mark.parametrize(("kinds", "theirs"), [((("行政",), ("事业",)), "second"), ((("行政",), ("参公",)), "first")])
def test_people_of_institutions_get_one_bonus_where_there_are_several(kinds, theirs):
    rules = tuple(replace(BONUS, id=name, kinds=of) for name, of in zip(("first", "second"), kinds, strict=True))
    found = chosen_rules.applied(Policy("甲", "甲", pay=rules, choices={"institution_bonus": "发"})).pay
    assert [rule.id for rule in found if staff.applies(rule, person(kind="事业"))] == [theirs]
    assert [rule.id for rule in found if staff.applies(rule, person(kind="行政"))] == ["first"]


def test_a_pack_that_chooses_nothing_keeps_its_rules_and_has_what_is_usual():
    usual = pack(base_reference="本段首月", gov_econ_side="按单位性质", annuity="实账")
    assert (pack().pay, pack().contributions) == (usual.pay, usual.contributions)
    assert choices.of(pack(), "gov_econ_side") == "按人员类别"
    assert choices.of(pack(gov_econ_side="按单位性质"), "gov_econ_side") == "按单位性质"


def test_every_choice_that_changes_rules_is_on_the_list():
    assert set(chosen_rules._CHANGES) <= set(choices.CHOICES)
    assert all(choice.usual for choice in choices.CHOICES.values())


HEAD_TEACHERS = pay_rule("teachers", monthly=("wage", "班主任津贴"), kinds=("事业",))
INSURANCES = tuple(
    contribution_rule(name, insurance=name, function={"": "2101102"}, kinds=("事业",), monthly=monthly)
    for name, monthly in (
        ("养老", ("wage", "班主任津贴")), ("职业年金", ("wage",)), ("医疗", ("wage",)), ("公积金", ("wage",)),
        ("失业", ("班主任津贴", "wage")),
    )
)  # fmt: skip
OTHERS = (
    pay_rule("离休费", statuses=("离休",)),
    pay_rule("医疗补助", economic="30307", statuses=("退休",)),
    HEAD_TEACHERS,
    *INSURANCES,
    contribution_rule("own medical", insurance="医疗", function={"": "own"}, kinds=("编外",), monthly=("aid",)),
    quota_rule("union of money", economic="30228"),
    quota_rule("wide union", economic="30228", basis="工资", items=("wage", "aid")),
    quota_rule("own money", fund="事业收入"),
    quota_rule("some cars", basis="车辆数", classes=("救护车",)),
    quota_rule("split", split=True, percents=(("30201", 100),)),
)
"""Rules beside those of the first pack, most of them almost what a choice is about."""


def full(**chosen):
    by_type = {type(pay_rule()): "pay", type(contribution_rule()): "contributions", type(quota_rule()): "quotas"}
    parts = {"pay": (), "contributions": (), "quotas": ()}
    first = (BONUS, COMMUTE, OUTSIDE, DEPENDANT, VETERAN, INJURY, OUTSIDE_INJURY, ANNUITY)
    for each in (*first, HEADS, RETIRED, TRAINING, UNION, CARS, *OTHERS):
        parts[by_type[type(each)]] += (each,)
    return chosen_rules.applied(Policy("甲", "甲", choices=chosen, **parts))


def all_rules(found):
    return {r.id: r for r in (*found.pay, *found.contributions, *found.quotas)}


@small_cases(
    ("key", "value", "names"),
    [
        ("bonus_rule", "十二月在职全发", "bonus"),
        ("bonus_rule", "不发", "bonus"),
        ("institution_bonus", "发", "bonus"),
        ("commute_nature", "公用", "commute"),
        ("outside_staff", "30226", "outside, outside injury, own medical"),
        ("veteran_medical", "30399", "离休人员医疗统筹金"),
        ("dependants_function", "2080899", "dependant"),
        ("injury_unemployment_function", "2082702", "injury, 失业"),
        ("medical_function", "2101199", "医疗"),
        ("medical_function", "按单位性质", ""),
        ("boarding_head_allowance", "进医保和公积金基数", "养老, 医疗, 公积金"),
        ("boarding_head_allowance", "进全部缴费基数", "职业年金, 医疗, 公积金, injury, annuity"),
        ("boarding_head_allowance", "不进缴费基数", "养老, 失业"),
        ("quota_split", "按金额", "split"),
        ("quota_split", "按百分比，首项倒挤", ""),
        ("quota_heads", "一月人数", "heads"),
        (
            "quota_fund",
            "一般公共预算",
            "heads, retired, training, union, cars, union of money, wide union, some cars, split",
        ),
        ("training_function", "2050803", "training"),
        ("training_function", "在生均内安排", "training"),
        ("vehicle_definition", "救护车算车", "cars"),
        ("annuity", "虚账", "annuity"),
        ("annuity", "实账", ""),
        ("union_base", "含编外", "union"),
        ("union_base", "不含编外", "wide union"),
    ],
)
def test_a_choice_leaves_alone_what_it_is_not_about(key, value, names):
    before, after = all_rules(full()), all_rules(full(**{key: value}))
    changed = {name for name, rule in before.items() if after.get(name) != rule}
    assert changed == set(filter(None, names.split(", ")))
    assert set(after) <= set(before)


@small_cases("key", [key for key in chosen_rules._CHANGES if "按规则" in choices.CHOICES[key].values])
def test_where_the_pack_s_rules_count_none_of_them_changes(key):
    assert all_rules(full(**{key: "按规则"})) == all_rules(full())


@pytest.mark.parametrize(
    ("value", "insurances"),
    [
        ("进医保和公积金基数", {"医疗", "公积金", "失业"}),
        ("进全部缴费基数", {"养老", "职业年金", "医疗", "公积金", "失业"}),
        ("不进缴费基数", set()),
    ],
)
def test_the_allowance_of_head_teachers_is_once_in_each_base_it_belongs_to(value, insurances):
    found = all_rules(full(boarding_head_allowance=value))
    counted = {rule.id: found[rule.id].monthly.count("班主任津贴") for rule in INSURANCES}
    assert counted == {rule.id: int(rule.id in insurances) for rule in INSURANCES}
    assert all("wage" in found[rule.id].monthly for rule in INSURANCES)


def test_a_place_without_head_teachers_has_nothing_to_count():
    rules = Policy(
        "甲", "甲", pay=(BONUS,), contributions=INSURANCES, choices={"boarding_head_allowance": "不进缴费基数"}
    )
    assert chosen_rules.applied(rules) == rules


@pytest.mark.parametrize(("value", "codes"), [("按险种分列", ("2082702", "2082701")), ("随工资科目", ("own", "own"))])
def test_small_insurances_each_by_itself_or_where_wages_are(value, codes):
    found = all_rules(full(injury_unemployment_function=value))
    assert (found["injury"].function, found["失业"].function) == ({"": codes[0]}, {"": codes[1]})
