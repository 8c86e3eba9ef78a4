"""A font with just the characters a document uses, whose table names them by their code points, as OFD readers want.

Loaded with the PDF library, which knows how to take glyphs out of a font.
"""

import struct
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from itertools import pairwise

from reportlab.pdfbase.ttfonts import TTFontFile, TTFontMaker, TTFontParser

from desktop import paths
from desktop.layouts.paper.typeface import faces

BASIC = 0xFFFF
"""The last code point that a table of format 4 can name."""


def subset(key: str, text: Iterable[str]) -> bytes:
    """Return a TrueType file with the glyphs of a text, from the cut of that key."""
    font = _font(key)
    codes = sorted({ord(character) for character in text} & font.charToGlyph.keys())
    parts = TTFontParser(BytesIO(font.makeSubset(codes)))
    maker = TTFontMaker()
    for tag in parts.table:
        maker.add(tag, parts.get_table(tag))
    maker.add("cmap", _table(dict(zip(codes, _glyphs(parts.get_table("cmap")), strict=True))))
    return bytes(maker.makeStream())


@cache
def _font(key: str) -> TTFontFile:
    return TTFontFile(str(paths.resources() / "fonts" / faces()[key].file))


def _glyphs(table: bytes) -> tuple[int, ...]:
    """Return the glyphs in the order of the characters: the library's own table (format 6) numbers them from 0."""
    (count,) = struct.unpack_from(">H", table, 20)
    return struct.unpack_from(f">{count}H", table, 22)


def _table(glyphs: dict[int, int]) -> bytes:
    """Return a character table: format 4 for the first plane, format 12 for all; runs of numbers are one piece."""
    runs = _runs(sorted(glyphs.items()))
    basic = _format_4(_runs(sorted((c, g) for c, g in glyphs.items() if c < BASIC)))
    full = struct.pack(">HHLLL", 12, 0, 16 + 12 * len(runs), 0, len(runs))
    full += b"".join(struct.pack(">LLL", first, last, glyph) for first, last, glyph in runs)
    head = struct.pack(">HHHHLHHL", 0, 2, 3, 1, 20, 3, 10, 20 + len(basic))
    return head + basic + full


def _runs(pairs: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Return (first code, last code, first glyph) of what runs on in both numbers."""
    starts = [0, *(n + 1 for n, (a, b) in enumerate(pairwise(pairs)) if (b[0] - a[0], b[1] - a[1]) != (1, 1))]
    ends = [*starts[1:], len(pairs)]
    return [(pairs[a][0], pairs[b - 1][0], pairs[a][1]) for a, b in zip(starts, ends, strict=True) if b > a]


def _format_4(runs: list[tuple[int, int, int]]) -> bytes:
    segments = [*runs, (BASIC, BASIC, 0)]
    count = len(segments)
    power = count.bit_length() - 1
    search = 2 * 2**power
    shifts = [(glyph - first) % 0x10000 for first, _, glyph in runs] + [1]
    words = [4, 16 + 8 * count, 0, 2 * count, search, power, 2 * count - search]
    words += [*(last for _, last, _ in segments), 0, *(first for first, _, _ in segments), *shifts, *([0] * count)]
    return struct.pack(f">{len(words)}H", *words)
