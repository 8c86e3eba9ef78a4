"""Sentences worded anew: the words are the person's, every figure stays bound, nothing worded is silently lost."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.layouts.words.paragraphs import (
    KEY,
    Paragraph,
    Run,
    key_of,
    leading_to_tables,
    reworded,
    runs_of,
    template_of,
    without_years,
    years_of,
)


def again(disclosure, last="same", **changed):
    prior = disclosure.last if last == "same" else last
    return pipeline.disclose(replace(disclosure.facts, **changed), prior, disclosure.form)


def sentence(disclosure, figure):
    """Return the first sentence that may be worded anew and prints a figure."""
    return next(p for p in disclosure.narrative.paragraphs if p.key and any(r.figure == figure for r in p.runs))


def with_words(disclosure, paragraph, text, **changed):
    kept = without_years(text, years_of(disclosure.facts.budget.year))
    return again(disclosure, texts={**disclosure.facts.texts, paragraph.key: kept}, **changed)


def test_the_forms_own_words_give_the_same_sentence(disclosures):
    for disclosure in disclosures.values():
        for paragraph in disclosure.narrative.paragraphs:
            if paragraph.key:
                assert "".join(r.text for r in reworded(paragraph.runs, template_of(paragraph))) == paragraph.text


def test_every_sentence_of_a_narrative_has_a_name_of_its_own_words(disclosures):
    for disclosure in disclosures.values():
        by_key = {}
        for paragraph in disclosure.narrative.paragraphs:
            if paragraph.key:
                by_key.setdefault(paragraph.key, set()).add(template_of(paragraph))
        assert by_key
        assert all(len(words) == 1 for words in by_key.values())


def test_a_reworded_sentence_follows_the_figures(wuxi):
    paragraph = sentence(wuxi, "basic_total")
    number = next(n for n, piece in enumerate(paragraph.pieces, 1) if piece[0].figure == "basic_total")
    words = f"本年安排基本支出{{{number}}}，保证运转。"
    changed = with_words(wuxi, paragraph, words)
    shown = wuxi.figures.get("basic_total").shown
    assert f"本年安排基本支出{shown}万元，保证运转。" in changed.narrative.text
    assert paragraph.text not in changed.narrative.text
    line = wuxi.facts.lines[0]
    more = (replace(line, amount=line.amount + 1_000_000_00), *wuxi.facts.lines[1:])
    later = with_words(wuxi, paragraph, words, lines=more)
    new = later.figures.get("basic_total").shown
    assert new != shown
    assert f"本年安排基本支出{new}万元，保证运转。" in later.narrative.text
    found = next(p for p in later.narrative.paragraphs if p.reworded)
    assert any(run.figure == "basic_total" for run in found.runs)


def test_a_changed_reason_still_belongs_to_the_reworded_sentence(wuxi):
    paragraph = next(p for p in wuxi.narrative.paragraphs if any(r.group.startswith("reason:") for r in p.runs))
    group = next(r.group for r in paragraph.runs if r.group)
    number = next(n for n, piece in enumerate(paragraph.pieces, 1) if piece[0].group == group)
    figure = group.removeprefix("reason:")
    changed = with_words(
        wuxi, paragraph, f"原因：{{{number}}}。", reasons={**wuxi.facts.reasons, figure: "人员减少两名"}
    )
    assert "原因：人员减少两名。" in changed.narrative.text


def test_the_words_of_this_year_are_right_next_year(wuxi):
    year = wuxi.facts.budget.year
    paragraph = next(p for p in wuxi.narrative.paragraphs if p.key and str(year) in p.text and p.pieces)
    changed = with_words(wuxi, paragraph, f"{year}年我单位安排{{1}}，{year - 1}年已执行完毕。")
    texts = changed.facts.texts
    assert str(year) not in texts[paragraph.key]
    following = replace(changed.facts.budget, year=year + 1)
    told = pipeline.disclose(replace(changed.facts, budget=following), changed.last, changed.form)
    assert any(p.key == paragraph.key and p.text.startswith(f"{year + 1}年我单位") for p in told.narrative.paragraphs)


def test_words_whose_sentence_is_gone_are_reported_not_lost(wuxi):
    disclosure = again(wuxi, texts={**wuxi.facts.texts, KEY + "0" * 16: "这一句已经没有了"})
    assert "这一句已经没有了" not in disclosure.narrative.text
    assert any(f.code == "N04" and "这一句已经没有了" in f.message for f in disclosure.findings)


def test_an_unknown_figure_in_reworded_words_is_an_error(wuxi):
    paragraph = sentence(wuxi, "basic_total")
    disclosure = with_words(wuxi, paragraph, "基本支出{no_such_figure}和{99}")
    assert sum(f.code == "N02" for f in disclosure.errors) == 2


@pytest.mark.parametrize("words", ["\ufdd0basic_total|1\ufdd1", "{1}{1}", "{0}", "{}", "{-1}", "# 标题"])
def test_odd_words_do_no_harm(wuxi, words):
    paragraph = sentence(wuxi, "basic_total")
    text = with_words(wuxi, paragraph, words).narrative.text
    assert "\ufdd0" not in text


def test_a_key_does_not_depend_on_figures_or_reasons():
    years = years_of(2025)
    one = list(
        runs_of("2025年支出\ufdd0total|1万元\ufdd1，原因\ufdd0@reason:total@|甲\ufdd1\ufdd0@reason:total@x|2\ufdd1。")
    )
    other = list(runs_of("2025年支出\ufdd0total|9万元\ufdd1，原因\ufdd0@reason:total@|乙丙\ufdd1。"))
    assert key_of(one, years) == key_of(other, years)
    next_year = list(runs_of("2026年支出\ufdd0total|9万元\ufdd1，原因\ufdd0@reason:total@|乙\ufdd1。"))
    assert key_of(next_year, years_of(2026)) == key_of(one, years)
    assert key_of([Run("2025年收入")], years) != key_of(one, years)
    assert Paragraph(tuple(one)).pieces[1] == tuple(one[3:5])


@pytest.mark.parametrize(
    ("words", "code"),
    [("基本支出300万元，保证运转。", "C81"), ("基本支出{1}，比2022年减少13.61万元。", "C76"), ("基本支出{1}。", "")],
)
def test_reworded_sentences_are_checked_like_all_others(wuxi, words, code):
    disclosure = with_words(wuxi, sentence(wuxi, "basic_total"), words)
    before = {finding.message for finding in wuxi.to_do}
    assert [f.code for f in disclosure.to_do if f.message not in before] == ([code] if code else [])


def test_headings_at_the_end_of_a_text_lead_to_the_tables_behind_it():
    words, part, below = (
        Paragraph((Run(text),), level) for text, level in (("正文。", 0), ("第四部分", 1), ("一、表", 2))
    )
    assert leading_to_tables([part, words, part, below]) == ([part, words], [part, below])
    assert leading_to_tables([part, words]) == ([part, words], [])
    assert leading_to_tables([part]) == ([part], []), "the title of the text would stand alone"
