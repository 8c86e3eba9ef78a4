"""Each word of a choice changes what it says: figures worked out here from the words, and named in the explanation."""

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.catalog import choices, chosen_rules
from desktop.compute import drafting, explain
from desktop.compute.policy_values import PolicyValues
from desktop.ledger.records import FundShare, PayItem, PersonChange
from tests import cases_2027
from tests.policies import YEAR, contribution_rule, facts_of, pack, pay_rule, person, quota_rule
from tests.small_cases import small_cases

WAGE = pay_rule("工资", monthly=("wage",), kinds=("事业",), statuses=("在职", "退休"))
PENSION = contribution_rule("养老", insurance="养老", rounding="", kinds=("事业",))


def lines_of(rules, chosen, **facts):
    made = chosen_rules.applied(replace(pack(*rules, quota="1000.01"), choices=chosen))
    return drafting.draft(facts_of(**facts), PolicyValues(made, YEAR)).lines


def amounts(rules, chosen, **facts):
    return [line.amount for line in lines_of(rules, chosen, **facts)]


def pay(amount, number=1, month=1):
    return PayItem(person_id=number, item="wage", amount=amount, month=month)


RETIRES = {"person_changes": (PersonChange(person_id=1, month=7, status="退休"),)}
CAME = {"people": (person(kind="事业", first_month=9),), "pay_items": (pay(1000_00),)}


@pytest.mark.parametrize(("word", "months"), [("整月", 4), ("次月起计", 3), ("半月折算", 3.5)])
def test_month_rule_of_who_comes_in_september(word, months):
    assert amounts((WAGE,), {"month_rule": word}, **CAME) == [int(1000_00 * months)]


@pytest.mark.parametrize(("word", "months"), [("整月", 4), ("次月起计", 3), ("半月折算", 4)])
def test_an_insurance_is_owed_for_whole_months(word, months):
    """5,000 × 16 % = 800 a month: no half month of an insurance."""
    came = CAME | {"pay_items": (pay(5000_00),)}
    assert amounts((PENSION,), {"month_rule": word}, **came) == [800_00 * months]


@pytest.mark.parametrize(("word", "months"), [("整月", 6), ("次月起计", 7), ("半月折算", 6.5)])
def test_heads_of_a_quota_follow_the_months(word, months):
    """1,000.01 a year of a person in post, who retires in July."""
    heads = quota_rule(basis="人月", statuses=("在职",))
    people = (person(kind="事业"),)
    (line,) = lines_of((heads,), {"month_rule": word}, people=people, **RETIRES)
    assert line.amount == int(1000_01 * months / 12 + 0.5)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("本段首月", 800_00 * 12), ("随工资变动", 800_00 * 3 + 960_00 * 9), ("七月重核", 800_00 * 6 + 960_00 * 6)],
)
def test_base_reference(word, expected):
    """5,000 a month and 6,000 from April on, 16 %."""
    items = (pay(5000_00), pay(6000_00, month=4))
    assert (
        sum(amounts((PENSION,), {"base_reference": word}, people=(person(kind="事业"),), pay_items=items)) == expected
    )


SHARES = (
    FundShare(person_id=1, fund="一般公共预算", percent="50"),
    FundShare(person_id=1, fund="事业收入", percent="50"),
)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("先全额后分摊", [606, 606]), ("按月分摊", [51 * 12, 50 * 12]), ("各资金分别取整", [606, 606])],
)
def test_share_rounding_of_twelve_times_1_01_yuan(word, expected):
    found = amounts(
        (WAGE,), {"share_rounding": word}, people=(person(kind="事业"),), pay_items=(pay(101),), fund_shares=SHARES
    )
    assert found == expected


def test_each_source_rounded_by_itself_may_give_a_fen_more():
    one = {"people": (person(kind="事业", first_month=12),), "pay_items": (pay(101),), "fund_shares": SHARES}
    assert amounts((WAGE,), {"share_rounding": "各资金分别取整"}, **one) == [51, 51]
    assert amounts((WAGE,), {"share_rounding": "先全额后分摊"}, **one) == [51, 50]


