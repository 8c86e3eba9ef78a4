"""Charts: one definition, the same figures in the window's page, the DOCX and the xlsx."""

import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from desktop import pipeline
from desktop.catalog.strict import DataError
from desktop.exporters import chart_xml, docx, pdf, xlsx
from desktop.layouts.form import loader
from desktop.layouts.form.loader import FormLoader
from desktop.layouts.paper.chart_pages import chart_pages
from desktop.layouts.tables import charts as charts_module
from desktop.layouts.tables.charts import Bar, Chart
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.money import NumberStyle
from desktop.units import together, views
from tests import samples


@pytest.fixture
def charts(own_layouts):
    return {chart.id: chart for chart in own_layouts["liujiang_2022"].charts}


def test_bars_are_the_figures_of_the_tables(charts, own_layouts):
    figures = own_layouts["liujiang_2022"].narrative.figures
    by_function = {bar.label: (bar.this, bar.last) for bar in charts["function"].bars}
    for code in ("201", "208", "210", "221"):
        figure = figures[f"expenditure_function_{code}"]
        assert by_function[figure.label] == (figure.fen, figure.change.prior)
    assert [bar.label for bar in charts["structure"].bars] == ["人员经费", "公用经费", "项目支出"]
    assert not charts["income"].compared


def test_a_chart_without_last_year_compares_nothing(own_layouts):
    this = own_layouts["liujiang_2022"]
    alone = pipeline.disclose(this.facts, None, this.form)
    assert not any(chart.compared for chart in alone.charts)
    assert not any("比较" in chart.title for chart in alone.charts)
    assert [chart.title for chart in this.charts][1:] == [f"{chart.title}与上年比较" for chart in alone.charts][1:]


def test_income_by_source_shows_what_is_carried_over_apart_as_the_tables_do(sample_facts):
    """Of 178.64 there are 2.00 carried over: 一般公共预算 is 176.14, not 178.14."""
    shown = pipeline.disclose(*sample_facts["qinghe_2025"], loader.load("guizhou/2025"))
    (chart,) = (chart for chart in shown.charts if chart.id == "income")
    table = shown.table("balance")
    bars = {bar.label: bar.this for bar in chart.bars}
    wanted = [table.find(row, "amount").amount for row in ("general", "other", "carried")]
    assert list(bars.values()) == wanted
    assert sum(wanted) == table.find("total", "amount").amount


def test_no_income_stands_in_two_bars(tmp_path):
    """Shanghai and Shaanxi count 财政专户管理资金 in 事业收入, Shanghai 上级补助收入 in 其他收入: twice in their charts."""
    samples.write("department_2027", tmp_path / "a.mzb")
    with Book.open_to_read(tmp_path / "a.mzb") as book:
        tree = units.tree_of(book)
        view = views.below(book, next(unit for unit in tree.units if tree.above(unit) is None))
        for key in loader.available():
            shown = together.of_view(book, view, key)
            income, *others = shown.charts
            assert {sum(bar.this for bar in chart.bars) for chart in others} == {2_285_658_322}, key
            assert sum(bar.this for bar in income.bars) == 2_285_658_322, key


def test_pages_hold_every_amount_and_nothing_outside(charts):
    for page in chart_pages(list(charts.values())):
        assert all(f.x >= 0 and f.x + f.width <= page.width and f.y + f.height <= page.height for f in page.fills)
        assert all(b.x >= 0 and b.x + b.width <= page.width for b in page.boxes)
    words = "".join(box.text for page in chart_pages(list(charts.values())) for box in page.boxes)
    assert "540.59675.19" in words


@pytest.mark.parametrize("grouped", [True, False])
def test_a_chart_prints_an_amount_as_the_tables_do(own_layouts, tmp_path, grouped):
    """1,303.24 in a table and 1303.24 in the picture of it would be two ways in one document."""
    whole = pipeline.publication(own_layouts["liujiang_2022"])
    form = replace(whole.form, table_style=replace(whole.form.table_style, grouped=grouped))
    layout = own_layouts["liujiang_2022"]
    (chart, *_) = charts_module.build(form, layout.facts, layout.cube, None)
    chart = replace(chart, bars=(replace(chart.bars[0], this=130324_0000, last=None),))
    shown = form.table_style.show(130324_0000)
    assert any(box.text.endswith(f"款{shown}") for page in chart_pages([chart]) for box in page.boxes)
    code = "#,##0.00" if grouped else "0.00"
    assert f'formatCode="{code}"' in chart_xml.chart_xml(chart).decode()
    xlsx.write(replace(whole, sheets=whole.sheets[:1], charts=[chart]), tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        assert f'<c:numFmt formatCode="{code}"' in package.read("xl/charts/chart1.xml").decode()


def test_pdf_docx_and_xlsx_say_the_same(own_layouts, tmp_path):
    whole = pipeline.publication(own_layouts["liujiang_2022"])
    publication = replace(whole, sheets=whole.sheets[:1])
    assert pdf.read_back(pdf.write(publication, tmp_path / "a.pdf"), tmp_path / "a.pdf")[1] == []
    docx.write(publication, tmp_path / "a.docx")
    xlsx.write(publication, tmp_path / "a.xlsx")
    wanted = [[Decimal(fen) / 1_000_000 for fen in amounts] for c in publication.charts for _, amounts in c.series]
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        parts = [package.read(f"word/charts/chart{n}.xml").decode() for n in range(1, len(publication.charts) + 1)]
    found = [
        [Decimal(v) for v in re.findall(r"<c:v>([-0-9.]+)</c:v>", values)]
        for part in parts for values in re.findall(r"<c:numLit>(.*?)</c:numLit>", part)
    ]  # fmt: skip
    assert found == wanted
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["附图"]
    assert len(sheet._charts) == len(publication.charts)
    numbers = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)]
    assert sorted(map(float, numbers)) == sorted(float(v) for values in wanted for v in values)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [('by = "function"', 'by = "moon"', "by"), ('by = "function"\n', "", "by、measures 要写而且只能写一个"),
     ('measures = ["personnel"', 'measures = ["persons"', "没有 'persons' 这一指标"),
     ('level = "类"\nmeasure', 'level = "章"\nmeasure', "没有 .章. 这一级")],
)  # fmt: skip
def test_a_broken_chart_is_refused(tmp_path, old, new, said):
    import shutil

    from desktop import paths

    forms = shutil.copytree(paths.forms(), tmp_path / "forms")
    path = forms / "national/2023/form.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=said):
        FormLoader(forms, "national/2023").form()


def test_a_label_that_is_cut_says_so():
    bar = Bar("自治县政务服务大厅标准化改造与智能化设备更新升级及运行维护保障项目（二期）", 100, None, 0)
    page = chart_pages([Chart("p", "项目", 2025, NumberStyle(), (bar,))])[0]
    lines = [text.text for text in page.texts if "自治县" in text.text or text.text.endswith("…")]
    assert len(lines) == 2
    assert bar.label.startswith("".join(lines).removesuffix("…"))
