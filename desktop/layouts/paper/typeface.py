"""Widths and coverage of the shipped fonts, from `resources/fonts/metrics.json` (no font library needed).

Behind them come the fonts a user adds (`own_fonts`), for what no shipped font has.
"""

import json
from bisect import bisect_right
from dataclasses import field
from functools import cache, lru_cache
from unicodedata import category

from desktop import paths
from desktop.dataclass import dataclass
from desktop.layouts.paper import own_fonts

MOST_KNOWN = 10_000
FALLBACK = "serif"
"""The cut with the widest coverage; characters another cut lacks are drawn in it."""
LIKE = {"sans-bold": ("sans",)}
"""Cuts of the same style as a bold one, that come first: 浉河区 in a title is no place for another style."""
BOLDER = 0.03
"""What makes a plain letter as bold as its neighbours: a line around it, in parts of its size."""
OWN = "own"
"""How the keys of the user's own fonts begin."""


class Widths(dict[str, int]):
    """Widths of characters in em/1000; most are as wide as high and not listed."""

    def __missing__(self, character: str) -> int:
        return 1000


@dataclass(frozen=True)
class Typeface:
    """One cut: key (serif, sans, sans-bold, own1 …), file name, widths in em/1000 other than 1000, coverage.

    The file of a user's own font is named with its folder.
    """

    key: str
    file: str
    widths: Widths
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    known: dict[str, int] = field(default_factory=dict, compare=False)
    """Texts that were measured before, with their em/1000: an edit lays a table out again with the same words."""

    def covers(self, character: str) -> bool:
        """Tell whether the cut has a glyph for the character."""
        position = bisect_right(self.starts, ord(character)) - 1
        return position >= 0 and ord(character) <= self.ends[position]

    def width(self, text: str, size: float) -> float:
        """Return the printed width of a text in points."""
        known = self.known.get(text)
        if known is None:
            if len(self.known) >= MOST_KNOWN:
                self.known.clear()
            known = self.known[text] = sum(map(self.widths.__getitem__, text))
        return known * size / 1000


@cache
def faces() -> dict[str, Typeface]:
    """Return all cuts by key, the user's own fonts behind ours."""
    raw = json.loads((paths.resources() / "fonts" / "metrics.json").read_text(encoding="utf-8"))
    shipped = {
        key: Typeface(
            key,
            entry["file"],
            Widths({chr(int(code)): width * 1000 // entry["em"] for code, width in entry["widths"].items()}),
            tuple(first for first, _ in entry["coverage"]),
            tuple(last for _, last in entry["coverage"]),
        )
        for key, entry in raw.items()
    }
    return shipped | {(key := f"{OWN}{n}"): _own(key, font) for n, font in enumerate(own_fonts.fonts()[0], 1)}


def _own(key: str, font: own_fonts.OwnFont) -> Typeface:
    codes = tuple(sorted(map(ord, font.widths)))
    widths = Widths({character: width for character, width in font.widths.items() if width != 1000})
    return Typeface(key, str(font.file.absolute()), widths, codes, codes)


@cache
def _behind() -> tuple[Typeface, ...]:
    """Return the cuts that draw what another lacks, the first that has it."""
    return (faces()[FALLBACK], *(face for key, face in faces().items() if key.startswith(OWN)))


def invisible(text: str) -> list[str]:
    """Return the control characters of a text that no file can hold or that turn its order around, each once.

    A line break and a tab are not among them. Marks of writing direction are, and code points that are never
    characters.
    """
    if text.isascii() and text.isprintable():
        return []  # as most of what is pasted is: numbers
    return [c for c in dict.fromkeys(text) if c not in "\n\t" and (c in DIRECTION or _never_text(c))]


DIRECTION = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _never_text(character: str) -> bool:
    code = ord(character)
    return category(character) in ("Cc", "Cs") or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def stroke_of(wanted: str, used: str) -> float:
    """Return the line around letters of a plain cut that stand in for bold ones, in parts of their size; else 0."""
    return BOLDER if wanted in LIKE and used != wanted else 0.0


def missing(text: str) -> list[str]:
    """Return the characters that no font can print, each once, in order."""
    faces_behind = _behind()
    return list(dict.fromkeys(c for c in text if c not in "\n\t" and not any(f.covers(c) for f in faces_behind)))


@lru_cache(maxsize=20_000)
def split_by_face(text: str, key: str) -> tuple[tuple[str, str], ...]:
    """Split a text into (face key, piece): pieces the wanted cut lacks go to one that has them."""
    face = faces()[key]
    if all(map(face.covers, set(text))):
        return ((key, text),) if text else ()
    pieces: list[tuple[str, str]] = []
    order = (face, *(faces()[like] for like in LIKE.get(key, ())), *_behind())
    for character in text:
        covering = (each.key for each in order if each.covers(character))
        used = next(covering, FALLBACK)
        if pieces and pieces[-1][0] == used:
            pieces[-1] = (used, pieces[-1][1] + character)
        else:
            pieces.append((used, character))
    return tuple(pieces)
