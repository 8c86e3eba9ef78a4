"""Reading the statements of a document: from sentence to sentence, as a person follows them."""

import re
from collections import Counter
from dataclasses import replace

from desktop.audit.remembered import remembered
from desktop.audit.sentences import sheet_titles
from desktop.audit.sentences.attaching import NEAR, Changes
from desktop.audit.sentences.belonging import (
    OWN_NAME,
    car_costs,
    member_over,
    of_running,
    of_section,
    of_sentence,
    of_sibling,
    of_source,
    of_title,
    owner_of,
    paid_from,
    same,
)
from desktop.audit.sentences.marks import (
    AFTER_NOT_AN_AMOUNT,
    BASE,
    BESIDE,
    CHANGES_FOLLOW,
    EXECUTED,
    FROM,
    LAST_YEAR,
    NOT_AN_AMOUNT,
    OF_WHICH,
    OPENS_LIST,
    OTHER_INCOME,
    OWN_YEAR,
    REACHED,
    STANDARD,
    YEAR,
    events,
    executed_year,
    rises,
    titles_of,
    year_of,
)
from desktop.audit.sentences.moved import moved
from desktop.audit.sentences.nouns import BY_UNIT, FEWEST, left_over, owned_by
from desktop.audit.sentences.placing import NOTE
from desktop.audit.sentences.prose import Passage, passages
from desktop.audit.sentences.statements import (
    CHANGE,
    TOKEN,
    Change,
    Printed,
    Statement,
    Statements,
    respectively,
    usual_half,
)
from desktop.audit.sentences.subjects import Subject, plain_words, subject
from desktop.outside.document import Document

MOST_WORDS = 160
"""Letters before an amount that may name it."""

HEADS = 24
"""Letters of a sentence that only heads the next: 公务接待费。2026 年预算 3 万元 …."""

BUDGETED = re.compile("预算(?!执行|完成)")
SPENT = re.compile("实际|执行|决算|完成")
"""Words of what was spent, no budget."""

BOUNDS = ("不足", "不到", "超过")
"""What stands before a percentage that is only a bound."""


@remembered
def read(document: Document) -> Statements:
    """Return what the text of a document states, tables aside."""
    found = passages(document)
    year = year_of(found) if found else sheet_titles.year_of(document)
    reader = _Reader(year, titles_of(found))
    for passage in found:
        if not any("名词解释" in words for words in passage.path):
            reader.passage(passage)
    moved(reader.lists, reader.values)
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
        usual_half(reader.values),
        tuple(reader.strays),
    )


