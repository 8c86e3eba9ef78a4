"""What is not finished is an error that no reason answers, and every page says 草稿."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.checks.unfinished import HOLLOW, waiting
from desktop.layouts.form import loader
from desktop.ledger.records import Acceptance, LayoutChoice
from tests.small_cases import small_cases


def found(disclosure):
    return [finding.message for finding in disclosure.errors if finding.code == "C140"]


@pytest.fixture(scope="module")
def finished(sample_facts):
    facts, last = sample_facts["wuxi_2023"]
    written = replace(facts, release=replace(facts.release, contact="办公室", phone="023-12345678"))
    return pipeline.disclose(written, last, loader.load("chongqing/2023"))


def again(disclosure, last, **changed):
    return pipeline.disclose(replace(disclosure.facts, **changed), last, disclosure.form)


def test_a_finished_text_passes(finished):
    assert found(finished) == []


def test_a_gap_is_an_error_that_no_reason_answers(finished):
    texts = {key: text for key, text in finished.facts.texts.items() if key != "duties"}
    gap = again(finished, finished.last, texts=texts)
    (message,) = found(gap)
    assert message.startswith("说明中有 1 处待填写：职能职责")
    explained = again(finished, finished.last, texts=texts, acceptances=(Acceptance(0, 0, "C140", message, "同意"),))
    assert [finding.code for finding in explained.open_errors] == ["C140"]
    assert "草稿" in pipeline.publication(explained).footer


def test_no_last_year_is_an_error_unless_the_unit_is_new(finished):
    (message,) = found(again(finished, None))
    assert message.startswith("没有录入2022年预算")
    assert found(again(finished, None, layout_choices=(LayoutChoice(setting="new_unit", choice="yes"),))) == []


def test_an_empty_budget_is_an_error(finished):
    empty = again(finished, finished.last, lines=(), incomes=(), carry_outs=(), projects=())
    assert found(empty)[0].startswith("预算是空的")


@small_cases(
    ("text", "hollow"),
    [
        ("基本支出11.50万元，主要用于。", True),
        ("收入0万元，其中：。", True),
        ("基本支出11.50万元，主要用于等。", True),
        ("接待费0万元，，占比", True),
        ("机构（）", True),
        ("主要用于办公费、水费等。", False),
        ("按用途看：人员经费增加1万元；公用经费持平。", False),
        ("（一）收入预算", False),
        ("比上年增加3万元，主要原因是暂无。", True),
        ("比上年减少3万元，主要原因是无；", True),
        ("主要原因是无新增项目。", False),
    ],
)
def test_a_sentence_that_says_nothing_after_it_announced_something(text, hollow):
    assert bool(HOLLOW.search(text)) is hollow


@small_cases(
    ("text", "waits"),
    [
        ("负责（待填写）工作", "（待填写）"),
        ("【职责请填写】", "【职责请填写】"),
        ("管理______的工作", "______"),
        ("待定。", "待定。"),
        ("2. 待补充", "待补充"),
        ("XX", "XX"),
        ("……", "……"),
        ("略", "略"),
        ("（略）", "（略）"),
        ("【】", "【】"),
        ("1. （  ）", "（  ）"),
        ("内容从略的部分见附表", ""),
        ("（一）", ""),
        ("人员编制有空缺，待补充后再行分工。", ""),
        ("办公费、水费等（详见附表）。", ""),
        ("制度有待完善", ""),
        ("", ""),
    ],
)
def test_words_that_only_hold_the_place_of_others(text, waits):
    assert waiting(text) == waits


@pytest.mark.parametrize("typed", ["（待填写）", "1. 管理大厅。\n2. 待补充", "____"])
def test_what_a_person_typed_for_later_is_an_error(finished, typed):
    made = again(finished, finished.last, texts={**finished.facts.texts, "duties": typed})
    assert len(found(made)) == 1
    assert "草稿" in pipeline.publication(made).footer


def test_a_reason_for_later_is_an_error(finished):
    reasons = {**finished.facts.reasons, "basic_total": "待定"}
    (message,) = found(again(finished, finished.last, reasons=reasons))
    assert "“待定”" in message


def test_a_table_that_waits_for_words_is_an_error(finished):
    first, *others = finished.facts.projects
    waits = replace(first, goal="（待填写绩效目标）", kind="重点专项")
    made = again(finished, finished.last, projects=(waits, *others))
    (finding,) = [finding for finding in made.errors if finding.code == "C140"]
    assert "“（待填写绩效目标）”" in finding.message
    assert "绩效目标表" in finding.place.table
