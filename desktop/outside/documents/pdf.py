"""A PDF with text: its characters and rules by their positions, read with pypdfium2."""

import ctypes
import itertools
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop.dataclass import dataclass
from desktop.outside.document import Paragraph, Table
from desktop.outside.documents import covered, laid_out, pdf_streams
from desktop.outside.documents.page import Glyph, Page, Rule
from desktop.outside.refusal import Refused

MAX_PAGES, MAX_GLYPHS, MAX_OBJECTS = 400, 100_000, 50_000
MOST_NAMED = 12
"""Pages without words that are named."""
THIN = 3.0
"""Points up to which a filled box is a line that was drawn as a box."""
PICTURED, MAX_IMAGES = 0.15, 200
"""Part of a page that a picture takes which may be a table, and pictures of a page that are looked at."""
MAX_MARKS = 2000
"""Links and marks of a page that are looked at; more are taken for marks."""
ASLANT = 0.15
"""Part of a right angle from which a character stands aslant: it is of a watermark (水印), not of the text."""

Box = tuple[float, float, float, float]


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
        hidden = [str(number + 1) for number in range(len(document)) if covered.hides_words(document[number])]
        marked = [str(number + 1) for number in range(len(document)) if _has_marks(document[number])]
        pictured = [number + 1 for number in range(len(document)) if _has_picture(document[number])]
    except pypdfium2.PdfiumError as error:
        raise Refused("已损坏或有密码，无法读取；请另存为没有密码的 PDF 再试") from error
    blank = [str(page.number) for page in pages if not any(glyph.text.strip() for glyph in page.glyphs)]
    if len(blank) == len(pages):
        raise Refused("没有文字（可能是扫描件）；请提供 Word 或 Excel 文件")
    shown = [str(number) for number in pictured if str(number) not in blank]
    notes = [f"{_pages(blank)}没有可核对的文字（空白、图片，或已损坏），请看一看原文件"] if blank else []
    if shown:
        notes.append(f"{_pages(shown)}有图片，其中的文字和数字没有核对，请看一看原文件")
    if hidden:
        notes.append(f"{_pages(hidden)}有填色的方块盖住文字，看到的和读到的不同，请看一看原文件")
    if marked:
        notes.append(f"{_pages(marked)}加有批注、文本框或图章，可能盖住原文，其中的文字没有核对，请看一看原文件")
    parts, more = laid_out.parts_of(pages)
    return parts, (*notes, *more)


def _pages(numbers: list[str]) -> str:
    return f"第 {'、'.join(numbers[:MOST_NAMED])} {'等页' if len(numbers) > MOST_NAMED else '页'}"


@dataclass(frozen=True, slots=True)
class _Frame:
    """The edges of a page, and by how many right angles its text is turned clockwise (a wide table on a tall page)."""

    edges: Box
    turn: int

    def upright(self, box: Box) -> Box:
        """Return a box (left, bottom, right, top) as (left, top, right, bottom) on the page held so that it reads."""
        left, bottom, right, top = box
        west, south, east, north = self.edges
        match self.turn:
            case 0:
                return left - west, north - top, right - west, north - bottom
            case 1:
                return north - top, east - right, north - bottom, east - left
            case 2:
                return east - right, bottom - south, east - left, top - south
            case _:
                return bottom - south, left - west, top - south, right - west


def _page(page: Any, number: int) -> Page:
    text = page.get_textpage()
    characters = list(_characters(text))
    turns = Counter(round(turn) % 4 for _, _, turn in characters)
    frame = _Frame(page.get_mediabox(), turns.most_common(1)[0][0] if turns else 0)
    glyphs = tuple(Glyph(character, *frame.upright(box)) for character, box, turn in characters if _is_straight(turn))
    rules = tuple(Rule(*frame.upright(box)) for box in _rules(page))
    text.close()
    page.close()
    return Page(number, glyphs, rules)


def _has_marks(page: Any) -> bool:
    """Tell whether anything lies over a page that its text is not: a note, a text box, a stamp."""
    from pypdfium2 import raw

    count = raw.FPDFPage_GetAnnotCount(page)
    if count > MAX_MARKS:
        return True
    for index in range(count):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        subtype = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if subtype not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_WIDGET):
            return True
    return False


def _has_picture(page: Any) -> bool:
    """Tell whether a picture takes so much of a page that it may be a table."""
    from pypdfium2 import raw

    width, height = page.get_size()
    images = itertools.islice(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4), MAX_IMAGES)
    boxes = [box for image in images if (box := _bounds(image.raw)) is not None]
    return any((right - left) * (top - bottom) > PICTURED * width * height for left, bottom, right, top in boxes)


def _is_straight(turn: float) -> bool:
    return abs(turn - round(turn)) < ASLANT


def _characters(text: Any) -> Iterator[tuple[str, Box, float]]:
    """Yield the characters of a page, their boxes and how many right angles they are turned clockwise.

    Blanks that pdfium adds itself are left out.
    """
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
        turn = raw.FPDFText_GetCharAngle(text, index) / (math.pi / 2)
        yield chr(code), (box.left, box.bottom, box.right, box.top), turn


def _rules(page: Any) -> Iterator[Box]:
    from pypdfium2 import raw

    paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4)
    for item in itertools.islice(paths, MAX_OBJECTS):
        yield from _stretches(item.raw)


def _bounds(item: Any) -> Box | None:
    from pypdfium2 import raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _stretches(path: Any) -> Iterator[Box]:
    """Yield the straight pieces of a path that run across or down: (left, bottom, right, top)."""
    from pypdfium2 import raw

    box = _bounds(path)
    if box is None:
        return
    if min(box[2] - box[0], box[3] - box[1]) <= THIN:
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


def _straight(points: list[tuple[int, float, float, bool]]) -> Iterator[Box]:
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


def _upright(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Box]:
    if min(abs(a[0] - b[0]), abs(a[1] - b[1])) <= 1.0 and a != b:
        yield min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])
