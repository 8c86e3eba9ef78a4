"""Every paragraph and table cell of the Word file is read back and compared: one character is found, and where."""

import re
import zipfile
from dataclasses import replace
from functools import partial

import docx as word
import pytest

from desktop.exporters import docx
from desktop.layouts.paper.pages import width_of
from desktop.layouts.paper.sheet import PlacedCell
from desktop.layouts.words.paragraphs import Paragraph, Run
from tests.exporters import small

PART = "word/document.xml"


@pytest.fixture(scope="module")
def publication():
    return small.publication()


@pytest.fixture(scope="module")
def parts(publication, tmp_path_factory) -> dict[str, bytes]:
    """The parts of the document as written."""
    path = tmp_path_factory.mktemp("word") / "公开.docx"
    docx.write(publication, path)
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture
def differences(publication, parts, tmp_path):
    """What reading back finds after the text part was changed."""

    def found(change):
        before = parts[PART].decode()
        after = change(before)
        assert after != before
        path = tmp_path / "公开.docx"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr(PART, after)
        return [(w.place, w.expected, w.actual) for w in docx.read_back(publication, path)[1]]

    return found


FRONT = [
    *("某县统计局", "2024年部门预算公开", "草稿，不作公开用"),
    *("单位负责人：\t", "财务负责人：\t", "填表人：\t", "填报日期：      年    月    日", "（单位公章）"),
    *("目    录", "某县统计局2024年预算公开\t3", "一、收支情况\t3", "表1 收支总表\t4", "表1 合并表\t5", "附图\t6"),
]
"""Cover, lines to sign, contents with the pages of the PDF."""
PARAGRAPHS = [
    "某县统计局2024年预算公开",
    "一、收支情况",
    "本年收入1.23万元 & <其他>，\t比上年增加。",
]
GRID = [
    *["部门", "某县统计局"],
    *["项目", "预算数", "占比"],
    *["", "本年", "上年", ""],
    *["合计", "123,456,789.01", "0.00", "—"],
    *["基本支出", "123,450,000.00", "", "33.33%"],
    *["项目 支出", "6,789.01", "-50.01", "2"],
]
WAN_GRID = [
    {"123,456,789.01": "12,345.68", "123,450,000.00": "12,345.00", "6,789.01": "0.68", "-50.01": "-0.01"}.get(t, t)
    for t in GRID
]
MERGED = ["" if text == "项目 支出" else text for text in GRID]
BLOCKS = [
    *([text] for text in (*FRONT, *PARAGRAPHS)),
    GRID,
    ["表1 收支总表"],
    ["单位：某县统计局\t单位：万元"],
    WAN_GRID,
    ["注：单位为示例"],
    ["表1 合并表"],
    ["单位：某县统计局\t单位：元"],
    MERGED,
    ["附图"],
]
"""What stands in the file, written out by hand: paragraphs, and tables as their cells."""
TABLE_AT = f"第 {len(FRONT) + len(PARAGRAPHS) + 1} 段"


@pytest.mark.parametrize(
    ("charts", "blocks"), [(True, BLOCKS), (False, [b for b in BLOCKS if not b[0].startswith("附图")])]
)
def test_a_document_as_written_reads_back_whole(charts, blocks, tmp_path):
    publication = small.publication(charts=charts)
    path = tmp_path / "公开.docx"
    docx.write(publication, path)
    assert docx._expected(publication) == blocks
    assert docx.read_back(publication, path) == (sum(map(len, blocks)), [])


def test_a_cell_over_rows_and_columns_stands_once_and_leaves_blanks_below(publication, tmp_path):
    places = [(0, 0, "甲", 2, 2), (0, 2, "乙", 1, 1), (1, 2, "丙", 1, 1), (2, 0, "丁", 1, 1), (2, 2, "戊", 1, 1)]
    cells = tuple(PlacedCell(row, column, text, "text", rows, columns) for row, column, text, rows, columns in places)
    cells += (PlacedCell(0, 0, "单位：某县统计局", "unit_left"), PlacedCell(0, 2, "单位：万元", "unit_right"))
    sheet = replace(publication.sheets[0], cells=cells, widths=(9, 9, 9), header_top=0, header_bottom=1, body_bottom=3)
    assert docx._expected_cells(sheet) == ["甲", "乙", "", "丙", "丁", "", "戊"]
    changed = replace(publication, sheets=(sheet,))
    path = tmp_path / "公开.docx"
    docx.write(changed, path)
    assert docx.read_back(changed, path)[1] == []


