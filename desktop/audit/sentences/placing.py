"""Lists of parts as they are read: which amount belongs to which list, and which lists go on in the next lines."""

import re
from itertools import pairwise

from desktop.audit.sentences.belonging import elsewhere, in_bracket, other_side, other_total, unique
from desktop.audit.sentences.marks import (
    AGAIN_BY_KIND,
    ALLOTTED,
    AMONG,
    AT_ONCE_BY_KIND,
    BEGINS_AMONG,
    BY_KIND,
    ENDS_OPEN,
    ITEM,
    LEADS,
    LINES_OF_A_PROJECT,
    NAMED_AGAIN,
    OPENER,
    PURPOSE,
    SIDE_BY_KIND,
    SPREAD_OVER,
    depth,
    ended,
    in_open_bracket,
)
from desktop.audit.sentences.parts import CLOSED
from desktop.audit.sentences.prose import DEEPEST, NUMBERED, Passage, level_of
from desktop.audit.sentences.statements import Enumeration, Statement
from desktop.audit.sentences.subjects import TOTAL, Subject, subject

NOTE = re.compile("(?:备注|注|说明)[：:]")
"""How the note under a table begins: no list of the text goes on in it."""


class Lists:
    """The lists that are open at a place of the text, and the amounts that the next one may be a part of."""

    def __init__(self) -> None:
        self.values: list[Statement] = []
        self.lists: list[Enumeration] = []
        self._open: list[tuple[int, Enumeration]] = []  # lists that go on in the next passages, with their level
        self._inner: list[Enumeration] = []  # lists of this sentence, the innermost last
        self._tops: list[Statement] = []  # amounts of this sentence that are parts of none
        self._before: list[Statement] = []  # those of the sentence before
        self._main: Statement | None = None  # first amount of the newest passage that has one of its own
        self._now: Statement | None = None
        self._led = False  # this passage divides the amount of the one before it

    def _begin(self, passage: Passage) -> None:
        level = passage.level
        going = [(at, each) for at, each in self._open if level > at and not (at < 0 and _shallower(level, each))]
        self._open = [(at, each) for at, each in going if not elsewhere(each, passage)]
        if NOTE.match(passage.text):
            self._open = []
        self._inner, self._tops, self._before, self._now = [], [], [], None
        self._led = False

    def _sentence(self) -> None:
        self._before = self._tops or self._before
        self._inner, self._tops = [], []

    def _place(self, statement: Statement, gap: str) -> None:
        """Put an amount into the list it is a part of."""
        now, end = self._now, statement.figure.start
        same = now is not None and now.passage is statement.passage
        closed = depth(statement.passage.text[now.figure.end if now and same else end - len(gap) : end])
        while self._inner and self._inner[-1].bracket and closed < 0:
            self._inner.pop()
            closed += 1
        tail = gap.rpartition("；")[2]
        begins = not (self._now or self._before)
        again = self._led and tail != gap and not tail.startswith("其中")  # ；其中： is of the part before it
        led = self._again(statement, gap) or ((begins or again) and self._lead(statement, gap if begins else tail))
        led = led or self._by_kind(statement, gap)
        opener = _opener(gap) if self.values and not begins and not led else None
        apart = gap[: opener.start()] if opener else gap
        over = bool(self._inner) and not (self._inner[-1].to_end or self._inner[-1].bracket) and "；" in apart
        finished = self._inner.pop() if over and (opener or len(self._inner) > 1) else None
        while self._inner and (
            other_side(statement, self._inner[-1].parents[0]) or _beside_it(statement, self._inner[-1])
        ):
            self._inner.pop()
        if opener and opener[0] != "：" and not self._inner and "；" in apart and self._tops:
            self._start([self._tops[0]], gap, opener)
        elif opener and opener[0] == "其中" and self._now and _only(finished, self._now):
            self._start([self._now], gap, opener)
        elif opener:
            self._start(self._parents(), gap, opener)
        elif self._divides(statement, gap) and self._now:
            self._inner.append(Enumeration([self._now], [], bracket=True, closed=True))
            self.lists.append(self._inner[-1])
        elif self._inner and not self._inner[-1].bracket and now and same and in_open_bracket(now, statement):
            self._inner.append(Enumeration([now], [], bracket=True))  # it says something of a part: none itself
        for each in self._inner:
            each.flat.append(statement)
        if self._inner:
            self._inner[-1].parts.append(statement)
            statement.parent = self._inner[-1].parents[0]
        else:
            self._tops.append(statement)

    def _lead(self, statement: Statement, gap: str) -> bool:
        """Begin a list with which a passage begins: it divides the amount of the passage before it (其中：…)."""
        main = self._main
        lead = LEADS.match(NUMBERED.sub("", gap, count=1) if NUMBERED.match(gap) else gap)
        if not lead or main is None:
            return False
        scale = ALLOTTED.match(gap) is not None and "规模" in main.passage.text[: main.figure.start]
        near = statement.passage.number - main.passage.number <= LINES_OF_A_PROJECT
        if not (scale and near) and (main.passage.path != statement.passage.path or main.subject is None):
            return False
        if other_side(statement, main):
            main = next((v for v in self.values[-20:] if other_total(v, main, statement)), main)
        side = next((each for each in ("收入", "支出") if each in lead[0]), "")
        if side and main.subject and (main.subject.name != TOTAL or main.subject.side not in {side, "收支"}):
            return False
        if other_side(statement, main):
            return False
        self._led, self._inner = True, [Enumeration([main], [])]
        self.lists.append(self._inner[-1])
        return True

    def _by_kind(self, statement: Statement, gap: str) -> bool:
        """Begin a list in a sentence that divides the amount of the one before it: 按支出性质分，基本支出…."""
        match = BY_KIND.search(gap)
        main = self._before[0] if len(self._before) == 1 and not self._tops else None
        if match is None and self._inner and not self._inner[0].bracket and not self._open:
            match, main = AGAIN_BY_KIND.search(gap), self._inner[0].parents[0]
        if match is None and not self._inner and len(self._tops) == 1 and self._tops[0] is self._now:
            match, main = AT_ONCE_BY_KIND.search(gap), self._now
        if not match or main is None or main.subject is None or other_side(statement, main):
            return False
        if main.subject.name not in {TOTAL, "政府采购", "基本支出", "项目支出"}:
            return False
        self._inner = [Enumeration([main], [])]
        self.lists.append(self._inner[-1])
        return True

    def _again(self, statement: Statement, gap: str) -> bool:
        """Begin a list of an amount that stands earlier in the passage and is named again: 卫生健康支出中：…."""
        first = not (self._now or self._before)
        plain = NUMBERED.sub("", gap, count=1) if first else gap
        match = (BEGINS_AMONG.match(plain) if first else AMONG.search(gap)) or NAMED_AGAIN.search(plain)
        named = subject(match[1]) if match else None
        number = statement.passage.number - first
        near = {number} if first or any(_is_of(v, number, match, named) for v in self.values[-20:]) else {number - 1}
        same = [v for v in self.values[-20:] if v.passage.number in near and v.subject and named]
        of = [v for v in same if v.subject and match and named and _named_again(v.subject, match[1], named)]
        if not of:
            return False
        self._inner = [Enumeration([of[-1]], [], open_end=True)]
        self.lists.append(self._inner[-1])
        return True

    def _divides(self, statement: Statement, gap: str) -> bool:
        """Tell whether an amount stands in a bracket right behind another one or its change, which it divides."""
        now = self._now
        return (
            now is not None
            and gap.startswith("（")
            and len(gap) > 2
            and gap.count("（") > gap.count("）")
            and statement.figure.start - len(gap) in (now.figure.end, *(c.end for c in now.changes))
        )

    def _parents(self) -> list[Statement]:
        found = [self._now] if self._now and (self._tops or self._inner) else []
        if self._inner:
            return [*found, *self._inner[-1].parents]
        return unique([*found, *reversed(self._tops), *reversed(self._before)])

    def _start(self, parents: list[Statement], gap: str, opener: re.Match[str]) -> None:
        if parents:
            bracket = gap[: opener.start()].endswith("（")
            of_purposes = PURPOSE.fullmatch(opener[0]) is not None
            to_end = SPREAD_OVER.search(gap[: opener.end()]) is not None
            self._inner.append(Enumeration(parents, [], bracket=bracket, open_end=of_purposes, to_end=to_end))
            self.lists.append(self._inner[-1])

    def _end(self, passage: Passage, count: int) -> None:
        """See to what goes on in the next passages."""
        new = self.values[count:]
        joined = bool(new) and new[0].parent is None and bool(self._open)
        if joined:
            self._join(passage, new)
        text = passage.text
        tail = text[self._now.figure.end :] if new and self._now else text
        if ENDS_OPEN.search(tail) and not re.search(r"(?:原因|用于).{0,6}$", tail):
            self._opened(passage, new)
        elif new and text.endswith("；") and self._inner and not (joined and self._inner[0].parents[0] is new[0]):
            # a line of an open list that is itself divided ends there: the next line is the list's, not the line's
            self._inner[0].spread = True
            self._open.append((self._level(passage), self._inner[0]))
        if new:
            own = new[0] if not self._led or self._main is None else self._main
            tops = [v for v in new if v.parent is None]
            self._main = next((v for v in tops if not in_bracket(v)), tops[0] if tops else own)

    def _join(self, passage: Passage, new: list[Statement]) -> None:
        """Make the first amount of a passage a part of the list that is open; deeper numbers divide the part before."""
        outer = self._open[-1][1]
        if outer.parts and outer.level < 0:
            outer.level = level_of(outer.parts[0].passage.text)
        if passage.level == DEEPEST and 0 <= outer.level < DEEPEST:
            return  # a list of numbered lines ends where a line bears no number
        apart = ended(outer) and outer.parts[-1].passage.path != passage.path and passage.level < DEEPEST
        if apart or _beside_it(new[0], outer):
            self._open.pop()
            return
        if passage.level == DEEPEST and (ended(outer) or other_side(new[0], outer.parents[0])):
            self._open.pop()
            return
        last = outer.parts[-1] if outer.parts else None
        if last is not None and last.subject is not None and outer.level < passage.level < DEEPEST:
            inner = Enumeration([last], [], spread=True, level=passage.level)
            self.lists.append(inner)
            self._open.append((outer.level, inner))
            outer = inner
        for value in (new[0], *_in_a_row(new)):
            outer.parts.append(value)
            outer.flat.append(value)
            value.parent = outer.parents[0]
        outer.flat += [value for value in new[1:] if value.parent is None]
        self._inherit(new, outer.parents[0])

    def _opened(self, passage: Passage, new: list[Statement]) -> None:
        """Open the list that the end of a passage announces."""
        text = passage.text
        parents = list(self._tops or self._before) if new else []
        total = _named_at_end(text, new) if new else self._total_by_kind(text)
        parents = [total] if total else parents
        inherits = not new and bool(self._open)
        if (
            not new
            and not parents
            and (named := subject(re.split("[，。；]", text)[-1]))
            and (named.fund or named.name != TOTAL)
        ):
            parents = [v for v in self.values[-20:] if v.subject and v.subject.key[1:] == named.key[1:]][-1:]
            inherits = inherits or not parents
        if not parents and not new and not inherits and self._main:
            main = self._main
            while main.parent and passage.level < main.passage.level:
                main = main.parent  # the next list of what the one before it divided
            parents = [main]
        if parents:
            plain = bool(passage.path) and level_of(passage.path[-1]) == DEEPEST  # the numbers before it are over
            level = -1 if new and total and plain else self._level(passage)
            each = Enumeration(list(reversed(parents)), [], spread=True)
            self.lists.append(each)
            self._open.append((level, each))

    def _total_by_kind(self, text: str) -> Statement | None:
        """Return the newest total of the side that a line divides: 支出按功能分类情况如下：."""
        match = SIDE_BY_KIND.match(text)
        totals = [v for v in self.values if v.subject and v.subject.name == TOTAL and not v.subject.fund and v.plan]
        return (
            next((v for v in reversed(totals) if v.subject and v.subject.side in {match[1], "收支"}), None)
            if match
            else None
        )

    def _inherit(self, new: list[Statement], parent: Statement) -> None:
        for value in new:
            if value.subject:
                value.subject = value.subject.under(parent.subject)

    def _level(self, passage: Passage) -> int:
        """Return the level of the heading a list stands under: what lies deeper may be its part."""
        if passage.level < DEEPEST:
            return passage.level
        found = next((level_of(words) for words in reversed(passage.path) if level_of(words) < DEEPEST), -1)
        at, each = self._open[-1] if self._open else (found, None)
        behind = each is not None and bool(each.parts) and level_of(each.parts[-1].passage.text) == found
        return at if behind else found  # behind the numbered lines of a list, the next list has numbers of that level


