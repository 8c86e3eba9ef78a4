"""A change that is told twice: in one direction, and by the amount with which the reasons of another one add up.

Rules, sources and what is not seen: resources/rules/audit/opposite.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from desktop.audit.contradiction import answer, finding, quote, wan
from desktop.audit.interval import Interval
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.nouns import straight
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.reasons import with_reasons
from desktop.audit.sentences.statements import Change, Statement, Statements
from desktop.audit.sentences.subjects import TOTAL, subject
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

W = Severity.WARNING
COMPARED = re.compile(
    r"(?:(?:相?比|较|与|同|比)(?:20\d\d年度?|上年度?|去年|上一年)[^，；。：、]{0,10}|(?:20\d\d年度?|上年度?)(?:预算)?相?比|同比|环比)$"
)
"""With what is compared, right before a change."""
FROM = re.compile(r"(?:相比|[比较与同])(?:20\d\d年|上年|去年|上一年).*$")
"""Last year's amount, with which is compared: 比2030年预算 8 万元增加 2 万元."""
LEADS = re.compile(
    r"^(?:(?:主要)?(?:原因)?(?:是|为|系)?(?:由于|因为)?|其中|同时|另外|二是|一是|三是|四是|[（(]?[1-9一二三四五六][）).、]|本年|20\d\d年度?|预算|年初|安排){1,4}"
)
TAIL = re.compile(
    r"(?:（[类款项]）|(?:年初)?预算数?|安排|拨款|总额|数|20\d\d年度?|为|共|总计|合计|较|比|相应|分别|均|也|净)+$"
)
SIGNS = re.compile(r"[“”（）《》\d.]|（[类款项]）")
OTHERS = re.compile("(?:非|其他|不含|除|剔除|扣除|以外|原|上年)$")
"""Words before a name that make it another one: 非财政拨款收入."""
GENERAL = re.compile("(?:总体|合计|收入|支出|收支|经费|项目|预算|资金|资产|人员|专项|费用|总)+")
SHORTEST, DIGITS = 4, 3
"""Letters of a name that tells what changed; digits of an amount that is no round one, where the names differ."""


@dataclass(frozen=True, slots=True)
class Named:
    """A change with the name of what changed."""

    name: str
    change: Change
    fen: Decimal


def told_twice(document: Document) -> Answer:
    """A106: a change told in two places goes one way, and the reasons of a change have the amounts told elsewhere."""
    text = read(document)
    named = list(_named(text))
    by_size = defaultdict[Decimal, list[Named]](list)
    for each in (each for each in named if not GENERAL.fullmatch(each.name)):
        by_size[abs(each.fen)].append(each)
    findings, seen = [], 0
    for several in by_size.values():
        ups, downs = ([each for each in several if (each.fen > 0) is up][:MOST] for up in (True, False))
        pairs = ((a, b) for a in ups for b in downs if _same(a, b))
        pair = next((each for each in pairs if each[0].name == each[1].name or _telling(each[0].fen)), None)
        seen += len(several) > 1
        if pair:
            short = min((each.name for each in pair), key=len)
            message = f"“{short}”一处写增加 {wan(abs(pair[0].fen))}，另一处写减少"
            findings.append(finding("A106", W, message, [quote(each.change) for each in pair], (), "两处方向一致"))
    found = [*_of_reasons(text, named), *_of_one_amount(text, findings)]
    found += _of_one_name(text, named, [*findings, *found])
    found += _of_one_fund(text, [*findings, *found])
    found += [each for each in _both_sides(text) if not findings and not found]
    return answer([*findings, *found], seen + len(found), (), "没有在两处写同一项的增减")


MOST = 40
"""Changes of one amount that are looked at."""


def _named(text: Statements) -> Iterator[Named]:
    owners: dict[int, Statement] = {id(change): each for each in text.values for change in each.changes}
    for change in text.changes:
        size = change.amount.amount if change.amount else None
        if size is None or not size.fen or change.rises is None or change.executed:
            continue
        if change.base not in {0, text.year - 1} or any("名词" in words for words in change.passage.path):
            continue
        name = _name(change, owners.get(id(change)))
        if len(name) >= SHORTEST:
            yield Named(name, change, size.fen if change.rises else -size.fen)


def _of_one_amount(text: Statements, findings: list[AuditFinding]) -> Iterator[AuditFinding]:
    """Yield where one amount rises here and falls there by one size: whatever the names are, it is one thing."""
    known = {quoted.text for each in findings for quoted in each.quotes}
    first: dict[tuple[Decimal, Decimal], Change] = {}
    for value in (value for value in text.values if value.plan and _telling(value.amount.fen)):
        for change in value.changes:
            size = change.signed.fen if change.signed else Decimal(0)
            own_year = change.base in {0, text.year - 1} and value.year in {0, text.year}
            if not _telling(size) or not own_year or change.executed or change.reason:
                continue
            other = first.setdefault((value.amount.fen, abs(size)), change)
            if other.rises == change.rises or {quote(other).text, quote(change).text} & known:
                continue
            message = f"同是 {wan(value.amount.fen)}，一处写增加 {wan(abs(size))}，另一处写减少"
            yield finding("A106", W, message, [quote(other), quote(change)], (), "两处方向一致")


