"""What the sentences of a document state: amounts with their subject, changes, percentages, shares, and lists of parts.

Nothing is decided here: where a change may belong to several amounts, all of them are named.
"""

import re
from collections import Counter
from dataclasses import field
from decimal import Decimal
from functools import cached_property

from desktop.audit.interval import MONEY, ZERO, Interval, printed
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.subjects import Subject
from desktop.dataclass import dataclass

NUMBER = r"\d[\d,]*(?:\.\d+)?"
AMOUNT = rf"({NUMBER})({MONEY})"
"""An amount in two groups, as part of a pattern: its number and its unit."""
TOKEN = re.compile(
    rf"(?<![\d.,\-—~－亿])(?<![\d元%％]至)((?:(?<=[为是数额])-)?(?:\d+亿(?={NUMBER}万元))?{NUMBER})({MONEY}|个百分点|%)"
)
"""A figure with its unit; 3亿2500万元 is one."""
UP, DOWN = (
    ("净增加", "增加", "增长", "上升", "上涨", "提高", "调增", "核增", "增"),
    ("减少", "下降", "降低", "调减", "核减", "压减", "削减", "缩减", "压缩", "节约", "减"),
)
UP_BY = ("升", "涨")
"""Words that say so only before 幅, as 降幅 does."""
_WORDS = "|".join(UP + DOWN)
CHANGE = re.compile(
    rf"(?<!不)(增减|{_WORDS}|[升涨降](?=幅))(?:（({_WORDS})）)?(?:了|额为?|数为?|幅度?为?|率为?|比例为?|预算|支出|经费|约)?$"
)
FLAT = re.compile(
    r"(?<!基本)(?:持平|保持一致|保持不变|没有变化|无变化|无增减变化|无增减"
    r"|(?:(?<=与上年)|(?<=与20\d\d年))[^，。；\d]{0,10}(?:相同|一致))"
)


LAST_OF_SEVERAL = re.compile(
    rf"{NUMBER}(?:亿|万|千)?元(?:[、和及][^，。；：、\d]*|[，；](?:本年|当年|20\d\d年)?(?:一般公共|政府性基金|国有资本|财政|事业|经营|单位|自有|自筹|其他|其它|非财政|上级|非同级|社会|上年结转|结转)[^，。；：、\d]{{0,14}}(?:资金|拨款|收入|预算|结转|结余)[^，。；：、\d]{{0,2}})$"
)
"""Amounts that stand side by side: 一般公共预算 8 万元、单位资金 2 万元; 财政拨款 8 万元，单位资金 2 万元."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as it stands in a passage: its digits, its unit, from where to where."""

    text: str
    unit: str
    start: int
    end: int

    @classmethod
    def of(cls, match: re.Match[str]) -> "Printed":
        """Return the figure of a `TOKEN`; what stands before 亿 is added to the 万 behind it."""
        most, _, rest = match[1].rpartition("亿")
        text = str(int(most) * 10_000 + Decimal(rest.replace(",", ""))) if most else rest
        return cls(text, match[2], match.start(), match.end())

    @property
    def amount(self) -> Interval:
        """What it may mean, by its own digits; a printed 0 means nothing at all, but 0.0 is what was rounded so."""
        found = printed(self.text, self.unit)
        return (
            found
            if found.fen or len(self.text.partition(".")[2]) == 1
            else Interval(Decimal(0), printed("0.00", self.unit).half if self.unit != "元" else Decimal(0))
        )

    @property
    def percent(self) -> Decimal:
        """The number of a percentage."""
        return Decimal(self.text.replace(",", ""))

    @property
    def step(self) -> Decimal:
        """The value of its last digit, in its own unit."""
        return Decimal(1).scaleb(-len(self.text.partition(".")[2]))

    @property
    def yuan(self) -> str:
        """The amount in 元 as text."""
        return yuan(self.amount.fen)


def yuan(fen: Decimal) -> str:
    """Return an amount in 元 with two decimals and separators."""
    return f"{fen / 100:,.2f}"


@dataclass(slots=True)
class Change:
    """A stated change. rises: None where both directions stand; amount None: only a percentage, or 持平 (flat).

    base: the year compared with, 0 where it is only called last year; reason: it explains another change;
    about: the newest amount before it; executed: it is against what was carried out (执行数), not budgeted;
    was: last year's amount, where it stands right before the change (比上年 8 万元增加 2 万元).
    """

    passage: Passage
    start: int
    end: int
    rises: bool | None
    amount: Printed | None = None
    percent: Printed | None = None
    percent_rises: bool | None = None
    flat: bool = False
    base: int = 0
    reason: bool = False
    subject: Subject | None = None
    about: "Statement | None" = None
    executed: bool = False
    was: Printed | None = None

    @property
    def budgeted(self) -> Printed | None:
        """Last year's amount right before the change, where it is its budget and not what was carried out."""
        return None if self.executed else self.was

    @property
    def signed(self) -> Interval | None:
        """The change with its sign; None where it is not known."""
        if self.flat and self.amount is None:
            return ZERO
        if self.amount is None or self.rises is None:
            return Interval(Decimal(0), self.amount.amount.half) if self.amount and not self.amount.amount.fen else None
        found = self.amount.amount
        return found if self.rises else -found