class _Reader(Changes):
    """What has been read so far, and what the next amount may belong to."""

    def __init__(self, year: int, titles: str) -> None:
        super().__init__()
        self.year, self.titles = year, titles
        self._from = ""  # the words before 由 … 增加到 …
        self.strays: list[tuple[Passage, Printed]] = []  # shares of what has no amount
        self._passed: Printed | None = None  # the newest figure of this passage that is no amount
        self._whole: Printed | None = None  # what 完成 8 万元，为年初预算 10 万元的 80% compares with

    def passage(self, passage: Passage) -> None:
        """Read a passage."""
        self._begin(passage)
        count, reason, end = len(self.values), False, 0
        self._was = self._passed = None
        for match, is_flat in events(passage.text):
            gap = passage.text[end : match.start()]
            reason = self._in_reason(passage, end, gap, reason)
            end = match.end()
            if "。" in gap:
                self._sentence()
                self._was = None
            if is_flat:
                self._add_change(passage, match, gap, Change(passage, match.start(), end, None, flat=True), reason)
            else:
                self._token(passage, match, gap, reason)
        self._end(passage, count)

    def _token(self, passage: Passage, match: re.Match[str], gap: str, reason: bool) -> None:
        figure = Printed.of(match)
        words = re.split(r"[，；。：、]", gap)[-1]
        word = CHANGE.search(words)
        after = passage.text[match.end() :]
        if figure.unit == "%" and gap == "的" and self._whole and self._now:
            self._now.ratios.append((figure, self._whole))
        elif figure.unit in {"%", "个百分点"}:
            self._percentage(passage, figure, words, word, gap, reason)
        elif OF_WHICH.match(after) and self._now and self._now.passage is passage and not word and not reason:
            self._whole = figure
        elif figure.unit == "元" and STANDARD.search(passage.text[max(figure.start - 60, 0) : figure.start]):
            return
        elif not word and not reason and self._is_base(words, after):
            self._was = figure
        elif not reason and self._was and (REACHED.search(words) or (REACHED.search(gap) and len(words) < 12)):
            self._reached(passage, figure, gap)
        elif NOT_AN_AMOUNT.search(words) or AFTER_NOT_AN_AMOUNT.match(after):
            self._passed = figure
        elif word and self._after_percentage(passage, figure, gap, words):
            latest = self.changes[-1]
            latest.amount, latest.rises, latest.end = figure, rises(word), figure.end
        elif word:
            change = Change(passage, match.start() - len(words) + word.start(), match.end(), rises(word), figure)
            self._add_change(passage, match, gap, change, reason)
        elif not reason and not self._next_of_several(passage, figure, gap):
            self._value(passage, figure, gap, words)

    def _after_percentage(self, passage: Passage, figure: Printed, gap: str, words: str) -> bool:
        """Tell whether an amount is that of the percentage right before it: 同比下降 9.4%，减少 1.5 万元."""
        latest = self.changes[-1] if self.changes else None
        if latest is None or latest.passage is not passage or latest.amount or not latest.percent or latest.flat:
            return False
        return latest.end == figure.start - len(gap) and gap in (f"，{words}", f"、{words}") and len(words) < 6

    def _is_base(self, words: str, after: str) -> bool:
        """Tell whether an amount is last year's, to which the words right after it compare."""
        base = BASE.search(words)
        if base and CHANGES_FOLLOW.match(after) and (not base[1] or int(base[1]) < self.year or not self.year):
            self._was_of = int(base[1] or 0)
            self._was_named = words[: base.start()]
            self._was_spent = EXECUTED.search(base[0]) is not None
            return True
        start, self._was_of, self._was_named, self._was_spent = FROM.search(words), 0, "", False
        if start and REACHED.match(after[:4]):
            self._from = words[: start.start()]
            return True
        return False

    def _reached(self, passage: Passage, figure: Printed, gap: str) -> None:
        """Read the second amount of 由 … 增加到 …: this year's, of what stands before 由 or of the newest amount."""
        named = subject(self._from) if self._from else None
        now = self._now
        if named is None and now is not None and now.passage is passage:
            if now.amount.meets(figure.amount):
                return
            named = now.subject
        statement = Statement(passage, figure, of_section(named, passage), figure.start - len(gap))
        statement.last, statement.year, self._was = self._was, self.year, None
        self._tops.append(statement)
        self.values.append(statement)
        self._now = statement

    def _percentage(
        self, passage: Passage, figure: Printed, words: str, word: re.Match[str] | None, gap: str, reason: bool
    ) -> None:
        if figure.unit != "%" or gap.endswith(BOUNDS):
            return
        share = re.search(r"占(.*?)(?:的|比重?|比例)?(?:为|是)?$", words)
        whose = self._before_bracket(passage, figure, gap) or self._now
        if share and self._passed and self._passed.end == figure.start - len(gap):
            self.strays.append((passage, figure))  # of what is only a bound: 不低于 8 万元，占 80%
        elif share and whose and not reason:
            base = re.sub(r"的?(?:比重?|比例|百分比)?为?$", "", share[1])
            self._share(passage, figure, words[: share.start()], base, whose)
        elif gap == "（" and self.changes and self.changes[-1].end == figure.start - 1:
            before = self.changes[-1]  # 减少0.20万元（5.00%）
            if before.passage is passage and before.amount and not before.percent:
                before.percent, before.percent_rises, before.end = figure, before.rises, figure.end
        elif word and not reason:
            latest = self._right_before(passage, figure, gap)
            near = latest and not latest.percent
            if latest and near and len(gap) <= 12 and "。" not in gap and "；" not in gap:
                latest.percent, latest.percent_rises, latest.end = figure, rises(word), figure.end
            elif self._was or re.search(r"比|较|与", gap) or self._behind_last(figure, gap):
                change = Change(passage, figure.start - len(words) + word.start(), figure.end, rises(word))
                change.percent, change.percent_rises = figure, rises(word)
                self._add_change(passage, None, gap, change, reason)

    def _behind_last(self, figure: Printed, gap: str) -> bool:
        """Tell whether last year's amount stands right before a percentage: 上年 8 万元，2024 年增长 5%."""
        now = self._now
        return now is not None and now.last is not None and now.last.end == figure.start - len(gap) and len(gap) < 12

    def _share(self, passage: Passage, figure: Printed, noun: str, base: str, latest: Statement) -> None:
        """Give a share to the amount its clause names, else to the newest: 采购总额中服务占 68.2%."""
        several = respectively(passage, figure)
        if several:
            self._several(several, base)
            return
        among = re.match(r"的?(.*?)(?<!其)中[：:，]?(.+)$", noun)
        noun, base = (among[2], base or among[1]) if among else (noun, base)
        named = subject(noun)
        if named is None and len(left_over(noun)) < FEWEST:
            latest.shares.append((figure, base))
            return
        near = [each for each in reversed(self.values[-NEAR:]) if each.passage is passage]
        of = [each for each in near if named and same(each.subject, named)]
        if named is None or len(left_over(noun)) >= OWN_NAME:
            of = [v for v in near if left_over(noun) in left_over(passage.text[v.start : v.figure.start])]
        self._shared = (passage, figure.end, of[0] if of else None)
        if of:
            of[0].shares.append((figure, base))
        else:
            self.strays.append((passage, figure))

    def _several(self, several: list[Printed], base: str) -> None:
        """Give shares told one after another (分别占 60%和 40%) to as many amounts side by side before them."""
        own = [each for each in self.values if each.passage is self.values[-1].passage][-len(several) :]
        over = {id(each.parent) for each in own}
        alike = len(over) == 1 and not over & set(map(id, own))
        if len(own) < len(several) or not alike:
            self.strays += [(self.values[-1].passage, each) for each in several]
            return
        for value, each in zip(own, several, strict=True):
            value.shares.append((each, base))

    def _before_bracket(self, passage: Passage, figure: Printed, gap: str) -> Statement | None:
        """Return the amount a closed bracket belongs to: 项目支出92.90万元（含结转12.40万元），占31.57%."""
        if not gap.startswith("）"):
            return None
        opened = passage.text.rfind("（", 0, figure.start - len(gap))
        owners = (each for each in reversed(self.values) if each.passage is passage and each.figure.start < opened)
        owner = next(owners, None)
        return owner if owner and not passage.text[owner.figure.end : opened].strip("万元千百亿") else None

    def _value(self, passage: Passage, figure: Printed, gap: str, words: str) -> None:
        clause = passage.text[: figure.start]
        owner, named = self._named(passage, gap, words)
        owner = owner or member_over(passage, self.titles)
        sentence = clause.rpartition("。")[2]
        before = TOKEN.search(sentence)
        years = [int(m[1]) for m in OWN_YEAR.finditer(sentence[: before.start()] if before else sentence)]
        direct = YEAR.search(words)
        previous = self._now
        last = LAST_YEAR.search(words) or (direct and self.year and int(direct[1]) == self.year - 1)
        compared = re.search(r"(?:比|较|与|同|上年|去年|20\d\d年).{0,8}$", words) and named is None
        former = previous and 0 < previous.year < self.year - 1 and direct  # year after year
        if last and previous is not None and not former and (compared or named is None):
            whose = self._spoken_of_last(previous, figure)
            spent = SPENT.search(words) and any(not change.executed for change in whose.changes)
            whose.last = whose.last if spent else figure  # the change is against the budget
            return
        of = previous.subject if previous and previous.passage is passage and previous.last is None else None
        same = of and named and (of.name, of.fund or named.fund) == (named.name, named.fund or of.fund)
        if previous and same and last and LAST_YEAR.match(words) and BUDGETED.search(words):
            previous.last = figure  # 上年事业收入预算 8 万元, after this year's
            return
        named = of_section(of_sentence(named, sentence), passage)
        statement = Statement(passage, figure, named, figure.start - len(words))
        executed = executed_year(passage)
        statement.year = int(direct[1]) if direct else self.year - 1 if last else years[0] if years else executed
        statement.plan = not EXECUTED.search(gap) and not last and not executed
        self._place(statement, gap)
        if statement.parent:
            statement.subject = car_costs(statement.subject, words, statement.parent.subject)
            statement.plan = statement.plan and statement.parent.plan
        if statement.subject and statement.parent:
            statement.subject = statement.subject.under(statement.parent.subject)
            owner = owner or owned_by(statement.parent)
        if statement.subject and "绩效" in clause[clause.rfind("。") + 1 :]:
            statement.subject = replace(statement.subject, within="绩效")
        statement.subject = of_source(statement)
        statement.subject = of_sibling(statement, previous)
        statement.subject = paid_from(statement, previous)
        statement.subject = of_running(statement, self._main, self.values)
        if statement.subject and NOTE.match(passage.text):  # it speaks of the table it stands under
            statement.subject = replace(statement.subject, clear=False)
        if statement.subject and BY_UNIT.search(sentence):
            statement.subject = replace(statement.subject, clear=False)
        if statement.subject and owner and not statement.subject.owner:
            statement.subject = replace(statement.subject, owner=owner)
        self.values.append(statement)
        self._now = statement

    def _named(self, passage: Passage, gap: str, words: str) -> tuple[str, Subject | None]:
        """Return whose amount it is, where another's, and what the words before it name."""
        clauses = re.split(r"[，；：]", self._spoken(gap))
        first = re.split(r"其中|包括|包含|（含", clauses[-1])[-1]
        among = not plain_words(first)  # 项目支出中，甲工程 8 万元: a part bears a name of its own
        opened = among and any(map(OPENS_LIST.fullmatch, clauses[-4:-1]))  # 项目支出共 5 项，分别为：甲经费 8 万元
        earlier = (
            each
            for each in reversed(clauses[-4:-1])
            if not opened
            and not each.startswith(("全部", "均"))
            and not (among and each.endswith(("中", "里", "方面")))
        )
        options = [BESIDE.split(first)[-1], first, *earlier]
        for option in options:
            owner, plain = owner_of(option[-MOST_WORDS:], self.titles)
            found = subject(re.sub(r"^[一二三四五六七八九十\d（）]+[、.．）]", "", plain).strip("（"))
            if found:
                return owner, found
        head = passage.text.partition("。")[0] if "。" in passage.text[:40] else ""
        for title in (head, *reversed(passage.path[-1:])):
            if self._now is None and len(title) < 40 and (found := of_title(title)):
                return "", replace(found, clear=found.clear and plain_words(self._spoken(gap)))
        return "", None

    def _spoken(self, gap: str) -> str:
        """Return the words before an amount that may name it: its own sentence, and a short one that heads it."""
        *_, head, last = ["", *gap.split("。")]
        return f"{head}，{last}" if head and (len(head) <= HEADS or head.endswith("（项）")) else last
