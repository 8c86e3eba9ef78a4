"""Papers a bureau takes: nothing cut, nothing nearly empty, nothing alone; read from the boxes of the pages."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.exporters import pdf
from desktop.layouts.form import loader
from desktop.layouts.paper.pages import Box, Page
from desktop.layouts.paper.sheet import sheet_of
from desktop.layouts.paper.table_pages import table_pages
from desktop.layouts.paper.text_pages import text_pages
from tests import papers, scale

LAYOUTS = loader.available() if scale.asked else ["guizhou/2025", "guangxi_wuzhou/2025"]
BOOKS = range(scale.count(2))


def wrong(disclosure):
    """Return all that is wrong with the tables, the text and the whole document of a disclosure."""
    found = [f"{t.label} {text}" for t in disclosure.tables for text in papers.of_the_run(table_pages(sheet_of(t)))]
    for part in disclosure.narrative.around_tables(disclosure.form.annex):
        found += [f"说明 {text}" for text in papers.of_the_run(text_pages(part, None).pages)]
    return found + papers.of_each(pdf.document_of(pipeline.publication(disclosure)).pages)


@pytest.mark.journey
def test_every_sample_in_its_own_layout(own_layouts):
    assert {name: found for name, disclosure in own_layouts.items() if (found := wrong(disclosure))} == {}


@pytest.mark.parametrize("key", LAYOUTS)
def test_one_sample_in_every_layout(key, sample_facts):
    facts, last = sample_facts["qinghe_2025"]
    assert wrong(pipeline.disclose(facts, last, loader.load(key))) == []


@pytest.mark.parametrize("number", BOOKS)
def test_books_that_are_hard_to_set(number, sample_facts):
    """Long names, many rows, twelve digits, or hardly anything; in a long form in every layout."""
    facts = papers.book(sample_facts["wuxi_2023"][0], number, scale.seed(1))
    keys = loader.available() if scale.asked else [LAYOUTS[number % len(LAYOUTS)]]
    for key in keys:
        assert wrong(pipeline.disclose(facts, None, loader.load(key))) == [], f"{key}, book {number}"


def page(*boxes, texts=()):
    made = Page(595.28, 841.89, boxes=list(boxes))
    for x, y, text in texts:
        made.write(x, y, text, "serif", 10)
    return made


def test_each_kind_of_fault_is_noticed(wuxi):
    body = Box(60, 100, 400, 28, "正文", role="body")
    assert papers.violations([page(body, texts=[(62, 116, "正文")])]) == []
    assert "超出它的格子" in papers.violations([page(Box(60, 100, 50, 20, ""), texts=[(62, 114, "一二三四五六")])])[0]
    assert "不在任何格子里" in papers.violations([page(texts=[(62, 114, "游离")])])[0]
    assert "超出页面" in papers.violations([page(Box(60, 780, 400, 40, "页脚上"))])[0]
    assert (
        "后面没有正文"
        in papers.of_the_run([page(body, Box(60, 700, 400, 28, "一、标题", role="heading")), page(body)])[0]
    )
    over = Box(60, 100, 90, 20, "甲", role="cell"), Box(100, 100, 90, 20, "乙", role="cell")
    assert any("重叠" in text for text in papers.violations([page(*over)]))


def test_a_page_that_is_nearly_empty_a_lone_total_and_a_page_without_its_title_are_noticed(wuxi):
    sheet = sheet_of(next(t for t in wuxi.tables if t.id == "balance"))
    (whole,) = table_pages(sheet)
    rows = sorted({b.placed.row for b in whole.boxes if b.role == "cell" and b.placed.cell is not None})
    last = [b for b in whole.boxes if b.placed and b.placed.row == rows[-1]]
    head = [b for b in whole.boxes if b.role in ("title", "unit", "number", "header")]
    first = Page(whole.width, whole.height, boxes=[b for b in whole.boxes if b not in last])
    top = max(b.y + b.height for b in head)
    second = Page(whole.width, whole.height, boxes=[*head, *(replace(b, y=top) for b in last)])
    found = papers.violations([first, second])
    assert any("最后一页只用了" in text for text in found)
    assert any("收入总计" in text or "总计" in text for text in found)
    bare = Page(whole.width, whole.height, boxes=[replace(b, y=top) for b in last])
    assert any("没有 title" in text for text in papers.violations([first, bare]))