def test_one_character_of_any_text_is_found_where_it_stands(parts, differences):
    texts = list(re.finditer(r"<w:t(?: [^>]*)?>([^<]+)</w:t>", parts[PART].decode()))
    filled = [(number, text) for number, block in enumerate(BLOCKS) for text in block if text]
    assert len(texts) > len(filled)  # a tab divides a paragraph's text
    seen = []
    for match in texts:
        ((place, expected, found),) = differences(partial(_marked, match.end(1)))
        assert found.replace("·", "", 1) == expected
        number = int(re.fullmatch(r"第 ([0-9]+) 段", place)[1]) - 1
        assert (number, expected) in filled
        seen.append((number, expected))
    assert set(seen) == set(filled)


def _marked(at, xml):
    return xml[:at] + "·" + xml[at:]


def test_a_blank_cell_that_is_filled_is_found(differences):
    blank = '<w:t xml:space="preserve"/>'
    assert differences(lambda xml: xml.replace(blank, "<w:t>0.00</w:t>", 1)) == [(TABLE_AT, "", "0.00")]


def test_a_tab_that_is_lost_is_found(differences):
    lost = differences(lambda xml: re.sub("(，</w:t>)<w:tab/>", r"\1", xml, count=1))
    at = f"第 {len(FRONT) + len(PARAGRAPHS)} 段"
    assert lost == [(at, PARAGRAPHS[-1], PARAGRAPHS[-1].replace("\t", ""))]


def test_a_cell_that_is_lost_moves_the_rest_of_its_table(differences):
    found = differences(lambda xml: re.sub(r"<w:tc>(?:(?!</w:tc>).)*—.*?</w:tc>", "", xml, count=1))
    at = GRID.index("—")
    moved = [*GRID[:at], *GRID[at + 1 :], ""]
    assert found == [(TABLE_AT, a, b) for a, b in zip(GRID, moved, strict=True) if a != b]


def test_a_paragraph_too_few_or_too_many_moves_the_rest(differences):
    last = re.compile(r'<w:p><w:pPr><w:pStyle w:val="Heading1"/>(?:(?!</w:p>).)*附图.*?</w:p>', re.DOTALL)
    assert differences(lambda xml: last.sub("", xml)) == [(f"第 {len(BLOCKS)} 段", "附图", "")]
    more = differences(lambda xml: last.sub(lambda m: m[0] + m[0].replace("附图", "多余"), xml))
    assert more == [(f"第 {len(BLOCKS) + 1} 段", "", "多余")]


def test_a_file_without_a_body_says_everything_is_lacking(differences):
    found = differences(lambda xml: xml.replace("w:body", "w:other"))
    assert [expected for _, expected, _ in found] == [text for block in BLOCKS for text in block if text]


def test_a_numbered_sentence_is_body_text_and_what_leads_to_a_list_stays_with_it(publication, tmp_path):
    items = ("（一）收支情况", "1. 行政运行1.23万元。", "2. 共分为2类：")
    paragraphs = [Paragraph((Run(text),), level=3) for text in items]
    path = tmp_path / "公开.docx"
    docx.write(replace(publication, narrative=replace(publication.narrative, paragraphs=paragraphs)), path)
    with zipfile.ZipFile(path) as package:
        written = re.findall("<w:p>.*?</w:p>", package.read(PART).decode(), re.DOTALL)
    found = {text: p for p in written for text in re.findall("<w:t[^>]*>(.*?)</w:t>", p)}
    assert 'w:val="Heading4"' in found[items[0]]
    assert not [text for text in items[1:] if "w:pStyle" in found[text]]
    assert [("<w:keepNext/>" in found[text]) for text in items[1:]] == [False, True]


def test_a_heading_of_two_letters_too_many_comes_closer_as_on_paper(publication, tmp_path):
    """情|况 divided between two lines is what Word made of it."""
    long, short = "（一）2023年单位预算全口径安排的“三公”经费预算情况", "（二）收支情况"
    paragraphs = [Paragraph((Run(text),), level=3) for text in (long, short)]
    path = tmp_path / "公开.docx"
    changed = replace(publication, narrative=replace(publication.narrative, paragraphs=paragraphs))
    docx.write(changed, path)
    assert docx.read_back(changed, path)[1] == []
    closer = {}
    for paragraph in word.Document(path).paragraphs:
        if paragraph.text in (long, short):
            (spacing,) = re.findall('<w:spacing w:val="(-[0-9]+)"/>', paragraph._p.xml) or ["0"]
            closer[paragraph.text] = int(spacing) / 20
    room = docx.TEXT_MM * 72 / 25.4 - 2 * 16
    blanks = 2 * 16 / 4
    """What LibreOffice puts before and behind 2023."""
    assert width_of(long, "sans", 16) > room >= width_of(long, "sans", 16) + blanks + closer[long] * (len(long) - 1)
    assert closer[long] >= -1.25 and closer[short] == 0


