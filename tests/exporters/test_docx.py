"""Every paragraph and table cell of the Word file is read back and compared: one character is found, and where."""

import re
import zipfile
from dataclasses import replace
from functools import partial

import pytest

from desktop.exporters import docx
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


PARAGRAPHS = [
    "某县统计局2024年预算公开",
    "草稿，不作公开用",
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
    *([text] for text in PARAGRAPHS),
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


@pytest.mark.parametrize(("charts", "blocks"), [(True, BLOCKS), (False, BLOCKS[:-1])])
def test_a_document_as_written_reads_back_whole(charts, blocks, tmp_path):
    publication = small.publication(charts=charts)
    path = tmp_path / "公开.docx"
    docx.write(publication, path)
    assert docx._expected(publication) == blocks
    assert docx.read_back(publication, path) == (sum(map(len, blocks)), [])


def test_a_cell_over_rows_and_columns_stands_once_and_leaves_blanks_below(publication, tmp_path):
    places = [(0, 0, "甲", 2, 2), (0, 2, "乙", 1, 1), (1, 2, "丙", 1, 1), (2, 0, "丁", 1, 1), (2, 2, "戊", 1, 1)]
    cells = tuple(PlacedCell(row, column, text, "text", rows, columns) for row, column, text, rows, columns in places)
    cells += (PlacedCell(0, 0, "单位：某县统计局", "unit_left"),)
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
    assert differences(lambda xml: xml.replace(blank, "<w:t>0.00</w:t>", 1)) == [("第 5 段", "", "0.00")]


def test_a_tab_that_is_lost_is_found(differences):
    lost = differences(lambda xml: xml.replace("<w:tab/>", "", 1))
    assert lost == [("第 4 段", PARAGRAPHS[3], PARAGRAPHS[3].replace("\t", ""))]


def test_a_cell_that_is_lost_moves_the_rest_of_its_table(differences):
    found = differences(lambda xml: re.sub(r"<w:tc>(?:(?!</w:tc>).)*—.*?</w:tc>", "", xml, count=1))
    at = GRID.index("—")
    moved = [*GRID[:at], *GRID[at + 1 :], ""]
    assert found == [("第 5 段", a, b) for a, b in zip(GRID, moved, strict=True) if a != b]


def test_a_paragraph_too_few_or_too_many_moves_the_rest(differences):
    last = re.compile(r"<w:p>(?:(?!</w:p>).)*附图.*?</w:p>")
    assert differences(lambda xml: last.sub("", xml)) == [("第 13 段", "附图", "")]
    more = differences(lambda xml: last.sub(lambda m: m[0] + m[0].replace("附图", "多余"), xml))
    assert more == [("第 14 段", "", "多余")]


def test_a_file_without_a_body_says_everything_is_lacking(differences):
    found = differences(lambda xml: xml.replace("w:body", "w:other"))
    assert [expected for _, expected, _ in found] == [text for block in BLOCKS for text in block if text]


def test_a_numbered_sentence_does_not_have_to_stay_with_the_next(publication, tmp_path):
    items = [Paragraph((Run(text),), level=3) for text in ("（一）收支情况", "1. 行政运行1.23万元。")]
    path = tmp_path / "公开.docx"
    docx.write(replace(publication, narrative=replace(publication.narrative, paragraphs=items)), path)
    with zipfile.ZipFile(path) as package:
        written = re.findall("<w:p>.*?</w:p>", package.read(PART).decode(), re.DOTALL)
    found = {text: "<w:keepNext w:val=" in p for p in written for text in re.findall("<w:t[^>]*>(.*?)</w:t>", p)}
    assert not found["（一）收支情况"]
    assert found["1. 行政运行1.23万元。"]


@pytest.mark.parametrize("at", [0, 1])
def test_a_text_that_goes_on_behind_the_tables_reads_back(publication, tmp_path, at):
    """The tables stand where the text says; what is behind them is compared too."""
    divided = replace(publication, narrative=replace(publication.narrative, annex_at=at))
    path = tmp_path / "公开.docx"
    docx.write(divided, path)
    assert docx.read_back(divided, path)[1] == []
    assert docx.read_back(publication, path)[1] != []
