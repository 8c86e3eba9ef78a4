"""No personal data leave: what the descriptions of the records mark as personal is looked for in all that is written.

What may carry a name is said by descriptions too: a field that forms print (公开联系人), a list of people that a bureau
asks for. Every file that leaves is looked at by a `Guard`, which stops it and names the file and the place.
"""

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from unicodedata import normalize

from desktop.dataclass import dataclass
from desktop.findings import Severity, UserError
from desktop.ledger.describe import fields_of
from desktop.ledger.records import RECORD_TYPES, Attachment, BudgetFacts, Project, Record, Release, Remark, Unit

SHORTEST_NAME, SHORTEST_NUMBER, SHORTEST_NOTE = 2, 6, 8
"""Characters from which on a name, a number or the words of a note are told from common words and figures."""
SHORTEST_CARD = 16
"""Digits that the number of a bank card has at least."""
LONGEST_CODE = 7
"""Digits of the codes that tables print; a number no longer than that says of nobody who he is."""
IDENTITY = re.compile(r"(?<![0-9])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9][0-9]{3}[0-9Xx](?![0-9])")
CARD = re.compile(r"(?<![0-9])[3-9][0-9]{15,18}(?![0-9])")
_RUN = re.compile(r"[0-9]+[Xx]?")
MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")
IN_BOOK = "请在账本中改写这处文字后再试；确实不是个人信息的，在“检查”页对 C88 写明理由接受后再导出"
IN_DOCUMENT = "请在被核对的文件中删去后重新核对"
_NUMBER = re.compile(r"[0-9A-Za-z.\-+ ]+", re.ASCII)
_SPACES, _BLANKS = r"\s*", r"[^\S\n]*"
_UNSEEN = re.compile('["\u200b-\u200d\u2060\ufeff\u00ad]')
"""Quotes, and characters that nobody sees: pasted text is full of them."""


@dataclass(frozen=True, slots=True)
class Personal:
    """A value that says who somebody is, and what it is: 人员“姓名”."""

    text: str
    label: str


def values_of(records_of: Callable[[type[Record]], Iterable[Record]]) -> list[Personal]:
    """Return every value of the personal fields of records, and each line of one of several; no note marked 对外.

    records_of: the records of a kind, as a book has them.
    """
    found: dict[str, Personal] = {}
    for kind in RECORD_TYPES:
        fields = [field for field in fields_of(kind) if field.personal]
        for record in records_of(kind) if fields else ():
            for field in fields if not (isinstance(record, Remark) and record.leaves) else ():
                text = str(getattr(record, field.name)).strip()
                for part in (text, *(line.strip() for line in text.splitlines())):
                    if len(part) >= _shortest(kind, part):
                        found.setdefault(part, Personal(part, f"{kind.ABOUT.label}“{field.label}”"))
    return list(found.values())


def values_in(facts: BudgetFacts) -> list[Personal]:
    """Return what must not stand in the documents of a budget, as `unpublished` has it."""

    def records_of(kind: type[Record]) -> Iterable[Record]:
        listed: Iterable[Record] = (facts.release,) if kind is Release else getattr(facts, kind.ABOUT.facts or "", ())
        return listed

    return unpublished(records_of)


def unpublished(records_of: Callable[[type[Record]], Iterable[Record]]) -> list[Personal]:
    """Return every personal value of records but those that are published (公开联系人) and numbers like codes."""
    values = values_of(records_of)
    for release in records_of(Release):
        values = without_published(values, release)
    return [value for value in values if not (value.text.isdigit() and len(value.text) <= LONGEST_CODE)]


def without_published(values: Iterable[Personal], release: Record) -> list[Personal]:
    """Return the values that a budget does not publish: all but its 公开联系人."""
    published = {_squeezed(str(getattr(release, field.name))) for field in fields_of(Release) if field.printed}
    return [value for value in values if _squeezed(value.text) not in published]


def codes_in(facts: BudgetFacts) -> frozenset[str]:
    """Return the long numbers in the codes of a budget, as `codes_of` has them."""
    return _long(facts.unit.code, *(project.code for project in facts.projects))


