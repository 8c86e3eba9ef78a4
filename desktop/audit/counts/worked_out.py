"""A number of things, what each costs, and right after them what that comes to: 8000 人，每人 80 元，计 64.00 万元.

Rules, sources and what is not seen: resources/rules/audit/worked_out.md.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from math import prod

from desktop.audit.contradiction import answer, passage_finding, wan
from desktop.audit.interval import ZERO, Interval, printed
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER
from desktop.findings import Severity
from desktop.outside.document import Document

THING = (
    r"人次|平方米|公里|公顷|[人名户生位辆台套个亩床座件册场次期批班处所间栋对例张条头只羽口眼盏株棵村"
    r"页卷本吨米支份节箱部根片樘字]"
)
MANY = r"(?<![\d.,])(?P<many>\d[\d,]*(?:\.\d+)?)(?P<wan>万?)(?P<thing>THING)(?:（[^（）]{0,16}）)?".replace(
    "THING", THING
)
COUNTED = re.compile(MANY)
PRICE = (
    rf"(?:每(?P<per>{THING})(?:（[^（）]{{0,4}}）)?|(?P<mean>[人户生辆台亩次个班床村])均|单价)"
    rf"(?P<often>(?:每?(?:年|月|天|日|次|期|学期|学年|采暖期))?)[^，。；、\d（）]{{0,10}}?(?P<price>{NUMBER})(?P<unit>万元|元)(?:/{THING})?"
)
SUM = (
    r"(?:全年(?:租金|共|需|计|为)*|共需|共计|合计|总计|小计|需要?|计|为|共|安排)(?:约|经费|资金|支出|预算|补助|安排)*"
    rf"(?P<sum>{NUMBER})(?P<of>万元|元)"
)
FORWARD = re.compile(
    rf"{MANY}[，、（]?(?:[^，。；、\d（）]{{0,8}}[，、]?)?{PRICE}[^，。；、\d（）]{{0,8}}[，、）]?[^，。；、\d（）]{{0,8}}?"
    rf"(?:(?<!\d)\d{{1,3}}个?(?:天|月|期|次|学期|年)[^，。；、\d（）]{{0,4}}?)?{SUM}"
)
"""A number, its price, and what they come to."""
PAIR = re.compile(rf"{MANY}[，、（]?[^。；、\d（）]{{0,10}}?{PRICE}")
"""A number and its price, which may be of one kind among several."""
TURNED = re.compile(
    rf"{PRICE}[^，。；\d（）]{{0,8}}[，、]?[^，。；、\d（）]{{0,8}}?{MANY}[^，。；、\d（）]{{0,8}}?，?{SUM}"
)
"""The price first: 按每亩 350 元补助测算，1.2 万亩共需 420.00 万元."""
BEFORE = re.compile(rf"(?<![\d.,])(?P<sum>{NUMBER})(?P<of>万元|元)（{MANY}[，、]{PRICE}）")
"""What they come to, and the two in a bracket of their own behind it."""
EACH_OF = rf"{THING}|组|校|学校|所|站|队|乡镇?|镇|社区|点|园|院|馆|车|企业|机构"
AHEAD = re.compile(
    rf"(?<![\d.,])(?P<sum>{NUMBER})(?P<of>万元|元)[，（：](?:主要)?(?:是|系)?(?:根据|按照?|以)[^，。；、\d（）]{{0,16}}{MANY}"
    rf"(?P<noun>[^，。；、\d（）]{{0,16}})[、，]?(?:按照?)?(?:每(?:个|名|家|座|辆|条)?(?P<per>{EACH_OF})|(?P<mean>[人户生辆台亩次个班床村])均)"
    rf"(?P<often>(?:每?(?:年|月|天|日|次|期|学期|学年))?)[^，。；、\d（）]{{0,10}}?(?P<price>{NUMBER})(?P<unit>万元|元)"
    r"(?:/[^，。；、\d（）]{1,6})?(?:的?(?:标准|补助|定额))*(?:测算|安排|计算|核定|补助|补贴|发放|列支|预算|拨付|编制)*(?=[，。；）])"
)
"""What they come to, and how it was worked out behind it: 48.00 万元，按 6 个派驻组、每组 8.00 万元安排."""
SHARED = re.compile(
    r"\d%|‰|承担|分担|配套|比例|每[^，。；]{0,12}\d|均\d|[，、；](?:另|以及|加上|含|外加)|(?<!\d)\d[\d,.]*万?元"
)
"""Words behind it by which more than the product is in the amount, or less."""
FACTOR = r"\d[\d,]*+(?:\.\d+)?+(?:万元|元|万)?+[\u4e00-\u9fff/／]{0,6}"
PRODUCT = rf"(?:{FACTOR}+[×✕✖*＊]){{1,4}}{FACTOR}?"
FORMULAS = (
    re.compile(rf"(?<![\d.,])(?P<sum>{NUMBER})(?P<of>万元|元)（(?:按|即)?(?P<product>{PRODUCT})(?:测算|计算)?）"),
    re.compile(
        rf"(?<![\d.,+＋×✕✖*＊])(?P<product>{PRODUCT})(?:[=＝]|，?(?:共需|共计|合计|计|需|共|为))(?P<sum>{NUMBER})(?P<of>万元|元)"
    ),
)
"""A formula in a bracket behind what it comes to, or before it: 72 万元（120人×500元×12个月）."""
TIMES = re.compile(r"(?<![\d.,])(\d{1,3})个?(?:天|日|月|期|次|学期|年|晚|节|课时|批|轮|季度)")
"""How often a price is paid."""
OTHERS = re.compile("其中|等|另|以及|不足|扣除|减|含|其余|剩余|新增|增加")
"""Words between the three that speak of more or less than what is counted."""
SAME = ({"人", "名", "生", "位", "人次"}, {"次", "人次", "批"}, {"户", "家"})
"""Words for the same thing counted."""
MONTHS = 12
TEN_THOUSAND = 10_000


def sums(document: Document) -> Answer:
    """A49: a number times what each costs is the amount that stands right after them."""
    findings, seen = list[AuditFinding](), 0
    for passage in read(document).passages:
        for match in _worked_out(passage):
            seen += 1
            result = _wrong(passage, match)
            findings += [result] if result else []
        for match in (each for pattern in FORMULAS for each in pattern.finditer(passage.text)):
            product = _formula(match["product"])
            seen += product is not None
            if product and product.fen and not product.meets(printed(match["sum"], match["of"])):
                message = f"{match['product']}为 {wan(product.fen)}，写成 {match['sum']}{match['of']}"
                right = f"{wan(product.fen)}，或改正算式"
                findings.append(passage_finding("A49", Severity.WARNING, message, passage, match.span(), right))
    reported = {quoted.spot for each in findings for quoted in each.quotes}
    for several in _projects(read(document).passages):
        apart = _apart(several) if not any(each.spot in reported for each in several) else None
        seen += apart is not None
        findings += [apart] if apart else []
    return answer(findings, seen, (), "没有接着写出数量、标准和金额")


ANY_PRICE = re.compile(PRICE)
MONEY = re.compile(rf"(?<![\d.,])(?P<amount>{NUMBER})(?P<unit>亿元|万元|元)(?![/每])")
BEGINS = re.compile("项目(?:概述|名称|概况|内容|基本情况)[：:]|[“”]项目[：:]")
"""How a project begins whose parts stand in lines of their own."""
GENERAL = re.compile(r"上年|去年|累计|总投资|决算|(?:配套|承担|分担)[^，。；\d]{0,6}\d[\d.,]*万元")
"""Words of a passage in which amounts are of other years or of more than this year's money."""
LINES, SCALES = 9, tuple(Decimal(10) ** n for n in (-4, -3, -2, -1, 1, 2, 3, 4))
"""Lines of a project behind its first; by how much an amount is off whose point or unit is wrong."""


