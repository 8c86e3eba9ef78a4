"""What each source pays for: 财政拨款安排支出 90 万元，其他收入安排支出 0 万元, of 100 万元 with 其他收入 10 万元.

Rules, sources and what is not seen: resources/rules/audit/paid_from.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from desktop.audit.contradiction import answer, figure, finding, quote
from desktop.audit.interval import ZERO, Interval
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER, Printed, Statement, Statements
from desktop.audit.sentences.subjects import TOTAL
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

PUBLIC = "财政拨款"
SOURCE = (
    r"(?P<source>财政拨款|一般公共预算|政府性基金|国有资本经营|财政专户|事业收入|经营收入|上级补助|附属单位上缴"
    r"|其他收入|其他资金|单位资金|自有资金|上年结转)"
)
PARTS = frozenset({"一般公共预算", "政府性基金", "国有资本经营"})
"""What public money (财政拨款) is made of."""
PAID = re.compile(
    rf"{SOURCE}(?:预算|财政拨款|拨款|管理|结余|收入|资金)*安排的?支出(?:预算)?(?:合计|共计|为|共|：)?(?P<number>{NUMBER})(?P<unit>万元|元)"
)
"""How much of the spending a source pays for."""
CAME_IN = re.compile(
    rf"{SOURCE}(?:预算|财政拨款|拨款|管理|结余|收入|资金)*(?:合计|共计|为|共|：)?(?P<number>{NUMBER})(?P<unit>万元|元)"
)
"""How much comes in from a source."""
LEAST = 2


@dataclass(frozen=True, slots=True)
class Paid:
    """What a source pays for, and where that stands."""

    source: str
    stated: Printed
    span: tuple[int, int]


def look(document: Document) -> Answer:
    """A130: what the sources pay for is all spending; where one amount is not what came in, that one is wrong."""
    text, findings, seen = read(document), list[AuditFinding](), 0
    income: dict[str, dict[Interval, None]] | None = None
    for passage in text.passages:
        paid = _outermost([_paid(match) for match in PAID.finditer(passage.text)])
        total = _total(text, passage, paid) if len(paid) >= LEAST else None
        if total is None:
            continue
        seen += 1
        if sum((each.stated.amount for each in paid), ZERO).meets(total.amount):
            continue
        income = _income(text) if income is None else income
        findings += list(_with_income(passage, total, paid, income))[:1]
    return answer(findings, seen, (), "没有按资金来源写安排的支出")


def _paid(match: re.Match[str]) -> Paid:
    stated = Printed(match["number"], match["unit"], match.start("number"), match.end())
    return Paid(match["source"], stated, match.span())


def _outermost(paid: Sequence[Paid]) -> list[Paid]:
    """Return the sources without the parts of public money, where that stands as one; none where one stands twice."""
    names = [each.source for each in paid]
    if len(set(names)) < len(names):
        return []
    return [each for each in paid if PUBLIC not in names or each.source not in PARTS]


def _total(text: Statements, passage: Passage, paid: Sequence[Paid]) -> Statement | None:
    """Return all spending, where it is the one such amount before the sources."""
    values = [v for v in text.by_passage.get(passage.number, []) if v.figure.end <= paid[0].span[0]]
    all_of = [
        v for v in values if v.key and not v.key[0] and not v.key[1] and v.key[3] == TOTAL and v.year in {0, text.year}
    ]
    close = all("。" not in passage.text[a.span[1] : b.span[0]] for a, b in pairwise(paid))
    return all_of[0] if len(all_of) == 1 and "支出" in all_of[0].shown and close else None


def _income(text: Statements) -> dict[str, dict[Interval, None]]:
    """Return the amounts that a document states of what comes in from each source, of no other year."""
    found: dict[str, dict[Interval, None]] = defaultdict(dict)
    for passage in text.passages:
        for match in CAME_IN.finditer(passage.text):
            start, _ = passage.sentence_at(match.start())
            before = passage.text[max(start, match.start() - 12) : match.start()]
            if not re.search(r"上年(?!结转)|去年|决算|执行|20\d\d年|较|比", before.replace(f"{text.year}年", "")):
                found[match["source"]].setdefault(_paid(match).stated.amount)
    return found


def _with_income(
    passage: Passage, total: Statement, paid: Sequence[Paid], income: dict[str, dict[Interval, None]]
) -> Iterator[AuditFinding]:
    """Yield the one source with whose income the list comes to all spending."""
    for each in paid:
        came = list(income.get(each.source, {}))
        others = sum((other.stated.amount for other in paid if other is not each), ZERO)
        fits = len(came) == 1 and came[0].fen > 0 and (others + came[0]).meets(total.amount)
        if fits and not came[0].meets(each.stated.amount):
            words = passage.text[slice(*each.span)]
            message = f"写“{words}”，而{each.source}另有金额，按它各来源之和才等于{total.shown} {total.written}"
            quotes = [quote(total), passage.quote(*each.span)]
            amounts = [figure(total.shown, total.figure), figure(each.source, each.stated)]
            yield finding("A130", Severity.WARNING, message, quotes, amounts, "与该项收入一致")


RULES: tuple[Rule, ...] = (Rule("A130", "各来源安排的支出与收入、总支出一致", look),)
