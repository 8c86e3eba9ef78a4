"""The embedded font: every character used has its own glyph and width under its own code point, and no other is there."""

from io import BytesIO

from reportlab.pdfbase.ttfonts import TTFontFile

from desktop import paths
from desktop.exporters import ofd_font
from desktop.layouts.paper.typeface import faces

TEXT = "预算公开 1,234.56％（续）𬭊—"


def outline(font, glyph) -> bytes:
    """The outline of a glyph as it stands in the font (the made one fills it up to whole words)."""
    start, end = font.glyphPos[glyph : glyph + 2]
    return font.get_table("glyf")[start:end]


def test_the_characters_have_the_glyphs_and_widths_of_the_cut():
    for key in ("serif", "sans-bold"):
        text = TEXT if key == "serif" else TEXT.replace("𬭊", "")
        made = TTFontFile(BytesIO(ofd_font.subset(key, text)), validate=1)
        source = TTFontFile(str(paths.resources() / "fonts" / faces()[key].file))
        assert set(made.charToGlyph) - {0xA0} == set(map(ord, text))  # the reader adds a hard blank of its own
        for code in map(ord, text):
            glyph, other = made.charToGlyph[code], source.charToGlyph[code]
            assert made.hmetrics[glyph] == source.hmetrics[other]
            assert outline(made, glyph).startswith(outline(source, other)), chr(code)


def test_the_order_of_the_characters_does_not_change_the_file():
    assert ofd_font.subset("sans", TEXT[::-1]) == ofd_font.subset("sans", TEXT)
    assert ofd_font.subset("sans", "算") != ofd_font.subset("sans", "预")
