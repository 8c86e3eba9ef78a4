"""No personal data leave with a pack: every value of a field marked personal is looked for in all that is written."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from unicodedata import normalize

from desktop.checks.release import personal_numbers
from desktop.dataclass import dataclass
from desktop.findings import Severity, UserError
from desktop.ledger.book import Book
from desktop.ledger.describe import fields_of
from desktop.ledger.records import RECORD_TYPES, Attachment, Record, Release, Remark

SHORTEST_NAME, SHORTEST_NUMBER, SHORTEST_NOTE = 2, 6, 8
"""Characters from which on a name, a number or the words of a note are told from common words and figures."""
_NUMBER = re.compile(r"[0-9A-Za-z.\-+ ]+", re.ASCII)
_SPACES, _BLANKS = r"\s*", r"[^\S\n]*"
_UNSEEN = re.compile('["\u200b-\u200d\u2060\ufeff\u00ad]')
"""Quotes, and characters that nobody sees: pasted text is full of them."""


@dataclass(frozen=True, slots=True)
class Personal:
    """A value that says who somebody is, and what it is: 人员“姓名”."""

    text: str
    label: str


def values_of(book: Book) -> list[Personal]:
    """Return every value of the personal fields of a book, of all units and years, and each line of one of several."""
    found: dict[str, Personal] = {}
    for kind in RECORD_TYPES:
        fields = [field for field in fields_of(kind) if field.personal]
        for record in book.records(kind) if fields else ():
            for field in fields:
                text = str(getattr(record, field.name)).strip()
                for part in (text, *(line.strip() for line in text.splitlines())):
                    if len(part) >= _shortest(kind, part):
                        found.setdefault(part, Personal(part, f"{kind.ABOUT.label}“{field.label}”"))
    return list(found.values())


def without_published(personal: Iterable[Personal], release: Release) -> list[Personal]:
    """Return what must not stand in the documents of a budget either: all but the 公开联系人."""
    published = {_squeezed(str(getattr(release, field.name))) for field in fields_of(Release) if field.printed}
    return [value for value in personal if _squeezed(value.text) not in published]


def _shortest(kind: type[Record], text: str) -> int:
    if kind in (Remark, Attachment):
        return SHORTEST_NOTE
    return SHORTEST_NUMBER if _NUMBER.fullmatch(text) else SHORTEST_NAME


def require_none(personal: Iterable[Personal], texts: Mapping[str, Iterable[str]]) -> None:
    """Raise UserError that names member, line and field where a personal value stands in what is to leave.

    texts: the lines of each member.
    """
    for member, row, value in _found(list(personal), texts):
        shown = value.text if len(value.text) < 20 else f"{value.text[:20]}…"
        raise UserError(
            f"传出的“{member}”第 {row} 行含有{value.label}的内容“{shown}”，为保护个人信息没有传出；"
            "请在账本中改写这处文字后再传出"
        )


def require_no_numbers(texts: Mapping[str, Iterable[str]]) -> None:
    """Raise UserError where the words of a member hold a number that is like one of an ID or bank card (as C88)."""
    for member, lines in texts.items():
        for number, line in enumerate(lines, 1):
            kinds = [message for message, severity in personal_numbers(line) if severity is Severity.ERROR]
            if kinds:
                raise UserError(
                    f"传出的“{member}”第 {number} 行：{kinds[0]}；为保护个人信息没有传出，请在账本中改写后再传出"
                )


def _found(personal: list[Personal], texts: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, int, Personal]]:
    by_text = {_squeezed(value.text): value for value in personal}
    if not by_text:
        return
    parts = (_pattern(by_text[key].text) for key in sorted(by_text, key=len, reverse=True))
    pattern = re.compile("|".join(parts))
    for member, lines in texts.items():
        listed = [_plain(line) for line in lines]
        starts = list(accumulate((len(line) + 1 for line in listed), initial=0))
        last = 0
        for match in pattern.finditer("\n".join(listed)):
            number = bisect(starts, match.start())
            if number != last:
                yield member, number, by_text[_squeezed(match[0])]
            last = number


def _plain(text: str) -> str:
    """Return a text without the difference of wide and narrow, capital and small characters, and without quotes.

    A cell of a CSV writes each quote twice.
    """
    return _UNSEEN.sub("", normalize("NFKC", text).lower())


def _squeezed(text: str) -> str:
    """Return a value as it is looked for: a roster writes 张　三 where a text writes 张三."""
    return "".join(_plain(text).split())


def _pattern(text: str) -> str:
    """Return what finds a value: a number only where no longer one goes on around it, words spaced or not.

    Words of several lines may be broken into other lines where they are pasted; a name stands in one.
    """
    parts = _plain(text).split()
    if _NUMBER.fullmatch(text):
        return rf"(?<![0-9a-z]){_BLANKS.join(map(re.escape, parts))}(?![0-9a-z])"
    spaces = _SPACES if len("".join(parts)) >= SHORTEST_NOTE else _BLANKS
    return spaces.join(map(re.escape, "".join(parts)))
