"""Reading sentences: amounts, changes, percentages and shares as a person wrote or edited them.

Text that the app prints itself is bound to figures and cannot contradict them; what is read here is the unit's own
words, and documents that were edited elsewhere. Amounts become exact 分 with the step of their last digit.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from desktop.checks.register import once
from desktop.dataclass import dataclass
from desktop.disclosure import Disclosure
from desktop.findings import Place
from desktop.layouts.words.paragraphs import Paragraph
from desktop.money import FEN_PER, UNITS_OF_TABLES, Fen

NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"
AMOUNT = re.compile(rf"({NUMBER})\s*({UNITS_OF_TABLES})")
CHANGE = re.compile(rf"(增加|增长|上升|减少|下降|压减|增|减)了?\s*({NUMBER})\s*({UNITS_OF_TABLES})")
PERCENT = re.compile(rf"(增长|上升|增加|下降|降低|减少)了?\s*({NUMBER})\s*[%％]")
SHARE = re.compile(rf"占([^，。；、0-9]{{0,14}}?)(?:的|比)?\s*(?<!不足)({NUMBER})\s*[%％]")
SENTENCE = re.compile(r"[^。；;]+")
UP = frozenset({"增加", "增长", "上升", "增"})


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as written: exact 分, the 分 of its last digit, its unit, where it stands in the sentence."""

    fen: Fen
    step: Fen
    unit: str
    start: int
    end: int

    def agrees(self, exact: Fen) -> bool:
        """Tell whether an exact amount prints as this amount, whatever its unit's digits."""
        return abs(exact - self.fen) * 2 <= self.step


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the paragraph it is of, and which stretches of it print figures themselves."""

    text: str
    paragraph: int
    bound: tuple[tuple[int, int], ...]

    def is_bound(self, start: int, end: int) -> bool:
        """Tell whether a stretch lies in what the app printed itself."""
        return any(a <= start and end <= b for a, b in self.bound)

    def place(self, disclosure: Disclosure) -> Place:
        """Return where it is worded anew."""
        return Place(figure=disclosure.narrative.paragraphs[self.paragraph].key, entry="说明")

    @property
    def own(self) -> str:
        """The sentence up to its reason (原因): a reason speaks of parts that no figure names."""
        return re.split("原因", self.text, maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class StatedChange:
    """A change as written: the amount before it, the word, how much, and the percentage that follows."""

    sentence: Sentence
    word: str
    change: Amount
    total: Amount | None
    percent: Decimal | None
    percent_text: str
    percent_rises: bool

    @property
    def rises(self) -> bool:
        """Whether the word says more than last year."""
        return self.word in UP


def amount(match: re.Match[str], group: int = 1) -> Amount:
    """Return the amount of a match whose `group` is the number and the next one the unit."""
    text, unit = match[group].replace(",", ""), match[group + 1]
    decimals = len(text.partition(".")[2])
    per = FEN_PER[unit]
    fen = int(Decimal(text) * per)
    return Amount(fen, per // 10**decimals or 1, unit, match.start(group), match.end(group + 1))


@once
def sentences(disclosure: Disclosure) -> list[Sentence]:
    """Return the sentences of the narrative, tables aside."""
    return [
        Sentence(text, number, bound)
        for number, paragraph in enumerate(disclosure.narrative.paragraphs)
        for text, bound in _parts(paragraph.text, tuple(_bound(paragraph)))
    ]


@lru_cache(maxsize=2000)
def _parts(text: str, bound: tuple[tuple[int, int], ...]) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    """Return the sentences of a paragraph, each with its stretches that print figures."""
    return [
        (match[0], tuple((a - match.start(), b - match.start()) for a, b in bound if a < match.end()))
        for match in SENTENCE.finditer(text)
    ]


def _bound(paragraph: Paragraph) -> list[tuple[int, int]]:
    found, position = [], 0
    for run in paragraph.runs:
        if run.figure or run.missing:
            found.append((position, position + len(run.text)))
        position += len(run.text)
    return found


def changes(sentence: Sentence) -> list[StatedChange]:
    """Return the changes a sentence states, each with the nearest amount before it and the percentage after it."""
    return _known_changes(sentence)


@lru_cache(maxsize=2000)
def _known_changes(sentence: Sentence) -> list[StatedChange]:
    return list(_read_changes(sentence))


def _read_changes(sentence: Sentence) -> Iterator[StatedChange]:
    spots = [(m, amount(m, 2)) for m in CHANGE.finditer(sentence.own)]
    taken = {change.start for _, change in spots}
    totals = [found for m in AMOUNT.finditer(sentence.own) if (found := amount(m)).start not in taken]
    for number, (match, change) in enumerate(spots):
        following = spots[number + 1][1].start if number + 1 < len(spots) else len(sentence.own)
        percent = next((p for p in PERCENT.finditer(sentence.own, change.end) if p.start() < change.end + 8), None)
        if percent is not None and percent.start() > following:
            percent = None
        yield StatedChange(
            sentence,
            match[1],
            change,
            next((total for total in reversed(totals) if total.end <= match.start()), None),
            Decimal(percent[2].replace(",", "")) if percent else None,
            percent[2] if percent else "",
            percent is not None and percent[1] in UP,
        )
