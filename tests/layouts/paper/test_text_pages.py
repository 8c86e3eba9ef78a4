"""The narrative on paper: every word of it, headings kept with what follows, inside the margins."""

from desktop.layouts.paper.pages import A4
from desktop.layouts.paper.text_pages import BOTTOM, LEFT, STEP, TextPager


def pager_of(disclosure):
    pager = TextPager()
    pager.set(disclosure.narrative)
    return pager


def test_nothing_of_the_narrative_is_lost(own_layouts):
    for disclosure in own_layouts.values():
        printed = "".join(box.text for page in pager_of(disclosure).pages for box in page.boxes)
        for paragraph in disclosure.narrative.paragraphs:
            if paragraph.table is None:
                assert paragraph.text.replace("\n", "") in printed


def test_headings_are_listed_with_the_page_they_stand_on(own_layouts):
    for disclosure in own_layouts.values():
        pager = pager_of(disclosure)
        wanted = [(p.text, p.level) for p in disclosure.narrative.paragraphs if p.level]
        assert [(h.text, h.level) for h in pager.headings] == wanted
        for heading in pager.headings:
            assert heading.text[:10] in "".join(b.text for b in pager.pages[heading.page].boxes)


def test_no_heading_is_left_alone_at_the_foot_of_a_page(own_layouts):
    for disclosure in own_layouts.values():
        pager = pager_of(disclosure)
        headings = {h.text for h in pager.headings}
        for page in pager.pages[:-1]:
            assert page.boxes[-1].text not in headings


def test_everything_stands_between_the_margins(own_layouts):
    for disclosure in own_layouts.values():
        for page in pager_of(disclosure).pages:
            assert all(box.x >= LEFT - 0.01 and box.x + box.width <= A4[0] - LEFT + 0.5 for box in page.boxes)
            assert all(box.y + box.height <= A4[1] - BOTTOM + STEP / 2 for box in page.boxes)
