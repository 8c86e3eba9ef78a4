"""The whole printed document: cover with sign-off, contents, narrative, tables; page x/y and version code."""

from dataclasses import field

from desktop.dataclass import dataclass
from desktop.layouts.form.spec import Form
from desktop.layouts.paper.chart_pages import chart_pages
from desktop.layouts.paper.linebreak import balanced_lines, title_lines
from desktop.layouts.paper.pages import A4, Box, Page, width_of
from desktop.layouts.paper.sheet import Sheet
from desktop.layouts.paper.table_pages import table_pages
from desktop.layouts.paper.text_pages import Heading, text_pages
from desktop.layouts.tables.charts import Chart
from desktop.layouts.words.narrative import Narrative

MARGIN = 79.0
CHARTS = "附图"
CONTENTS = "目    录"
DATED, DATE = "填报日期", "      年    月    日"
"""The last line to be filled in by hand on the cover, and the room for the day."""
LINES_PER_CONTENTS_PAGE, CONTENTS_STEP = 26, 23.5
MOST_LINES, CLOSEST_STEP = 32, 19.0
"""Lines of the contents that are set closer, to stand on one page."""
ENTRY_MIN = 9.0
"""The smallest size of an entry of the contents before it takes two lines."""
SIGN_OFF, NOTE, NOTE_STEP = 560.0, 12.0, 20.0
"""Where the sign-off of the cover begins; size and step of the notes above it."""
MORE_NOTES, NOTES_TITLE = "其余说明见下页", "封面说明（续）"
COVER_ROOM, COVER_MIN = 240.0, 0.4
"""Points that the lines of the cover may take above the notes, and how much smaller they are set at most."""


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
    contents_pages = 1 if lines <= MOST_LINES else -(-lines // LINES_PER_CONTENTS_PAGE)
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
            first = not (number and before)
            pager = text_pages(paragraphs, narrative if first else None)
            headings = tuple(h for h in pager.headings if h.level == 1)
            parts.append(_Part(narrative.title if first else "", pager.pages, headings))
    if not before and after:  # all of the text stands behind the tables
        return [*tables, parts[-1]]
    return [parts[0], *tables, *parts[1:]]


def _cover(form: Form, lines: list[str], notes: tuple[str, ...]) -> tuple[Page, list[str]]:
    """Return the cover, and the notes that it has no room for."""
    page = Page(*A4)
    y = 210.0
    scale = _cover_scale(lines)
    for number, line in enumerate(lines):
        size = (26.0 if number else 24.0) * scale
        for part in title_lines(line, A4[0] - 2 * MARGIN, size, "sans-bold"):
            page.write_centered(A4[0] / 2, y, part, "sans-bold", size)
            page.boxes.append(Box(MARGIN, y - size, A4[0] - 2 * MARGIN, size * 1.3, part, role="cover"))
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
        page.boxes.append(Box(MARGIN, y - NOTE, A4[0] - 2 * MARGIN, NOTE * 4 / 3, part, role="cover"))
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
        parts = [title_lines(line, A4[0] - 2 * MARGIN, 26.0 * scale, "sans-bold") for line in lines]
        if sum(len(part) for part in parts) * 26.0 * scale * 1.7 <= COVER_ROOM:
            break
        scale -= 0.05
    return scale


def _sign_off(page: Page, form: Form) -> None:
    """Name lines to be signed by hand, the date, and room for the seal."""
    left, y = 150.0, SIGN_OFF
    for label in (*form.signatures, DATED):
        page.write(left, y, f"{label}：", "serif", 14)
        if label == DATED:
            page.write(left + 90, y, DATE, "serif", 14)
        else:
            page.rule(left + 88, y + 3, left + 290, y + 3, 0.7)
        width, day = (290, DATE) if label == DATED else (86, "")
        page.boxes.append(Box(left, y - 14, width, 18, f"{label}：{day}", role="cover"))
        y += 34
    if form.seal:
        page.write(left + 190, y + 6, form.seal, "serif", 14)
        page.boxes.append(Box(left + 188, y - 8, A4[0] - left - 188 - 30, 20, form.seal, role="cover"))


def _contents(entries: list[Entry], count: int) -> list[Page]:
    pages = []
    share = -(-len(entries) // max(1, count))
    step = CONTENTS_STEP if share <= LINES_PER_CONTENTS_PAGE else max(CLOSEST_STEP, 26 * CONTENTS_STEP / share)
    for number in range(count):
        page = Page(*A4)
        if number == 0:
            page.write_centered(A4[0] / 2, 110, CONTENTS, "sans-bold", 20)
            page.boxes.append(Box(MARGIN, 88, A4[0] - 2 * MARGIN, 28, CONTENTS, role="title"))
        y = 152.0
        for entry in entries[number * share : (number + 1) * share]:
            _contents_line(page, entry, y)
            y += step
        pages.append(page)
    return pages


def _contents_line(page: Page, entry: Entry, y: float) -> None:
    size = 12.0
    x = MARGIN + entry.level * 2 * size
    right = page.width - MARGIN
    number = str(entry.page + 1)
    room = right - x - 40
    while size > ENTRY_MIN and width_of(entry.text, "serif", size) > room:
        size -= 0.5
    *above, last = title_lines(entry.text, room, size, "serif")
    if above:  # two lines in the place of one
        size = min(size, 8.5)
        *above, last = title_lines(entry.text, room, size, "serif")
        for line in above:
            page.write(x, y - size * 1.1, line, "serif", size)
    page.write(x, y, last, "serif", size)
    page.write_right(right, y, number, "sans", 12)
    start = x + width_of(last, "serif", size) + 6
    end = right - width_of(number, "sans", 12) - 6
    dots = int((end - start) / width_of("·", "sans", 12)) if end > start else 0
    page.write_right(end, y, "·" * dots, "sans", 12)
    top, bottom = y - size * (1.1 * len(above) + 1), y + 12 * 0.4
    text = "".join(above) + last + "·" * dots + number
    page.boxes.append(Box(x - 2, top, right - x + 4, bottom - top, text, role="contents"))


def _footer(page: Page, number: int, total: int, left: str) -> None:
    y = page.height - 30
    page.write(50, y, left, "sans", 8)
    if number:
        text = f"第 {number + 1} 页  共 {total} 页"
        if 50 + width_of(left, "sans", 8) > page.width / 2 - width_of(text, "serif", 9) / 2 - 8:  # they would overlap
            page.write_right(page.width - 50, y, text, "serif", 9)
        else:
            page.write_centered(page.width / 2, y, text, "serif", 9)
