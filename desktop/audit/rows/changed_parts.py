"""Changes that are divided into others, each with its reason: 增加 6 万元，其中：人员经费增加 8 万元，主要为…；….

Rules, sources and what is not seen: resources/rules/audit/changed_parts.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import explained, turned
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

N = r"\d[\d,]*(?:\.\d+)?"
UP = "增加|增长|上升|提高"
HEAD = re.compile(
    rf"(?P<way>增加|减少|增长|下降)了?(?P<size>{N})(?P<unit>万元|千元|元)(?:[，（](?:同比)?(?:增长|下降|减少|增加|增幅|降幅)?(?:为|达)?{N}%）?)?"
    r"[，。；](?:具体|增加|减少|变动|变化|增减|的)*(?P<lead>其中|主要(?:原因)?(?:是|为|系)?(?:由于|因为)?|(?:主要)?原因(?:是|为)?)[：，]?"
)
"""A change, and the words with which its parts begin."""
PART = re.compile(
    rf"(?:[（(]?[1-9一二三四五六][）).、]|[一二三四五六]是)?(?:(?P<new>新增|新增加|增加|减少)(?P<of>[^，；\d]{{2,30}}?)"
    rf"|(?P<name>[^，；\d]{{2,30}}?)(?:(?:比|较|与|同)(?:上年|去年|20\d\d年)[^，；\d]{{0,8}})?(?P<way>增加|减少|增长|下降))了?"
    rf"(?P<size>{N})(?P<unit>万元|千元|元)(?P<rest>[^；]*)"
)
"""One of its parts: what changed, which way and by how much; behind it its own reason."""
MORE = re.compile(
    r"(?:增加|减少|新增|增长|下降)[^，；\d]{0,12}\d[\d.,]*[万千]?元|\d[\d.,]*[万千]?元|等(?:[，；。]|$)|相抵"
)
"""Words behind a part by which it is not all that is told."""
OTHERS = re.compile("等(?:因素|原因|项|支出)?$|合计|共计|其[中他]")
LONGEST, FEWEST = 600, 2
"""Letters of a list; its fewest parts."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A change and what it is divided into; closed: the words say that these are its parts (其中)."""

    span: tuple[int, int]
    total: Decimal
    parts: tuple[Decimal, ...]
    texts: tuple[str, ...]
    names: tuple[str, ...]
    closed: bool


def look(document: Document) -> Answer:
    """A123: changes into which a change is divided come to it."""
    findings, seen = list[AuditFinding](), 0
    for passage in read(document).passages:
        for each in _divided(passage):
            seen += 1
            added = sum(each.parts, Decimal(0))
            step = max(Decimal(1).scaleb(-len(text.partition(".")[2])) for text in each.texts)
            if abs(added - each.total) <= step * len(each.parts) or added == 0:
                continue
            hint = _hint(each)
            if hint or _all_there_is(each):
                message = f"分项增减之和 {added}，增减总数为 {each.total}{hint}"
                quotes = [passage.quote(*each.span)]
                findings.append(finding("A123", Severity.WARNING, message, quotes, (), "各项之和等于增减总数"))
    return answer(findings, seen, (), "没有分项写出的增减")


ALL = re.compile("(?:人员|基本|公用).*项目|项目.*(?:人员|基本|公用)")
"""Parts that leave nothing out."""
YEARS_OWN = r"(?:本年|当年|本级|20\d\d年|预算|安排的?|的)*"
SOURCE = re.compile(
    rf"{YEARS_OWN}(?:一般公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?|财政拨款|财政专户管理资金|财政专户|单位资金|事业单位经营|事业|经营|其他"
    r"|上级补助|附属单位上缴|上年(?:结转|结余)(?:结余)?|结转结余|结转|使用非财政拨款结余)(?:预算)?(?:财政)?(?:拨款)?(?:收入|支出|经费|资金|预算)?(?:安排)?"
)
OUTLAY = re.compile(rf"{YEARS_OWN}(?:基本|项目|人员|公用|日常公用)(?:支出|经费)(?:预算|安排)?")
"""A source of money, or a kind of outlay, that is one of a full division."""
WITHIN = re.compile(
    "基本.*(?:人员|公用)|(?:人员|公用).*基本|(?:^| )财政拨款.*(?:公共|基金|国有)|(?:公共|基金|国有).* 财政拨款"
)
"""Kinds of which one is within the other."""


def _all_there_is(each: Changed) -> bool:
    """Tell whether the parts leave nothing out, or one of several kinds is as much as all of them."""
    if each.closed and ALL.search("".join(each.names)):
        return True
    kinds = any(all(map(kind.fullmatch, each.names)) for kind in (SOURCE, OUTLAY)) and len(set(each.names)) == len(
        each.names
    )
    return kinds and not WITHIN.search(" ".join(each.names)) and all(each.parts) and each.total in each.parts


def _hint(each: Changed) -> str:
    """Return what one slip makes the parts come to their change exactly, empty where none does."""
    if (at := _turned(each)) is not None:
        return f"；其中 {each.texts[at]} 的增减方向反过来就恰好相等"
    signs = [1 if part > 0 else -1 for part in each.parts]
    if not each.closed or (len(each.parts) < FEWEST + 1 and each.total < 0):
        return ""
    slip = explained(each.texts, str(abs(each.total)), signs) if each.total > 0 else None
    return f"；{slip[0]} 写成 {slip[1]} 就恰好相等" if slip else ""


def _turned(each: Changed) -> int | None:
    """Return which part goes the other way, where the change is then exactly what the parts come to."""
    return turned(list(each.parts), each.total)


def _divided(passage: Passage) -> Iterator[Changed]:
    text = passage.text
    for head in HEAD.finditer(text):
        end = text.find("。", head.end(), head.end() + LONGEST)
        rest = text[head.end() : end if end >= 0 else head.end() + LONGEST].rstrip("；。")
        sign = "；" if "；" in rest else "，"
        found = [PART.fullmatch(piece) for piece in rest.split(sign)]
        parts = [part for part in found if part and not MORE.search(part["rest"]) and part["unit"] == head["unit"]]
        if len(parts) < FEWEST or len(parts) < len(found) or any(OTHERS.search(_name(part)) for part in parts):
            continue
        values = tuple(_value(part["size"], part["way"] or part["new"]) for part in parts)
        yield Changed(
            (head.start(), head.end() + len(rest)),
            _value(head["size"], head["way"]),
            values,
            tuple(part["size"] for part in parts),
            tuple(map(_name, parts)),
            head["lead"] == "其中",
        )


def _name(part: re.Match[str]) -> str:
    return part["name"] or part["of"] or ""


def _value(size: str, way: str) -> Decimal:
    number = Decimal(size.replace(",", ""))
    return number if way.startswith("新增") or way in UP.split("|") else -number


RULES: tuple[Rule, ...] = (Rule("A123", "分项增减之和等于增减总数", look),)
