"""The cases of 2027 with other inputs, each line against plain arithmetic (`tests.cases_2027.oracle`)."""

import copy

import pytest

from tests import cases_2027
from tests.cases_2027.oracle import Oracle
from tests.compute.test_cases_2027 import computed, computed_lines

CASES = {name: cases_2027.load(name) for name in cases_2027.NAMES}
BUREAU, TOWN, SCHOOL, HOSPITAL = cases_2027.NAMES


def who(case, code):
    return next(person for person in case["people"] if person["id"] == code)


def values_of(case, key):
    return next(p for p in case["policy"]["parameters"] if p["id"] == key)["values"]


def since(case, key, month, value):
    values_of(case, key).append({"valid_from": f"2027-{month:02d}-01", "value": value})


def change(case, code, month, **changed):
    who(case, code).setdefault("changes", []).append({"from": f"2027-{month:02d}", "what": "变动", **changed})


def choose(case, **words):
    for key, word in words.items():
        case["policy"]["choices"][key] = {"value": word}


def rate_from_april(case):
    since(case, "rate.medical", 4, "0.0833")


def housing_of_seven(case):
    values_of(case, "rate.housing")[0]["value"] = "0.07"


def limits_from_october(case):
    for key in ("si.base.floor", "si.base.ceiling"):
        values_of(case, key)[-1]["valid_from"] = "2027-10-01"


def ceiling_low(case):
    values_of(case, "si.base.ceiling")[0]["value"] = "6001.55"


def retires_in_march(case):
    change(case, "A01", 4, status="退休", pay_all={"退休人员补贴": "320.00"}, insured=[])


def retires_at_the_end_of_november(case):
    change(case, "S02", 12, status="退休", pay_all={"退休人员补贴": "321.17"}, insured=[])


def worker_becomes_official(case):
    pay = {"职务工资": "980.00", "级别工资": "1755.00", "工作性津贴": "1540.00", "生活性补贴": "1300.00"}
    change(case, "G02", 5, kind="行政", rank="科员", pay_all=pay)


def official_becomes_institution(case):
    pay = {"岗位工资": "2290.00", "薪级工资": "1470.33", "基础性绩效工资": "2180.00", "奖励性绩效工资": "15601.00"}
    change(
        case,
        "A06",
        8,
        kind="事业",
        rank="",
        pay_all=pay,
        insured=["养老", "职业年金", "医疗", "工伤", "失业", "公积金"],
    )


def outside_becomes_institution(case):
    pay = {"岗位工资": "1990.00", "基础性绩效工资": "1500.00", "奖励性绩效工资": "4800.00"}
    insured = ["养老", "职业年金", "医疗", "工伤", "失业", "公积金"]
    change(case, "F02", 6, kind="事业", status="在职", pay_all=pay, insured=insured)


def comes_in_september(case):
    who(case, "A08").update({"from": "2027-09", "first_job": True})


def comes_in_september_and_pays_at_once(case):
    comes_in_september(case)
    choose(case, housing_first_job="当月起缴")


def comes_in_december(case):
    who(case, "S06").update({"from": "2027-12", "first_job": True})


def goes_in_may(case):
    who(case, "A05")["to"] = "2027-05"


def goes_in_february_before_the_raise(case):
    who(case, "A05")["to"] = "2027-02"


def leave_of_three_months(case):
    change(case, "A03", 5, status="停薪")
    change(case, "A03", 8, status="在职")


def leave_still_insured(case):
    leave_of_three_months(case)
    choose(case, leave_rule="停薪月单位照缴")


def leave_over_the_end_of_the_year(case):
    change(case, "S03", 11, status="停薪")


def raise_and_new_base(case):
    choose(case, base_reference="随工资变动")


def no_bonus(case):
    choose(case, bonus_rule="不发")


def bonus_by_months(case):
    choose(case, bonus_rule="按在职月数")


