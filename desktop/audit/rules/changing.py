"""Changes against last year: the amounts, the percentage, the word for the direction and 持平 say the same.

Rules, sources and what is not seen: resources/rules/audit/changing.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit import bearing
from desktop.audit.contradiction import answer, figure, finding, quote, wan
from desktop.audit.interval import Interval, sharper
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.sentences.belonging import by_last, only_amount
from desktop.audit.sentences.marks import AT_ONCE, CHANGED_BECAUSE, OTHER_WAY
from desktop.audit.sentences.nouns import behind_part, straight
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.reasons import of_another, years_in_a_row
from desktop.audit.sentences.statements import DOWN, NUMBER, UP, Change, Printed, Statement, Statements
from desktop.findings import Severity
from desktop.outside.document import Document

E, W, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
NOTHING = "没有写出与上年比较的增减"


def _stated(document: Document) -> Iterator[tuple[list[Statement], Change]]:
    """Yield each change with the amounts it may be of; itself where none stands before it (收入增加 3 万元)."""
    owners: dict[int, list[Statement]] = {}
    for value in read(document).values:
        for change in (*value.changes, *value.unsure):
            owners.setdefault(id(change), []).append(value)
    for change in read(document).changes:
        if id(change) in owners:
            yield owners[id(change)], change
        elif not change.reason and (found := only_amount(read(document), change) or by_last(change)):
            yield [found], change
        elif change.amount and (change.was or change.about is None or change.about.passage is not change.passage):
            yield [Statement(change.passage, change.amount, change.subject, change.start)], change


def _others(document: Document, owners: list[Statement], change: Change) -> list[Statement]:
    """Return the other amounts of a sentence that a change may be of, where it does not stand right behind its own."""
    if any(straight(owner, change) for owner in owners):
        return []
    values = read(document).values
    near = [each for each in values if each.passage is change.passage and each.figure.end <= change.start]
    return [each for each in near if not any(each is owner for owner in owners)]


def differences(document: Document) -> Answer:
    """A11: this year less last year is the change, where all of them are stated; nothing rises by more than it is."""
    findings, seen = [], 0
    for owners, change in _stated(document):
        if change.signed is None or (change.rises is None and not change.flat) or owners[0].figure is change.amount:
            continue
        seen += 1
        others = [each for each in _others(document, owners, change) if change.was or each.last]
        results = [_difference(owner, change) for owner in (*owners, *others)]
        if all(results) and results[0]:
            findings.append(bearing.weighed(results[0], sure=_sure(owners[0], change)))
    return answer(findings, seen, (), NOTHING)


def _sure(owner: Statement, change: Change) -> bool:
    """Tell whether a change is of an amount for certain: right behind it, or behind its last year's amount."""
    return change.was is not None or owner.last is not None or straight(owner, change)


def _last(owner: Statement, change: Change) -> Printed | None:
    """Return last year's amount of what a change is from: its budget, or what was carried out."""
    return change.was or (owner.last if not change.executed or all(c.executed for c in owner.changes) else None)


def _difference(owner: Statement, change: Change) -> AuditFinding | None:
    signed = change.signed
    if signed is None:
        return None
    last = _last(owner, change)
    if last is not None:
        right = owner.amount - last.amount
        if right.meets(signed):
            return None
        message = f"{owner.shown}本年 {owner.written}、上年 {last.text}{last.unit}，增减写成 {wan(signed.fen)}"
        amounts = [figure("本年", owner.figure), figure("上年", last)]
        amounts += [figure("增减", change.amount)] if change.amount else []
        return finding("A11", E, message, [quote(owner), quote(change)], amounts, f"增减应为 {wan(right.fen)}")
    if change.rises and change.amount and change.amount.text == owner.figure.text and signed.fen:
        message = f"{owner.shown}增加的就是全部 {owner.written}，上年为 0；请核对上年是否列在别的科目"
        return finding("A11", INFO, message, [quote(owner), quote(change)], [figure("本年", owner.figure)])
    before = owner.amount - signed
    units = {change.amount.unit, owner.figure.unit} if change.amount else set[str]()
    fits = before.fen + before.half >= 0 or behind_part(owner, change)
    if fits or change.amount is None or units in ({"元", "万元"}, {"元", "亿元"}):
        return None
    message = f"{owner.shown}本年 {owner.written}，却比上年增加 {change.amount.text}{change.amount.unit}，上年成了负数"
    return finding(
        "A11",
        E,
        message,
        [quote(owner), quote(change)],
        [figure("本年", owner.figure), figure("增加", change.amount)],
        "增加额不大于本年数",
    )


