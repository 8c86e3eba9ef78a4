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
