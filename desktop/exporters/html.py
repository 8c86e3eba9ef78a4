"""HTML for the unit's web site: one file without scripts, tables as tables, readable by screen readers and on paper."""

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from desktop import paths
from desktop.exporters.pdf import cover_of, squeeze
from desktop.exporters.publication import Mismatch, Publication, refuse_unwritable
from desktop.layouts.paper.chart_pages import LEFT, chart_height, draw_chart
from desktop.layouts.paper.linebreak import UNITS, title_words, words
from desktop.layouts.paper.pages import A4, CHARTS, Page, Text
from desktop.layouts.paper.sheet import PlacedCell, Sheet, sheet_of
from desktop.layouts.tables.charts import Chart
from desktop.layouts.words.paragraphs import Paragraph

DEEPEST = 6
"""HTML knows headings to h6."""
SHORT = 4
"""Characters of a column head that stay together."""
PARTED, TALL = "<wbr>", 3
"""Where a column head may part; a head of so many of them is a tower over a narrow column (商品|和|服务|支出)."""
WORD = 6
"""Characters up to which the words of a cell stay on one line of a screen (一般性项目)."""
NUMBERED = 8
"""Characters up to which the number of a table or a code in the middle of its cell stays on its line (公开01表)."""
NAME = 12
"""Characters from which the words of a cell need a column of some width (the name of a unit)."""
NUMBER = 24
"""Characters up to which a number with its unit, or a version, stays on one line."""
CLASSES = {"amount": "n", "percent": "n", "center": "c"}
"""Of the style sheet, by the style of a cell."""
Part = tuple[str, list[Paragraph], Sheet | None]
"""A title, and the paragraphs or the table under it."""


def write(publication: Publication, path: Path) -> None:
    """Write the page. Raises UserError for a text that no file can hold."""
    refuse_unwritable(publication)
    path.write_text("".join(_page(publication)), encoding="utf-8", newline="\n")


def _page(publication: Publication) -> Iterator[str]:
    p = publication
    cover, style = cover_of(p), (paths.resources() / "web" / "page.css").read_text(encoding="utf-8")
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
    style += _on_each_page(p.draft_note)
    yield f"<title>{escape(''.join(cover))}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    yield f"<header>\n<h1>{titled(' '.join(cover), p.unit)}</h1>\n"
    yield from (f"<p>{escape(note)}</p>\n" for note in p.cover_notes)
    yield f'<p class="draft">{escape(p.draft_note)}</p>\n' if p.draft_note else ""
    yield f"<p>版本 {escape(p.version)}</p>\n</header>\n"
    parts = _parts(p)
    titles = [title for title, _, _ in parts if title] + ([CHARTS] if p.charts else [])
    links = "".join(f'<li><a href="#p{n}">{titled(title, p.unit)}</a></li>\n' for n, title in enumerate(titles, 1))
    yield f'<nav aria-label="目录">\n<ul>\n{links}</ul>\n</nav>\n<main>\n'
    number = 0
    for title, paragraphs, sheet in parts:
        number += bool(title)
        head = f'<section id="p{number}"{_kind(sheet)}>\n<h2>{titled(title, p.unit)}</h2>\n' if title else "<section>\n"
        yield head + "".join(_table(sheet) if sheet else _paragraphs(paragraphs)) + "</section>\n"
    if p.charts:
        yield f'<section id="p{len(titles)}">\n<h2>{CHARTS}</h2>\n{"".join(map(drawn, p.charts))}</section>\n'
    yield "</main>\n</body>\n</html>\n"


def _kind(sheet: Sheet | None) -> str:
    """Return the classes of the section of a table: it is printed by other rules than the text."""
    if sheet is None:
        return ""
    return f' class="sheet{" landscape" if sheet.table.orientation == "landscape" else ""}"'


def _on_each_page(note: str) -> str:
    """Return the style that prints a draft note (草稿) at the foot of every sheet of paper."""
    quoted = "".join(char if char.isalnum() else f"\\{ord(char):x} " for char in note)
    return f'@page{{@bottom-right{{font-size:8pt;content:"{quoted}"}}}}\n' if note else ""


def titled(text: str, name: str = "") -> str:
    """Return a title or a column head for the page, that a narrow place breaks between its words only.

    name: of the unit; a title that needs several lines is broken behind it before anywhere else.
    """
    ends = text.find(name) + len(name) if name and name in text else 0
    if 0 < ends < len(text):
        gap = " " if text[ends] == " " else ""
        return gap.join(f"<span>{titled(part)}</span>" for part in (text[:ends], text[ends:].strip()))
    pieces = "<wbr>".join(map(escape, title_words(text))).replace("<wbr> <wbr>", " ")
    return re.sub("表<wbr>(?=[0-9])", "表", pieces)


