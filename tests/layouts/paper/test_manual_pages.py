"""The pages of the manual: headings stay with what follows, pictures keep their shape and their line below."""

import struct

import pytest

from desktop.layouts.paper import manual_pages
from desktop.layouts.paper.manual_pages import ENTRY, PART, PICTURE, SECTION, TEXT, TITLE, Block
from desktop.layouts.paper.pages import A4


def png(wide, high):
    """The beginning of a PNG: all that is looked at to place it."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", wide, high)


def pages(*blocks):
    return manual_pages.document("手册", ["副题"], [Block(PART, "部"), Block(TITLE, "章"), *blocks], "页脚").pages


def test_the_size_of_a_picture_is_read_from_its_head():
    assert manual_pages.dimensions(png(1366, 768)) == (1366, 768)


@pytest.mark.parametrize("size", [(1366, 768), (400, 300), (500, 900)])
def test_a_picture_keeps_its_shape_and_stays_on_the_page_with_its_line(size):
    found = pages(*[Block(TEXT, "字" * 30)] * 30, Block(PICTURE, "图注", content=png(*size)))
    (page,) = (page for page in found if page.pictures)
    (picture,) = page.pictures
    assert picture.width / picture.height == pytest.approx(size[0] / size[1])
    assert picture.x >= manual_pages.LEFT - 1
    assert picture.y + picture.height < A4[1] - manual_pages.BOTTOM
    (note,) = (box for box in page.boxes if box.role == "note")
    assert note.y >= picture.y + picture.height


def test_a_heading_is_never_the_last_of_a_page():
    for lines in range(20, 60):
        for page in pages(*[Block(ENTRY, "字", "·")] * lines, Block(SECTION, "节"), Block(TEXT, "文")):
            assert not page.boxes or page.boxes[-1].role != "heading"


def test_a_chapter_begins_on_the_same_page_where_there_is_room():
    assert len(pages(Block(TEXT, "甲"), Block(TITLE, "二"), Block(TEXT, "乙"))) == 3
    assert len(pages(*[Block(TEXT, "甲")] * 30, Block(TITLE, "二"), Block(TEXT, "乙"))) == 4


def test_every_page_but_the_first_says_which_it_is():
    found = pages(*[Block(TEXT, "甲")] * 60)
    for number, page in enumerate(found[1:], 2):
        assert f"第 {number} 页  共 {len(found)} 页" in {text.text for text in page.texts}
