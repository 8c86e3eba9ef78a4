"""Workflow and secrecy: days until publication, personal data, who signed, what may give a person away."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.checks.register import REGISTER, run_one
from desktop.checks.release import ROLES, day_problem
from desktop.disclosure import NOT_WRITTEN
from desktop.findings import Severity, Status
from desktop.layouts.form import language, loader
from desktop.ledger.records import Acceptance, Person, Release, Remark


def at(facts, stage, **release):
    return replace(facts, budget=replace(facts.budget, stage=stage), release=Release(**release))


@pytest.mark.parametrize(("published", "days"), [("2025-02-09", 0), ("2025-02-10", 21)])
def test_twenty_days_are_in_time_and_one_more_is_not(published, days, facts, messages):
    found = messages("C87", at(facts, "公开", approved_on="2025-01-20", published_on=published))
    assert [f"已 {days} 天" in m for m in found] == ([True] if days else [])


def test_without_an_approval_date_the_days_are_not_counted(facts, outcome):
    assert outcome("C87", at(facts, "公开")).status is Status.NOT_APPLICABLE


def test_a_day_of_publishing_before_the_approval_is_told(facts, messages):
    found = messages("C87", at(facts, "公开", approved_on="2025-01-20", published_on="2025-01-02"))
    assert found == ["公开日期 2025-01-02 早于批复日期 2025-01-20，请核对这两个日期"]


def test_an_approval_dated_in_its_own_stage_counts_for_what_is_published(facts, messages):
    approved = at(facts, "批复", approved_on="2025-01-20")
    found = messages("C87", at(facts, "公开", published_on="2025-03-01"), approved=approved)
    assert found == ["距批复已 40 天，超过 20 日公开期限"]


def test_a_text_that_is_no_day_is_known_and_an_empty_one_is_fine():
    assert day_problem("2025-02-30")
    assert day_problem("明天")
    assert not day_problem("2025-02-28")
    assert not day_problem("")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("110105194912310021", "证件号码"),
        ("4111111111111111", "银行卡号"),
        ("4111111111111112", ""),
        ("13800138000", "手机号码"),
        ("12345678901", ""),
        ("0571-88888888", ""),
    ],
)
def test_numbers_of_persons_are_found_and_others_left_alone(text, said, facts, outcome):
    texts = {**facts.texts, "duties": f"联系 {text} 。"}
    found = outcome("C88", replace(facts, texts=texts)).findings
    assert [said in f.message for f in found] == ([True] if said else [])
    assert all(text not in f.message for f in found), "the number itself is masked"


def test_a_mobile_number_is_a_warning_an_identity_number_an_error(facts, outcome):
    texts = {**facts.texts, "duties": "13800138000，110105194912310021"}
    severities = {f.message[5:9]: f.severity for f in outcome("C88", replace(facts, texts=texts)).findings}
    assert severities == {"证件号码": Severity.ERROR, "手机号码": Severity.WARNING}


def test_a_long_project_code_is_no_card_number(facts, outcome):
    texts = {**facts.texts, "duties": "项目6222020200112233446"}
    named = (replace(facts.projects[0], code="6222020200112233446"), *facts.projects[1:])
    assert len(outcome("C88", replace(facts, texts=texts)).findings) == 1
    assert outcome("C88", replace(facts, texts=texts, projects=named)).findings == []


def test_a_note_that_leaves_is_searched_and_the_finding_leads_to_its_row(facts, outcome):
    note = Remark(budget_id=1, record_table="project", record_id=7, text="110105194912310021", shared=1)
    (found,) = outcome("C88", replace(facts, remarks=(note,))).findings
    assert (found.place.entry, found.place.record_id) == ("项目", 7)
    assert outcome("C88", replace(facts, remarks=(replace(note, shared=0),))).findings == []


def test_a_draft_that_is_not_public_owes_no_secrecy_review(facts, outcome):
    for code in ("C86", "C89", "C92"):
        assert outcome(code, at(facts, "一上")).status is Status.NOT_APPLICABLE


def test_what_the_review_lacks_is_named(facts, messages):
    whole = {
        "secrecy_result": "可以公开",
        "secrecy_by": "甲",
        "secrecy_on": "2025-01-02",
        "signed_by": "乙",
        "signed_on": "2025-01-03",
    }
    assert messages("C89", at(facts, "公开", **whole)) == []
    assert (
        "缺少审签人、审签日期，" in messages("C89", at(facts, "公开", **{**whole, "signed_by": "", "signed_on": ""}))[0]
    )


def test_signers_are_owed_from_the_second_submission_on(facts, messages, outcome):
    assert outcome("C90", at(facts, "一上")).status is Status.NOT_APPLICABLE
    assert len(messages("C90", at(facts, "二上"))) == len(ROLES)
    named = {name: "甲" for _, name in ROLES}
    assert messages("C90", at(facts, "批复", **named)) == []


@pytest.mark.parametrize(("reason", "found"), [("当地口径", False), ("  ", True)])
def test_an_accepted_warning_has_a_reason(reason, found, facts, messages):
    accepted = replace(facts, acceptances=(Acceptance(code="C67", subject="三公", reason=reason),))
    assert bool(messages("C91", accepted)) is found


@pytest.mark.parametrize(("heads", "found"), [(1, True), (2, False)])
def test_money_of_a_single_person_is_pointed_out(heads, found, facts, messages):
    public = at(facts, "公开", secrecy_result="可以公开")
    people = tuple(p for p in facts.people if p.status not in ("离休", "遗属"))
    alone = replace(public, people=(*people, Person(id=99, code="L1", kind="行政", status="离休", headcount=heads)))
    assert bool([m for m in messages("C92", alone) if m.startswith("离休")]) is found


def test_without_a_review_the_secret_projects_are_not_checked(facts, outcome):
    assert outcome("C92", at(facts, "公开")).status is Status.NOT_CHECKED


def test_a_layout_that_takes_the_place_of_the_chosen_one_is_an_error(facts, last):
    made = pipeline.disclose(facts, last, loader.load("chongqing/2023"))
    run = next(registered for registered in REGISTER if registered.code == "C99")
    assert run_one(run, made).status is Status.PASSED
    found = run_one(run, replace(made, form_problem="版式不能使用")).findings
    assert [(f.severity, f.message) for f in found] == [(Severity.ERROR, "版式不能使用")]


def test_a_layout_that_exceeds_its_limits_only_when_it_writes_is_an_error_naming_its_file(facts, last, monkeypatch):
    monkeypatch.setattr(language, "LONGEST_TEXT", 500)
    made = pipeline.disclose(facts, last, loader.load("chongqing/2023"))
    (found,) = [finding for finding in made.errors if finding.code == "C99"]
    assert "版式“chongqing/2023”写不出说明（chongqing/2023/narrative.j2：生成的文字超过 500 个字" in found.message
    assert found in made.open_errors
    assert [paragraph.text for paragraph in made.narrative.paragraphs] == [NOT_WRITTEN]
    assert pipeline.publication(made).draft_note


def test_what_the_public_is_told_is_a_hint_at_publishing_alone(facts, outcome, messages):
    """Never invented: what is empty is named; a sentence of one's own about the contact counts."""
    assert outcome("C144", at(facts, "批复")).status is Status.NOT_APPLICABLE
    told = {"contact": "王某", "phone": "0571-1", "published_on": "2025-02-01", "approval_number": "某财〔2025〕1号"}
    published = at(facts, "公开", **dict.fromkeys(told, ""))
    (finding,) = outcome("C144", published).findings
    assert finding.severity is Severity.INFO
    assert "公开联系人、联系电话、公开日期、公开网址、批复文号" in finding.message
    own = replace(published, texts={**facts.texts, "contact": "见门户网站", "website": "https://例.gov.cn"})
    assert messages("C144", own)[0].startswith("还没有填写公开日期、批复文号；")
    assert messages("C144", replace(at(facts, "公开", **told), texts=own.texts)) == []
