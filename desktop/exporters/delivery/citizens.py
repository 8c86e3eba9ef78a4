"""The page for citizens (读懂本单位预算) as one PDF page and as a web page, both read back like the other files."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from desktop import paths
from desktop.exporters import html, pdf
from desktop.exporters.publication import Mismatch, Publication, refuse_unwritable
from desktop.findings import UserError
from desktop.layouts.citizens.content import CitizensPage
from desktop.layouts.citizens.page import citizens_page
from desktop.layouts.paper.document import Document, Entry
from desktop.layouts.paper.glyphs import lacking_in

ENDINGS = ("pdf", "html")
LISTED = 8
"""Projects and causes that the web page lists one by one."""


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
        texts = _web_texts(content)
        publication.guard.require_none(path.name, [("网页", text) for text in texts])
        path.write_text("".join(_web_page(publication, content)), encoding="utf-8", newline="\n")
        return _read_web(path, [*texts, publication.draft_note])
    page, charts = citizens_page(content, publication.footer)
    publication.guard.require_none(path.name, [("第 1 页", box.text) for box in page.boxes])
    publication.guard.require_none(path.name, [("图", bar.label) for chart in charts for bar in chart.bars])
    if lacking := lacking_in("".join(text.text for text in page.texts)):
        raise UserError(f"“{content.title}”中的字符“{lacking}”在 PDF 字体中没有字形，不能打印；请改用通用规范字")
    document = Document(content.title, publication.version, [page], [Entry(content.title, 0, 0)])
    pdf.draw(document, path, publication.author, publication.year)
    return pdf.read_back(document, path)


def _web_texts(content: CitizensPage) -> list[str]:
    """Return every sentence, figure and label of the web page."""
    five = [text for each in content.five for text in (each.label, each.shown, each.compared, each.text)]
    sentences = [content.total, *content.work(LISTED), content.compared, *content.reasons(LISTED)]
    drawn = [text for chart in content.charts for text in html.texts_of(chart)]
    return [content.title, content.unit_line, *content.heads, *sentences, *five, content.note, *drawn]


def _web_page(publication: Publication, content: CitizensPage) -> Iterator[str]:
    style = (paths.resources() / "web" / "page.css").read_text(encoding="utf-8")
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
    yield f"<title>{escape(content.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    yield f"<header>\n<h1>{escape(content.title)}</h1>\n<p>{escape(content.unit_line)}</p>\n"
    yield f'<p class="draft">{escape(publication.draft_note)}</p>\n' if publication.draft_note else ""
    yield '</header>\n<main class="citizens">\n'
    work, figures, change, charts = content.heads
    yield from _section(work, [content.total, *content.work(LISTED)])
    yield f'<section>\n<h2>{escape(figures)}</h2>\n<div class="five">\n'
    for each in content.five:
        yield f'<div><p>{escape(each.label)}</p><p class="amount">{escape(each.shown)}</p>'
        yield f"<p>{escape(each.compared)}</p><p>{escape(each.text)}</p></div>\n"
    yield "</div>\n</section>\n"
    yield from _section(change, [content.compared, *content.reasons(LISTED)])
    yield f"<section>\n<h2>{escape(charts)}</h2>\n{''.join(map(html.drawn, content.charts))}</section>\n"
    yield f'<p class="small">{escape(content.note)}</p>\n</main>\n</body>\n</html>\n'


def _section(head: str, sentences: list[str]) -> Iterator[str]:
    yield f"<section>\n<h2>{escape(head)}</h2>\n"
    yield from (f"<p>{escape(sentence)}</p>\n" for sentence in sentences)
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
