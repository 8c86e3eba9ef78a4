"""Projects and their goals: plans, control numbers, weights and indicators, at their bounds."""

from dataclasses import replace

import pytest

from desktop.findings import Status
from desktop.ledger.records import Indicator


def project(facts, code):
    return next(p for p in facts.projects if p.code == code)


def changed(facts, wanted, **fields):
    return replace(facts, projects=tuple(replace(p, **fields) if p.code == wanted else p for p in facts.projects))


def only(facts, *indicators):
    return replace(facts, indicators=indicators)


@pytest.fixture
def good(facts):
    return Indicator(id=1, project_id=project(facts, "P1").id, level1="产出指标", level2="数量指标", name="窗口数",
                     nature="≥", target="20", unit="个", weight="100")  # fmt: skip


@pytest.mark.parametrize(("control", "found"), [(30_000_000, False), (29_999_999, True)])
def test_a_project_may_reach_its_control_number(control, found, facts, messages):
    assert bool(messages("C49", changed(facts, "P1", control=control))) is found


def test_without_control_numbers_there_is_nothing_to_hold_against(facts, outcome):
    free = replace(facts, projects=tuple(replace(p, control=None) for p in facts.projects))
    assert outcome("C49", free).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(("total", "found"), [(90_000_000, False), (89_999_999, True)])
def test_the_years_stay_within_the_whole_of_the_project(total, found, facts, messages):
    assert bool(messages("C47", changed(facts, "P1", total=total))) is found


@pytest.mark.parametrize(
    ("field", "empty", "said"),
    [
        *(("code", "", "缺少编码"), ("function_code", "", "缺少功能科目"), ("basis", "", "缺少立项依据")),
        ("reviewed", 0, "上年和今年都没有评审记录"),
    ],
)
def test_what_a_project_lacks_is_named(field, empty, said, facts, messages):
    assert messages("C48", facts) == []
    assert any(said in m for m in messages("C48", changed(facts, "P1", **{field: empty})))


@pytest.mark.parametrize(
    ("weights", "said"), [(("60", "40"), ""), (("60", "39"), "合计 99"), (("60", "4O"), "“4O”不是数字")]
)
def test_weights_make_a_hundred(weights, said, good, facts, messages):
    found = messages("C50", only(facts, *(replace(good, id=n, weight=w) for n, w in enumerate(weights))))
    assert [said in m for m in found] == ([True] if said else [])


def test_indicators_without_weights_are_not_summed_and_not_passed(good, facts, outcome):
    assert outcome("C50", only(facts, replace(good, weight=""))).status is Status.NOT_CHECKED


def test_missing_kinds_of_indicators_are_named(good, facts, messages, outcome):
    (said,) = messages("C51", only(facts, good))
    assert "“质量、时效、成本、效益、满意度”" in said
    assert outcome("C51", only(facts, replace(good, level1=""))).status is Status.NOT_CHECKED
    assert outcome("C51", only(facts, replace(good, project_id=None))).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("fields", "said"),
    [({}, ""), ({"name": ""}, "指标名称"), ({"target": "二十"}, "指标值"), ({"unit": ""}, "计量单位"), ({"nature": ""}, "指标性质"),
     ({"nature": "定性", "target": "优良", "unit": ""}, ""), ({"nature": "定性", "target": ""}, "指标值")],
)  # fmt: skip
def test_an_indicator_is_complete(fields, said, good, facts, messages):
    found = messages("C52", only(facts, replace(good, **fields)))
    assert [f"缺少{said}" in m for m in found] == ([True] if said else [])


@pytest.mark.parametrize(
    ("fields", "found"),
    [({"unit": "%", "target": "100"}, False), ({"unit": "%", "target": "101"}, True),
     ({"unit": "%", "nature": "≤", "target": "90"}, True), ({"level2": "成本指标", "unit": "元"}, True),
     ({"level2": "成本指标", "unit": "元", "nature": "≤"}, False), ({"level2": "时效指标", "unit": "天"}, True),
     ({"level2": "时效指标", "unit": "天", "nature": "≤"}, False), ({"level2": "时效指标", "unit": "%", "target": "98"}, False)],
)  # fmt: skip
def test_direction_and_size_of_an_indicator(fields, found, good, facts, messages):
    assert bool(messages("C53", only(facts, replace(good, **fields)))) is found


def test_a_continuing_project_states_two_more_years(facts, messages, outcome):
    assert messages("C60", facts) == []
    short = tuple(y for y in facts.project_years if y.year != 2027)
    assert "缺少后两年安排" in messages("C60", replace(facts, project_years=short))[0]
    assert outcome("C60", replace(facts, project_years=())).status is Status.NOT_APPLICABLE


def test_carried_money_stays_with_its_project(facts, last, messages, outcome):
    assert messages("C62", facts) == []
    renamed = replace(last, projects=())
    assert "改变了原项目" in messages("C62", facts, prior=renamed)[0]
    assert outcome("C62", facts, None).status is Status.NOT_CHECKED
