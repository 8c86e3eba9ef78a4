"""Marks in a sentence: where amounts, years, lists and reasons begin and end."""

import re
from collections import Counter

from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.statements import CHANGE, DOWN, FLAT, TOKEN, UP, UP_BY, Enumeration, Statement

YEAR = re.compile(r"(?<!\d)(20\d\d)年")
OWN_YEAR = re.compile(r"(?<![比较与同\d])(20\d\d)年")
OPENER = re.compile(r"其中|包括|包含|分别为|(?<=[（，])含(?!税|义|量)|：")
PURPOSE = re.compile(r"(?:主要)?用于[：:]?|主要(?:为|包括)[：:]?")
"""Words before the purposes of an amount, often each with its own: 主要用于办公费 4 万元、差旅费 6 万元."""
REASON = re.compile(r"原因|主要是(?!用于|部门为|单位为|本部门为|为|指)|由于|主要系|系因|是因为|主要因")
NO_REASON = re.compile(r"其中|主要用于|预算数为")
ITEM_OF_REASON = re.compile(r"^(?:[一二三四五六]是|（\d）|[①-⑨]|\d[、.])")
ALSO = re.compile("同时|另外|此外|其次|再次|以及|并且")
"""Words with which a reason goes on behind a ；: ；同时事业收入增加 6 万元."""
NUMBERED_REASON = re.compile(r"[一1]是|（[1一]）|①|[：:]1[、.]|第?一[，、]|[：:]")
ENDS_OPEN = re.compile(r"(?:其中|如下|包括|分为|构成)[：:]?$|：$")
NOT_AN_AMOUNT = re.compile(
    r"(?:单价|单位价值|[人车辆台户生床次期]均(?:约|为)?|每[人辆次台年月]|超过|不超过|低于|高于|以上|约|近|增加到|增加至|增至|减少到|减少至|减至|降至|提高到|提高至|由|从|下达|达到)$"
)
STANDARD = re.compile(r"(?:标准|单价|均价|人均|户均|生均|每[\u4e00-\u9fff])[^，。；：]{0,30}$")
"""Words before an amount for each person or thing: 补助标准由 79 元提高到 84 元."""
AFTER_NOT_AN_AMOUNT = re.compile(r"^(?:（?含）?)?(?:以上|以下|以内|及以上|及以下|起|/|每|左右|余)")
BASE = re.compile(r"(?:比|较|与|同)[^，；。：、]{0,12}?(?:(20\d\d)年|上年|去年|上一年)[^，；。：]{0,30}$")
BESIDE = re.compile("(?<!收)(?<!收入)、|、(?!支)")
"""What parts names that stand side by side; 收、支 and 收入、支出 are one."""
FROM = re.compile(r"(?:由|从)[^，；。：]{0,20}$")
CHANGES_FOLLOW = re.compile(
    r"(?:(?:相比|比较|对比|比(?=，))?[，,]?(?:净|略|实际|共|同比|预算|相应|约)*"
    r"|(?:相比|比较|对比)[，,](?:20\d\d年)?[^，。；：、\d]{0,14}?)(?:增|减|上升|下降|提高|降低|压|持平|相同|节约|调)"
)
OF_WHICH = re.compile(r"的\d[\d.,]*%")
"""What follows an amount of which the amount before it is a percentage."""
REACHED = re.compile(r"(?:增加|增长|提高|上升|调增|减少|下降|降低|压减|压缩|调减|调整|降|增|减)(?:到|至|为)")
"""A base with which is compared, the start of 由 … 增加到 …, what follows a base, the end of 由 … 增加到 …."""

ALLOTTED = re.compile(r"^资金(?:分配|安排)情况[：:]")
"""How the line of a project begins that divides its 预算安排规模."""
LEADS = re.compile(
    r"^(?:资金(?:分配|安排)情况[：:]|（?其中[：:，]?|(?:本年)?(?:收入|支出)(?:预算)?(?:中)?(?:主要)?(?:包括|包含|构成)|(?:收入|支出)?(?:预算)?按[^，。；：]{2,14}[，：])"
)
"""Words with which a passage begins that divides the amount of the passage before it."""

