"""“三公” and other controlled costs: parts and whole, only down, quotas and plans, at their bounds."""

from dataclasses import replace

import pytest

from desktop.findings import Status
from desktop.ledger.records import DirectLine, EventPlan, ParameterValue, Release


def with_line(facts, economic, amount, fund="一般公共预算"):
    line = DirectLine(id=900, function_code="2010350", economic_code=economic, nature="公用", fund=fund, amount=amount)
    return replace(facts, lines=(*facts.lines, line))


def test_no_more_than_last_year_in_total_and_item_by_item(facts, last, messages):
    prior = with_line(last, "30217", 10_000_000)
    prior = with_line(prior, "30212", 10_000_000)
    assert messages("C67", facts, prior=prior) == []
    more = with_line(facts, "30212", 30_000_000)
    said = messages("C67", more)
    assert len(said) >= 2
    assert all("只减不增" in m for m in said)


def test_equal_to_last_year_is_not_an_increase(facts, messages):
    same = replace(facts, budget=replace(facts.budget, year=2024, id=99))
    values = tuple(
        ParameterValue(parameter=name, valid_from="2024-01-01", value=value, reference="测试")
        for name, value in (("quota.vehicle", "20000"),)
    )
    assert not [m for m in messages("C67", facts, prior=replace(same, parameters=values)) if "运行" in m]


def test_without_last_year_only_down_is_not_passed(facts, outcome):
    assert outcome("C67", facts, None).status is Status.NOT_CHECKED


def test_a_car_bought_needs_its_approval_number(facts, messages):
    bought = with_line(facts, "31013", 20_000_000)
    assert any("200,000.00 元，没有填写批准文号" in m for m in messages("C68", bought))
    approved = replace(bought, release=Release(vehicle_approval="县车改办〔2025〕1号"))
    assert messages("C68", approved) == []


def test_running_cost_equal_to_the_quota_passes_and_a_fen_more_does_not(facts, messages):
    assert messages("C68", facts) == []
    assert "20,000.01 元超过定额 20,000.00 元（1 辆）" in messages("C68", with_line(facts, "30231", 1))[0]


def test_without_cars_and_cost_there_is_nothing_to_hold_against_a_quota(facts, outcome):
    none = replace(facts, assets=(), quota_splits=tuple(s for s in facts.quota_splits if s.quota != "vehicle"))
    assert outcome("C68", none).status is Status.NOT_APPLICABLE


def test_the_share_of_receptions_is_judged_only_where_the_place_sets_one(facts, outcome):
    assert outcome("C69", facts).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(("amount", "found"), [(50_000, False), (50_001, True), (49_999, True)])
def test_meetings_equal_their_plan_to_the_fen(amount, found, facts, messages):
    plain = replace(facts, quota_splits=(), projects=(), project_lines=())
    planned = with_line(replace(plain, event_plans=(EventPlan(kind="会议", amount=50_000),)), "30215", amount)
    assert bool([m for m in messages("C70", planned) if "会议" in m]) is found


def test_every_scope_of_the_three_public_costs_holds_the_smaller_one(facts, messages):
    wider = with_line(facts, "30217", 500, fund="事业收入")
    assert messages("C65", wider) == []
    negative = with_line(facts, "30217", -500, fund="事业收入")
    assert "大于全口径" in messages("C65", negative)[0]


def test_parts_of_the_three_public_costs_are_their_sum(facts, messages):
    for code in ("C63", "C64", "C66"):
        assert messages(code, with_line(facts, "30217", 500)) == []
