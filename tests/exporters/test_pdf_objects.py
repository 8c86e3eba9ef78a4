"""A packed PDF is the same PDF: every object in its place, smaller, and the same each time."""

import re
from io import BytesIO

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from desktop.exporters import pdf_objects
from tests.exporters.pdf_reading import objects


def drawn(pages=3) -> bytes:
    """A PDF as the library writes it, with more objects than one object stream takes."""
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    for number in range(pages):
        canvas.drawString(72, 700, f"page {number}")
        canvas.bookmarkPage(f"p{number}")
        canvas.addOutlineEntry(f"page {number}", f"p{number}")
        canvas.showPage()
    for number in range(pdf_objects.GROUP + 5):
        pdf_objects.Raw(canvas, f"<</Number {number}>>".encode)
    canvas.save()
    return out.getvalue()


def test_the_pages_and_the_outline_are_as_before():
    plain, packed = drawn(), pdf_objects.packed(drawn())
    with pypdfium2.PdfDocument(plain) as before, pypdfium2.PdfDocument(packed) as after:
        for old, new in zip(before, after, strict=True):
            assert new.get_textpage().get_text_range() == old.get_textpage().get_text_range()
            assert bytes(new.render().buffer) == bytes(old.render().buffer)
        assert [mark.get_title() for mark in after.get_toc()] == [mark.get_title() for mark in before.get_toc()]
        assert after.get_metadata_dict() == before.get_metadata_dict()


def test_every_small_object_is_there_once_and_the_file_is_smaller():
    plain = drawn()
    packed = pdf_objects.packed(plain)
    inside = objects(packed)
    assert all(inside.count(f"<</Number {number}>>".encode()) == 1 for number in range(pdf_objects.GROUP + 5))
    assert len(packed) < len(plain) / 2
    assert packed == pdf_objects.packed(plain)


def test_objects_are_added_behind_those_of_the_library_or_take_the_place_of_one():
    plain = drawn()
    numbers = [int(number) for number in re.findall(rb"(\d+) 0 obj", plain)]
    replaced = int(re.search(rb"(\d+) 0 obj\s+<</Number 7>>", plain)[1])
    free = []

    def further(first):
        free.append(first)
        return {first: b"<</Added true>>", replaced: b"<</Instead true>>"}

    inside = objects(pdf_objects.packed(plain, further))
    assert free == [max(numbers) + 1]
    assert inside.count(b"<</Added true>>") == inside.count(b"<</Instead true>>") == 1
    assert b"<</Number 7>>" not in inside and inside.count(b"<</Number 8>>") == 1


def test_a_text_is_written_in_utf_16():
    assert pdf_objects.text_string("明(账") == b"<FEFF660E00288D26>"
