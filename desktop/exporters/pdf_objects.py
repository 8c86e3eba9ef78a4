"""Objects of a PDF that the library has no call for, written as they stand in the file; and the file made smaller.

Loaded with the PDF library, when a file is drawn.
"""

import re
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfdoc import PDFObject

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


class Raw(PDFObject):  # type: ignore[misc]
    """An indirect object whose bytes are asked for when the file is written: then all numbers are known."""

    __RefOnly__ = 1

    def __init__(self, canvas: "Canvas", content: Callable[[], bytes] = bytes) -> None:
        document = canvas._doc
        self.content = content
        name = f"Raw{len(document.idToObject)}"
        document.Reference(self, name)
        self.number: int = document.idToObjectNumberAndVersion[name][0]

    @property
    def reference(self) -> str:
        """What refers to it."""
        return f"{self.number} 0 R"

    def format(self, document: object) -> bytes:
        """Return the bytes."""
        return self.content()


def register(canvas: "Canvas", name: str) -> bytes:
    """Return the reference to an object that the library keeps under a name."""
    return b"%d %d R" % canvas._doc.idToObjectNumberAndVersion[name]


def text_string(text: str) -> bytes:
    """Return a text as a string object, in UTF-16."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


# packing ----------------------------------------------------------------------------------------------------------

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The version, and bytes that tell a transfer that the file is no text."""
GROUP = 200
"""Objects in one object stream."""


def packed(content: bytes, further: Callable[[int], dict[int, bytes]] = lambda first: {}) -> bytes:
    """Return a PDF as the library writes it with its small objects in object streams (ISO 32000-1).

    Without them the tags would make the file half as large again.
    further: objects to be added or to take the place of others, given the first number that is free.
    """
    bodies, trailer = _bodies(content)
    bodies |= further(max(bodies) + 1)
    small = []
    out = bytearray(HEAD)
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    for number, body in bodies.items():
        if body.endswith(b"endstream"):
            places[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        else:
            small.append(number)
    following = max(bodies) + 1
    for start in range(0, len(small), GROUP):
        group = small[start : start + GROUP]
        for index, number in enumerate(group):
            places[number] = (2, following, index)
        places[following] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (following, _object_stream([(n, bodies[n]) for n in group]))
        following += 1
    places[following] = (1, len(out), 0)
    start = len(out)
    out += b"%d 0 obj\n%s\nendobj\n" % (following, _reference_stream(places, trailer))
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def _bodies(content: bytes) -> tuple[dict[int, bytes], bytes]:
    """Return the objects by number and the entries of the trailer."""
    at = int(content[content.rindex(b"startxref") + 9 :].split()[0])
    table, trailer = content[at:].split(b"trailer", 1)
    starts = {n: int(line[:10]) for n, line in enumerate(table.splitlines()[2:]) if line.rstrip().endswith(b"n")}
    order = sorted(starts.values())
    ends = dict(zip(order, [*order[1:], at], strict=True))
    bodies = {
        number: content[content.index(b"obj", start) + 3 : content.rindex(b"endobj", start, ends[start])].strip()
        for number, start in starts.items()
    }
    entries = b" ".join(entry[0] for entry in re.finditer(rb"/(?:Root|Info) \d+ 0 R|/ID\s*\[.*?\]", trailer, re.DOTALL))
    return bodies, entries


def _object_stream(objects: list[tuple[int, bytes]]) -> bytes:
    heads, offset = [], 0
    for number, body in objects:
        heads.append(b"%d %d" % (number, offset))
        offset += len(body) + 1
    head = b" ".join(heads) + b"\n"
    data = zlib.compress(head + b"\n".join(body for _, body in objects))
    entries = b"/Type /ObjStm /N %d /First %d" % (len(objects), len(head))
    return _stream(entries, data)


def _reference_stream(places: dict[int, tuple[int, int, int]], trailer: bytes) -> bytes:
    size = max(places) + 1
    rows = [places.get(number, (0, 0, 65535)) for number in range(size)]
    table = b"".join(
        bytes([kind]) + first.to_bytes(4, "big") + second.to_bytes(2, "big") for kind, first, second in rows
    )
    return _stream(b"/Type /XRef /Size %d /W [1 4 2] %s" % (size, trailer), zlib.compress(table))


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<<%s /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)
