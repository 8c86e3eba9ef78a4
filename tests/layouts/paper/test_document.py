"""The printed document: cover, contents, narrative, tables, with the page each stands on."""

from dataclasses import replace
from itertools import pairwise

import pytest

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.layouts.paper import document as of_document
from desktop.layouts.paper.document import LINES_PER_CONTENTS_PAGE, MOST_LINES, compose
from desktop.layouts.paper.pages import A4, CHARTS, Page, width_of
from desktop.ledger.records import LayoutChoice
from tests.papers import violations


def document_of(disclosure, form=None, **changed):
    publication = pipeline.publication(disclosure)
    return compose(
        form or disclosure.form,
        ["某单位", "2023年预算公开"],
        disclosure.narrative,
        publication.sheets,
        "AAAA-BBBB",
        "版本 AAAA-BBBB",
        publication.charts,
        **changed,
    )


def words(page):
    return "".join(text.text for text in page.texts)


def test_every_entry_of_the_contents_stands_on_its_page(wuxi):
    document = document_of(wuxi)
    for entry in document.entries:
        boxes = "".join(box.text for box in document.pages[entry.page].boxes)
        start = entry.text.split(" ")[-1][:8]
        assert start in boxes, entry


def test_every_page_but_the_cover_says_page_x_of_y(wuxi):
    document = document_of(wuxi)
    count = len(document.pages)
    assert "页" not in words(document.pages[0]).replace("版本", "")
    for number, page in enumerate(document.pages[1:], 2):
        assert f"第 {number} 页  共 {count} 页" in words(page)
    assert all("版本 AAAA-BBBB" in words(page) for page in document.pages)


@pytest.mark.parametrize("annex", ["before", "after"])
def test_the_tables_stand_before_or_after_the_text_as_the_form_says(wuxi, annex):
    document = document_of(wuxi, replace(wuxi.form, annex=annex))
    tops = [entry.text for entry in document.entries if entry.level == 0]
    place = tops.index(wuxi.narrative.title)
    assert place == (len(tops) - 2 if annex == "before" else 0)
    assert tops[-1] == "附图"  # the charts end the document, whatever stands first


def test_the_tables_stand_where_the_text_says_and_the_charts_end_the_document(wuxi):
    """The title stands once; the text goes on behind the tables, with its headings in the contents."""
    chosen = replace(wuxi.facts, layout_choices=(LayoutChoice(setting="tables_at", choice="second"),))
    document = document_of(pipeline.disclose(chosen, wuxi.last, loader.load("guangxi_wuzhou/2025")))
    titles = [entry.text for entry in document.entries]
    parts = [n for n, text in enumerate(titles) if text.startswith("第")]
    assert [titles[n][:4] for n in parts] == ["第一部分", "第二部分", "第三部分", "第四部分"]
    assert parts == [1, 2, 13, 14]
    assert titles[-1] == CHARTS
    assert titles.count(titles[0]) == 1
    assert [entry.page for entry in document.entries] == sorted(entry.page for entry in document.entries)


