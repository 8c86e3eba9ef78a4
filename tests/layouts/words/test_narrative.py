from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.layouts.words.narrative import NarrativeWriter
from desktop.ledger.records import CarryOut, DirectLine, Income


def again(wuxi, last="same", **changed):
    prior = wuxi.last if last == "same" else last
    return pipeline.disclose(replace(wuxi.facts, **changed), prior, wuxi.form)


def test_every_number_in_the_text_comes_from_a_figure(wuxi):
    """Digits outside bound runs are years, dates, list numbers and what a person wrote."""
    import re

    own = {str(wuxi.facts.budget.year), str(wuxi.facts.budget.year - 1), "12"}
    typed = "".join(wuxi.facts.texts.values()) + "".join(wuxi.facts.reasons.values())
    for paragraph in wuxi.narrative.paragraphs:
        for run in paragraph.runs:
            if run.figure or paragraph.level:
                continue
            loose = set(re.findall(r"[0-9][0-9.]*", run.text)) - own
            assert all(number in typed for number in loose), run.text


def test_headings_are_numbered_without_gaps(wuxi):
    first = [p.text[0] for p in wuxi.narrative.paragraphs if p.level == 1]
    assert first == list("一二三四五六七")


def test_without_last_year_nothing_is_compared(wuxi):
    text = again(wuxi, last=None).narrative.text
    assert "上年数未录入" in text
    assert "增加" not in text.replace("增加值", "")


def test_a_change_that_rounds_to_nothing_is_flat(wuxi):
    lines = (*wuxi.facts.lines[:-1], replace(wuxi.facts.lines[-1], amount=wuxi.facts.lines[-1].amount))
    tiny = tuple(replace(line, amount=line.amount + 3 if n == 0 else line.amount) for n, line in enumerate(lines))
    same = pipeline.disclose(replace(wuxi.facts, lines=tiny), replace(wuxi.facts, budget=wuxi.last.budget), wuxi.form)
    assert "减少0万元" not in same.narrative.text
    assert "增加0万元" not in same.narrative.text


def test_reasons_owed_are_listed_and_asked_for(wuxi):
    disclosure = again(wuxi, reasons={})
    assert disclosure.narrative.owed == ["basic_total", "project_total", "operating_fund"]
    assert {f.place.figure for f in disclosure.findings if f.code == "C78"} == set(disclosure.narrative.owed)


def test_missing_texts_show_and_are_reported(wuxi):
    disclosure = again(wuxi, texts={})
    assert "（待填写：职能职责）" in disclosure.narrative.text
    assert any(f.code == "C80" and "职能职责" in f.message for f in disclosure.findings)


def test_a_reason_may_quote_a_figure_and_nothing_unknown(wuxi):
    assert "压减10%" in wuxi.narrative.text
    disclosure = again(wuxi, reasons={"project_total": "压减{no_such_figure}"})
    assert any(f.code == "N02" for f in disclosure.errors)


def test_words_of_several_lines_stay_in_their_sentence(wuxi):
    """The line break of a cell ended the sentence, and with it what its words are bound to."""
    disclosure = again(wuxi, reasons={"project_total": "压减开支，\n调整\u2028结构"})
    assert "压减开支，调整结构" in disclosure.narrative.text
    assert "\ufdd0" not in disclosure.narrative.text


def test_typed_text_cannot_become_markup(wuxi):
    disclosure = again(wuxi, texts={"duties": "# 不是标题\n{{ unit }} {% raw %}\n\ufdd0x|y\ufdd1"})
    texts = [p for p in disclosure.narrative.paragraphs if "不是标题" in p.text or "{{ unit }}" in p.text]
    assert [p.level for p in texts] == [0, 0]
    assert "\ufdd0" not in disclosure.narrative.text


