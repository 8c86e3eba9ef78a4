"""Charts on paper: as many on a page as fit, none cut, each bar as long as its amount."""

from dataclasses import replace

import pytest

from desktop.layouts.paper.chart_pages import LAST_YEAR, THIS_YEAR, chart_height, chart_pages, draw_chart
from desktop.layouts.paper.pages import A4, CHARTS, Page
from desktop.layouts.tables.charts import Bar, Chart
from desktop.money import NumberStyle
from tests.papers import violations


@pytest.fixture
def chart():
    bars = tuple(
        Bar(name, amount, last, 0) for name, amount, last in (("甲", 400, 100), ("乙", 200, None), ("丙", 0, 50))
    )
    return Chart("c", "支出构成", 2025, NumberStyle(unit="元"), bars)


def lengths(page, color):
    return [fill.width for fill in page.fills if fill.color == color and fill.height == 10]


def test_bars_are_as_long_as_their_amounts(chart):
    page = Page(*A4)
    draw_chart(page, chart, 74)
    this = lengths(page, THIS_YEAR)
    assert this[0] == pytest.approx(2 * this[1])
    assert this[2] == 0
    assert lengths(page, LAST_YEAR) == pytest.approx([this[0] / 4, this[0] / 8])


def test_a_chart_is_never_cut(chart):
    tall = replace(chart, bars=chart.bars * 6)
    pages = chart_pages([tall, tall, chart])
    titles = [sum(box.text == chart.title for box in page.boxes) for page in pages]
    assert sum(titles) == 3
    assert all(titles)
    assert [words for page in pages for words in (box.text for box in page.boxes) if words == CHARTS] == [CHARTS]
    assert violations(pages) == []
    assert chart_height(tall) > chart_height(chart)
    assert all(box.y + box.height <= page.height for page in pages for box in page.boxes)


def test_the_boxes_of_a_chart_say_every_word_and_amount(chart):
    page = Page(*A4)
    draw_chart(page, chart, 74)
    assert [box.text for box in page.boxes] == [
        "支出构成",
        "2025年2024年单位：元",
        "甲4.001.00",
        "乙2.00",
        "丙0.000.50",
    ]
    assert page.boxes[2].placed.cell.amount == 400
