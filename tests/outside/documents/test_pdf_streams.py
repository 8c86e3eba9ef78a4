"""A PDF whose packed contents are not as they were written is never read as other words."""

import re
import zlib

import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop.outside import document_text
from desktop.outside.documents import pdf, pdf_streams, text
from desktop.outside.refusal import Refused
from tests.small_cases import small_cases


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    canvas = Canvas(str(path), invariant=1)
    for number in range(20):
        canvas.drawString(50, 700 - 20 * number, f"{number}. total {number * 7}.25")
    canvas.save()
    return path.read_bytes()


def of(stream, head=b"/Filter /FlateDecode"):
    return b"%PDF-1.4\n7 0 obj\n<< " + head + b" /Length 9 >>\nstream\n" + stream + b"\nendstream\nendobj\nstartxref\n"


PACKED = zlib.compress(b"BT (12.25) Tj ET" * 40)


@pytest.mark.parametrize("at", [0.1, 0.5, 0.9])
def test_a_changed_letter_of_a_packed_stream_is_refused_by_both_readers(whole, tmp_path, at):
    begin, end = whole.index(b"stream\n") + 7, whole.index(b"endstream")
    place = int(begin + (end - begin) * at)
    changed = bytearray(whole)
    changed[place] = changed[place] + 1 if changed[place] < 100 else changed[place] - 1
    (tmp_path / "a.pdf").write_bytes(changed)
    for read in (pdf.read, document_text.read):
        with pytest.raises(Refused, match="没有可核对的文字"):
            read(tmp_path / "a.pdf")


def test_the_same_letter_came_through_where_nobody_looked_at_the_checksum(whole, tmp_path, monkeypatch):
    """The negative control: pdfium says nothing of it."""
    place = whole.index(b"stream\n") + 207
    (tmp_path / "a.pdf").write_bytes(whole)
    sound = document_text.read(tmp_path / "a.pdf")
    changed = bytearray(whole)
    changed[place] ^= 1
    (tmp_path / "a.pdf").write_bytes(changed)
    monkeypatch.setattr(pdf_streams, "require_sound", lambda _: None)
    try:
        found = document_text.read(tmp_path / "a.pdf")
    except Refused as refused:
        found = str(refused)
    assert found != sound
    assert "已损坏" not in found


@pytest.mark.parametrize("size", [0.3, 0.7])
def test_a_file_that_was_cut_off_is_refused(whole, size):
    with pytest.raises(Refused, match="不完整"):
        pdf_streams.require_sound(whole[: int(len(whole) * size)])


@small_cases(
    ("raw", "fits"),
    [
        (of(PACKED), True),
        (of(PACKED[:-4]), True),
        (of(PACKED[:-30]), False),
        (of(PACKED[:-4] + b"1234"), False),
        (of(b"BT (1) Tj ET", b""), True),
        (of(PACKED, b"/Filter /FlatEDecode"), False),
        (of(zlib.compress(PACKED), b"/Filter [/FlateDecode /FlateDecode]"), False),
        (of(b"xx", b"/Subtype /Image /Filter /FlateDecode"), True),
        (of(b"xx", b"/Encrypt 3 0 R /Filter /FlateDecode"), True),
        (of(b"#!", b"/Filter [/ASCII85Decode /FlateDecode]"), False),
        (of(b"zz~>", b"/Filter [/A85 /Fl]"), False),
        (of(PACKED).replace(b"endstream", b""), False),
        (re.sub(rb"7 0 obj", b"1 0 obj<</Linearized 1 /L 99999>>", of(PACKED)), False),
    ],
)
def test_what_is_whole_is_read_and_what_is_not_is_refused(raw, fits):
    if fits:
        pdf_streams.require_sound(raw)
        return
    with pytest.raises(Refused, match="已损坏"):
        pdf_streams.require_sound(raw)


def test_streams_that_unfold_to_too_much_are_refused(monkeypatch):
    monkeypatch.setattr(pdf_streams, "MAX_INFLATED", 100_000)
    pdf_streams.require_sound(of(zlib.compress(bytes(100_000))))
    with pytest.raises(Refused, match="解压后过大"):
        pdf_streams.require_sound(of(zlib.compress(bytes(100_001))))


def test_what_is_left_of_a_pdf_without_its_beginning_is_no_text(whole, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%XDF" + whole[4:])
    for read in (text.read, document_text.read):
        with pytest.raises(Refused, match="没有可核对的文字"):
            read(tmp_path / "a.pdf")
