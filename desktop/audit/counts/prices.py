"""A number of people or things and what each gets, against the amount they explain: 216 人，每人 30000 元.

Rules, sources and what is not seen: resources/rules/audit/prices.md.
"""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, figure, finding, quote, wan
from desktop.audit.interval import Interval, printed
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER, TOKEN, Printed, Statement
from desktop.findings import Severity
from desktop.money import FEN_PER
from desktop.outside.document import Document

TEN_THOUSAND = 10_000
THINGS = "人|名|户|辆|台|套|个|亩|床|座|公里|平方米|件|册|场|次|批次"
PRICED = re.compile(
    rf"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)(万?)({THINGS})(?:（[^（）]{{0,16}}）)?[，、（]?(?:按照?|标准为?)?"
    rf"(?:每\3|(?:人|户|生|辆|台|亩|个|次)?均|单价)(每?年|每?月|每?天|每?次|每?期)?"
    r"(?:补助|补贴|发放|标准|预算|约|为|按|/)*(\d[\d,]*(?:\.\d+)?)(万元|元)(?!/|每)"
)
NEAR, MONTHS = 4, 12
"""Passages of the block of a project from its amount to how it is explained; how often a price may be paid."""
OFTEN = re.compile("月|天|次|期")
"""Words of a price that is paid several times."""
ENDS = re.compile(r"(?:的?标准)?(?:安排|计算|测算|核定|发放|计|补助)*(?:[；。，）]|$)")
NOUN = re.compile(r"([\u4e00-\u9fff]{4,5})$")
"""The words for those who are counted: 人民调解员 90 名."""
MORE = re.compile("其中|等|另|以及|含|包括")
"""Words between an amount and a price that speak of more than what is priced."""


def products(document: Document) -> Answer:
    """A78: what a number of people or things gets is the amount it explains, in the unit of money it is written in."""
    text, findings, seen = read(document), [], 0
    largest = max((value.amount.fen for value in text.values), default=Decimal(0))
    for passage in text.passages:
        for match in PRICED.finditer(passage.text):
            explained = list(_explained(text.values, passage, match))
            seen += bool(explained)
            result = _wrong(passage, match, explained, largest)
            findings += [result] if result else []
    written = list(lined(document))
    return answer([*findings, *written], seen + len(written), (), "没有写出数量和每份标准的金额")


def _explained(values: tuple[Statement, ...], passage: Passage, match: re.Match[str]) -> Iterator[Statement]:
    """Yield the amounts that a price may explain: those before it in its part of the sentence, else in its block."""
    start = max(passage.text.rfind(sign, 0, match.start()) for sign in "；。") + 1
    named = NOUN.search(re.sub("^.*其中|(?:按照?|共|约|为)+$", "", passage.text[start : match.start()]))
    own = [v for v in values if v.passage is passage and start <= v.figure.start < match.start()]
    if own:
        yield own[-1]
        yield from own[:-1]
        return
    if start:
        own = [v for v in values if v.passage is passage and v.figure.start < start]
        yield from (v for v in own if named and named[1] in passage.text[v.start : v.figure.start])
        return
    for value in reversed(values):
        over = value.passage.path
        if 0 < passage.number - value.passage.number <= NEAR and over and passage.path[: len(over)] == over:
            yield value


def _wrong(passage: Passage, match: re.Match[str], explained: list[Statement], largest: Decimal) -> AuditFinding | None:
    count = Decimal(match[1].replace(",", "")) * (TEN_THOUSAND if match[2] else 1)
    price = Printed(match[5], match[6], match.start(5), match.end(6))
    added = Interval(price.amount.fen * count, price.amount.half * count + _rough(match, price.amount))
    if not explained or not count or not price.amount.fen or any(_fits(added, each) for each in explained):
        return None
    if _behind(passage, match.end(), added):
        return None  # what it comes to stands behind it: 62 人，每人每年 6000 元，计 37.20 万元；维护 22.80 万元
    words = f"{match[1]}{match[2]}{match[3]} × {match[5]}{match[6]}"
    shown = f"{words}为 {wan(added.fen)}"
    other = "元" if match[6] == "万元" else "万元"
    for each in explained:
        scaled = (added * by for by in (Decimal(TEN_THOUSAND), Decimal("0.0001")))
        if any(each.amount.meets(way) and each.amount.fen for way in scaled):
            message = f"{shown}，与 {each.written}相差一万倍，单位疑应为“{other}”"
            return _found(Severity.ERROR, message, passage, match, each, price, f"{match[5]}{other}")
    if match[6] == "万元" and added.fen > largest > 0:
        return _found(Severity.ERROR, f"{shown}，比文中所有金额都大", passage, match, explained[0], price, "核对单位")
    return _miscounted(passage, match, explained[0], price, count, shown)


