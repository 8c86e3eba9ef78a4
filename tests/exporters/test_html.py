"""The page for the web site: every text and cell in its place, tables that say their headings, nothing that runs."""

import re
from dataclasses import replace
from html import escape

import pytest

from desktop import paths
from desktop.exporters import html
from desktop.layouts.paper.sheet import sheet_of
from desktop.layouts.words.narrative import Narrative
from desktop.layouts.words.paragraphs import Paragraph, Run
from tests.exporters import small

HOSTILE = '<img src=x onerror="alert(1)">&amp;</table><script>'


@pytest.fixture(scope="module")
def publication():
    return small.publication()


@pytest.fixture
def written(publication, tmp_path):
    path = tmp_path / "公开.html"
    html.write(publication, path)
    return path


def test_all_that_is_printed_reads_back(publication, written):
    compared, wrong = html.read_back(publication, written)
    cells = sum(len(cells) for sheet in publication.sheets for _, cells in sheet.grid())
    inside = [sheet_of(p.table) for p in publication.narrative.paragraphs if p.table]
    cells += sum(len(cells) for sheet in inside for _, cells in sheet.grid())
    assert compared == cells + sum(p.table is None for p in publication.narrative.paragraphs)
    assert wrong == []


def test_one_figure_or_one_sentence_is_found(publication, written):
    text = written.read_text(encoding="utf-8")
    written.write_text(text.replace(">6,789.01", ">6,789.10", 1), encoding="utf-8")
    (wrong,) = html.read_back(publication, written)[1]
    assert (wrong.expected, wrong.actual) == ("6,789.01", "6,789.10")
    first = next(p.text for p in publication.narrative.paragraphs if p.table is None and p.level == 0)
    assert html.flowing(first) in text
    written.write_text(text.replace(html.flowing(first), html.flowing(first) + "。", 1), encoding="utf-8")
    assert [w.expected for w in html.read_back(publication, written)[1]] == [first]


def test_texts_of_people_stay_texts(publication, tmp_path):
    """In a title, a sentence, a cell, a note and the name of the unit: signs of HTML are shown, not obeyed."""
    table = small.table(small.YUAN, HOSTILE, (HOSTILE,))
    text = Narrative(HOSTILE, [Paragraph((Run(HOSTILE),))], {})
    hostile = replace(publication, unit=HOSTILE, narrative=text, sheets=(sheet_of(table),), cover_notes=(HOSTILE,))
    path = tmp_path / "x.html"
    html.write(hostile, path)
    content = path.read_text(encoding="utf-8")
    assert not re.search(r"<(img|script)|onerror=\"|<[^>]*javascript:", content)
    assert html.read_back(hostile, path)[1] == []


def test_a_table_says_which_cells_are_headings(written):
    content = written.read_text(encoding="utf-8")
    assert '<th scope="col" class="b" rowspan="2">项目</th>' in content
    assert '<th scope="colgroup" class="b" colspan="2">预算数</th>' in content
    assert '<th scope="row">项目 支出</th>' in content
    for head, body in re.findall(r"<thead>(.*?)</thead>\s*<tbody>(.*?)</tbody>", content, re.DOTALL):
        assert "<td" not in re.sub(r"<tr><th scope=\"row\".*?</tr>|<tr hidden>.*?</tr>", "", head)
        assert 'scope="col' not in body


