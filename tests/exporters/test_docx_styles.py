"""Fonts and pages of the Word document."""

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from desktop.exporters.docx_styles import (
    FANG,
    LYING_MM,
    TEXT_MM,
    begin_section,
    blank,
    set_footer,
    set_page,
    set_styles,
)


def test_one_font_for_all_scripts_and_no_theme_over_it():
    document = docx.Document()
    set_styles(document)
    fonts = document.styles["Normal"].element.rPr.find(qn("w:rFonts"))
    assert {fonts.get(qn(name)) for name in ("w:ascii", "w:hAnsi", "w:eastAsia")} == {FANG}
    assert not [name for name in fonts.attrib if "heme" in name]


def test_east_asian_text_is_chinese_also_in_a_font_of_the_theme():
    """Left Japanese, Word takes 明朝 for what names no font of its own."""
    document = docx.Document()
    set_styles(document)
    theme = document.settings.element.find(qn("w:themeFontLang"))
    usual = next(document.styles.element.iter(qn("w:lang")))
    assert {each.get(qn("w:eastAsia")) for each in (theme, usual)} == {"zh-CN"}


def test_no_unit_begins_a_line_without_its_number_and_the_marks_keep_their_rules():
    """Word holds 100 marks that begin no line, 50 that end none; ours take the place of its own."""
    settings = blank().settings.element
    after, before = (settings.find(qn(f"w:noLineBreaks{name}")) for name in ("After", "Before"))
    names = [each.tag.rpartition("}")[2] for each in settings]
    at = names.index("characterSpacingControl")
    assert names[at : at + 3] == ["characterSpacingControl", "noLineBreaksAfter", "noLineBreaksBefore"]  # the schema's
    first, last = before.get(qn("w:val")), after.get(qn("w:val"))
    assert {each.get(qn("w:lang")) for each in (after, before)} == {"zh-CN"}
    assert {*"万元亿年人个辆表，。；：、！？）》”％"} <= {*first}
    assert {*"（《“〔表"} <= {*last}
    assert (len(first) <= 100, len(last) <= 50, len({*first}), len({*last})) == (True, True, len(first), len(last))


def test_a_lying_page_has_its_footer():
    section = docx.Document().sections[0]
    set_page(section, landscape=True)
    set_footer(section, "版本 1234")
    assert section.page_width > section.page_height
    assert [paragraph.text for paragraph in section.footer.paragraphs] == ["第  页  共  页", "版本 1234"]
    assert {paragraph.alignment for paragraph in section.footer.paragraphs} == {WD_ALIGN_PARAGRAPH.CENTER}


def test_no_blank_stands_between_a_number_and_its_unit():
    """2025 年, as Word has it by itself, makes lines and pages longer than those of the PDF.

    Nor does a mark stand beyond the margin: the pages that the contents say are counted without.
    """
    document = docx.Document()
    set_styles(document)
    layout = document.styles["Normal"].element.pPr
    names = [child.tag.removeprefix(qn("w:a")[:-1]) for child in layout]
    for name in ("overflowPunct", "autoSpaceDE", "autoSpaceDN"):
        assert layout.find(qn(f"w:{name}")).get(qn("w:val")) == "0"
        assert names.index(name) < names.index("spacing"), "the order the norm asks for"


@pytest.mark.parametrize("landscape", [False, True])
def test_the_foot_of_a_page_stands_clear_of_a_table_that_fills_it(landscape):
    """The two lines of the foot reached over the margin of a lying page: its number touched the last row."""
    section = docx.Document().sections[0]
    set_page(section, landscape=landscape)
    set_footer(section, "版本 1234")
    lines = sum(paragraph.paragraph_format.line_spacing.mm for paragraph in section.footer.paragraphs)
    assert section.bottom_margin.mm - section.footer_distance.mm - lines >= 3
    assert section.footer_distance.mm >= 6, "printers leave 5 mm at the edge"


def test_above_pages_that_go_on_the_unit_of_money_is_never_broken():
    """A short title shares its line with the unit, a long one is smaller, the longest leaves it a line of its own."""
    document = docx.Document()
    found = []
    for letters in (20, 46, 90):
        begin_section(document, continued="表" * letters + "\t单位：万元")
        paragraph = document.sections[-1].header.paragraphs[0]
        assert paragraph.alignment == WD_ALIGN_PARAGRAPH.LEFT
        (run,) = paragraph.runs
        found.append((run.text.count("\n"), run.font.size.pt))
        assert run.text.replace("\n", "") == "表" * letters + "\t单位：万元"
    assert found[0] == (0, 10.5)
    assert found[1][0] == 0 and 8 <= found[1][1] < 10.5
    assert found[2] == (1, 8)


@pytest.mark.parametrize("landscape", [False, True])
def test_a_long_title_above_pages_that_go_on_takes_no_room_from_their_rows(landscape):
    """Two lines of it pushed the rows down: the contents said a page less than the table took."""
    document = docx.Document()
    letters = 100 if landscape else 70
    found = []
    for text in ("收支总表", "表" * letters, "表" * letters + "（续）" * 20):
        begin_section(document, landscape=landscape, continued=text + "\t单位：万元")
        section = document.sections[-1]
        (run,) = section.header.paragraphs[0].runs
        measure = LYING_MM if landscape else TEXT_MM
        lines = sum(-(-len(part) * run.font.size.mm // measure) or 1 for part in run.text.split("\n"))
        line = section.header.paragraphs[0].paragraph_format.line_spacing.mm
        assert section.header_distance.mm + lines * line <= section.top_margin.mm or section.header_distance.mm < 6
        assert section.header_distance.mm >= 5.9, "printers leave 5 mm at the edge"
        found.append(lines)
    assert found[0] == 1 < found[1] <= found[2]
