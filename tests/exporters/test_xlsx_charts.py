"""The charts of the workbook print on one page, and no number carries the dust of its binary form."""

import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import openpyxl
import pytest

from desktop.exporters import xlsx
from desktop.exporters.xlsx_charts import ShortNumber
from desktop.layouts.tables.charts import Bar
from tests.exporters import small

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    path = tmp_path_factory.mktemp("excel") / "公开.xlsx"
    xlsx.write(small.publication(), path)
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}


def test_the_sheet_of_charts_is_one_page(parts):
    sheet = parts["xl/worksheets/sheet5.xml"]
    assert "<drawing" in sheet
    assert '<pageSetUpPr fitToPage="1"/>' in sheet
    assert "rowBreaks" not in sheet
    assert "附图!$E$1:$N$" in parts["xl/workbook.xml"], "the charts alone, as in the PDF: beside figures they are tiny"
    assert '<c:tickLblSkip val="1"/>' in parts["xl/charts/chart1.xml"], "no bar is without its words"
    assert "收入构成（万元）" in parts["xl/charts/chart1.xml"], "which say all that the figures beside them say"


def test_an_amount_at_a_bar_is_never_divided(parts):
    """LibreOffice broke 11,631,654.88 before its last digits."""
    chart = ElementTree.fromstring(parts["xl/charts/chart1.xml"])
    labels = list(chart.iter(f"{C}dLbls"))
    assert labels
    assert all(label.find(f"{C}txPr/{A}bodyPr").get("wrap") == "none" for label in labels)
    others = [body for body in chart.iter(f"{A}bodyPr") if body.get("wrap") is None]
    assert others, "titles may take two lines"


def test_no_mark_of_the_axis_crosses_the_amount_of_a_short_bar(parts):
    chart = ElementTree.fromstring(parts["xl/charts/chart1.xml"])
    assert chart.find(f".//{C}catAx/{C}majorTickMark").get("val") == "none"


def test_the_workbook_opens_without_being_calculated_again(parts):
    assert "fullCalcOnLoad" not in parts["xl/workbook.xml"]


def test_numbers_are_as_short_as_they_can_be(parts):
    assert f"{ShortNumber(93.85):.16G}" == "93.85"
    values = [v for name in parts if "worksheets/" in name for v in re.findall("<v>([-0-9.E]+)</v>", parts[name])]
    assert values
    assert all(repr(float(value)) == value or str(int(float(value))) == value for value in values)


def test_bars_begin_at_zero_unless_one_is_negative(parts, tmp_path):
    """By itself an axis began at 640 for the one bar of 679.75, which then took a third of the room."""
    chart = ElementTree.fromstring(parts["xl/charts/chart1.xml"])
    assert chart.find(f".//{C}valAx/{C}scaling/{C}min").get("val") == "0"
    publication = small.publication()
    first = publication.charts[0]
    below = replace(first, bars=(*first.bars, Bar("冲减", -500, None, 0)))
    xlsx.write(replace(publication, charts=(below,)), tmp_path / "公开.xlsx")
    with zipfile.ZipFile(tmp_path / "公开.xlsx") as package:
        chart = ElementTree.fromstring(package.read("xl/charts/chart1.xml"))
    assert chart.find(f".//{C}valAx/{C}scaling/{C}min") is None


def test_letters_of_the_usual_charts_can_be_read_on_paper(tmp_path):
    """Four charts of one to four pairs were printed in letters of 6.6 points, with half of the width left empty."""
    publication = small.publication()
    bars = tuple(Bar("社会保障和就业支出", 1_234_567 + n, 1_000_000, n) for n in range(4))
    charts = tuple(replace(publication.charts[0], id=str(n), bars=bars[:n]) for n in (1, 4, 3, 4))
    xlsx.write(replace(publication, charts=charts), tmp_path / "公开.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "公开.xlsx")["附图"]
    rows = max(chart.anchor.to.row for chart in sheet._charts) + 1
    columns = max(chart.anchor.to.col for chart in sheet._charts) - 3
    along, across = (842 - 2 * 54) / (rows * 15), (595 - 2 * 50) / (columns * 48)
    assert 9 * min(1, along, across) >= 8
    assert min(along, across) >= 0.9 * max(along, across), "the page is filled both ways"


def test_a_column_of_figures_is_as_wide_as_the_longest(tmp_path):
    publication = small.publication()
    bar = replace(publication.charts[0].bars[0], this=987_656_107_899_880_000)
    chart = replace(publication.charts[0], bars=(bar,))
    path = tmp_path / "公开.xlsx"
    xlsx.write(replace(publication, charts=(chart,)), path)
    assert openpyxl.load_workbook(path)["附图"].column_dimensions["B"].width > len("987,656,107,899.88")


def test_bars_are_as_thick_in_every_chart_and_no_chart_reaches_into_the_next(tmp_path):
    publication = small.publication()
    first = publication.charts[0]
    charts = tuple(replace(first, id=str(count), bars=first.bars[:1] * count) for count in (1, 9, 2))
    path = tmp_path / "公开.xlsx"
    xlsx.write(replace(publication, charts=charts), path)
    sheet = openpyxl.load_workbook(path)["附图"]
    places = [(a.anchor._from, a.anchor.to) for a in sheet._charts]
    heights = [(to.row - start.row) * 20 for start, to in places]
    per_bar = (heights[1] - heights[0]) / 8
    assert abs(heights[2] - heights[0] - per_bar) <= 20
    assert all(one[1].row < two[0].row for one, two in zip(places, places[1:], strict=False))
    assert "附图" in sheet.oddHeader.center.text
