"""Changes as they are read: to which amount each belongs."""

import re

from desktop.audit.sentences.belonging import OWN_NAME, car_costs, likeness, of_another, same, same_sentence, unique
from desktop.audit.sentences.marks import EXECUTED, depth, in_reason
from desktop.audit.sentences.nouns import ALL_OF_IT, FEWEST, OTHER_BASIS, left_over, narrower, straight, without_amount
from desktop.audit.sentences.placing import Lists
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.statements import CHANGE, Change, Printed, Statement
from desktop.audit.sentences.subjects import TOTAL, Subject, subject

NEAR = 60
"""Amounts before a change that it may be of by its noun."""
ONWARDS = re.compile(r"[，、]?(?:(?:与|比|较|同)(?:上年|去年|20\d\d年)[^，。；：、\d]{0,6})?(?:相比|对比)?，?")
"""Words between two changes of one thing, which name nothing."""
COMPARED_BEHIND = re.compile(
    r"(?:增加|减少|增长|下降|变动|变化|增减|主要)的?原因[是为：][^；。]{0,120}，(?:与|比|较|同)(?:上年|去年|20\d\d年)[^，。；：\d]{0,10}$"
)
"""Words that say why an amount is another one, before they say by how much."""
BOTH_SIDES = re.compile("收入?、?支出?(?:预算)?(?:总计|总额|总数|总预算)?(?:各|均|分别|都)$")
"""Words of a change of income and of expenditure alike: 收、支各增加 8 万元."""
DIVIDES = re.compile("（(?:其中|包括|含|即|分别)")
WHY = re.compile(r"[，,]?主要为")
"""Words that list parts behind an amount, and reasons behind a change."""