@pytest.mark.parametrize("word", ["先全额后分摊", "按月分摊", "各资金分别取整"])
def test_one_source_alone_bears_all_and_each_of_three_has_its_line(word):
    facts = {"people": (person(kind="事业"),), "pay_items": (pay(100),)}
    alone = (replace(SHARES[0], percent="60"),)
    assert amounts((WAGE,), {"share_rounding": word}, fund_shares=alone, **facts) == [1200]
    three = (replace(SHARES[0], percent="25"), replace(SHARES[1], percent="25"), replace(SHARES[1], fund="其他收入"))
    found = lines_of((replace(WAGE, nature="公用"),), {"share_rounding": word}, fund_shares=three, **facts)
    assert [(line.key, line.amount, line.nature) for line in found] == [
        ("R1.工资", 300, "公用"),
        ("R1.工资~1", 300, "公用"),
        ("R1.工资~2", 600, "公用"),
    ]


def test_shares_of_one_item_do_not_count_where_persons_are_shared_whole():
    only_wages = (
        replace(SHARES[0], percent="100"),
        FundShare(person_id=1, item="wage", fund="事业收入", percent="100"),
    )
    facts = {"people": (person(kind="事业"),), "pay_items": (pay(100),), "fund_shares": only_wages}
    assert [line.fund for line in lines_of((WAGE,), {}, **facts)] == ["事业收入"]
    assert [line.fund for line in lines_of((WAGE,), {"fund_of_staff": "只按人分摊"}, **facts)] == ["一般公共预算"]


@pytest.mark.parametrize("item", ["养老", "pension"])
def test_an_insurance_may_have_a_share_of_its_own_by_either_name(item):
    """Another source bears it, known by the insurance or by the name of the rule; pay stays where it is."""
    rule = replace(PENSION, label="pension")
    shares = (FundShare(person_id=1, item=item, fund="事业收入", percent="100"),)
    facts = {"people": (person(kind="事业"),), "pay_items": (pay(5000_00),), "fund_shares": shares}
    assert [line.fund for line in lines_of((WAGE, rule), {}, **facts)] == ["一般公共预算", "事业收入"]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("按百分比，末项倒挤", [333_34, 500_01, 166_66]),
        ("按百分比，首项倒挤", [333_33, 500_01, 166_67]),
        ("按百分比，最大项倒挤", [333_34, 500_00, 166_67]),
    ],
)
def test_quota_split(word, parts):
    """1,000.01 in 33.3335 %, 50 % and 16.6665 %: 333.34, 500.01 and 166.67 are a fen too much together."""
    percents = (("30201", "33.3335"), ("30202", "50"), ("30299", "16.6665"))
    rule = quota_rule(economic="", split=True, percents=tuple((c, Decimal(p)) for c, p in percents), basis="人月")
    assert amounts((rule,), {"quota_split": word}, people=(person(kind="事业"),)) == parts


def test_a_quota_split_in_amounts_waits_for_them():
    rule = quota_rule(economic="", split=True, percents=(("30201", Decimal("100")),), basis="人月")
    made = chosen_rules.applied(replace(pack(rule), choices={"quota_split": "按金额"}))
    drafted = drafting.draft(facts_of(people=(person(kind="事业"),)), PolicyValues(made, YEAR))
    assert drafted.lines == []
    assert [finding.code for finding in drafted.findings] == ["C35"]


@small_cases(
    ("word", "wages", "expected"),
    [
        ("按功能科目和资金分别取整", (60, 60, 60), [2, 1]),
        ("合计取整后分摊", (60, 60, 60), [3, 1]),
        ("按人取整", (60, 60, 60), [2, 1]),
        ("按功能科目和资金分别取整", (75, 75, 50), [3, 1]),
        ("合计取整后分摊", (75, 75, 50), [3, 1]),
        ("按人取整", (75, 75, 50), [4, 1]),
    ],
)
def test_rates_of_wages_are_rounded_as_chosen(word, wages, expected):
    """2 % of the wages of three people, the third paid from business income: 1.2 分 each, or 1.5, 1.5 and 1."""
    union = quota_rule(
        "工会", economic="30228", basis="工资", items=("工资",), parameter="percent", function={"": "own"}
    )
    people = tuple(person(id=n, code=str(n), kind="事业", first_month=12) for n in (1, 2, 3))
    items = tuple(pay(amount, number) for number, amount in enumerate(wages, 1))
    shares = (FundShare(person_id=3, fund="事业收入", percent="100"),)
    found = lines_of(
        (WAGE, union), {"percent_bases_rounding": word}, people=people, pay_items=items, fund_shares=shares
    )
    assert [line.amount for line in found if line.economic == "30228"] == expected


