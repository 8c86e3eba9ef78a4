"""PDF: draws the pages of a Document with embedded subset fonts and an outline; it adds nothing."""

from collections.abc import Callable
from functools import cache, lru_cache
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import paths
from desktop.exporters import page_code
from desktop.exporters.publication import Mismatch, Publication, refuse_unwritable
from desktop.findings import UserError
from desktop.layouts.form import limits
from desktop.layouts.paper.document import Document, Entry, compose
from desktop.layouts.paper.glyphs import missing_characters
from desktop.layouts.paper.pages import Box, Page, Text
from desktop.layouts.paper.typeface import OWN, faces

if TYPE_CHECKING:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    from desktop.exporters.pdf_archive import Links
    from desktop.exporters.pdf_tags import Tags

SURROGATES_FROM = 0x10000


_listed: list[tuple[Publication, list[Entry]]] = []
"""The contents composed last, for the Word file of the same publication."""


def document_of(publication: Publication) -> Document:
    """Compose the pages of a publication."""
    p = publication
    document = compose(
        p.form, cover_of(p), p.narrative, list(p.sheets), p.version, p.footer, list(p.charts), p.cover_notes
    )
    if p.page_code:
        page_code.add(document, p.page_code)
    _listed[:] = [(publication, document.entries)]
    return document


def contents_of(publication: Publication) -> list[Entry]:
    """Return the contents with the page of each entry; composed once for one publication."""
    if not _listed or _listed[0][0] is not publication:
        document_of(publication)
    return _listed[0][1]


def cover_of(publication: Publication) -> list[str]:
    """Return the lines of the cover."""
    p = publication
    values = {"unit": p.unit, "scope": p.scope, "year": p.year, "paper": p.paper}
    return [limits.filled(line, values) for line in p.form.cover]


def write(publication: Publication, path: Path) -> Document:
    """Write the PDF and return the document it shows.

    Raises UserError when a character has no glyph: a blank in an official table is never printed.
    """
    refuse_lacking(publication)
    document = document_of(publication)
    draw(document, path, publication.author, publication.year)
    return document


def refuse_lacking(publication: Publication) -> None:
    """Raise UserError for a text that no file can hold, or a character that no font has."""
    refuse_unwritable(publication)
    if problem := lacking(publication):
        raise UserError(problem)


def lacking(publication: Publication) -> str:
    """Return which character no font has, where it stands and what to do; empty where there is none."""
    found = missing_characters(publication.narrative, [sheet.table for sheet in publication.sheets])
    return f"{found[0].describe()}（用户文件夹：{paths.home()}）" if found else ""


def draw(document: Document, path: Path, author: str, year: int) -> None:
    """Draw a document's pages into a PDF file. year: the one its date is in, so that it says nothing of today."""
    from reportlab.pdfgen.canvas import Canvas

    from desktop.exporters import pdf_archive, pdf_objects
    from desktop.exporters.pdf_tags import Tags

    _register_fonts()
    content = BytesIO()
    canvas = Canvas(content, initialFontName="serif", pageCompression=1, invariant=1, pdfVersion=(1, 7), lang="zh-CN")
    facts = pdf_archive.Facts(document.title, author, f"版本 {document.version}", year)
    pdf_archive.describe(canvas, facts)
    tags = Tags(canvas)
    marks: dict[int, list[tuple[int, str]]] = {}
    for number, entry in enumerate(document.entries):
        marks.setdefault(entry.page, []).append((number, entry.text))
    links = pdf_archive.Links(canvas, document)
    for number, page in enumerate(document.pages):
        canvas.setPageSize((page.width, page.height))
        for mark, text in marks.get(number, []):
            canvas.bookmarkPage(f"e{mark}")
            canvas.addOutlineEntry(text, f"e{mark}", document.entries[mark].level, closed=False)
        tags.begin_page()
        _draw_page(canvas, page, tags, links)
        canvas.showPage()
        pdf_archive.close_page(canvas, number)
    canvas.showOutline()
    pdf_archive.finish(canvas, tags.root, document)
    canvas.save()
    _codes.cache_clear()
    path.write_bytes(pdf_objects.packed(content.getvalue(), tags.objects))