def percentages(document: Document) -> Answer:
    """A12: the percentage is the change in last year's amount, to its printed digits; nothing has one of 0."""
    findings, unsure, seen = [], [], 0
    half = read(document).half
    for owners, change in _stated(document):
        if change.percent is None or change.percent_rises is None:
            continue
        alone = owners[0].figure is change.amount
        if change.was is None and (alone or change.amount is None) and all(owner.last is None for owner in owners):
            unsure.append(f"“{quote(change).text}”只有百分比，没有上年数")
            continue
        seen += 1
        several = [*owners, *_others(document, owners, change)]
        several = [each for each in several if _possible(each, change)] or several
        results = [_percentage(owner, change, half) for owner in several]
        if all(results) and results[0]:
            findings.append(bearing.weighed(results[0], sure=_sure(several[0], change)))
    return answer(findings, seen, unsure, "没有写出增减百分比")


def _possible(owner: Statement, change: Change) -> bool:
    """Tell whether an amount can have changed by so much: none was less than nothing last year."""
    return change.signed is None or owner.amount.fen + owner.amount.half >= change.signed.fen - change.signed.half


ALL = 100
"""The percentage that is written of what was not there last year."""


def _percentage(owner: Statement, change: Change, half: Decimal | None) -> AuditFinding | None:
    percent = change.percent
    if percent is None or (change.amount is not None and change.rises is None):
        return None
    last = _last(owner, change)
    known = change.signed if change.amount is not None else owner.amount - last.amount if last else None
    if known is None:
        return None
    size = Interval(abs(known.fen), known.half)
    if change.amount is None and last and size.fen > size.half and (known.fen > 0) != change.percent_rises:
        word = "增长" if known.fen > 0 else "下降"
        message = f"{owner.shown}上年 {last.text}{last.unit}、本年 {owner.written}，应为{word}"
        return finding("A12", E, message, [quote(owner), quote(change)], [figure(owner.shown, owner.figure)], word)
    base = owner.amount - known if last is None else last.amount
    amounts = [figure(owner.shown, owner.figure), *([figure("增减", change.amount)] if change.amount else [])]
    quotes = [quote(owner), quote(change)]
    written = f"{percent.text}%"
    if abs(base.fen) <= base.half and not (size.fen == 0 and percent.percent == 0):
        if not size.fen or _fits(size, base, percent):
            return None
        message = f"{owner.shown}上年为 0，没有可比的百分比，却写了 {written}"
        usual = percent.percent == ALL and change.rises  # so do many offices write that something is new
        return finding("A12", INFO if usual else E, message, quotes, amounts, "上年为 0，不写百分比")
    if (size.fen == 0 and percent.percent == 0) or base.fen <= 0:
        return None
    fits = _fits(size, base, percent)
    sharp = half is not None and {each.unit for each in (owner.figure, last, change.amount) if each} <= {"万元", "元"}
    if fits and (half is None or not sharp or _fits(sharper(size, half), sharper(base, half), percent)):
        return None
    right = size.fen * 100 / base.fen
    shown = f"{right.quantize(min(percent.step, Decimal('0.01')))}%"
    if change.amount and change.amount.unit == "元" and owner.figure.unit == "万元":
        wide = size * 10_000
        again = owner.amount - wide if known.fen > 0 else owner.amount + wide
        if again.fen > 0 and _fits(wide, again, percent):
            message = f"增减写成 {change.amount.text}元，与 {written} 相差一万倍，单位疑应为“万元”"
            return finding("A12", E, message, quotes, amounts, f"{change.amount.text}万元")
    near = 0 <= right - percent.percent < percent.step or _of_printed(owner, known, percent, last)
    severity = W if fits else INFO if near else E
    if severity is W and abs(right - percent.percent) < 2 * percent.step:
        severity = INFO
    tail = "（在四舍五入的范围内，尾差）" if severity is INFO else ""
    return finding(
        "A12", severity, f"{owner.shown}的增减百分比应为 {shown}，写成 {written}{tail}", quotes, amounts, shown
    )


