"""Numbers of things with the words around them: 维修养护水库 23 座, 32 座小型水库, 办理案件数 ≥280 件."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from desktop.audit.counts import goals
from desktop.audit.outcome import Quote
from desktop.audit.sentences.numerals import MANY, many
from desktop.audit.sentences.prose import Passage, cleaned
from desktop.dataclass import dataclass
from desktop.outside.document import Document, Paragraph, Table

UNIT = (
    r"[%‰]|台（套）|台（辆）|辆（台）|卷（件）|万?(?:[人家场户批件床项处车台份针剂例册]次|人份|台套|平方公里|平方千米|平方米|平米|㎡|立方米|立方"
    r"|公里|千米|延长米|延米|公顷|公斤|千克|小时|千瓦|[课学]时|人天|人日"
    r"|[人名户生辆台套个期班次座件册间栋幢场处所条项批张例对头只尾株棵份家亩页卷篇吨升天村宗起羽盏床米部块篇幅类种门艘匹枚瓶盒袋桶箱孔眼支轮])"
)
"""What is counted in, percentages included; money is not."""
MYRIAD = "万"
SIGN = r"(?:[≥≤=＝>＞<＜]=?)?"
NUMBER = re.compile(rf"(?P<sign>{SIGN})(?<![\d.,〔第-])(?P<number>{MANY})(?P<unit>{UNIT})(?![/×✕*]|每)")
VALUE = re.compile(rf"(?P<sign>{SIGN})(?P<number>{MANY})(?P<unit>{UNIT})(?P<bound>以上|以下|以内|左右)?")
"""A cell that is nothing but a number and what it counts in."""
LABEL = re.compile(
    r"(?:\d{1,3}岁)?(?=[^（]*[\u4e00-\u9fff])[A-Za-z\u4e00-\u9fff“”、]{2,30}(?:（[^（）]*）(?:总?数量?)?)?"
)
KIND = re.compile("^.*(?:数量|质量|时效|成本|效益|满意度|可持续影响|产出)指标\\d?|^指标值?")
"""The kind of a goal, which says nothing of the thing."""
TABLE = re.compile("指标|绩效目标|目标值|年度目标|总体目标")
"""Words in the head of a table of goals."""
LINE = re.compile("(?:数量|质量|时效|成本|社会效益|经济效益|满意度)指标")
FAR = 300
"""Letters before a number in which its sentence names a year."""
LONGEST_LINE = 120
"""Letters of a line that can be one goal."""
WORDS = re.compile(r"(?:\d{1,3}岁)?[\u4e00-\u9fff“”、]*$")
BRACKET = re.compile("（[^（）\\d：，；。]{1,8}）$")
"""What a bracket adds to a noun right before a number: 自动体外除颤器（AED）5 台."""
BEHIND = re.compile(r"(?:以[上下内]|左右)?的?([\u4e00-\u9fff]*)")
PADDING = re.compile(
    r"(?:总计|共计|合计|总共|大约|计划|预计|达到|保持|控制|不少于|不低于|不超过|不高于|不小于|不大于|至少|最少|大于|小于|等于|低于|高于|超过|少于|多于"
    "|[共约为达在于到是有及])+$"
)
"""Words before a number that say only that it is one."""
COUNT = re.compile("(?:人次|场次|数量|面积|里程|总数|数)$")
MOST = re.compile("不超过|不高于|控制在|低于(?<!不低于)|不大于|小于|少于(?<!不少于)|以[下内]|[≤<＜]")
LEAST = re.compile("不少于|不低于|不小于|至少|大于(?<!不大于)|以上|[≥>＞]")
CLAUSES = re.compile("[，；。]")
LONG_LABEL = 20
"""Letters of the longest label of a goal."""
LONGEST_CELL, QUOTED = 1600, 10
"""Letters of the longest cell that is looked into; letters behind a number that are quoted."""
LONGEST, FURTHER = 40, 20
"""Letters before and behind a number in which its words stand."""
PERSON = {
    "名": "人",
    "生": "人",
    "台（套）": "台",
    "台（辆）": "台",
    "辆（台）": "辆",
    "台套": "台",
    "套": "台",
    "场次": "场",
    "平方千米": "平方公里",
    "平米": "平方米",
    "㎡": "平方米",
    "立方": "立方米",
    "千米": "公里",
    "延长米": "米",
    "延米": "米",
}
OTHER_TIME = re.compile(
    "上年|去年|往年|上一年|截[至止]|以来|历年|累计|实际|已|原计划|增加|减少|增至|减至|提高到|原有|上半年|下半年"
    "|季度|每个?(?:[月周日天]|半年)|每[^，。；]{0,6}$|平均|人均|户均|(?:由|从(?![业事])|自(?![然主愿治来有行备动费办救]))[^，。；]{0,12}$|第[一二三四]期|一期|二期|十[三四五]五|分别|各[^，。；]{0,3}$|另|其余|剩余|余$"
)
"""Words before a number that is of another time, a part, a change or what each gets."""
REVIEW = re.compile("回顾|总结|决算|执行情况|完成情况|上年")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something. before, behind: words around it; sign: <, > or nothing; planned: of the budget's year.

    place: the row or passage it stands in; worded: its cell is a sentence of several clauses.
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
    worded: bool = False

    @property
    def within(self) -> bool:
        """Whether it stands in words of a cell that say more than a label does."""
        return self.worded or len(self.clause) > LONG_LABEL

    @property
    def noun(self) -> str:
        """The words before the number without what only says that it is one."""
        return COUNT.sub("", self.before)

    @property
    def nouns(self) -> tuple[str, ...]:
        """The ways in which the words before the number may name the thing: 改造户数, 改造户, 改造; 扫描页, 扫描."""
        return tuple(dict.fromkeys((self.before, self.noun, self.noun.removesuffix(self.counted))))

    @property
    def counted(self) -> str:
        """The unit as it is compared: 名 is 人, 万人次 is 人次 (the value is multiplied)."""
        unit = self.unit.removeprefix(MYRIAD)
        return PERSON.get(unit, unit)


def lines(document: Document) -> Iterator[Paragraph]:
    """Yield the lines of a text that are rows of goals: 产出指标 数量指标 建设站点 60个."""
    for each in document.paragraphs:
        short = len(each.text) < LONGEST_LINE and "。" not in each.text
        if short and LINE.search(each.text) and re.search(r"\d", each.text):
            yield each


def in_text(passage: Passage, year: int) -> Iterator[Quantity]:
    """Yield the quantities of a passage."""
    review = any(REVIEW.search(words) for words in passage.path)
    for match in NUMBER.finditer(passage.text):
        start, _ = passage.sentence_at(match.start())
        sentence = passage.text[max(start, match.start() - FAR) : match.start()]
        years = {int(each) for each in re.findall(r"20\d\d(?=年)", sentence)}
        clause = re.split("[，；：]", sentence)[-1]
        planned = not (review or years - {year} or OTHER_TIME.search(clause) or goals.PART.search(clause))
        words = WORDS.search(passage.text[max(start, match.start() - LONGEST) : match.start()])
        behind = BEHIND.match(passage.text[match.end() : match.end() + QUOTED])
        span = (match.start() - len(words[0] if words else ""), match.end() + (behind.end() if behind else 0))
        yield _quantity(passage.text, match, planned, ("text", passage.number, 0), passage.quote(*span))


def in_table(table: Table, index: int) -> Iterator[Quantity]:
    """Yield the quantities of a table of goals: a cell with its label, and what is counted within a cell's words."""
    graded = any("优" in cell for row in table.rows[:3] for cell in row)
    for at, row in enumerate(table.rows):
        spot = (table.spots[at],) if at < len(table.spots) else ()
        quote = Quote(" ".join(cell.strip() for cell in row if cell.strip()), *spot)
        yield from in_row([cleaned(cell)[0] for cell in row], ("table", index, at), quote, graded)


