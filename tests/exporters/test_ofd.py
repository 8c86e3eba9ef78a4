"""An OFD file shows the pages of the PDF: every character, rule and filled area in its place, in a sound package."""

import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pypdfium2
import pytest
from pypdfium2 import raw

from desktop.exporters import ofd, pdf
from desktop.exporters.publication import Mismatch
from desktop.layouts.paper.document import Document, Entry
from desktop.layouts.paper.pages import A4, Page, Text
from tests.exporters import small

NEAR = 0.35
"""Points that a character may stand from its place in the PDF."""
OFD = "{http://www.ofdspec.org/2016}"


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The document, the OFD file and the PDF of a publication."""
    folder = tmp_path_factory.mktemp("ofd")
    publication = replace(small.publication(), page_code="001|2024|二上|ABCD-1234")
    document = ofd.write(publication, folder / "a.ofd")
    pdf.draw(document, folder / "a.pdf", publication.author, publication.year)
    return document, folder / "a.ofd", folder / "a.pdf"


def parts(path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def page_part(path, number) -> bytes:
    return parts(path)[f"Doc_0/Pages/Page_{number}/Content.xml"]


def pdf_characters(page) -> list[tuple[str, float, float]]:
    """(character, x, y from the top) of a page of a PDF."""
    texts, found = page.get_textpage(), []
    for number in range(texts.count_chars()):
        x, y = raw.c_double(), raw.c_double()
        character = chr(raw.FPDFText_GetUnicode(texts, number))
        if character.strip("\0 \r\n") and raw.FPDFText_GetCharOrigin(texts, number, x, y):
            found.append((character, x.value, page.get_height() - y.value))
    return found


def apart(found, expected, near) -> list:
    """Return what of two lists of (name, *numbers) has no partner of its own with all numbers near."""
    rest = list(found)
    for name, *numbers in expected:
        partner = next(
            (
                one
                for one in rest
                if one[0] == name and all(abs(a - b) < near for a, b in zip(one[1:], numbers, strict=True))
            ),
            None,
        )
        if partner is None:
            return [(name, *numbers)]
        rest.remove(partner)
    return rest


def test_every_character_stands_where_the_pdf_has_it(both):
    document, path, other = both
    with pypdfium2.PdfDocument(other.read_bytes()) as pages:
        assert len(pages) == len(document.pages) > 3
        for number, page in enumerate(pages):
            found = [(c, x, y) for x, y, c in ofd.characters(page_part(path, number)) if c.strip()]
            assert apart(found, pdf_characters(page), NEAR) == []


def test_a_letter_that_stands_in_for_a_bold_one_has_a_line_around_it():
    thin, bold = (Text(10, 20, "鄠", "sans", 20, stroke=stroke) for stroke in (0, 0.8))
    assert "Stroke" not in ofd._text(thin, 1)
    drawn = ElementTree.fromstring(ofd._text(bold, 1).replace("ofd:", ""))
    assert drawn.get("Stroke") == "true"
    assert float(drawn.get("LineWidth")) == pytest.approx(0.8 * 25.4 / 72, abs=0.01)
    assert [child.tag for child in drawn] == ["FillColor", "StrokeColor", "TextCode"], "the order the norm asks for"


def test_every_rule_and_every_filled_area_is_there(both):
    document, path, _ = both
    for number, page in enumerate(document.pages):
        drawn = []
        for item in ElementTree.fromstring(page_part(path, number)).iter(f"{OFD}PathObject"):
            left, top, width, height = (float(n) / ofd.MM for n in item.get("Boundary").split())
            data = item.find(f"{OFD}AbbreviatedData").text
            if item.get("Fill") == "true":
                color = item.find(f"{OFD}FillColor").get("Value")
                for numbers in re.findall(r"M (\S+) (\S+) L \S+ \S+ L (\S+) (\S+) L", data):
                    x1, y1, x2, y2 = (float(n) / ofd.MM for n in numbers)
                    assert -0.01 <= x1 < x2 <= width + 0.01 and -0.01 <= y1 < y2 <= height + 0.01
                    drawn.append((color, left + x1, top + y1, x2 - x1, y2 - y1))
                continue
            for numbers in re.findall(r"M (\S+) (\S+) L (\S+) (\S+)", data):
                x1, y1, x2, y2 = (float(n) / ofd.MM for n in numbers)
                drawn.append(("rule", left + x1, top + y1, left + x2, top + y2))
        rules = {("rule", *(round(n, 2) for n in (r.x1, r.y1, r.x2, r.y2))) for r in page.lines}
        fills = [
            (" ".join(str(b) for b in bytes.fromhex(f.color[1:])), f.x, f.y, f.width, f.height) for f in page.fills
        ]
        assert apart(drawn, [*rules, *fills], 0.02) == []


def test_the_package_holds_together(both):
    """Numbers once each, what is named is there, nothing else is; every character but the last has its step."""
    document, path, _ = both
    members = parts(path)
    assert next(iter(members)) == "OFD.xml"
    xml = {name: content.decode() for name, content in members.items() if name.endswith(".xml")}
    assert all(content.startswith("<?xml") and ElementTree.fromstring(content) is not None for content in xml.values())
    numbers = re.findall(r' ID="(\d+)"', "".join(xml.values()))
    assert len(set(numbers)) == len(numbers)
    assert re.search(r"MaxUnitID>(\d+)<", xml["Doc_0/Document.xml"])[1] == str(max(map(int, numbers)))
    fonts = dict(re.findall(r'Font ID="(\d+)".*?FontFile>([^<]+)<', xml["Doc_0/PublicRes.xml"]))
    named = {f"Doc_0/Res/{file}" for file in fonts.values()}
    named |= {f"Doc_0/{place}" for place in re.findall(r'BaseLoc="(Pages[^"]+)"', xml["Doc_0/Document.xml"])}
    assert named | {"OFD.xml", "Doc_0/Document.xml", "Doc_0/PublicRes.xml"} == set(members)
    pages = re.findall(r'<ofd:Page ID="(\d+)"', xml["Doc_0/Document.xml"])
    assert set(re.findall(r'PageID="(\d+)"', xml["Doc_0/Document.xml"])) <= set(pages)
    for number in range(len(document.pages)):
        root = ElementTree.fromstring(page_part(path, number))
        for item in root.iter(f"{OFD}TextObject"):
            assert item.get("Font") in fonts
            code = item.find(f"{OFD}TextCode")
            assert len(code.get("DeltaX", "").split()) == len(code.text) - 1
            assert code.text == code.text.strip()


def test_what_the_archival_form_forbids_is_not_there(both):
    words = b"".join(content for name, content in parts(both[1]).items() if name.endswith(".xml")).decode()
    assert 'DocType="OFD-A"' in words
    assert not re.findall(r"<ofd:(Permissions|VPreferences|Extensions|Clips|PageBlock)|CTM=|URI|Movie|Sound", words)


def test_the_outline_names_what_the_contents_name(both):
    document, path, _ = both
    root = ElementTree.fromstring(parts(path)["Doc_0/Document.xml"])
    assert [e.get("Title") for e in root.iter(f"{OFD}OutlineElem")] == [entry.text for entry in document.entries]
    pages = [page.get("ID") for page in root.iter(f"{OFD}Page")]
    assert [pages.index(d.get("PageID")) for d in root.iter(f"{OFD}Dest")] == [e.page for e in document.entries]


def test_the_outline_is_as_deep_as_the_contents():
    """Tables that are a part of the text stand below its heading; what follows them is above again."""
    levels = [0, 1, 2, 2, 1, 0]
    entries = [Entry(f"“{n}”", level, n) for n, level in enumerate(levels)]
    found = ElementTree.fromstring(
        ofd._outline(entries, list(range(10, 16))).replace(">", f' xmlns:ofd="{OFD[1:-1]}">', 1)
    )

    def depths(element, depth):
        for each in element.findall(f"{OFD}OutlineElem"):
            yield each.get("Title"), depth
            yield from depths(each, depth + 1)

    assert list(depths(found, 0)) == [(entry.text, entry.level) for entry in entries]
    assert ofd._outline([], []) == ""


def page(text, x=60.0) -> Document:
    drawn = Page(*A4)
    drawn.write(x, 100, text, "serif", 12)
    drawn.box(58, 86, 300, 20, text, role="body")
    return Document("样张 <1>", "ABCD", [drawn])


def test_a_changed_figure_is_found_when_read_back(tmp_path):
    ofd.draw(page("合计 1,234.56"), tmp_path / "x.ofd", "某局", 2027)
    assert ofd.read_back(page("合计 1,234.56"), tmp_path / "x.ofd") == (1, [])
    assert ofd.read_back(page("合计 1,234.57"), tmp_path / "x.ofd")[1] == [
        Mismatch("第 1 页", "合计 1,234.57", "合计1,234.56")
    ]
    assert ofd.read_back(page("合计 1,234.56", 400), tmp_path / "x.ofd")[1] == []
    moved = page("合计 1,234.56", 400)
    ofd.draw(moved, tmp_path / "y.ofd", "某局", 2027)
    assert ofd.read_back(page("合计 1,234.56"), tmp_path / "y.ofd")[1] == [Mismatch("第 1 页", "合计 1,234.56", "")]


@pytest.mark.parametrize("text", ["  前后有空白  ", "〔2026〕<5>&号", "𬭊与𬭊之间", " "])
def test_odd_texts_come_back(tmp_path, text):
    """Blanks at the ends are places, not characters; what XML takes for signs; characters beyond U+FFFF."""
    ofd.draw(page(text), tmp_path / "x.ofd", "", 2027)
    assert ofd.read_back(page(text), tmp_path / "x.ofd") == (1, [])


def test_the_same_document_gives_the_same_file(both, tmp_path):
    document, path, _ = both
    publication = small.publication()
    ofd.draw(document, tmp_path / "b.ofd", publication.author, publication.year)
    assert (tmp_path / "b.ofd").read_bytes() == path.read_bytes()
