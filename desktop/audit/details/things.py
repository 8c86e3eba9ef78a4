"""Numbers of things with the words around them: 维修养护水库 23 座, 32 座小型水库, 办理案件数 ≥280 件."""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.outcome import Quote
from desktop.audit.sentences.numerals import MANY, many
from desktop.audit.sentences.prose import Passage, cleaned
from desktop.dataclass import dataclass
from desktop.outside.document import Table

UNIT = (
    r"[%‰]|台（套）|万?(?:[人家场户批件床]次|台套|平方米|立方米|公里|公顷|公斤|千克|小时|千瓦"
    r"|[人名户生辆台套个期班次座件册间栋场处所条项批张例对头只株份家亩页篇吨天村宗起羽盏床米部块篇幅])"
)
"""What is counted in, percentages included; money is not."""
SIGN = r"(?:[≥≤=＝>＞<＜]=?)?"
NUMBER = re.compile(rf"(?P<sign>{SIGN})(?<![\d.,〔第-])(?P<number>{MANY})(?P<unit>{UNIT})(?![/×✕*]|每)")
VALUE = re.compile(rf"(?P<sign>{SIGN})(?P<number>{MANY})(?P<unit>{UNIT})(?P<bound>以上|以下|以内)?")
"""A cell that is nothing but a number and what it counts in."""
LABEL = re.compile(r"[\u4e00-\u9fff“”、]{2,30}(?:（[^（）]*）)?")
KIND = re.compile("^.*(?:数量|质量|时效|成本|效益|满意度|可持续影响|产出)指标\\d?|^指标值?")
"""The kind of a goal, which says nothing of the thing."""
WORDS = re.compile(r"[\u4e00-\u9fff“”、]*$")
BEHIND = re.compile(r"(?:以[上下内]|左右)?的?([\u4e00-\u9fff]*)")
PADDING = re.compile(
    r"(?:总计|共计|合计|总共|大约|计划|预计|达到|保持|控制|不少于|不低于|不超过|不高于|不小于|不大于|至少|最少|大于|小于|等于|低于|高于|超过|少于|多于"
    "|[共约为达在于到是有及]|数量|面积|总数|个数|数)+$"
)
"""Words before a number that say only that it is one."""
COUNT = re.compile("(?:数量|人数|次数|期数|户数|件数|份数|场次|人次|个数|面积|总数|数)$")
MOST = re.compile("不超过|不高于|控制在|低于(?<!不低于)|不大于|小于|少于(?<!不少于)|以[下内]|[≤<＜]")
LEAST = re.compile("不少于|不低于|不小于|至少|大于(?<!不大于)|以上|[≥>＞]")
LONGEST, FURTHER = 40, 14
"""Letters before and behind a number in which its words stand."""
PERSON = {"名": "人", "生": "人", "台（套）": "台", "台套": "台", "套": "台"}
OTHER_TIME = re.compile(
    "上年|去年|往年|上一年|截[至止]|以来|历年|累计|实际|已(?:[^经]|经)|原计划|其中|新增|增加|减少|增至|减至|提高到|原有|上半年|下半年"
    "|季度|每[^，。；]{0,6}$|平均|人均|户均|[由从自][^，。；]{0,12}$|第[一二三四]期|一期|二期|十[三四五]五|分别|各[^，。；]{0,3}$|另|其余|剩余|余$"
)
"""Words before a number that is of another time, a part, a change or what each gets."""
REVIEW = re.compile("回顾|总结|决算|执行情况|完成情况|上年")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something. before, behind: words around it; sign: <, > or nothing; planned: of the budget's year.

    cell: it is all of its cell, with a label; place: the row or passage it stands in.
    """

    before: str
    behind: str
    value: Decimal
    text: str
    unit: str
    sign: str
    planned: bool
    place: tuple[str, int, int]
    quote: Quote
    clause: str

    @property
    def noun(self) -> str:
        """The words before the number without what only says that it is one."""
        return COUNT.sub("", self.before)

    @property
    def counted(self) -> str:
        """The unit as it is compared: 名 is 人."""
        return PERSON.get(self.unit, self.unit)


def in_text(passage: Passage, year: int) -> Iterator[Quantity]:
    """Yield the quantities of a passage."""
    review = any(REVIEW.search(words) for words in passage.path)
    for match in NUMBER.finditer(passage.text):
        start, _ = passage.sentence_at(match.start())
        sentence = passage.text[start : match.start()]
        years = {int(each) for each in re.findall(r"20\d\d(?=年)", sentence)}
        planned = not (review or years - {year} or OTHER_TIME.search(re.split("[，；：]", sentence)[-1]))
        yield _quantity(passage.text, match, planned, ("text", passage.number, 0), passage.quote(*match.span()))


def in_table(table: Table, index: int) -> Iterator[Quantity]:
    """Yield the quantities of a table of goals: a cell with its label, and what is counted within a cell's words."""
    for at, row in enumerate(table.rows):
        cells = [cleaned(cell)[0] for cell in row]
        spot = (table.spots[at],) if at < len(table.spots) else ()
        quote = Quote(" ".join(cell.strip() for cell in row if cell.strip()), *spot)
        values = [(n, match) for n, cell in enumerate(cells) if (match := VALUE.fullmatch(cell))]
        place = ("table", index, at)
        if len(values) == 1:
            n, match = values[0]
            label = next((cell for cell in reversed(cells[:n]) if LABEL.fullmatch(cell) and not KIND.search(cell)), "")
            if label:
                label = re.sub("（.*", "", label)
                planned = not OTHER_TIME.search(label)
                sign = _sign(match["sign"] + (match["bound"] or ""))
                yield Quantity(
                    _bare(label),
                    "",
                    many(match["number"]),
                    match["number"],
                    match["unit"],
                    sign,
                    planned,
                    place,
                    quote,
                    label,
                )
        for cell in cells:
            if len(cell) > LONGEST * 40 or VALUE.fullmatch(cell):
                continue
            for match in NUMBER.finditer(cell):
                clause = re.split("[，；：。]", cell[: match.start()])[-1]
                yield _quantity(cell, match, not OTHER_TIME.search(clause), place, quote)


def _quantity(
    text: str, match: re.Match[str], planned: bool, place: tuple[str, int, int], quote: Quote
) -> Quantity:
    before = text[max(match.start() - LONGEST, 0) : match.start()]
    words = WORDS.search(before)
    named = KIND.sub("", words[0] if words else "").replace("、", "")
    behind = BEHIND.match(text[match.end() : match.end() + FURTHER])
    nearby = before[-8:] + match["sign"] + text[match.end() : match.end() + 2]
    return Quantity(
        _bare(named),
        behind[1] if behind else "",
        many(match["number"]),
        match["number"],
        match["unit"],
        _sign(nearby),
        planned,
        place,
        quote,
        re.split("[，；：。]", before)[-1] + match[0] + text[match.end() : match.end() + 2],
    )


def _bare(words: str) -> str:
    return COUNT.sub("", PADDING.sub("", words))


def _sign(words: str) -> str:
    return "<" if MOST.search(words) else ">" if LEAST.search(words) else ""
