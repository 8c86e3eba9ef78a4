"""A font the user adds draws what no shipped font has, and nothing else; one that cannot be used is named."""

import struct
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from reportlab.pdfbase.ttfonts import TTFontMaker, TTFontParser

from desktop import paths, pipeline
from desktop.exporters import ofd, ofd_font, pdf, xlsx
from desktop.findings import UserError
from desktop.layouts.paper import glyphs, linebreak, own_fonts, typeface

RARE = "\U00020bb7"
"""𠮷, as in names of people; no shipped font has it."""


def font_with(character, glyph_of="吉") -> bytes:
    """A font of one character, with a shape of the shipped one."""
    parts = TTFontParser(BytesIO(ofd_font.subset("serif", glyph_of)))
    maker = TTFontMaker()
    for tag in parts.table:
        maker.add(tag, parts.get_table(tag))
    maker.add("cmap", ofd_font._table({ord(character): 1}))
    return bytes(maker.makeStream())


def forget():
    for kept in (
        own_fonts.fonts, typeface.faces, typeface._behind, typeface.split_by_face, glyphs._lacking, linebreak._broken,
        linebreak._name_lines, pdf._register_fonts, ofd_font._font,
    ):  # fmt: skip
        kept.cache_clear()


@pytest.fixture
def put(home):
    """Put a font into the user's folder, as before the program starts."""

    def put(content, name="宋体扩展.ttf"):
        own_fonts.folder().mkdir(exist_ok=True)
        (own_fonts.folder() / name).write_bytes(content)
        forget()

    forget()
    yield put
    forget()


def publication(wuxi, name):
    facts = replace(wuxi.facts, unit=replace(wuxi.facts.unit, name=name))
    made = pipeline.publication(pipeline.disclose(facts, wuxi.last, wuxi.form))
    return replace(made, sheets=made.sheets[:1])


def test_without_a_font_pdf_and_ofd_say_which_character_and_what_to_do_and_a_workbook_is_written(put, wuxi, tmp_path):
    named = publication(wuxi, f"{RARE}家村委会")
    for kind in (pdf, ofd):
        with pytest.raises(UserError, match=r"“𠮷”（U\+20BB7）.*simsunb\.ttf.*“字体”文件夹") as said:
            kind.write(named, tmp_path / "a")
        assert str(paths.home()) in str(said.value)
    xlsx.write(named, tmp_path / "a.xlsx")
    assert xlsx.read_back(named, tmp_path / "a.xlsx")[1] == []


def test_with_a_font_of_the_users_own_it_is_drawn_in_pdf_and_ofd_and_read_back(put, wuxi, tmp_path):
    put(font_with(RARE))
    assert typeface.missing(f"甲{RARE}") == []
    assert typeface.split_by_face(f"一{RARE}村", "sans-bold") == (
        ("sans-bold", "一"),
        ("own1", RARE),
        ("sans-bold", "村"),
    )
    named = publication(wuxi, f"{RARE}家村委会")
    assert glyphs.missing_characters(named.narrative, [sheet.table for sheet in named.sheets]) == []
    for kind, path in ((pdf, tmp_path / "a.pdf"), (ofd, tmp_path / "a.ofd")):
        assert kind.read_back(kind.write(named, path), path)[1] == []
    with pypdfium2.PdfDocument((tmp_path / "a.pdf").read_bytes()) as pages:
        page = pages[0]
        assert f"{RARE}家村委会" in page.get_textpage().get_text_range()
        assert page.render(scale=1).to_pil().convert("L").getextrema()[0] == 0


def test_what_the_shipped_fonts_have_is_never_drawn_with_it(put):
    before = typeface.split_by_face("预算1.50䶮", "sans")
    put(font_with("预"))
    assert typeface.split_by_face("预算1.50䶮", "sans") == before


def with_flag(content) -> bytes:
    place = next(
        struct.unpack_from(">L", content, 12 + 16 * n + 8)[0]
        for n in range(struct.unpack_from(">H", content, 4)[0])
        if content[12 + 16 * n :][:4] == b"OS/2"
    )
    return content[: place + 8] + struct.pack(">H", own_fonts.NOT_TO_EMBED) + content[place + 10 :]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda content: b"OTTO" + content[4:], "不是 TrueType 字体"),
        (lambda content: content[:200], "文件不完整或已损坏"),
        (lambda content: b"", "不是 TrueType 字体"),
        (with_flag, "不允许嵌入"),
    ],
)
def test_a_font_that_cannot_be_used_is_named_with_the_reason(put, spoil, told):
    put(spoil(font_with(RARE)), "坏.ttf")
    assert typeface.missing(RARE) == [RARE]
    assert "“坏.ttf”不能用：" in glyphs.way_out() and told in glyphs.way_out()


def test_characters_of_the_first_plane_are_read_from_its_own_table(tmp_path):
    content = font_with("吉")
    (tmp_path / "a.ttf").write_bytes(content)
    assert own_fonts.read(tmp_path / "a.ttf").widths == {"吉": 1000}
    table = own_fonts._tables(content)[b"cmap"]
    assert dict(own_fonts._format_4(table[20:])) == {ord("吉"): 1}
