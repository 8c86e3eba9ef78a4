"""A plain text file: every line a paragraph, lines in columns a table."""

import unicodedata
from itertools import groupby
from pathlib import Path

from desktop.outside import decoding
from desktop.outside.document import Paragraph, Spot, Table
from desktop.outside.documents import aligned, barred, page, pdf_streams
from desktop.outside.documents.captions import above
from desktop.outside.documents.page import Glyph, Line
from desktop.outside.refusal import Refused

MAX_BYTES, MAX_LINE, MAX_LINES = 5_000_000, 20_000, 20_000
LEAST_COLUMNS = 3
"""With fewer columns, lines with a tab and without figures are a list of words."""
HEIGHT, TAB = 2.0, 8.0
"""A line is two half-width characters high; a tab is as wide as eight of them."""


def read(path: Path) -> list[Paragraph | Table]:
    """Return what the file says. Raises Refused."""
    lines = barred.tabbed(decoded(path).splitlines())
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip()]
    if len(numbered) > MAX_LINES or any(len(line) > MAX_LINE for _, line in numbered):
        raise Refused("的行过多或过长，不像是说明文字；请检查是否选错了文件")
    parts: list[Paragraph | Table] = []
    plain: list[tuple[int, str]] = []
    begins = _beginnings(lines)
    numbered = _full(numbered, begins)
    for (_, tabs), group in groupby(numbered, key=lambda line: (begins[line[0]], line[1].count("\t"))):
        some = list(group)
        rows = _tabbed(some) if tabs and any("\t" in line.strip() for _, line in some) else ()
        if rows:
            _add(parts, plain)
            parts.append(Table(rows, above(parts)))
            plain = []
        else:
            plain += some
    _add(parts, plain)
    return parts


def _beginnings(lines: list[str]) -> list[int]:
    """Return for each line (from 1) the last one up to it with which a table may begin: one cell after an empty line.

    The title of a pasted table has tabs behind it, as has a row whose other cells are empty.
    """
    begins, last = [0], 0
    for number, (before, line) in enumerate(zip(["", *lines], lines, strict=False), 1):
        last = last if before or "\t" in line.strip() else number
        begins.append(last)
    return begins


MOST_CUT = 40
"""Rows of a table one after another that may have lost the tabs at their ends."""


def _full(lines: list[tuple[int, str]], begins: list[int]) -> list[tuple[int, str]]:
    """Return the lines with the tabs that rows lost at their ends: they stand right between rows of as many cells."""
    full, tabs = list(lines), [line.count("\t") if "\t" in line.strip() else 0 for _, line in lines]
    for at in range(1, len(lines)):
        wide, behind = tabs[at - 1], at
        while behind < min(len(lines), at + MOST_CUT) and 0 < tabs[behind] < wide:
            behind += 1
        rows = {begins[number] for number, _ in lines[at - 1 : behind + 1]}
        if at < behind < len(lines) and tabs[behind] == wide and len(rows) == 1:
            full[at] = lines[at][0], lines[at][1] + "\t" * (wide - tabs[at])
            tabs[at] = wide
    return full


def _tabbed(lines: list[tuple[int, str]]) -> tuple[tuple[str, ...], ...]:
    """Return the cells of lines with as many tabs each: pasted from a table, also its empty cells have theirs.

    What tells a table are figures, or a header over columns without any: an empty table states that there is nothing.
    """
    rows = tuple(tuple(cell.strip() for cell in text.split("\t")) for _, text in lines)
    with_figures = sum(any(map(_is_figure, row)) for row in rows)
    wide = len(rows) > 1 and not any(map(_is_figure, rows[0]))
    wide = wide and any(sum(map(_is_figure, row)) >= aligned.LEAST_ROWS for row in rows)  # a header and its one row
    headed = len(rows[0]) >= LEAST_COLUMNS and all(map(any, zip(*rows, strict=True)))
    sentences = any(cell.endswith(("。", "；")) for row in rows for cell in row if sum(map(bool, row)) > 1)
    return rows if with_figures >= aligned.LEAST_ROWS or wide or (headed and not sentences) else ()


def _is_figure(cell: str) -> bool:
    return aligned.FIGURE.fullmatch(cell) is not None


def decoded(path: Path) -> str:
    """Return the text of a file. Raises Refused."""
    if path.stat().st_size > MAX_BYTES:
        raise Refused("过大，没有打开；请只保留说明文字后再试")
    raw = path.read_bytes()
    pdf_streams.refuse_remains(raw, path.name)
    return decoding.decoded(raw, "文本或 .docx")


def _add(parts: list[Paragraph | Table], numbered: list[tuple[int, str]]) -> None:
    """Add lines: those in columns as a table, all others as paragraphs."""
    lines = [(number, _line(text)) for number, text in numbered]
    numbers = {id(line): number for number, line in lines}
    for block in aligned.blocks(([line] for _, line in lines), aligned.BLANKS):
        if isinstance(block, tuple):
            parts.append(Table(block, above(parts)))
        else:
            parts += [Paragraph(line.text, Spot(line=numbers[id(line)])) for line in block]


def _line(text: str) -> Line:
    """Return a line with its characters side by side, full-width ones twice as wide."""
    glyphs, at = [], 0.0
    for character in text.rstrip():
        width = TAB if character == "\t" else 2.0 if unicodedata.east_asian_width(character) in "WF" else 1.0
        if character.strip():
            glyphs.append(Glyph(character, at, 0.0, at + width, HEIGHT))
        elif glyphs:
            blank = page.WIDE_BLANK if width == HEIGHT else " "
            glyphs.append(Glyph(blank, at, 0.0, at + width, HEIGHT))
        at += width
    return Line(tuple(glyphs))