BY_KIND = re.compile(
    r"^[^。]{0,24}。(?:其中，?)?按(?:照)?[^，。；：、\d]{2,14}(?:分|分类|划分|看)[，：]?[^，。；：、]*$"
)
"""How a sentence begins that divides the amount before it: 按支出性质分，."""
AT_ONCE_BY_KIND = re.compile(r"^，(?:其中，?)?按(?:照)?[^，。；：、\d]{2,14}(?:分|分类|划分|看)[，：]?[^，。；：、]*$")
"""How an amount is divided in its own sentence: 支出预算 8 万元，按功能分类，教育支出…."""
AGAIN_BY_KIND = re.compile(
    r"^[^。]{0,24}；(?:其中，?)?按(?:照)?[^，。；：、\d]{2,14}(?:分|分类|划分|看)[，：]?[^，。；：、]*$"
)
"""How a second list begins of the amount that was divided before in the same sentence: ；按品目分，."""
SIDE_BY_KIND = re.compile(
    r"^(?:20\d\d年|本年|本?部门|本?单位)*(收入|支出)(?:总?预算)?(?:(?:按(?:照)?[^，。；：\d]{2,8}(?:分类|划分)[^，。；\d]{0,6}|(?:具体)?(?:构成|组成|包括|分为)(?:情况)?(?:如下)?))：$"
)
"""A line that divides all income or expenditure by a kind in the lines below it."""
SPREAD_OVER = re.compile("(?:分布|构成)(?:构成)?情况(?:为)?：$")
"""How a list begins of what assets consist of; its members are parted by ；."""
BEGINS_AMONG = re.compile(r"^([\u4e00-\u9fff“”（）]{2,20})中[：:，][^，。；：、]*$")
"""How a passage begins that divides an amount of the one before it: 财政拨款支出预算中，."""
AMONG = re.compile(r"[。；]([\u4e00-\u9fff“”（）]{2,20})中[：:，]?[^，。；：、]*$")
NAMED_AGAIN = re.compile(
    r"(?:^|[。；])(?:其中[：:，]?)?([\u4e00-\u9fff“”]{2,20}?)(?:具体|主要|分别|又)?(?:(?:包括|包含|分为|为|是|有|由|(?:安排|构成|明细)?(?:情况)?(?:如下|为)?)[：:]|包括|包含|分别为)[^，。；：、\d]*$"
)
"""How a list begins of an amount that stands before it: 项目支出具体为：，其中基本支出包括：."""
LINES_OF_A_PROJECT = 4
"""Lines from 预算安排规模 of a project to how it is allotted."""
ITEM = re.compile(r"（项）：?(?:20\d\d年)?[^，。；：、\d]*$")
"""How the words before an amount of an item (项) end that is called one."""
LAST_YEAR = re.compile(r"(?:上年|去年|上一年)(?!结转|结余|末|底)")
EXECUTED = re.compile(r"执行数|决算|实际(?:支出|完成|执行|发生|使用)|执行率|累计|追加|调整预算")

CARRIED_OUT = re.compile(r"20\d\d年.*(?:执行|决算|完成|回顾)")
"""A heading under which a report tells how a budget was carried out."""
TITLE = r"(20\d\d)年(?:度)?(?:(?!20\d\d年)[^。，]){0,24}(?:预算|决算)(?!执行)"
OTHER_INCOME = {
    "经营收入",
    "事业收入",
    "上级补助收入",
    "附属单位上缴收入",
    "其他收入",
    "财政专户",
    "单位资金",
    "经营支出",
}
"""Money beside the public budget, which may pay for more than 基本支出 and 项目支出."""


def year_of(found: tuple[Passage, ...]) -> int:
    """Return the year whose budget this is: of the title, else the one most budgets are stated of; 0 unknown."""
    title = next(
        (m for p in found[:12] if len(p.text) < 60 and not TOKEN.search(p.text) and (m := re.search(TITLE, p.text))),
        None,
    )
    years = Counter(
        m[1] for p in found for m in re.finditer(r"(?<![比较与同])(20\d\d)年[^。，]{0,30}(?:预算|收支|支出)", p.text)
    )
    most = years.most_common(1)[0] if years else ("0", 0)
    if title and (years[title[1]] * 2 > most[1] or most[1] < 4):
        return int(title[1])
    return int(most[0])


