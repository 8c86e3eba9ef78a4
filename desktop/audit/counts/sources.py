"""Where the money of a project comes from: 中央 …，省级配套 …，县级配套 … add up to it.

Rules, sources and what is not seen: resources/rules/audit/sources.md.
"""

import re

from desktop.audit.contradiction import answer, figure, finding, quote, wan
from desktop.audit.interval import ZERO
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import TOKEN, Printed, Statement
from desktop.findings import Severity
from desktop.outside.document import Document

FROM_WHERE = re.compile(
    r"资金来源(?:分别)?(?:为|是|包括|构成)?[：:]?|(?:其中|由)[：:，]?(?=中央|省|自治区|上级|市级|县级)"
)
PART = re.compile(
    r"((?:申请|争取|使用|安排)?(?:中央|国家|省|自治区|直辖市|市|州|县|区|旗|乡镇?|上级|本级|地方|财政|社会|单位|企业|自筹|自有|银行|贷款|债券|专项债|统筹|衔接|配套|结余|结转)"
    r"[^，。；、：\d]{0,16}?)(?=\d)"
)
"""How a source of money is called."""
LOCAL = re.compile("本级|县级|区级|市级|自筹|自有|配套")
FEWEST = 2


def parts(document: Document) -> Answer:
    """A79: the sources that an amount is said to come from add up to it."""
    text, findings, seen = read(document), [], 0
    for passage in text.passages:
        for match in FROM_WHERE.finditer(passage.text):
            of = _before(text.values, passage, match.start())
            listed = _listed(passage, match.end())
            if of is None or len(listed) < FEWEST:
                continue
            seen += 1
            added = sum((each.amount for each in listed), ZERO)
            less = added.fen < of.amount.fen
            some = not match[0].startswith("资金来源") and less  # 其中 may leave out what the office itself pays
            if added.meets(of.amount) or (some and not LOCAL.search(passage.text[match.end() : listed[-1].end])):
                continue
            severity = Severity.WARNING if some else Severity.ERROR
            message = f"资金来源各项之和 {wan(added.fen)}，而金额为 {of.written}"
            span = (match.start(), listed[-1].end)
            amounts = [figure("金额", of.figure), *(figure("来源", each) for each in listed)]
            quotes = [quote(of), passage.quote(*span)]
            findings.append(finding("A79", severity, message, quotes, amounts, wan(added.fen)))
    return answer(findings, seen, (), "没有逐项写出资金来源")


def _before(values: tuple[Statement, ...], passage: Passage, at: int) -> Statement | None:
    """Return the amount right before a place, in the same part of a sentence and in no bracket of its own."""
    start = max(passage.text.rfind(sign, 0, at) for sign in "；。") + 1
    own = [v for v in values if v.passage is passage and start <= v.figure.start < at]
    outside = [v for v in own if not _in_bracket(passage.text[start : v.figure.start])]
    return outside[-1] if outside else None


def _in_bracket(before: str) -> bool:
    return before.count("（") > before.count("）")


def _listed(passage: Passage, at: int) -> list[Printed]:
    """Return the amounts of a list of sources up to its end; none where one of its parts is called otherwise."""
    found: list[Printed] = []
    while match := PART.match(passage.text, at):
        token = TOKEN.match(passage.text, match.end())
        if token is None or token[2] not in ("元", "万元", "亿元"):
            return []
        found.append(Printed.of(token))
        at = token.end()
        bracket = re.compile(r"（[^（）]*）").match(passage.text, at)
        at = bracket.end() if bracket else at
        if passage.text[at : at + 1] not in ("，", "、"):
            break
        at += 1
    ended = passage.text[at : at + 1] in ("", "。", "；", "）")
    return found if ended else []


RULES: tuple[Rule, ...] = (Rule("A79", "资金来源各项之和等于金额", parts),)