def test_a_heading_that_just_fits_still_does_where_numbers_have_blanks_around_them(publication, tmp_path):
    """预算情况说｜明 is what LibreOffice made of a heading as long as its line."""
    text = "二、2027年某某县某某新区社会事业局预算情况说明"
    room = docx.TEXT_MM * 72 / 25.4 - 2 * 16
    blanks = 2 * 16 / 4
    wider = width_of("2027", "sans", 16) / 4
    while width_of(text, "sans", 16) <= room - blanks:
        text = text.replace("局", "局局", 1)
    assert width_of(text, "sans", 16) <= room
    changed = replace(
        publication, narrative=replace(publication.narrative, paragraphs=[Paragraph((Run(text),), level=2)])
    )
    docx.write(changed, tmp_path / "a.docx")
    (heading,) = [p for p in word.Document(tmp_path / "a.docx").paragraphs if p.text == text]
    (spacing,) = re.findall('<w:spacing w:val="(-[0-9]+)"/>', heading._p.xml)
    assert width_of(text, "sans", 16) + blanks + wider + int(spacing) / 20 * (len(text) - 1) <= room


def test_a_sentence_that_leads_to_a_list_stays_with_it_but_not_with_the_tables(publication, tmp_path):
    items = ("支出三百万元，其中：", "行政运行一百万元；", "预算表共九张：")
    narrative = replace(publication.narrative, paragraphs=[Paragraph((Run(text),)) for text in items])
    path = tmp_path / "公开.docx"
    docx.write(replace(publication, narrative=narrative), path)
    with zipfile.ZipFile(path) as package:
        written = re.findall("<w:p>.*?</w:p>", package.read(PART).decode(), re.DOTALL)
    found = {text: p for p in written for text in re.findall("<w:t[^>]*>(.*?)</w:t>", p)}
    assert [("<w:keepNext/>" in found[text]) for text in items] == [True, False, False]


def test_the_file_says_nothing_of_another_day_person_or_language(parts):
    core = parts["docProps/core.xml"].decode()
    assert "2013" not in core
    assert core.count("2024-01-01T00:00:00Z") == 2
    assert "python-docx" not in core
    assert not [name for name in parts if "thumbnail" in name or "customXml" in name]
    styles = parts["word/styles.xml"].decode()
    assert re.findall('<w:lang [^>]*w:eastAsia="([^"]*)"', styles) == ["zh-CN"]
    assert 'w:styleId="Heading4"' in styles
    used = re.findall(r'<w:style [^>]*w:styleId="(?:Heading[1-6]|Title|Normal)".*?</w:style>', styles, re.DOTALL)
    assert not [style for style in used if "<w:i/>" in style]


def test_all_pages_share_one_footer_and_the_cover_has_its_own(parts):
    assert len([name for name in parts if name.startswith("word/footer")]) == 3
    first, *others = re.findall(r"<w:sectPr.*?</w:sectPr>", parts[PART].decode(), re.DOTALL)
    assert "w:titlePg" in first
    tables = [section for section in others if "w:titlePg" in section]
    assert ["w:footerReference" in section for section in tables] == [True, False], "the second has that of the first"
    assert not [section for section in others if section not in tables and "w:footerReference" in section]


def test_a_table_that_goes_on_has_its_name_and_unit_above_it_and_nothing_else_has(publication, tmp_path):
    docx.write(publication, tmp_path / "x.docx")
    headers = [
        (section.header.paragraphs[0].text, section.first_page_header.paragraphs[0].text)
        for section in word.Document(tmp_path / "x.docx").sections
    ]
    labels = [f"{sheet.table.label}（续）" for sheet in publication.sheets]
    assert [text.split("\t")[0] for text, _ in headers] == ["", *labels, ""]
    assert headers[1][0].split("\t")[1].startswith("单位：")
    assert not any(first for _, first in headers)


def test_each_line_of_the_contents_leads_to_its_heading(parts):
    body = parts[PART].decode()
    anchors = re.findall('w:anchor="(_Toc[0-9]+)"', body)
    assert re.findall('<w:bookmarkStart [^>]*w:name="(_Toc[0-9]+)"', body) == anchors
    assert len(anchors) == 5
    assert body.count('w:fldCharType="begin"') == body.count('w:fldCharType="end"') == 6


