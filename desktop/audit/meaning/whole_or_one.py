"""A budget of one unit (单位预算) that speaks of a whole department (部门) with units below it, and the other way.

Rules, sources and what is not seen: resources/rules/audit/whole_or_one.md.
"""

import re
from collections.abc import Iterator, Sequence

from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from desktop.outside.document import Document

TITLES, LONGEST = 6, 60
"""Passages among which the title stands, and its letters."""
BELOW = re.compile(
    r"(?:本级|机关|本部|本单位|本部门|本局|本院|本校)(?:预算)?(?:及|和|以及|与|、)[^，。；：]{0,6}(?:[1-9]\d?|[一二三四五六七八九两])(?:个|家)"
    r"[^，。；：]{0,4}(?:下属|所属|二级)[^，。；：]{0,6}单位"
)
"""Units below, counted with the office itself: 本部门包括本级及 2 个下属预算单位."""
NAMES = re.compile("分别|具体|包括|即|名单|如下|：|、|详见")
"""Words behind it that lead to the names of those units."""
NOT_IN = re.compile("不含|不包括|未纳入|单独|各自|另行|主管")
OTHERS = {
    "单位": re.compile(r"(?<!各)[本我]部门(?!和|与)|20\d\d年度?部门预算"),
    "部门": re.compile(r"20\d\d年度?单位预算"),
}
OWNS = {"单位": re.compile(r"[本我]单位|20\d\d年度?单位预算"), "部门": re.compile(r"20\d\d年度?部门预算")}
"""By the kind of a budget: how it calls itself, and how one of the other kind does."""
OFTEN = 5
"""Times that a budget calls itself by its kind, from which another word is a slip."""
OUTSIDE = re.compile(
    "通知|文件|批复|《|〔|财政|主管|上级|编制[^，。；]{0,6}(?:要求|规定|办法)|指标|口径|汇总|统一|纳入[^，。；]{2,40}编制范围"
)
"""Words of a sentence that may speak of the department's budget in one of a unit."""


def look(document: Document) -> Answer:
    """A172: a budget of one unit counts no units below it, and is called by its kind all the way through."""
    passages = [each for each in read(document).passages if not any("名词" in words for words in each.path)]
    kinds = {
        kind
        for each in passages[:TITLES]
        if len(each.text) <= LONGEST
        for kind in re.findall("(部门|单位)(?:综合)?预算", each.text)
    }
    if len(kinds) != 1:
        return answer((), 0, (), "标题没有写明是部门预算还是单位预算")
    kind = kinds.pop()
    findings = [*(_units_below(passages) if kind == "单位" else ()), *_called_otherwise(passages, kind)]
    return answer(findings, 1)


def _units_below(passages: Sequence[Passage]) -> Iterator[AuditFinding]:
    """Yield where a budget of one unit counts units below it and names none of them."""
    for number, passage in enumerate(passages):
        for match in BELOW.finditer(passage.text):
            a, b = passage.sentence_at(match.start())
            after = passage.text[match.end() :] or (passages[number + 1].text if number + 1 < len(passages) else "")
            if not NOT_IN.search(passage.text[a:b]) and not NAMES.match(after.lstrip("，。（")):
                message = f"标题是单位预算，此处写“{match[0]}”"
                expected = "单位预算只是本单位的；有下属单位的应是部门预算"
                yield passage_finding("A172", Severity.WARNING, message, passage, match.span(), expected)


def _called_otherwise(passages: Sequence[Passage], kind: str) -> Iterator[AuditFinding]:
    """Yield the only place where a budget is called by the other kind."""
    found = [(passage, match) for passage in passages for match in OTHERS[kind].finditer(passage.text)]
    own = sum(len(OWNS[kind].findall(passage.text)) for passage in passages)
    if len(found) != 1 or own < OFTEN:
        return
    passage, match = found[0]
    a, b = passage.sentence_at(match.start())
    if not OUTSIDE.search(passage.text[a:b]):
        message = f"全文是{kind}预算，此处写“{match[0]}”"
        yield passage_finding("A172", Severity.WARNING, message, passage, match.span(), kind)


RULES: tuple[Rule, ...] = (Rule("A172", "单位预算不写成部门预算", look),)