def _of_printed(owner: Statement, known: Interval, percent: Printed, last: Printed | None) -> bool:
    """Tell whether a percentage fits where the change is the difference of two printed amounts, each rounded."""
    if last is not None:
        return False
    loose = Interval(known.fen, known.half * 2)
    return _fits(Interval(abs(known.fen), loose.half), owner.amount - loose, percent)


def _fits(size: Interval, base: Interval, percent: Printed) -> bool:
    """Tell whether the printed digits allow the percentage."""
    half = percent.step / 2
    least = (size.fen - size.half) * 100 / (base.fen + base.half) if base.fen + base.half > 0 else Decimal(0)
    most = (size.fen + size.half) * 100 / (base.fen - base.half) if base.fen > base.half else Decimal("Infinity")
    return least - half <= percent.percent <= most + half


def directions(document: Document) -> Answer:
    """A13: the words for the direction agree with each other; 0 neither rises nor falls; 持平 has no amount."""
    findings, seen = list[AuditFinding](), 0
    for owners, change in _stated(document):
        seen += 1
        sure = not change.flat or (len(owners) == 1 and straight(owners[0], change))  # else its own words differ
        findings += (bearing.weighed(each, sure=sure) for each in _words(read(document), owners[0], change))
    owned = {id(change) for _, change in _stated(document)}
    for change in (each for each in read(document).changes if id(each) not in owned and not each.reason):
        both = change.rises is not None and change.percent_rises is not None and change.rises != change.percent_rises
        seen += both
        if both and change.amount and change.amount.amount.fen and change.percent and change.percent.percent:
            findings.append(finding("A13", E, "增减额与百分比方向相反", [quote(change)], (), "方向一致"))
    for value in read(document).values:
        grown = GROWN.match(value.passage.text, value.figure.end) if not value.amount.fen and value.plan else None
        seen += grown is not None
        if grown:
            words = value.passage.quote(value.figure.end, grown.end())
            message = f"{value.shown}本年为 0，不可能比上年“{grown[1]}”"
            findings.append(finding("A13", E, message, [quote(value), words], (), "与上年持平或减少"))
    return answer(findings, seen, (), NOTHING)


def _usual(text: Statements, change: Change) -> bool:
    """Tell whether another change of the same passage is written as a rise or a fall of 0 too."""
    return any(_is_zero(each) for each in text.changes_by_passage[change.passage.number] if each is not change)


def _rounded_off(owner: Statement, change: Change) -> bool:
    """Tell whether a change printed as 0.0 may be more than nothing, as little as its percentage says."""
    if change.amount is None or change.percent is None or owner.amount.fen <= owner.amount.half:
        return False
    return _fits(change.amount.amount, owner.amount, change.percent)


def _is_zero(change: Change) -> bool:
    """Tell whether a change is written as a rise or a fall of 0: 比上年增加 0 万元, as some forms have it."""
    return change.rises is not None and change.amount is not None and not change.amount.amount.fen


GROWN = re.compile(
    r"，?(?:比|较|与|同)(?:上年|去年|20\d\d年)[^，。；\d]{0,14}?(?:有所|略有|稍有|大幅|小幅)?(增加|增长|上升|提高)[，。；]"
)
"""Words behind an amount that say that it is more than last year, without saying how much."""


