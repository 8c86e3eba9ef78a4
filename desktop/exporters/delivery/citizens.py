"""The page for citizens (读懂本单位预算) as one PDF page and as a web page, both read back like the other files."""

from collections.abc import Iterator
from html import escape
from itertools import takewhile
from pathlib import Path
from typing import TypeVar

from desktop import paths
from desktop.exporters import html, page_code, pdf
from desktop.exporters.publication import Mismatch, Publication, refuse_unwritable
from desktop.findings import UserError
from desktop.layouts.citizens.content import shortened
from desktop.layouts.citizens.page import Shown, citizens_page, fitting
from desktop.layouts.paper.document import Document, Entry
from desktop.layouts.paper.glyphs import lacking_in, way_out
from desktop.layouts.tables.charts import Chart

Part = TypeVar("Part")
ENDINGS = ("pdf", "html")
LISTED = 8
"""Projects and causes that the web page lists one by one on a screen; printed it is one A4, as the PDF."""


def names(publication: Publication) -> list[str]:
    """Return the names of the two files."""
    return [f"{publication.file_stem}_读懂预算.{ending}" for ending in ENDINGS]


def write_and_read(publication: Publication, path: Path, ending: str) -> tuple[int, list[Mismatch]]:
    """Write the page; return how many texts were compared on reading it back, and which differ.

    Raises UserError for a text that no file can hold, one that is personal, or a page that does not fit.
    """
    refuse_unwritable(publication)
    content = publication.citizens()
    if ending == "html":
        shown = fitting(content)
        texts = _web_texts(shown)
        publication.guard.require_none(path.name, [("网页", text) for text in texts])
        path.write_text("".join(_web_page(publication, shown)), encoding="utf-8", newline="\n")
        return _read_web(path, [*texts, publication.draft_note])
    page, charts = citizens_page(content, publication.footer)
    publication.guard.require_none(path.name, [("第 1 页", box.text) for box in page.boxes])
    publication.guard.require_none(path.name, [("图", bar.label) for chart in charts for bar in chart.bars])
    if lacking := lacking_in("".join(text.text for text in page.texts)):
        raise UserError(f"“{content.title}”中的字符“{lacking}”在 PDF 字体中没有字形，不能打印；{way_out()}")
    document = Document(content.title, publication.version, [page], [Entry(content.title, 0, 0)])
    if publication.page_code:
        page_code.add(document, publication.page_code)
    pdf.draw(document, path, publication.author, publication.year)
    return pdf.read_back(document, path)


def _web_texts(shown: Shown) -> list[str]:
    """Return every sentence, figure and label of the web page."""
    content = shown.content
    five = [text for each in content.five for text in (each.label, each.shown, each.compared, each.text)]
    sentences = [text for text, _ in (*_work(shown), *_reasons(shown))]
    drawn = [text for chart, _ in _charts(shown) for text in html.texts_of(chart)]
    return [content.title, content.unit_line, *content.heads, *sentences, *five, content.note, *drawn]


def _work(shown: Shown) -> list[tuple[str, str]]:
    content = shown.content
    return _on_both([content.total, *content.work(LISTED)], [content.total, *shown.work])


def _reasons(shown: Shown) -> list[tuple[str, str]]:
    content = shown.content
    return _on_both([content.compared, *content.reasons(LISTED)], [content.compared, *shown.reasons])


def _charts(shown: Shown) -> list[tuple[Chart, str]]:
    content = shown.content
    return _on_both([shortened(content, chart, len(chart.bars)) for chart in content.charts], shown.charts)


def _on_both(screen: list[Part], paper: list[Part]) -> list[tuple[Part, str]]:
    """Return what the screen shows and what the one sheet of paper has room for, each with its class in the page.

    What both begin with stands there once.
    """
    alike = list(takewhile(lambda pair: pair[0] == pair[1], zip(screen, paper, strict=False)))
    rest = len(alike)
    return [
        *((part, "") for part in screen[:rest]),
        *((part, "screen") for part in screen[rest:]),
        *((part, "print") for part in paper[rest:]),
    ]


def _web_page(publication: Publication, shown: Shown) -> Iterator[str]:
    content = shown.content
    folder = paths.resources() / "web"
    style = "".join((folder / name).read_text(encoding="utf-8") for name in ("page.css", "citizens.css"))
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
    yield f"<title>{escape(content.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    yield f"<header>\n<h1>{html.titled(content.title, publication.unit)}</h1>\n<p>{escape(content.unit_line)}</p>\n"
    yield f'<p class="draft">{escape(publication.draft_note)}</p>\n' if publication.draft_note else ""
    yield '</header>\n<main class="citizens">\n'
    work, figures, change, charts = content.heads
    yield from _section(work, _work(shown))
    yield f'<section>\n<h2>{escape(figures)}</h2>\n<div class="five">\n'
    for each in content.five:
        yield f'<div><p>{escape(each.label)}</p><p class="amount">{escape(each.shown)}</p>'
        yield f"<p>{escape(each.compared)}</p><p>{escape(each.text)}</p></div>\n"
    yield "</div>\n</section>\n"
    yield from _section(change, _reasons(shown))
    drawn = "".join(html.drawn(chart, place) for chart, place in _charts(shown))
    yield f"<section>\n<h2>{escape(charts)}</h2>\n{drawn}</section>\n"
    yield f'<p class="small">{html.flowing(content.note)}</p>\n</main>\n</body>\n</html>\n'


def _section(head: str, sentences: list[tuple[str, str]]) -> Iterator[str]:
    yield f"<section>\n<h2>{escape(head)}</h2>\n"
    for sentence, place in sentences:
        yield f'<p class="{place}">{html.flowing(sentence)}</p>\n' if place else f"<p>{html.flowing(sentence)}</p>\n"
    yield "</section>\n"


def _read_web(path: Path, expected: list[str]) -> tuple[int, list[Mismatch]]:
    """Reopen the page and compare every text."""
    found = [pdf.squeeze(text) for text in html.texts_in(path)]
    wanted = [text for text in expected if text]
    wrong = []
    for text in wanted:
        if pdf.squeeze(text) in found:
            found.remove(pdf.squeeze(text))
        else:
            wrong.append(Mismatch("网页", text, ""))
    return len(wanted), wrong + [Mismatch("网页", "", text) for text in found]
