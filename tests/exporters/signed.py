"""A signature field as a signing program appends it, without a certificate: what counts and what looks can be tested."""

import re
import zlib

from tests.exporters.pdf_reading import objects


def with_field(content: bytes) -> bytes:
    """Return a PDF of ours with one signature field in a further section; all bytes before stay."""
    root = int(re.search(rb"/Root (\d+) 0 R", content)[1])
    size = int(re.search(rb"/Type /XRef /Size (\d+)", content)[1])
    before = content[content.rindex(b"startxref") + 9 :].split()[0]
    pages = re.search(rb"/Pages (\d+ 0 R)", objects(content))[1]
    bodies = {
        root: b"<</Type/Catalog/Pages %s/AcroForm<</SigFlags 3/Fields[%d 0 R]>>>>" % (pages, size),
        size: b"<</FT/Sig/T(Signature1)/V %d 0 R>>" % (size + 1),
        size + 1: b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 1 2 3]/Contents<00>>>",
    }
    out = bytearray(content)
    places = {}
    for number, body in bodies.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    places[size + 2] = start
    table = zlib.compress(b"".join(b"\x01" + at.to_bytes(4, "big") + b"\0\0" for at in places.values()))
    index = b" ".join(b"%d 1" % number for number in places)
    head = b"/Type/XRef/Size %d/W[1 4 2]/Index[%s]/Root %d 0 R/Prev %s/Filter/FlateDecode/Length %d"
    out += b"%d 0 obj\n<<%s>>\nstream\n%s\nendstream\nendobj\n" % (
        size + 2, head % (size + 3, index, root, before, len(table)), table,
    )  # fmt: skip
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)
