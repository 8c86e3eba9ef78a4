"""A heading that says how something changed, against the sentences below it: 公务接待费较上年增长 10%.

Rules, sources and what is not seen: resources/rules/audit/headed.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, finding, quote
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.sentences.prose import DEEPEST, NUMBERED, Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Change, Statement, Statements
from desktop.audit.sentences.subjects import subject
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

AGAINST = (
    r"(?:比|较|与|同)(?:上年度?|去年|上一年|20\d\d年度?)(?:年初)?(?:预算)?(?:执行)?(?:数|额|安排)?"
    "(?:相比|对比|比较)?，?"
)
SIZE = r"(?P<size>\d[\d,.]*)(?P<unit>%|万元|元)"
TOLD = re.compile(
    rf"^(?:20\d\d年度?)?(?P<name>[^，。；：\d]{{2,30}}?)(?:20\d\d年度?)?(?:预算|经费|支出|安排)*(?P<against>(?:{AGAINST}|同比|总体|整体|继续)*)"
    rf"(?:有所|大幅|略有|小幅|稍有|明显|预算)*(?:(?P<way>增加|增长|上升|提高|减少|下降|降低|压减)(?:了|约)?(?:{SIZE})?|(?P<flat>持平|保持不变|无变化|没有变化))$"
)
"""A heading by itself: what changed, against last year, and how."""
UP = ("增加", "增长", "上升", "提高")
LONGEST, BELOW = 48, 4
"""Letters of a heading; passages below it in which its change is told."""
OTHER = re.compile("执行|决算|实际|剔除|扣除|不含|可比|同口径|其中|调整后")
"""Words by which a change is reckoned otherwise than the heading's."""
ROUGH = Decimal("0.6")
"""How many points a percentage of a heading may be off, which often is rounded."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a heading says: rises None where nothing changed; size of its change, with its unit, where it has one."""

    name: str
    rises: bool | None
    size: Decimal | None
    unit: str
    at: Quote


def look(document: Document) -> Answer:
    """A141: the change that a heading tells is the one of the sentences below it."""
    text, findings, seen = read(document), list[AuditFinding](), 0
    owners = {id(change): value for value in text.values for change in value.changes}
    for at, passage in enumerate(text.passages):
        head, rest = _head(passage)
        change = _below(text, at, rest, head) if head else None
        if head is None or change is None:
            continue
        seen += 1
        wrong = _differs(head, change, owners.get(id(change)))
        if wrong:
            message = f"标题写“{head.at.text[:LONGEST]}”，下文{wrong}"
            findings.append(finding("A141", Severity.WARNING, message, [head.at, quote(change)], (), "标题与下文一致"))
    return answer(findings, seen, (), "没有写出增减的标题")


def _head(passage: Passage) -> tuple[Head | None, int]:
    """Return what the heading of a passage says, and where in the passage the text below it begins."""
    if passage.level == DEEPEST and not passage.heading:
        return None, 0
    ends = passage.text.find("。")
    ends = len(passage.text) if ends < 0 else ends
    number = NUMBERED.match(passage.text)
    start = number.end() if number else 0
    match = TOLD.match(passage.text[start:ends].rstrip("：")) if ends - start <= LONGEST else None
    if match is None or OTHER.search(match[0]) or not (match["against"] or match["size"]):
        return None, 0
    rises = None if match["flat"] else match["way"] in UP
    size = Decimal(match["size"].replace(",", "")) if match["size"] else None
    return Head(match["name"], rises, size, match["unit"] or "", passage.quote(start, ends)), ends + 1


def _below(text: Statements, at: int, rest: int, head: Head) -> Change | None:
    """Return the first change told below a heading, where it is of what the heading names."""
    over = text.passages[at]
    for passage in _under(text, at):
        changes = [
            each
            for each in text.changes_by_passage.get(passage.number, [])
            if passage is not over or each.start >= rest
        ]
        if changes:
            first = changes[0]
            start = first.passage.sentence_at(first.start)[0]
            before = first.passage.text[start : first.end]
            sure = not first.reason and not first.executed and (first.rises is not None or first.flat)
            return first if sure and not OTHER.search(before) and _of(head, first) else None
    return None


def _under(text: Statements, at: int) -> Iterator[Passage]:
    """Yield the passage of a heading and those below it, as far as it reaches."""
    over = text.passages[at]
    yield over
    for passage in text.passages[at + 1 : at + 1 + BELOW]:
        if passage.level <= over.level < DEEPEST or passage.heading:
            return
        yield passage


def _of(head: Head, change: Change) -> bool:
    """Tell whether a change is of what a heading names, or of nothing else that is known."""
    named = subject(head.name)
    of = change.subject or (change.about.subject if change.about and change.about.passage is change.passage else None)
    if of is None or named is None:
        return of is None or head.name[-4:] in of.words
    return named.name == of.name


def _differs(head: Head, change: Change, owner: Statement | None) -> str:
    """Return what the text below says otherwise than the heading; empty where both say the same."""
    fen = change.amount.amount.fen if change.amount else None
    none = (
        change.flat or (fen is not None and not fen) or (fen is None and change.percent and not change.percent.percent)
    )
    if none or head.rises is None:
        differ = bool(none) != (head.rises is None) and head.size != 0
        return ("没有增减" if none else f"却{'增加' if change.rises else '减少'}") if differ else ""
    if change.rises is not None and change.rises != head.rises:
        return f"却{'增加' if change.rises else '减少'}"
    if head.size is None:
        return ""
    if head.unit == "%":
        percent = _percent(change, owner)
        return f"为 {percent:.2f}%" if percent is not None and abs(percent - head.size) > ROUGH else ""
    same = change.amount is None or change.amount.unit != head.unit
    return (
        ""
        if same or change.amount is None or Decimal(change.amount.text.replace(",", "")) == head.size
        else f"为 {change.amount.text}{head.unit}"
    )


def _percent(change: Change, owner: Statement | None) -> Decimal | None:
    """Return by how many percent something changed, as written or by its two amounts."""
    if change.percent is not None:
        return change.percent.percent
    signed = change.signed
    if owner is None or signed is None or owner.amount.fen <= signed.fen:
        return None
    return abs(signed.fen) * 100 / (owner.amount.fen - signed.fen)


RULES: tuple[Rule, ...] = (Rule("A141", "标题所写的增减与下文一致", look),)
