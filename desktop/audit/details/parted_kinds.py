"""Kinds that words stand between, and the count they are of: 43 人，其中：在职 24 人，比上年增加 1 人；退休 19 人.

Rules, sources and what is not seen: resources/rules/audit/counted_names.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from desktop.audit.contradiction import passage_finding
from desktop.audit.counts.kinds import with_others
from desktop.audit.interval import Interval, printed
from desktop.audit.outcome import AuditFinding
from desktop.audit.sentences.numerals import WHOLE
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.statements import NUMBER
from desktop.findings import Severity

MONEY = rf"(?P<amount>{NUMBER})(?P<of>万元|元)"
TOTAL = re.compile(
    rf"(?<![\d.,])(?P<count>{WHOLE})(?P<unit>[个家人名项])(?P<noun>[^，。；、：（）\d]{{0,16}})(?:，[^，。；、：（）\d]{{0,16}}{MONEY}[^，。；：（）\d]{{0,8}})?"
    r"[，。；（](?:其中|(?:具体)?(?:包括|包含)(?=[：，]?在[职编]))[：，]?(?P<rest>[^。]{8,600})"
)
"""A count, perhaps its amount, and a sentence of its kinds."""
BY_KIND = re.compile(
    rf"(?<![\d.,])(?P<count>{WHOLE})(?P<unit>[个家项])(?P<noun>[^，。；、：（）\d]{{0,16}})"
    r"[，。；（](?:其中，?)?(?:按照?[^，。；：\d]{2,16}?(?:划分|分类|来?看|统计|分(?=为|[：，])|(?=[：，]))，?(?:分?为|包括|有)?|分别[为是]|具体[为是]?|包括|分为|有)[：，]?"
    r"(?P<rest>[^。]{8,600})"
)
"""A count, and kinds behind it with their own counts and amounts: 6 个项目。按类型划分，甲类 3 个 9 万元."""
MONEY_FIRST = re.compile(
    rf"({NUMBER}(?:万元|元))(?:（(?:共|涉及)?({WHOLE}[个家项])）|，(?:共|涉及)?({WHOLE}[个家项])(?=[，。；、]|$))"
)
"""A kind whose amount stands before its count: 甲类 9 万元（3 个）."""
BEFORE = 80
"""Letters before a count in which the amount stands that all of it comes to."""
AMOUNT = rf"(?:[，、]?[^，。；、\d]{{0,10}}{MONEY})?"
PART = rf"(?P<name>[^，。；、：\d]{{2,24}}?)(?:共计?|为|有)?(?P<count>{WHOLE})UNIT{AMOUNT}(?=[，。；、]|$)"
NO_KIND = re.compile("增加|减少|新增|比|较|去年|另|每|以上|以下|不含|重点")
"""Words of a count that is of no kind."""
BY_FUND = re.compile("一般公共预算|政府性?基金|国有资本|财政专户|事业收入|自有资金|单位资金|其他资金|上级|省级|中央")
"""Kinds by the money that pays for them."""
PEOPLE = re.compile(
    "(?:在职|在编|离休|退休|离退休|编外|聘用|临聘|遗属)(?:在编)?(?:人员|职工|教职工|教师|干部|工作人员)?(?:人数|小计|合计|数|共)*"
)
FEWEST = 2


def wrong(passage: Passage) -> Iterator[AuditFinding | None]:
    """Yield what is wrong with the kinds of each count that lists all of them, None where nothing is."""
    found = {match.start(): match for pattern in (BY_KIND, TOTAL) for match in pattern.finditer(passage.text)}
    for match in found.values():
        parts = list(_parts(match))
        counts = [int(each["count"].replace(",", "")) for each in parts]
        if len(parts) < FEWEST or not _all_of(match, parts, passage):
            continue
        stated = int(match["count"].replace(",", ""))
        if stated in accumulate(counts):
            yield None
            continue
        unit, added = match["unit"], sum(counts)
        if BY_FUND.search("".join(each["name"] for each in parts)) and stated == added - 1:
            yield None  # a project that is paid from two sources is counted with each
            continue
        names = "".join(each["name"] for each in parts)
        if unit in "人名" and with_others(passage.text, match.span(), names, Decimal(stated - added)):
            yield None
            continue
        message = f"各类之和 {added}{unit}，总数 {stated}{unit}"
        right = f"{added}{unit}，或改正其中一类"
        yield passage_finding("A113", Severity.WARNING, message, passage, match.span(), right)


def _parts(match: re.Match[str]) -> Iterator[re.Match[str]]:
    rest = MONEY_FIRST.sub(r"\2\3\1", match["rest"])
    rest = re.sub("（[^（）]*）", "", rest)
    for each in re.finditer(PART.replace("UNIT", match["unit"]), rest):
        if not NO_KIND.search(each["name"]):
            yield each


def _all_of(match: re.Match[str], parts: list[re.Match[str]], passage: Passage) -> bool:
    """Tell whether the kinds leave nothing out: their amounts add up to it, or they are people of each state."""
    totals = list(_totals(match, passage))
    if totals:
        amounts = [printed(each["amount"], each["of"]) if each["amount"] else None for each in parts]
        known = [each for each in amounts if each is not None]
        empty = all(each["count"] == "0" for each, size in zip(parts, amounts, strict=True) if size is None)
        added = sum(known, Interval(Decimal(0), Decimal(0)))
        return empty and len(known) > 1 and any(added.meets(each) for each in totals)
    names = [each["name"] for each in parts]
    states = all(map(PEOPLE.fullmatch, names)) and len(set(names)) == len(names)
    return states and names[0].startswith(("在职", "在编")) and any("退休" in each for each in names)


def _totals(match: re.Match[str], passage: Passage) -> Iterator[Interval]:
    """Yield what all that is counted may come to: the amount in its clause, or one before it where kinds follow."""
    groups = match.groupdict()
    if groups.get("amount"):
        yield printed(match["amount"], match["of"])
    elif "amount" not in groups:
        before = passage.text[max(match.start() - BEFORE, 0) : match.start()]
        yield from (printed(each["amount"], each["of"]) for each in re.finditer(MONEY, before))
