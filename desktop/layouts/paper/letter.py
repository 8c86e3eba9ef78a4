"""A text alone on pages: title, paragraphs, page numbers; set smaller than the text of a disclosure."""

from collections.abc import Sequence

from desktop.layouts.paper.document import Document, Entry
from desktop.layouts.paper.pages import width_of
from desktop.layouts.paper.text_pages import TextPager
from desktop.layouts.words.narrative import Narrative
from desktop.layouts.words.paragraphs import Paragraph

SIZE, STEP = 12.0, 20.0
"""小四, with lines 20 points apart."""
LEFT, SMALL = 79.0, 9.0


def letter(title: str, paragraphs: Sequence[Paragraph], footer: str) -> Document:
    """Return the pages. footer: what stands at the left of every page's foot; cut where there is no room for it."""
    pager = TextPager(STEP, SIZE)
    pager.set(list(paragraphs), Narrative(title, list(paragraphs), {}))
    document = Document(title, "")
    document.pages = pager.pages
    document.entries = [Entry(title, 0, 0), *(Entry(h.text, 1, h.page) for h in pager.headings if h.level == 1)]
    total = len(pager.pages)
    for number, page in enumerate(pager.pages, 1):
        text = f"第 {number} 页  共 {total} 页"
        room = page.width - 2 * LEFT - width_of(text, "serif", SMALL) - 2 * SMALL
        shown = footer
        while width_of(shown, "serif", SMALL) > room:
            shown = shown[:-2] + "…"
        page.write(LEFT, page.height - 40, shown, "serif", SMALL)
        page.write_right(page.width - LEFT, page.height - 40, text, "serif", SMALL)
    return document