@pytest.mark.parametrize("at", [0, 1])
def test_a_text_that_goes_on_behind_the_tables_reads_back(publication, tmp_path, at):
    """The tables stand where the text says; what is behind them is compared too."""
    divided = replace(publication, narrative=replace(publication.narrative, annex_at=at))
    path = tmp_path / "公开.docx"
    docx.write(divided, path)
    assert docx.read_back(divided, path)[1] == []
    assert docx.read_back(publication, path)[1] != []


def test_a_layout_with_its_tables_first_has_them_first_in_the_file_too(publication, tmp_path):
    first = replace(publication, form=replace(publication.form, annex="before"))
    path = tmp_path / "公开.docx"
    docx.write(first, path)
    assert docx.read_back(first, path)[1] == []
    written = [block[0] for block in docx._expected(first)]
    assert written.index("表1 收支总表") < written.index("某县统计局2024年预算公开") < written.index("附图")


def test_a_long_heading_of_a_table_divides_no_word(publication, tmp_path):
    table = replace(publication.sheets[0].table, title="某县政务服务中心2025年一般公共预算基本支出明细表（按经济分类）")
    long = replace(publication, sheets=(replace(publication.sheets[0], table=table),))
    docx.write(long, tmp_path / "a.docx")
    assert docx.read_back(long, tmp_path / "a.docx")[1] == []
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        text = package.read(PART).decode()
    (heading,) = [p for p in re.findall(r"<w:p>.*?</w:p>", text, re.DOTALL) if "Heading1" in p and "明细表" in p]
    first, *_ = re.split(r"<w:br/>", heading)
    assert "<w:br/>" in heading
    assert "明细" not in first or "明细表" in first


def test_a_long_heading_of_the_text_divides_no_word(publication, tmp_path):
    """（本｜级）预算情况说明 stood at the edge of two lines; and the first of them must not be spaced out."""
    texts = ["第二部分  2023年某某市江津区政务服务管理办公室（本级）预算情况说明", "第三部分  名词解释"]
    paragraphs = [Paragraph((Run(text),), level=1) for text in texts]
    paragraphs.append(Paragraph((Run("一是财政拨款收入。"),)))
    long = replace(publication, narrative=replace(publication.narrative, paragraphs=paragraphs))
    docx.write(long, tmp_path / "a.docx")
    assert docx.read_back(long, tmp_path / "a.docx")[1] == []
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        text = package.read(PART).decode()
    headings = [p for p in re.findall(r"<w:p>.*?</w:p>", text, re.DOTALL) if "Heading2" in p]
    (broken, short) = ([re.sub("<[^>]+>", "", part) for part in p.split("<w:br/>")] for p in headings)
    assert broken == ["第二部分  2023年某某市江津区政务服务管理办公室", "（本级）预算情况说明"]
    assert short == texts[1:]
    assert ['<w:jc w:val="left"/>' in p for p in headings] == [True, False]


@pytest.mark.parametrize(
    ("numbers", "looks"),
    [
        (("{cn}、", "（{cn}）", "{n}. "), [("黑体", False), ("楷体", False), ("仿宋", True), ("仿宋", False)]),
        (("第{cn}部分  ", "{cn}、", "（{cn}）"), [("黑体", True), ("黑体", False), ("楷体", False), ("仿宋", True)]),
        (("{n}. ",), [("黑体", False), ("楷体", False), ("仿宋", True), ("仿宋", False)]),
    ],
)
def test_headings_have_the_face_the_norm_gives_their_number(publication, tmp_path, numbers, looks):
    """一、 stood in 楷体 and （一） in bold letters, more than what it is a part of, where 第一部分 stands above them."""
    docx.write(replace(publication, form=replace(publication.form, headings=numbers)), tmp_path / "a.docx")
    styles = word.Document(tmp_path / "a.docx").styles
    found = [styles[f"Heading {level}"].font for level in (2, 3, 4, 5)]
    assert [(font.name, bool(font.bold)) for font in found] == looks


def test_the_title_of_the_text_stays_in_contents_that_are_made_anew(parts):
    """The field takes headings and what has a level of its own; the style of the title is no heading."""
    (title,) = re.findall(r'<w:p><w:pPr><w:pStyle w:val="Title"/>.*?</w:p>', parts[PART].decode(), re.DOTALL)
    assert '<w:outlineLvl w:val="0"/>' in title
    assert title.index("<w:jc ") < title.index("<w:outlineLvl ")