def test_other_money_is_told(wuxi):
    extra = DirectLine(id=99, function_code="2120899", economic_code="30227", nature="项目", project_id=1,
                       fund="政府性基金", amount=50_000_00)  # fmt: skip
    incomes = (
        *wuxi.facts.incomes,
        Income(id=2, source="政府性基金", amount=50_000_00),
        Income(id=3, carry="结转", amount=10_000_00),
        Income(id=4, source="财政专户管理资金", amount=20_000_00),
    )
    out = (CarryOut(id=1, amount=10_000_00), CarryOut(id=2, fund="财政专户管理资金", amount=20_000_00))
    disclosure = again(wuxi, lines=(*wuxi.facts.lines, extra), incomes=incomes, carry_outs=out)
    text = disclosure.narrative.text
    assert "上年结转收入1万元" in text
    assert "使用政府性基金预算拨款安排的支出5万元" in text
    assert "财政专户管理资金2万元" in text
    assert "结转下年3万元" in text
    assert disclosure.errors == []


@pytest.mark.parametrize(("code", "shown"), [("20103", "政府办公厅（室）及相关机构事务（款）编码不全：20103（项）"),
                                             ("abc", "abc（类）编码不全：abc（款）编码不全：abc（项）"),
                                             ("2", "编码不全：2（类）")])  # fmt: skip
def test_a_code_that_ends_too_early_is_said_where_its_names_are_printed(wuxi, code, shown):
    typed = DirectLine(id=99, function_code=code, economic_code="30201", nature="公用", amount=12_345_600)
    facts = replace(wuxi.facts, lines=(*wuxi.facts.lines, typed))
    made = pipeline.disclose(facts, wuxi.last, loader.load("shanghai/2025"))
    assert shown in made.narrative.text
    assert [f for f in made.errors if f.code in ("C28", "C29") and code in f.message]


@pytest.mark.parametrize("key", ["chongqing/2023", "chongqing/2026", "guizhou/2025"])
def test_a_part_that_is_all_of_a_change_is_named_once(key, sample_facts):
    """支出增加46.78万元，其中基本支出增加46.78万元 says the same amount twice, and 其中 of a whole."""
    facts, last = sample_facts["zhashui_2023"]
    text = pipeline.disclose(facts, last, loader.load(key)).narrative.text
    assert "增加46.78万元，均为人员经费" in text and "其中人员经费增加46.78万元" not in text
    if key.startswith("chongqing"):
        assert (
            "增加46.78万元，均为一般公共预算拨款中的人员经费拨款。" in text and "增加46.78万元，均为基本支出。" in text
        )
    divided = pipeline.disclose(*sample_facts["wuxi_2023"], loader.load(key)).narrative.text
    assert "其中人员经费增加17.97万元，日常公用经费减少4.35万元" in divided.replace("，公用经费", "，日常公用经费")


def test_a_heading_that_names_transfers_says_whether_there_are_any(sample_facts):
    text = pipeline.disclose(*sample_facts["wuxi_2023"], loader.load("gansu/2025")).narrative.text
    assert "2023年本部门没有管理的转移支付。" in text


def test_a_share_of_what_nobody_entered_is_a_gap_and_not_nothing_of_it(wuxi):
    form = loader.load("guangxi_wuzhou/2025")
    found = pipeline.disclose(replace(wuxi.facts, procurements=(), texts={}), None, form)
    writer = NarrativeWriter(form, found.facts, found.cube, found.figures, {})
    assert "待填写：政府采购" in writer._share("procurement_goods", "procurement_total")
    assert "%" in writer._share("general_basic_total", "fiscal_expenditure_general")


def test_the_units_of_a_shaanxi_budget_are_told_in_order(sample_facts):
    """本级和下属单位2个的预算 was no Chinese."""
    facts, last = sample_facts["jiangjin_2023"]
    text = pipeline.disclose(facts, last, loader.load("shaanxi/2023")).narrative.text
    assert "本单位预算包括本级和下属单位2个：" in text
