"""What a PDF says of itself: its properties in both places alike, language, colours, labels; links to what they name."""

import re

import pypdfium2
import pytest
from pypdfium2 import raw

from desktop.exporters import pdf
from tests.exporters import small
from tests.exporters.pdf_reading import objects


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The document, the file as bytes."""
    path = tmp_path_factory.mktemp("archive") / "公开.pdf"
    return pdf.write(small.publication(), path), path.read_bytes()


def test_the_old_properties_and_the_new_ones_agree(written):
    document, content = written
    with pypdfium2.PdfDocument(content) as pages:
        old = pages.get_metadata_dict()
    xmp = content[content.index(b"<x:xmpmeta") : content.index(b"</x:xmpmeta>")].decode()
    assert old["Title"] == document.title
    assert old["Creator"] == old["Producer"] == "明账"
    assert re.sub(r"<[^>]+>", "", re.search(r"<dc:title>.*?</dc:title>", xmp)[0]) == old["Title"]
    assert re.sub(r"<[^>]+>", "", re.search(r"<dc:creator>.*?</dc:creator>", xmp)[0]) == old["Author"]
    assert re.sub(r"<[^>]+>", "", re.search(r"<dc:description>.*?</dc:description>", xmp)[0]) == old["Subject"]
    year = old["CreationDate"][2:6]
    assert f"<xmp:CreateDate>{year}-01-01T00:00:00Z" in xmp
    assert old["CreationDate"] == old["ModDate"]


def test_a_name_with_signs_of_xml_stays_readable(tmp_path):
    path = tmp_path / "x.pdf"
    pdf.draw(pdf.Document("甲<乙>&丙", "ABCD", [pdf.Page(595, 842)]), path, "某单位 & 某局", 2027)
    content = path.read_bytes()
    assert "甲&lt;乙&gt;&amp;丙".encode() in content
    assert "某单位 &amp; 某局".encode() in content


def test_the_catalogue_says_language_title_colours_and_tags(written):
    catalogue = objects(written[1])
    for words in (b"/Lang (zh-CN)", b"/DisplayDocTitle true", b"/Marked true", b"/S /GTS_PDFA1", b"/StructTreeRoot"):
        assert words in catalogue, words
    assert b"/Trans" not in catalogue
    assert catalogue.count(b"/Tabs /S") == len(written[0].pages)


def test_the_label_of_a_page_is_the_number_at_its_foot(written):
    document, content = written
    with pypdfium2.PdfDocument(content) as pages:
        labels = [pages.get_page_label(number) for number in range(len(pages))]
    assert labels == ["封面", *(str(number) for number in range(2, len(document.pages) + 1))]


def test_each_line_of_the_contents_leads_to_its_page(written):
    document, content = written
    with pypdfium2.PdfDocument(content) as pages:
        found = []
        for page in pages:
            position, link = raw.c_int(0), raw.FPDF_LINK()
            while raw.FPDFLink_Enumerate(page, position, link):
                found.append(raw.FPDFDest_GetDestPageIndex(pages, raw.FPDFLink_GetDest(pages, link)))
    assert found == [entry.page for entry in document.entries]
