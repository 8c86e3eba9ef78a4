"""The narrative on paper: every word of it, headings kept with what follows, inside the margins."""

from itertools import product

import pytest

from desktop.layouts.paper.justify import BLANK_BEHIND, GIVES, LOOSE, LOOSEST
from desktop.layouts.paper.pages import A4
from desktop.layouts.paper.text_pages import BOTTOM, LEFT, SIZE, STEPS, text_pages
from desktop.layouts.words.narrative import Narrative
from desktop.layouts.words.paragraphs import Paragraph, Run
from tests.papers import violations


def pager_of(disclosure):
    return text_pages(disclosure.narrative.paragraphs, disclosure.narrative)


def test_nothing_of_the_narrative_is_lost(own_layouts):
    for disclosure in own_layouts.values():
        printed = "".join(box.text for page in pager_of(disclosure).pages for box in page.boxes)
        for paragraph in disclosure.narrative.paragraphs:
            if paragraph.table is None:
                assert paragraph.text.replace("\n", "") in printed


def test_headings_are_listed_with_the_page_they_stand_on(own_layouts):
    for disclosure in own_layouts.values():
        pager = pager_of(disclosure)
        wanted = [(p.text, p.level) for p in disclosure.narrative.paragraphs if p.is_heading]
        assert [(h.text, h.level) for h in pager.headings] == wanted
        for heading in pager.headings:
            assert heading.text[:10] in "".join(b.text for b in pager.pages[heading.page].boxes)


def test_no_heading_is_left_alone_at_the_foot_of_a_page(own_layouts):
    for disclosure in own_layouts.values():
        pager = pager_of(disclosure)
        headings = {p.text for p in disclosure.narrative.paragraphs if p.announces}
        for page in pager.pages[:-1]:
            assert page.boxes[-1].text not in headings


def test_everything_stands_between_the_margins(own_layouts):
    for disclosure in own_layouts.values():
        for page in pager_of(disclosure).pages:
            assert all(box.x >= LEFT - 0.01 for box in page.boxes)
            out = [box for box in page.boxes if box.x + box.width > A4[0] - LEFT + 0.5]
            assert all(box.text[-1] in BLANK_BEHIND for box in out), "only the blank half of a mark"
            assert all(box.x + box.width <= A4[0] - LEFT + GIVES * SIZE + 0.01 for box in out)
            assert all(box.y + box.height <= A4[1] - BOTTOM + STEPS[0] / 2 for box in page.boxes)


def test_numbered_sentences_fill_their_pages(own_layouts):
    """Twenty of them in a row are no twenty headings that have to stay together: that left pages of one sentence."""
    words = "“一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）”科目175.99万元，主要用于工资。"
    items = [Paragraph((Run(f"{number}. {words}"),), level=3) for number in range(1, 21)]
    pager = text_pages(items, Narrative("某局2027年部门预算", items, {}))
    for page in pager.pages[:-1]:
        assert page.boxes[-1].y + 4 * STEPS[0] > A4[1] - BOTTOM, "at most the room that an item of three lines leaves"
    assert len(pager.pages) == 3


def test_a_text_with_up_to_four_lines_more_than_a_page_stands_on_one():
    """No last page has four lines: 23 stand on a page as the norm has it, 27 where they are closer."""
    pages = {n: len(text_pages([Paragraph((Run("本单位没有安排。"),))] * n, None).pages) for n in range(20, 32)}
    assert pages == {n: 1 if n <= 27 else 2 for n in pages}


def test_a_line_beside_a_long_number_ends_at_the_margin_and_the_number_stays_closed():
    words = "2025年收入和支出总预算1786390.88元，同比增加2385000.12元，增长3.98%，主要原因是项目增加。"
    pager = text_pages([Paragraph((Run(words),))], None)
    (page,) = pager.pages
    lines = [page.texts[slice(*box.drawn)] for box in page.boxes]
    assert len(lines) > 1
    assert [abs(line[-1].right - (A4[0] - LEFT)) < 0.01 for line in lines] == [True] * (len(lines) - 1) + [False]
    assert any(len(line) > 1 for line in lines), "the first line is a loose one"
    assert all(
        text.spacing <= (LOOSE if text.text[0].isdigit() else LOOSEST * text.size) for line in lines for text in line
    )
    assert "1786390.88元，" in [text.text for text in lines[0]], "it stays with its unit"
    assert "".join(text.text for text in page.texts) == words
    assert violations(pager.pages) == []
    alone = text_pages([Paragraph((Run("短 1786390.88元1786390.88元1786390.88元99991786390.88元"),))], None).pages[0]
    assert alone.texts[0].spacing == 0, "what would be torn apart stays ragged"
    broken = text_pages([Paragraph((Run("这一行后面换行，它几乎有一整行那么长，但不拉开\n第二行"),))], None).pages[0]
    assert [text.spacing for text in broken.texts] == [0, 0]


