"""A number one digit off the amount it explains: 3 900 套 × 400 元 beside 148.00 万元, which are 3 700 套.

Rules, sources and what is not seen: resources/rules/audit/slipped_counts.md.
"""

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import combinations
from math import prod

from desktop.audit.contradiction import answer, finding, wan
from desktop.audit.interval import Interval, printed
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

THING = (
    "人次|户次|场次|批次|班次|平方米|公里|公顷|立方米|[人名户生位辆台套个亩床座件册场次期批班处所间栋对例张条头只羽口"
    "眼盏株棵村社区站点组支校家份吨车]"
)
MONEY = "亿元|万元|千元|元"
COUNT = re.compile(
    rf"(?<![\d.,×*])(?P<many>\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}}(?:\.\d{{1,3}})?)(?P<wan>万?)(?:多|余)?(?P<thing>{THING})"
)
PRICE = re.compile(
    rf"(?:每(?P<per>{THING})|(?P<mean>[人户生辆台车亩次个班床村件])均)[^，。；、：\d（）]{{0,10}}?"
    rf"(?P<often>(?:每(?:个)?|/)?(?:年|月|天|日|次|期|学期|学年|采暖期|季度?)?)[^，。；、：\d（）]{{0,10}}?"
    rf"(?P<price>{NUMBER})(?P<unit>万元|千元|元)"
)
"""What each of them costs: 每套平均测绘及登记成本 400 元, 人均 500 元, 每生每学期 300 元."""
AMOUNT = re.compile(rf"(?<![\d.,])(?P<amount>{NUMBER})(?P<unit>{MONEY})(?![/每])")
TIMES = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:\.\d{1,2})?)个?(?:天|日|月|期|次|学期|年|晚|节|课时|批|轮|季度)(?!\d|起|底|末|前|至|[—－-])"
)
"""How often it is paid."""
PER_PLACE = re.compile(rf"每(?P<place>{THING})[^，。；、\d（）]{{0,8}}?(?P<many>\d{{1,3}})(?P<thing>[人名位台套辆个])")
"""How many there are in each place: 每处落实监测员 1 名."""
SAME = (
    {"人", "名", "生", "位", "人次"},
    {"次", "人次", "批", "批次", "场次", "户次"},
    {"户", "家"},
    {"辆", "台", "车"},
)
"""Words for the same thing counted."""
PLACED = frozenset("个处所座家支")
"""Units of what a price calls by its noun: 6 个派驻组, 每组."""
BY_RULE = re.compile("按|依据|根据|测算|核定|计算|标准|定额")
"""Words that the number and the price are all of the amount."""
LESS = re.compile("不超过|不高于|以内|最高|上限|比例|补足|差额|上年|去年|累计|不低于|不少于|以上|起|提高|由每|调整|原")
SHARED = re.compile("分担|承担|配套|自筹")
"""Words that the price is no exact one, or that others pay a part of it."""
ROUGH = re.compile("约|左右")
FAR, BEHIND, MONTHS, SMALL, NEAR = 64, 40, 12, 10, 3
"""Letters from a number to its price, from it to an amount behind it; months; few things; how far few are off."""
MOST = 48
"""Prices of a passage that are looked at, and amounts with which none is: more is a list, no reckoning."""
TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class Factor:
    """A number of things, how it may be off, and where it stands."""

    value: Decimal
    words: str
    span: tuple[int, int]
    of: Decimal = Decimal(1)
    """What it is taken times: the places that have so many each."""


def look(document: Document) -> Answer:
    """A157: no number of things is one digit off the one that its price and its amount give."""
    findings, seen = list[AuditFinding](), 0
    for passage in read(document).passages:
        amounts = list(AMOUNT.finditer(passage.text)) if "元" in passage.text else []
        prices = list(PRICE.finditer(passage.text)) if len(amounts) > 1 else []
        amounts = [each for each in amounts if not any(p.start("price") == each.start() for p in prices)]
        for price in prices[:MOST] if amounts and len(amounts) <= MOST else ():
            seen += 1
            wrong = _wrong(passage, price, amounts, prices)
            findings += [wrong] if wrong else []
    return answer(findings, seen, (), "没有同时写数量、每份的标准和金额")


def _wrong(
    passage: Passage, price: re.Match[str], amounts: list[re.Match[str]], prices: list[re.Match[str]]
) -> AuditFinding | None:
    """Return the number that is one digit off, where nothing in the passage is the product."""
    text = passage.text
    a, b = passage.sentence_at(price.start())
    factors = list(_factors(text, price, a, b))
    cost = printed(price["price"], price["unit"])
    exact = price["per"] or "." not in price["price"]
    cost = Interval(cost.fen, Decimal(0)) if exact and not ROUGH.search(price[0]) else cost  # a rate, no mean
    if (
        not factors
        or not cost.fen
        or SHARED.search(text[a:b])
        or LESS.search(text[max(a, price.start() - 8) : price.end() + 4])
    ):
        return None
    by = _times(text[a:b], price["often"] or "")
    known = [printed(each["amount"], each["unit"]) for each in amounts]
    every = [each for each in (printed(m["amount"], m["unit"]) for m in amounts) if each.fen]
    values = [each.value * each.of for each in factors]
    several = [*values, *(sum(values[n:], Decimal(0)) for n in range(len(values)))]
    if any((cost * (value * n)).meets(each) for value in several for n in by for each in every):
        return None
    if any(_repeated(each, cost, value) for each in known for value in values):
        return None
    around = _amounts(text, price, factors, amounts, prices, b)
    for amount in around:
        money = printed(amount["amount"], amount["unit"])
        for factor in factors:
            for times in sorted(by):
                right = _only(money, cost, factor, times)
                if right and _slip(factor.value, right) and _sure(text, amount, factor, price, times):
                    return _found(passage, price, amount, factor, right)
    return None


