"""Reading the statements of a document: from sentence to sentence, as a person follows them."""

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache

from desktop.audit.prose import DEEPEST, Passage, passages
from desktop.audit.statements import (
    CHANGE,
    DOWN,
    FLAT,
    TOKEN,
    UP,
    Change,
    Enumeration,
    Printed,
    Statement,
    Statements,
)
from desktop.audit.subjects import FUNDS, Subject, subject
from desktop.outside.document import Document

YEAR = re.compile(r"(?<!\d)(20\d\d)年")
OWN_YEAR = re.compile(r"(?<![比较与同\d])(20\d\d)年")
OPENER = re.compile(r"其中|包括|包含|分别为|：")
REASON = re.compile(r"原因|主要是(?!用于)|由于|主要系|系因|是因为|主要因")
NO_REASON = re.compile(r"其中|主要用于|预算数为")
ITEM_OF_REASON = re.compile(r"^(?:[一二三四五六]是|（\d）|[①-⑨]|\d[、.])")
ENDS_OPEN = re.compile(r"(?:其中|如下|包括|分为|构成)[：:]?$|：$")
NOT_AN_AMOUNT = re.compile(r"(?:单价|单位价值|价值|人均|每[人辆次台年月]|超过|不超过|低于|高于|以上|约|近|增加到|增加至|增至|减少到|减少至|减至|降至|提高到|提高至|由|从|下达|达到)$")
AFTER_NOT_AN_AMOUNT = re.compile(r"^(?:（?含）?)?(?:以上|以下|以内|及以上|及以下|起|/|每|左右|余)")
LAST_YEAR = re.compile(r"(?:上年|去年|上一年)(?!结转|结余|末|底)")
EXECUTED = re.compile(r"执行数|决算|实际支出|实际完成|执行率|累计|追加|调整预算")


@lru_cache(maxsize=4)
def read(document: Document) -> Statements:
    """Return what the text of a document states, tables aside."""
    found = passages(document)
    year = year_of(found)
    reader = _Reader(year, _owners(found))
    for passage in found:
        if not any("名词解释" in words for words in passage.path):
            reader.passage(passage)
    units = Counter(value.figure.unit for value in reader.values)
    carried = any(value.subject and re.search("结转|结余", value.subject.words) and value.amount.fen for value in reader.values)
    return Statements(
        found,
        year,
        tuple(reader.values),
        tuple(reader.changes),
        tuple(each for each in reader.lists if each.parts),
        carried,
        units.most_common(1)[0][0] if units else "",
    )


def year_of(found: tuple[Passage, ...]) -> int:
    """Return the year whose budget this is: of the title, else the one most budgets are stated of; 0 unknown."""
    for passage in found[:12]:
        match = re.search(r"(20\d\d)年(?:度)?[^。，]{0,24}(?:预算|决算)", passage.text)
        if match and len(passage.text) < 60:
            return int(match[1])
    years = Counter(m[1] for p in found for m in re.finditer(r"(?<![比较与同])(20\d\d)年[^。，]{0,30}预算", p.text))
    return int(years.most_common(1)[0][0]) if years else 0


