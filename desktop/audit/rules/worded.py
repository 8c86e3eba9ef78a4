"""Amounts that sentences state of what tables state too: totals, and subjects of the functional classification."""

import re
from collections.abc import Iterator
from dataclasses import replace

from desktop.audit.interval import MONEY, Interval, printed
from desktop.audit.remembered import remembered
from desktop.audit.sentences.prose import DEEPEST, level_of
from desktop.audit.tables import labels
from desktop.audit.tables.meanings import Key
from desktop.dataclass import dataclass
from desktop.outside.document import Document, Paragraph

AMOUNT = rf"(?<![0-9.,])([0-9]{{1,15}}(?:,[0-9]{{3}}){{0,6}}(?:\.[0-9]{{1,12}})?)\s*({MONEY})"
LINK = r"(?:预算数|预算额|预算|总额|金额|合计|共计|共|安排|为|是|：|:|\s|（[^（）0-9]{0,12}）){0,8}"
TOTALS = (
    (
        re.compile(rf"(?:收入总计|总收入|收入总预算|收入预算总计|预算总收入|收入?、支出?(?:预算)?总计){LINK}{AMOUNT}"),
        frozenset({("side", "收入")}),
    ),
    (
        re.compile(rf"(?:(?<!、)支出总计|总支出|支出总预算|(?<!、)支出预算总计|预算总支出){LINK}{AMOUNT}"),
        frozenset({("side", "支出")}),
    ),
)
PATH = re.compile(
    r"([\u4e00-\u9fff]{2,20})（类）([\u4e00-\u9fff（）]{2,30}?)（款）([\u4e00-\u9fff（）、]{2,40}?)（项）[”\"]?(?:科目|支出)*$"
)
OTHER_YEAR = re.compile(r"上年|去年|决算|执行|结转|比.{0,10}年|较.{0,10}年|增加|减少|增长|下降|三公|政府采购|机关运行")
ENDS_CLAUSE = "，,；;。：:、"
FISCAL = re.compile(r"财政拨款|一般公共|政府性基金|国有资本")
FISCAL_BEFORE = re.compile(r"财政拨款(?:收支|总?收入|总?支出|预算)")
"""An earlier sentence of the same paragraph that says of which money it speaks."""
LONGEST_HEADING, LONGEST_NAME = 45, 120
"""Letters of a heading; before an amount, in which 类, 款 and 项 are named."""


@dataclass(frozen=True, slots=True)
class Worded:
    """An amount that a sentence states of something that tables state too. fiscal: of public money alone.

    number: of its sentence in the paragraph, counted by full stops.
    """

    name: str
    key: Key
    value: Interval
    text: str
    part: Paragraph
    sentence: str
    fiscal: bool = False
    number: int = 0


@remembered
def worded(document: Document) -> tuple[tuple[Worded, ...], tuple[Worded, ...]]:
    """Return the totals and the amounts of functional 类 that the text states of the budget's own year."""
    totals, subjects = [], []
    over = list[tuple[int, bool]]()
    for part in document.paragraphs:
        number = 0
        level = level_of(part.text.strip())
        if level < DEEPEST and len(part.text) <= LONGEST_HEADING and not re.search(r"\d(?:万元|元)", part.text):
            over = [each for each in over if each[0] < level]
            over.append((level, FISCAL_BEFORE.search(part.text) is not None))
        fiscal = any(of_public for _, of_public in over)
        for sentence in re.split(r"(?<=[。；;])", part.text):
            totals += [] if fiscal else list(_totals(part, sentence))
            fiscal = fiscal or FISCAL_BEFORE.search(sentence) is not None
            subjects += [replace(each, fiscal=fiscal, number=number) for each in _subjects(part, sentence)]
            number += sentence.endswith("。")
    return tuple(totals), tuple(subjects)


def _totals(part: Paragraph, sentence: str) -> Iterator[Worded]:
    for pattern, key in TOTALS:
        for match in pattern.finditer(sentence):
            before = _clause_before(sentence, match.start())
            if OTHER_YEAR.search(before) or FISCAL.search(sentence[: match.start()]):
                continue
            yield Worded(match[0], key, printed(match[1], match[2]), match[0], part, sentence)


def _clause_before(sentence: str, at: int) -> str:
    """Return the words between the last sign before a place and that place."""
    return sentence[max(sentence.rfind(sign, 0, at) for sign in ENDS_CLAUSE) + 1 : at]


def _subjects(part: Paragraph, sentence: str) -> Iterator[Worded]:
    for match in re.finditer(AMOUNT, sentence):
        clause = _clause_before(sentence, match.start())
        name, code = _subject(re.sub(rf"{LINK}$", "", clause[-LONGEST_NAME:]))
        if code and not OTHER_YEAR.search(clause):
            key = frozenset({("side", "支出"), ("function", code)})
            yield Worded(name, key, printed(match[1], match[2]), clause + match[0], part, sentence)


OF_MONEY = re.compile(r"资金(?:安排的?)?(?:支出)?$")
"""How the name of a kind of money ends, which is none of a 类: 其他资金支出."""


def _subject(words: str) -> tuple[str, str]:
    """Return the functional subject that words before an amount name: 类, or 类, 款 and 项; of money none."""
    path = PATH.search(words)
    if path:
        return path[3], labels.item_code(path[1], path[2], path[3])
    plain = re.sub(r"^.*(?:其中|包括|用于)", "", words.strip())
    plain = re.sub(r"(?:（类）|类)?(?:科目)?(?:预算)?$", "", plain.replace("（类）支出", "支出"))
    if OF_MONEY.search(plain):
        return plain, ""
    return labels.bare(plain), labels.top_code(plain, "function")