def _draw_page(canvas: "Canvas", page: Page, tags: "Tags", links: "Links") -> None:
    tags.artifact()
    _draw_shapes(canvas, page)
    tags.end()
    font = ("", 0.0)
    drawn = 0
    for box in page.boxes:
        font = _draw_artifacts(canvas, page, (drawn, box.drawn[0]), tags, font)
        if box.drawn[0] < box.drawn[1]:
            element = tags.begin(box)
            font = _draw_texts(canvas, page, box.drawn, font)
            tags.end()
            if element is not None and box.role == "contents":
                links.add(tags, element, page, box)
        drawn = max(drawn, box.drawn[1])
    _draw_artifacts(canvas, page, (drawn, len(page.texts)), tags, font)


def _draw_shapes(canvas: "Canvas", page: Page) -> None:
    height = page.height
    for color, areas in groupby(page.fills, lambda area: area.color):
        canvas.setFillColor(color)
        drawn = [f"{a.x:.2f} {height - a.y - a.height:.2f} {a.width:.2f} {a.height:.2f} re" for a in areas]
        canvas._code += [*drawn, "f"]  # as one path: drawn one by one, a hair of white would part what touches
    if page.fills:
        canvas.setFillColor("#000000")
    for picture in page.pictures:
        y = height - picture.y - picture.height
        canvas.drawImage(_image(picture.content), picture.x, y, picture.width, picture.height)
    by_width: dict[float, dict[str, None]] = {}  # each once, though two cells share it
    for line in page.lines:
        start = f"{_number(line.x1)} {_number(height - line.y1)} m"
        path = f"{start} {_number(line.x2)} {_number(height - line.y2)} l"
        by_width.setdefault(line.width, {})[path] = None
    for width, paths_of_width in by_width.items():
        canvas._code += [f"{_number(width)} w", *paths_of_width, "S"]


def _draw_artifacts(
    canvas: "Canvas", page: Page, texts: tuple[int, int], tags: "Tags", font: tuple[str, float]
) -> tuple[str, float]:
    """Draw texts that are of no box, such as the foot of the page."""
    if texts[0] >= texts[1]:
        return font
    tags.artifact()
    font = _draw_texts(canvas, page, texts, font)
    tags.end()
    return font


def _draw_texts(canvas: "Canvas", page: Page, texts: tuple[int, int], font: tuple[str, float]) -> tuple[str, float]:
    """Draw texts of a page, from and up to; return the font that is set then."""
    document, height = canvas._doc, page.height
    code = ["BT"]
    for text in page.texts[slice(*texts)]:
        code.append(f"1 0 0 1 {_number(text.x)} {_number(height - text.y)} Tm")
        if text.spacing:
            code.append(f"{text.spacing:.4f} Tc")
        if text.stroke:
            code.append(f"2 Tr {_number(text.stroke)} w")
        for name, shown in _codes(document, text.face, text.text):
            if (name, text.size) != font:
                font = (name, text.size)
                code.append(f"{name} {_number(text.size)} Tf")
            code.append(shown)
        if text.spacing:
            code.append("0 Tc")
        if text.stroke:
            code.append("0 Tr")
    canvas._code += [*code, "ET"]
    return font