def in_row(cells: list[str], place: tuple[str, int, int], quote: Quote, graded: bool = False) -> Iterator[Quantity]:
    """Yield the quantities of a row of goals. graded: several values stand for 优, 良 and so on, best first."""
    cells = _joined(cells)
    values = [(n, match) for n, cell in enumerate(cells) if (match := VALUE.fullmatch(cell))]
    if len(values) == 1 or (graded and values):
        n, match = values[0]
        label = next((cell for cell in reversed(cells[:n]) if LABEL.fullmatch(cell) and not KIND.search(cell)), "")
        if label:
            yield _labelled(re.sub("（.*", "", label), match, place, quote)
    for cell in cells:
        if len(cell) > LONGEST_CELL or VALUE.fullmatch(cell):
            continue
        for match in NUMBER.finditer(cell):
            clause = re.split("[，；：。]", cell[: match.start()])[-1]
            found = _quantity(cell, match, not OTHER_TIME.search(clause), place, quote)
            yield replace(found, worded=len(cell) > LONG_LABEL and CLAUSES.search(cell) is not None)


def _joined(cells: list[str]) -> list[str]:
    """Return the cells of a row with a sign, number and unit that stand in cells of their own as one, a label apart.

    ≥, 6, 次; 演练次数：≥6次.
    """
    found = list[str]()
    for cell in cells:
        last = found[-1] if found else ""
        number = NUMBER_ALONE.fullmatch(cell) and SIGN_ALONE.fullmatch(last)
        if number or (UNIT_ALONE.fullmatch(cell) and NUMBER_ALONE.fullmatch(last)):
            found[-1] = last + cell
        elif (parts := LABELLED.fullmatch(cell)) and VALUE.fullmatch(parts[2]):
            found += [parts[1], parts[2]]
        else:
            found.append(cell)
    return found


