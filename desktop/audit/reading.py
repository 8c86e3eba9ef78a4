"""Reading the statements of a document: from sentence to sentence, as a person follows them."""

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from desktop.audit.belonging import of_section, other_fund, other_side, same, same_sentence, unique
from desktop.audit.marks import (
    AFTER_NOT_AN_AMOUNT,
    ENDS_OPEN,
    EXECUTED,
    LAST_YEAR,
    NOT_AN_AMOUNT,
    OPENER,
    OTHER_INCOME,
    OWN_YEAR,
    YEAR,
    depth,
    events,
    in_reason,
    rises,
    titles_of,
    year_of,
)
from desktop.audit.prose import DEEPEST, Passage, level_of, passages
from desktop.audit.statements import (
    CHANGE,
    TOKEN,
    Change,
    Enumeration,
    Printed,
    Statement,
    Statements,
)
from desktop.audit.subjects import TOTAL, Subject, subject
from desktop.outside.document import Document


@lru_cache(maxsize=4)
def read(document: Document) -> Statements:
    """Return what the text of a document states, tables aside."""
    found = passages(document)
    year = year_of(found)
    reader = _Reader(year, titles_of(found))
    for passage in found:
        if not any("名词解释" in words for words in passage.path):
            reader.passage(passage)
    units = Counter(value.figure.unit for value in reader.values)
    carried = any(
        value.subject and re.search("结转|结余", value.subject.words) and value.amount.fen for value in reader.values
    )
    other = any(value.subject and value.subject.name in OTHER_INCOME and value.amount.fen for value in reader.values)
    return Statements(
        found,
        year,
        tuple(reader.values),
        tuple(reader.changes),
        tuple(each for each in reader.lists if each.parts),
        carried,
        other,
        units.most_common(1)[0][0] if units else "",
        _usual_half(reader.values),
    )


def _usual_half(values: list[Statement]) -> Decimal | None:
    """Return half of the last digit that most amounts have, those without trailing zeros included."""
    halves = Counter(value.amount.half for value in values if value.amount.fen)
    if not halves:
        return None
    half, times = halves.most_common(1)[0]
    return half if times * 2 > sum(halves.values()) and half == min(halves) else None


