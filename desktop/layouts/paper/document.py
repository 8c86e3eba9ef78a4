"""The whole printed document: cover with sign-off, contents, narrative, tables; page x/y and version code."""

from dataclasses import field

from desktop.dataclass import dataclass
from desktop.layouts.form.spec import Form
from desktop.layouts.paper.chart_pages import chart_pages
from desktop.layouts.paper.linebreak import balanced_lines
from desktop.layouts.paper.pages import A4, Box, Page, width_of
from desktop.layouts.paper.sheet import Sheet
from desktop.layouts.paper.table_pages import table_pages
from desktop.layouts.paper.text_pages import Heading, TextPager
from desktop.layouts.tables.charts import Chart
from desktop.layouts.words.narrative import Narrative

MARGIN = 79.0
CHARTS = "附图"
LINES_PER_CONTENTS_PAGE = 26
COVER_ROOM, COVER_MIN = 240.0, 0.4
"""Points that the lines of the cover may take above the notes, and how much smaller they are set at most."""
SIGN_OFF, NOTE, NOTE_STEP = 560.0, 12.0, 20.0
"""Where the sign-off of the cover begins; size and step of the notes above it."""
MORE_NOTES, NOTES_TITLE = "其余说明见下页", "封面说明（续）"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents and of the PDF outline: text, level, page (from 0)."""

    text: str
    level: int
    page: int


@dataclass(slots=True)
class Document:
    """All pages in order, and where to find things."""

    title: str
    version: str
    pages: list[Page] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Part:
    """Text or a table on its pages; without a title it goes on with the part before the tables."""

    title: str
    pages: list[Page]
    headings: tuple[Heading, ...] = ()


def compose(
    form: Form,
    cover: list[str],
    narrative: Narrative,
    sheets: list[Sheet],
    version: str,
    footer: str,
    charts: list[Chart] | None = None,
    notes: tuple[str, ...] = (),
) -> Document:
    """Return the document of a disclosure.

    cover: the lines of the cover, filled in; notes: small lines under them; footer: what stands at the left of
    every page's foot.
    """
    document = Document("".join(cover), version)
    tables = [_Part(sheet.table.label, table_pages(sheet)) for sheet in sheets]
    drawn = [_Part(CHARTS, pages)] if (pages := chart_pages(charts or [])) else []
    divided = narrative.annex_at is not None  # then the charts end the document
    parts = _around(narrative, form.annex, tables if divided else [*tables, *drawn])
    parts += drawn if divided else []
    lines = sum(bool(part.title) + len(part.headings) for part in parts)
    contents_pages = -(-lines // LINES_PER_CONTENTS_PAGE)
    cover_page, rest = _cover(form, cover, notes)
    note_pages = _note_pages(rest)
    page = 1 + len(note_pages) + contents_pages
    entries, body = [], []
    for part in parts:
        if part.title:
            entries.append(Entry(part.title, 0, page))
        entries += [Entry(h.text, 1, page + h.page) for h in part.headings]
        body += part.pages
        page += len(part.pages)
    document.entries = entries
    document.pages = [cover_page, *note_pages, *_contents(entries, contents_pages), *body]
    for number, current in enumerate(document.pages):
        _footer(current, number, len(document.pages), footer)
    return document


def _around(narrative: Narrative, annex: str, tables: list[_Part]) -> list[_Part]:
    """Return the text and the tables in their order; a text that the tables divide bears its title once."""
    before, after = narrative.around_tables(annex)
    parts = []
    for number, paragraphs in enumerate((before, after)):
        if paragraphs or not number:
            pager = TextPager()
            first = not (number and before)
            if first:
                pager.set_title(narrative)
            pager.set_paragraphs(paragraphs)
            headings = tuple(h for h in pager.headings if h.level == 1)
            parts.append(_Part(narrative.title if first else "", pager.pages, headings))
    if not before and after:  # all of the text stands behind the tables
        return [*tables, parts[-1]]
    return [parts[0], *tables, *parts[1:]]


def _cover(form: Form, lines: list[str], notes: tuple[str, ...]) -> tuple[Page, list[str]]:
    """Return the cover, and the notes that find no room above its sign-off: a book may have many."""
    page = Page(*A4)
    y = 210.0
    scale = _cover_scale(lines)
    for number, line in enumerate(lines):
        size = (26.0 if number else 24.0) * scale
        for part in balanced_lines(line, A4[0] - 2 * MARGIN, size, "sans-bold"):
            page.write_centered(A4[0] / 2, y, part, "sans-bold", size)
            page.boxes.append(Box(MARGIN, y - size, A4[0] - 2 * MARGIN, size * 1.3, part))
            y += size * 1.7
        y += 14
    y = max(y + 20, 430.0)
    room = int((SIGN_OFF - NOTE_STEP - y) // NOTE_STEP) + 1
    left = list(notes)
    if sum(len(_note_lines(note)) for note in notes) > room:
        room -= 1  # for the line that says where the others stand
    while left and len(_note_lines(left[0])) <= room:
        room -= len(_note_lines(left[0]))
        y = _write_note(page, y, left.pop(0))
    if left:
        _write_note(page, y, MORE_NOTES)
    _sign_off(page, form)
    return page, left


def _note_lines(note: str) -> list[str]:
    return balanced_lines(note, A4[0] - 2 * MARGIN, NOTE, "serif")


def _write_note(page: Page, y: float, note: str) -> float:
    """Write a note and return where the next one begins."""
    for part in _note_lines(note):
        page.write_centered(A4[0] / 2, y, part, "serif", NOTE)
        page.boxes.append(Box(MARGIN, y - NOTE, A4[0] - 2 * MARGIN, NOTE * 4 / 3, part))
        y += NOTE_STEP
    return y


def _note_pages(notes: list[str]) -> list[Page]:
    """Return the pages behind the cover with the notes that it has no room for."""
    pages: list[Page] = []
    y = A4[1]
    for note in notes:
        if y + len(_note_lines(note)) * NOTE_STEP > A4[1] - MARGIN:
            pages.append(Page(*A4))
            pages[-1].write_centered(A4[0] / 2, 110, NOTES_TITLE, "sans-bold", 20)
            y = 2 * MARGIN
        y = _write_note(pages[-1], y, note) + NOTE_STEP / 2
    return pages


def _cover_scale(lines: list[str]) -> float:
    """Return by how much the lines of the cover are set smaller, so that a very long name leaves room below."""
    scale = 1.0
    while scale > COVER_MIN:
        parts = [balanced_lines(line, A4[0] - 2 * MARGIN, 26.0 * scale, "sans-bold") for line in lines]
        if sum(len(part) for part in parts) * 26.0 * scale * 1.7 <= COVER_ROOM:
            break
        scale -= 0.05
    return scale


def _sign_off(page: Page, form: Form) -> None:
    """Name lines to be signed by hand, the date, and room for the seal."""
    left, y = 150.0, SIGN_OFF
    for label in (*form.signatures, "填报日期"):
        page.write(left, y, f"{label}：", "serif", 14)
        if label == "填报日期":
            page.write(left + 90, y, "      年    月    日", "serif", 14)
        else:
            page.rule(left + 88, y + 3, left + 290, y + 3, 0.7)
        page.boxes.append(Box(left, y - 14, 86, 18, f"{label}："))
        y += 34
    if form.seal:
        page.write(left + 190, y + 6, form.seal, "serif", 14)


def _contents(entries: list[Entry], count: int) -> list[Page]:
    pages = []
    for number in range(count):
        page = Page(*A4)
        if number == 0:
            page.write_centered(A4[0] / 2, 110, "目    录", "sans-bold", 20)
        y = 152.0
        shown = entries[number * LINES_PER_CONTENTS_PAGE : (number + 1) * LINES_PER_CONTENTS_PAGE]
        for entry in shown:
            _contents_line(page, entry, y)
            y += 23.5
        pages.append(page)
    return pages


def _contents_line(page: Page, entry: Entry, y: float) -> None:
    size = 12.0
    x = MARGIN + entry.level * 2 * size
    right = page.width - MARGIN
    number = str(entry.page + 1)
    room = right - x - 60
    text = entry.text
    while width_of(text, "serif", size) > room:
        text = text[:-2] + "…"
    page.write(x, y, text, "serif", size)
    page.write_right(right, y, number, "sans", size)
    start = x + width_of(text, "serif", size) + 6
    end = right - width_of(number, "sans", size) - 6
    dots = int((end - start) / width_of("·", "sans", size)) if end > start else 0
    page.write_right(end, y, "·" * dots, "sans", size)
    page.boxes.append(Box(x - 2, y - size, right - x + 4, size * 1.4, text + "·" * dots + number))


def _footer(page: Page, number: int, total: int, left: str) -> None:
    y = page.height - 30
    page.write(50, y, left, "sans", 8)
    if number:
        text = f"第 {number + 1} 页  共 {total} 页"
        if 50 + width_of(left, "sans", 8) > page.width / 2 - width_of(text, "serif", 9) / 2 - 8:  # they would overlap
            page.write_right(page.width - 50, y, text, "serif", 9)
        else:
            page.write_centered(page.width / 2, y, text, "serif", 9)