def test_a_long_contents_stands_closer_on_one_page_and_a_longer_one_takes_another(own_layouts):
    for disclosure in own_layouts.values():
        document = document_of(disclosure)
        pages = min(entry.page for entry in document.entries) - 1
        count = len(document.entries)
        assert pages == (1 if count <= MOST_LINES else -(-count // LINES_PER_CONTENTS_PAGE))
        printed = [box.text for page in document.pages[1 : 1 + pages] for box in page.boxes if box.role == "contents"]
        titles = ["".join(entry.text.split()) for entry in document.entries]
        assert ["".join(text.split("·")[0].split()) for text in printed] == titles


def test_a_title_that_is_long_is_not_cut_in_the_contents(wuxi):
    long = "一般公共预算基本支出情况明细表（按支出功能分类科目和政府预算支出经济分类科目）续编说明" * 2
    page = Page(*A4)
    of_document._contents_line(page, of_document.Entry(long, 1, 7), 200.0, of_document.ENTRY)
    (box,) = page.boxes
    assert box.text.startswith(long)
    assert violations([page]) == []


def sizes_of(entries):
    """The size of each line of the contents with these titles."""
    (page,) = of_document.set_contents([of_document.Entry(text, 0, 3) for text in entries], 1)
    return {text.text: text.size for text in page.texts if text.text in entries}


def test_the_lines_of_the_contents_have_one_size():
    """The longest line needs a smaller one: then all have it; one of extraordinary length takes two lines alone."""
    short, long = "表1 收支总表", "表7 重庆市江津区政务服务管理办公室（本级）一般公共预算“三公”经费支出预算表"
    assert set(sizes_of([short]).values()) == {of_document.ENTRY}
    assert len(sizes_of([short, long])) == 2
    assert len(set(sizes_of([short, long]).values())) == 1
    assert of_document.ENTRY_SHARED <= sizes_of([short, long])[short] < of_document.ENTRY
    assert sizes_of([short, "表2 收入总表", "表3 支出总表", long * 2])[short] == of_document.ENTRY_SHARED


def test_the_lines_of_contents_share_a_size_where_few_are_longer():
    assert of_document.shared_size([12.0, 11.0, 12.0]) == 11.0
    assert of_document.shared_size([12.0, 12.0, 12.0, 9.0]) == of_document.ENTRY_SHARED
    assert of_document.shared_size([12.0, 9.0]) == 9.0
    assert of_document.shared_size([]) == of_document.ENTRY


LONG_ENTRY = "表6 重庆市江津区政务服务管理办公室（本级）2023年一般公共预算基本支出明细表（按经济分类）"


@pytest.mark.parametrize(("lines", "alike"), [(17, True), (26, False)])
def test_a_longer_entry_has_the_letters_of_the_others_where_the_page_has_room_for_its_second_line(lines, alike):
    """It stood alone in small letters among sixteen of one size, over half a page that was empty."""
    entries = [of_document.Entry(f"表{n} 某局2023年部门收支总表", 0, n) for n in range(1, lines)]
    entries.insert(5, of_document.Entry(LONG_ENTRY, 0, 8))
    (page,) = of_document.set_contents(entries, 1)
    boxes = [box for box in page.boxes if box.role == "contents"]
    assert [box.text.split("·")[0] for box in boxes] == [entry.text for entry in entries]
    printed = page.texts[slice(boxes[0].drawn[0], None)]
    sizes = {text.size for text in printed if text.face == "serif"}
    assert (len(sizes) == 1) == alike and (not alike or sizes == {of_document.ENTRY_SHARED})
    assert {text.size for text in printed if text.face == "sans"} == {of_document.ENTRY_SHARED}, (
        "the pages and dots too"
    )
    if alike:
        first, last = (text for text in page.texts[slice(*boxes[5].drawn)] if text.face == "serif")
        assert abs(last.x - first.x - width_of("表6 ", "serif", of_document.ENTRY_SHARED)) < 0.01
    assert violations([page]) == []
    for above, below in pairwise(boxes):
        assert above.y + above.height <= below.y + 0.01
    assert boxes[-1].y + boxes[-1].height < A4[1] - 60


def test_an_entry_of_three_lines_writes_none_over_another(wuxi):
    page = Page(*A4)
    of_document._contents_line(page, of_document.Entry(LONG_ENTRY * 3, 0, 7), 200.0, of_document.ENTRY)
    heights = [text.y for text in page.texts if text.face == "serif"]
    assert len(heights) >= 3 and len(set(heights)) == len(heights)


def test_notes_that_the_cover_has_no_room_for_stand_on_the_next_page(wuxi):
    """Many accepted errors once ran into the sign-off, and nothing could be exported."""
    notes = tuple(
        f"检查错误已说明：C{n} 项目缺少评审记录，未入库不得编入预算，本级已报财政部门备案（理由：已核对）"
        for n in range(40)
    )
    plain, document = document_of(wuxi), document_of(wuxi, notes=notes)
    more = len(document.pages) - len(plain.pages)
    shown = "".join("".join(text.text for text in page.texts) for page in document.pages[: 1 + more])
    assert more > 1 and all(note in shown for note in notes)
    assert "其余说明见下页" in words(document.pages[0])
    boxes = document.pages[0].boxes
    assert not [(a.text, b.text) for a, b in pairwise(boxes) if a.y + a.height > b.y + 1]
    assert all(box.y + box.height < page.height - 40 for page in document.pages[1 : 1 + more] for box in page.boxes)
    assert [entry.page - more for entry in document.entries] == [entry.page for entry in plain.entries]


@pytest.mark.parametrize("place", ["last", "second"])
def test_tables_that_are_a_part_of_the_text_stand_below_it_in_the_contents(wuxi, place):
    """They stood left of the part they belong to, and the part behind them stood below the last of them."""
    chosen = replace(wuxi.facts, layout_choices=(LayoutChoice(setting="tables_at", choice=place),))
    document = document_of(pipeline.disclose(chosen, wuxi.last, loader.load("guangxi_wuzhou/2025")))
    tables = [entry for entry in document.entries if entry.text.startswith("预算公开")]
    assert len(tables) == 10 and {entry.level for entry in tables} == {2}
    assert {entry.level for entry in document.entries if entry.text.startswith("第")} == {1}
    left = {text.text: text.x for text in document.pages[1].texts}
    for entry in document.entries:
        assert left[entry.text] == pytest.approx(left[CHARTS] + 24 * entry.level)


@pytest.mark.parametrize(
    ("key", "section"), [("shanghai/2025", "预算表"), ("gansu/2025", "部门预算公开表"), ("sichuan/2025", "部门预算表")]
)
def test_tables_of_a_section_stand_below_it_in_the_contents(wuxi, key, section):
    """They were left of the sections around them, also where a sentence stands before them (见以下各表)."""
    document = document_of(pipeline.disclose(wuxi.facts, wuxi.last, loader.load(key)))
    place = next(n for n, entry in enumerate(document.entries) if entry.text.endswith(section))
    tables = [n for n, entry in enumerate(document.entries) if entry.text.startswith("表")]
    assert tables == list(range(place + 1, place + 1 + len(tables))) and len(tables) >= 9
    assert {document.entries[n].level for n in tables} == {2}
    assert document.entries[place].level == 1


def test_tables_that_are_no_part_of_the_text_stand_beside_it_in_the_contents(wuxi):
    assert {entry.level for entry in document_of(wuxi).entries if entry.text.startswith("表")} == {0}


def test_a_heading_that_leads_to_the_tables_stands_over_the_first_of_them(wuxi):
    """It was the last line of a page of text, with nothing under it."""
    document = document_of(pipeline.disclose(wuxi.facts, wuxi.last, loader.load("guangxi_wuzhou/2025")))
    place = next(n for n, entry in enumerate(document.entries) if entry.text.endswith("预算公开表"))
    heading, table = document.entries[place : place + 2]
    assert (heading.level, table.level, heading.page) == (1, 2, table.page)
    first, second = document.pages[table.page].boxes[:2]
    assert (first.text, first.role, second.role in ("number", "title")) == (heading.text, "heading", True)
    for page in document.pages:
        printed = [box.role for box in page.boxes if box.role in ("heading", "body", "cell", "chart", "title")]
        assert printed[-1:] != ["heading"]
