"""Packs with one rule for each official pay item: periods, base sets by kind, quotas in percent."""

import copy
from datetime import date

import pytest

from desktop import paths
from desktop.catalog import policy, policy_reader
from desktop.catalog.policy_rules import IN_POST
from desktop.catalog.strict import DataError
from tests.small_cases import small_cases

ROOT = paths.resources() / "policy"
PARAMETER = {"label": "数", "unit": "比例", "values": [{"from": date(2026, 1, 1), "value": "0.16", "reference": "甲"}]}
TABLES = {
    "title": "小包",
    "choices": {"bonus_rule": "按在职月数"},
    "functions": {"退休.行政": "2080501"},
    "parameters": dict.fromkeys(("rate", "floor", "ceiling", "months", "commute.科员", "town.0", "quota"), PARAMETER),
    "pay_items": [
        {"item": "职务工资", "economic": "30101", "kinds": ["行政"]},
        {"item": "岗位工资", "economic": "30101", "kinds": ["事业"]},
        {"item": "年终一次性奖金", "economic": "30103", "kinds": ["行政"], "period": "奖金", "parameter": "months"},
        {"item": "年度考核奖", "economic": "30103", "kinds": ["行政"], "period": "年·十二月在职全发"},
        {"item": "公务交通补贴", "economic": "30239", "kinds": ["行政"], "nature": "公用", "by_rank": "commute"},
        {"item": "乡镇补贴", "economic": "30102", "kinds": ["行政"], "steps": [{"years": 0, "parameter": "town.0"}]},
        {"item": "编外工资", "economic": "30199", "kinds": ["编外"]},
        {"item": "退休费", "economic": "30302", "kinds": ["行政"], "statuses": ["退休"]},
    ],
    "base_sets": {"养老": {"行政": ["职务工资", "年终一次性奖金/12", "年度考核奖/12"], "事业": ["岗位工资"]}},
    "contributions": [
        {"label": "养老保险", "insurance": "养老", "kinds": ["行政", "事业"], "economic": "30108", "function": "2080505",
         "rate": "rate", "base": "养老", "floor": "floor", "ceiling": "ceiling"},
    ],
    "quotas": [
        {"label": "综合定额", "basis": "人月", "kinds": ["行政"], "parameter": "quota", "percents": {"30201": "60", "30299": "40"}},
        {"label": "工会经费", "basis": "工资", "parameter": "rate", "economic": "30228", "items": ["职务工资"]},
        {"label": "生均", "basis": "学生数", "counted": "初中", "parameter": "quota", "function": "2050203",
         "fund": "一般公共预算", "subsources": {"提前下达": "60", "本级": "40"}, "percents": {"30201": "100"}},
    ],
}  # fmt: skip


def read(**changed):
    return policy_reader.from_raw(copy.deepcopy(TABLES) | changed, "甲", ROOT, "甲.toml")


def changed(table, number, **fields):
    tables = copy.deepcopy(TABLES)
    tables[table][number] |= fields
    return policy_reader.from_raw(tables, "甲", ROOT, "甲.toml")


def test_each_item_becomes_a_rule_of_its_own_name():
    rules = {rule.id: rule for rule in read().pay}
    assert rules["职务工资"].monthly == ("职务工资",)
    assert (rules["职务工资"].statuses, rules["职务工资"].function) == (IN_POST, {"": "own"})
    assert (rules["年度考核奖"].yearly, rules["年度考核奖"].due) == (("年度考核奖",), "十二月在职全发")
    assert (rules["年终一次性奖金"].times, rules["年终一次性奖金"].monthly) == ("months", ("职务工资", "岗位工资"))
    assert (rules["公务交通补贴"].by_rank, rules["公务交通补贴"].monthly, rules["公务交通补贴"].nature) == (
        "commute",
        ("公务交通补贴",),
        "公用",
    )
    assert rules["乡镇补贴"].steps == ((0, "town.0"),)
    assert (rules["编外工资"].statuses, rules["退休费"].statuses) == (("编外",), ("退休",))


def test_a_base_set_gives_a_rule_for_each_kind():
    office, institution = read().contributions
    assert (office.id, office.kinds, office.label, office.insurance) == ("养老保险.行政", ("行政",), "养老保险", "养老")
    assert (office.monthly, office.yearly, office.thirteenth, office.thirteenth_times) == (
        ("职务工资",), ("年度考核奖",), ("职务工资", "岗位工资"), "months",
    )  # fmt: skip
    assert (institution.monthly, institution.thirteenth) == (("岗位工资",), ())


def test_quotas_say_their_shares():
    whole, union, pupils = read().quotas
    assert (whole.split, [code for code, _ in whole.percents], whole.fund) == (True, ["30201", "30299"], "随人员")
    assert (union.split, union.economic, union.items) == (False, "30228", ("职务工资",))
    assert ([name for name, _ in pupils.subsources], pupils.counted) == (["提前下达", "本级"], "初中")


@small_cases(
    ("table", "number", "fields", "told"),
    [
        ("pay_items", 0, {"period": "周"}, "甲.toml.pay_items.*period: “周”不能用"),
        ("pay_items", 0, {"nature": "项目"}, "nature: “项目”不能用"),
        ("pay_items", 4, {"by_rank": "rank"}, "by_rank: 没有以“rank.”开头的参数"),
        ("pay_items", 2, {"parameter": "gone"}, "没有“gone”这个参数"),
        ("contributions", 0, {"base": "医疗"}, "没有“医疗”这个缴费基数"),
        ("contributions", 0, {"kinds": ["工勤"]}, "缴费基数“养老”没有“工勤”人员的项目"),
        ("quotas", 0, {"percents": {"30201": "60"}}, "percents: 各部分合计应当是 100，现在是 60"),
        ("quotas", 1, {"items": ["工资"]}, "items: 没有“工资”这个工资项"),
        ("quotas", 1, {"basis": "房屋"}, "basis: “房屋”不能用"),
    ],
)
def test_a_mistake_is_named_with_file_and_key(table, number, fields, told):
    with pytest.raises(DataError, match=told):
        changed(table, number, **fields)


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        ({"base_sets": {"养老": {"行政": ["工资"]}}}, "没有“工资”这个工资项"),
        ({"choices": {"bonus_rule": "随便"}}, "choices: “年终一次性奖金”没有“随便”这一做法"),
        ({"functions": {"行政": 1}}, "functions: 应当是一个表，值都是文字"),
        ({"more": 1}, "甲.toml: 没有“more”这一项"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(tables, told):
    with pytest.raises(DataError, match=told):
        read(**tables)


def test_the_national_pack_has_all_kinds_and_only_values_with_a_document():
    national = policy.load("national")
    kinds = {kind for rule in national.pay for kind in rule.kinds} | {s for r in national.pay for s in r.statuses}
    assert {"行政", "参公", "事业", "工勤", "编外", "遗属", "离休", "退休"} <= kinds
    values = [value for parameter in national.parameters.values() for value in parameter.values]
    assert all(value.reference and "示例" not in value.reference for value in values)
    assert not national.parameters["rate.housing"].values, "a place decides it: nothing is invented"


def test_a_pack_that_extends_another_has_its_own_items_or_those_of_the_other():
    assert "职务工资" not in policy.load("example").items
    child = policy_reader.from_raw({"title": "乙", "extends": "national"}, "乙", ROOT)
    assert child.items == policy.load("national").items
