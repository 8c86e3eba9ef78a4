"""Sentences that tell of last year with good reason: what was planned then, to compare this year with."""

import re

from desktop.audit.sentences import belonging
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.statements import Statements

AMOUNT = re.compile(r"\d万?元")
NOT_THEN = re.compile("[^，。；、：\\d]{0,6}(?:未|没有|无)(?:安排|编制|列)[^，。；：]{0,8}(?:[。；]|，主?要?用于)")
"""Behind the year of last year and an amount before it: nothing was planned then (26 万元，2018年未安排)."""

BESIDE = re.compile(r"\d万?元[，（]$")
ONLY_AMOUNT = re.compile(r"(?:度|年初|预算|安排|数|为|是)*\d[\d,.]*万?元(?=[，。；）])")
"""The whole of a clause with last year's amount behind this year's: 安排 8 万元，2023年安排 6 万元."""
CHANGED = re.compile(
    r"[^，。；：\d]{0,10}\d[\d,.]*万?元，(?:同比|[比较与]上年)?(?:[增减]|上升|下降|持平|相同|无变化|没有变化)"
)
"""An amount right before the year, behind it another one and the change: 8万元，2023年预算 6万元，增加 2万元."""


def is_meant(text: Statements, passage: Passage, span: tuple[int, int], year: re.Match[str]) -> bool:
    """Tell whether a sentence (from where to where) that names last year is truly of it; year: where it names it."""
    start, end = span
    sentence = passage.text[start:end]
    if _this_years(text, passage, start, end):
        return False
    return (
        _both_years(passage, end, text.year)
        or _compared_before(passage, start)
        or _none_before(passage, start, text.year)
        or _planned_elsewhere(text, passage, start, end)
        or _compared_with(passage, start, end, text.year)
        or bool(BESIDE.search(sentence[: year.start()]) and CHANGED.match(sentence[year.end() :]))
        or bool(BESIDE.search(sentence[: year.start()]) and ONLY_AMOUNT.match(sentence[year.end() :]))
        or bool(AMOUNT.search(sentence[: year.start()]) and NOT_THEN.match(sentence[year.end() :]))
    )


ONLY_CHANGE = re.compile(r"[^，。；\d]{0,24}[较比](?:上年|去年|20\d\d年)[^，。；\d]{0,6}(?:增加|减少|增长|下降)")
"""How a sentence goes on that tells only the change of the amount before it, which is of this year then."""
FLAT = re.compile("持平|相同|一致|[无没]有?变化|不变|零增长|增[长加]0")
"""Words of two years that have the same amount."""
TELLING, LONG = 3, 4
"""Digits of an amount that another year has not by chance; more than so many, no other money of this year either."""


def _this_years(text: Statements, passage: Passage, start: int, end: int) -> bool:
    """Tell whether the first amount of a sentence is what other sentences have of the same thing in the budget's year.

    It may be of both years where they have the same amount.
    """
    named = [each for each in text.by_passage.get(passage.number, ()) if start <= each.figure.start < end]
    first = next((each for each in named if each.subject and each.amount.fen), None)
    if first is None or first.subject is None or FLAT.search(passage.text):
        return False
    digits = first.figure.text.replace(",", "").replace(".", "").strip("0")
    if len(digits) < TELLING or re.search("上年|去年", passage.text[start : first.figure.start]):
        return False
    same = [
        each
        for each in text.by_figure[first.figure.text]
        if each.passage is not passage
        and each.subject
        and each.subject.name == first.subject.name
        and (each.subject.fund == first.subject.fund or len(digits) > LONG)
    ]
    this = any(each.year == text.year and each.plan for each in same)
    return this and not any(each.year == text.year - 1 or FLAT.search(each.passage.text) for each in same)


def _both_years(passage: Passage, end: int, year: int) -> bool:
    """Tell whether the next sentence of a passage begins with the budget's year: the one before it is of last year."""
    following = re.match(rf"{year}年([^。；]*)", passage.text[end:])
    return following is not None and not ONLY_CHANGE.match(following[1])


def _compared_before(passage: Passage, start: int) -> bool:
    """Tell whether the sentence before states only a percentage of change: the amount it is from follows."""
    before = re.split("[。；]", passage.text[:start].rstrip("。；"))[-1]
    return re.search(r"[比较与](?:上年|去年|20\d\d年)[^，。；]{0,12}\d%", before) is not None and "万元" not in before