class Changes(Lists):
    """The changes of a text, and last year's amount that stands before the next one."""

    def __init__(self) -> None:
        super().__init__()
        self.changes: list[Change] = []
        self._was: Printed | None = None  # last year's amount that stands before the change from it
        self._was_of = 0  # its year, where it is named
        self._was_named = ""  # the words before 比上年 …
        self._was_spent = False  # it is what was carried out: 比上年决算 8 万元
        # the newest share of what it names, where it stands, and its amount: 事业收入占 1.4%，比上年…
        self._shared: tuple[Passage, int, Statement | None] | None = None

    def _in_reason(self, passage: Passage, end: int, gap: str, before: bool) -> bool:
        """Tell whether a reason is being given at the end of the words behind a place of a passage."""
        reason = in_reason(before, gap) or self._begins_reason(passage, end, gap)
        return reason and not self._compared_behind_reason(passage, gap)

    def _begins_reason(self, passage: Passage, end: int, gap: str) -> bool:
        """Tell whether words behind a change say why: 减少 8 万元，主要为…."""
        latest = self.changes[-1] if self.changes else None
        return (
            latest is not None
            and latest.passage is passage
            and latest.end == end
            and not re.search("[。；]", gap)
            and bool(WHY.match(gap))
        )

    def _compared_behind_reason(self, passage: Passage, gap: str) -> bool:
        """Tell whether words behind an amount say why first and then compare: 增加原因是基数提高，比上年增加 8 万元."""
        now, latest = self._now, self.changes[-1] if self.changes else None
        if now is None or now.passage is not passage or not COMPARED_BEHIND.search(gap):
            return False
        return latest is None or latest.passage is not passage or latest.start < now.start

    def _right_before(self, passage: Passage, figure: Printed, gap: str) -> Change | None:
        """Return the change a percentage is of: the one right before it, or before the bracket that divides it.

        增加 100 万元（其中：本级增加 62 万元，学校增加 38 万元），增长 11.11%.
        """
        latest = self.changes[-1] if self.changes else None
        at = figure.start - len(gap)
        if latest is None or latest.passage is not passage or latest.end < at:
            return None
        opened = passage.text.rfind("（", 0, at) if depth(gap) < 0 else -1
        divided = (each for each in reversed(self.changes) if each.passage is passage and each.end == opened)
        return next(divided, latest)

    def _divides_change(self, passage: Passage, gap: str, at: int) -> bool:
        """Tell whether words open a bracket that divides the change right before it: 增加 100 万元（其中：本级增加…."""
        latest = self.changes[-1] if self.changes else None
        return latest is not None and latest.passage is passage and latest.end == at and DIVIDES.match(gap) is not None

    def _add_change(
        self, passage: Passage, match: re.Match[str] | None, gap: str, change: Change, reason: bool
    ) -> None:
        if match and self._divides_change(passage, gap, match.start() - len(gap)):
            reason = True
        words = re.split(r"[，；。：]", gap)[-1] + (change.passage.text[change.start : change.start])
        base = re.search(r"(?:比|较|与|同)(?<![相对]比)[^。；]*?(20\d\d)年", gap)
        change.base = int(base[1]) if base else self._was_of if self._was else 0
        change.reason = reason
        at = (match.start() if match else change.percent.start if change.percent else change.start) - len(gap)
        words = self._clause_before(passage, at, gap) + words
        change.subject, noun = self._spoken_of(words, gap, named=match is not None)
        change.subject = car_costs(change.subject, re.split("[、）]", words)[-1], self._car_total())
        noun = "" if reason or (change.subject and change.subject.group == "三公" and not narrower(noun)) else noun
        goes_on = not (reason or noun or change.subject) and self._goes_on(change)
        self.changes.append(change)
        change.about = self._now
        spent = self._was is not None and self._was_spent
        if not reason:
            change.was, self._was = self._was, None
        change.executed = spent or EXECUTED.search(words) is not None
        inner = self._inner[-1] if self._inner else None
        behind = inner is not None and inner.bracket and inner.parts and depth(gap) < 0 and gap.startswith("）")
        if not (reason or noun or change.subject) and self._shared and self._behind_share(change):
            if of_share := self._shared[2]:
                of_share.changes.append(change)
        elif not (reason or noun) and inner and behind and change.subject is None:
            inner.parents[0].changes.append(change)
        elif not reason and BOTH_SIDES.search(noun) and (sides := self._sides(change)):
            for each in sides:
                each.changes.append(change)
        elif not reason and ALL_OF_IT.match(noun):
            for each in (value for value in self.values[-NEAR:] if value.passage is change.passage):
                each.unsure.append(change)
        elif goes_on:
            self._as_before(change)
        elif not reason and (several := self._respective(change)):
            for each in several:
                each.unsure.append(change)
        elif not reason and not noun:
            self._attach(change)
        elif not reason and (namesake := self._namesake(noun, change)):
            namesake.changes.append(change)
            namesake.last = namesake.last or change.budgeted
        elif change.subject and self._now and self._now.subject:
            change.subject = change.subject.under(self._now.subject)
        self._from_last_year(change)

    def _behind_share(self, change: Change) -> bool:
        """Tell whether a change without a name stands behind a share of what is named: 事业收入占 1.4%，减少 2 万元."""
        passage, end, _ = self._shared or (None, 0, None)
        if passage is not change.passage or re.search("[。；]", change.passage.text[end : change.start]):
            return False
        return self._now is None or self._now.passage is not passage or self._now.figure.end <= end

    def _from_last_year(self, change: Change) -> None:
        """Hand a change behind last year's amount to this year's before it: 本年 12 万元。上年 10 万元，增加…."""
        for last in [v for v in self.values[-NEAR:] if last_of(v, change)]:
            near = [v for v in self.values[-NEAR:] if v.passage is last.passage and v.figure.end <= last.start]
            of = last.subject
            this = [v for v in near if of and v.year == last.year + 1 and same(v.subject, of)]
            if this and not this[-1].changes and near[-1] is this[-1]:
                last.changes.remove(change)
                this[-1].changes.append(change)
                change.was = last.figure

    def _spoken_of_last(self, previous: Statement, figure: Printed) -> Statement:
        """Return the amount that last year's is of: the one whose change the sentence states before it, by its name.

        接待费 2 万元，车辆 16 万元。接待费较上年下降 11.11%，2022 年为 1.80 万元 says what 接待费 was.
        """
        latest = self.changes[-1] if self.changes else None
        behind = latest is not None and latest.passage is previous.passage and latest.start > previous.figure.end
        if latest is None or not behind or latest.subject is None:
            return previous
        if "。" in previous.passage.text[latest.end : figure.start]:
            return previous
        return next((v for v in reversed(self.values[-NEAR:]) if any(c is latest for c in v.changes)), previous)

    def _next_of_several(self, passage: Passage, figure: Printed, gap: str) -> bool:
        """Tell whether a figure is another one of 分别增加 8 万元和 6 万元: a change, no amount."""
        latest = self.changes[-1] if self.changes else None
        near = latest is not None and latest.passage is passage and latest.end == figure.start - len(gap)
        return near and gap in {"、", "和", "及"}

    def _spoken_of(self, words: str, gap: str, named: bool) -> tuple[Subject | None, str]:
        """Return what a clause with a change speaks of, and the noun where it is one of its own that is not known.

        Without either it goes on with what was spoken of before.
        """
        if nothing := without_amount(gap):
            return subject(nothing), nothing
        own = re.sub(r"^.*(?:比|较|与|同)(?:20\d\d年|上年|去年|上一?年)度?|主要是|原因|其中|(?<=预算)数", "", words)
        before = re.search(r"([^，；。：、]*?)(?:比|较|与|同)(?:20\d\d年|上年|去年|上一?年)", words)
        behind = CHANGE.sub("", own) if len(own) > 1 else ""
        options = [behind, before[1] if before else "", self._was_named if self._was else ""]
        found = next((each for each in options if each and subject(each)), "")
        spoken = found or options[2] or (before[1] if before else behind if named else "")
        strange = narrower(spoken) or OTHER_BASIS.search(gap.rpartition("。")[2])
        if (
            strange
            or ALL_OF_IT.match(spoken)
            or (not found and (of_another(spoken) or len(left_over(spoken)) >= FEWEST))
            or (found and len(left_over(found)) >= OWN_NAME)
        ):
            return None, spoken or words
        return subject(found) if found else None, ""

    def _clause_before(self, passage: Passage, at: int, gap: str) -> str:
        """Return what a clause names that goes on behind a figure in it: 事业收入因入住率达到 58% 增加 6 万元."""
        ends = [self._now.figure.end] if self._now and self._now.passage is passage else []
        ends += [each.end for each in self.changes[-1:] if each.passage is passage]
        if self._was or at in ends or not at or re.search("[，。；：、]", gap):
            return ""
        name = re.split("因|由|受|随|按|从|比|较|与|（", re.split("[，。；：、]", passage.text[:at])[-1])[0]
        return "" if re.search(r"\d", name) else name

    def _namesake(self, noun: str, change: Change) -> Statement | None:
        """Return the amount of the same passage whose own words have the noun of a change."""
        own = re.split("比|较|与|同", CHANGE.sub("", noun))[0]
        near = [
            each for each in self.values[-NEAR:] if each.passage is change.passage and len(left_over(own)) >= FEWEST
        ]
        named = [each for each in near if _same_noun(own, each.passage.text[each.start : each.figure.start])]
        return named[-1] if named and not narrower(noun) else None

    def _car_total(self) -> Subject | None:
        """Return the total of the costs of vehicles where it is being divided: 购置费 is a part of it there."""
        of = (self._now, self._now.parent) if self._now else ()
        names = (each.subject for each in of if each and each.subject)
        return next((found for found in names if found.name == "公务用车购置及运行费"), None)

    def _attach(self, change: Change) -> None:
        """Give a change to the amount it is of: the one with its subject, else the newest."""
        now = self._outside(change)
        if now is None:
            self._attach_before(change)
            return
        if change.subject:
            near = [v for v in reversed(self.values[-12:]) if v.passage is change.passage]
            near_same = sorted((v for v in near if same(v.subject, change.subject)), key=lambda v: likeness(v, change))
            if near_same:
                near_same[0].changes.append(change)
                near_same[0].last = near_same[0].last or change.budgeted
            return
        known = unique([now, *self._tops, *self._before])
        if not (same_sentence(now, change) or change.flat):  # it may be of what the passage begins with
            near = [v for v in self.values[-NEAR:] if v.passage is change.passage]
            known = unique([*known, *near[:1]])
        inner = self._inner[-1] if self._inner else None
        ends = inner and inner.parts[-1:] == [now] and len(inner.parts) > 1
        if inner and ends and not any(part.changes or part.unsure for part in inner.parts):
            of = inner.parents[0].changes  # what the parts are of was compared before them
            compared = of and of[-1].end < inner.parts[0].start and same_sentence(now, change)
            known = [now] if compared and straight(now, change) else unique([now, *inner.parents])
            alone = len(known) == 1
        else:
            alone = len(known) == 1 or same_sentence(now, change)
        if alone:
            now.changes.append(change)
            now.last = now.last or change.budgeted
            return
        start, _ = change.passage.sentence_at(change.start)
        for each in known:  # 均与上年持平 is not of what an earlier sentence compared
            if not (change.flat and each.changes and each.passage is change.passage and each.start < start):
                each.unsure.append(change)

    def _sides(self, change: Change) -> list[Statement]:
        """Return the newest total of the passage of a change, where income and expenditure are alike."""
        near = [each for each in self.values[-NEAR:] if each.passage is change.passage and each.subject]
        totals = [each for each in near if each.subject and each.subject.name == TOTAL][-2:]
        of_last = [each for each in totals if each.last] or totals[-1:]
        return of_last if len({each.amount.fen for each in totals}) == 1 else []

    def _goes_on(self, change: Change) -> bool:
        """Tell whether a change without a name goes on where one has it: 增加 0 万元，与上年持平."""
        latest = self.changes[-1] if self.changes else None
        if latest is None or latest.passage is not change.passage or latest.reason or latest.subject is None:
            return False
        behind = self._now is None or self._now.passage is not change.passage or self._now.figure.end <= latest.start
        return behind and ONWARDS.fullmatch(change.passage.text[latest.end : change.start]) is not None

    def _as_before(self, change: Change) -> None:
        """Give a change to the amounts that the one before it is of."""
        latest = self.changes[-2]
        for each in self.values[-NEAR:]:
            for known in (each.changes, each.unsure):
                if any(of is latest for of in known):
                    known.append(change)

    def _respective(self, change: Change) -> list[Statement]:
        """Return the amounts of which a change is that of one, in their order: 6 万元、9 万元，分别减少 1 万元、…."""
        a, _ = change.passage.sentence_at(change.start)
        own = [each for each in self.values if each.passage is change.passage and each.figure.start >= a]
        between = change.passage.text[own[-1].figure.end : change.start] if len(own) > 1 else ""
        return own if re.search("分别(?![为是])", between) else []

    def _outside(self, change: Change) -> Statement | None:
        """Return the newest amount in no bracket that ended before a change: 9 万元（含结转 1 万元），比…."""
        now, text = self._now, change.passage.text
        while now is not None and now.passage is change.passage and depth(text[now.figure.end : change.start]) < 0:
            opened = text.rfind("（", 0, now.figure.start)
            before = [v for v in self.values if v.passage is now.passage and v.figure.end <= opened]
            if not before or text[before[-1].figure.end : opened]:
                break
            now = before[-1]
        return now

    def _attach_before(self, change: Change) -> None:
        """Give a change with which a passage begins (与上年对比，收入增加…) to the amount of the passage before it."""
        main, named = self._main, change.subject
        if main is None or main.passage.path != change.passage.path:
            return
        near = [v for v in self.values[-12:] if v.passage.number == change.passage.number - 1]
        main = next((v for v in near if v.key and named and v.key == named.key), main)
        if main.changes:
            return
        if named and main.subject and named.name == TOTAL and named.fund != main.subject.fund:
            return  # 总收入较上年增加 behind a line on the money of one fund
        begins = re.match(r"(?:与|同|比|较).{0,12}(?:对比|相比|比较|，|增|减)", change.passage.text)
        if same(main.subject, named) if named else begins and change.passage.number == main.passage.number + 1:
            main.changes.append(change)


def last_of(value: Statement, change: Change) -> bool:
    """Tell whether a change was given to an amount of a year that is not compared with the year before it."""
    return bool(value.year) and change.base != value.year - 1 and any(each is change for each in value.changes)


NO_NAME = re.compile(r"其中|本年|当年|20\d\d年|上年|去年|[（）“”]|预算|支出|经费|安排|[：:]")


def _same_noun(noun: str, words: str) -> bool:
    """Tell whether an amount bears a noun: a short one by itself, a longer one behind whose it is."""
    wanted, there = (NO_NAME.sub("", each) for each in (noun, words))
    return wanted == there or (len(wanted) >= OWN_NAME and there.endswith(wanted))
