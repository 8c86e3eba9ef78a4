"""The one-page overview: its figures are those of the tables, its causes add up, nothing runs off the page."""

import pytest

from desktop.compute import causes
from desktop.layouts.paper.overview_page import overview_pages
from desktop.layouts.paper.pages import width_of
from desktop.layouts.tables import overview


def made_of(disclosure, notes=("检查：通过 3 项。",)):
    last = disclosure.last
    effects = causes.effects(last, disclosure.facts) if last is not None else None
    return overview.build(disclosure.form, disclosure.facts, disclosure.cube, effects, list(notes))


def test_the_five_figures_are_those_of_the_measures(disclosures):
    for disclosure in disclosures.values():
        page, cube = made_of(disclosure), disclosure.cube
        for name, card in zip(overview.FIGURES, page.cards, strict=True):
            this = cube.select(disclosure.form.measures[name].where) & cube.in_year(cube.year)
            assert card.amount == cube.total(this)
            assert card.selection == this


def test_the_causes_add_up_to_the_change(disclosures):
    for disclosure in disclosures.values():
        page = made_of(disclosure)
        if page.compared:
            assert sum(c.amount for c in page.causes) + page.rest == page.cards[0].change.difference


def test_the_parts_add_up_to_expenditure(disclosures):
    for disclosure in disclosures.values():
        page = made_of(disclosure)
        for chart in page.charts:
            assert sum(bar.this for bar in chart.bars) == page.cards[0].amount


def test_without_a_last_year_nothing_is_compared(disclosures):
    disclosure = disclosures["wuxi_2023"]
    page = overview.build(disclosure.form, disclosure.facts, disclosure.cube, None, [])
    assert {card.compared(page.style) for card in page.cards} == {"上年数未录入"}
    assert not page.causes
    text = "".join(t.text for sheet in overview_pages(page, "") for t in sheet.texts)
    assert "上年数未录入" in text


@pytest.mark.parametrize("notes", [["短"], ["很长的一句话，" * 40]])
def test_nothing_runs_off_the_page(disclosures, notes):
    for disclosure in disclosures.values():
        for page in overview_pages(made_of(disclosure, notes), "版本 AAAA-BBBB"):
            for text in page.texts:
                assert text.x >= 30
                assert text.x + width_of(text.text, text.face, text.size) <= page.width - 30, text.text
                assert 20 <= text.y <= page.height - 20
