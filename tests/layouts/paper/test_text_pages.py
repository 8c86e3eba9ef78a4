"""The narrative on paper: every word of it, headings kept with what follows, inside the margins."""

from desktop.layouts.paper.pages import A4
from desktop.layouts.paper.text_pages import BOTTOM, LEFT, STEPS, text_pages
from desktop.layouts.words.narrative import Narrative
from desktop.layouts.words.paragraphs import Paragraph, Run


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
            assert all(box.x >= LEFT - 0.01 and box.x + box.width <= A4[0] - LEFT + 0.5 for box in page.boxes)
            assert all(box.y + box.height <= A4[1] - BOTTOM + STEPS[0] / 2 for box in page.boxes)


def test_numbered_sentences_fill_their_pages(own_layouts):
    """Twenty of them in a row are no twenty headings that have to stay together: that left pages of one sentence."""
    words = "“一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）”科目175.99万元，主要用于工资。"
    items = [Paragraph((Run(f"{number}. {words}"),), level=3) for number in range(1, 21)]
    pager = text_pages(items, Narrative("某局2027年部门预算", items, {}))
    for page in pager.pages[:-1]:
        assert page.boxes[-1].y + 3 * STEPS[0] > A4[1] - BOTTOM
    assert len(pager.pages) == 3
