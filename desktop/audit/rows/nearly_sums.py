"""Amounts that follow another and add up to it but for one digit (笔误): 41.20 万元，其中 38.55 万元、2.65 万元.

Rules, sources and what is not seen: resources/rules/audit/nearly_sums.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, figure, finding
from desktop.audit.interval import printed
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.rows.standing import BOUND, stands, stands_alone
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import near
from desktop.audit.sentences.statements import DOWN, NUMBER, TOKEN, UP, Printed
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.money import FEN_PER
from desktop.outside.document import Document

WAYS = re.compile("|".join((*UP, *DOWN, "新增", "压减", "核减")))
OTHER = re.compile("上年预算|上年执行|去年|标准|人均|每|单价|以上|不超过|以下|限额")
"""Words of a clause whose amount is no part of a list."""
OWN = re.compile("[比较与][^，。]{0,8}年|同比")
REASON = re.compile(r"。[^。，；]{0,12}原因[^。]{0,200}$")
"""A sentence of the reasons of the change before it."""
BRACKET = re.compile("（[^（）]*）")
FEWEST, DIGITS, ENDS, MOST = 2, 4, 4, 12
"""Parts of a list, digits of what it comes to, ends of clauses where it may close, its most parts."""


@dataclass(frozen=True, slots=True)
class Told:
    """An amount of a passage: way is +1 or -1 for a change, 0 for a plain amount.

    own: the change is that of an amount before it (比上年), no part of another change.
    """

    stated: Printed
    way: int
    own: bool = False

    @property
    def signed(self) -> Decimal:
        """Its number, below 0 for what became less."""
        return Decimal(self.stated.text.replace(",", "")) * (self.way or 1)


def look(document: Document) -> Answer:
    """A109: amounts after another do not add up to it exactly but for one digit of a figure that stands once."""
    findings, seen = list[AuditFinding](), 0
    for passage in read(document).passages:
        amounts = _amounts(passage.text)
        for number, total in enumerate(amounts[:-FEWEST]):
            for parts in _lists(passage.text, total, amounts[number + 1 :]):
                seen += 1
                wrong = _wrong(document, total, parts)
                if wrong:
                    findings.append(_slip(passage, total, parts, *wrong))
                    break
    unique = {each.quotes: each for each in findings}
    return answer(unique.values(), seen, (), "没有逐项列出金额的句子")


def _amounts(text: str) -> list[Told]:
    """Return the amounts of a passage outside brackets, those of other years and standards left out."""
    bare = BRACKET.sub(lambda match: "（" * len(match[0]), text)
    found = []
    for match in TOKEN.finditer(bare):
        clause = re.split("[，。；：、]", bare[: match.start()])[-1]
        if match[2] not in FEN_PER or OTHER.search(clause) or BOUND.match(bare, match.end()):
            continue
        words = WAYS.findall(clause)
        way = 0 if not words else 1 if words[-1] in (*UP, "新增") else -1
        stated = Printed.of(match)
        if stated.amount.fen:
            found.append(Told(stated, way, OWN.search(clause) is not None))
    return found


def _lists(text: str, total: Told, after: list[Told]) -> Iterator[list[Told]]:
    """Yield what may be the whole list of parts of an amount, none where some of it adds up as it stands."""
    alike = [each for each in after if bool(each.way) == bool(total.way)]
    parts: list[list[Told]] = []
    added = Decimal(0)
    for number, each in enumerate(alike[:MOST]):
        between = text[total.stated.end : each.stated.start]
        apart = "。" in between and not REASON.search(between)
        if each.stated.unit != total.stated.unit or (total.way and (apart or each.own)):
            break
        added += each.signed
        if number and total.signed in (added, each.signed * 2 - added):
            return  # all of it, or the first of several that 合计 follows
        following = alike[number + 1].stated.start if number + 1 < len(alike) else len(text)
        if re.search("[；。]|$" if following == len(text) else "[；。]", text[each.stated.end : following]):
            parts.append(alike[: number + 1])
        if len(parts) == ENDS:
            break
    yield from (each for each in parts if len(each) >= FEWEST)


def _wrong(document: Document, total: Told, parts: list[Told]) -> tuple[Told, str] | None:
    """Return the figure, and what it should be, with which the parts make up the total exactly."""
    everyone = (total, *parts)
    if len(total.stated.text.replace(",", "").replace(".", "").strip("0")) < DIGITS:
        return None
    missing = total.signed - sum((each.signed for each in parts), Decimal(0))
    if abs(missing) <= len(parts) * max(map(_step, everyone)):
        return None  # nothing, or what rounding leaves
    if stands(document, abs(missing) * FEN_PER[total.stated.unit]):
        return None  # a part that is told elsewhere was left out, or counted twice
    for each in everyone:
        wanted = each.signed - missing if each is total else each.signed + missing
        right = next((text for text in near(each.stated.text) if Decimal(text) * (each.way or 1) == wanted), "")
        if right and stands_alone(document, each.stated.amount.fen):
            return each, right
    return None


def _step(each: Told) -> Decimal:
    """Return one of the last digit of a figure."""
    return Decimal(1).scaleb(-len(each.stated.text.partition(".")[2]))


def _slip(passage: Passage, total: Told, parts: list[Told], wrong: Told, right: str) -> AuditFinding:
    stated, unit = wrong.stated, total.stated.unit
    message = f"各项相加与 {total.stated.text}{unit} 只差一个数字，疑为笔误："
    message += f"其中一个数改一个数字（如 {stated.text}{unit} 改为 {right}{unit}）就恰好相等"
    quotes = [passage.clause(each.stated.start, each.stated.end) for each in (total, *parts)]
    return finding("A109", Severity.WARNING, message, quotes, [figure("说明", stated)], f"{right}{unit}")


ASSETS = re.compile(
    rf"固定资产(?P<of>(?:总额|总值|总量|原值|净值|账面价值|账面|价值|合计|共计|共|为|是|（[^（）\d]{{1,8}}）)*)(?P<number>{NUMBER})(?P<unit>亿元|万元|元)"
    r"(?:（[^（）\d]{1,12}）)?(?:[，；。]|，?占[\d.]+%[，；。])(?:其中|固定资产中|固定资产包括|包括|主要包括|具体为)[：，]?(?P<rest>[^。]{6,500})"
)
"""All 固定资产, and a sentence of its kinds."""
KIND = re.compile("房屋|土地|构筑物|建筑|车辆|用车|设备|家具|用具|图书|档案|文物|动植物|其他固定资产")
NET = re.compile("净值|净额")
OTHER_ASSETS = re.compile(
    "无形资产|流动资产|非流动|在建工程|投资|资产总|总资产|净资产|负债|基础设施|政府储备|公共服务|存货|货币资金|银行存款|应收|累计|采购|购置|预算"
)
"""How what follows the kinds is called that is no 固定资产."""
NO_KIND = re.compile("原值|账面原值|折旧|上年|去年|较|比|增加|减少|每|单价")
"""Words of an amount that is measured otherwise than all, or of another time."""


def assets(document: Document) -> Answer:
    """A185: no kind of 固定资产 has more than all of it."""
    findings, seen = list[AuditFinding](), 0
    for passage in read(document).passages:
        for match in ASSETS.finditer(passage.text):
            seen += 1
            every = printed(match["number"], match["unit"])
            kind, end = "", match.start("rest")
            for token in TOKEN.finditer(passage.text, match.start("rest"), match.end("rest")):
                words = passage.text[end : token.start()]
                if OTHER_ASSETS.search(words):
                    break
                known = [each[0] for each in KIND.finditer(words)]
                kind, end = (known[-1] if known else kind), token.end()
                stated = Printed.of(token)
                other = NO_KIND.search(words) or BOUND.match(passage.text, token.end()) or token[2] not in FEN_PER
                if other or not kind or NET.search(passage.text, match.start(), token.start()):
                    continue
                if stated.amount.fen - stated.amount.half > every.fen + every.half:
                    message = f"{kind} {stated.text}{stated.unit}大于全部固定资产 {match['number']}{match['unit']}"
                    quotes = [passage.clause(stated.start, stated.end), passage.quote(match.start(), match.end("unit"))]
                    amounts = [figure("说明", stated)]
                    findings.append(finding("A185", Severity.WARNING, message, quotes, amounts, "部分不大于整体"))
    return answer(findings, seen, (), "没有写固定资产的分项")


RULES: tuple[Rule, ...] = (
    Rule("A109", "各项相加不只差一个数字", look),
    Rule("A185", "固定资产的分项不大于全部", assets),
)
