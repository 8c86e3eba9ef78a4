"""Personnel cost: clamped bases are told, rates stay in their bands, proportions are usual."""

from dataclasses import replace

import pytest

from desktop.findings import Severity, Status
from desktop.ledger.records import DirectLine, ParameterValue


def local(facts, **values):
    known = tuple(
        ParameterValue(parameter=name.replace("__", "."), valid_from="2025-01-01", value=value)
        for name, value in values.items()
    )
    return replace(facts, parameters=(*facts.parameters, *known))


@pytest.mark.parametrize(("rate", "found"), [("0.05", False), ("0.12", False), ("0.0499", True), ("0.1201", True)])
def test_a_housing_rate_stays_within_five_and_twelve_percent(rate, found, facts, messages):
    assert bool(messages("C41", local(facts, rate__housing=rate))) is found


def test_floor_and_ceiling_are_about_five_apart(facts, messages):
    for ceiling, found in ((4100 * 4.5, False), (4100 * 5.5, False), (4100 * 5.6, True), (4100 * 4.4, True)):
        changed = local(facts, **{"si__base__floor": "4100", "si__base__ceiling": f"{ceiling:.0f}"})
        assert bool(messages("C40", changed)) is found, ceiling


def test_clamped_bases_are_told_as_information(facts, outcome):
    found = outcome("C39", facts)
    assert {f.severity for f in found.findings} == {Severity.INFO}
    assert all("已按" in f.message for f in found.findings)
    lower = outcome("C39", local(facts, si__base__floor="1000"))
    assert not [f for f in lower.findings if "S7 养老保险" in f.message]


def test_an_annuity_is_half_of_the_pension_insurance(facts, messages):
    assert messages("C43", facts) == []
    line = DirectLine(id=900, function_code="2080506", economic_code="30109", nature="人员", amount=1_000_000)
    assert "应约为 0.50" in messages("C43", replace(facts, lines=(line,)))[0]


def test_housing_money_that_was_typed_besides_is_told(facts, messages):
    assert messages("C44", facts) == []
    line = DirectLine(id=900, function_code="2210201", economic_code="30113", nature="人员", amount=1)
    assert "相差 0.01 元" in messages("C44", replace(facts, lines=(line,)))[0]


@pytest.mark.parametrize(("months", "found"), [("1", False), ("1.1", True)])
def test_a_bonus_of_one_month_is_the_most(months, found, facts, messages):
    assert bool(messages("C46", local(facts, bonus13__months=months))) is found


@pytest.mark.parametrize("code", ["C39", "C40", "C41", "C43", "C44", "C46"])
def test_without_people_or_without_policy_it_is_not_passed(code, facts, outcome):
    nobody = replace(facts, people=(), pay_items=())
    assert outcome(code, nobody).status is Status.NOT_APPLICABLE
    unknown = replace(facts, budget=replace(facts.budget, policy=""))
    assert outcome(code, unknown).status is Status.NOT_CHECKED