def test_headings_go_down_one_level_at_a_time(publication, tmp_path):
    """A layout that numbers （一） under 一、 with nothing between has no gap on the page."""
    deep = [Paragraph((Run(f"标题{level}"),), level=level) for level in (1, 3, 4, 1, 2)]
    path = tmp_path / "x.html"
    html.write(replace(publication, narrative=Narrative("说明", deep, {})), path)
    levels = [int(n) for n in re.findall(r"<h(\d)", path.read_text(encoding="utf-8"))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_a_title_is_broken_between_its_words_only(publication, tmp_path):
    html.write(replace(publication, unit="青禾县政务服务中心"), tmp_path / "x.html")
    title = re.findall("<h1>(.+)</h1>", (tmp_path / "x.html").read_text(encoding="utf-8"))[0]
    assert "政务服务<wbr>中心" in title or "政务服务中心" in title
    assert "政<wbr>务" not in title and "公<wbr>开" not in title and "<wbr>" in title


def test_a_table_that_lies_is_printed_on_a_page_that_lies(publication, tmp_path):
    first, *others = publication.sheets
    lying = replace(first, table=replace(first.table, orientation="landscape"))
    html.write(replace(publication, sheets=(lying, *others)), tmp_path / "x.html")
    content = (tmp_path / "x.html").read_text(encoding="utf-8")
    (title,) = re.findall(r'class="sheet landscape">\n<h2>(.+)</h2>', content)
    assert title.replace("<wbr>", "") == first.table.label
    assert "@page landscape{size:A4 landscape}" in content


def test_a_draft_says_so_at_the_foot_of_every_printed_page(publication, tmp_path):
    path = tmp_path / "草稿.html"
    html.write(replace(publication, draft_note='草稿：测算方案“甲"</style>”'), path)
    written = path.read_text(encoding="utf-8")
    (content,) = re.findall(r'@page\{@bottom-right\{font-size:8pt;content:"([^"]*)"\}\}\n</style>', written)
    assert re.sub(r"\\([0-9a-f]+) ", lambda m: chr(int(m[1], 16)), content) == '草稿：测算方案“甲"</style>”'
    assert written.count("</style>") == 1
    html.write(publication, path)
    assert "@bottom-right" not in path.read_text(encoding="utf-8")


def test_contents_lead_to_every_part_and_a_chart_is_heard(publication, written):
    content = written.read_text(encoding="utf-8")
    targets = re.findall(r'href="#(\w+)"', content)
    assert targets == re.findall(r'<section id="(\w+)"', content)
    assert len(targets) == len(publication.sheets) + 2
    for chart in publication.charts:
        label = re.search(rf'role="img" aria-label="{chart.title}：([^"]+)"', content)[1]
        assert all(bar.label in label and chart.style.show(bar.this) in label for bar in chart.bars)


def test_nothing_comes_from_elsewhere(written):
    assert not re.search(r"https?://|<script|<link|@import|url\(", written.read_text(encoding="utf-8"))


def test_a_narrow_column_head_is_broken_between_its_words_only(publication, tmp_path):
    """科目编 / 码 and 上年结 / 转 stood over the columns of a printed page."""
    sheet = publication.sheets[0]
    columns = tuple(
        replace(c, header=("一般公共预算拨款收入",)) if n == 0 else c
        for n, c in enumerate(sheet.table.blocks[0].columns)
    )
    table = replace(sheet.table, blocks=[replace(sheet.table.blocks[0], columns=columns)])
    path = tmp_path / "a.html"
    html.write(replace(publication, sheets=(sheet_of(table),)), path)
    content = path.read_text(encoding="utf-8")
    assert re.search('<th scope="col"[^>]*>一般公共预算<wbr>拨款<wbr>收入</th>', content)
    assert ">预算数</th>" in content, "a short one has no place to break at"
    assert "thead th{word-break:keep-all;overflow-wrap:break-word}" in content
    assert html.read_back(replace(publication, sheets=(sheet_of(table),)), path)[1] == []


def test_a_note_is_not_printed_on_a_page_without_its_table(written):
    """The last rows of a table go with it, as on paper and in Word."""
    text = written.read_text("utf-8")
    printed = text.partition("@media print")[2].partition("</style>")[0]
    assert "tbody tr:nth-last-child(-n+6),tbody tr:has(.b){break-after:avoid}" in printed, (
        "nor few rows, nor a 类 alone"
    )
    assert "section>p.small{break-before:avoid}" in printed
    assert '</table>\n</div>\n<p class="small">' in text, "nothing stands between a table and its note"


def test_no_number_is_parted_from_its_unit_and_no_version_divided():
    """增加1.85 / 万元 stood on two lines of a printed page, and (版本 6370- / A1EA) on a small screen."""
    assert html.flowing("增加1.85万元；") == '增加<span class="w">1.85万元；</span>'
    assert html.flowing("<占>编制12人") == '&lt;占&gt;编制<span class="w">12人</span>'
    assert html.flowing("（版本 6370-A1EA）") == '（版本 <span class="w">6370-A1EA）</span>'
    assert html.flowing("没有数字") == "没有数字"
    assert html.flowing("含拨款 772,000.00 元。") == '含拨款 <span class="w">772,000.00 元。</span>'
    style = (paths.resources() / "web" / "page.css").read_text("utf-8")
    assert ".w{white-space:nowrap}" in style


def test_every_printed_page_of_a_table_says_which_and_in_which_unit(publication, written):
    """What a browser repeats on each page is the head of the table: title and unit stand in it, for paper alone."""
    text = written.read_text("utf-8")
    sheet = publication.sheets[0]
    words = {cell.style: cell.text for cell in sheet.cells}
    again = text.partition(f'<table aria-label="{escape(sheet.table.label)}">')[2].partition("</tr>")[0]
    assert again.startswith("\n<thead>\n<tr hidden><td")
    assert re.sub("<[^>]*>", "", again).strip() == sheet.table.label + words["unit_left"] + words["unit_right"]
    printed = text.partition("@media print")[2].partition("</style>")[0]
    assert "thead tr[hidden]{display:table-row}" in printed, "not on the screen, where title and unit stand above"
    assert ".sheet>h2,.sheet>.unit{display:none}" in printed, "nothing is said twice"
    assert text.count("<tr hidden>") == len(publication.sheets)


def test_the_number_of_a_table_stays_on_its_line(publication, tmp_path):
    """表 / 10 stood in the list of tables."""
    sheet = publication.sheets[0]
    cells = [replace(c, text="表10", style="center", cell=None) if c.style == "label" else c for c in sheet.cells]
    html.write(replace(publication, sheets=(replace(sheet, cells=cells),)), tmp_path / "a.html")
    assert re.search(
        '<td class="c[^"]* w">表10</td>|<td class="c w">表10</td>', (tmp_path / "a.html").read_text("utf-8")
    )
    assert html.titled("表10 收支总表") == "表10 收支<wbr>总表"


def test_a_long_head_keeps_a_column_in_which_its_words_stand(publication, tmp_path):
    """事业单位经营收入 stood as a tower of single letters over an empty column on a small screen."""
    sheet = publication.sheets[0]
    heads = ("事业单位经营收入预算", "财政专户管理资金预算", "本年收入预算数")

    def headed(column_span):
        others = [c for c in sheet.cells if c.style != "header"]
        first = next(c for c in sheet.cells if c.style == "header")
        own = [replace(first, text=head, column_span=column_span) for head in heads]
        html.write(replace(publication, sheets=(replace(sheet, cells=[*own, *others]),)), tmp_path / "a.html")
        looks = re.findall('<th[^>]* class="([^"]*)"', (tmp_path / "a.html").read_text("utf-8"))
        return sum("l" in look.split() for look in looks)

    assert headed(1) == 2, "the third has seven letters, which stand in two short words"
    assert headed(2) == 0, "a head over two columns has their room"
    style = (paths.resources() / "web" / "page.css").read_text("utf-8")
    screen = style.partition("@media screen{")[2].partition("\n")[0]
    assert screen.startswith("th.l{min-width:5.2em}"), "on paper a column is as narrow as it must be"


def test_a_head_of_many_words_is_no_tower_and_a_short_word_stays_on_its_line(publication, tmp_path):
    """Henan's tables: 商品/和/服务/支出 on four lines; 一般性/项目 made each row of the projects two lines high."""
    sheet = publication.sheets[0]
    first = next(c for c in sheet.cells if c.style == "header")

    def looks(text, style):
        others = [c for c in sheet.cells if c.style != "header"]
        cell = replace(first, text=text, style=style, column_span=1, bold=False)
        html.write(replace(publication, sheets=(replace(sheet, cells=[cell, *others]),)), tmp_path / "a.html")
        page = (tmp_path / "a.html").read_text("utf-8").replace("<wbr>", "")
        found = re.search(f'<t[dh][^>]*class="([^"]*)"[^>]*>{text}<', page)
        return found.group(1).split() if found else []

    assert looks("商品和服务支出", "header") == ["l"] and looks("事业收入预算", "header") == []
    assert looks("一般性项目", "center") == ["c", "s"] and looks("委托业务费", "text") == ["s"]
    assert looks("可持续影响指标", "center") == ["c"] and looks("保障大厅全年运行", "text") == []
    assert looks("公开01表", "center") == ["c", "w"], "a number stays together on paper too"
    style = (paths.resources() / "web" / "page.css").read_text("utf-8")
    assert ".s{white-space:nowrap}" in style.partition("@media screen{")[2].partition("\n")[0]


def test_a_name_that_is_no_head_of_its_row_has_room_too(publication, tmp_path):
    """Shaanxi's incomes by unit: the names of the units stood on five lines of four letters each."""
    sheet = publication.sheets[0]
    label = next(c for c in sheet.cells if c.style == "label")

    def roomy(text, **changed):
        others = [c for c in sheet.cells if c.style != "label"]
        own = replace(label, **{"text": text, "style": "text", "bold": True, "cell": None, **changed})
        html.write(replace(publication, sheets=(replace(sheet, cells=[own, *others]),)), tmp_path / "a.html")
        return re.search('<t[dh][^>]* class="b t"', (tmp_path / "a.html").read_text("utf-8")) is not None

    assert roomy("澄湖县临港新区文化活动中心")
    assert not roomy("青禾县政务服务中心"), "nine letters stand on two lines as they are"
    assert not roomy("澄湖县临港新区文化活动中心", column_span=2)
    assert not roomy("澄湖县临港新区文化活动中心", style="label"), "the head of a row has its own width"
    style = (paths.resources() / "web" / "page.css").read_text("utf-8")
    assert style.partition("@media screen{")[2].partition("\n")[0].endswith("td.t{min-width:9em}}")


def test_a_wide_table_takes_the_room_of_a_wide_screen_and_never_more(publication, tmp_path):
    """A table that lies is wider than the text by as much as the window has, evenly to both sides; on paper it is not."""
    style = (paths.resources() / "web" / "page.css").read_text("utf-8")
    (text_width,) = re.findall(r"body\{[^}]*max-width:(\d+)rem", style)
    (rule,) = re.findall(
        r"@media screen and \(min-width:(\d+)rem\)\{\.landscape\{margin-inline:calc\((.*)\)\}\}", style
    )
    own, window, most = re.fullmatch(r"\((\d+)rem - min\(100vw - (\d+)rem,(\d+)rem\)\)/2", rule[1]).groups()
    assert own == text_width, "nothing else than what the text leaves is added"
    assert int(rule[0]) >= int(text_width) + int(window), "a smaller window would give a margin on the other side"
    assert int(most) > int(text_width)
    sheet = publication.sheets[0]
    for orientation, wide in (("landscape", True), ("portrait", False)):
        turned = replace(sheet, table=replace(sheet.table, orientation=orientation))
        html.write(replace(publication, sheets=(turned,)), tmp_path / "a.html")
        assert ('class="sheet landscape"' in (tmp_path / "a.html").read_text("utf-8")) is wide


def test_titles_of_drawings_are_heavy_as_on_paper(publication):
    drawn = html.drawn(publication.charts[0])
    assert f'class="h">{escape(publication.charts[0].title)}</text>' in drawn


def test_a_long_title_is_broken_behind_the_name_of_the_unit(publication, tmp_path):
    """…社会事业 / 局 2027年部门预算公开 stood on a small screen."""
    html.write(publication, tmp_path / "x.html")
    title = re.findall("<h1>(.+)</h1>", (tmp_path / "x.html").read_text(encoding="utf-8"))[0]
    assert re.sub("<wbr>", "", title).startswith(f"<span>{publication.unit}</span> <span>")
    assert html.titled("中心2027年预算", "中心") == "<span>中心</span><span>2027年<wbr>预算</span>"
    assert html.titled("读懂中心", "中心") == html.titled("读懂中心")
    assert "h1 span,h2 span,nav span{display:inline-block}" in (paths.resources() / "web" / "page.css").read_text(
        "utf-8"
    )


def test_printed_names_have_room_beside_many_columns_and_every_link_is_underlined():
    """Heads of empty columns took the width: names stood on three lines each, and the table on a page more."""
    style = (paths.resources() / "web" / "page.css").read_text("utf-8")
    screen, _, printed = style.partition("@media print")
    assert ".landscape tbody th{min-width:12em}" in printed
    assert "nav span{text-decoration:underline}" in screen, "what is a block of its own is not underlined by its link"