NEAR = 300
"""Letters of the sentence before one that are looked at."""
NONE = re.compile("(?:无|没有|未|不再)(?:使用|安排|编制|列|有)?[^，。；、\\d]{0,24}$")
"""How a sentence ends that says there is none this year: the one behind it tells of last year's."""


def _none_before(passage: Passage, start: int, year: int) -> bool:
    """Tell whether the sentence before says that the budget's year has none (2022年无…。2021年…40 万元)."""
    before = re.split("[。；]", passage.text[max(start - NEAR, 0) : start].rstrip("。；"))[-1]
    return re.search(rf"{year}年|本年|今年", before) is not None and NONE.search(before) is not None


def _planned_elsewhere(text: Statements, passage: Passage, start: int, end: int) -> bool:
    """Tell whether another sentence budgets another amount for what this one names: this one is last year's."""
    named = [value for value in text.by_passage.get(passage.number, ()) if start <= value.figure.start < end]
    return any(
        value.subject and belonging.same(other.subject, value.subject)
        for value in named
        for other in text.values
        if other.plan and other.year in {0, text.year} and other not in named and not other.amount.meets(value.amount)
    )


def _compared_with(passage: Passage, start: int, end: int, year: int) -> bool:
    """Tell whether a sentence has the amount that this year's, in the one before it, is compared with."""
    before = re.split("[。；]", passage.text[:start].rstrip("。；"))[-1]
    this = re.search(rf"{year}年|本年|今年", before) is not None and re.search(r"\d万?元", before) is not None
    following = passage.text[start:end] if passage.text[end - 1] == "。" else passage.text[start:]
    return this and re.search("[增减升降]|持平|相同|一致|无变化", following.split("。")[0]) is not None


THEN = (
    r"20\d\d年度?(?:本?(?:单位|部门)|年初|部门|单位|[县市省区]级|本级|上级|财政|预算|批复|拨款|安排|时|中|内|数)*，?"
    "(?:均|尚|还|并|暂|也)?(?:未|没有?|无|不)"
)
NONE_THEN = re.compile(
    THEN + "(?:有|安排|编制|列支|列入|设立|发生|纳入|涉及|申报|实施)*(?:预算)?"
    "[此该这上述相应同类一个]{1,4}(?:项|类|笔|部分|科目|经费|资金|支出|预算|业务|工作)"
)
"""A former year of which only what was just spoken of is told: 2020年无此项预算，为本年新增缴费."""
NOT_PLANNED = re.compile(
    THEN + r"(?:将|对|把)?(?P<what>[^，。；：、\d]{0,20}?)"
    r"(?:安排|编制|列支|列入|纳入|申报|下达|发生|实施|开展|设立)(?P<of>[^，。；：、\d]{0,20})"
)
"""A former year in which something was not planned."""
GREW = re.compile(r"增加|增长|上升|提高|增幅|新增|首次|净增")
WHY = re.compile("(?:原因|主要|由于|因为?|系|[是为：（])(?:是|为|系|：)?$")
FORM = re.compile("国有资本|政府性?基金|三公|出国|结转")
"""Things of which every document says whether there are any: not what grew just before."""


def had_none(passage: Passage, at: int, end: int) -> bool:
    """Tell whether a former year is named (where) because what grew, as the words before say, was not planned then.

    与2019年相比增加 3 万元，主要是2019年年初预算未安排此项支出; 2019年没有安排.
    """
    if NONE_THEN.match(passage.text, at, end):
        return True
    found = NOT_PLANNED.match(passage.text, at, end)
    before = passage.text[max(at - NEAR, 0) : at]
    grown = GREW.search("。".join(re.split("[。；]", before)[-2:]))
    if found is None or grown is None or FORM.search(found["what"] + found["of"]):
        return False
    return not found["of"] or WHY.search(before) is not None


def goes_on_from(passage: Passage, start: int, year: int) -> bool:
    """Tell whether the sentence before tells the money of the budget's year, from which one goes on to the next."""
    before = re.split("[。；]", passage.text[max(start - NEAR, 0) : start].rstrip("。；"))[-1]
    return re.search(rf"{year}年|本年|今年", before) is not None and AMOUNT.search(before) is not None
