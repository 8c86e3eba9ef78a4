"""Every drawn text is in a tag or an artifact; the tags say in order what the pages say, tables with all their cells."""

import math
import re

import pypdfium2
import pytest
from pypdfium2 import raw
from reportlab.pdfgen.canvas import Canvas

from desktop.exporters import pdf
from desktop.exporters.pdf_tags import Tags
from desktop.layouts.paper.document import Document
from desktop.layouts.paper.pages import A4, Page
from desktop.layouts.paper.sheet import sheet_of
from desktop.layouts.paper.table_pages import table_pages
from tests.exporters import small
from tests.exporters.pdf_reading import marks_of, spoken


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """The pages of a publication as a screen reader reads them, and the document they were drawn from."""
    path = tmp_path_factory.mktemp("tags") / "公开.pdf"
    document = pdf.write(small.publication(), path)
    pages = pypdfium2.PdfDocument(path.read_bytes())
    result = document, [spoken(page) for page in pages], raw.FPDFCatalog_IsTagged(pages)
    pages.close()
    return result


def test_the_words_in_the_order_of_the_tags_are_those_of_the_pages(read):
    document, pages, tagged = read
    assert tagged
    for page, words in zip(document.pages, pages, strict=True):
        boxes = [box.text for box in page.boxes if not box.again and box.drawn[0] < box.drawn[1]]
        squeezed = "".join("".join(boxes).split())
        assert sorted("".join(w for _, w in words)) == sorted(squeezed)
        lines = [box for box in page.boxes if box.role in ("body", "heading", "title", "cover")]
        read_out = "".join(word for role, word in words if role == "P" or role[0] == "H")
        assert all("".join(box.text.split()) in read_out for box in lines)


def test_what_each_thing_is(read):
    document, pages, _ = read
    roles = {words: role for page in pages for role, words in page}
    assert roles["目录"] == "H1"
    assert roles["一、收支情况"] == "H2"
    assert {role for page in pages for role, _ in page} >= {"H1", "H2", "P", "Link", "TH", "TD", "Figure"}
    links = [words for page in pages for role, words in page if role == "Link"]
    assert [words.split("·")[0] for words in links] == ["".join(entry.text.split()) for entry in document.entries]


def cells_of(sheet, path) -> list[tuple[str, int]]:
    """(role, places it covers) of each cell in the elements of a drawn sheet."""
    tags = Tags(Canvas(str(path)))
    tags.begin_page()
    for page in table_pages(sheet):
        for box in page.boxes:
            tags.begin(box)
    found = []
    for element in tags.elements:
        if element.role in ("TH", "TD"):
            spans = [int(n) for n in re.findall(rb"Span (\d+)", element.extra)]
            found.append((element.role, math.prod(spans)))
    return found


def test_a_table_has_all_its_places(tmp_path):
    """Also cells that print nothing: without them columns would shift under their headings."""
    for name in ("收支总表", "合并表"):
        sheet = sheet_of(small.table(small.YUAN, name))
        cells = cells_of(sheet, tmp_path / "x.pdf")
        grid = sheet.body_bottom - min(c.row for c in sheet.cells if c.style in ("lead_label", "header"))
        assert sum(places for _, places in cells) == grid * len(sheet.widths)
        assert sum(role == "TH" for role, _ in cells) == sum(c.style in ("header", "lead_label") for c in sheet.cells)


def test_what_is_repeated_on_a_further_page_is_read_once(tmp_path):
    """The header of a long table, its title and its unit line again: for the eye alone."""
    table = small.table(small.YUAN)
    table.blocks[0].rows[:] = table.blocks[0].rows[:1] + table.blocks[0].rows[1:2] * 90 + table.blocks[0].rows[2:]
    pages = table_pages(sheet_of(table))
    assert len(pages) > 1
    path = tmp_path / "长表.pdf"
    pdf.draw(Document("长表", "ABCD", pages), path, "某县统计局", 2027)
    drawn = pypdfium2.PdfDocument(path.read_bytes())
    words = [word for page in drawn for role, word in spoken(page) if role in ("TH", "H1")]
    drawn.close()
    assert words.count("本年") == 1
    assert sum("收支总表" in word for word in words) == 1


def test_headings_go_down_one_level_at_a_time(tmp_path):
    """A layout that numbers 1. under 一、 with nothing between leaves no gap."""
    tags = Tags(Canvas(str(tmp_path / "x.pdf")))
    tags.begin_page()
    page = Page(*A4)
    for level in (1, 2, 4, 5, 2, 3):
        page.box(60, 88, 90, 20, "标题", role="heading", level=level)
    assert [tags.begin(box).role for box in page.boxes] == ["H1", "H2", "H3", "H4", "H2", "H3"]


def test_a_text_of_no_box_is_an_artifact(tmp_path):
    page = Page(*A4)
    page.write(60, 100, "正文", "serif", 12)
    page.box(60, 88, 90, 20, "正文", role="body")
    page.write(60, 800, "第 1 页", "serif", 9)
    path = tmp_path / "页脚.pdf"
    pdf.draw(Document("页脚", "ABCD", [page]), path, "", 2027)
    drawn = pypdfium2.PdfDocument(path.read_bytes())
    assert list(marks_of(drawn[0])) == [(0, "正文"), (-1, "第 1 页")]
    drawn.close()