@lru_cache(maxsize=20_000)
def _number(value: float) -> str:
    """Return a number as it stands in the file: a hundredth of a point is finer than any printer."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=5_000)
def _codes(document: Any, face: str, text: str) -> tuple[tuple[str, str], ...]:
    """Return the parts of a text by the subset of its font that holds them: the name of the subset, what shows them.

    document: the library's, which numbers its own subsets; what was remembered of it is forgotten when it is written.
    """
    from reportlab.pdfbase import pdfmetrics

    font = pdfmetrics.getFont(face)
    return tuple(
        (font.getSubsetInternalName(subset, document), f"<{codes.hex()}> Tj")
        for subset, codes in font.splitString(text, document)
    )


@lru_cache(maxsize=64)
def _image(content: bytes) -> "ImageReader":
    from reportlab.lib.utils import ImageReader

    return ImageReader(BytesIO(content))


@cache
def _register_fonts() -> None:
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics, ttfonts
    from reportlab.pdfgen import canvas, textobject

    rl_config.useA85 = 0  # pages as bytes, not as letters: a fifth smaller, and quicker written and read
    ttfonts.makeToUnicodeCMap = to_unicode_map
    for module in (canvas, textobject):
        module.fp_str = _remembering(module.fp_str)
    for key, face in faces().items():
        try:
            font = ttfonts.TTFont(key, str(paths.resources() / "fonts" / face.file))
            if key.startswith(OWN):  # one that has the name of ours would take its place in the file
                font.face.name = f"{key}-".encode() + font.face.name
            pdfmetrics.registerFont(font)
        except ttfonts.TTFError as error:
            raise UserError(f"字体文件“{Path(face.file).name}”不能用于 PDF，请从“字体”文件夹中取出") from error


def _remembering(write_number: Callable[[float], str]) -> Callable[..., str]:
    """Return reportlab's writer of numbers, which writes each only once: places and widths come again and again."""
    once = lru_cache(maxsize=50_000)(write_number)

    def write_numbers(*numbers: Any) -> str:
        several = len(numbers) == 1 and isinstance(numbers[0], list | tuple)
        return " ".join(map(once, numbers[0] if several else numbers))

    return write_numbers


def to_unicode_map(font_name: str, subset: list[int]) -> str:
    """Return the ToUnicode map of a font subset, right also beyond U+FFFF (UTF-16BE pairs).

    reportlab writes such code points with five hex digits, which readers take for another character, so
    text copied from or searched in the PDF would be wrong (PDF 32000-1 §9.10.3: UTF-16BE, 100 per block).
    """
    entries = [f"<{n:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for n, code in enumerate(subset)]
    blocks = []
    for start in range(0, len(entries), 100):
        part = entries[start : start + 100]
        blocks += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<00> <{len(subset) - 1:02X}>",
        "endcodespacerange",
        *blocks,
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    ]
    return "\n".join(lines)


def read_back(document: Document, path: Path) -> tuple[int, list[Mismatch]]:
    """Reopen the PDF with an independent reader and compare the text in every box of every page."""
    import pypdfium2

    compared = 0
    wrong: list[Mismatch] = []
    pdf = pypdfium2.PdfDocument(path.read_bytes())
    try:
        if len(pdf) != len(document.pages):
            wrong.append(Mismatch("页数", str(len(document.pages)), str(len(pdf))))
        for number, page in enumerate(document.pages[: len(pdf)]):
            text_page = pdf[number].get_textpage()
            for box in page.boxes:
                compared += 1
                text = _text_in(text_page, box.x, page.height - box.y - box.height, box.width, box.height)
                if text != squeeze(box.text):
                    wrong.append(Mismatch(f"第 {number + 1} 页", box.text, text))
            text_page.close()
    finally:
        pdf.close()
    if wrong:
        refuse_misfit(document)
    return compared, wrong


def refuse_misfit(document: Document) -> None:
    """Raise UserError for the first text that is larger than its place on the page: that is no fault of the file."""
    for number, page in enumerate(document.pages, 1):
        for box in page.boxes:
            if any(_sticks_out(text, box) for text in page.texts if _begins_in(text, box)):
                shown = box.text if len(box.text) <= SHOWN else box.text[:SHOWN] + "…"
                raise UserError(
                    f"PDF 第 {number} 页放不下“{shown}”（该处只有 {box.width / 28.35:.1f} 厘米宽）；"
                    "请缩短这段文字，金额太大的请改用以万元为单位的版式，然后重新导出。文件没有保存"
                )


SHOWN = 30
"""Characters of a text that a message quotes."""


def _begins_in(text: Text, box: Box) -> bool:
    return box.y <= text.y <= box.y + box.height and text.x < box.x + box.width and text.right > box.x


def _sticks_out(text: Text, box: Box) -> bool:
    return text.x < box.x - 0.5 or text.right > box.x + box.width + 0.5


def _text_in(text_page: Any, x: float, y: float, width: float, height: float) -> str:
    return squeeze(text_page.get_text_bounded(left=x, bottom=y, right=x + width, top=y + height))


def squeeze(text: str) -> str:
    """Return a text without blanks and without the marks of divided words."""
    return "".join(text.replace("\ufffe", "").split())
