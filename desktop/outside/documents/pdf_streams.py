"""Whether the streams of a PDF are as they were written: pdfium draws what is left of a damaged one without a word.

Streams packed by zlib end with a checksum. A changed byte in one of them, or a file that was cut off, is refused, so
that it is never other words. What is not packed has no checksum; of pictures it does not matter.
"""

import base64
import re
import zlib
from collections.abc import Iterator

from desktop.outside.refusal import Refused

MAX_INFLATED = 200_000_000
"""Bytes of all streams of a file together; those of a long publication are a tenth of that."""
DAMAGED = "已损坏（内容与写入时不同或不完整），没有可核对的文字；请重新下载或另存后再试"
FILTERS = {
    *(b"ASCIIHexDecode", b"ASCII85Decode", b"LZWDecode", b"FlateDecode", b"RunLengthDecode", b"CCITTFaxDecode"),
    *(b"JBIG2Decode", b"DCTDecode", b"JPXDecode", b"Crypt"),
    *(b"AHx", b"A85", b"LZW", b"Fl", b"RL", b"CCF", b"DCT"),
}
PACKED, WRITTEN_OUT = (b"FlateDecode", b"Fl"), (b"ASCII85Decode", b"A85")
_STREAM = re.compile(rb">>\s*stream(?:\r\n|\n|\r)")
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/[^\s/<>\[\]()]+)")
_LENGTH = re.compile(rb"/Linearized\b[^>]*/L\s+(\d{1,15})\b")
_PIECE, _HEAD = 65_536, 4_000


def require_sound(raw: bytes) -> None:
    """Raise Refused for a PDF that is cut off or whose packed streams fail their checksums."""
    length = _LENGTH.search(raw, 0, 2_000)
    if b"startxref" not in raw or (length and int(length[1]) > len(raw)):
        raise Refused(DAMAGED)
    if b"/Encrypt" in raw:  # there the bytes are those of the cipher; pdfium opens it, or asks for a password
        return
    left = MAX_INFLATED
    for filters, start in _streams(raw):
        if filters[:1] and filters[0] in PACKED:
            left -= _inflated(raw, start, left)
        elif len(filters) > 1 and filters[0] in WRITTEN_OUT and filters[1] in PACKED:
            left -= _inflated(_from_85(raw, start), 0, left)


def refuse_remains(raw: bytes, name: str) -> None:
    """Raise Refused for a file whose beginning does not say any more that it is a PDF: it is no plain text."""
    if b"endobj" in raw or name.lower().endswith(".pdf"):
        raise Refused(DAMAGED)


def _streams(raw: bytes) -> Iterator[tuple[list[bytes], int]]:
    """Yield the filters of each stream but those of pictures, and where its bytes begin. Raises Refused."""
    at = 0
    while match := _STREAM.search(raw, at):
        head = raw[max(at, match.start() - _HEAD) : match.start()]
        head = head[head.rfind(b" obj") + 1 :]
        named = _FILTER.search(head)
        filters = re.findall(rb"/([^\s/\[\]]+)", named[1]) if named else []
        if not FILTERS.issuperset(filters) or sum(name in PACKED for name in filters) > 1:
            raise Refused(DAMAGED)
        if not re.search(rb"/Subtype\s*/Image\b", head):
            yield filters, match.end()
        end = raw.find(b"endstream", match.end())
        if end < 0:
            raise Refused(DAMAGED)
        at = end


def _from_85(raw: bytes, start: int) -> bytes:
    end = raw.find(b"~>", start)
    try:
        return base64.a85decode(raw[start:end]) if end >= 0 else b""
    except ValueError as error:
        raise Refused(DAMAGED) from error


def _inflated(raw: bytes, start: int, most: int) -> int:
    """Return how many bytes a packed stream unfolds to. Raises Refused for a damaged one, and beyond `most`."""
    unpacking, size, at, waiting = zlib.decompressobj(), 0, start, b""
    try:
        while not unpacking.eof and (waiting or at < len(raw)):
            if not waiting:
                waiting, at = raw[at : at + _PIECE], at + _PIECE
            size += len(unpacking.decompress(waiting, _PIECE * 16))
            waiting = unpacking.unconsumed_tail
            if size > most:
                raise Refused("解压后过大，为安全起见没有打开；请只保留说明和表格的页面后再试")
    except zlib.error as error:
        if not _lacks_checksum(raw, start):
            raise Refused(DAMAGED) from error
    if not unpacking.eof and at >= len(raw) and not _lacks_checksum(raw, start):
        raise Refused(DAMAGED)
    return size


def _lacks_checksum(raw: bytes, start: int) -> bool:
    """Tell whether a stream is whole and its writer left the checksum out, as some do."""
    end = raw.find(b"endstream", start)
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        unpacking.decompress(raw[start + 2 : end if end >= 0 else None], MAX_INFLATED)
    except zlib.error:
        return False
    return unpacking.eof and not unpacking.unused_data.strip()
