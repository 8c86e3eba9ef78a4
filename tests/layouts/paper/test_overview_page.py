"""The overview on paper: the words where nothing can be compared, bars by size, charts on a second page."""

from dataclasses import replace

from desktop.compute import causes
from desktop.layouts.paper.overview_page import FALLEN, RISEN, overview_pages
from desktop.layouts.tables import overview


def made_of(disclosure, last="own"):
    prior = disclosure.last if last == "own" else last
    effects = causes.effects(prior, disclosure.facts) if prior is not None else None
    return overview.build(disclosure.form, disclosure.facts, disclosure.cube, effects, ["检查：通过 3 项。"])


def words(pages):
    return "".join(text.text for page in pages for text in page.texts)


def test_equal_years_say_so(wuxi):
    page = replace(made_of(wuxi), causes=(), rest=0, compared=True)
    assert "各项支出与上年相同。" in words(overview_pages(page, ""))


def test_more_is_drawn_in_one_colour_and_less_in_another(wuxi):
    page = made_of(wuxi)
    fills = [fill.color for sheet in overview_pages(page, "") for fill in sheet.fills]
    assert fills.count(RISEN) == sum(cause.amount > 0 for cause in page.causes)
    assert fills.count(FALLEN) == sum(cause.amount < 0 for cause in page.causes)


def test_each_card_leads_to_the_lines_behind_it(wuxi):
    page = made_of(wuxi)
    boxes = [
        b
        for sheet in overview_pages(page, "")
        for b in sheet.boxes
        if b.placed is not None and b.placed.cell is not None
    ]
    selections = [box.placed.cell.selection for box in boxes]
    assert all(card.selection in selections for card in page.cards)


def test_charts_that_do_not_fit_go_to_a_second_page(wuxi):
    page = made_of(wuxi)
    assert len(overview_pages(replace(page, charts=page.charts * 6), "")) > len(
        overview_pages(replace(page, charts=page.charts[:1]), "")
    )
