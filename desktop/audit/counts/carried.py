"""Money carried over (上年结转) that a sentence states inside an amount: 999 万元（含上年结转 31.5 万元）.

Rules, sources and what is not seen: resources/rules/audit/carried.md.
"""

import re

from desktop.audit.contradiction import answer, figure, finding, wan
from desktop.audit.interval import Interval
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import AMOUNT, Printed
from desktop.audit.tables.tabled import tabled
from desktop.findings import Severity
from desktop.outside.document import Document

INSIDE = rf"(?<![\d.,]){AMOUNT}（(?:其中)?[：:]?(?:含|包含|包括)(?:上年|以前年度)?结转(?:结余)?(?:资金)?{AMOUNT}）"
WITHIN = re.compile(INSIDE)
WITHOUT = re.compile(
    rf"{INSIDE}[，。；](?:剔除|扣除|去除|不含|不考虑)(?:上年)?结转(?:结余)?(?:资金)?(?:因素|影响)?后?(?:为|是|安排)?{AMOUNT}"
)


def rests(document: Document) -> Answer:
    """A17: an amount less what was carried over is what the sentence says is left without it."""
    findings, seen = [], 0
    for passage in read(document).passages:
        for match in WITHOUT.finditer(passage.text):
            seen += 1
            total, carried, rest = (_printed(match, group) for group in (1, 3, 5))
            right = total.amount - carried.amount
            if right.meets(rest.amount):
                continue
            message = (
                f"{total.text}{total.unit}减去结转 {carried.text}{carried.unit}，剔除后写成 {rest.text}{rest.unit}"
            )
            amounts = [figure("总额", total), figure("结转", carried), figure("剔除后", rest)]
            quotes = [passage.quote(*match.span())]
            findings.append(finding("A17", Severity.ERROR, message, quotes, amounts, wan(right.fen)))
    return answer(findings, seen, (), "没有写剔除结转后的金额")


def in_tables(document: Document) -> Answer:
    """A88: what was carried over inside an amount stands somewhere in tables that show such money."""
    findings, seen = [], 0
    tables = tabled(document)
    carried = any(
        ("carry", "结转") in key and cell.figure.value and cell.figure.value.fen > 0
        for key, cells in tables.meanings.items()
        for cell in cells
    )
    for passage in read(document).passages if carried else ():
        for match in WITHIN.finditer(passage.text):
            seen += 1
            stated = _printed(match, 3)
            if any(_shows(row.figures[column].value, stated) for _, _, row, column in tables.figures()):
                continue
            message = f"说明写含上年结转 {stated.text}{stated.unit}，各表都没有这个数"
            findings.append(_differs(passage, match, message, stated))
    return answer(findings, seen, (), "没有写含上年结转的金额，或表中没有结转")


def _shows(value: Interval | None, stated: Printed) -> bool:
    return value is not None and value.meets(stated.amount)


def _differs(passage: Passage, match: re.Match[str], message: str, stated: Printed) -> AuditFinding:
    quotes = [passage.quote(*match.span())]
    return finding("A88", Severity.WARNING, message, quotes, [figure("结转", stated)], "与表中的结转一致")


def _printed(match: re.Match[str], group: int) -> Printed:
    return Printed(match[group], match[group + 1], match.start(group), match.end(group + 1))


RULES: tuple[Rule, ...] = (
    Rule("A17", "总额减去结转等于剔除结转后的数", rests),
    Rule("A88", "说明中所含的结转在表中", in_tables),
)
