"""Vehicles are one number: in the quota, in C38, in C68 and in the text."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop import pipeline
from desktop.catalog import policy
from desktop.compute import policy_values
from desktop.findings import Severity, Status
from desktop.layouts.form import loader
from desktop.ledger.records import Asset, DirectLine, ParameterValue, Release

FORM = loader.load("chongqing/2023")
CAR = Asset(kind="一般公务用车", stock=1)
DEVICE = Asset(kind="单位价值50万元以上通用设备", stock=3)


@pytest.fixture
def years(sample_facts):
    return sample_facts["qinghe_2025"]


def outcomes(facts, last):
    return {o.code: o for o in pipeline.disclose(facts, last, FORM).outcomes}


def typed(facts, code, amount):
    line = DirectLine(id=900, function_code="2010350", economic_code=code, nature="公用", amount=amount)
    return replace(facts, lines=(*facts.lines, line))


def test_equipment_is_no_vehicle_anywhere(years):
    facts, last = years
    ended = outcomes(replace(facts, assets=(CAR, DEVICE)), last)
    assert ended["C38"].status is Status.PASSED
    assert ended["C68"].status is Status.PASSED
    only = outcomes(replace(facts, assets=(DEVICE,)), last)
    assert (only["C38"].status, only["C38"].note) == (Status.NOT_APPLICABLE, "没有车辆，也没有车辆运行费")
    cost = outcomes(typed(replace(facts, assets=(DEVICE,)), "30231", 100), last)
    assert "（0 辆 / 1.00 元）" in cost["C38"].findings[0].message
    assert "超过定额 0.00 元（0 辆）" in cost["C68"].findings[0].message


def test_all_vehicles_count(years):
    facts, last = years
    two = replace(facts, assets=(CAR, replace(CAR, kind="其他用车", stock=2), DEVICE))
    assert outcomes(two, last)["C68"].status is Status.PASSED
    (found,) = outcomes(typed(two, "30231", 1), last)["C68"].findings
    assert found.message == "公务用车运行维护费 60,000.01 元超过定额 60,000.00 元（3 辆），请核对"


def test_a_kind_that_may_be_a_vehicle_is_named(years):
    facts, last = years
    ended = outcomes(replace(facts, assets=(CAR, Asset(kind="警用车船", stock=1), Asset(kind="车牌", stock=0))), last)
    (found,) = ended["C38"].findings
    assert (found.severity, found.message) == (
        Severity.INFO, "“警用车船”没有计入车辆数；如是车辆，请把名称改为以“车”结尾，例如“其他用车”",
    )  # fmt: skip


def test_the_quota_is_that_of_the_rule_whatever_its_name_and_counts_by_months(years, monkeypatch):
    facts, last = years
    pack = policy.load("example")
    value = policy.DatedValue(date(2025, 1, 1), Decimal("30000"), "县〔2025〕1号")
    mine = policy.Parameter("car.money", "车辆定额", "元/辆·年", (value,))
    rules = tuple(replace(r, id="cars", parameter="car.money") if r.basis == "车辆数" else r for r in pack.quotas)
    other = replace(pack, parameters=pack.parameters | {"car.money": mine}, quotas=rules)
    monkeypatch.setattr(policy_values.of_budget, "__defaults__", (lambda _: other,))
    assert outcomes(facts, last)["C68"].status is Status.PASSED
    assert "30,000.00 元（1 辆）" in outcomes(typed(facts, "30231", 1), last)["C68"].findings[0].message
    july = ParameterValue(parameter="car.money", valid_from="2025-07-01", value="10000")
    changed = replace(facts, parameters=(july,))
    assert outcomes(changed, last)["C68"].status is Status.PASSED
    assert "20,000.00 元（1 辆）" in outcomes(typed(changed, "30231", 1), last)["C68"].findings[0].message


def test_without_a_quota_it_is_not_checked_and_a_missing_approval_is_still_told(years, monkeypatch):
    facts, last = years
    pack = policy.load("example")
    without = replace(pack, quotas=tuple(r for r in pack.quotas if r.basis != "车辆数"))
    monkeypatch.setattr(policy_values.of_budget, "__defaults__", (lambda _: without,))
    cost = typed(facts, "30231", 100)
    ended = outcomes(cost, last)["C68"]
    assert (ended.status, ended.note) == (Status.NOT_CHECKED, "没有公务用车运行维护费定额参数")
    bought = outcomes(typed(cost, "31013", 100), last)["C68"]
    assert bought.status is Status.FAILED
    assert "没有填写批准文号" in bought.findings[0].message
    approved = replace(typed(cost, "31013", 100), release=Release(vehicle_approval="县〔2025〕9号"))
    assert outcomes(approved, last)["C68"].status is Status.NOT_CHECKED
    only_bought = replace(typed(facts, "31013", 100), release=Release(vehicle_approval="县〔2025〕9号"))
    assert outcomes(only_bought, last)["C68"].status is Status.PASSED


def test_a_quota_without_value_in_some_months_is_not_checked(years, monkeypatch):
    facts, last = years
    pack = policy.load("example")
    old = pack.parameters["quota.vehicle"]
    ended = replace(old, values=(replace(old.values[0], valid_to=date(2025, 6, 30)),))
    other = replace(pack, parameters=pack.parameters | {"quota.vehicle": ended})
    monkeypatch.setattr(policy_values.of_budget, "__defaults__", (lambda _: other,))
    assert outcomes(facts, last)["C68"].status is Status.NOT_CHECKED
    assert outcomes(facts, last)["C42"].status is Status.FAILED


@pytest.mark.parametrize(("posts", "told"), [(None, False), (1, False), (0, True)])
def test_more_vehicles_than_posts_are_said(posts, told, years):
    facts, last = years
    found = outcomes(replace(facts, assets=(CAR,), unit=replace(facts.unit, vehicle_posts=posts)), last)["C38"].findings
    assert any(f"超过车辆编制 {posts} 辆" in finding.message for finding in found) is told
