"""Units below an office that money is spent on, which are no more than the budget says there are.

Rules, sources and what is not seen: resources/rules/audit/unit_lists.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import finding
from desktop.audit.outcome import AuditFinding
from desktop.audit.sentences.numerals import NUMERAL, number
from desktop.audit.sentences.prose import Passage
from desktop.dataclass import dataclass
from desktop.findings import Severity

N = rf"(?<![\d.,])(?:\d{{1,3}}|{NUMERAL})"
BELOW = "(?:所属|下属|直属|二级|下辖|下设|[局委院部会镇乡]属)"
KIND = (
    "(?:参照?公(?:务员法)?(?:管理)?的?|全额|差额|财政|拨款|补助|公益[一二]类|独立核算|非独立核算|预算|基层|二级|行政|事业|企业)"
    "{0,4}"
)
COUNT = re.compile(
    rf"{BELOW}(?:共有|共|有|的)?(?P<a>{N})[个家](?P<ka>{KIND})单位"
    rf"|(?P<b>{N})[个家]{BELOW}(?:的)?(?P<kb>{KIND})单位"
    rf"|{BELOW}(?:的)?(?P<kc>{KIND})单位(?:共有|共计|合计|共|有|计|为)*(?P<c>{N})[个家]"
)
"""Units below the office, in the three ways in which they are counted."""
ANY = re.compile(
    rf"(?P<a>{N})[个家](?:机关|本级)?(?:{BELOW})?的?(?P<ka>{KIND})(?:机关|单位)"
    rf"|(?P<kc>{KIND})单位(?:共有|共计|合计|共|有|计|为)*(?P<c>{N})[个家]"
)
"""Any units of a sentence on what an office is there of."""
MADE_OF = re.compile("构成|组成|包括|包含|下设|下辖|编制范围|机构设置|设有|现有|共有|由[^，。；]{1,30}和")
SPENT = re.compile("用于|保障|安排|支付|补助|支出|经费|拨付|覆盖|涉及")
OTHER = re.compile("上年|去年|新增|撤销|划[入转出]|合并|拟|改革前|原有?|增加|减少|其中|部分|除|以外|累计|每")
"""Words of a clause on units of another time, or on some of them."""
LIMITED = re.compile("独立核算|报账")
"""Words of a sentence on those units alone that keep their own books."""
ITSELF = re.compile("本级|机关(?!事业)")
"""The office itself, which may be counted too."""
NEAR = 40
"""Letters before a number in which the words stand that say of which units it is."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of units below an office: of which kind, where."""

    count: int
    kind: str
    passage: Passage
    span: tuple[int, int]
    of_all: bool


def unlike(passages: tuple[Passage, ...], most_in_tables: int) -> Iterator[AuditFinding]:
    """Yield where money is spent on more units below an office than it has. most_in_tables: rows of tables by unit."""
    counts = [each for passage in passages for each in _counts(passage)]
    there = [each for each in counts if each.of_all]
    if not there:
        return
    most_of: dict[str, Count] = {}
    for each in sorted(there, key=lambda known: known.count):
        most_of[_kinds(each.kind)] = each
    most = max(most_in_tables, *map(_together, there))
    shown = set[int]()
    for each in (each for each in counts if not each.of_all):
        other = most_of.get(_kinds(each.kind))
        start, end = each.passage.sentence_at(each.span[0])
        itself = ITSELF.search(each.passage.text[start:end]) is not None
        if other is None or each.count <= max(other.count, most) + itself or each.count in shown:
            continue
        shown.add(each.count)
        message = f"写下属单位 {each.count} 个，另一处写 {other.count} 个"
        quotes = [each.passage.quote(*each.span), other.passage.quote(*other.span)]
        right = f"{other.count} 个，或改正另一处"
        yield finding("A114", Severity.WARNING, message, quotes, (), right)


def _counts(passage: Passage) -> Iterator[Count]:
    for match in COUNT.finditer(passage.text):
        start, end = passage.sentence_at(match.start())
        clause = re.split("[，。；：]", passage.text[max(start, match.start() - NEAR) : match.start()])[-1]
        if OTHER.search(clause) or "名词" in "".join(passage.path):
            continue
        stated = match["a"] or match["b"] or match["c"]
        kind = next(each for each in (match["ka"], match["kb"], match["kc"]) if each is not None)
        before = passage.text[start : match.start()]
        spent = SPENT.search(clause) is not None
        around = before + passage.text[match.start() : min(end, match.end() + NEAR)]
        limited = LIMITED.search(passage.text[start:end]) is not None
        of_all = not spent and not limited and MADE_OF.search(around) is not None
        if of_all or spent:
            yield Count(number(stated), kind, passage, match.span(), of_all)


def _kinds(kind: str) -> str:
    """Return the kind of units as it is compared: those of the budget are all of them."""
    return "事业" if "事业" in kind else "行政" if "行政" in kind else "企业" if "企业" in kind else ""


def _together(of: Count) -> int:
    """Return what all units of the kind of a number come to in its sentence: 行政单位 2 个、事业单位 5 个."""
    start, end = of.passage.sentence_at(of.span[0])
    matches = ANY.finditer(of.passage.text, start, end)
    found = [(number(match["a"] or match["c"]), match["ka"] or match["kc"] or "") for match in matches]
    same = [count for count, kind in found if not _kinds(of.kind) or _kinds(kind) in ("", _kinds(of.kind))]
    return sum(same)