def _beside_it(statement: Statement, each: Enumeration) -> bool:
    """Tell whether an amount stands beside what a list divides: 公务用车…，其中购置费…；公务接待费…."""
    names = {of.subject.name for of in (statement, each.parents[0]) if of.subject}
    siblings = any(names <= members for kinds in CLOSED.values() for members in kinds)
    return len(names) > 1 and siblings and not each.bracket


def _named_at_end(text: str, new: list[Statement]) -> Statement | None:
    """Return the amount of a passage that its last sentence names as what comes: 财政拨款支出主要内容如下：."""
    last = text.rpartition("。")[2]
    named = (
        subject(re.sub("(?:主要)?(?:内容|安排|使用)?(?:情况)?如下：$", "", last)) if last.endswith("如下：") else None
    )
    if named is None or re.search(r"\d", last):
        return None
    return next((v for v in new if v.subject and v.subject.key[1:] == named.key[1:]), None)


def _shallower(level: int, each: Enumeration) -> bool:
    """Tell whether a number is of a higher level than those of the lines of an open list: it stands beside the list."""
    first = level_of(each.parts[0].passage.text) if each.spread and each.parts else DEEPEST
    return first < DEEPEST and level < first and each.parts[0].passage is not each.parents[0].passage


def _only(of: Enumeration | None, part: Statement) -> bool:
    """Tell whether a list that ended had one part: ；其中： divides that one."""
    return of is not None and len(of.parts) == 1 and of.parts[0] is part


