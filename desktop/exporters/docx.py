"""Word: cover, contents, the narrative with real heading styles, editable, and the tables as in the PDF.

Fonts are named (仿宋, 黑体), not embedded: every office PC has them, and the file stays editable.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import count
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from desktop.exporters import chart_xml, docx_front, docx_pages
from desktop.exporters.delivery import zipped
from desktop.exporters.docx_columns import STANDS_IN
from desktop.exporters.docx_styles import (
    SONG,
    TABLE_APART,
    TEXT_MM,
    begin_section,
    blank,
    east_asian,
    set_footer,
    set_page,
)
from desktop.exporters.docx_table import (
    SPARE,
    add_table,
    grid_cells,
    heading_of,
    small_size,
    unit_line_of,
)
from desktop.exporters.publication import Mismatch, Publication, refuse_unwritable
from desktop.layouts.paper.linebreak import heading_lines, title_lines
from desktop.layouts.paper.pages import CHARTS, width_of
from desktop.layouts.paper.sheet import PlacedCell, Sheet, sheet_of
from desktop.layouts.paper.sheet_pager import GOES_ON
from desktop.layouts.paper.text_pages import FACES, SIZE, squeezed
from desktop.layouts.tables.charts import Chart
from desktop.layouts.words.paragraphs import Paragraph, leading_to_tables

if TYPE_CHECKING:
    from docx.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TITLE_WIDTH = 430.0
"""Points that a line of the title may take, a little less than the measure: fonts differ."""
CHART_FRAME, A_PAIR, A_BAR = 860_000, 330_000, 260_000
"""Height of a picture without its bars, of a pair of bars (its two amounts stand one over the other), of a bar."""
CHARTS_ROOM, CHARTS_CLOSEST = 7_150_000, 0.75
"""Height that all pictures have on one page, and how far they are made lower for it. One inch is 914,400."""
NUMBERED = re.compile("(?<=[^!-~])(?=[!-~])|(?<=[!-~])(?=[^!-~])")
"""Where a number or a Latin word begins or ends: some programs always put a quarter of a letter there."""
NUMBERS = re.compile("[!-~]+")
"""Numbers and Latin words."""


def write(publication: Publication, path: Path) -> None:
    """Write the document. Raises UserError for a text that no file can hold."""
    refuse_unwritable(publication)
    document = blank(step=docx_pages.step_of(publication), above=levels_above(publication.form.headings))
    set_page(document.sections[0], landscape=False)
    set_footer(document.sections[0], publication.footer, front=True)
    docx_front.add_cover(document, publication)
    docx_front.add_contents(document, publication)
    before, after = _around_tables(publication)
    before, over = leading_to_tables(before) if publication.sheets else (before, [])
    marks = count()
    if before or not after:
        add_title(document, publication.narrative.title, marks, new_page=True)
        add_text(document, before, marks)
    for number, sheet in enumerate(publication.sheets):
        _add_sheet(document, sheet, marks, *(([], "") if number else (over, publication.footer)))
    if after:
        begin_section(document)
        if not before:
            add_title(document, publication.narrative.title, marks)
        add_text(document, after, marks)
    if publication.charts:
        _add_charts(document, publication, marks)
    properties = document.core_properties
    properties.title, properties.author = publication.file_stem, publication.author
    properties.last_modified_by = publication.author
    properties.created = properties.modified = publication.dated.replace(tzinfo=None)
    properties.comments, properties.language, properties.revision = f"版本 {publication.version}", "zh-CN", 1
    content = BytesIO()
    document.save(content)
    path.write_bytes(zipped.dated(content, publication.year))


def levels_above(headings: Sequence[str]) -> int:
    """Return how many levels of headings stand above 一、, with which the norm begins (第一部分 is one)."""
    return next((level for level, number in enumerate(headings) if number.startswith("{cn}、")), 0)


def _around_tables(publication: Publication) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the paragraphs before and after the tables, as in the PDF."""
    return publication.narrative.around_tables(publication.form.annex)