@pytest.mark.parametrize(
    ("word", "code"),
    [("按人员类别", "2101102"), ("按单位性质", "2101101"), ("2101199", "2101199")],
)
def test_medical_function(word, code):
    medical = replace(PENSION, insurance="医疗")
    facts = {"kind": "行政", "people": (person(kind="事业"),), "pay_items": (pay(5000_00),)}
    (line,) = lines_of((medical,), {"medical_function": word}, **facts)
    assert line.function == code


@pytest.mark.parametrize(
    ("function", "code"),
    [({"事业": "2101102", "行政": "2101101"}, "2101101"), ({"": "2101199"}, "2101199"), ({"": "own"}, "2130104")],
)
def test_the_medical_code_of_the_unit_is_one_of_several_by_kind(function, code):
    medical = replace(PENSION, insurance="医疗", function=function)
    people = (person(kind="事业", function_code="2130104"),)
    facts = {"kind": "行政", "people": people, "pay_items": (pay(5000_00),)}
    (line,) = lines_of((medical,), {"medical_function": "按单位性质"}, **facts)
    assert line.function == code


@pytest.mark.parametrize(("word", "code"), [("按原身份", "2080502"), ("按单位性质", "2080501"), ("2080599", "2080599")])
def test_retired_function(word, code):
    made = replace(
        pack(WAGE), choices={"retired_function": word}, functions={"退休.行政": "2080501", "退休.事业": "2080502"}
    )
    facts = facts_of(kind="行政", people=(person(kind="事业", status="退休"),), pay_items=(pay(5000_00),))
    (line,) = drafting.draft(facts, PolicyValues(made, YEAR)).lines
    assert line.function == code


@pytest.mark.parametrize(("word", "code"), [("按人定学段", "2050203"), ("随运行科目", "2010350")])
def test_stage_function(word, code):
    people = (person(kind="事业", function_code="2050203"),)
    (line,) = lines_of((WAGE,), {"stage_function": word}, people=people, pay_items=(pay(5000_00),))
    assert line.function == code


@pytest.mark.parametrize(("word", "code"), [("不分资金", "2101102"), ("自有资金列运行科目", "2010350")])
def test_contributions_of_own_money(word, code):
    shares = (FundShare(person_id=1, fund="事业收入", percent="100"),)
    facts = {"people": (person(kind="事业"),), "pay_items": (pay(5000_00),), "fund_shares": shares}
    (line,) = lines_of((PENSION,), {"contribution_function": word}, **facts)
    assert line.function == code


def test_of_one_contribution_own_money_alone_is_booked_where_the_person_works():
    facts = {"people": (person(kind="事业"),), "pay_items": (pay(5000_00),), "fund_shares": SHARES}
    found = lines_of((PENSION,), {"contribution_function": "自有资金列运行科目"}, **facts)
    assert [(line.fund, line.function) for line in found] == [("一般公共预算", "2101102"), ("事业收入", "2010350")]


@pytest.mark.parametrize(("word", "amount"), [("一月一日年限", 200_00), ("十二月三十一日年限", 300_00)])
def test_years_of_work_in_towns(word, amount):
    steps = pay_rule("乡镇工作补贴", steps=((0, "quota"), (10, "subsidy")), due="按月")
    made = replace(pack(steps, quota="200"), choices={"town_allowance_years": word})
    facts = facts_of(people=(person(kind="事业", town_years=9, first_month=12),))
    assert [line.amount for line in drafting.draft(facts, PolicyValues(made, YEAR)).lines] == [amount]


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("按规则", {"2089999"}),
        ("按险种分列", {"2082701", "2082702"}),
        ("随工资科目", {"2010301", "2010350"}),
        ("2082799", {"2082799"}),
    ],
)
def test_small_insurances_of_a_case(word, codes):
    found = drafted_case("mixed_bureau_2027", injury_unemployment_function=word)
    assert {line.function for line in found.lines if line.economic == "30112"} == codes


@pytest.mark.parametrize(
    ("word", "insurances"),
    [
        ("进医保和公积金基数", {"医疗", "公积金"}),
        ("进全部缴费基数", {"养老", "职业年金", "医疗", "公积金"}),
        ("不进缴费基数", set()),
    ],
)
def test_the_allowance_of_head_teachers_in_the_bases(word, insurances):
    case = cases_2027.load("school_2027")
    case["policy"]["choices"]["boarding_head_allowance"]["value"] = word
    rules = cases_2027.pack_of(case).contributions
    found = {rule.insurance for rule in rules if "班主任津贴" in rule.monthly}
    assert found & {"养老", "职业年金", "医疗", "公积金"} == insurances
    assert word == "进医保和公积金基数" or bool(found & {"工伤", "失业"}) is (word == "进全部缴费基数")


