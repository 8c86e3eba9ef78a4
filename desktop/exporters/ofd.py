"""OFD (GB/T 33190), the national fixed-layout format, in its archival form OFD-A (GB/T 42133): the pages of the PDF.

Fonts are embedded with the characters used, and each character has its place, so that a reader that swaps the font
still shows every figure where it stands.
"""

import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from desktop.dataclass import dataclass
from desktop.exporters.pdf import SHOWN, document_of, refuse_lacking, refuse_misfit, squeeze
from desktop.exporters.publication import Mismatch, Publication
from desktop.layouts.paper.document import Document, Entry
from desktop.layouts.paper.pages import Box, Fill, Line, Page, Text
from desktop.layouts.paper.typeface import faces

NAMESPACE = "http://www.ofdspec.org/2016"
MM = 25.4 / 72
"""Millimetres of a point: OFD measures in millimetres."""
FONTS = {
    "serif": 'FontName="Noto Serif SC" FamilyName="宋体" Charset="unicode" Serif="true"',
    "sans": 'FontName="Noto Sans SC" FamilyName="黑体" Charset="unicode"',
    "sans-bold": 'FontName="Noto Sans SC Bold" FamilyName="黑体" Charset="unicode" Bold="true"',
}
"""The real name of each cut, and the family a reader takes where it does not use the embedded one."""
OWN_FONT = 'FontName="Own" FamilyName="宋体" Charset="unicode" Serif="true"'
"""The same of a font the user added."""
HEIGHT = 1.35
"""Height of a line of text in its size: no reader cuts the ink off."""


def write(publication: Publication, path: Path) -> Document:
    """Write the OFD file and return the document it shows. Raises UserError as the PDF does."""
    refuse_lacking(publication)
    document = document_of(publication)
    draw(document, path, publication.author, publication.year)
    return document


def draw(document: Document, path: Path, author: str, year: int) -> None:
    """Draw a document's pages into an OFD file. year: the one its date is in, so that it says nothing of today."""
    parts = _Package(document, author, year).parts()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (max(1980, year), 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)