def _owners(found: tuple[Passage, ...]) -> str:
    """Return the titles in which the maker of the document is named."""
    return "|".join(passage.text for passage in found[:14] if len(passage.text) < 60)


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
        for match, is_flat in _events(passage.text):
            gap = passage.text[end : match.start()]
            reason = _reason(reason, gap)
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
            change = Change(passage, match.start() - len(words) + word.start(), match.end(), _rises(word), figure)
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
                latest.percent, latest.percent_rises, latest.end = figure, _rises(word), figure.end
            elif re.search(r"比|较|与", gap):
                change = Change(passage, figure.start - len(words) + word.start(), figure.end, _rises(word))
                change.percent, change.percent_rises = figure, _rises(word)
                self._add_change(passage, None, gap, change, reason)

    def _add_change(
        self, passage: Passage, match: re.Match[str] | None, gap: str, change: Change, reason: bool
    ) -> None:
        words = re.split(r"[，；。：]", gap)[-1] + (change.passage.text[change.start : change.start])
        base = re.search(r"(?:比|较|与|同)[^。；]*?(20\d\d)年", gap)
        change.base = int(base[1]) if base else 0
        change.reason = reason
        own = re.sub(r"^.*(?:比|较|与|同)(?:20\d\d年|上年|去年|上一?年)度?|主要是|原因|其中|(?:预算|执行|决算)数?", "", words)
        change.subject = subject(CHANGE.sub("", own)) if len(own) > 1 else None
        before = re.search(r"([^，；。：、]*?)(?:比|较|与|同)(?:20\d\d年|上年|去年|上一?年)", words)
        if change.subject is None and before and before[1]:
            change.subject = subject(before[1])
        self.changes.append(change)
        if change.subject and self._now and self._now.subject:
            change.subject = change.subject.under(self._now.subject)
        change.about = self._now
        if not reason:
            self._attach(change)

    def _attach(self, change: Change) -> None:
        """Give a change to the amount it is of: the one with its subject, else the newest."""
        if self._now is None:
            return
        if change.subject:
            near = [v for v in reversed(self.values[-12:]) if v.passage is change.passage]
            same = sorted((v for v in near if _same(v.subject, change.subject)), key=lambda v: _other_fund(v, change))
            if same:
                same[0].changes.append(change)
            return
        known = _unique([self._now, *self._tops, *self._before])
        if len(known) == 1 or _same_sentence(self._now, change):
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
        named = _of_section(named, passage)
        statement = Statement(passage, figure, named, figure.start - len(words))
        statement.year = int(direct[1]) if direct else self.year - 1 if last else years[0] if years else 0
        statement.plan = not EXECUTED.search(gap) and not last
        self._place(statement, gap)
        if statement.subject and statement.parent:
            statement.subject = statement.subject.under(statement.parent.subject)
            statement.plan = statement.plan and statement.parent.plan
        if statement.subject and owner and not statement.subject.owner:
            statement.subject = replace(statement.subject, owner=owner)
        self.values.append(statement)
        self._now = statement

    def _named(self, passage: Passage, gap: str, words: str) -> tuple[str, Subject | None]:
        """Return whose amount it is, where another's, and what the words before it name."""
        clauses = re.split(r"[，；。：]", gap)
        first = re.split(r"其中|包括|包含", clauses[-1])[-1]
        options = [re.split(r"、", first)[-1], first, *reversed(clauses[-4:-1])]
        for option in options:
            owner, plain = self._owner(option)
            found = subject(re.sub(r"^[一二三四五六七八九十\d（）]+[、.．）]", "", plain).strip("（"))
            if found:
                return owner, found
        for title in (passage.text.partition("。")[0] if "。" in passage.text[:40] else "", *reversed(passage.path[-1:])):
            plain = re.sub(r"(?:支出|预算|情况|说明|表)+$", "", title)
            if self._now is None and len(title) < 40 and (found := subject(plain)):
                return "", found
        return "", None

    def _owner(self, words: str) -> tuple[str, str]:
        """Return whose amount it is by the words before the year, if another's than the maker's, and the other words."""
        match = re.match(r"(.{2,40}?)(20\d\d年度?.*)$", words)
        if not match:
            return "", words
        who = re.sub(r"^[一二三四五六七八九十\d（）]+[、.．）]|^（", "", match[1])
        general = re.fullmatch(r".{0,3}(?:本|我|全)?(?:部门|单位|局|中心|委|办|院|校|镇|乡|街道)|截[至止]|根据|按照|.*[本我].*", who)
        if general or who in self.titles or subject(who):
            return "", match[2] if not subject(who) else words
        return who, match[2]

    def _place(self, statement: Statement, gap: str) -> None:
        """Put an amount into the list it is a part of."""
        depth = _depth(gap)
        while self._inner and self._inner[-1].bracket and depth < 0:
            self._inner.pop()
            depth += 1
        opener = OPENER.search(gap) if self.values and (self._now or self._before) else None
        if opener and opener[0] == "：" and re.search(r"(?:原因|用于|说明|情况|如下|项目有)$", gap[: opener.start()]):
            opener = None
        apart = gap[: opener.start()] if opener else gap
        if self._inner and "；" in apart and (opener or len(self._inner) > 1):
            self._inner.pop()
        while self._inner and _other_side(statement, self._inner[-1].parents[0]):
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
        return _unique([*found, *reversed(self._tops), *reversed(self._before)])

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
            parents = [v for v in (self._tops or self._before)] if new else []
            inherits = not new and bool(self._open)
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
        from desktop.audit.prose import level_of

        return next((level_of(words) for words in reversed(passage.path) if level_of(words) < DEEPEST), -1)


def _events(text: str) -> list[tuple[re.Match[str], bool]]:
    found = [(match, False) for match in TOKEN.finditer(text)]
    found += [(match, True) for match in FLAT.finditer(text)]
    return sorted(found, key=lambda event: event[0].start())


def _reason(before: bool, gap: str) -> bool:
    """Tell whether a reason is being given after a stretch of text."""
    starts = [m.start() for m in REASON.finditer(gap)]
    ends = [m.start() for m in re.finditer("[；。]", gap) if not ITEM_OF_REASON.match(gap[m.end() :])]
    ends += [m.start() for m in NO_REASON.finditer(gap)]
    if not starts:
        return before and not ends
    return not ends or max(starts) > max(ends)


def _rises(word: re.Match[str]) -> bool | None:
    if word[2] and (word[1] in UP) != (word[2] in UP):
        return None
    return word[1] in UP and word[1] not in DOWN


def _same(a: Subject | None, wanted: Subject) -> bool:
    if a is None:
        return False
    if a.name != wanted.name:
        return False
    return (not wanted.side or not a.side or a.side == wanted.side or "收支" in (a.side, wanted.side)) and (not wanted.fund or a.fund == wanted.fund or not a.fund)


def _of_section(found: Subject | None, passage: Passage) -> Subject | None:
    """Return a subject with the fund that the headings over it name, where it names none itself."""
    if found is None or found.fund or found.group in {"三公", "运行", "会议", "培训"}:
        return found
    funds = [name for words in reversed(passage.path) for pattern, name in FUNDS if re.search(pattern, words)]
    return replace(found, fund=funds[0]) if len(funds) == 1 else replace(found, clear=False) if funds else found


def _other_side(statement: Statement, parent: Statement) -> bool:
    """Tell whether one is income and the other spending: no part, then."""
    sides = {each.subject.side for each in (statement, parent) if each.subject}
    return {"收入", "支出"} <= sides


def _other_fund(value: Statement, change: Change) -> bool:
    return value.subject is not None and change.subject is not None and value.subject.fund != change.subject.fund


def _unique(found: list[Statement]) -> list[Statement]:
    return list({id(value): value for value in found}.values())


def _same_sentence(value: Statement, change: Change) -> bool:
    """Tell whether no sentence ends between an amount and a change."""
    return "。" not in value.passage.text[value.figure.end : change.start]


def _depth(gap: str) -> int:
    depth, least = 0, 0
    for letter in gap:
        depth += {"（": 1, "）": -1}.get(letter, 0)
        least = min(least, depth)
    return least
