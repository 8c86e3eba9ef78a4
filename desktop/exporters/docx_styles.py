"""Fonts, styles and pages of a Word document, set as an official document; every page has its footer."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

FANG, HEI, SONG = "仿宋", "黑体", "宋体"
A4_MM = (210, 297)


def set_styles(document: "Document", size: float = 16, step: float = 28.5) -> None:
    """Set the styles of text and headings. size: of the letters in points; step: from one line to the next."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt, RGBColor

    looks = {
        "Normal": (FANG, size, False, 2 * size),
        "Title": (HEI, 20, False, 0),
        "Heading 1": (HEI, size, False, 2 * size),
        "Heading 2": ("楷体", size, True, 2 * size),
        "Heading 3": (FANG, size, True, 2 * size),
        "Heading 4": (FANG, size, False, 2 * size),
        "Heading 5": (FANG, size, False, 2 * size),
    }
    for name, (font, points, bold, indent) in looks.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = font, Pt(points), bold
        style.font.color.rgb = RGBColor(0, 0, 0)
        east_asian(style.element.get_or_add_rPr(), font)
        layout = style.paragraph_format
        layout.first_line_indent = Pt(indent)
        layout.space_before = Pt(18 if name == "Title" else 0)
        layout.space_after = Pt(18 if name == "Title" else 0)
        layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        layout.line_spacing = Pt(36 if name == "Title" else step)
    _remove_border(document.styles["Title"].element)


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


def set_page(section: Any, *, landscape: bool, footer: str) -> None:
    """Set size, margins and footer of the pages of a section."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    width, height = (A4_MM[1], A4_MM[0]) if landscape else A4_MM
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(18 if landscape else 28)
    section.top_margin, section.bottom_margin = (Mm(22), Mm(20)) if landscape else (Mm(30), Mm(25))
    section.footer.is_linked_to_previous = False
    paragraph = section.footer.paragraphs[0]
    paragraph.clear()
    paragraph.paragraph_format.first_line_indent = 0
    _footer_run(paragraph, f"{footer}    第 ")
    _field(paragraph, "PAGE")
    _footer_run(paragraph, " 页  共 ")
    _field(paragraph, "NUMPAGES")
    _footer_run(paragraph, " 页")


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
