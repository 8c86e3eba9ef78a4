"""What each one gets (补助标准) in a goal, in a formula and in the text: 180 户 × 120 元, 每户每月 120 元.

Rules, sources and what is not seen: resources/rules/audit/standards.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, finding, row_quote
from desktop.audit.outcome import Answer, Quote, Rule
from desktop.audit.sentences.prose import cleaned
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,7}(?:\.\d{1,4})?"
WHO = "[人名户生亩床张辆台村头只]"
LABEL = re.compile(rf"(?=[^\d，。；：]{{4,24}}$)[^\d，。；：]*?(?:每(?P<each>{WHO})|(?P<mean>{WHO})均)[^\d，。；：]*")
"""A goal that is what each one gets: 每户每月补贴标准, 人均补助标准."""
VALUE = re.compile(rf"[≥≤=＝]?({NUMBER})元(?:/[^/]{{1,3}}){{0,2}}")
LINE = re.compile(
    rf"成本指标(?P<noun>[^\d，。；：\s]{{4,24}}?)[≥≤=＝]?(?P<amount>{NUMBER})元(?:/[^/\d]{{1,3}}?){{0,2}}"
    r"(?=$|[，。；]|(?:产出|效益|成本|满意度|数量|质量|时效|社会)[^\d]{0,4}指标)"
)
"""A goal in a line of text, where the lines of goals may have been joined."""
FORMULA = re.compile(rf"(?<![\d.,])(?:{NUMBER})(?P<who>{WHO})[×✕✖*＊](?P<amount>{NUMBER})元(?!/)")
OTHER_TIME = re.compile("上年|去年|原|由|从|提高|降低|增加|减少|省级|市级|中央|分担|配套|自筹")
"""Words before an amount that is not what the budget gives in all."""


@dataclass(frozen=True, slots=True)
class Standard:
    """What each one gets: noun, who, the amount in 元 and where it stands."""

    noun: str
    who: str
    amount: Decimal
    quote: Quote


def standards(document: Document) -> Answer:
    """A55: what each one gets in a goal is what the text or the only formula for such people says."""
    goals = list(_goals(document))
    findings, seen = [], 0
    formulas = list(_formulas(document)) if goals else []
    for goal in goals:
        known = list(_named(document, goal.noun))
        alike = [each for each in formulas if each.who == goal.who]
        alone = {each.amount for each in goals if each.who == goal.who} == {goal.amount}
        known = known or (alike if alone else [])
        amounts = {each.amount for each in known}
        seen += bool(known)
        if len(amounts) == 1 and goal.amount not in amounts:
            message = f"绩效目标“{goal.noun}”为 {goal.amount}元，别处为 {known[0].amount}元"
            quotes = [goal.quote, known[0].quote]
            right = f"{known[0].amount}元，或改正别处"
            findings.append(finding("A55", Severity.WARNING, message, quotes, (), right))
    return answer(findings, seen, (), "没有在绩效目标和别处都写的标准")


def _goals(document: Document) -> Iterator[Standard]:
    """Yield the goals of what each one gets, of tables and of lines of text."""
    for table in document.tables:
        for at, row in enumerate(table.rows):
            cells = [cleaned(cell)[0] for cell in row]
            values = [match for cell in cells if (match := VALUE.fullmatch(cell))]
            labels = [match for cell in cells if (match := LABEL.fullmatch(cell))]
            if len(values) == 1 and labels:
                quoted = row_quote(table, at)
                yield _standard(labels[-1], values[0][1], quoted)
    for passage in read(document).passages:
        for match in LINE.finditer(passage.text):
            if label := LABEL.fullmatch(match["noun"]):
                yield _standard(label, match["amount"], passage.quote(*match.span()))


def _standard(label: re.Match[str], amount: str, quoted: Quote) -> Standard:
    return Standard(label[0], _who(label["each"] or label["mean"]), Decimal(amount.replace(",", "")), quoted)


def _named(document: Document, noun: str) -> Iterator[Standard]:
    """Yield the amounts of the text right behind the words of a goal."""
    pattern = re.compile(rf"{re.escape(noun)}(?:为|是|达到?|：|按|调整为)?(?P<amount>{NUMBER})元")
    for passage in read(document).passages:
        for match in pattern.finditer(passage.text) if not LINE.search(passage.text) else ():
            start, _ = passage.sentence_at(match.start())
            if not OTHER_TIME.search(re.split("[，；：]", passage.text[start : match.start()])[-1]):
                yield Standard(noun, "", Decimal(match["amount"].replace(",", "")), passage.quote(*match.span()))


def _formulas(document: Document) -> Iterator[Standard]:
    """Yield the prices in formulas of the text and of tables."""
    found: dict[str, list[Standard]] = defaultdict(list)
    for passage in read(document).passages:
        for match in FORMULA.finditer(passage.text):
            quoted = passage.quote(*match.span())
            found[match["who"]].append(_of_formula(match, quoted))
    for table in document.tables:
        for at, row in enumerate(table.rows):
            words = "；".join(cleaned(cell)[0] for cell in row)
            quoted = row_quote(table, at)
            for match in FORMULA.finditer(words):
                found[match["who"]].append(_of_formula(match, quoted))
    for several in found.values():
        yield from several


def _of_formula(match: re.Match[str], quoted: Quote) -> Standard:
    return Standard("", _who(match["who"]), Decimal(match["amount"].replace(",", "")), quoted)


def _who(word: str) -> str:
    return {"名": "人", "生": "人", "张": "床"}.get(word, word)


RULES: tuple[Rule, ...] = (Rule("A55", "绩效目标的标准与测算相符", standards),)