def _projects(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Yield what is said of one project: a passage, or the lines from its 项目概述 to the next one."""
    group: list[Passage] = []
    for passage in passages:
        if group and not BEGINS.search(passage.text) and len(group) <= LINES and not passage.heading:
            group.append(passage)
            continue
        if len(group) > 1:
            yield group
        group = [passage] if BEGINS.search(passage.text) else []
        yield [passage]
    if len(group) > 1:
        yield group


def _apart(several: list[Passage]) -> AuditFinding | None:
    """Return that the only price of a project times the only number of such things is its amount but for the point."""
    prices = [(each, match) for each in several for match in ANY_PRICE.finditer(each.text)]
    if len(prices) != 1 or any(GENERAL.search(each.text) for each in several):
        return None
    passage, match = prices[0]
    per = match["per"] or match["mean"]
    if per is None or (match["often"] and "年" not in match["often"]):
        return None
    spans = range(match.start(), match.end())
    counts = [
        _count(many)
        for each in several
        for many in COUNTED.finditer(each.text)
        if _alike(per, many["thing"]) and not (each is passage and many.start() in spans)
    ]
    amounts = [
        printed(money["amount"], money["unit"])
        for each in several
        for money in MONEY.finditer(each.text)
        if not (each is passage and money.start() in spans)
    ]
    if len({each.fen for each in counts}) != 1 or not amounts:
        return None
    product = _product(printed(match["price"], match["unit"]), counts[0], 1)
    if not product.fen or any(product.meets(each) for each in amounts):
        return None
    wrong = [each for each in amounts if any(each.fen == product.fen * scale for scale in SCALES) and each.fen]
    if not wrong:
        return None
    message = (
        f"{counts[0].fen:f}{per} × {match['price']}{match['unit']}为 {wan(product.fen)}，金额写成 {wan(wrong[0].fen)}"
    )
    return passage_finding("A49", Severity.WARNING, message, passage, match.span(), f"{wan(wrong[0].fen)}，或改正标准")


def _worked_out(passage: Passage) -> Iterator[re.Match[str]]:
    for pattern in (FORWARD, TURNED, BEFORE, AHEAD):
        for match in pattern.finditer(passage.text):
            rate = re.search("每[^，。；、]{0,6}$", passage.text[max(match.start("many") - 8, 0) : match.start("many")])
            per = match["per"] or match["mean"]
            own = _alike(per, match["thing"]) if pattern is not AHEAD else _same(per, match) and _alone(passage, match)
            if own and not rate and not OTHERS.search(match[0]):
                yield match


def _same(per: str, match: re.Match[str]) -> bool:
    """Tell whether a price is of each of what is counted: 6 个派驻组、每组."""
    return _alike(per, match["thing"]) or (match["thing"] in "个家所" and match["noun"].endswith(per))


def _alone(passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether nothing behind a price says that the amount is of more, or only a share."""
    _, end = passage.sentence_at(match.start())
    rest = re.split(
        "[。；）]" if match[0][match.end("of") - match.start()] == "（" else "[。；]", passage.text[match.end() : end]
    )[0]
    return (
        SHARED.search(rest) is None and SHARED.search(passage.text[max(match.start() - 24, 0) : match.start()]) is None
    )


def _wrong(passage: Passage, match: re.Match[str]) -> AuditFinding | None:
    """Return that the amount is no number of the things in the sentence times the price, as often as it says."""
    price, amount = printed(match["price"], match["unit"]), printed(match["sum"], match["of"])
    a, b = passage.sentence_at(match.start())
    times = [int(each) for each in TIMES.findall(passage.text[a:b])]
    by = {prod(some) for size in range(min(len(times), 3) + 1) for some in combinations(times, size)}
    if match["often"] and "年" not in match["often"] and not times:
        by |= {MONTHS} if match.re is BEFORE and "月" in match["often"] else set(range(1, MONTHS + 1))
    counts = [_count(each) for each in COUNTED.finditer(passage.text, a, b) if _alike(each["thing"], match["thing"])]
    several = [sum(counts[n:], ZERO) for n in range(len(counts))]
    if any(_product(price, count, n).meets(amount) for n in by for count in (*counts, *several)):
        return None
    product = _product(price, _count(match), 1)
    pairs = [
        (printed(each["price"], each["unit"]), _count(each)) for each in PAIR.finditer(passage.text, a, match.end())
    ]
    together = [sum((_product(*each, 1) for each in pairs[n:]), ZERO) for n in range(len(pairs))]
    if not product.fen or any((each * n).meets(amount) for each in together for n in by):
        return None  # of several kinds together: 甲 1260 人，每人每月 70 元，乙 1580 人，每人每月 80 元，全年共需…
    written = f"{match['many']}{match['wan']}{match['thing']} × {match['price']}{match['unit']}"
    if by == {1, MONTHS}:
        product, written = _product(price, _count(match), MONTHS), f"{written} × {MONTHS} 个月"
    message = f"{written}为 {wan(product.fen)}，写成 {match['sum']}{match['of']}"
    right = f"{wan(product.fen)}，或改正数量、标准"
    return passage_finding("A49", Severity.WARNING, message, passage, match.span(), right)


def _formula(words: str) -> Interval | None:
    """Return what a formula comes to; None where not exactly one factor of it is money."""
    factors = [re.match(r"(\d[\d,]*(?:\.\d+)?)(万元|元|万)?", each) for each in re.split("[×✕✖*＊]", words)]
    money = [each for each in factors if each and each[2] in {"万元", "元"}]
    if len(money) != 1 or not all(factors):
        return None
    price = printed(money[0][1], money[0][2])
    by = Decimal(1)
    for each in factors:
        if each and each is not money[0]:
            by *= Decimal(each[1].replace(",", "")) * (TEN_THOUSAND if each[2] else 1)
    return Interval(price.fen * by, Decimal(0))


def _alike(per: str | None, thing: str) -> bool:
    return per is None or per == thing or any({per, thing} <= same for same in SAME)


def _count(match: re.Match[str]) -> Interval:
    """Return how many there are, as far as it is printed."""
    by = TEN_THOUSAND if match["wan"] else 1
    many = Decimal(match["many"].replace(",", "")) * by
    rough = Decimal(by).scaleb(-len(match["many"].partition(".")[2])) / 2 if {*match[0]} & {"万", "."} else Decimal(0)
    return Interval(many, rough)


def _product(price: Interval, many: Interval, times: int) -> Interval:
    """Return a price for so many, so many times, as far as both are printed."""
    return Interval(price.fen * many.fen * times, (price.half * many.fen + price.fen * many.half) * times)


RULES: tuple[Rule, ...] = (Rule("A49", "数量乘标准等于接着写的金额", sums),)