def flowing(text: str) -> str:
    """Return a sentence for the page, no number of which is parted from its unit (1.85万元), nor a version divided."""
    pieces: list[str] = []
    for piece in words(text):
        joins = len(pieces) > 1 and pieces[-1] == " " and pieces[-2][-1].isdigit() and piece[0] in UNITS
        pieces[-2:] = [pieces[-2] + " " + piece] if joins else [*pieces[-2:], piece]  # 772,000.00 元
    return "".join(map(_piece, pieces))


def _piece(piece: str) -> str:
    """Return a piece of a sentence. A browser divides 1.85万元 before 万, and D957-3264 behind the stroke."""
    divided = any(c.isdigit() for c in piece) and (not piece.isascii() or "-" in piece)
    if not divided or len(piece) > NUMBER:
        return escape(piece)
    return f'<span class="w">{escape(piece)}</span>'


def _head(text: str) -> str:
    """Return a column head; a short one stays on its line."""
    return titled(text) if len(text) > SHORT else escape(text)


def _towers(text: str) -> bool:
    """Tell whether a column head would stand on three lines or more over a narrow column."""
    return len(text) > 2 * SHORT or titled(text).count(PARTED) >= TALL


def _parts(publication: Publication) -> list[Part]:
    """Return the text and the tables in their order; a text that the tables divide bears its title once."""
    narrative = publication.narrative
    before, after = narrative.around_tables(publication.form.annex)
    parts: list[Part] = [(narrative.title, before, None)] if before else []
    parts += [(sheet.table.label, [], sheet) for sheet in publication.sheets]
    return parts + ([("" if before else narrative.title, after, None)] if after else [])


def _paragraphs(paragraphs: list[Paragraph]) -> Iterator[str]:
    """Return the text; a heading is at most one level below the heading before it, as readers of pages expect."""
    level = 2
    for paragraph in paragraphs:
        if paragraph.table is not None:
            yield from _grid(sheet_of(paragraph.table))
        else:
            level = min(paragraph.level + 2, level + 1, DEEPEST) if paragraph.is_heading else level
            tag = f"h{level}" if paragraph.is_heading else "p"
            yield f"<{tag}>{flowing(paragraph.text)}</{tag}>\n"


def _table(sheet: Sheet) -> Iterator[str]:
    around = {cell.style: cell.text for cell in sheet.cells}
    units = f"<span>{escape(around['unit_left'])}</span><span>{escape(around['unit_right'])}</span>"
    yield f'<p class="unit">{units}</p>\n'
    again = f"<b>{titled(sheet.table.label)}</b>{units}"
    yield from _grid(sheet, f'<tr hidden><td colspan="{len(sheet.widths)}"><div>{again}</div></td></tr>\n')
    for cell in sheet.cells:
        if cell.style == "note":
            yield f'<p class="small">{flowing(cell.text)}</p>\n'


def _grid(sheet: Sheet, again: str = "") -> Iterator[str]:
    """Return a table inside what can be moved sideways on a small screen, also by keys.

    again: the row over its head that is printed alone, on every sheet of paper: which table, in which unit.
    """
    title = escape(sheet.table.label, quote=True)
    yield f'<div class="wide" tabindex="0" role="region" aria-label="{title}">\n<table aria-label="{title}">\n'
    part = ""
    for row, cells in sheet.grid():
        wanted = "thead" if row < sheet.header_bottom else "tbody"
        if wanted != part:
            yield (f"</{part}>\n" if part else "") + f"<{wanted}>\n"
            yield again if wanted == "thead" else ""
            part = wanted
        yield f"<tr>{''.join(map(_cell, cells))}</tr>\n"
    yield f"</{part}>\n</table>\n</div>\n"


def _cell(placed: PlacedCell) -> str:
    short = placed.style == "center" and len(placed.text) <= NUMBERED and any(c.isdigit() for c in placed.text)
    long = placed.style == "header" and placed.column_span == 1 and _towers(placed.text)
    word = placed.style in ("text", "center") and SHORT < len(placed.text) <= WORD and not short
    name = placed.style == "text" and len(placed.text) > NAME and placed.column_span == 1
    looks = [look for look, has in (("b", placed.bold), ("w", short), ("s", word), ("l", long), ("t", name)) if has]
    classes = " ".join(filter(None, (CLASSES.get(placed.style), *looks)))
    words = f' class="{classes}"' if classes else ""
    words += f' rowspan="{placed.row_span}"' if placed.row_span > 1 else ""
    words += f' colspan="{placed.column_span}"' if placed.column_span > 1 else ""
    words += f' style="padding-left:{placed.indent + 0.5:g}em"' if placed.indent else ""
    if placed.style == "header":
        return f'<th scope="{"colgroup" if placed.column_span > 1 else "col"}"{words}>{_head(placed.text)}</th>'
    if placed.style == "lead_label" or (placed.style == "label" and placed.text):
        return f'<th scope="row"{words}>{escape(placed.text)}</th>'
    return f"<td{words}>{escape(placed.text)}</td>"


