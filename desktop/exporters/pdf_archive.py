"""What a PDF says of itself for archives: properties, colours, language, page labels, links (ISO 19005-2).

Loaded with the PDF library, when a file is drawn.
"""

import zlib
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import XMP, PDFArray, PDFDictionary, PDFName, PDFString

from desktop import paths
from desktop.dataclass import dataclass
from desktop.exporters.pdf_objects import Raw, register
from desktop.layouts.paper.document import Document
from desktop.layouts.paper.pages import Box, Page

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from desktop.exporters.pdf_tags import Element, Tags

PROGRAM = "明账"
PRINTED = 4
"""The flag of a link that it is printed with its page, which archives ask for."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says of itself. year: the one its date is in."""

    title: str
    author: str
    subject: str
    year: int


def describe(canvas: "Canvas", facts: Facts) -> None:
    """Enter a file's properties, twice as the norm asks: in its old place and as XMP."""
    canvas.setDateFormatter(lambda *_: f"D:{facts.year:04d}0101000000Z")
    canvas.setTitle(facts.title)
    canvas.setAuthor(facts.author)
    canvas.setSubject(facts.subject)
    canvas.setCreator(PROGRAM)
    canvas.setProducer(PROGRAM)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas._doc.Catalog.Metadata = XMP(creator=lambda _: _xmp(facts))


def _xmp(facts: Facts) -> bytes:
    """Return the properties as XMP; what was checked of the norm's levels is B, and no more is claimed."""
    date = f"{facts.year:04d}-01-01T00:00:00Z"
    author = f"<dc:creator><rdf:Seq><rdf:li>{escape(facts.author)}</rdf:li></rdf:Seq></dc:creator>"
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(facts.title)}</rdf:li></rdf:Alt></dc:title>{author}
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(facts.subject)}</rdf:li></rdf:Alt></dc:description>
<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdf:Producer>{PROGRAM}</pdf:Producer><pdf:Keywords></pdf:Keywords>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def close_page(canvas: "Canvas", number: int) -> None:
    """Say of the page drawn last where its tags are, and that the Tab key follows them."""
    page = canvas._doc.Pages.pages[-1]
    page.Trans = None  # an empty transition is no page's business
    page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
    page.StructParents, page.Tabs = number, PDFName("S")


def finish(canvas: "Canvas", tree: str, document: Document) -> None:
    """Enter the tree of tags, the colours and the page labels into the catalogue."""
    catalog = canvas._doc.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.__Refs__ = [name for name in catalog.__Refs__ if name not in ("StructTreeRoot", "MarkInfo", "PageLabels")]
    catalog.StructTreeRoot = tree
    catalog.MarkInfo = "<</Marked true>>"
    catalog.OutputIntents = (
        f"[<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) "
        f"/Info (sRGB) /DestOutputProfile {_colours(canvas)}>>]"
    )
    if any(box.role == "cover" for box in document.pages[0].boxes):  # the foot of the page behind it says 第 2 页
        cover = "FEFF" + "封面".encode("utf-16-be").hex().upper()
        catalog.PageLabels = f"<</Nums [0 <</P <{cover}>>> 1 <</S /D /St 2>>]>>"


@cache
def _profile() -> bytes:
    return zlib.compress((paths.resources() / "colour" / "sRGB.icc").read_bytes(), 9)


def _colours(canvas: "Canvas") -> str:
    data = _profile()
    head = b"<</N 3 /Filter /FlateDecode /Length %d>>\nstream\n" % len(data)
    return Raw(canvas, lambda: head + data + b"\nendstream").reference


class Links:
    """Makes each line of the contents a link to what it names."""

    def __init__(self, canvas: "Canvas", document: Document) -> None:
        self._canvas = canvas
        self._document = document
        self._count = 0

    def add(self, tags: "Tags", element: "Element", page: Page, box: Box) -> None:
        """Lay a link over a line of the contents: the next one of the document's entries."""
        entry = self._document.entries[self._count]
        key = len(self._document.pages) + self._count
        bottom = page.height - box.y - box.height
        target = self._canvas._bookmarkReference(f"e{self._count}")
        annotation = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Link"),
                "Rect": PDFArray([box.x, bottom, box.x + box.width, bottom + box.height]),
                "Border": PDFArray([0, 0, 0]),
                "F": PRINTED,
                "Contents": PDFString(entry.text),
                "Dest": target,
                "StructParent": key,
            }
        )
        name = f"contents{self._count}"
        self._canvas._addAnnotation(annotation, name)
        tags.link(element, register(self._canvas, self._canvas._doc.annotationName(name)), key)
        self._count += 1
