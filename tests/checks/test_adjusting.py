"""The adjusted budget: entries with documents, 调剂 that comes to nothing, approved plus entries, nothing below zero."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.findings import Severity, Status
from desktop.layouts.form import loader
from desktop.ledger.records import Adjustment, ApprovedFigure, StageElsewhere
from desktop.ledger.vocabulary import Stage

ENTRY = Adjustment(1, 1, day="2025-06-30", reference="财预〔2025〕9号", function_code="2010350", economic_code="30201")
CODES = ("C20", "C85", "C86", "C115", "C116", "C117", "C118")


def outcomes(sample_facts, *entries, name="qinghe_2025", approved=True, stage=Stage.ADJUSTED, codes=CODES, **more):
    facts, last = sample_facts[name]
    adjusted = replace(facts, budget=replace(facts.budget, stage=str(stage)), adjustments=entries, **more)
    form = loader.load("national/2023")
    found = pipeline.disclose(adjusted, last, form, replace(facts, budget=replace(facts.budget, stage="批复")))
    found = found if approved else replace(found, approved=None)
    return {each.code: each for each in found.outcomes if each.code in codes}


def test_a_budget_with_sound_entries_passes(sample_facts):
    facts, _ = sample_facts["wuxi_2023"]
    line = next(each for each in facts.lines if each.amount >= 2_00 and each.nature == "公用")
    place = {"function_code": line.function_code, "economic_code": line.economic_code, "fund": line.fund}
    entry = replace(ENTRY, day="2023-06-30")
    entries = (
        replace(entry, amount=5_00),
        replace(entry, id=2, kind="追减", amount=1_00, **place),
        replace(entry, id=3, kind="调剂减少", amount=1_00, **place),
        replace(entry, id=4, kind="调剂增加", amount=1_00, **place),
    )
    found = outcomes(sample_facts, *entries, name="wuxi_2023")
    assert {code: each.status for code, each in found.items() if code not in ("C85", "C86")} == dict.fromkeys(
        ("C20", "C115", "C116", "C117", "C118"), Status.PASSED
    )


def test_income_that_follows_expenditure_follows_the_entries_too(sample_facts):
    facts, last = sample_facts["qinghe_2025"]
    follows = tuple(replace(each, follows=1, amount=0) for each in facts.incomes if each.source == "一般公共预算")
    facts = replace(facts, incomes=follows)
    assert follows
    entry = replace(ENTRY, amount=5_00)
    found = outcomes({"qinghe_2025": (facts, last)}, entry, replace(entry, id=2, kind="追减", amount=1_00))
    assert found["C117"].status is Status.PASSED


def test_what_moves_to_a_project_is_held_neither_against_its_plan_nor_its_control_number(sample_facts):
    facts, _ = sample_facts["qinghe_2025"]
    project = next(each for each in facts.projects if each.control is not None)
    entry = replace(ENTRY, amount=10**9, nature="项目", project_id=project.id)
    found = outcomes(sample_facts, entry, codes=("C47", "C49"))
    before = outcomes(sample_facts, codes=("C47", "C49"), stage=Stage.APPROVED)
    assert [each.message for each in found["C47"].findings] == [each.message for each in before["C47"].findings]
    assert (found["C49"].status, before["C49"].status) == (Status.NOT_APPLICABLE, Status.PASSED)
    over = tuple(replace(each, control=1_00) for each in facts.projects)
    for stage, severity in ((Stage.FIRST_DOWN, Severity.WARNING), (Stage.SECOND_UP, Severity.ERROR)):
        cut = outcomes(sample_facts, codes=("C49",), stage=stage, projects=over)["C49"].findings
        assert {each.severity for each in cut} == {severity}


@pytest.mark.parametrize(
    ("entries", "more", "code", "words"),
    [
        (
            (replace(ENTRY, reference="", day="六月", economic_code=""),),
            {},
            "C115",
            "文号、日期、部门经济科目、大于零的金额，",
        ),
        ((replace(ENTRY, amount=1, nature="项目"),), {}, "C115", "缺少所属项目"),
        ((replace(ENTRY, amount=1, day="2024-06-30"),), {}, "C115", "日期 2024-06-30 不在2025年"),
        ((replace(ENTRY, amount=1),), {"stage": Stage.DISCLOSED}, "C115", "不在“调整”阶段"),
        ((replace(ENTRY, amount=100, kind="调剂减少"),), {}, "C116", "增减相差 -1.00 元"),
        ((replace(ENTRY, amount=10**12, kind="追减"),), {}, "C118", "调减超过原有预算"),
        ((), {"incomes": ()}, "C117", "请把改动写成预算调整"),
    ],
)
def test_what_is_wrong_is_named(entries, more, code, words, sample_facts):
    found = outcomes(sample_facts, *entries, **more)[code]
    assert found.status is Status.FAILED
    assert any(words in finding.message for finding in found.findings)


@pytest.mark.parametrize(
    ("function", "economic", "nature", "words"),
    [
        ("2010350", "30202", "公用", "部门经济科目跨款（30201 → 30202）；"),
        ("2010350", "31002", "公用", "部门经济科目跨类（302 → 310）；"),
        ("2080505", "30201", "公用", "功能科目跨类（201 → 208）；"),
        ("2010301", "30201", "公用", ""),
        ("2013101", "30201", "人员", "功能科目跨款（20103 → 20131），支出性质不同（公用 → 人员）；"),
    ],
)
def test_what_a_transfer_crosses_is_said_and_who_approves_is_not_invented(
    function, economic, nature, words, sample_facts
):
    less = replace(ENTRY, amount=100, kind="调剂减少")
    more = replace(less, id=2, kind="调剂增加", function_code=function, economic_code=economic, nature=nature)
    found = outcomes(sample_facts, less, more)["C116"]
    assert [f.severity for f in found.findings] == [Severity.INFO] * bool(words)
    if words:
        assert f"（一般公共预算 当年）{words}" in found.findings[0].message
        assert "各地规定不同，本软件没有依据可以判断" in found.findings[0].message


@pytest.mark.parametrize(("stage", "code"), [(Stage.ADJUSTED, "C117"), (Stage.DISCLOSED, "C86")])
def test_what_was_approved_elsewhere_is_not_checked_and_never_passed(stage, code, sample_facts):
    elsewhere = (StageElsewhere(1, 1, "批复", "财预〔2025〕2号"),)
    found = outcomes(sample_facts, approved=False, stage=stage, elsewhere=elsewhere)[code]
    assert (found.status, found.note) == (Status.NOT_CHECKED, "“批复”未在本软件编制（财预〔2025〕2号），不能与它核对")
    for without in ((), (StageElsewhere(1, 1, "批复", " "),)):
        bare = outcomes(sample_facts, approved=False, stage=stage, elsewhere=without)[code]
        assert bare.status is (Status.FAILED if code == "C86" else Status.NOT_CHECKED)
        assert "未在本软件编制" not in bare.note


def test_control_numbers_given_elsewhere_are_not_checked(sample_facts):
    elsewhere = (StageElsewhere(1, 1, "一下控制数", "财预〔2024〕80号"),)
    found = outcomes(sample_facts, stage=Stage.SECOND_UP, controls=(), elsewhere=elsewhere)["C85"]
    assert (found.status, "财预〔2024〕80号" in found.note) == (Status.NOT_CHECKED, True)


def test_approved_figures_that_the_lines_do_not_follow_are_named(sample_facts):
    facts, last = sample_facts["wuxi_2023"]
    facts = replace(facts, budget=replace(facts.budget, stage="批复"))
    form = loader.load("national/2023")
    spent = pipeline.disclose(facts, last, form).sum("expenditure")
    first, then = (ApprovedFigure(subject="合计", amount=amount) for amount in (1, spent))

    def ended(*figures):
        found = pipeline.disclose(replace(facts, approved_figures=figures), last, form)
        return next(each for each in found.outcomes if each.code == "C119")

    assert ended().status is Status.NOT_APPLICABLE
    assert ended(first, then).status is Status.PASSED  # the last one counts
    (finding,) = ended(then, first).findings
    assert finding.message.startswith("合计：现为")
    assert "批复 0.01 元" in finding.message
    assert "“别的”" in ended(replace(first, subject="别的")).note