def test_a_sentence_that_leads_to_a_list_is_not_the_last_of_its_page():
    """…，其中： at the foot of a page led to nothing; a long one may be divided as any other."""
    short, long = (Paragraph((Run("（1）行政运行一百万元，" + "比上年预算数增加，" * n),)) for n in (0, 4))
    for before, item in product(range(16, 24), (short, long)):
        text = [Paragraph((Run("一行。"),))] * before + [Paragraph((Run("支出三百万元，其中："),)), item, item, item]
        for page in text_pages(text, None).pages[:-1]:
            assert not page.boxes[-1].text.endswith("：")


def test_sentences_that_lead_to_each_other_stay_with_the_first_item_of_the_list():
    """支出…，其中： was the last of its page, and 1. 按支出功能分类，共分为4类： the first of the next."""
    begin = [
        Paragraph((Run("（二）支出预算说明"),), level=2),
        Paragraph((Run("支出三百万元，其中："),)),
        Paragraph((Run("1. 按支出功能分类科目划分，共分为4类："),), level=3),
    ]
    item = Paragraph((Run("（1）一般公共服务支出预算一百万元，占支出总预算的比重为三分之一，与上年预算数持平；"),))
    for before in range(14, 25):
        text = [Paragraph((Run("一行。"),))] * before + [*begin, item, item, item]
        pages = text_pages(text, None).pages
        assert all(page.boxes for page in pages)
        for page in pages[:-1]:
            assert page.boxes[-1].text not in {each.text for each in begin}, before


def test_a_long_row_of_sentences_that_lead_on_fills_its_pages():
    """Sixty of them cannot all stay together; they were no reason for pages of one line."""
    text = [Paragraph((Run("下设单位，其中："),))] * 60
    assert len(text_pages(text, None).pages[0].boxes) >= 12
    assert len(text_pages(text, None).pages) <= 4


def test_no_line_of_a_paragraph_is_alone_on_a_page():
    """Paragraphs of every length over the foot of a page: two lines of it at least on each side, or all of it on one."""
    line = "机关运行经费按编制定额核定，与上年持平，主要用于办公费。"
    for above, length in product(range(17, 25), range(1, 8)):
        short = [Paragraph((Run("按定额核定。"),))] * above
        long = Paragraph((Run(line * length),))
        pages = text_pages([*short, long, *short[:10]], None).pages
        assert violations(pages) == [], (above, length)


def test_a_heading_and_the_one_line_that_is_all_below_it_fill_a_page():
    """七、预算绩效情况 and its one sentence stood on the next page, under two empty lines."""
    short, heading = Paragraph((Run("本年收入与上年持平。"),)), Paragraph((Run("七、预算绩效情况"),), level=1)
    room = len(text_pages([short] * 60, None).pages[0].boxes)
    for below, is_left in (([], False), ([heading, *[short] * 9], False), ([short] * 9, True)):
        pages = text_pages([*[short] * (room - 2), heading, short, *below], None).pages
        assert (heading.text not in [box.text for box in pages[0].boxes]) is is_left
    pages = text_pages([*[short] * (room - 1), heading, short, heading, *[short] * 9], None).pages
    assert [box.text for box in pages[1].boxes][:2] == [heading.text, short.text]


def test_a_heading_stays_with_all_of_a_paragraph_of_three_lines():
    words = Paragraph((Run("机关运行经费按编制定额核定，与上年持平，主要用于办公费。" * 2 + "没有其他变化。"),))
    heading = Paragraph((Run("（一）机关运行经费"),), level=2)
    short = [Paragraph((Run("按定额核定。"),))]
    for above in range(17, 25):
        pages = text_pages([*short * above, heading, words, *short * 10], None).pages
        assert violations(pages) == [], above


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("（一）2023年单位预算全口径安排的“三公”经费预算情况", 1),
        ("三、政府性基金预算、国有资本经营预算和管理转移支付情况", 1),
        ("三、政府性基金预算、国有资本经营预算、社会保险基金和管理转移支付情况", 2),
        ("一、收支情况", 1),
    ],
)
def test_a_heading_of_two_letters_too_many_comes_closer_and_stands_on_one_line(text, lines):
    """情况 alone on the second line is what stood there; letters come closer by one point of 16 at most."""
    (page,) = text_pages([Paragraph((Run(text),), level=2), Paragraph((Run("与上年持平。"),))], None).pages
    boxes = [box for box in page.boxes if box.role == "heading"]
    assert "".join(box.text for box in boxes) == text and len(boxes) == lines
    assert violations([page]) == []
    for printed in page.texts:
        assert printed.right <= A4[0] - LEFT + 0.1
        assert -0.07 * SIZE <= printed.spacing <= 0
    assert (min(printed.spacing for printed in page.texts) < 0) == (lines == 1 and len(text) > 20)
