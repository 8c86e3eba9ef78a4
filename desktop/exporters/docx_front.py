"""What stands before the text of the Word file: cover with the lines to sign, and contents with page numbers.

The contents are a field (TOC) that Word makes anew on request; until then it shows pages that we counted.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop.exporters import docx_pages
from desktop.exporters.docx_styles import FANG, HEI, TEXT_MM, east_asian
from desktop.exporters.docx_table import pages_taken
from desktop.exporters.pdf import contents_of, cover_of
from desktop.exporters.publication import Publication
from desktop.layouts.paper import cover
from desktop.layouts.paper.cover import DATE, DATED, MORE_NOTES, NOTES_TITLE
from desktop.layouts.paper.document import CONTENTS, Entry, shared_size
from desktop.layouts.paper.linebreak import title_lines
from desktop.layouts.paper.pages import width_of

if TYPE_CHECKING:
    from docx.document import Document

COVER_WIDTH = 420.0
ENTRY, ENTRY_MIN, ENTRY_PAGE, POINTS_PER_MM = 12.0, 8.5, 44.0, 72 / 25.4
"""Points of a line of the contents, the least where it is long, and those kept for its page."""
CONTENTS_HEIGHT, WIDEST, CLOSEST = 570.0, 22.0, 16.0
"""Points that the lines of the contents have on one page, and from line to line."""
TOP, TOP_LEAST, TITLE_STEP = 140, 20, 40
"""Points above the lines of the cover, less for a long name; and from line to line."""
BELOW, BELOW_NOTES = 72, 36
"""Points between the parts of the cover: without notes, and with them."""


def texts(publication: Publication) -> list[str]:
    """Return what cover and contents print, paragraph by paragraph."""
    entries = [f"{entry.text}\t{entry.page + 1}" for entry in entries_of(publication)]
    seal = [publication.form.seal] if publication.form.seal else []
    signed = [f"{label}：" + (DATE if label == DATED else "\t") for label in (*publication.form.signatures, DATED)]
    shown, rest = _notes(publication)
    behind = [NOTES_TITLE, *rest] if rest else []
    return [*cover_of(publication), *shown, *signed, *seal, *behind, CONTENTS, *entries]


def entries_of(publication: Publication) -> list[Entry]:
    """Return the contents with the pages of this file, as far as they are known without the program's own fonts.

    They are not those of the PDF: a page of text holds fewer lines here, and rows of tables are closer together.
    """
    entries = contents_of(publication)
    first = min((entry.page for entry in entries), default=0)
    pages = [first + page for page in _pages_of_entries(publication)]
    return [replace(entry, page=page) for entry, page in zip(entries, pages, strict=True)]


def _pages_of_entries(publication: Publication) -> Iterator[int]:
    """Yield the page of each entry of the contents, counted from the first behind them."""
    before, after, over = docx_pages.parts_of(publication)
    step = docx_pages.step_of(publication)
    page = 0
    if before or not after:
        pager = docx_pages.laid(before, publication.narrative, step)
        yield page
        yield from (h.page for h in pager.headings if h.level == 1)
        page += len(pager.pages)
    for sheet in publication.sheets:
        yield from (page for heading in over if heading.level == 1)
        yield page
        page += pages_taken(sheet, len(over) * step)
        over = []
    if after:
        pager = docx_pages.laid(after, None if before else publication.narrative, step)
        yield from () if before else (page,)
        yield from (page + h.page for h in pager.headings if h.level == 1)
        page += len(pager.pages)
    if publication.charts:
        yield page


def _notes(publication: Publication) -> tuple[list[str], list[str]]:
    """Return the notes on the cover, and those on the pages behind it, as in the PDF."""
    shown, rest = cover.divided(cover_of(publication), publication.cover_notes)
    return [*shown, MORE_NOTES] if rest else shown, rest


def add_cover(document: "Document", publication: Publication) -> None:
    """Add the cover: its lines, the notes of the release, the lines to be signed by hand, the seal."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    lines = [title_lines(line, COVER_WIDTH, 26, "sans-bold") for line in cover_of(publication)]
    top = max(TOP_LEAST, TOP - TITLE_STEP * sum(len(parts) - 1 for parts in lines))
    for number, parts in enumerate(lines):
        paragraph = _plain(document, "", HEI, 26, before=12 if number else top)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing = Pt(TITLE_STEP)
        run = paragraph.runs[0]
        run.text = parts[0]
        for part in parts[1:]:
            run.add_break()
            run.add_text(part)
    shown, rest = _notes(publication)
    below = BELOW_NOTES if shown else BELOW
    for number, note in enumerate(shown):
        _note(document, note, before=0 if number else below)
    _add_sign_off(document, publication, below)
    if rest:
        _new_page_title(document, NOTES_TITLE)
        for note in rest:
            _note(document, note, before=6)


