"""Fonts, styles and pages of a Word document, set as an official document; every page has its footer."""

from functools import cache
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

from desktop.layouts.paper.linebreak import UNITS
from desktop.layouts.paper.pages import width_of

if TYPE_CHECKING:
    from docx.document import Document

FANG, HEI, KAI, SONG = "仿宋", "黑体", "楷体", "宋体"
A4_MM = (210, 297)
TEXT_MM = 156
"""The measure of a line as GB/T 9704 has it."""
LYING_MM = A4_MM[1] - 36
"""The measure of a page that lies."""
TEXT_HEIGHT_MM = 225
"""Height of the text of an upright page, as the norm has it."""
STEP, TITLE_LINE, TITLE_SPACE = 28.5, 36, 18
"""Points from one line to the next, those of a line of the title of a text, and below it."""
TABLE_APART = 8
"""Points between a table in the text and the lines above and below it."""
FOOT_MM = {False: 12.7, True: 7}
"""From the edge of the paper up to the foot of a page, of an upright and of a lying one: its two lines (page and
version) stand clear of the text, also under a table that fills the page."""
HEAD_LINE, HEAD_MM, HEAD_EDGE_MM = 20, 8, 6
"""Points of a line above pages that go on; where the last one begins over the text, and how near the edge the first."""

NEVER_FIRST = "!),.:;?]}¨·ˇˉ―‖’”…∶、。〃々〉》」』】〕〗！＂＇），．：；？］｀｜｝～￠％—"
NEVER_LAST = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"
"""Marks that begin and end no line of Chinese text by the rules that Word has itself: ours take their place."""
TIED, NUMBERED = "".join(sorted(UNITS)) + "表", "表"
"""What stays with a number before it (12.50万元, 公开11表) and behind it (表9), so that it begins, or ends, no line."""


def blank(size: float = 16, step: float = STEP, above: int = 0) -> "Document":
    """Return a new document with our styles and nothing of python-docx's template, as `set_styles` has them."""
    import docx

    return docx.Document(BytesIO(_blank(size, step, above)))


@cache
def _blank(size: float, step: float, above: int) -> bytes:
    """Return the file of such a document: to set the styles takes longer than to open it."""
    import docx

    document, content = docx.Document(), BytesIO()
    leave_only_ours(document)
    set_styles(document, size, step, above)
    document.save(content)
    return content.getvalue()


def set_styles(document: "Document", size: float = 16, step: float = STEP, above: int = 0) -> None:
    """Set the styles of text and headings. size: of the letters in points; step: from one line to the next.

    above: levels of headings above that with which the norm begins (一、).
    """
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    _set_language(document)
    _keep_numbers(document)
    looks = {
        "Normal": (FANG, size, False, 2 * size),
        "Title": (HEI, 20, False, 0),
        "Heading 1": (HEI, size, False, 0),
        **{f"Heading {n + 2}": _look_of(n - above, size) for n in range(5)},
    }
    for level in (1, 2, 3):
        contents = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        contents.element.set(qn("w:styleId"), f"TOC{level}")
        contents.base_style = document.styles["Normal"]
        looks[f"toc {level}"] = (FANG, 12, False, 0)
        contents.paragraph_format.left_indent = Pt(24 * (level - 1))
    for name, (font, points, bold, indent) in looks.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.italic = font, Pt(points), bold, False
        style.font.color.rgb = RGBColor(0, 0, 0)
        east_asian(style.element.get_or_add_rPr(), font)
        layout = style.paragraph_format
        layout.first_line_indent = Pt(indent)
        layout.space_before = Pt(0)  # at the head of a page some programs leave it out
        layout.space_after = Pt(TITLE_SPACE if name == "Title" else 0)
        layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        layout.line_spacing = Pt(TITLE_LINE if name == "Title" else 22 if name.startswith("toc") else step)
    _spaced_evenly(document.styles["Title"].element)
    document.styles["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _as_on_paper(document.styles["Normal"].element.get_or_add_pPr())
    _remove_border(document.styles["Title"].element)


def _look_of(level: int, size: float) -> tuple[str, float, bool, float]:
    """Return font, points, bold and indent of headings, as the norm has it: 一、 黑体, （一） 楷体, 1. 仿宋 and bold.

    level: 0 for 一、; what stands above it is 黑体 and bold, as on paper.
    """
    font = HEI if level <= 0 else KAI if level == 1 else FANG
    return font, size, level < 0 or level == 2, 2 * size


def east_asian(properties: Any, font: str) -> None:
    """Name one font for all scripts, without a theme over it."""
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if "heme" in attribute:
            del fonts.attrib[attribute]
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(name), font)