def _named_again(earlier: Subject, words: str, named: Subject) -> bool:
    """Tell whether words name an amount once more; a total only by its very words (本年收入)."""
    return earlier.name == named.name and (named.name != TOTAL or words in earlier.words)


def _is_of(value: Statement, number: int, match: re.Match[str] | None, named: Subject | None) -> bool:
    """Tell whether an amount of a passage bears the words that name it again."""
    if value.passage.number != number or not (value.subject and match and named):
        return False
    return _named_again(value.subject, match[1], named)


def _in_a_row(new: list[Statement]) -> list[Statement]:
    """Return the amounts a line lists behind its first one: 学前教育 8 万元、小学教育 4 万元, or each with （项）."""
    found: list[Statement] = []
    for before, value in pairwise(each for each in new if each.parent is None):
        between = value.passage.text[before.figure.end : value.figure.start]
        behind = between.startswith("、") and "，" not in between
        if before.subject is None or value.subject is None or value.subject.group != before.subject.group:
            break
        if not behind and not (ITEM.search(between) and ITEM.search(before.passage.text[: before.figure.start])):
            break
        found.append(value)
    return found


def _opener(gap: str) -> re.Match[str] | None:
    """Return the words that begin a list of parts before an amount; purposes only where the first has an amount."""
    opener = OPENER.search(gap)
    while opener and "；" in gap[opener.end() :]:  # what it began ended there without an amount
        opener = OPENER.search(gap, opener.end())
    purpose = next((m for m in PURPOSE.finditer(gap) if not re.search("[，。；：、]", gap[m.end() :])), None)
    if (
        opener
        and opener[0] == "："
        and re.search(r"(?:原因|用于|说明|(?<!分配)(?<!构成)情况|如下|项目有)$", gap[: opener.start()])
    ):
        opener = None
    if purpose and len(gap) > purpose.end() and (opener is None or opener.start() >= purpose.start()):
        return purpose
    return opener