def drawn(chart: Chart, place: str = "") -> str:
    """Return a chart as a drawing that a reader hears as its figures. place: its class in the page."""
    page = Page(*A4)
    draw_chart(page, chart, 0)
    parts = "；".join(box.text for box in page.boxes[1:])
    shapes = [
        f'<rect x="{a.x:.1f}" y="{a.y:.1f}" width="{a.width:.1f}" height="{a.height:.1f}" fill="{a.color}"/>'
        for a in page.fills
    ]
    shapes += [
        f'<path d="M{r.x1:.1f} {r.y1:.1f}L{r.x2:.1f} {r.y2:.1f}" stroke="#000" stroke-width="{r.width}"/>'
        for r in page.lines
    ]
    shapes += [
        f'<text x="{t.x:.1f}" y="{t.y:.1f}" font-size="{t.size}"{_face(t)}>{escape(t.text)}</text>' for t in page.texts
    ]
    size = f"{LEFT - 10} 0 {A4[0] - 2 * LEFT + 20:.0f} {chart_height(chart):.0f}"
    label = escape(f"{chart.title}：{parts}", quote=True)
    named = f'class="{place}" ' if place else ""
    return f'<svg {named}viewBox="{size}" role="img" aria-label="{label}">{"".join(shapes)}</svg>\n'


def _face(text: Text) -> str:
    """Return the class of a text of a drawing: as on paper, its title is heavy."""
    return ' class="h"' if text.face == "sans-bold" else ' class="s"' if text.face == "sans" else ""


# reading back -----------------------------------------------------------------------------------------------------


class _Reader(HTMLParser):
    """The headings, paragraphs and cells of a page, in order; tables row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tables: list[list[list[str]]] = []
        self._open: list[str] | None = None
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self._hidden = "hidden" in dict(attrs)
            self.tables[-1] += [] if self._hidden else [[]]
        elif self._hidden:
            return
        elif tag in ("p", "th", "td", "text") or (len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()):
            self._open = []

    def handle_endtag(self, tag: str) -> None:
        self._hidden = self._hidden and tag != "tr"
        if self._open is None:
            return
        if tag in ("th", "td"):
            self.tables[-1][-1].append("".join(self._open))
            self._open = None
        elif tag in ("p", "text") or (len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()):
            self.texts.append("".join(self._open))
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open.append(data)


def texts_in(path: Path) -> list[str]:
    """Return headings, paragraphs and texts of drawings, by a parser that knows nothing of how they were written."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.texts


def texts_of(chart: Chart) -> list[str]:
    """Return the texts of a drawing of a chart."""
    page = Page(*A4)
    draw_chart(page, chart, 0)
    return [text.text for text in page.texts]


def read_back(publication: Publication, path: Path) -> tuple[int, list[Mismatch]]:
    """Reopen the page with a parser that knows nothing of how it was written, and compare every text and cell."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    compared, wrong = 0, []
    texts = {squeeze(text) for text in reader.texts}
    for number, paragraph in enumerate(publication.narrative.paragraphs, 1):
        if paragraph.table is None:
            compared += 1
            if squeeze(paragraph.text) not in texts:
                wrong.append(Mismatch(f"说明第 {number} 段", paragraph.text, ""))
    sheets = _in_order(publication)
    if len(sheets) != len(reader.tables):
        wrong.append(Mismatch("表格的个数", str(len(sheets)), str(len(reader.tables))))
    for sheet, rows in zip(sheets, reader.tables, strict=False):
        for expected, found in zip((cells for _, cells in sheet.grid()), rows, strict=True):
            for cell, text in zip(expected, found, strict=True):
                compared += 1
                if squeeze(cell.text) != squeeze(text):
                    place = f"《{sheet.table.label}》第 {cell.row + 1} 行第 {cell.column + 1} 列"
                    wrong.append(Mismatch(place, cell.text, text))
    return compared, wrong


def _in_order(publication: Publication) -> list[Sheet]:
    """Return the tables in the order of the page: those inside the text where they stand."""
    before, after = publication.narrative.around_tables(publication.form.annex)
    inside = [[sheet_of(p.table) for p in part if p.table is not None] for part in (before, after)]
    return [*inside[0], *publication.sheets, *inside[1]]