SIDES = re.compile(
    r"(?P<side>收入|支出)(?:预算)?(?:总额|总计|合计|数|共)?(?:为|是)?(?P<amount>\d[\d,.]*)(?P<unit>[万千]?元)[^；。]{0,200}?"
    r"[，、](?:与|比|较|同)(?:上年|去年|20\d\d年)[^，；。\d]{0,10}?(?P<way>增加|减少)(?P<size>\d[\d,.]*)(?P=unit)"
)
"""What comes in or goes out, its parts, and its change: 预算支出 8 万元，其中…，较上年减少 1 万元."""


def _both_sides(text: Statements) -> Iterator[AuditFinding]:
    """Yield where income and expenditure of one amount change by one size in one passage, and not the same way."""
    for passage in text.passages:
        first: dict[tuple[str, str], re.Match[str]] = {}
        for match in SIDES.finditer(passage.text):
            other = first.setdefault((match["amount"], match["size"]), match)
            if other["side"] != match["side"] and other["way"] != match["way"] and _of_all(other) and _of_all(match):
                size = match["size"] + match["unit"]
                message = (
                    f"收支同是 {match['amount']}{match['unit']}，一处写{other['way']} {size}，另一处写{match['way']}"
                )
                quotes = [passage.quote(*each.span()) for each in (other, match)]
                yield finding("A106", W, message, quotes, (), "两处方向一致")


def _of_all(match: re.Match[str]) -> bool:
    """Tell whether a change is of a whole amount: no part of it stands between, or parts that come to it."""
    total = Decimal(match["amount"].replace(",", ""))
    between = match[0][match.end("unit") - match.start() : match.start("way") - match.start()]
    parts = [Decimal(each.replace(",", "")) for each in re.findall(rf"(\d[\d,]*(?:\.\d+)?){match['unit']}", between)]
    sums = list(accumulate(parts))
    return not parts or total in sums


def _of_one_name(text: Statements, named: list[Named], findings: list[AuditFinding]) -> Iterator[AuditFinding]:
    """Yield where what bears one name of its own changed by one amount here and by another there."""
    known = {quoted.text for each in findings for quoted in each.quotes}
    of_name = defaultdict[str, list[Named]](list)
    for each in named:
        if len(each.name) >= OWN and not GENERAL.fullmatch(each.name) and not _of_budget(each.name):
            of_name[each.name].append(each)
    several_funds = text.carried or text.other_income or any(_of_other_fund(value) for value in text.values)
    for name, several in of_name.items():
        sizes = dict.fromkeys(each.fen for each in several)
        places = {each.change.passage.number for each in several}
        if len(sizes) != PAIR or len(places) < len(sizes):
            continue
        first, other = (next(each for each in several if each.fen == size) for size in sizes)
        a, b = first.change, other.change
        if a.passage is b.passage or not a.signed or not b.signed or a.signed.meets(b.signed):
            continue
        if (
            _units(a) != _units(b)
            or (several_funds and _funds(a) != _funds(b))
            or {quote(a).text, quote(b).text} & known
        ):
            continue
        if any(ABOUT.search(each.passage.text[max(each.start - ABOUT_NEAR, 0) : each.end]) for each in (a, b)):
            continue
        message = f"“{name}”的增减一处为 {wan(first.fen)}，另一处为 {wan(other.fen)}"
        yield finding("A106", W, message, [quote(a), quote(b)], (), "两处一致")


def _of_one_fund(text: Statements, findings: list[AuditFinding]) -> Iterator[AuditFinding]:
    """Yield where all of a fund, as much in both places, changed by two amounts, one told of income or spending only.

    Where both places name the same side rule A32 compares them, where they name both sides A33.
    """
    known = {quoted.text for each in findings for quoted in each.quotes}
    first: dict[tuple[str, Decimal], tuple[Change, str]] = {}
    for value in () if text.carried else text.values:
        of = value.subject
        if of is None or (of.fund, of.name) not in ALL_OF_A_FUND or not of.clear or of.owner or not value.amount.fen:
            continue
        own = [c for c in value.changes if c.signed is not None and not (c.executed or c.reason) and straight(value, c)]
        for change in own if value.plan and value.year in {0, text.year} else ():
            other, side = first.setdefault((of.fund, value.amount.fen), (change, of.side))
            apart = len({side, of.side}) > 1 and not {side, of.side} >= {"收入", "支出"}
            differ = other.signed and change.signed and not other.signed.meets(change.signed)
            if not apart or not differ or {quote(other).text, quote(change).text} & known:
                continue
            if {other.base, change.base} <= {0, text.year - 1} and other.signed and change.signed:
                message = f"{of.shown}的增减一处为 {wan(other.signed.fen)}，另一处为 {wan(change.signed.fen)}"
                yield finding("A106", W, message, [quote(other), quote(change)], (), "两处一致")


