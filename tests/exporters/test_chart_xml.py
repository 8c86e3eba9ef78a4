"""A chart as DrawingML: well-formed, its values exact, its words escaped, room for the longest bar."""

from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from desktop.exporters import docx
from desktop.exporters.chart_xml import COLORS, axis_end, chart_xml
from desktop.layouts.tables.charts import Bar, Chart
from desktop.money import NumberStyle

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture
def chart():
    bars = (Bar("甲<乙>&丙", 1_234_567, 1_000_000, 0), Bar("负数", -500_000, None, 0))
    return Chart("c", "收入 & 支出", 2025, NumberStyle(unit="万元"), bars)


def values(root):
    return [[Decimal(v.text) for v in series.find(f"{C}val").iter(f"{C}v")] for series in root.iter(f"{C}ser")]


def test_values_are_exact_in_the_unit_of_the_chart(chart):
    root = ElementTree.fromstring(chart_xml(chart))
    assert values(root) == [[Decimal("1.234567"), Decimal("-0.5")], [Decimal(1), Decimal(0)]]


def test_words_survive_and_the_title_names_the_unit(chart):
    root = ElementTree.fromstring(chart_xml(chart))
    labels = [v.text for v in next(root.iter(f"{C}ser")).find(f"{C}cat").iter(f"{C}v")]
    assert labels == ["甲<乙>&丙", "负数"]
    assert "".join(t.text for t in root.iter(f"{A}t")) == "收入 & 支出（万元）"


def test_one_series_where_nothing_is_compared(chart):
    alone = replace(chart, bars=tuple(replace(bar, last=None) for bar in chart.bars))
    root = ElementTree.fromstring(chart_xml(alone))
    assert len(values(root)) == 1
    colors = [c.get("val") for c in root.iter(f"{A}srgbClr")]
    assert colors == [COLORS[0]]


def test_the_axis_has_room_for_the_label_of_the_longest_bar(chart):
    root = ElementTree.fromstring(chart_xml(chart))
    assert Decimal(root.find(f".//{C}max").get("val")) > Decimal("1.234567")
    empty = replace(chart, bars=(Bar("零", 0, None, 0),))
    assert Decimal(ElementTree.fromstring(chart_xml(empty)).find(f".//{C}max").get("val")) > 0


def test_an_amount_at_a_bar_is_never_divided(chart):
    """LibreOffice broke 153.89 after 153.8 where the bar is narrow."""
    root = ElementTree.fromstring(chart_xml(chart))
    labels = list(root.iter(f"{C}dLbls"))
    assert len(labels) == len(chart.series)
    assert all(label.find(f"{C}txPr/{A}bodyPr").get("wrap") == "none" for label in labels)
    order = [child.tag.removeprefix(C) for child in labels[0]]
    assert order.index("numFmt") < order.index("txPr") < order.index("showLegendKey"), "the order the norm asks for"


def test_no_mark_of_the_axis_crosses_the_amount_of_a_short_bar(chart):
    axis = ElementTree.fromstring(chart_xml(chart)).find(f".//{C}catAx")
    order = [child.tag.removeprefix(C) for child in axis]
    assert order.index("axPos") < order.index("majorTickMark") < order.index("txPr"), "the order the norm asks for"
    assert {axis.find(f"{C}{name}TickMark").get("val") for name in ("major", "minor")} == {"none"}


def test_a_longer_amount_has_more_room_behind_the_longest_bar(chart):
    def room(fen):
        changed = replace(chart, bars=(replace(chart.bars[0], this=fen, last=None),))
        return axis_end(changed) / (Decimal(fen) / 1_000_000) - 1

    assert room(1_000_000) < room(100_000_000) < room(987_656_107_899_880_000)
    assert room(1_000_000) >= Decimal("0.1")


def test_bars_begin_at_zero_unless_one_is_negative(chart):
    """By itself an axis begins near the shortest bar, and its length says nothing."""
    scaling = f".//{C}valAx/{C}scaling"
    assert ElementTree.fromstring(chart_xml(chart)).find(f"{scaling}/{C}min") is None
    above = ElementTree.fromstring(chart_xml(replace(chart, bars=chart.bars[:1]))).find(scaling)
    assert [each.tag.removeprefix(C) for each in above] == ["orientation", "max", "min"], "in the order of the schema"
    assert above.find(f"{C}min").get("val") == "0"


def test_words_and_figures_are_in_the_faces_of_the_tables(chart):
    root = ElementTree.fromstring(chart_xml(chart))
    assert [child.tag.removeprefix(C) for child in root] == ["roundedCorners", "chart", "txPr"], "the norm's order"
    usual = root.find(f"{C}txPr//{A}defRPr")
    title = root.find(f".//{C}title//{A}rPr")
    assert [each.get("typeface") for each in (*usual, *title)] == ["宋体", "宋体", "黑体", "黑体"]


def test_the_two_amounts_of_a_pair_have_room_one_over_the_other_also_in_the_lowest_pictures(chart):
    """55.30 and 52.00 stood in each other where four pictures share a page."""
    root = ElementTree.fromstring(chart_xml(chart))
    size = int(root.find(f".//{C}dLbls//{A}defRPr").get("sz")) / 100
    between = int(root.find(f".//{C}gapWidth").get("val")) / 100
    pair = docx.A_PAIR * docx.CHARTS_CLOSEST / 12_700  # points
    assert size * 0.95 <= pair / (2 + between)  # figures have no descenders