def _behind(passage: Passage, at: int, added: Interval) -> bool:
    """Tell whether what a number of prices comes to, as often as they are paid, stands behind it in its sentence."""
    tokens = TOKEN.finditer(passage.text, at, passage.sentence_at(at)[1])
    amounts = [Printed.of(each).amount for each in tokens if each[2] in FEN_PER]
    return any((added * times).meets(each) for each in amounts if each.fen for times in range(1, MONTHS + 1))


def _miscounted(
    passage: Passage, match: re.Match[str], of: Statement, price: Printed, count: Decimal, shown: str
) -> AuditFinding | None:
    """Return what is wrong where the amount right before is another number of prices exactly and nothing else in it."""
    if of.passage is not passage or OFTEN.search(match[4] or "") or not ENDS.match(passage.text, match.end()):
        return None
    times, rest = divmod(of.amount.fen, price.amount.fen)
    between = passage.text[of.figure.end : match.start()]
    several = [Decimal(each) for each in re.findall(rf"(?<![\d.,])(\d{{1,6}}){match[3]}", between)]
    if times in (*several, sum(several, count)):
        return None  # 8 座、24 座，每座 4 万元
    if rest or times % count == 0 or MORE.search(between) or price.amount.fen < FEN_PER["元"] * 100:
        return _of_both(passage, match, of, price, count, shown)
    message = f"{shown}，而金额为 {of.written}（{times}{match[3]}）"
    return _found(Severity.WARNING, message, passage, match, of, price, f"{times}{match[3]}，或改正金额")


def _of_both(
    passage: Passage, match: re.Match[str], of: Statement, price: Printed, count: Decimal, shown: str
) -> AuditFinding | None:
    """Return what is wrong where two amounts together are another number of prices: 当年 3 万元、结转 1 万元."""
    two = TWO.search(passage.text[: match.start()])
    if two is None or two.end(3) != of.figure.end - len(of.figure.unit):
        return None
    total = printed(two[1], two[2]).fen + of.amount.fen
    times, rest = divmod(total, price.amount.fen)
    if rest or times == count or times % count == 0:
        return None
    message = f"{shown}，而金额共 {wan(total)}（{times}{match[3]}）"
    return _found(Severity.WARNING, message, passage, match, of, price, f"{times}{match[3]}，或改正金额")


TWO = re.compile(rf"({NUMBER})(万元|元)、[^，。；、\d]{{0,8}}({NUMBER})(?:万元|元)，[^。；]*$")
"""Two amounts of one thing, and then a number of people."""
EVERY = re.compile(
    rf"每(?:个)?(?P<each>月|季度?|年|期|次)(?:租金|费用|服务费|补助|支付|约|为|按|计|需)*(?P<price>{NUMBER})(?P<unit>万元|元)"
    r"[，、（]?(?:全年|一年|共计?|按|计|连续)*(?P<times>\d{1,2})个?(?:月|季度?|年|期|次)"
)
"""What is paid again and again, and how often: 每月 1.05 万元，全年 12 个月."""


def instalments(document: Document) -> Answer:
    """A80: what is paid each month, times the months, is the amount it explains."""
    text, findings, seen = read(document), [], 0
    for passage in text.passages:
        for match in EVERY.finditer(passage.text):
            before = passage.text[: match.start()]
            own = [v for v in text.values if v.passage is passage and v.figure.start < match.start()]
            if not own or re.search(r"[人户名生]$", before) or re.search(r"\d[人名户]", before[own[-1].figure.end :]):
                continue
            seen += 1
            price, times = printed(match["price"], match["unit"]), Decimal(match["times"])
            added = price * times
            if any(added.meets(each.amount) for each in own) or MORE.search(before[own[0].figure.end :]):
                continue
            message = (
                f"{match['price']}{match['unit']} × {match['times']}为 {wan(added.fen)}，而金额为 {own[0].written}"
            )
            quotes = [quote(own[0]), passage.quote(*match.span())]
            findings.append(finding("A80", Severity.WARNING, message, quotes, [figure("金额", own[0].figure)]))
    return answer(findings, seen, (), "没有写每月（季、年）多少、共几个月的金额")


