"""What a sentence says there is none of: exactly its noun (无政府采购工程 is no 政府采购), this year, all of a unit."""

import re
from collections.abc import Iterator

from desktop.audit.sentences.belonging import member_over
from desktop.audit.sentences.marks import titles_of
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.statements import Statements

EMPTY = re.compile(r"(政府性基金|国有资本经营)[^，。；]{0,24}(?:为|以)空表")
NOT_ALL = re.compile("变化|增减|结转|结余|安排的?(?:“?三公|因公|公务|会议|培训|机关运行|基本支出)")
NOTHING = re.compile(r"(?<!有)(?:无|没有)(?:使用|安排)?(政府性基金|国有资本经营|政府采购)[^，。；]{0,24}")
TAIL = re.compile(
    r"(?:预算|财政|拨款|资金|安排的?|支出|收入|收支|项目|经费|计划|数据|情况|事项|业务|任务|金额|需求|内容|款项|编制|使用|的"
    r"|和|及|与|或|、|也|政府性基金|国有资本经营|政府采购|基金)*"
)
"""Words behind a known thing that make it nothing smaller, to the end of its clause."""
OWN_YEAR = re.compile(r"(?<![比较与同至])(?<!(?<!由)于)(20\d\d)年")
FORMER = re.compile("上年|去年|往年|上一年|以前年度|历年")
SMALLER = re.compile(
    r"下属|所属|二级|结转|结余|上级|年中|追加|^(?:如|若|凡|对于?)"
    r"|(?:基本支出|项目支出|人员经费|公用经费|三公”?经费|会议费|培训费|货物|工程|服务)[^，。；：]{0,4}$"
)
"""Words of a clause by which it speaks of a part, of other units or of no fact at all."""


def exactly(rest: str) -> bool:
    """Tell whether the words behind a known thing leave it what it is, up to the end of their clause."""
    return TAIL.fullmatch(re.split("[，。；：（]", rest, maxsplit=1)[0]) is not None


_NONE = r"(?<!有)(?:无|没有|未)(?:使用|安排)*"
_COST, _MONEY = (
    r"(?:费用?|经费)?(?:支出|预算|项目)*",
    r"(?:预算)?(?:财政)?(?:拨款)?(?:安排的?)?(?:收入|支出|收支|资金)*",
)
SAID_NONE = tuple(
    (re.compile(rf"{_NONE}{words}(?=[，。；、])"), key)
    for words, key in (
        (f"政府性基金{_MONEY}", ("fund", "gov_fund")),
        (f"国有资本经营{_MONEY}", ("fund", "state_capital")),
        (f"因公出国（境）{_COST}", ("item", "abroad")),
        (f"公务用车购置{_COST}", ("item", "purchase")),
        (f"公务用车购置[及和与](?:公务用车)?运行(?:维护)?{_COST}", ("item", "vehicle")),
        (f"公务用车购置[及和与](?:公务用车)?运行(?:维护)?{_COST}", ("item", "operation")),
        (f"公务用车运行(?:维护)?{_COST}", ("item", "operation")),
        (f"公务接待{_COST}", ("item", "reception")),
        (f"政府采购{_COST}", ("item", "procurement")),
    )
)
"""Words that say that there is nothing of something, to the end of their clause."""

MEMBER = re.compile(r"([\u4e00-\u9fff]{2,20}(?:所|站|中心|院|校|学|队|馆|局|办|委))(?:20\d\d年度?)?，?$")
PART = re.compile(r"(?:机关|本级|本部|单位)(?:（[^）]*）)?(?:20\d\d年度?)?(?:[，均都])?$")
WHOLE_UNIT = re.compile("[本我该]单位|全单位|各单位|单位(?:部门)?预算")


def of_now(passage: Passage, at: int, year: int, titles: str) -> bool:
    """Tell whether a negation that begins at a place speaks of the budget's year and of all of the unit.

    titles: those of the document, in which its maker is named.
    """
    a, _ = passage.sentence_at(at)
    before = passage.text[a:at]
    clause = re.split("[，；：]", before)[-1]
    years = [int(match[1]) for match in OWN_YEAR.finditer(before)]
    other = bool(year and years) and years[-1] != year
    smaller = FORMER.search(clause) or SMALLER.search(clause) or "、" in clause
    return not other and not smaller and not of_a_member(before, titles)


def of_a_member(before: str, titles: str) -> bool:
    """Tell whether the words before a statement name another unit than the document's maker, or a part of it."""
    named, clause = MEMBER.search(before), re.split("[，；：。]", before)[-1]
    part = PART.search(clause) is not None and not WHOLE_UNIT.search(clause) and clause not in titles
    return part or (named is not None and not any(_short_for(named[1], title) for title in titles.split("|")))


def _short_for(name: str, title: str) -> bool:
    """Tell whether a name has only letters of a title, in their order."""
    letters = iter(title)
    return all(letter in letters for letter in name)


def of_money(passage: Passage, text: Statements) -> Iterator[re.Match[str]]:
    """Yield where a passage says that there is no 政府性基金, 国有资本经营 or 政府采购 at all: its name is group 1."""
    titles = titles_of(text.passages)
    if any("名词" in words for words in passage.path) or member_over(passage, titles):
        return
    for match in (*NOTHING.finditer(passage.text), *EMPTY.finditer(passage.text)):
        exact = match.re is EMPTY or exactly(passage.text[match.end(1) :])
        if exact and not NOT_ALL.search(match[0]) and of_now(passage, match.start(), text.year, titles):
            yield match