@dataclass(slots=True)
class _Package:
    """The parts of the package. Every object has a number of its own from one counter."""

    document: Document
    author: str
    year: int
    last: int = 0

    def _next(self) -> int:
        self.last += 1
        return self.last

    def parts(self) -> dict[str, bytes]:
        used = self._used()
        fonts = {key: self._next() for key in used}
        pages = [self._next() for _ in self.document.pages]
        contents = {
            f"Doc_0/Pages/Page_{number}/Content.xml": self._page(page, fonts)
            for number, page in enumerate(self.document.pages)
        }
        from desktop.exporters import ofd_font

        files = {f"Doc_0/Res/font_{fonts[key]}.ttf": ofd_font.subset(key, text) for key, text in used.items()}
        texts = {
            "OFD.xml": self._entry(),
            "Doc_0/Document.xml": self._document(pages),
            "Doc_0/PublicRes.xml": _resources(fonts),
            **contents,
        }
        head = '<?xml version="1.0" encoding="UTF-8"?>\n'
        return {name: (head + text).encode() for name, text in texts.items()} | files

    def _used(self) -> dict[str, set[str]]:
        """Return the characters of each cut that the document uses."""
        used: dict[str, set[str]] = {}
        for page in self.document.pages:
            for text in page.texts:
                used.setdefault(text.face, set()).update(text.text)
        return dict(sorted(used.items()))

    def _entry(self) -> str:
        document = self.document
        identity = hashlib.sha256(f"{document.title}\n{document.version}".encode()).hexdigest()[:32]
        author = f"<ofd:Author>{escape(self.author)}</ofd:Author>" if self.author else ""
        date = f"{self.year:04d}-01-01"
        return (
            f'<ofd:OFD xmlns:ofd="{NAMESPACE}" Version="1.0" DocType="OFD-A"><ofd:DocBody><ofd:DocInfo>'
            f"<ofd:DocID>{identity}</ofd:DocID><ofd:Title>{escape(document.title)}</ofd:Title>{author}"
            f"<ofd:CreationDate>{date}</ofd:CreationDate><ofd:ModDate>{date}</ofd:ModDate>"
            "<ofd:Creator>明账</ofd:Creator><ofd:CustomDatas>"
            f'<ofd:CustomData Name="版本">{escape(document.version)}</ofd:CustomData></ofd:CustomDatas>'
            "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        )

    def _document(self, pages: list[int]) -> str:
        listed = "".join(
            f'<ofd:Page ID="{page}" BaseLoc="Pages/Page_{number}/Content.xml"/>' for number, page in enumerate(pages)
        )
        outline = _outline(self.document.entries, pages)
        return (
            f'<ofd:Document xmlns:ofd="{NAMESPACE}"><ofd:CommonData><ofd:MaxUnitID>{self.last}</ofd:MaxUnitID>'
            f"<ofd:PageArea><ofd:PhysicalBox>{_size(self.document.pages[0])}</ofd:PhysicalBox></ofd:PageArea>"
            "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages>{outline}</ofd:Document>"
        )

    def _page(self, page: Page, fonts: dict[str, int]) -> str:
        filled = groupby(page.fills, lambda area: area.color)
        objects = [*(_fill(color, list(areas)) for color, areas in filled), *_lines(page.lines)]
        objects += [_text(piece, fonts[piece.face]) for text in page.texts for piece in _pieces(text)]
        layer = self._next()
        numbered = "".join(item.replace('ID=""', f'ID="{self._next()}"', 1) for item in objects)
        size, usual = _size(page), _size(self.document.pages[0])
        area = f"<ofd:Area><ofd:PhysicalBox>{size}</ofd:PhysicalBox></ofd:Area>" if size != usual else ""
        return (
            f'<ofd:Page xmlns:ofd="{NAMESPACE}">{area}<ofd:Content><ofd:Layer ID="{layer}" Type="Body">'
            f"{numbered}</ofd:Layer></ofd:Content></ofd:Page>"
        )


def _size(page: Page) -> str:
    return f"0 0 {round(page.width * MM)} {round(page.height * MM)}"


def _n(points: float) -> str:
    """Return points in millimetres to a thousandth, without needless zeros."""
    return f"{points * MM:.3f}".rstrip("0").rstrip(".") or "0"


def _resources(fonts: dict[str, int]) -> str:
    listed = "".join(
        f'<ofd:Font ID="{number}" {FONTS.get(key, OWN_FONT)}><ofd:FontFile>font_{number}.ttf</ofd:FontFile></ofd:Font>'
        for key, number in fonts.items()
    )
    return f'<ofd:Res xmlns:ofd="{NAMESPACE}" BaseLoc="Res"><ofd:Fonts>{listed}</ofd:Fonts></ofd:Res>'


def _outline(entries: list[Entry], pages: list[int]) -> str:
    """Return the outline: parts, and under each its headings, and under those the tables of a part."""
    listed, levels = "", [-1]
    for entry in entries:
        while levels[-1] >= entry.level:
            listed += "</ofd:OutlineElem>"
            levels.pop()
        goto = f'<ofd:Dest Type="XYZ" PageID="{pages[entry.page]}" Left="0" Top="0" Zoom="0"/>'
        actions = f'<ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto>{goto}</ofd:Goto></ofd:Action></ofd:Actions>'
        listed += f'<ofd:OutlineElem Title={quoteattr(entry.text)} Expanded="true">{actions}'
        levels.append(entry.level)
    listed += "</ofd:OutlineElem>" * (len(levels) - 1)
    return f"<ofd:Outlines>{listed}</ofd:Outlines>" if listed else ""


def _fill(color: str, areas: Sequence[Fill]) -> str:
    """Return areas of one color, which follow each other, as one path."""
    value = " ".join(str(int(color[n : n + 2], 16)) for n in (1, 3, 5))
    left, top = min(area.x for area in areas), min(area.y for area in areas)
    right, bottom = max(area.x + area.width for area in areas), max(area.y + area.height for area in areas)
    place = " ".join(map(_n, (left, top, right - left, bottom - top)))
    data = " ".join(_rectangle(area, left, top) for area in areas)
    return (
        f'<ofd:PathObject ID="" Boundary="{place}" Stroke="false" Fill="true"><ofd:FillColor Value="{value}"/>'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def _rectangle(area: Fill, left: float, top: float) -> str:
    x1, y1, x2, y2 = map(_n, (area.x - left, area.y - top, area.x - left + area.width, area.y - top + area.height))
    return f"M {x1} {y1} L {x2} {y1} L {x2} {y2} L {x1} {y2} C"


def _lines(lines: list[Line]) -> Iterator[str]:
    """Return all rules of one width as one path."""
    by_width: dict[float, set[tuple[float, float, float, float]]] = {}
    for line in lines:
        ends = tuple(round(v, 2) for v in (line.x1, line.y1, line.x2, line.y2))
        by_width.setdefault(line.width, set()).add((ends[0], ends[1], ends[2], ends[3]))
    for width, ends_of in by_width.items():
        left = min(min(x1, x2) for x1, _, x2, _ in ends_of) - width / 2
        top = min(min(y1, y2) for _, y1, _, y2 in ends_of) - width / 2
        right = max(max(x1, x2) for x1, _, x2, _ in ends_of) + width / 2
        bottom = max(max(y1, y2) for _, y1, _, y2 in ends_of) + width / 2
        data = " ".join(
            f"M {_n(x1 - left)} {_n(y1 - top)} L {_n(x2 - left)} {_n(y2 - top)}" for x1, y1, x2, y2 in sorted(ends_of)
        )
        place = " ".join(map(_n, (left, top, right - left, bottom - top)))
        yield (
            f'<ofd:PathObject ID="" Boundary="{place}" LineWidth="{_n(width)}" Stroke="true" Fill="false">'
            f'<ofd:StrokeColor Value="0 0 0"/><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
        )


def _pieces(text: Text) -> Iterator[Text]:
    """Return a text without blanks at its ends, ended behind each character beyond U+FFFF.

    Readers strip such blanks, and some count such a character as two.
    """
    x, piece, at = text.x, "", text.x
    face = faces()[text.face]
    for character in text.text:
        if piece or character.strip():
            piece, at = piece + character, at if piece else x
        x += face.width(character, text.size) + text.spacing
        if ord(character) > 0xFFFF:
            yield replace(text, x=at, text=piece)
            piece = ""
    if piece.rstrip():
        yield replace(text, x=at, text=piece.rstrip())


def _text(text: Text, font: int) -> str:
    face = faces()[text.face]
    steps = " ".join(_n(face.width(character, text.size) + text.spacing) for character in text.text[:-1])
    deltas = f' DeltaX="{steps}"' if steps else ""
    width = face.width(text.text, text.size) + text.spacing * (len(text.text) - 1)
    place = " ".join(map(_n, (text.x, text.y - text.size, width, text.size * HEIGHT)))
    size = _n(text.size)
    drawn = f' Stroke="true" LineWidth="{_n(text.stroke)}"' if text.stroke else ""
    line = '<ofd:StrokeColor Value="0 0 0"/>' if text.stroke else ""
    return (
        f'<ofd:TextObject ID="" Boundary="{place}"{drawn} Font="{font}" Size="{size}">'
        f'<ofd:FillColor Value="0 0 0"/>{line}'
        f'<ofd:TextCode X="0" Y="{size}"{deltas}>{escape(text.text)}</ofd:TextCode></ofd:TextObject>'
    )


# reading back -----------------------------------------------------------------------------------------------------

Placed = tuple[float, float, str]
"""A character with the point its baseline begins at."""


def read_back(document: Document, path: Path) -> tuple[int, list[Mismatch]]:
    """Reopen the file and compare the text in every box of every page, by the place of each character."""
    compared = 0
    wrong: list[Mismatch] = []
    with zipfile.ZipFile(path) as package:
        pages = sum(name.startswith("Doc_0/Pages/") for name in package.namelist())
        if pages != len(document.pages):
            wrong.append(Mismatch("页数", str(len(document.pages)), str(pages)))
        for number, page in enumerate(document.pages[:pages]):
            placed = characters(package.read(f"Doc_0/Pages/Page_{number}/Content.xml"))
            for box in page.boxes:
                compared += 1
                text = _text_in(placed, box)
                if text != squeeze(box.text):
                    wrong.append(Mismatch(f"第 {number + 1} 页", box.text[:SHOWN], text[:SHOWN]))
    if wrong:
        refuse_misfit(document)
    return compared, wrong


def characters(content: bytes) -> list[Placed]:
    """Return the characters of a page's part with their places in points."""
    found: list[Placed] = []
    for item in ElementTree.fromstring(content).iter(f"{{{NAMESPACE}}}TextObject"):
        left, top, _, _ = (float(word) for word in item.attrib["Boundary"].split())
        for code in item.iter(f"{{{NAMESPACE}}}TextCode"):
            x, y = left + float(code.attrib["X"]), top + float(code.attrib["Y"])
            text = code.text or ""
            steps = [float(word) for word in code.attrib.get("DeltaX", "").split()]
            for character, step in zip(text, [*steps, 0.0], strict=True):
                found.append((x / MM, y / MM, character))
                x += step
    return found


def _text_in(placed: list[Placed], box: Box) -> str:
    right, bottom = box.x + box.width, box.y + box.height
    return squeeze("".join(c for x, y, c in placed if box.x - 0.5 <= x < right and box.y <= y <= bottom + 0.5))
