"""Fonts a user adds (补充字体) for characters the shipped ones lack, as in names of people and villages (生僻字).

A TrueType file (.ttf) in the folder 字体 of the user's own folder; only the characters no shipped font has are drawn
with it. What is read here is what measuring a text takes: which characters it has, and how wide they are.
"""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from desktop import paths
from desktop.dataclass import dataclass

FOLDER = "字体"
MOST_FILES, MOST_BYTES, MOST_CHARACTERS = 8, 100_000_000, 200_000
TRUE_TYPE = (b"\x00\x01\x00\x00", b"true")
NOT_TO_EMBED = 0x0002
"""The flag of a font that its maker does not let into documents (fsType)."""
_FULL = ((3, 10), (0, 6), (0, 4))
_BASIC = ((3, 1), (0, 3))
"""Platform and encoding of the tables of characters: those of all planes, and of the first one."""


@dataclass(frozen=True, slots=True)
class OwnFont:
    """A font of the user: its file, and the width of each of its characters in em/1000."""

    file: Path
    widths: dict[str, int]


def folder() -> Path:
    """Return the folder the user puts fonts into; it need not be there."""
    return paths.home() / FOLDER


@cache
def fonts() -> tuple[tuple[OwnFont, ...], tuple[str, ...]]:
    """Return the fonts in the folder, read once, and what is wrong with those that cannot be used."""
    found, wrong = [], []
    for file in sorted(folder().glob("*.[tT][tT][fF]"))[:MOST_FILES]:
        try:
            found.append(read(file))
        except (ValueError, OSError) as error:
            wrong.append(f"“{FOLDER}”文件夹中的“{file.name}”不能用：{error}")
    return tuple(found), tuple(wrong)


def read(file: Path) -> OwnFont:
    """Return a font. Raises ValueError, in Chinese, where it cannot be used."""
    if file.stat().st_size > MOST_BYTES:
        raise ValueError("文件太大")
    content = file.read_bytes()
    if content[:4] not in TRUE_TYPE:
        raise ValueError("不是 TrueType 字体，请换成 .ttf 格式的")
    try:
        return OwnFont(file, _widths(_tables(content)))
    except (struct.error, IndexError, KeyError) as error:
        raise ValueError("文件不完整或已损坏") from error


def _tables(content: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack_from(">H", content, 4)
    entries = [struct.unpack_from(">4sLLL", content, 12 + 16 * number) for number in range(count)]
    return {tag: content[start : start + length] for tag, _, start, length in entries}


def _widths(tables: dict[bytes, bytes]) -> dict[str, int]:
    if b"OS/2" in tables and struct.unpack_from(">H", tables[b"OS/2"], 8)[0] & 0x000F == NOT_TO_EMBED:
        raise ValueError("字体的作者不允许嵌入文件，请换一种字体")
    tables[b"glyf"], tables[b"loca"]  # what is drawn; without them it is a font of another kind
    (em,) = struct.unpack_from(">H", tables[b"head"], 18)
    (metrics,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    if not em or not metrics:
        raise ValueError("文件不完整或已损坏")
    advances = [struct.unpack_from(">H", tables[b"hmtx"], 4 * number)[0] for number in range(metrics)]
    found: dict[str, int] = {}
    for number, (code, glyph) in enumerate(_characters(tables[b"cmap"])):
        if number > MOST_CHARACTERS:
            raise ValueError("字符太多")
        if glyph and not 0xD800 <= code <= 0xDFFF:
            found[chr(code)] = advances[min(glyph, metrics - 1)] * 1000 // em
    return found


def _characters(table: bytes) -> Iterator[tuple[int, int]]:
    """Yield each character's code and its glyph."""
    (count,) = struct.unpack_from(">H", table, 2)
    places = {}
    for number in range(count):
        platform, encoding, start = struct.unpack_from(">HHL", table, 4 + 8 * number)
        places[platform, encoding] = start
    for kinds, wanted, reader in ((_FULL, 12, _format_12), (_BASIC, 4, _format_4)):
        for kind in kinds:
            if kind in places and struct.unpack_from(">H", table, places[kind])[0] == wanted:
                yield from reader(table[places[kind] :])
                return
    raise ValueError("字体没有 Unicode 字符表")


def _format_12(table: bytes) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">L", table, 12)
    for number in range(count):
        first, last, glyph = struct.unpack_from(">LLL", table, 16 + 12 * number)
        if last > 0x10FFFF:
            raise ValueError("文件不完整或已损坏")
        yield from zip(range(first, last + 1), range(glyph, glyph + last + 1 - first), strict=True)


def _format_4(table: bytes) -> Iterator[tuple[int, int]]:
    (twice,) = struct.unpack_from(">H", table, 6)
    for at in range(0, twice, 2):
        (last,) = struct.unpack_from(">H", table, 14 + at)
        (first,) = struct.unpack_from(">H", table, 16 + twice + at)
        (delta,) = struct.unpack_from(">H", table, 16 + 2 * twice + at)
        place = 16 + 3 * twice + at
        (offset,) = struct.unpack_from(">H", table, place)
        for code in range(first, min(last, 0xFFFE) + 1):
            if not offset:
                yield code, (code + delta) & 0xFFFF
            else:
                (glyph,) = struct.unpack_from(">H", table, place + offset + 2 * (code - first))
                yield code, (glyph + delta) & 0xFFFF if glyph else 0