def add_title(document: "Document", text: str, marks: Iterator[int], *, new_page: bool = False) -> None:
    """Put the title of a text, centred, in lines that divide no word."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    title = _paragraph(document, "", "Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.page_break_before = new_page
    docx_front.outline(title, 0)
    _add_lines(title, title_lines(text, TITLE_WIDTH, 20, "sans-bold"))
    docx_front.mark(title, next(marks))


def add_text(document: "Document", paragraphs: list[Paragraph], marks: Iterator[int]) -> list[Any]:
    """Add the text and return its headings. A heading of the form is one; a numbered sentence is body text."""
    from docx.shared import Pt

    headings, above, apart = [], None, 0
    for paragraph in paragraphs:
        if paragraph.table is not None:
            if above is not None:
                above.paragraph_format.space_after = Pt(TABLE_APART)
            add_table(document, sheet_of(paragraph.table), full_width_mm=TEXT_MM)
            above, apart = None, TABLE_APART
            continue
        above = _heading(document, paragraph) if paragraph.is_heading else document.add_paragraph(paragraph.text)
        if apart:
            above.paragraph_format.space_before, apart = Pt(apart), 0
        if paragraph.is_heading:
            headings.append(above)
            if paragraph.level == 1:
                docx_front.mark(above, next(marks))
        else:
            leads = paragraph.text.endswith("：") and paragraph is not paragraphs[-1]
            above.paragraph_format.keep_with_next = leads or paragraph.announces or None
    return headings


def _heading(document: "Document", paragraph: Paragraph) -> Any:
    """Add a heading of the text; its letters a little closer where it so stands on one line, as on paper.

    One of several lines divides no word.
    """
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    heading = _paragraph(document, "", f"Heading{paragraph.level + 1}")
    room, face = TEXT_MM * 72 / 25.4, FACES[paragraph.level]
    width, blanks = width_of(paragraph.text, face, SIZE), len(NUMBERED.findall(paragraph.text)) * SIZE / 4
    wider = width_of("".join(NUMBERS.findall(paragraph.text)), face, SIZE) * (STANDS_IN - 1)
    fits = squeezed(paragraph.text, room - 2 * SIZE, face, SIZE) or width <= room - 2 * SIZE
    lines = [paragraph.text] if fits else heading_lines(paragraph.text, room - SPARE, SIZE, face, 2 * SIZE)
    if len(lines) > 1:
        heading.alignment = WD_ALIGN_PARAGRAPH.LEFT  # a line before a break would be spaced out to the margin
    _add_lines(heading, lines)
    if fits and (over := width + blanks + wider - room + 2 * SIZE) > 0:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(floor(-over / max(1, len(paragraph.text) - 1) * 20)))
        heading.runs[0]._r.get_or_add_rPr().append(spacing)
    return heading


def _add_lines(paragraph: Any, lines: list[str]) -> None:
    """Put a title in lines that divide no word."""
    run = paragraph.add_run(lines[0])
    for line in lines[1:]:
        run.add_break()
        run.add_text(line)


def _paragraph(document: "Document", text: str, style_id: str) -> Any:
    """Add a paragraph in a style by its id: by its name python-docx looks through all styles each time."""
    paragraph = document.add_paragraph(text)
    paragraph._p.style = style_id
    return paragraph


def _add_sheet(document: "Document", sheet: Sheet, marks: Iterator[int], over: list[Paragraph], footer: str) -> None:
    """Put a table on pages of its own: headings of the text, number, title (a heading), unit line, table, notes."""
    money = next((c.text for c in sheet.cells if c.style == "unit_right"), "")
    continued = f"{sheet.table.label}{GOES_ON}\t{money}"
    landscape = sheet.table.orientation == "landscape"
    width = begin_section(document, landscape=landscape, continued=continued, footer=footer)
    headings = add_text(document, over, marks)
    heading = _paragraph(document, "", "Heading1")
    _add_lines(heading, heading_of(sheet, width))
    docx_front.center(*headings, heading)
    docx_front.mark(heading, next(marks))
    units = unit_line_of(sheet)
    _small(document, units, width, small_size(units, width))
    add_table(document, sheet, full_width_mm=width)
    for placed in sheet.cells:
        if placed.style == "note":
            _small(document, placed.text, width, docx_pages.note_size(placed.text, width))


def _add_charts(document: "Document", publication: Publication, marks: Iterator[int]) -> None:
    """Put native charts on pages of their own."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.shared import Pt

    begin_section(document)
    heading = _paragraph(document, CHARTS, "Heading1")
    docx_front.center(heading)
    docx_front.mark(heading, next(marks))
    heights = _chart_heights(publication.charts)
    for number, (chart, height) in enumerate(zip(publication.charts, heights, strict=True), 1):
        name = PackURI(f"/word/charts/chart{number}.xml")
        part = Part(name, chart_xml.CONTENT_TYPE, chart_xml.chart_xml(chart), document.part.package)
        relation = document.part.relate_to(part, chart_xml.RELATION)
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = 0
        paragraph.paragraph_format.line_spacing = 1.0
        paragraph.paragraph_format.space_after = Pt(8)
        paragraph.add_run()._r.append(parse_xml(_inline(relation, number, chart.title, height)))


