"""Passages: blanks and signs cleaned, every letter with its place, headings over what stands under them."""

import pytest

from desktop.audit.sentences.prose import DEEPEST, cleaned, level_of, passages, sentences
from tests.audit.texts import document, findings
from tests.small_cases import small_cases


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("2023 年 预算 １２.５ 万元", "2023年预算12.5万元"),
        ("其中: 收入(301) 1,234.50 万元, 支出", "其中：收入（301）1,234.50万元，支出"),
        ("2021,2022", "2021，2022"),
        ('2023年"三公" 经费', "2023年“三公”经费"),
        ("＂三公＂经费、‘三公’经费、「三公」经费", "“三公”经费、“三公”经费、“三公”经费"),
    ],
)
def test_a_text_is_compared_without_blanks_and_with_one_kind_of_sign(raw, text):
    assert cleaned(raw)[0] == text


def test_a_quote_is_cut_out_as_it_stands():
    (passage,) = passages(document("收入 预算 12.5 万元, 支出 8 万元"))
    start = passage.text.index("预算")
    assert passage.quote(start, start + 8).text == "预算 12.5 万元"
    assert passage.clause(start, start + 2).text == "收入 预算 12.5 万元"
    assert passage.quote(5, 5).text == ""


@small_cases(
    ("text", "level"),
    [("第一部分 概况", 0), ("一、概况", 1), ("（二）收入", 2), ("3. 采购", 3), ("（4）公积金", 4), ("收入", DEEPEST)],
)
def test_the_number_of_a_paragraph_says_how_deep_it_lies(text, level):
    assert level_of(cleaned(text)[0]) == level


def test_headings_stand_over_what_follows_until_the_next_of_their_level():
    found = passages(document("一、收入", "（一）预算", "收入1万元。", "二、支出", "支出1万元。"))
    assert [passage.path for passage in found] == [(), ("一、收入",), ("一、收入", "（一）预算"), (), ("二、支出",)]


def test_a_line_without_an_end_goes_on_in_the_next_but_a_heading_does_not():
    long = "本部门财政拨款收入一百五十九万元，其中一般公共预算财政"
    assert [p.text for p in passages(document(long, "拨款收入159万元。"))] == [long + "拨款收入159万元。"]
    heading = "（一）2022年部门预算全口径安排的“三公”经费支出预算情况"
    assert len(passages(document(heading, "2022年安排3万元。"))) == 2


def test_a_numbered_line_with_a_sentence_in_it_goes_on_where_it_breaks_off():
    lines = ["（一）机关运行经费。2026年本部门机关运行经费预算支出", "168.40万元，减少3%。"]
    assert [each.text for each in passages(document(*lines))] == ["".join(lines)]


def test_sentences_end_with_their_sign():
    assert list(sentences("甲。乙")) == [(0, 2), (2, 3)]


FILLING = [f"{n}.本单位的第{n}件事。" for n in range(1, 13)]


@small_cases(
    ("lines", "joined"),
    [
        (["三公经费预算9.20万元。", "比上年减少1.30万元。"], True),
        (["收入预算9.20万元。", "主要原因是人员增加。"], True),
        (["收入预算9.20万元，比上年增加1万元。", "增长的主要原因是人员增加。"], True),
        (["收入预算9.20万元。", "其中：事业收入1.20万元。"], True),
        (["收入预算9.20万元。", "同比增长3%。"], True),
        (["收入预算9.20万元。", "公务接待费0.50万元，比上年减少0.10万元。"], False),
        (["收入预算9.20万元。", "与上年收支总预算8.20万元相比增加1万元。"], False),
        (["一、收入预算情况", "比上年减少1.30万元。"], False),
        (["收入预算9.20万元。", "（一）比上年减少1.30万元。"], False),
    ],
)
def test_a_line_goes_on_where_each_sentence_has_a_line_of_its_own(lines, joined):
    found = passages(document("\n".join([*FILLING, *lines])))
    assert (len(found) == len(FILLING) + 1) == joined
    assert len(passages(document("\n".join(lines)))) == 2  # too few lines to tell
    if joined:
        last = found[-1]
        assert last.quote(len(last.text) - 3, len(last.text)).spot != last.quote(0, 3).spot


def test_where_paragraphs_hold_several_sentences_each_line_is_a_paragraph():
    lines = [*(f"{line}另有一句。" for line in FILLING), "三公经费预算9.20万元。", "比上年减少1.30万元。"]
    assert len(passages(document("\n".join(lines)))) == len(lines)


@small_cases(
    ("first", "then", "joined"),
    [
        ("5.住房保障支出（类）住房改革支出（款）住房公积金（项）2025年预算数为2", "5.30万元。", True),
        ("（一）一般公共服务支出（类）人大事务（款）代表工作（项）", "2025年预算数为5.30万元。", False),
        ("（三）社会保障和就业支出（类）行政事业单位养老支出（款）2025年", "预算数12.40万元。", True),
        ("（二）卫生健康支出（类）行政事业单位医疗（款）公务员医疗补助（项）3", "2.10万元，比上年减少1.00万元。", True),
        ("（二）2025年一般公共预算当年拨款规模变化情况的说明和支出结构2025年", "2025年拨款18.00万元。", False),
        ("（三）机关运行经费等其他重要事项的情况说明见本部门公开附表1", "5.30万元为公务接待费。", False),
    ],
)
def test_a_numbered_line_that_ends_within_an_amount_goes_on(first, then, joined):
    assert (len(passages(document(first, then))) == 1) is joined


def test_two_words_for_what_is_in_something_are_read_alike_and_quoted_as_written():
    text, places = cleaned("定编 车辆24辆，包含轿车6辆")
    assert text == "定编车辆24辆，包括轿车6辆" and len(places) == len(text)
    title = "某局2024年部门预算"
    for words in ("包含", "包括"):
        line = f"现有车辆33辆，其中：定编车辆24辆，{words}轿车6辆、执法用车12辆、其他用车6辆；非定编车辆9辆。"
        assert findings(title, line, codes="A73 A113") == [], words
        income = f"收入{words}：拨款收入1074.35万元，上年结转9.85万元。支出{words}：农林水支出984.20万元，住房保障支出100.00万元。"
        assert findings(title, income, codes="A01") == [], words
    (found,) = findings(title, "现有车辆8辆，包含轿车6辆、客车3辆。", codes="A73")
    assert "包括" not in found.quotes[0].text


@small_cases("marks", ["“”", '""', "＂＂", "‘’"])
def test_three_costs_are_known_between_any_quotation_marks(marks):
    three = marks[0] + "三公" + marks[1]
    text = f"甲县粮食局2025年部门预算\n2025年{three}经费预算13.00万元，其中：公务接待费4.00万元，公务用车运行维护费10.00万元。"
    found = findings(text, codes="A01")
    assert [each.message for each in found] == ["各项之和 14万元，而三公经费为 13.00万元，多 1万元"]