def _factors(text: str, price: re.Match[str], start: int, end: int) -> Iterator[Factor]:
    """Yield the numbers near a price that are of what it is the price of; so many in each of so many places."""
    per = price["per"] or price["mean"]
    low, high = max(start, price.start() - FAR), min(end, price.end() + FAR)
    counts = [each for each in COUNT.finditer(text, low, high) if not price.start() <= each.start() < price.end()]
    for each in counts:
        if re.search("每[^，。；、]{0,8}$", text[max(each.start() - 10, 0) : each.start()]):
            continue
        value = Decimal(each["many"].replace(",", "")) * (TEN_THOUSAND if each["wan"] else 1)
        noun = re.split("[，、]", text[each.end() : each.end() + 12])[0]
        if _alike(per, each["thing"]) or (each["thing"] in PLACED and per in noun):
            yield Factor(value, each[0], each.span())
        for place in PER_PLACE.finditer(text, low, price.start()):
            if _alike(per, place["thing"]) and _alike(place["place"], each["thing"]) and value:
                yield Factor(Decimal(place["many"]), place[0], place.span(), value)


def _alike(per: str, thing: str) -> bool:
    return per == thing or any({per, thing} <= same for same in SAME)


def _times(sentence: str, often: str) -> set[Decimal]:
    """Return how often a price may be paid by the words of its sentence."""
    times = [Decimal(each) for each in TIMES.findall(sentence)][:6]
    by = {prod(some, start=Decimal(1)) for size in range(min(len(times), 3) + 1) for some in combinations(times, size)}
    return by | ({Decimal(MONTHS)} if "月" in often else set())


def _repeated(amount: Interval, cost: Interval, count: Decimal) -> bool:
    """Tell whether an amount is the product a whole number of times: paid so often, or for so many years."""
    product = cost.fen * count
    return bool(product) and any((cost * (count * n)).meets(amount) for n in range(2, MONTHS + 1))


def _amounts(
    text: str,
    price: re.Match[str],
    factors: list[Factor],
    amounts: list[re.Match[str]],
    prices: list[re.Match[str]],
    end: int,
) -> list[re.Match[str]]:
    """Return the amounts that a price may explain: the one before it and its number, and the one right behind."""
    first = min(price.start(), *(each.span[0] for each in factors))
    last = max(price.end(), *(each.span[1] for each in factors))
    before = [each for each in amounts if each.end() <= first][-1:]
    between = [each for each in amounts if first < each.start() < price.start()]
    behind = [each for each in amounts if last <= each.start() <= min(end, last + BEHIND)][:1]
    others = [each for each in prices if each is not price]
    before = [each for each in before if not any(each.end() < p.start() < first for p in others)]
    behind = [each for each in behind if not any(last < p.start() < each.start() for p in others)]
    return [*behind, *between[-1:], *before]


def _only(money: Interval, cost: Interval, factor: Factor, times: Decimal) -> int:
    """Return the one whole number that makes the product the amount; 0 where there is none, or several."""
    by = times * factor.of
    low, high = (cost.fen - cost.half) * by, (cost.fen + cost.half) * by
    if low <= 0 or money.fen <= 0:
        return 0
    least = ((money.fen - money.half) / high).to_integral_value(ROUND_CEILING)
    most = ((money.fen + money.half) / low).to_integral_value(ROUND_FLOOR)
    if least == most:
        return int(least)
    found, rest = divmod(money.fen, cost.fen * by)
    return int(found) if not rest and 0 < most - least <= NEAR else 0


def _slip(value: Decimal, right: int) -> bool:
    """Tell whether a number is another but for one digit, for two that changed places, or for a few."""
    if value != int(value) or int(value) == right:
        return False
    a, b = str(int(value)), str(right)
    if len(a) <= 2 and abs(int(value) - right) <= NEAR:
        return True
    differ = [n for n, (digit, other) in enumerate(zip(a, b, strict=False)) if digit != other]
    if len(a) != len(b) or min(int(a), int(b)) < SMALL:
        return False
    turned = len(differ) == 2 and differ[1] == differ[0] + 1 and sorted(a) == sorted(b)
    return len(differ) == 1 or turned


def _sure(text: str, amount: re.Match[str], factor: Factor, price: re.Match[str], times: Decimal) -> bool:
    """Tell whether the amount is so many times the price by no chance: of a round price nearly every amount is."""
    each = Decimal(price["price"].replace(",", "")) * factor.of * times
    digits = len(each.normalize().as_tuple().digits)
    letters = len(str(int(factor.value)))
    if letters > 2 or digits > 2 or (letters > 1 and digits > 1):
        return True
    low, high = min(amount.end(), factor.span[0]), max(factor.span[0], amount.start())
    between = text[low:high] + text[price.end() : price.end() + 8]
    return BY_RULE.search(between) is not None or text[amount.end() : amount.end() + 1] == "（"


def _found(passage: Passage, price: re.Match[str], amount: re.Match[str], factor: Factor, right: int) -> AuditFinding:
    money = printed(amount["amount"], amount["unit"])
    message = f"“{factor.words}”与{price[0]}、{wan(money.fen)}不符：按标准和金额应为 {right}"
    quotes = [passage.clause(*factor.span), passage.quote(*amount.span())]
    return finding("A157", Severity.WARNING, message, quotes, (), f"{right}，或改正标准、金额")


RULES: tuple[Rule, ...] = (Rule("A157", "数量与标准、金额不只差一个数字", look),)
