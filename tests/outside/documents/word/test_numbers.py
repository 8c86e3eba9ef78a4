"""Numbers that Word counts itself stand before their paragraphs as the page shows them."""

import zipfile

import pytest

from desktop.outside.documents.word import docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(depth, words, written="decimal", more=""):
    return f'<w:lvl w:ilvl="{depth}">{more}<w:numFmt w:val="{written}"/><w:lvlText w:val="{words}"/></w:lvl>'


def paragraph(text, use="", depth="0", style=""):
    numbered = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{use}"/></w:numPr>' if use else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{numbered}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.fixture
def parts(tmp_path):
    def read(body, numbering, styles=""):
        path = tmp_path / "说明.docx"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
            package.writestr("word/numbering.xml", f"<w:numbering {W}>{numbering}</w:numbering>")
            package.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
        return docx.read(path)[0]

    return read


@pytest.fixture
def texts(parts):
    return lambda *all_of_it: [part.text for part in parts(*all_of_it)]


LIST = (
    f'<w:abstractNum w:abstractNumId="1">{level(0, "%1、", "chineseCounting")}{level(1, "（%2）", "chineseCounting")}'
    f"{level(2, '%3.')}</w:abstractNum>"
    '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
)


def test_each_level_counts_by_itself_and_begins_anew_below_a_higher_one(texts):
    body = "".join(
        paragraph(text, "5", depth)
        for text, depth in (
            ("收入", "0"),
            ("财政拨款", "1"),
            ("事业收入", "1"),
            ("学费", "2"),
            ("支出", "0"),
            ("基本支出", "1"),
        )
    )
    assert texts(body, LIST) == ["一、收入", "（一）财政拨款", "（二）事业收入", "1.学费", "二、支出", "（一）基本支出"]


def test_what_stands_between_does_not_break_the_count(texts):
    body = paragraph("收入", "5") + paragraph("收入预算100万元。") + paragraph("支出", "5")
    assert texts(body, LIST) == ["一、收入", "收入预算100万元。", "二、支出"]


def test_a_list_that_is_begun_anew_counts_from_its_own_start(texts):
    anew = '<w:num w:numId="6"><w:abstractNumId w:val="1"/>'
    anew += '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    body = paragraph("甲", "5") + paragraph("乙", "5") + paragraph("丙", "6") + paragraph("丁", "6")
    assert texts(body, LIST + anew) == ["一、甲", "二、乙", "一、丙", "二、丁"]


@pytest.mark.parametrize(
    ("written", "number"),
    [("chineseCountingThousand", "十二"), ("decimal", "12"), ("decimalEnclosedCircleChinese", "⑫"), ("upperRoman", "XII"),
     ("lowerRoman", "xii"), ("upperLetter", "L"), ("lowerLetter", "l"), ("decimalZero", "12"), ("ordinalText", "12")],
)  # fmt: skip
def test_numbers_are_written_as_the_list_says(texts, written, number):
    first = '<w:start w:val="12"/>'
    numbering = f'<w:abstractNum w:abstractNumId="1">{level(0, "第%1部分", written, first)}</w:abstractNum>'
    numbering += '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    assert texts(paragraph("预算表", "5"), numbering) == [f"第{number}部分 预算表"]


def test_a_number_without_a_sign_behind_it_stands_apart_from_the_words(texts):
    numbering = LIST.replace("%3.", "%1.%3")
    numbering = numbering.replace('<w:lvlText w:val="%1.%3"/>', '<w:isLgl/><w:lvlText w:val="%1.%3"/>')
    body = paragraph("收入", "5") + paragraph("学费", "5", "2")
    assert texts(body, numbering) == ["一、收入", "1.1 学费"]


def test_the_style_of_a_paragraph_may_number_it(texts):
    listed = LIST.replace('<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:pStyle w:val="sub"/>')
    styles = '<w:style w:styleId="sub"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    styles += '<w:style w:styleId="own"><w:basedOn w:val="sub"/></w:style>'
    body = paragraph("财政拨款", style="own") + paragraph("不编号", "0", style="own")
    assert texts(body, listed, styles) == ["（一）财政拨款", "不编号"]


def test_bullets_and_lists_that_are_not_there_show_no_number(texts):
    numbering = f'<w:abstractNum w:abstractNumId="1">{level(0, "", "bullet")}</w:abstractNum>'
    numbering += '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    body = paragraph("甲", "5") + paragraph("乙", "9") + paragraph("丙", "5", "7")
    assert texts(body, numbering) == ["甲", "乙", "丙"]


def test_numbers_in_a_column_of_a_table_are_read(parts):
    cells = "".join(f"<w:tr><w:tc>{paragraph('', '5', '2')}</w:tc><w:tc><w:p/></w:tc></w:tr>" for _ in range(2))
    (table,) = parts(f"<w:tbl>{cells}</w:tbl>", LIST)
    assert table.rows == (("1.", ""), ("2.", ""))