@pytest.mark.parametrize(
    ("name", "smallest"),
    [("某县统计局", 10.5), ("巫溪土家族苗族自治县经济技术开发区管理委员会政务服务和公共资源交易服务中心", 8.5)],
)
def test_the_unit_of_money_stays_on_the_line_of_a_unit_with_a_long_name(publication, tmp_path, name, smallest):
    """(本 / 级） and 单位：万元 in a second line of its own: the name is set smaller instead, as in the PDF."""
    sheet = publication.sheets[0]
    cells = tuple(replace(c, text=f"单位：{name}") if c.style == "unit_left" else c for c in sheet.cells)
    docx.write(replace(publication, sheets=(replace(sheet, cells=cells),)), tmp_path / "a.docx")
    document = word.Document(str(tmp_path / "a.docx"))
    (line,) = [p for p in document.paragraphs if p.text.startswith(f"单位：{name}")]
    size = line.runs[0].font.size.pt
    section = document.sections[0]
    room = (section.page_width - section.left_margin - section.right_margin) / 12_700  # points
    assert smallest <= size <= 10.5 and (size == 10.5) == (len(name) < 20)
    assert width_of(line.text.replace("\t", "　"), "serif", size) <= room


def test_an_amount_of_twelve_digits_stands_in_one_line(publication, tmp_path):
    """Its column takes room from the words beside it, and its letters are smaller where that is not enough.

    Figures are up to a quarter wider where 宋体 is not installed and another face stands in for it.
    """
    sheet = publication.sheets[1]
    long = "987,656,107,899.88"
    cells = tuple(replace(c, text=long) if c.style == "amount" and c.text else c for c in sheet.cells)
    for widths in ((30, 7, 7, 7), (10, 20, 20, 20)):
        narrow = replace(sheet, cells=cells, widths=widths)
        path = tmp_path / "长.docx"
        docx.write(replace(publication, sheets=(narrow,)), path)
        with zipfile.ZipFile(path) as package:
            text = package.read(PART).decode()
        found = re.findall(r'<w:tcW w:w="(\d+)"(?:(?!<w:tc>).)*?<w:sz w:val="(\d+)"/></w:rPr><w:t [^>]*>987,', text)
        assert len(found) > 2
        assert all(width_of(long, "sans", int(size) / 2) * 1.25 <= int(width) / 20 - 5 for width, size in found)


@pytest.mark.parametrize(("sheet", "staying"), [(0, [True, True, True]), (1, [True, True, False])])
def test_the_last_rows_of_a_table_stay_together_and_with_the_notes_under_it(parts, sheet, staying):
    """A page with nothing but a total, or a note, is sent back."""
    table = re.findall(r"<w:tbl>.*?</w:tbl>", parts[PART].decode(), re.DOTALL)[-2:][sheet]
    rows = [[("<w:keepNext/>" in cell) for cell in row.split("<w:tc>")[1:]] for row in table.split("<w:tr>")[1:]]
    assert [all(row) for row in rows[-3:]] == staying
    assert not any(cell for row in rows[:-3] for cell in row)


def test_headings_that_lead_to_the_tables_are_centred_over_the_first_as_on_paper(publication, tmp_path):
    paragraphs = [Paragraph((Run(text),), level=1) for text in ("一、收支情况", "二、预算表")]
    paragraphs.insert(1, Paragraph((Run("本年收入1.23万元。"),)))
    docx.write(
        replace(publication, narrative=replace(publication.narrative, paragraphs=paragraphs)), tmp_path / "a.docx"
    )
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        written = re.findall("<w:p>.*?</w:p>", package.read(PART).decode(), re.DOTALL)
    headings = [p for p in written if 'w:val="Heading2"' in p]
    assert ['<w:jc w:val="center"/>' in heading for heading in headings] == [False, True]


@pytest.mark.parametrize(("bars", "page"), [((1, 4, 3, 3), True), ((1, 6, 3, 4), True), ((9, 9, 9, 9), False)])
def test_pictures_stand_on_one_page_where_they_nearly_do(bars, page):
    first = small.publication().charts[0]
    compared = replace(first.bars[0], last=1)
    charts = [replace(first, bars=(compared if number else first.bars[0],) * n) for number, n in enumerate(bars)]
    assert (sum(docx._chart_heights(charts)) <= docx.CHARTS_ROOM) == page


def test_the_amounts_of_a_pair_of_bars_have_room_one_over_the_other():
    """9 points are 114,300 units; a pair takes its two bars and the gap, 60 hundredths of one."""
    assert docx.A_PAIR / 2.6 >= 114_300
    assert docx.A_BAR >= 2 * 114_300, "a smaller one lost its words"