class _Reader:
    """What has been read so far, and what the next amount may belong to."""

    def __init__(self, year: int, titles: str) -> None:
        self.year, self.titles = year, titles
        self.values: list[Statement] = []
        self.changes: list[Change] = []
        self.lists: list[Enumeration] = []
        self._open: list[tuple[int, Enumeration]] = []  # lists that go on in the next passages, with their level
        self._inner: list[Enumeration] = []  # lists of this sentence, the innermost last
        self._tops: list[Statement] = []  # amounts of this sentence that are parts of none
        self._before: list[Statement] = []  # those of the sentence before
        self._main: Statement | None = None  # first amount of the newest passage that has one
        self._now: Statement | None = None

    def passage(self, passage: Passage) -> None:
        """Read a passage."""
        level = passage.level
        self._open = [(at, each) for at, each in self._open if level > at]
        self._inner, self._tops, self._before, self._now = [], [], [], None
        count, reason, end = len(self.values), False, 0
        for match, is_flat in events(passage.text):
            gap = passage.text[end : match.start()]
            reason = in_reason(reason, gap)
            end = match.end()
            if "。" in gap:
                self._sentence()
            if is_flat:
                self._add_change(passage, match, gap, Change(passage, match.start(), end, None, flat=True), reason)
            else:
                self._token(passage, match, gap, reason)
        self._end(passage, count)

    def _sentence(self) -> None:
        self._before = self._tops or self._before
        self._inner, self._tops = [], []

    def _token(self, passage: Passage, match: re.Match[str], gap: str, reason: bool) -> None:
        figure = Printed(match[1], match[2], match.start(), match.end())
        words = re.split(r"[，；。：、]", gap)[-1]
        word = CHANGE.search(words)
        if figure.unit in {"%", "个百分点"}:
            self._percentage(passage, figure, words, word, gap, reason)
        elif NOT_AN_AMOUNT.search(words) or AFTER_NOT_AN_AMOUNT.match(passage.text[match.end() :]):
            return
        elif word:
            change = Change(passage, match.start() - len(words) + word.start(), match.end(), rises(word), figure)
            self._add_change(passage, match, gap, change, reason)
        elif not reason:
            self._value(passage, figure, gap, words)

    def _percentage(
        self, passage: Passage, figure: Printed, words: str, word: re.Match[str] | None, gap: str, reason: bool
    ) -> None:
        if figure.unit != "%":
            return
        share = re.search(r"占(.*?)(?:的|比重?|比例)?(?:为|是)?$", words)
        if share and self._now and not reason:
            self._now.shares.append((figure, re.sub(r"的?(?:比重?|比例|百分比)?为?$", "", share[1])))
        elif word and not reason:
            latest = self.changes[-1] if self.changes else None
            near = latest and latest.passage is passage and latest.end >= figure.start - len(gap) and not latest.percent
            if latest and near and len(gap) <= 12 and "。" not in gap and "；" not in gap:
                latest.percent, latest.percent_rises, latest.end = figure, rises(word), figure.end
            elif re.search(r"比|较|与", gap):
                change = Change(passage, figure.start - len(words) + word.start(), figure.end, rises(word))
                change.percent, change.percent_rises = figure, rises(word)
                self._add_change(passage, None, gap, change, reason)

    def _add_change(
        self, passage: Passage, match: re.Match[str] | None, gap: str, change: Change, reason: bool
    ) -> None:
        words = re.split(r"[，；。：]", gap)[-1] + (change.passage.text[change.start : change.start])
        base = re.search(r"(?:比|较|与|同)[^。；]*?(20\d\d)年", gap)
        change.base = int(base[1]) if base else 0
        change.reason = reason
        own = re.sub(r"^.*(?:比|较|与|同)(?:20\d\d年|上年|去年|上一?年)度?|主要是|原因|其中|(?<=预算)数", "", words)
        change.subject = subject(CHANGE.sub("", own)) if len(own) > 1 else None
        before = re.search(r"([^，；。：、]*?)(?:比|较|与|同)(?:20\d\d年|上年|去年|上一?年)", words)
        if change.subject is None and before and before[1]:
            change.subject = subject(before[1])
        self.changes.append(change)
        change.about = self._now
        change.executed = EXECUTED.search(words) is not None
        if not reason:
            self._attach(change)
        elif change.subject and self._now and self._now.subject:
            change.subject = change.subject.under(self._now.subject)

    def _attach(self, change: Change) -> None:
        """Give a change to the amount it is of: the one with its subject, else the newest."""
        if self._now is None:
            return
        if change.subject:
            near = [v for v in reversed(self.values[-12:]) if v.passage is change.passage]
            near_same = sorted(
                (v for v in near if same(v.subject, change.subject)), key=lambda v: other_fund(v, change)
            )
            if near_same:
                near_same[0].changes.append(change)
            return
        known = unique([self._now, *self._tops, *self._before])
        if len(known) == 1 or same_sentence(self._now, change):
            self._now.changes.append(change)
        else:
            for each in known:
                each.unsure.append(change)

    def _value(self, passage: Passage, figure: Printed, gap: str, words: str) -> None:
        clause = passage.text[: figure.start]
        owner, named = self._named(passage, gap, words)
        sentence = clause.rpartition("。")[2]
        before = TOKEN.search(sentence)
        years = [int(m[1]) for m in OWN_YEAR.finditer(sentence[: before.start()] if before else sentence)]
        direct = YEAR.search(words)
        previous = self._now
        last = LAST_YEAR.search(words) or (direct and self.year and int(direct[1]) == self.year - 1)
        compared = re.search(r"(?:比|较|与|同|上年|去年|20\d\d年).{0,8}$", words) and named is None
        if last and previous is not None and (compared or named is None):
            previous.last = figure
            return
        named = of_section(named, passage)
        statement = Statement(passage, figure, named, figure.start - len(words))
        statement.year = int(direct[1]) if direct else self.year - 1 if last else years[0] if years else 0
        statement.plan = not EXECUTED.search(gap) and not last
        self._place(statement, gap)
        if statement.subject and statement.parent:
            statement.subject = statement.subject.under(statement.parent.subject)
            statement.plan = statement.plan and statement.parent.plan
        self._go_on(statement)
        if statement.subject and owner and not statement.subject.owner:
            statement.subject = replace(statement.subject, owner=owner)
        self.values.append(statement)
        self._now = statement

    def _go_on(self, statement: Statement) -> None:
        """Give an amount that names no fund the one of the passage before it in the same section."""
        named, main = statement.subject, self._main
        if named is None or statement.parent or named.fund or main is None or main.subject is None:
            return
        if (
            named.group.startswith(("结构", "基本", "功能", "经济", "政府经济"))
            and main.passage.path == statement.passage.path
        ):
            statement.subject = replace(named, fund=main.subject.fund)

    def _named(self, passage: Passage, gap: str, words: str) -> tuple[str, Subject | None]:
        """Return whose amount it is, where another's, and what the words before it name."""
        clauses = re.split(r"[，；。：]", gap)
        first = re.split(r"其中|包括|包含|（含", clauses[-1])[-1]
        options = [re.split(r"、", first)[-1], first, *reversed(clauses[-4:-1])]
        for option in options:
            owner, plain = self._owner(option)
            found = subject(re.sub(r"^[一二三四五六七八九十\d（）]+[、.．）]", "", plain).strip("（"))
            if found:
                return owner, found
        for title in (
            passage.text.partition("。")[0] if "。" in passage.text[:40] else "",
            *reversed(passage.path[-1:]),
        ):
            plain = re.sub(r"(?:支出|预算|情况|说明|表)+$", "", title)
            if self._now is None and len(title) < 40 and (found := subject(plain)):
                return "", found
        return "", None

    def _owner(self, words: str) -> tuple[str, str]:
        """Return whose amount it is, if not the maker's, by the words before the year; and the other words."""
        match = re.match(r"(.{2,40}?)(20\d\d年度?.*)$", words)
        if not match:
            return "", words
        who = re.sub(r"^[一二三四五六七八九十\d（）]+[、.．）]|^（", "", match[1])
        general = re.fullmatch(
            r".{0,3}(?:本|我|全)?(?:部门|单位|局|中心|委|办|院|校|镇|乡|街道)|截[至止]|根据|按照|.*[本我].*", who
        )
        if general or who in self.titles or subject(who):
            return "", match[2] if not subject(who) else words
        return who, match[2]

    def _place(self, statement: Statement, gap: str) -> None:
        """Put an amount into the list it is a part of."""
        closed = depth(gap)
        while self._inner and self._inner[-1].bracket and closed < 0:
            self._inner.pop()
            closed += 1
        opener = OPENER.search(gap) if self.values and (self._now or self._before) else None
        if opener and opener[0] == "：" and re.search(r"(?:原因|用于|说明|情况|如下|项目有)$", gap[: opener.start()]):
            opener = None
        apart = gap[: opener.start()] if opener else gap
        if self._inner and "；" in apart and (opener or len(self._inner) > 1):
            self._inner.pop()
        while self._inner and other_side(statement, self._inner[-1].parents[0]):
            self._inner.pop()
        if opener and opener[0] != "：" and not self._inner and "；" in apart and self._tops:
            self._start([self._tops[0]], gap, opener)
        elif opener:
            self._start(self._parents(), gap, opener)
        for each in self._inner:
            each.flat.append(statement)
        if self._inner:
            self._inner[-1].parts.append(statement)
            statement.parent = self._inner[-1].parents[0]
        else:
            self._tops.append(statement)

    def _parents(self) -> list[Statement]:
        found = [self._now] if self._now and (self._tops or self._inner) else []
        if self._inner:
            return [*found, *self._inner[-1].parents]
        return unique([*found, *reversed(self._tops), *reversed(self._before)])

    def _start(self, parents: list[Statement], gap: str, opener: re.Match[str]) -> None:
        if parents:
            bracket = gap[: opener.start()].endswith("（")
            self._inner.append(Enumeration(parents, [], bracket=bracket))
            self.lists.append(self._inner[-1])

    def _end(self, passage: Passage, count: int) -> None:
        """See to what goes on in the next passages."""
        new = self.values[count:]
        if new and new[0].parent is None and self._open:
            outer = self._open[-1][1]
            outer.parts.append(new[0])
            outer.flat.append(new[0])
            new[0].parent = outer.parents[0]
            self._inherit(new, outer.parents[0])
        text = passage.text
        tail = text[self._now.figure.end :] if new and self._now else text
        if ENDS_OPEN.search(tail) and not re.search(r"(?:原因|用于).{0,6}$", tail):
            parents = list(self._tops or self._before) if new else []
            inherits = not new and bool(self._open)
            if not new and (named := subject(re.split("[，。；]", text)[-1])) and (named.fund or named.name != TOTAL):
                parents = [v for v in self.values[-20:] if v.subject and v.subject.key[1:] == named.key[1:]][-1:]
                inherits = inherits or not parents
            if not parents and not new and not inherits and self._main:
                parents = [self._main]
            if parents:
                level = self._level(passage)
                each = Enumeration(list(reversed(parents)), [], spread=True)
                self.lists.append(each)
                self._open.append((level, each))
        elif new and text.endswith("；") and self._inner:
            self._inner[0].spread = True
            self._open.append((self._level(passage), self._inner[0]))
        if new:
            self._main = next((v for v in new if v.parent is None), new[0])

    def _inherit(self, new: list[Statement], parent: Statement) -> None:
        for value in new:
            if value.subject:
                value.subject = value.subject.under(parent.subject)

    def _level(self, passage: Passage) -> int:
        """Return the level of the heading a list stands under: what lies deeper may be its part."""
        if passage.level < DEEPEST:
            return passage.level
        return next((level_of(words) for words in reversed(passage.path) if level_of(words) < DEEPEST), -1)
