"""A layout that is not for the year of the budget: a warning, an error at 公开, a note with the document."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.checks.layout import reviewed_with
from desktop.findings import Severity, Status
from desktop.layouts.form import loader
from desktop.ledger.records import Acceptance, LayoutReview


def found(wuxi, key="henan/2022", stage="草稿", year=2023, reviews=()):
    facts = replace(wuxi.facts, budget=replace(wuxi.facts.budget, stage=stage, year=year), layout_reviews=reviews)
    return pipeline.disclose(facts, None, loader.load(key))


def findings(disclosure):
    return next(outcome for outcome in disclosure.outcomes if outcome.code == "C130").findings


@pytest.mark.parametrize(
    ("stage", "reviews", "severity", "said"),
    [
        ("草稿", (), Severity.WARNING, "适用2022–2023年，没有河南2027年的版式；请另选版式"),
        ("公开", (), Severity.ERROR, "已与〔文号〕核对，版式未变"),
        ("公开", (LayoutReview(form="henan/2022", document="洛财预〔2027〕1号"),), Severity.INFO, "已与洛财预〔2027〕1号核对，版式未变"),
        ("公开", (LayoutReview(form="henan/2022", document="看过了"),), Severity.ERROR, ""),
        ("公开", (LayoutReview(form="henan/2022", document="  "),), Severity.ERROR, ""),
        ("公开", (LayoutReview(form="national/2023", document="洛财预〔2027〕1号"),), Severity.ERROR, ""),
    ],
)  # fmt: skip
def test_a_layout_of_other_years_is_said(wuxi, stage, reviews, severity, said):
    disclosure = found(wuxi, stage=stage, year=2027, reviews=reviews)
    (finding,) = findings(disclosure)
    assert finding.severity is severity
    assert said in finding.message
    assert bool(reviewed_with(disclosure)) is (severity is Severity.INFO)


def test_no_reason_stands_for_the_comparison(wuxi):
    """Who publishes in a layout of other years compares it with this year's document, and says with which."""
    disclosure = found(wuxi, stage="公开", year=2027)
    (finding,) = findings(disclosure)
    facts = replace(disclosure.facts, acceptances=(Acceptance(code="C130", subject=finding.message, reason="沿用"),))
    answered = pipeline.disclose(facts, None, loader.load("henan/2022"))
    assert finding.message in [each.message for each in answered.open_errors]


def test_a_layout_of_its_years_is_not_spoken_of(wuxi):
    assert findings(found(wuxi)) == []
    assert findings(found(wuxi, key="chongqing/2026", year=2027)) == []


@pytest.mark.parametrize(
    ("key", "said"),
    [("guangxi/2022", True), ("guangxi_wuzhou/2025", True), ("hunan/2025", False), ("chongqing/2023", False)],
)
def test_indicators_of_the_unit_that_a_layout_prints_nowhere_are_said(disclosures, key, said):
    """公开11表 lists those of projects only; 湖南 has a table of them, 重庆 one in its text."""
    made = pipeline.in_layout(disclosures["wuxi_2023"], key)
    (outcome,) = (each for each in made.outcomes if each.code == "C148")
    own = [each for each in made.facts.indicators if each.project_id is None]
    assert [(f.severity, f.place.record_id) for f in outcome.findings] == [(Severity.INFO, own[0].id)] * said
    assert not said or f"录入了 {len(own)} 条整体绩效指标" in outcome.findings[0].message
    bare = replace(made.facts, indicators=tuple(each for each in made.facts.indicators if each.project_id))
    (outcome,) = (each for each in pipeline.disclose(bare, None, made.form).outcomes if each.code == "C148")
    assert outcome.status is Status.NOT_APPLICABLE