def drafted_case(name, **chosen):
    case = cases_2027.load(name)
    for key, word in chosen.items():
        case["policy"]["choices"][key] = {"value": word}
    return drafting.draft(cases_2027.book_of(case), PolicyValues(cases_2027.pack_of(case), 2027))


def explained(name, wanted, **chosen):
    case = cases_2027.load(name)
    for key, word in chosen.items():
        case["policy"]["choices"][key] = {"value": word}
    facts = cases_2027.book_of(case)
    drafted = drafting.draft(facts, PolicyValues(cases_2027.pack_of(case), 2027))
    line = next(line for line in drafted.lines if wanted(line))
    return "\n".join(explain.explain(facts, drafted.values, line, drafted.lines).lines())


@pytest.mark.parametrize(
    ("name", "economic", "keys"),
    [
        ("mixed_bureau_2027", "30101", ("payroll_base", "gov_econ_side")),
        ("mixed_bureau_2027", "30103", ("bonus_rule",)),
        ("mixed_bureau_2027", "30239", ("commute_nature",)),
        ("mixed_bureau_2027", "30199", ("outside_staff",)),
        ("mixed_bureau_2027", "30307", ("veteran_medical", "retired_function")),
        ("mixed_bureau_2027", "30108", ("base_reference", "base_rounding", "contribution_rounding")),
        ("mixed_bureau_2027", "30110", ("medical_function",)),
        ("mixed_bureau_2027", "30112", ("injury_unemployment_function",)),
        ("mixed_bureau_2027", "30109", ("annuity",)),
        ("mixed_bureau_2027", "30201", ("quota_heads", "month_rule", "quota_split")),
        ("mixed_bureau_2027", "30231", ("vehicle_definition",)),
        ("mixed_bureau_2027", "30229", ("percent_bases_rounding",)),
        ("town_2027", "30216", ("training_function",)),
        ("town_2027", "30228", ("union_base",)),
        ("town_2027", "30305", ("dependants_function",)),
        ("hospital_2027", "30101", ("fund_of_staff", "share_rounding")),
        ("school_2027", "30101", ("stage_function",)),
    ],
)
def test_an_explanation_names_the_choices_of_the_place(name, economic, keys):
    case = cases_2027.load(name)
    text = explained(name, lambda line: line.economic == economic and line.origin.table != "project_line")
    for key in keys:
        assert f"{choices.CHOICES[key].label}：{case['policy']['choices'][key]['value']}" in text


def test_what_is_only_usual_is_not_named():
    facts = facts_of(people=(person(kind="事业"),), pay_items=(pay(5000_00),))
    values = PolicyValues(pack(WAGE), YEAR)
    (line,) = drafting.draft(facts, values).lines
    assert not any("各地做法" in row for row in explain.explain(facts, values, line, [line]).lines())


def test_one_insurance_of_two_kinds_in_a_year_is_one_line_and_shared_as_a_whole():
    """800.16 a month for six months as 工勤, 960.16 for six as 行政: 10,561.92, half of it from each source."""
    rules = tuple(replace(PENSION, id=f"养老.{kind}", label="养老", kinds=(kind,)) for kind in ("工勤", "行政"))
    moves = (PersonChange(person_id=1, month=7, kind="行政"),)
    items = (pay(5001_00), pay(6001_00, month=7))
    facts = facts_of(
        kind="行政", people=(person(kind="工勤"),), pay_items=items, person_changes=moves, fund_shares=SHARES
    )
    values = PolicyValues(pack(*rules), YEAR)
    found = drafting.draft(facts, values).lines
    assert [line.amount for line in found] == [5280_96, 5280_96]
    text = "\n".join(explain.explain(facts, values, found[0], found).lines())
    assert "1–6 月：800.16 元/月 × 6 个月" in text
    assert "7–12 月：960.16 元/月 × 6 个月" in text


def test_an_annuity_kept_on_paper_is_no_insurance_without_a_rule():
    found = drafted_case("school_2027", annuity="虚账")
    assert found.findings == []
    assert not any(line.economic == "30109" for line in found.lines)