def _words(text: Statements, owner: Statement, change: Change) -> Iterator[AuditFinding]:
    quotes = [quote(owner), quote(change)]
    if change.flat:
        same = (c for c in owner.changes if c.passage is change.passage and c.executed == change.executed)
        others = [c for c in same if c.amount and c.amount.amount.fen]
        if others:
            yield finding(
                "A13", E, f"{owner.shown}一处写持平，一处写有增减", [*quotes, quote(others[0])], (), "二者只能有一个"
            )
        elif change.percent and change.percent.percent:
            yield finding("A13", E, f"{owner.shown}写持平，又写 {change.percent.text}%", quotes, (), "二者只能有一个")
        return
    if (
        change.rises is not None
        and change.percent_rises not in {None, change.rises}
        and change.percent
        and change.percent.percent
    ):
        yield finding("A13", E, f"{owner.shown}的增减额与百分比方向相反", quotes, (), "方向一致")
    rounded = _rounded_off(owner, change)
    if change.amount and not change.amount.amount.fen and change.percent and change.percent.percent and not rounded:
        message = f"{owner.shown}增减为 0，却写了 {change.percent.text}%"
        yield finding("A13", E, message, quotes, (), "0%")
    own = any(change is each for each in (*owner.changes, *owner.unsure))
    percent = change.percent.percent if change.percent and change.amount is None and change.rises else None
    if own and percent and owner.plan and not owner.amount.fen:
        yield finding("A13", E, f"{owner.shown}本年为 0，不可能比上年增长 {percent}%", quotes, (), "与上年持平或减少")
    nothing = own and change.amount is not None and not change.amount.amount.fen
    if change.rises is not None and change.amount and nothing:
        word = "增加" if change.rises else "减少"
        zero = (change.percent is not None and not change.percent.percent) or not owner.amount.fen
        zero = zero or (change.was is not None and change.was.amount.fen == owner.amount.fen)  # both years stand there
        by_form = (zero or rounded or _usual(text, change)) and not CHANGED_BECAUSE.match(
            change.passage.text, change.end
        )  # 增加0万元，增长0%
        yield finding(
            "A13",
            INFO if by_form else W,
            f"{owner.shown}{word} 0，没有变化不应写“{word}”",
            quotes,
            [figure("增减", change.amount)],
            "与上年持平",
        )
    at_once = AT_ONCE.match(change.passage.text, change.end)
    reason = at_once or OTHER_WAY.match(change.passage.text, change.end)
    other = (
        reason is not None and change.rises is not None and (reason[1] in UP and reason[1] not in DOWN) != change.rises
    )
    if reason and other and not of_another(text, change, rises=not change.rises):
        message = f"{owner.shown}的增减与后面“{reason[1]}的原因”方向相反"
        quotes.append(change.passage.quote(change.end, reason.end()))
        yield finding("A13", E if at_once else W, message, quotes, (), "方向一致")


def bases(document: Document) -> Answer:
    """A14: the year compared with is the one before the budget's year."""
    text = read(document)
    year = text.year
    findings, seen = list[AuditFinding](), 0
    if not year and read(document).passages:
        return answer((), 0, ["读不出这是哪一年的预算"])
    for change in read(document).changes:
        own = re.search(
            r"(?<![比较与同\d])(20\d\d)年[^，。；]{0,60}(?:比|较|与|同)上年", quote(change).text.replace(" ", "")
        )
        if own and int(own[1]) == year - 1 and change.about and change.about.year == year:
            message = f"这是 {year} 年预算，此处写 {own[1]} 年与上年比较"
            findings.append(finding("A14", E, message, [quote(change), quote(change.about)], (), f"{year} 年"))
        if not change.base:
            continue
        seen += 1
        ended = any(f"{change.base}年{end}" in change.passage.text for end in "末底")
        if change.base != year - 1 and not ended and not years_in_a_row(text, change.passage, change.base):
            message = f"与 {change.base} 年比较，而这是 {year} 年预算，应与 {year - 1} 年比较"
            findings.append(finding("A14", E, message, [_with_year(change)], (), f"{year - 1} 年"))
    reported = {str(each.quotes[0].text) for each in findings}
    for passage in read(document).passages:
        for match in COMPARED.finditer(passage.text):
            seen += 1
            words = passage.quote(*match.span())
            if years_in_a_row(text, passage, int(match[1])):
                continue
            if int(match[1]) != year - 1 and not any(match[1] in each for each in reported):
                message = f"与 {match[1]} 年比较，而这是 {year} 年预算，应与 {year - 1} 年比较"
                findings.append(finding("A14", E, message, [words], (), f"{year - 1} 年"))
    return answer(findings, seen, (), "没有写明与哪一年比较")


COMPARED = re.compile(
    rf"[与同](20\d\d)年(?:年初)?(?:部门|单位|收支)*预算(?:数|总额|总数)?(?:（{NUMBER}[万千]?元）|{NUMBER}[万千]?元)?(?:相比|对比|比较|持平)"
)
"""A year with whose budget is compared, whether an amount follows at once or not."""


def _with_year(change: Change) -> Quote:
    """Return the quote of a change with the year it names."""
    at = change.passage.text.rfind(str(change.base), 0, change.end)
    return change.passage.quote(at, change.end) if at >= 0 else quote(change)


RULES: tuple[Rule, ...] = (
    Rule("A11", "本年数、上年数和增减额相符", differences),
    Rule("A12", "增减百分比与数额相符", percentages),
    Rule("A13", "增减的用词与数额相符", directions),
    Rule("A14", "比较的年度是上一年", bases),
)
