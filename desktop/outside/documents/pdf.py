"""A PDF with text: its characters and rules by their positions, read with pypdfium2."""

import ctypes
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop.outside.document import Paragraph, Table
from desktop.outside.documents import laid_out, pdf_streams
from desktop.outside.documents.page import Glyph, Page, Rule
from desktop.outside.refusal import Refused

MAX_PAGES, MAX_GLYPHS, MAX_OBJECTS = 400, 100_000, 50_000
MOST_NAMED = 12
"""Pages without words that are named."""
THIN = 3.0
"""Points up to which a filled box is a line that was drawn as a box."""


def read(path: Path) -> tuple[list[Paragraph | Table], tuple[str, ...]]:
    """Return what the document says, and which of its pages say nothing. Raises Refused."""
    import pypdfium2

    raw = path.read_bytes()
    pdf_streams.require_sound(raw)
    try:
        document = pypdfium2.PdfDocument(raw)
        if len(document) > MAX_PAGES:
            raise Refused(f"超过 {MAX_PAGES} 页；请只保留说明和表格的页面后再试")
        pages = [_page(document[number], number + 1) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise Refused("已损坏或有密码，无法读取；请另存为没有密码的 PDF 再试") from error
    blank = [str(page.number) for page in pages if not any(glyph.text.strip() for glyph in page.glyphs)]
    if len(blank) == len(pages):
        raise Refused("没有文字（可能是扫描件）；请提供 Word 或 Excel 文件")
    more = "等页" if len(blank) > MOST_NAMED else "页"
    note = f"第 {'、'.join(blank[:MOST_NAMED])} {more}没有可核对的文字（空白、图片，或已损坏），请看一看原文件"
    return laid_out.parts_of(pages), (note,) if blank else ()


def _page(page: Any, number: int) -> Page:
    width, height = page.get_size()
    left, bottom, _, _ = page.get_mediabox() if page.get_rotation() == 0 else (0, 0, 0, 0)
    text = page.get_textpage()
    glyphs = tuple(_glyphs(text, left, bottom + height))
    rules = tuple(_rules(page, left, bottom + height))
    text.close()
    page.close()
    return Page(number, width, height, glyphs, rules)


def _glyphs(text: Any, x: float, y: float) -> Iterator[Glyph]:
    """Yield the characters of a page; blanks that pdfium adds itself are left out."""
    from pypdfium2 import raw

    count = raw.FPDFText_CountChars(text)
    if count > MAX_GLYPHS:
        raise Refused("有一页的文字过多，没有打开；请只保留说明和表格的页面后再试")
    box = raw.FS_RECTF()
    for index in range(count):
        if raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(text, index)
        if code in (0, 0xFFFE, 0xFFFF) or not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            continue
        yield Glyph(chr(code), box.left - x, y - box.top, box.right - x, y - box.bottom)


def _rules(page: Any, x: float, y: float) -> Iterator[Rule]:
    from pypdfium2 import raw

    paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4)
    for item in itertools.islice(paths, MAX_OBJECTS):
        for left, bottom, right, top in _stretches(item.raw):
            yield Rule(left - x, y - top, right - x, y - bottom)


def _stretches(path: Any) -> Iterator[tuple[float, float, float, float]]:
    """Yield the straight pieces of a path that run across or down: (left, bottom, right, top)."""
    from pypdfium2 import raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(path, left, bottom, right, top):
        return
    box = (left.value, bottom.value, right.value, top.value)
    if min(right.value - left.value, top.value - bottom.value) <= THIN:
        yield box
        return
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if raw.FPDFPath_GetDrawMode(path, mode, stroke) and not stroke.value:
        return
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    yield from _straight(list(_points(path, matrix)))


def _points(path: Any, matrix: Any) -> Iterator[tuple[int, float, float, bool]]:
    """Yield the points of a path on the page: kind, x, y, whether the figure closes there."""
    from pypdfium2 import raw

    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(path), 20_000)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind, closes = raw.FPDFPathSegment_GetType(segment), bool(raw.FPDFPathSegment_GetClose(segment))
        across = matrix.a * x.value + matrix.c * y.value + matrix.e
        up = matrix.b * x.value + matrix.d * y.value + matrix.f
        yield kind, across, up, closes


def _straight(points: list[tuple[int, float, float, bool]]) -> Iterator[tuple[float, float, float, float]]:
    from pypdfium2 import raw

    start = last = (0.0, 0.0)
    for kind, x, y, closes in points:
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = (x, y)
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield from _upright(last, (x, y))
        last = (x, y)
        if closes:
            yield from _upright(last, start)


def _upright(a: tuple[float, float], b: tuple[float, float]) -> Iterator[tuple[float, float, float, float]]:
    if min(abs(a[0] - b[0]), abs(a[1] - b[1])) <= 1.0 and a != b:
        yield min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])
