"""The whole printed document: cover with sign-off, contents, narrative, tables; page x/y and version code."""

from collections.abc import Sequence
from dataclasses import field

from desktop.dataclass import dataclass
from desktop.layouts.form.spec import Form
from desktop.layouts.paper.chart_pages import chart_pages
from desktop.layouts.paper.cover import MARGIN, cover_pages
from desktop.layouts.paper.linebreak import title_lines
from desktop.layouts.paper.pages import A4, CHARTS, Page, width_of
from desktop.layouts.paper.sheet import Sheet
from desktop.layouts.paper.table_pages import table_pages, titled_alike
from desktop.layouts.paper.text_pages import Heading, text_pages
from desktop.layouts.tables.charts import Chart
from desktop.layouts.words.narrative import Narrative
from desktop.layouts.words.paragraphs import Paragraph, leading_to_tables

CONTENTS = "目    录"
BELOW_PART = 2
"""The level of tables in the contents that stand below the heading of a part."""
LINES_PER_CONTENTS_PAGE, CONTENTS_STEP = 26, 23.5
MOST_LINES, CLOSEST_STEP = 32, 19.0
"""Lines of the contents that are set closer, to stand on one page."""
ENTRY, ENTRY_SHARED, ENTRY_MIN = 12.0, 10.0, 9.0
"""The size of the entries of the contents; the least they all have where the longest needs it, and which that alone
has before it takes two lines."""
ENTRY_LEADING = 1.4
"""From one line of a longer entry to the next, in sizes, where the page has room for more lines."""


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
    over: tuple[str, ...] = ()
    """Headings that stand over the title, on the first page."""
    level: int = 0
    """That of the title in the contents: tables that are a part of the text stand below its heading."""


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
    drawn = [_Part(CHARTS, pages)] if (pages := chart_pages(charts or [])) else []
    parts = [*_around(narrative, form.annex, titled_alike(sheets)), *drawn]
    lines = sum(bool(part.title) + len(part.headings) + len(part.over) for part in parts)
    contents_pages = 1 if lines <= MOST_LINES else -(-lines // LINES_PER_CONTENTS_PAGE)
    front = cover_pages(form, cover, notes)
    page = len(front) + contents_pages
    entries, body = [], []
    for part in parts:
        entries += [Entry(text, 1, page) for text in part.over]
        if part.title:
            entries.append(Entry(part.title, part.level, page))
        entries += [Entry(h.text, 1, page + h.page) for h in part.headings]
        body += part.pages
        page += len(part.pages)
    document.entries = entries
    document.pages = [*front, *set_contents(entries, contents_pages), *body]
    _number(document.pages, footer)
    return document


def compose_table(sheet: Sheet, version: str, footer: str) -> Document:
    """Return the document of a single table, without cover and contents."""
    pages = table_pages(sheet)
    document = Document(sheet.table.label, version, pages, [Entry(sheet.table.label, 0, 0)])
    _number(pages, footer, first=len(pages) > 1)
    return document


def _number(pages: list[Page], footer: str, *, first: bool = False) -> None:
    """Write the foot of each page. first: the first one, which may be a cover, bears its number too."""
    for number, page in enumerate(pages):
        _footer(page, number, len(pages), footer, numbered=bool(number) or first)


def _around(narrative: Narrative, annex: str, sheets: list[Sheet]) -> list[_Part]:
    """Return the text and the tables in their order; a text that the tables divide bears its title once."""
    before, after = narrative.around_tables(annex)
    before, over = leading_to_tables(before) if sheets else (before, [])
    texts = tuple(each.text for each in over if each.level == 1)
    level = BELOW_PART if texts or _inside(narrative, before) else 0
    tables = [
        _Part(sheet.table.label, table_pages(sheet, [] if number else over), over=() if number else texts, level=level)
        for number, sheet in enumerate(sheets)
    ]
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


def _inside(narrative: Narrative, before: Sequence[Paragraph]) -> bool:
    """Tell whether the sentences themselves say where the tables stand, below one of their headings."""
    return narrative.annex_at is not None and any(each.is_heading and each.level == 1 for each in before)


def set_contents(entries: list[Entry], count: int) -> list[Page]:
    """Return the contents on so many pages."""
    pages = []
    share = -(-len(entries) // max(1, count))
    step = CONTENTS_STEP if share <= LINES_PER_CONTENTS_PAGE else max(CLOSEST_STEP, 26 * CONTENTS_STEP / share)
    size = shared_size([_size_within(entry, _room(entry)) for entry in entries])
    for number in range(count):
        page = Page(*A4)
        if number == 0:
            page.write_centered(A4[0] / 2, 110, CONTENTS, "sans-bold", 20)
            page.box(MARGIN, 88, A4[0] - 2 * MARGIN, 28, CONTENTS, role="title", level=1)
        y = 152.0
        shown = entries[number * share : (number + 1) * share]
        more = sum(len(_hanging(each, size)[1]) - 1 for each in shown)
        roomy = len(shown) * step + more * size * ENTRY_LEADING <= LINES_PER_CONTENTS_PAGE * CONTENTS_STEP
        for entry in shown:
            y = _contents_line(page, entry, y, size, roomy=roomy) + step
        pages.append(page)
    return pages


def shared_size(sizes: Sequence[float]) -> float:
    """Return the size that all lines of the contents have, where the longest needs it; a few may be longer still.

    sizes: in which each stands on one line.
    """
    least = min(sizes, default=ENTRY)
    few = sum(size < ENTRY_SHARED for size in sizes) * 3 <= len(sizes)
    return max(ENTRY_SHARED, least) if few else least


def _room(entry: Entry) -> float:
    """Return how many points the words of an entry may take, before its dots and its page."""
    return A4[0] - 2 * MARGIN - entry.level * 2 * ENTRY - 40


def _size_within(entry: Entry, room: float) -> float:
    """Return the size in which an entry stands on one line, as far as it can be read."""
    size = ENTRY
    while size > ENTRY_MIN and width_of(entry.text, "serif", size) > room:
        size -= 0.5
    return size


def _contents_line(page: Page, entry: Entry, y: float, size: float, *, roomy: bool = False) -> float:
    """Write an entry of the contents and return the y of its last line.

    size: that all of them have; roomy: a longer one takes more lines in it, otherwise it is smaller and has the
    place of one line.
    """
    x = MARGIN + entry.level * 2 * ENTRY
    right, number, number_size = page.width - MARGIN, str(entry.page + 1), size
    hang, lines = _hanging(entry, size)
    if not roomy:
        hang, size, lines = 0.0, *_in_one_place(entry, size)
    leading = size * (ENTRY_LEADING if roomy else 1.1)
    first = y if roomy else y - leading * (len(lines) - 1)
    for line_number, line in enumerate(lines):
        y = first + line_number * leading
        at = x + (hang if line_number else 0)
        page.write(at, y, line, "serif", size)
    start = at + width_of(line, "serif", size) + 6
    end = right - width_of(number, "sans", number_size) - 6
    dots = int((end - start) / width_of("·", "sans", number_size)) if end > start else 0
    page.write_right(end, y, "·" * dots, "sans", number_size)
    page.write_right(right, y, number, "sans", number_size)
    top, bottom = first - size, y + 12 * 0.4
    text = "".join(lines) + "·" * dots + number
    page.box(x - 2, top, right - x + 4, bottom - top, text, role="contents")
    return y


def _hanging(entry: Entry, size: float) -> tuple[float, list[str]]:
    """Return the lines of an entry, and how far those below stand in: under the words behind its number (表6)."""
    room = _room(entry)
    if width_of(entry.text, "serif", size) <= room:
        return 0.0, [entry.text]
    number, blank, _ = entry.text.partition(" ")
    hang = width_of(number + blank, "serif", size) if blank else 0.0
    return hang, title_lines(entry.text, room - hang, size, "serif")


def _in_one_place(entry: Entry, size: float) -> tuple[float, list[str]]:
    """Return the size and the lines of an entry that has the place of one line: smaller, then two lines."""
    room = _room(entry)
    size = min(size, _size_within(entry, room))
    lines = title_lines(entry.text, room, size, "serif")
    if len(lines) > 1:
        size = min(size, 8.5)
        lines = title_lines(entry.text, room, size, "serif")
    return size, lines


def _footer(page: Page, number: int, total: int, left: str, *, numbered: bool) -> None:
    y = page.height - 30
    page.write(50, y, left, "sans", 8)
    if numbered:
        text = f"第 {number + 1} 页  共 {total} 页"
        if 50 + width_of(left, "sans", 8) > page.width / 2 - width_of(text, "serif", 9) / 2 - 8:  # they would overlap
            page.write_right(page.width - 50, y, text, "serif", 9)
        else:
            page.write_centered(page.width / 2, y, text, "serif", 9)
