"""The outline of one section for each table, and where the tables stand in the document."""

import re
from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.layouts.paper.sheet import sheet_of
from desktop.layouts.paper.table_pages import table_pages
from desktop.ledger.records import LayoutChoice

SECTIONS = [
    "收支总体情况", "收入总体情况", "支出总体情况", "财政拨款收支总体情况", "一般公共预算支出情况", "一般公共预算基本支出情况",
    "“三公”经费预算情况", "政府性基金预算支出情况", "国有资本经营预算支出情况", "其他重要事项",
]  # fmt: skip


def printed(wuxi, key, **chosen):
    records = tuple(LayoutChoice(setting=setting, choice=choice) for setting, choice in chosen.items())
    return pipeline.disclose(replace(wuxi.facts, layout_choices=records), wuxi.last, loader.load(key)).narrative


@pytest.mark.parametrize("key", ["guangxi_wuzhou/2025", "guangxi_liuzhou/2025"])
def test_one_section_for_each_table(wuxi, key):
    narrative = printed(wuxi, key)
    explained = [p.text for p in narrative.paragraphs if p.level == 2][-len(SECTIONS) :]
    assert [text.partition("、")[2].replace("2023年", "") for text in explained] == SECTIONS


@pytest.mark.parametrize(
    ("key", "chosen", "part"),
    [
        ("guangxi_wuzhou/2025", {}, "第四部分"),
        ("guangxi_wuzhou/2025", {"tables_at": "second"}, "第二部分"),
        ("guangxi_liuzhou/2025", {}, "第四部分"),
        ("guangxi_liuzhou/2025", {"place": "liubei"}, "第二部分"),
        ("guangxi_liuzhou/2025", {"place": "liubei", "tables_at": "last"}, "第四部分"),
    ],
)
def test_the_tables_stand_under_their_heading(wuxi, key, chosen, part):
    narrative = printed(wuxi, key, **chosen)
    before, after = narrative.around_tables("before")
    assert before[-1].text.startswith(part)
    assert before[-1].text.endswith("部门预算公开表")
    assert before + after == narrative.paragraphs


def test_amounts_in_yuan_and_percentages_of_two_decimals(wuxi):
    text = printed(wuxi, "guangxi_wuzhou/2025").text
    assert "收支总预算3606690元，同比减少" in text
    assert re.search(r"占支出总预算[0-9]+\.[0-9]{2}%，同比减少[0-9.]+元，下降[0-9.]+%", text)


def test_amounts_in_yuan_have_no_zeros_at_their_end_as_they_are_published_and_a_unit_may_keep_them(sample_facts):
    facts, last = sample_facts["qinghe_2025"]
    for choice, amount in (("form", "5240.4元"), ("keep", "5240.40元")):
        chosen = replace(facts, layout_choices=(LayoutChoice(setting="zeros", choice=choice),))
        text = pipeline.disclose(chosen, last, loader.load("guangxi_wuzhou/2025")).narrative.text
        assert amount in text


@pytest.mark.parametrize("key", ["guangxi/2022", "guangxi_wuzhou/2025", "guangxi_liuzhou/2025"])
def test_both_parts_of_the_money_for_cars_begin_at_one_place(wuxi, key):
    """公务用车购置费 stood below 其中, three letters left of 公务用车运行维护费."""
    disclosure = pipeline.disclose(wuxi.facts, wuxi.last, loader.load(key))
    (page,) = table_pages(sheet_of(next(table for table in disclosure.tables if table.id == "three_public")))
    of_which, rest = (next(t for t in page.texts if word in t.text) for word in ("运行维护费", "公务用车购置费"))
    assert rest.x == pytest.approx(of_which.x + len("其中：") * of_which.size, abs=1)