@dataclass(slots=True)
class Statement:
    """An amount that a sentence states of a subject.

    year: 0 where none is stated; plan: it is a budgeted amount, not what was carried out; last: the amount it was
    last year, where stated; unsure: changes that may be of this amount or of another; parent: what
    it is a part of; shares: (percentage, words of the base);
    ratios: (percentage, the amount it is of), as in 完成 8 万元，为年初预算 10 万元的 80%.
    """

    passage: Passage
    figure: Printed
    subject: Subject | None
    start: int
    year: int = 0
    plan: bool = True
    changes: list[Change] = field(default_factory=list)
    unsure: list[Change] = field(default_factory=list)
    last: Printed | None = None
    shares: list[tuple[Printed, str]] = field(default_factory=list)
    ratios: list[tuple[Printed, Printed]] = field(default_factory=list)
    parent: "Statement | None" = None

    @property
    def amount(self) -> Interval:
        """What the figure may mean."""
        return self.figure.amount

    @property
    def key(self) -> tuple[str, str, str, str] | None:
        """What it can be compared by with other sentences; None where that is not sure."""
        known = self.subject is not None and self.subject.clear and self.plan and not self._of_some()
        return self.subject.key if self.subject and known else None

    @property
    def last_of_several(self) -> bool:
        """Whether amounts stand side by side right before it: what follows may be of all of them together."""
        return LAST_OF_SEVERAL.search(self.passage.text[: self.figure.start]) is not None

    def _of_some(self) -> bool:
        """Tell whether words say that an amount is what some things come to: 4个项目，涉及一般公共预算91.00万元."""
        return "涉及" in self.passage.text[self.start : self.figure.start]

    @property
    def written(self) -> str:
        """The amount with its unit as it stands in the text."""
        return f"{self.figure.text}{self.figure.unit}"

    @property
    def shown(self) -> str:
        """What it is of, for a message."""
        return self.subject.shown if self.subject else "该项"


@dataclass(slots=True)
class Enumeration:
    """A list of parts: of which of these amounts (the nearest first), and the amounts in order.

    flat: everything that follows in the same sentence, sub-parts included; closed: nothing is left out of it (a bracket
    that divides an amount); open_end: only the main purposes of an amount;
    level: of the numbers its lines bear, 0 for a list inside a sentence; to_end: all that follows in the sentence is
    in it, also behind a ；(分布构成情况：…).
    """

    parents: list[Statement]
    parts: list[Statement]
    flat: list[Statement] = field(default_factory=list)
    bracket: bool = False
    open_end: bool = False
    spread: bool = False
    closed: bool = False
    level: int = -1
    to_end: bool = False


@dataclass(frozen=True)
class Statements:
    """All that the text of a document states. year: the budget's year, 0 where it is unknown; unit: of most amounts.

    carried: money of former years is in it; other_income: so is money beside the public budget.
    half: half of the last digit most amounts have, in 分; None where they differ too much.
    strays: percentages that are the share of something that has no amount in its passage.
    """

    passages: tuple[Passage, ...]
    year: int
    values: tuple[Statement, ...]
    changes: tuple[Change, ...]
    lists: tuple[Enumeration, ...]
    carried: bool
    other_income: bool
    unit: str
    half: Decimal | None
    strays: tuple[tuple[Passage, Printed], ...] = ()

    @cached_property
    def by_passage(self) -> dict[int, list[Statement]]:
        """The amounts of each passage, by its number."""
        found: dict[int, list[Statement]] = {}
        for each in self.values:
            found.setdefault(each.passage.number, []).append(each)
        return found

    @cached_property
    def changes_by_passage(self) -> dict[int, list[Change]]:
        """The changes of each passage, by its number."""
        found: dict[int, list[Change]] = {}
        for each in self.changes:
            found.setdefault(each.passage.number, []).append(each)
        return found

    @cached_property
    def by_figure(self) -> dict[str, list[Statement]]:
        """The amounts that are printed with the same digits."""
        found: dict[str, list[Statement]] = {}
        for each in self.values:
            found.setdefault(each.figure.text, []).append(each)
        return found


RESPECTIVELY = re.compile(r"分别各?占[^，。；%\d]{0,20}$")
NEXT_SHARE = re.compile(rf"[、，和及与]+({NUMBER})%")


def respectively(passage: Passage, first: Printed) -> list[Printed]:
    """Return the shares told one after another from the first on (分别占 60%和 40%), empty where it is no such row."""
    if not RESPECTIVELY.search(passage.text[max(first.start - 30, 0) : first.start]):
        return []
    found = [first]
    while match := NEXT_SHARE.match(passage.text, found[-1].end):
        found.append(Printed(match[1], "%", match.start(1), match.end()))
    return found if len(found) > 1 else []


SHARE, ROUND = 0.15, 0.4
"""The part of all amounts that must have the finest digit; that of whole amounts that must end in 0."""


def usual_half(values: list[Statement]) -> Decimal | None:
    """Return half of the last digit that amounts have where it is not 0: 3.5 beside 3.42 is 3.50, printed short.

    Whole amounts of which very many end in 0 were not rounded either: of rounded ones a tenth would. None: not known.
    """
    halves = Counter(value.amount.half for value in values if value.amount.fen and value.figure.unit == "万元")
    if not halves:
        return None
    if len(halves) == 1 and list(halves) == [printed("1", "万元").half]:
        round_ones = sum(value.figure.text.endswith("0") for value in values if value.amount.fen)
        return printed("1.00", "万元").half if round_ones > max(3, ROUND * len(values)) else None
    fine = [half for half, times in halves.items() if times >= max(3, SHARE * halves.total())]
    return min(fine, default=None)
