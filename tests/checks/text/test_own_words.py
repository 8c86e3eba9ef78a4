"""What a person writes to explain a figure is held against the figure as this layout counts it."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.findings import Severity
from desktop.layouts.form import loader

FELL, ROSE = "project_total", "basic_total"
"""一般公共预算项目支出 fell, 基本支出 rose, in the figures of wuxi."""


def findings(code, facts, last, form):
    made = pipeline.disclose(facts, last, form)
    return next(o for o in made.outcomes if o.code == code).findings


@pytest.mark.parametrize(
    ("figure", "reason", "told"),
    [
        (FELL, "设备购置增加", True),
        (FELL, "新建大厅", True),
        (FELL, "落实过紧日子要求，压减开支", False),
        (FELL, "上年新增的一次性项目不再安排", False),  # what was more is gone
        (FELL, "人员增加，同时压减日常公用经费", False),
        (FELL, "增值税税率调整", False),
        (ROSE, "按统一要求压减10%", True),
        (ROSE, "上年压减后恢复正常", False),
        (ROSE, "人员增加", False),
    ],
)
def test_a_reason_that_only_speaks_of_the_opposite_is_told(figure, reason, told, wuxi):
    found = findings("C76", replace(wuxi.facts, reasons={**wuxi.facts.reasons, figure: reason}), wuxi.last, wuxi.form)
    assert [(f.place.figure, f.severity) for f in found] == ([(figure, Severity.WARNING)] if told else [])


@pytest.mark.parametrize(
    ("key", "uses", "told"),
    [
        ("guangxi/2022", "办公费、工会经费、职工福利费", "工会经费、福利费"),
        ("guangxi/2022", "办公费、印刷费", ""),
        ("chongqing/2023", "办公费、工会经费、职工福利费", ""),  # there they are counted
    ],
)
def test_uses_that_the_layout_does_not_count_are_told(key, uses, told, wuxi):
    facts = replace(wuxi.facts, texts={**wuxi.facts.texts, "operating_use": uses})
    found = findings("C71", facts, wuxi.last, loader.load(key))
    assert [told in f.message for f in found] == ([True] if told else [])


@pytest.mark.parametrize(
    ("key", "reason", "told"),
    [
        ("guangxi/2022", "按定额和工资基数测算", [Severity.INFO]),  # -0.57 here, +0.27 as usually counted
        ("guangxi_wuzhou/2025", "按定额和工资基数测算", [Severity.INFO]),
        ("guangxi/2022", "工资基数增加", [Severity.WARNING]),  # said once
        ("chongqing/2023", "按定额和工资基数测算", []),  # the usual scope
    ],
)
def test_a_reason_for_a_figure_that_goes_another_way_as_usually_counted_is_asked_about(key, reason, told, disclosures):
    """工会经费 and 福利费 rose by more than all of 机关运行经费, and 广西 does not count them."""
    made = disclosures["qinghe_2025"]
    facts = replace(made.facts, reasons={**made.facts.reasons, "operating_fund": reason})
    found = [f for f in findings("C76", facts, made.last, loader.load(key)) if f.place.figure == "operating_fund"]
    assert [f.severity for f in found] == told
    assert all("本版式的口径比上年减少" in f.message for f in found)
    silent = replace(facts, reasons={})
    assert findings("C76", silent, made.last, loader.load(key)) == []


def test_a_figure_of_another_scope_that_goes_the_same_way_is_not_asked_about(wuxi):
    facts = replace(wuxi.facts, reasons={**wuxi.facts.reasons, "operating_fund": "按定额测算"})
    assert findings("C76", facts, wuxi.last, loader.load("guangxi/2022")) == []