def _add_sign_off(document: "Document", publication: Publication, below: int) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Mm

    for number, label in enumerate((*publication.form.signatures, DATED)):
        text = f"{label}：" + (DATE if label == DATED else "")
        paragraph = _plain(document, text, FANG, 16, before=8 if number else below)
        paragraph.paragraph_format.left_indent = Mm(30)
        if label != DATED:
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(115), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.HEAVY)
            paragraph.add_run("\t")
    if publication.form.seal:
        paragraph = _plain(document, publication.form.seal, FANG, 16, before=8)
        paragraph.paragraph_format.left_indent = Mm(95)


def _note(document: "Document", text: str, *, before: int) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = _plain(document, text, FANG, 12, before=before)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = Pt(20)


def _new_page_title(document: "Document", text: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    title = _plain(document, text, HEI, 20)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.page_break_before = True
    title.paragraph_format.space_after = Pt(12)


def _plain(document: "Document", text: str, font: str, size: int, *, before: int = 0) -> Any:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = 0
    paragraph.paragraph_format.space_before = Pt(before)
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    east_asian(run._r.get_or_add_rPr(), font)
    return paragraph


def add_contents(document: "Document", publication: Publication) -> None:
    """Add the contents on a page of its own."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Mm, Pt

    _new_page_title(document, CONTENTS)
    entries = entries_of(publication)
    sizes = [_size_within(entry) for entry in entries]
    shared = shared_size(sizes)
    lines = sum(1 if _fits(entry, size) else 2 for entry, size in zip(entries, sizes, strict=True))
    step = max(CLOSEST, min(WIDEST, CONTENTS_HEIGHT / max(1, lines)))
    for number, entry in enumerate(entries):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.line_spacing = Pt(step)
        paragraph._p.style = f"TOC{entry.level + 1}"
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_MM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        _entry(paragraph, entry, number, min(shared, sizes[number]), first=not number, last=number == len(entries) - 1)


def _entry(paragraph: Any, entry: Entry, number: int, size: float, *, first: bool, last: bool) -> None:
    """Write a line of the contents: a link to its heading; the field begins with the first and ends with the last."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    namespace = nsdecls("w")
    if first:
        for part in _field_begins('TOC \\o "1-2" \\h \\z \\u'):
            paragraph._p.append(parse_xml(part))
    link = parse_xml(f'<w:hyperlink {namespace} w:anchor="{_name(number)}" w:history="1"/>')
    run = paragraph.add_run(entry.text)
    run.add_tab()
    link.append(run._r)
    for part in _field_begins(f"PAGEREF {_name(number)} \\h"):
        link.append(parse_xml(part))
    page = paragraph.add_run(str(entry.page + 1))
    for part in (run, page) if size < ENTRY else ():
        part.font.size = Pt(size)
    link.append(page._r)
    link.append(parse_xml(_mark_xml("end")))
    paragraph._p.append(link)
    if last:
        paragraph._p.append(parse_xml(_mark_xml("end")))


def _size_within(entry: Entry) -> float:
    """Return the size in which an entry stands on one line with its page, but no less than can be read."""
    size = ENTRY
    while size > ENTRY_MIN and not _fits(entry, size):
        size -= 0.5
    return size


def _fits(entry: Entry, size: float) -> bool:
    room = TEXT_MM * POINTS_PER_MM - 2 * ENTRY * entry.level - ENTRY_PAGE
    return width_of(entry.text, "serif", size) <= room


def _field_begins(instruction: str) -> tuple[str, str, str]:
    from docx.oxml.ns import nsdecls

    text = instruction.replace('"', "&quot;")
    code = f'<w:r {nsdecls("w")}><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'
    return _mark_xml("begin"), code, _mark_xml("separate")


def _mark_xml(kind: str) -> str:
    from docx.oxml.ns import nsdecls

    return f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{kind}"/></w:r>'


def center(*headings: Any) -> None:
    """Put headings in the middle, as those over tables and pictures are."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for heading in headings:
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        heading.paragraph_format.first_line_indent = 0


def outline(paragraph: Any, level: int) -> None:
    """Say at which level a paragraph without a style of headings stands in contents that are made anew, from 0."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    own = OxmlElement("w:outlineLvl")
    own.set(qn("w:val"), str(level))
    paragraph._p.get_or_add_pPr().insert_element_before(own, "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr")


def mark(paragraph: Any, number: int) -> None:
    """Make a heading the aim of an entry of the contents. number: the entry's, from 0."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    begin = parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{number + 1}" w:name="{_name(number)}"/>')
    end = parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number + 1}"/>')
    properties = paragraph._p.pPr
    at = 0 if properties is None else 1
    paragraph._p.insert(at, begin)
    paragraph._p.append(end)


def _name(number: int) -> str:
    return f"_Toc{100001 + number}"
