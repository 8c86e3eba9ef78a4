"""Saved pages of web sites."""

import pytest

from desktop.outside.document import Paragraph, Spot, Table
from desktop.outside.documents import html
from desktop.outside.refusal import Refused


@pytest.fixture
def read(tmp_path):
    def read(content):
        (tmp_path / "a.html").write_text(content, encoding="utf-8")
        return html.read(tmp_path / "a.html")

    return read


def test_paragraphs_headings_and_no_scripts(read):
    page = """<html><head><title>网站</title><style>p{}</style></head><body><script>var a = "99万元";</script>
    <h2>一、收入</h2><div>收入<b>178.64</b>万元，<span>其中</span>：</div><p>拨款100万元。<br>其他0万元。</p></body></html>"""
    assert read(page) == [
        Paragraph("一、收入", Spot(line=1), 2),
        Paragraph("收入178.64万元，其中：", Spot(line=2)),
        Paragraph("拨款100万元。", Spot(line=3)),
        Paragraph("其他0万元。", Spot(line=4)),
    ]


def test_a_table_with_spans_and_its_caption(read):
    (caption, table) = read(
        "<p>表1</p><table><caption>收支总表</caption><tr><th colspan=2>收入</th><th rowspan=2>支出</th></tr>"
        "<tr><td>项目</td><td><p>预算数</p></td></tr><tr><td>拨款</td><td>1.00</td><td>2.00</td></tr></table>"
    )
    assert caption == Paragraph("表1", Spot(line=1))
    assert table == Table(
        (("收入", "", "支出"), ("项目", "预算数", ""), ("拨款", "1.00", "2.00")),
        ("表1", "收支总表"),
        ((0, 0, 1, 2), (0, 2, 2, 1)),
        (Spot(line=1), Spot(line=2), Spot(line=3)),
    )


def test_what_a_page_does_not_show_is_not_read(read):
    """Our own page has a row over the head of a table that is printed alone."""
    (table,) = read(
        "<div hidden><p>隐藏100万元。</p></div><table><tr hidden><td colspan=2>表1 单位：万元</td></tr>"
        "<tr><th>项目</th><th>预算数</th></tr><tr><td>拨款</td><td>1.00</td></tr></table>"
    )
    assert table.rows == (("项目", "预算数"), ("拨款", "1.00"))


def test_a_table_that_only_lays_out_the_page_is_none(read):
    parts = read("<table><tr><td><p>正文。</p><table><tr><td>甲</td><td>1</td></tr></table></td></tr></table>")
    assert [type(part) for part in parts] == [Paragraph, Table]


@pytest.mark.parametrize("span", ['colspan="99999999999"', 'rowspan="x"', 'colspan="-3"'])
def test_a_span_that_is_no_number_of_cells_is_one(read, span):
    (table,) = read(f"<table><tr><td {span}>甲</td><td>乙</td></tr></table>")
    assert table.rows == (("甲", "乙"),)


def test_a_table_larger_than_any_page_has_is_refused(read):
    rows = '<tr><td rowspan="1000" colspan="250">甲</td><td>乙</td></tr>'
    with pytest.raises(Refused, match="表格过大"):
        read(f"<table>{rows}</table>")


def test_a_page_larger_than_any_is_not_opened(read, monkeypatch):
    monkeypatch.setattr(html, "MAX_BYTES", 3)
    with pytest.raises(Refused, match="过大"):
        read("<p>a</p>")


def test_a_chart_says_its_amounts_and_not_its_names_for_readers(read):
    drawing = "<svg><title>图一</title><text>一般公共预算</text><g><text>178.14</text></g><rect/></svg>"
    assert [part.text for part in read(f"<p>附图{drawing}</p><p>完。</p>")] == [
        "附图",
        "一般公共预算",
        "178.14",
        "完。",
    ]


@pytest.mark.parametrize(
    "how", ['style="display:none"', "style='color:red; DISPLAY : none'", "hidden", 'style="visibility:hidden"']
)
def test_what_a_style_hides_is_not_read(read, how):
    page = f"<p>收入1万元。</p><p {how}>收入7万元。</p><div {how}><p>支出7万元。</p></div>"
    assert [part.text for part in read(page)] == ["收入1万元。"]
    rows = (
        f"<tr><td>拨款<span {how}>7</span></td><td {how}>7</td><td>1.00</td></tr><tr {how}><td>合计</td><td>7</td></tr>"
    )
    (table,) = read(f"<table>{rows}</table>")
    assert table.rows == (("拨款", "1.00"),)


def test_menus_of_the_site_are_not_of_the_text(read):
    menu = "<ul><li><a href='/'>首页</a></li><li><a href='/2019'>2019年部门预算</a></li></ul><p><a href='#'>返回</a> <a href='#'>打印</a></p>"
    page = f"{menu}<p><a name='1'>一、收入</a></p><p>收入1万元，见<a href='a.xls'>附表</a>。</p><h2><a href='#'>二、支出</a></h2>"
    assert [part.text for part in read(page)] == ["一、收入", "收入1万元，见附表。", "二、支出"]
