"""Parts told behind a change that miss it by one slip of the pen: a point that moved, digits or a direction turned.

Rules, sources and what is not seen: resources/rules/audit/tables.md, B92.
"""

import re

from desktop.audit.contradiction import answer, passage_finding, wan
from desktop.audit.counts.explained import ITEMS
from desktop.audit.counts.netted import BY, DOWN, FEWEST, LONGEST, MONEY, UP, signed
from desktop.audit.interval import ZERO
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import explained, turned
from desktop.audit.sentences.statements import NUMBER
from desktop.findings import Severity
from desktop.outside.document import Document

PART = re.compile(
    rf"(?P<way>{UP}|{DOWN}|增支|减支|(?<![增减])[增减](?=\d))(?:了|额为|额|数为|约)?(?:[^，。；：、\d增减（）]{{0,14}}?)(?P<by>{NUMBER})(?P<unit>万元|千元|元)"
)
"""A part of a change with its amount, before or behind its name: 公用经费减少 8 万元, 压减公用经费 8 万元."""
BEFORE = re.compile("[由从][^，。；]{0,10}$|其中[^，。；]{0,12}$")
"""Words before an amount that is no change, or a part of a part."""
NEXT = re.compile(
    r"。(?:(?:其|这)?(?:增加|减少|增减|变动|变化|增减变化|增减变动)的?)?(?:主要)?(?:原因|变动情况|变化情况|增减情况|情况)"
)
"""How the next sentence begins that tells what a change consists of."""
MOST, TELLING = 6, 3
"""Parts of a change that are told one by one; digits of an amount that fits by no chance."""


def look(document: Document) -> Answer:
    """B92: the parts told behind a change come to it, and do not do so by one slip of the pen alone."""
    findings, seen = list[AuditFinding](), 0
    text = read(document)
    for passage in text.passages:
        changes = text.changes_by_passage.get(passage.number, [])
        ends = {each.amount.end: each.end for each in changes if each.amount and not each.reason}
        for match in BY.finditer(passage.text):
            if match.end() not in ends:
                continue
            start = max(ends[match.end()], match.end())
            body = _body(passage.text, start)
            parts = _parts(body)
            known = sum(each.reason and start <= each.start < start + len(body) for each in changes) >= len(parts)
            seen += len(parts) >= FEWEST
            result = _slip(passage, match, parts, len(body), known=known) if len(parts) >= FEWEST else None
            findings += [result] if result and not ITEMS.search(body) else []
    return answer(findings, seen, (), "没有逐项写出增减的金额")


def _body(text: str, start: int) -> str:
    """Return what a sentence says behind a change, or the next one where that tells what the change consists of."""
    end = text.find("。", start)
    if end >= 0 and NEXT.match(text, end) and not PART.search(text, start, end):
        after = text.find("。", end + 1)
        end = after
    return text[start : end if end >= 0 else None][:LONGEST]


def _parts(body: str) -> list[re.Match[str]]:
    """Return the parts of a change that words state; none where an amount among them is something else."""
    first = body.partition("；")[0]
    body = first if len(list(PART.finditer(first))) >= FEWEST else body
    found = list(PART.finditer(body))
    of_another = any(BEFORE.search(body[: each.start()]) for each in found[1:])
    brackets = re.search(r"（[^）]*\d[^）]*元", body.lstrip("（")) is not None
    plain = len(MONEY.findall(body)) == len(found) <= MOST and not of_another and not brackets
    return found if plain and not re.search("抵|累计|合计|共计", body) else []


def _slip(
    passage: Passage, owner: re.Match[str], parts: list[re.Match[str]], length: int, *, known: bool
) -> AuditFinding | None:
    """Return that parts come to a change with one digit or point moved, or one direction turned.

    known: they are read as its reasons, so that rule A03 looks at their digits.
    """
    if len({each["unit"] for each in (owner, *parts)}) > 1:
        return None
    sizes = [signed(each) for each in parts]
    stated = signed(owner)
    if sum(sizes, ZERO).meets(stated) or any(each.meets(stated) or each.meets(-stated) for each in sizes):
        return None
    rises = [1 if (each.fen > 0) == (stated.fen > 0) else -1 for each in sizes]
    found = None if known else explained([each["by"] for each in parts], owner["by"], rises)
    at = turned([each.fen for each in sizes], stated.fen)
    tells = max(len(re.sub("[.,]", "", each["by"]).strip("0")) for each in (owner, *parts)) >= TELLING
    if not tells or (found is None and at is None):
        return None
    hint = f"{found[0]} 写成 {found[1]}" if found else f"{wan(abs(sizes[at or 0].fen))}的增减方向反过来"
    message = f"所列各项增减之和 {wan(sum(sizes, ZERO).fen)}，增减写成 {wan(stated.fen)}；{hint}就恰好相等，疑为笔误"
    return passage_finding(
        "B92", Severity.WARNING, message, passage, (owner.start(), owner.end() + length), wan(stated.fen)
    )


RULES: tuple[Rule, ...] = (Rule("B92", "逐项写出的增减与总的增减相符", look),)