def executed_year(passage: Passage) -> int:
    """Return the year whose budget's execution the headings over a passage announce; 0 without any."""
    over = next(
        (words for words in reversed(passage.path) if CARRIED_OUT.search(words) and "预算（草案" not in words), ""
    )
    match = YEAR.search(over)
    return int(match[1]) if match else 0


def titles_of(found: tuple[Passage, ...]) -> str:
    """Return the titles in which the maker of the document is named."""
    return "|".join(passage.text for passage in found[:14] if passage.heading)


def events(text: str) -> list[tuple[re.Match[str], bool]]:
    """Return the figures and the words for 持平 of a passage in order; True for the latter."""
    found = [(match, False) for match in TOKEN.finditer(text)]
    found += [(match, True) for match in FLAT.finditer(text)]
    return sorted(found, key=lambda event: event[0].start())


def in_reason(before: bool, gap: str) -> bool:
    """Tell whether a reason is being given after a stretch of text."""
    starts = [m.start() for m in REASON.finditer(gap)]
    first = starts[0] if starts and not before else 0  # only a reason whose first part is numbered has a second one
    ends = [m.start() for m in re.finditer("[；。]", gap) if _ends_reason(gap, m.start(), first)]
    ends += [m.start() for m in NO_REASON.finditer(gap)]
    if not starts:
        return before and not ends
    return not ends or max(starts) > max(ends)


def _ends_reason(gap: str, at: int, first: int) -> bool:
    """Tell whether a sign ends a reason: no next part of it follows (；同时事业收入增加, ；二是 behind 一是)."""
    rest = gap[at + 1 :]
    if ALSO.match(rest) and gap[at] == "；" and CHANGE.search(rest):
        return False
    return not ITEM_OF_REASON.match(rest) or (first > 0 and not NUMBERED_REASON.search(gap[first:at]))


def rises(word: re.Match[str]) -> bool | None:
    """Tell whether a word says more than last year; None where both directions stand."""
    if word[1] == "增减" or (word[2] and (word[1] in UP) != (word[2] in UP)):
        return None
    return word[1] in (*UP, *UP_BY) and word[1] not in DOWN


def depth(gap: str) -> int:
    """Return how far a stretch closes brackets that were opened before it: 0 or less."""
    level, least = 0, 0
    for letter in gap:
        level += {"（": 1, "）": -1}.get(letter, 0)
        least = min(least, level)
    return least


CHANGED_BECAUSE = re.compile(
    r"[，。；]?(?:主要)?原因(?:主要)?(?:是|为|：|:)(?![^。；]*(?:持平|不变|一致|无变化|没有变化|未变))[^。；]*(?:增加|增长|上涨|提高|新增|减少|下降|压减)"
)
"""A reason that something changed."""
AT_ONCE = re.compile(r"[，。；（]*(?:主要)?(增加|增长|上升|减少|下降)的?(?:主要)?(?:原因|因素(?=[是为：系]))")
OTHER_WAY = re.compile(
    r"(?:[^；\d]|\d{1,5}(?=[批人团车]?[次组个]|[批人辆台])){0,60}?。(增加|增长|上升|减少|下降)的?(?:主要)?原因"
)
"""A reason right behind a change, or in the sentence after it, that says in which direction it was."""
OF_CHANGES = re.compile("[，。；]?[^，。；：]{0,6}主要[^，。；：]{0,10}(?:变动|变化|增减)")
"""Words behind an amount whose list names only what changed most: …万元，主要项级科目变动情况如下：."""
OPENS_LIST = re.compile("(?:其中|具体|主要)?(?:分别)?(?:为|是|有|包括|如下)")
"""The words that open a list, by themselves in their clause."""


def in_open_bracket(now: Statement, statement: Statement) -> bool:
    """Tell whether a bracket right behind an amount is open at the next: 6 万元（已安排 2 万元，总投资 9 万元）."""
    between = statement.passage.text[now.figure.end : statement.figure.start]
    return between.startswith("（") and between.count("（") > between.count("）")


def ended(of: Enumeration) -> bool:
    """Tell whether lines parted by ； have come to their 。: what follows is no part of the list."""
    lines = list({id(part.passage): part.passage.text for part in of.parts}.values())
    return len(lines) > 1 and lines[-1].endswith("。") and all(line.endswith("；") for line in lines[:-1])