def bonus_for_all(case):
    choose(case, institution_bonus="发", bonus_rule="按在职月数")


def bonus_of_one_and_a_half_months(case):
    values_of(case, "bonus13.months")[0]["value"] = "1.5"


def declared_not_used(case):
    choose(case, declared_base="不用核定数")


def declared_above_the_ceiling(case):
    who(case, "A04")["declared_base"] = {"养老": "99999.99", "医疗": "0.01"}


def shares_of_all(case):
    for person in case["people"]:
        person["fund_shares"] = {"一般公共预算": "60", "其他收入": "40"}


def three_sources_of_one(case):
    who(case, "A02")["fund_shares"] = {"一般公共预算": "33.33", "其他收入": "33.33", "上级补助收入": "33.34"}


def one_item_of_another_source(case):
    who(case, "S01")["item_shares"] = {
        "养老": {"其他收入": "100"},
        "基础性绩效工资": {"其他收入": "30", "一般公共预算": "70"},
    }


def no_cars(case):
    case["assets"] = [asset for asset in case["assets"] if asset["class"] != "公务用车"]


def nobody_retired(case):
    case["people"] = [person for person in case["people"] if person["status"] not in ("退休", "离休")]


def no_institution_staff(case):
    case["people"] = [person for person in case["people"] if person["kind"] != "事业"]


def nobody(case):
    case["people"] = []


def new_rank(case):
    change(case, "A12", 10, rank="副科", pay={"职务工资": "1390.00"})


def commute_from_july(case):
    since(case, "commute.科员", 7, "600.5")


def quota_from_march(case):
    since(case, "quota.行政", 3, "10001")


def quota_split_of_thirds(case):
    (quota,) = (q for q in case["quotas"] if q["name"] == "综合定额（事业）")
    quota["split"] = {"30201": "33.3333", "30207": "33.3333", "30299": "33.3334"}


def two_changes_in_one_year(case):
    change(case, "A10", 3, pay={"级别工资": "2000.01"})
    change(case, "A10", 7, status="退休", pay_all={"退休人员补贴": "333.33"}, insured=[])


def own_function(case):
    who(case, "A09")["function"] = "2010399"


def not_insured(case):
    who(case, "S04")["insured"] = ["养老", "工伤"]


def centre_of_another(case):
    del who(case, "S02")["function"]
    change(case, "S02", 6, centre="社会保障服务所")


def town_years(case):
    who(case, "B05")["town_years"] = 19
    del who(case, "B05")["pay"]["乡镇工作补贴"]
    who(case, "B06")["town_years"] = 20
    del who(case, "B06")["pay"]["乡镇工作补贴"]


def bonus_whole_or_nothing(case):
    choose(case, bonus_rule="十二月在职全发")


def official_retires(case):
    change(case, "B02", 8, status="退休", pay_all={"退休人员补贴": "300.00"}, insured=[])


def money_carried_by_another_line(case):
    case["projects"][0]["lines"][0].update({"quantity": "7", "price_yuan": "3150.07"})


def pupils_odd(case):
    for quota in case["quotas"]:
        if quota["base"] == "学生数":
            quota["count"] = "333"


def subsources_odd(case):
    case["quotas"][0]["sub_sources"] = {"提前下达": "66.6667", "本级": "33.3333"}


def teacher_leaves_a_stage(case):
    change(case, "J09", 9, function="2050204")


def teacher_on_leave(case):
    change(case, "J02", 3, status="停薪")
    change(case, "J02", 6, status="在职")


def teacher_promoted(case):
    change(case, "J03", 2, pay={"岗位工资": "4000.00", "奖励性绩效工资": "25000.00"})


def thirty_percent_of_her_own(case):
    for person in case["people"]:
        person.pop("item_shares", None)
        person["fund_shares"] = {"一般公共预算": "70", "事业收入": "30"}


def doctor_retires(case):
    change(case, "C03", 5, status="退休", pay_all={"退休人员补贴": "300.00"}, insured=[])