EACH_MONTH = re.compile(
    rf"(?P<count>\d{{1,5}})(?P<who>人|名|户)，?[^，。；\d]{{0,8}}每(?:人|名|户)每月[^，。；\d]{{0,8}}(?P<price>{NUMBER})(?P<unit>万元|元)"
)
TIMES = re.compile(r"(?<!\d)(\d{1,2})个月")


def months(document: Document) -> Answer:
    """A48: people times what each gets a month times the months is an amount of the passage, where all are stated."""
    findings, seen = [], 0
    for passage in read(document).passages:
        for match in EACH_MONTH.finditer(passage.text):
            a, b = passage.sentence_at(match.start())
            times = set(TIMES.findall(passage.text[a:b]))
            tokens = [Printed.of(each) for each in TOKEN.finditer(passage.text) if each[2] in FEN_PER]
            others = [each for each in tokens if each.start != match.start("price")]
            if len(times) != 1 or not others or "其中" in passage.text[a : match.start()]:
                continue
            seen += 1
            price, by = printed(match["price"], match["unit"]), Decimal(match["count"]) * int(times.pop())
            added = price * by
            if not any(added.meets(each.amount) for each in others):
                message = f"{match[0]}，按所写的月数为 {wan(added.fen)}，与所写金额都不符"
                findings.append(finding("A48", Severity.WARNING, message, [passage.quote(a, b)], (), wan(added.fen)))
    return answer(findings, seen, (), "没有同时写人数、每月标准和月数")


def _rough(match: re.Match[str], price: Interval) -> Decimal:
    """Return how far a count may be off that is printed in 万, or a price that is an average."""
    step = Decimal(TEN_THOUSAND).scaleb(-len(match[1].partition(".")[2])) / 2 if match[2] else Decimal(0)
    return step * price.fen


def _fits(added: Interval, of: Statement) -> bool:
    """Tell whether an amount is what is priced, also where that is paid some months or times, or more is in it."""
    return any((added * n).meets(of.amount) for n in range(1, MONTHS + 1))


def _found(
    severity: Severity, message: str, passage: Passage, match: re.Match[str], of: Statement, price: Printed, right: str
) -> AuditFinding:
    amounts = (figure("金额", of.figure), figure("标准", price))
    return finding("A78", severity, message, [quote(of), passage.quote(*match.span())], amounts, right)


LINED = re.compile(
    r"数量\s+(?:预算|参考|计划)?单价(?:（[^（）]*）|\([^()]*\))?\s+\S{0,4}(?:金额|总价|合计|小计|总额)(?:（[^（）]*）|\([^()]*\))?$"
)
"""The head of a table that was written as lines of text."""
LINE = re.compile(rf"\s(\d{{1,5}})\s+({NUMBER})\s+({NUMBER})$")
ROWS, LONGEST = 40, 160
"""Lines below such a head that may be its rows; letters of the longest."""


def lined(document: Document) -> Iterator[AuditFinding]:
    """Yield the rows of lines of text whose amount is not the number times the price, where that stands elsewhere."""
    left, numbers = 0, Counter[Decimal]()
    for paragraph in document.paragraphs:
        text = paragraph.text.strip()
        left = ROWS if len(text) < LONGEST and LINED.search(text) else left - 1
        match = LINE.search(text) if left > 0 and len(text) < LONGEST else None
        if match is None:
            continue
        count, price, amount = (Decimal(each.replace(",", "")) for each in match.groups())
        product = count * price
        fits = amount in (product, (product / TEN_THOUSAND).quantize(amount))
        numbers = numbers or _numbers(document)
        if not fits and numbers[product] > [count, price, amount].count(product):
            message = f"{match[1]} × {match[2]} 为 {product:,}，而金额为 {match[3]}"
            quoted = Quote(text, paragraph.spot)
            yield finding("A78", Severity.WARNING, message, [quoted], (), f"{product:,}")


def _numbers(document: Document) -> Counter[Decimal]:
    """Return how often each number stands in a document."""
    cells = (cell for table in document.tables for row in table.rows for cell in row)
    texts = (*(each.text for each in document.paragraphs), *cells)
    return Counter(Decimal(each.replace(",", "")) for text in texts for each in re.findall(NUMBER, text))


RULES: tuple[Rule, ...] = (
    Rule("A48", "人数、每月标准和月数的积等于金额", months),
    Rule("A78", "数量乘标准等于金额", products),
    Rule("A80", "每月（季、年）金额乘次数等于金额", instalments),
)