def _remove_border(element: Any) -> None:
    from docx.oxml.ns import qn

    for border in element.iter(qn("w:pBdr")):
        border.getparent().remove(border)


def _set_language(document: "Document") -> None:
    """East Asian text is Chinese: line breaking and spelling follow it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for language in list(document.styles.element.iter(qn("w:lang"))):
        language.getparent().remove(language)
    properties = next(document.styles.element.iter(qn("w:rPrDefault"))).find(qn("w:rPr"))
    language = OxmlElement("w:lang")
    for name, value in (("val", "en-US"), ("eastAsia", "zh-CN"), ("bidi", "ar-SA")):
        language.set(qn(f"w:{name}"), value)
    properties.append(language)
    for theme in document.settings.element.iter(qn("w:themeFontLang")):  # of what is set in a font of the theme
        theme.set(qn("w:eastAsia"), "zh-CN")


def _keep_numbers(document: "Document") -> None:
    """Keep numbers and their units on one line by the document's rules for lines (首尾字符): nothing is in its text.

    A mark between them that is not seen would be copied with the number, and LibreOffice 7.4 breaks there all the
    same. It does not read these rules either; Word and WPS write them themselves.
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    behind = document.settings.element.find(qn("w:characterSpacingControl"))
    for name, marks in (("Before", NEVER_FIRST + TIED), ("After", NEVER_LAST + NUMBERED)):
        rule = OxmlElement(f"w:noLineBreaks{name}")
        rule.set(qn("w:lang"), "zh-CN")
        rule.set(qn("w:val"), marks)
        behind.addnext(rule)


def _as_on_paper(layout: Any) -> None:
    """Put no blank between numbers and what stands beside them (2025年), and no mark beyond the margin, as on paper.

    The pages of the contents are counted so. LibreOffice 7.4 reads neither.
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for name in ("w:overflowPunct", "w:autoSpaceDE", "w:autoSpaceDN"):
        off = OxmlElement(name)
        off.set(qn("w:val"), "0")
        layout.insert_element_before(off, "w:spacing", "w:ind", "w:jc")


def _spaced_evenly(element: Any) -> None:
    """Take the letter spacing and kerning of the template's title away."""
    from docx.oxml.ns import qn

    for name in ("w:spacing", "w:kern"):
        for spacing in list(element.rPr.iter(qn(name))):
            spacing.getparent().remove(spacing)