def codes_of(records_of: Callable[[type[Record]], Iterable[Record]]) -> frozenset[str]:
    """Return the long numbers typed as codes (单位编码, 项目编码), each whole: one may look like that of a card."""
    return _long(*(str(getattr(record, "code", "")) for kind in (Unit, Project) for record in records_of(kind)))


def _long(*codes: str) -> frozenset[str]:
    return frozenset(
        run for code in codes for run in _RUN.findall(normalize("NFKC", code)) if len(run) >= SHORTEST_CARD
    )


def _shortest(kind: type[Record], text: str) -> int:
    if kind in (Remark, Attachment):
        return SHORTEST_NOTE
    return SHORTEST_NUMBER if _NUMBER.fullmatch(text) else SHORTEST_NAME


@dataclass(frozen=True, slots=True)
class Guard:
    """What must not be in a file that leaves.

    answered: messages of C88 that somebody has given a reason for; codes: of units and projects (`codes_of`).
    """

    values: tuple[Personal, ...] = ()
    answered: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()

    def require_none(self, file: str, places: Iterable[tuple[str, str]], way: str = IN_BOOK) -> None:
        """Raise UserError that names file, place and what it is where something personal stands in it.

        places: where each text stands, and the text. way: what to do about it.
        """
        every = [(place, text) for place, text in places if text]
        left = [value for value in self.values if not any(value.text in message for message in self.answered)]
        for place, value in found(left, every):
            shown = value.text if len(value.text) < 20 else f"{value.text[:20]}…"
            raise UserError(f"“{file}”{place}含有{value.label}的内容“{shown}”，为保护个人信息没有写出；{way}")
        for place, text in every:
            for message, severity in numbers_in(text, self.codes):
                if severity is Severity.ERROR and message not in self.answered:
                    raise UserError(f"“{file}”{place}：{message}；为保护个人信息没有写出，{way}")


def found(personal: Iterable[Personal], places: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Personal]]:
    """Yield each place whose text holds a personal value, and the value. places: name of the place and its text.

    The words of a note may go on in the next place: a pasted text is broken into other lines.
    """
    plain = [(place, _plain(text)) for place, text in places]
    everything = _squeezed("".join(text for _, text in plain))
    by_text = {squeezed: value for value in personal if (squeezed := _squeezed(value.text)) in everything}
    if not by_text:
        return
    parts = (_pattern(by_text[key].text) for key in sorted(by_text, key=len, reverse=True))
    pattern = re.compile("|".join(parts))
    starts = list(accumulate((len(text) + 1 for _, text in plain), initial=0))
    last = -1
    for match in pattern.finditer("\n".join(text for _, text in plain)):
        number = bisect(starts, match.start()) - 1
        if number != last:
            yield plain[number][0], by_text[_squeezed(match[0])]
        last = number


@lru_cache(maxsize=4000)
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


@lru_cache(maxsize=1000)
def numbers_in(text: str, codes: frozenset[str] = frozenset()) -> list[tuple[str, Severity]]:
    """Return what is wrong with the numbers in a text; after an edit most texts are as they were.

    codes: what was typed as a code (`codes_of`): it is no bank card, and no identity number without its check digit.
    """
    wrong = []
    kinds = ((IDENTITY, "证件号码"), (CARD, "银行卡号"), (MOBILE, "手机号码"))
    for pattern, kind in kinds if any(letter.isdigit() for letter in text) else ():
        for match in pattern.finditer(text):
            if kind == "银行卡号" and (IDENTITY.fullmatch(match[0]) or not _is_card(match[0])):
                continue
            if match[0] in codes and not (kind == "证件号码" and _is_identity(match[0])):
                continue
            masked = match[0][:3] + "…" + match[0][-2:]
            severity = Severity.WARNING if kind == "手机号码" else Severity.ERROR
            wrong.append((f"导出内容含{kind}“{masked}”，请删除", severity))
    return wrong


def _is_identity(number: str) -> bool:
    """Tell whether the last character is the check digit of the other seventeen (GB 11643)."""
    total = sum(int(digit) * 2 ** (17 - position) for position, digit in enumerate(number[:17]))
    return "10X98765432"[total % 11] == number[17].upper()


def _is_card(number: str) -> bool:
    """Luhn's check digit, so that a long code is not taken for a bank card."""
    total = 0
    for position, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if position % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
