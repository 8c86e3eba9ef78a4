"""What a sentence says there is none of: exactly its noun (无政府采购工程 is no 政府采购), this year, all of a unit."""

import re
from collections.abc import Iterator

from desktop.audit.sentences.prose import Passage

EMPTY = re.compile(r"(政府性基金|国有资本经营)[^，。；]{0,24}(?:为|以)空表")
NOT_ALL = re.compile("变化|增减|结转|结余|安排的?(?:“?三公|因公|公务|会议|培训|机关运行|基本支出)")
NOTHING = re.compile(r"(?<!有)(?:无|没有)(?:使用|安排)?(政府性基金|国有资本经营|政府采购)[^，。；]{0,24}")
TAIL = re.compile(
    r"(?:预算|财政|拨款|资金|安排的?|支出|收入|收支|项目|经费|计划|数据|情况|事项|业务|任务|金额|需求|内容|款项|编制|使用|的"
    r"|和|及|与|或|、|也|政府性基金|国有资本经营|政府采购|基金)*"
)
"""Words behind a known thing that make it nothing smaller, to the end of its clause."""
OWN_YEAR = re.compile(r"(?<![比较与同于至])(20\d\d)年")
FORMER = re.compile("上年|去年|往年|上一年|以前年度|历年")
SMALLER = re.compile(
    r"下属|所属|二级|结转|结余|上级|年中|追加|^(?:如|若|凡|对于?)"
    r"|(?:基本支出|项目支出|人员经费|公用经费|三公”?经费|会议费|培训费|货物|工程|服务)[^，。；：]{0,4}$"
)
"""Words of a clause by which it speaks of a part, of other units or of no fact at all."""


def exactly(rest: str) -> bool:
    """Tell whether the words behind a known thing leave it what it is, up to the end of their clause."""
    return TAIL.fullmatch(re.split("[，。；：（]", rest, maxsplit=1)[0]) is not None


def of_now(passage: Passage, at: int, year: int) -> bool:
    """Tell whether a negation that begins at a place speaks of the budget's year and of all of the unit."""
    a, _ = passage.sentence_at(at)
    before = passage.text[a:at]
    clause = re.split("[，；：]", before)[-1]
    years = [int(match[1]) for match in OWN_YEAR.finditer(before)]
    other = bool(year and years) and years[-1] != year
    return not other and FORMER.search(clause) is None and SMALLER.search(clause) is None


def of_money(passage: Passage, year: int) -> Iterator[re.Match[str]]:
    """Yield where a passage says that there is no 政府性基金, 国有资本经营 or 政府采购 at all: its name is group 1."""
    if any("名词" in words for words in passage.path):
        return
    for match in (*NOTHING.finditer(passage.text), *EMPTY.finditer(passage.text)):
        whole = match.re is EMPTY or exactly(passage.text[match.end(1) :])
        if whole and not NOT_ALL.search(match[0]) and of_now(passage, match.start(), year):
            yield match