def leave_only_ours(document: "Document") -> None:
    """Drop what python-docx's template brings along: its picture, its custom XML, its first date."""
    package = document.part.package
    for relations in (package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(("/thumbnail", "/customXml")):
                del relations[key]


def set_page(section: Any, *, landscape: bool) -> None:
    """Set size and margins of the pages of a section."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    width, height = (A4_MM[1], A4_MM[0]) if landscape else A4_MM
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin, section.right_margin = (Mm(18), Mm(18)) if landscape else (Mm(28), Mm(26))
    section.top_margin, section.bottom_margin = (Mm(22), Mm(20)) if landscape else (Mm(37), Mm(35))
    section.footer_distance = Mm(FOOT_MM[landscape])
    section.different_first_page_header_footer = False


def set_footer(section: Any, footer: str, *, front: bool = False) -> None:
    """Set the footer of a section and of those behind it. front: its first page is the cover, without a number."""
    section.footer.is_linked_to_previous = False
    section.different_first_page_header_footer = front
    if front:
        section.first_page_footer.is_linked_to_previous = False
        _version(section.first_page_footer.paragraphs[0], footer)
    _number(section.footer, footer)


def begin_section(document: "Document", *, landscape: bool = False, continued: str = "", footer: str = "") -> int:
    """Begin a page of a new section; return its measure in mm.

    continued: what its further pages have above them; footer: as `_set_header` takes it.
    """
    section, width = document.add_section(), LYING_MM if landscape else TEXT_MM
    set_page(section, landscape=landscape)
    _set_header(section, continued, width, footer)
    return width


def _set_header(section: Any, text: str, width_mm: int, footer: str) -> None:
    """Set what stands above the pages of a section after its first (表名（续）, unit); empty: above none of it.

    footer: of the first page, for the first section with such a header; those behind it have the same.
    """
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
    from docx.shared import Mm, Pt

    section.header.is_linked_to_previous = False
    section.different_first_page_header_footer = bool(text)
    if footer:
        section.first_page_footer.is_linked_to_previous = False
        _number(section.first_page_footer, footer)
    paragraph = section.header.paragraphs[0]
    paragraph._p.style = None  # that of headers has tabs of its own
    layout = paragraph.paragraph_format
    layout.alignment = WD_ALIGN_PARAGRAPH.LEFT  # a line before a break would be spaced out to the margin
    layout.first_line_indent, layout.line_spacing = 0, Pt(HEAD_LINE)
    layout.tab_stops.add_tab_stop(Mm(width_mm), WD_TAB_ALIGNMENT.RIGHT)
    room = width_mm * 72 / 25.4
    fitting, size = _in_width(text, room)
    lines = sum(max(1, ceil(width_of(part, "serif", size) / room)) for part in fitting.split("\n"))
    above = Mm(HEAD_MM) + Pt(HEAD_LINE) * (lines - 1)  # more lines stand higher: they move no row to the next page
    section.header_distance = max(Mm(HEAD_EDGE_MM), section.top_margin - above)
    run = paragraph.add_run(fitting)
    run.font.size = Pt(size)
    east_asian(run._r.get_or_add_rPr(), SONG)


def _in_width(text: str, room: float) -> tuple[str, float]:
    """Return a title, a tab and the unit of money as they fit a line, and their size: the unit is never broken.

    A long title is set smaller; of one that takes lines anyway the unit has a line of its own.
    """
    title, tab, unit = text.partition("\t")
    size = 10.5
    while size > 8 and width_of(f"{title}　{unit}", "serif", size) > room:
        size -= 0.5
    if width_of(f"{title}　{unit}", "serif", size) > room and unit:
        return f"{title}\n{tab}{unit}", size
    return text, size


def _number(part: Any, footer: str) -> None:
    """Put the number of the page and the version into a footer."""
    paragraph = part.paragraphs[0]
    paragraph.clear()
    _centred(paragraph)
    _footer_run(paragraph, "第 ")
    _field(paragraph, "PAGE")
    _footer_run(paragraph, " 页  共 ")
    _field(paragraph, "NUMPAGES")
    _footer_run(paragraph, " 页")
    _version(part.add_paragraph(), footer)


def _centred(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.first_line_indent = 0
    paragraph.paragraph_format.line_spacing = Pt(14)


def _version(paragraph: Any, footer: str) -> None:
    """Write the version and whether it is a draft."""
    _centred(paragraph)
    _footer_run(paragraph, footer)


def _footer_run(paragraph: Any, text: str) -> None:
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.size = Pt(9)
    east_asian(run._r.get_or_add_rPr(), SONG)


def _field(paragraph: Any, name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    properties, size, text = OxmlElement("w:rPr"), OxmlElement("w:sz"), OxmlElement("w:t")
    size.set(qn("w:val"), "18")
    properties.append(size)
    text.text = "1"
    run.extend((properties, text))
    field.append(run)
    paragraph._p.append(field)