def performance_of_a_month(case):
    change(case, "C05", 4, pay={"奖励性绩效工资": "60000.01"})


def beds(case):
    next(q for q in case["quotas"] if q["base"] == "床位数")["count"] = "77"


def equipment_of_three(case):
    line = next(line for p in case["projects"] for line in p["lines"] if "funds" in line)
    line["funds"] = {"使用非财政拨款结余": "333333.33", "事业收入": "346666.67"}


OF_PEOPLE = (
    retires_in_march, retires_at_the_end_of_november, worker_becomes_official, official_becomes_institution,
    outside_becomes_institution, comes_in_september, goes_in_may, leave_of_three_months, two_changes_in_one_year,
    own_function, not_insured, new_rank, three_sources_of_one, one_item_of_another_source, declared_above_the_ceiling,
)  # fmt: skip
OF_VALUES = (
    rate_from_april, housing_of_seven, limits_from_october, ceiling_low, commute_from_july, quota_from_march,
    quota_split_of_thirds,
)  # fmt: skip
VARIANTS = {
    "a busy year": (BUREAU, OF_PEOPLE),
    "a busy year with other bases": (BUREAU, (*OF_PEOPLE, raise_and_new_base, declared_not_used, bonus_by_months)),
    "other values": (BUREAU, OF_VALUES),
    "other values in a busy year": (BUREAU, (*OF_VALUES, *OF_PEOPLE)),
    "first and last months": (BUREAU, (comes_in_december, goes_in_february_before_the_raise,
                                       leave_over_the_end_of_the_year, comes_in_september_and_pays_at_once)),
    "insured while on leave": (BUREAU, (leave_still_insured,)),
    "no bonus": (BUREAU, (no_bonus, retires_in_march)),
    "a bonus for all": (BUREAU, (bonus_for_all, bonus_of_one_and_a_half_months, goes_in_may)),
    "shares of all": (BUREAU, (shares_of_all, no_cars)),
    "nobody retired, no institution staff": (BUREAU, (nobody_retired, no_institution_staff)),
    "nobody": (BUREAU, (nobody,)),
    "a town": (TOWN, (centre_of_another, town_years, official_retires, money_carried_by_another_line, no_cars,
                      limits_from_october)),
    "a town with whole bonuses": (TOWN, (bonus_whole_or_nothing, official_retires)),
    "a school": (SCHOOL, (pupils_odd, subsources_odd, teacher_leaves_a_stage, teacher_on_leave, teacher_promoted,
                          limits_from_october, nobody_retired)),
    "a hospital": (HOSPITAL, (doctor_retires, performance_of_a_month, beds, equipment_of_three, limits_from_october)),
    "thirty percent of her own": (HOSPITAL, (thirty_percent_of_her_own, housing_of_seven)),
}  # fmt: skip
"""Several mistakes cannot hide each other: every line names who it is of."""


def differences(case):
    expected, found = Oracle(case).lines(), computed_lines(case, computed(case)[1])
    return sorted(expected - found), sorted(found - expected)


@pytest.mark.parametrize("name", cases_2027.NAMES)
def test_the_arithmetic_gives_the_figures_of_the_case(name):
    case = CASES[name]
    assert differences(case) == ([], [])
    assert Oracle(case).lines().total() == case["expected"]["lines"]


def varied(which):
    name, changes = VARIANTS[which]
    case = copy.deepcopy(CASES[name])
    for vary in changes:
        vary(case)
    return name, case


@pytest.mark.parametrize("which", VARIANTS)
def test_a_variant_comes_out_line_by_line(which):
    assert differences(varied(which)[1]) == ([], [])


def test_a_variant_is_another_budget():
    """The comparison would notice: what the varied inputs give is not what the case gives."""
    name, case = varied("a busy year")
    assert (Oracle(case).lines() - Oracle(CASES[name]).lines()).total() > 100
