"""The code (QR) of a page: what it says, read as a scanner reads it; black fills in the corner of PDF and OFD."""

from dataclasses import replace

import pypdfium2
import pytest
from pypdfium2 import raw

from desktop.exporters import page_code, pdf
from desktop.layouts.paper.document import Document
from desktop.layouts.paper.pages import A4, Page
from tests.exporters import code_reading, pdf_reading, small

HEAD = page_code.heading("001002", 2027, "二上", "14F7-C3C3")


def modules_of(page, count):
    """Which modules of the corner the fills of a page blacken, by their middles."""
    step = page_code.SIDE / count
    left, top = page.width - page_code.EDGE - page_code.SIDE, page.height - page_code.EDGE - page_code.SIDE

    def dark(row, column):
        x, y = left + (column + 0.5) * step, top + (row + 0.5) * step
        return any(f.x < x < f.x + f.width and f.y < y < f.y + f.height for f in page.fills)

    return [[dark(row, column) for column in range(count)] for row in range(count)]


@pytest.mark.parametrize("code", ["", "001002", "某" * 9 + "|" + "5" * 12])
def test_each_page_says_which_page_of_which_state_it_is(code):
    """From no unit code to a long one with a stroke in it: three sizes of code, upright and across."""
    head = page_code.heading(code, 2027, "二上", "14F7-C3C3")
    document = Document("", "", [Page(*A4), Page(A4[1], A4[0])])
    page_code.add(document, head)
    texts = [page_code.text_of(head, number, 2) for number in (1, 2)]
    matrices = page_code.matrices(tuple(texts))
    assert [code_reading.read(m) for m in matrices] == texts == [f"{code}|2027|二上|14F7-C3C3|{n}|2" for n in (1, 2)]
    for page, matrix in zip(document.pages, matrices, strict=True):
        assert modules_of(page, len(matrix)) == [list(row) for row in matrix]
        assert all(f.x >= page.width - 46.01 and f.x + f.width <= page.width - 11.99 for f in page.fills)
        assert all(f.y >= page.height - 46.01 and f.y + f.height <= page.height - 11.99 for f in page.fills)


def test_one_wrong_module_is_not_the_same_text():
    (matrix,) = page_code.matrices((HEAD,))
    wrong = [list(row) for row in matrix]
    wrong[-1][-3] = not wrong[-1][-3]  # in the length of the text
    assert code_reading.read(matrix) == HEAD != code_reading.read(wrong)


def test_a_publication_bears_codes_where_asked_and_is_the_same_otherwise():
    plain = small.publication()
    pages, coded = pdf.document_of(plain).pages, pdf.document_of(replace(plain, page_code=HEAD)).pages
    assert len(pages) == len(coded)
    for number, (before, after) in enumerate(zip(pages, coded, strict=True), 1):
        assert (before.boxes, before.texts, before.lines) == (after.boxes, after.texts, after.lines)
        assert after.fills[: len(before.fills)] == before.fills
        drawn = replace(after, fills=after.fills[len(before.fills) :])
        assert code_reading.read(modules_of(drawn, 29)) == f"{HEAD}|{number}|{len(pages)}"


def test_the_code_is_seen_in_the_pdf_and_no_reader_speaks_it(tmp_path):
    document = Document("某县统计局", "14F7-C3C3", [Page(*A4)])
    page_code.add(document, HEAD)
    pdf.draw(document, tmp_path / "a.pdf", "某县统计局", 2027)
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as drawn:
        page = drawn[0]
        scale, count = 4, 29
        (shape,) = [o for o in page.get_objects() if o.type == raw.FPDF_PAGEOBJ_PATH]
        assert pdf_reading.name_of(raw.FPDFPageObj_GetMark(shape.raw, 0)) == "Artifact"
        bitmap = page.render(scale=scale, grayscale=True, crop=(540, 0, 0, 780))
        step = page_code.SIDE / count
        left, top = A4[0] - page_code.EDGE - page_code.SIDE - 540, A4[1] - page_code.EDGE - page_code.SIDE - 780
        pixels, stride = bytes(bitmap.buffer), bitmap.stride

        def dark(row, column):
            x, y = left + (column + 0.5) * step, top + (row + 0.5) * step
            return pixels[int(y * scale) * stride + int(x * scale)] < 128

        read = code_reading.read([[dark(row, column) for column in range(count)] for row in range(count)])
    assert read == f"{HEAD}|1|1"
