"""The numbers of headings and lists: one after the other, none twice, brackets of one kind.

Rules, sources and what is not seen: resources/rules/audit/numbering.md.
"""

import re

from desktop.audit.contradiction import answer, finding, passage_finding
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.sentences.numerals import number
from desktop.audit.sentences.prose import DEEPEST, NUMBERED, Passage
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from desktop.outside.document import Document

INFO = Severity.INFO


def numbers(document: Document) -> Answer:
    """A91: numbers follow each other on each level, beginning with one."""
    findings: list[AuditFinding] = []
    latest: dict[int, tuple[int, Passage]] = {}
    rows: dict[int, list[tuple[int, Passage]]] = {}
    seen = 0
    for passage in read(document).passages:
        if passage.level == DEEPEST:
            continue
        count = _count(passage)
        before = latest.get(passage.level)
        latest = {level: entry for level, entry in latest.items() if level < passage.level}
        latest[passage.level] = (count, passage)
        rows = {level: entries for level, entries in rows.items() if level <= passage.level}
        rows[passage.level] = [*rows.get(passage.level, [])[-2:], (count, passage)]
        findings += _between(rows[passage.level])
        if not count:
            continue
        seen += 1
        if (before is None and count > 1) or (before and count != 1 and count != before[0] + 1):
            message = f"序号 {_mark(passage)} " + (f"接在 {_mark(before[1])} 之后" if before else "之前没有前面的序号")
            quotes = [*([_head(before[1])] if before else []), _head(passage)]
            findings.append(finding("A91", INFO, message, quotes))
    return answer(findings, seen, (), "没有序号")


def _between(three: list[tuple[int, Passage]]) -> list[AuditFinding]:
    """Return that the middle one of three numbers is wrong for certain: 二、三、三 no, but 二、二、四 or 三、三、五."""
    if len(three) < 3:
        return []
    (before, _), (middle, passage), (after, _) = three
    if not before or after != before + 2 or middle in {before + 1, 1}:
        return []
    message = f"前一个序号是 {before}，后一个是 {after}，中间写成 {_mark(passage)}"
    return [finding("A91", Severity.WARNING, message, [_head(passage)], (), f"{before + 1}")]


def _mark(passage: Passage) -> str:
    match = NUMBERED.match(passage.text)
    return match[0] if match else ""


def _head(passage: Passage) -> Quote:
    return passage.quote(0, 30)


def _count(passage: Passage) -> int:
    match = re.match(r"第?（?([一二三四五六七八九十]+|\d{1,2})", passage.text)
    return number(match[1]) if match else 0


def brackets(document: Document) -> Answer:
    """A92: the brackets of a number are of one kind, and the same all through."""
    findings: list[AuditFinding] = []
    kinds: dict[str, Passage] = {}
    seen = 0
    for passage in read(document).passages:
        match = re.match(r"\s*([(（])\s*[一二三四五六七八九十\d]+\s*([)）])", passage.raw)
        if not match:
            continue
        seen += 1
        narrow = {"(": True, "（": False, ")": True, "）": False}
        if narrow[match[1]] != narrow[match[2]]:
            findings.append(passage_finding("A92", INFO, "序号的括号一边全角、一边半角", passage, (0, 12)))
        else:
            kinds.setdefault(match[1], passage)
    if len(kinds) > 1:
        findings.append(finding("A92", INFO, "序号有的用全角括号，有的用半角括号", map(_head, kinds.values())))
    return answer(findings, seen, (), "没有带括号的序号")


RULES: tuple[Rule, ...] = (Rule("A91", "序号连续", numbers), Rule("A92", "序号的括号一致", brackets))
