"""What a form may say at most: placeholders without code, numbers within bounds, words that exist, sums that end.

A form may come from somebody else: `str.format` would reach attributes and fill the memory by a width.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from desktop.catalog.classification import LEVEL_LENGTHS, TITLES, load
from desktop.catalog.measures import Filter
from desktop.catalog.strict import DataError, Reader, nearest
from desktop.ledger.vocabulary import COUNTED_OR_NOT, Carry, Fund, Nature, ProcurementKind, Subsource

COVER = ("unit", "scope", "year", "paper")
COVER_NOTES = ("secrecy", "signed", "scope")
HEADINGS = ("cn", "n")
NUMBERING = ("cn", "n", "nn")
FILE_NAMES = ("unit", "code", "year", "stage", "paper")
ATTACHMENT_NAMES = (*FILE_NAMES, "table", "n")
WORDS = ("last_year", "change", "word", "percent", "base")
"""What is filled in: the cover and title, its notes, numbers of headings and tables, names of files, `[words]`."""

WIDEST = 200
"""Characters of a column at most."""
MOST_DECIMALS = 6
YEARS = (2000, 2100)
"""The first and the last year a form may be of."""
MOST_HEADINGS = 5

_WORDS: Mapping[str, tuple[str, ...]] = {
    "nature": tuple(Nature),
    "fund": tuple(Fund),
    "carry": tuple(Carry),
    "procurement": tuple(ProcurementKind),
    "subsource": tuple(Subsource),
    "service": ("是",),
    "operating": COUNTED_OR_NOT[1:],
}
_BRACES = re.compile(r"\{([^{}]*)\}")


def filled(text: str, names: Mapping[str, Any]) -> str:
    """Return a line with its placeholders filled in; whatever else stands in braces stays as it is."""
    return _BRACES.sub(lambda found: str(names.get(found[1], found[0])), text)


def check_placeholders(texts: Iterable[str], known: tuple[str, ...], place: str) -> None:
    """Raise DataError for a word in braces that nothing is filled in for: it would be printed."""
    for text in texts:
        for name in _BRACES.findall(text):
            if name not in known:
                raise DataError(f"{place}: “{text}”中的 {{{name}}} 不存在{nearest(name, known)}")


def number(reader: Reader, key: str, default: int | None, least: int, most: int) -> int:
    """Take a whole number within bounds. Raises DataError naming file and key."""
    found = reader.number(key, default)
    if not least <= found <= most:
        raise DataError(f"{reader.place}.{key}: 只能是 {least} 到 {most}，不能是 {str(found)[:20]}")
    return found


def check_words(where: Filter, place: str) -> None:
    """Raise DataError for a word or code that no line can have: the filter would silently find nothing."""
    for dimension, patterns in where:
        if dimension in LEVEL_LENGTHS:
            _check_codes(dimension, patterns, f"{place}.{dimension}")
        known = _WORDS.get(dimension, ())
        for pattern in patterns if known else ():
            word = pattern.removeprefix("!")
            if word not in known:
                raise DataError(f"{place}.{dimension}: 没有“{word}”；可以写的有：{'、'.join(known)}")


def _check_codes(dimension: str, patterns: Iterable[str], place: str) -> None:
    known = load(dimension).codes
    for pattern in patterns:
        beginning = pattern.removeprefix("!")
        if not any(code.startswith(beginning) for code in known):
            raise DataError(f"{place}: {TITLES[dimension]}科目中没有“{beginning}”，也没有以它开头的编码")


def check_sums(sums: Mapping[str, tuple[str, ...]], place: str) -> None:
    """Raise DataError where a column or row is, by way of others, a part of its own sum."""
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise DataError(f"{place}.{name}.sum_of: 合计绕回到自己：{'、'.join((*above, name))}")
        if name not in done:
            for part in sums.get(name, ()):
                visit(part, (*above, name))
            done.add(name)

    for name in sums:
        visit(name, ())