def _chart_heights(charts: Sequence[Chart]) -> list[int]:
    """Return how high each picture is: all a little lower, where they then stand on one page."""
    heights = [CHART_FRAME + len(chart.bars) * (A_PAIR if chart.compared else A_BAR) for chart in charts]
    closer = CHARTS_ROOM / sum(heights)
    part = closer if CHARTS_CLOSEST <= closer < 1 else 1.0
    return [min(int(height * part), 5_600_000) for height in heights]


def _inline(relation: str, number: int, title: str, height: int) -> str:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:drawing xmlns:w="{W[1:-1]}" xmlns:wp="{drawing}/wordprocessingDrawing" xmlns:a="{drawing}/main">'
        f'<wp:inline><wp:extent cx="5500000" cy="{height}"/><wp:docPr id="{100 + number}" name="{escape(title)}"/>'
        f'<a:graphic><a:graphicData uri="{drawing}/chart"><c:chart xmlns:c="{drawing}/chart" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        f'r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _small(document: "Document", text: str, width_mm: int, size: float) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm, Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = 0
    paragraph.paragraph_format.line_spacing = Pt(20)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(width_mm), WD_TAB_ALIGNMENT.RIGHT)
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    east_asian(run._r.get_or_add_rPr(), SONG)


def read_back(publication: Publication, path: Path) -> tuple[int, list[Mismatch]]:
    """Reopen the file as plain XML and compare every paragraph and table cell with the publication."""
    with zipfile.ZipFile(path) as package:
        body = ElementTree.fromstring(package.read("word/document.xml")).find(f"{W}body")
    content = [] if body is None else [_read_block(block) for block in body if block.tag in (f"{W}p", f"{W}tbl")]
    blocks = [block for block in content if block != [""]]
    expected = _expected(publication)
    wrong = []
    compared = 0
    for number in range(max(len(blocks), len(expected))):
        want = expected[number] if number < len(expected) else []
        have = blocks[number] if number < len(blocks) else []
        compared += len(want)
        for expected_text, actual_text in zip(
            want + [""] * (len(have) - len(want)), have + [""] * (len(want) - len(have)), strict=True
        ):
            if expected_text != actual_text:
                wrong.append(Mismatch(f"第 {number + 1} 段", expected_text, actual_text))
    return compared, wrong


def _read_block(block: ElementTree.Element) -> list[str]:
    if block.tag == f"{W}p":
        return [_text(block)]
    return [_text(cell) for cell in block.iter(f"{W}tc")]


def _text(element: ElementTree.Element) -> str:
    parts = []
    for node in element.iter():
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag == f"{W}tab" and "val" not in "".join(node.attrib):
            parts.append("\t")
        elif node.tag == f"{W}br" and node.get(f"{W}type") == "textWrapping":
            parts.append("\n")
    return "".join(parts)


def _expected(publication: Publication) -> list[list[str]]:
    blocks = [[text] for text in docx_front.texts(publication)]
    title, charts = [[publication.narrative.title]], [[CHARTS]] if publication.charts else []
    before, after = _around_tables(publication)
    if before or not after:
        blocks += title + _expected_text(before)
    for sheet in publication.sheets:
        blocks.append([sheet.table.label])
        blocks.append(["\t".join(c.text for c in sheet.cells if c.style in ("unit_left", "unit_right") and c.text)])
        blocks.append(_expected_cells(sheet))
        blocks += [[c.text] for c in sheet.cells if c.style == "note"]
    if after:
        blocks += ([] if before else title) + _expected_text(after)
    return blocks + charts


def _expected_text(paragraphs: list[Paragraph]) -> list[list[str]]:
    return [_expected_cells(sheet_of(p.table)) if p.table is not None else [p.text] for p in paragraphs]


def _expected_cells(sheet: Sheet) -> list[str]:
    cells, top = grid_cells(sheet)
    at = {(c.row, c.column): c for c in cells}
    under = {(r, c.column): c for c in cells for r in range(c.row + 1, c.row + c.row_span)}
    texts = []
    for row in range(top, sheet.body_bottom):
        column = 0
        while column < len(sheet.widths):
            placed = at.get((row, column)) or under.get((row, column)) or PlacedCell(row, column, "", "text")
            texts.append(placed.text if placed.row == row else "")
            column += placed.column_span
    return texts