ALL_OF_A_FUND = {("政府性基金", TOTAL), ("国有资本经营", TOTAL)}
OWN, PAIR = 5, 2
"""Letters of a name that is one thing's own; amounts that contradict each other."""
ABOUT, ABOUT_NEAR = re.compile("约|近|左右|部分"), 24
"""Words that some of it changed, or by about so much; letters before a change in which they stand."""
FUND = re.compile("一般公共|政府性基金|财政拨款|国有资本|事业收入|单位资金|其他收入|结转|结余")


def _of_budget(name: str) -> bool:
    """Tell whether a name is one of a classification or of a budget: it stands in several tables and funds."""
    found = subject(name)
    return found is not None and (found.clear or found.group.startswith(("功能", "经济", "政府经济", "三公")))


def _of_other_fund(value: Statement) -> bool:
    return value.subject is not None and value.subject.fund in {"政府性基金", "国有资本经营"} and value.amount.fen > 0


UNIT = re.compile(
    r"[\u4e00-\u9fff]{1,12}?(?:中学|小学|学校|幼儿园|中心|(?<!派出)所(?!属|有)|站|[医法检分]院|馆|大队|支队|公司|农场|林场|[乡镇])|本级"
)


def _units(change: Change) -> set[str]:
    """Return the units that the heading over a change and its sentence name."""
    start, _ = change.passage.sentence_at(change.start)
    words = (*change.passage.path[-1:], change.passage.text[start : change.start])
    return {match[0] for each in words for match in UNIT.finditer(each)}


def _funds(change: Change) -> set[str]:
    """Return the funds that the heading over a change and its sentence name."""
    start, _ = change.passage.sentence_at(change.start)
    words = (*change.passage.path[-1:], change.passage.text[start : change.start])
    return {match[0] for each in words for match in FUND.finditer(each)}


def _telling(fen: Decimal) -> bool:
    return len(f"{abs(fen):f}".partition(".")[0].rstrip("0")) >= DIGITS


def _name(change: Change, owner: Statement | None) -> str:
    """Return what changed: the words right before the change, else those of the amount it is of."""
    start, _ = change.passage.sentence_at(change.start)
    clause = re.split("[，；。：、]", change.passage.text[start : change.start])[-1]
    words = _plain(FROM.sub("", COMPARED.sub("", clause)))
    if not words and owner is not None and owner.passage is change.passage:
        words = _plain(owner.passage.text[owner.start : owner.figure.start])
    path = owner.subject.name.split("/") if owner and owner.subject and owner.subject.group == "功能项" else []
    return words or SIGNS.sub("", path[-1] if path else "")


def _plain(words: str) -> str:
    words = TAIL.sub("", re.sub("（[类款项]）", "", LEADS.sub("", re.split("[，；。：、]", words)[-1])))
    return SIGNS.sub("", words)


def _same(this: Named, other: Named) -> bool:
    """Tell whether two changes are of one thing: the shorter name ends the longer one."""
    short, long = sorted((this.name, other.name), key=len)
    if this.change.passage is other.change.passage and this.change.start == other.change.start:
        return False
    return long.endswith(short) and not OTHERS.search(long.removesuffix(short))


def _of_reasons(text: Statements, named: list[Named]) -> Iterator[AuditFinding]:
    """Yield where reasons add up to their change only with the amount that another place states of one of them."""
    names = {id(each.change): each for each in named}
    for owner, reasons in with_reasons(text.changes):
        sizes = [each.signed for each in reasons]
        if owner.signed is None or not owner.signed.fen or len(reasons) < 2 or not all(sizes):
            continue
        added = sum((size for size in sizes if size), Interval(Decimal(0), Decimal(0)))
        if added.meets(owner.signed):
            continue
        for reason in reasons:
            own = names.get(id(reason))
            others = [each for each in named if own and _same(own, each) and each.change.passage is not reason.passage]
            right = next((each for each in others if _fits(owner, added, own, each)), None)
            if own and right and reason.amount and right.change.amount:
                message = f"“{own.name}”的增减写成 {wan(abs(own.fen))}，另一处为 {wan(abs(right.fen))}"
                message += "；按后一个数，各项之和才等于增减额"
                yield finding(
                    "A106", W, message, [quote(reason), quote(right.change), quote(owner)], (), wan(abs(right.fen))
                )
                break


def _fits(owner: Change, added: Interval, own: Named | None, other: Named) -> bool:
    """Tell whether the reasons come to the change with the other amount instead of their own."""
    signed = other.change.signed
    if own is None or own.change.signed is None or signed is None or owner.signed is None:
        return False
    return (added - own.change.signed + signed).meets(owner.signed)


RULES: tuple[Rule, ...] = (Rule("A106", "两处写的同一项增减一致", told_twice),)