SIGN_ALONE, UNIT_ALONE = re.compile("[≥≤=＝>＞<＜]=?"), re.compile(UNIT)
NUMBER_ALONE = re.compile(rf"{SIGN}{MANY}")
LABELLED = re.compile("([^：，。；]{2,30})：([^：，。；]{2,20})")
"""A label and its value in one cell."""


def _value(number: str, unit: str) -> Decimal:
    return many(number) * (10_000 if unit.startswith(MYRIAD) else 1)


def _labelled(label: str, match: re.Match[str], place: tuple[str, int, int], quote: Quote) -> Quantity:
    sign = _sign(match["sign"] + (match["bound"] or ""))
    number, unit = match["number"], match["unit"]
    planned = not OTHER_TIME.search(label)
    return Quantity(_bare(label), "", _value(number, unit), number, unit, sign, planned, place, quote, label)


def _quantity(text: str, match: re.Match[str], planned: bool, place: tuple[str, int, int], quote: Quote) -> Quantity:
    before = BRACKET.sub("", text[max(match.start() - LONGEST, 0) : match.start()])
    words = WORDS.search(before)
    named = KIND.sub("", words[0] if words else "").replace("、", "")
    behind = BEHIND.match(text[match.end() : match.end() + FURTHER])
    nearby = before[-8:] + match["sign"] + text[match.end() : match.end() + 2]
    return Quantity(
        _bare(named),
        behind[1] if behind else "",
        _value(match["number"], match["unit"]),
        match["number"],
        match["unit"],
        _sign(nearby),
        planned,
        place,
        quote,
        re.split("[，；：。]", before)[-1] + match[0] + text[match.end() : match.end() + 2],
    )


def _bare(words: str) -> str:
    return PADDING.sub("", words.rpartition("其中")[2])


def _sign(words: str) -> str:
    return "<" if MOST.search(words) else ">" if LEAST.search(words) else ""
