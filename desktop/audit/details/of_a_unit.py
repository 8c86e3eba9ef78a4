"""What one unit below has of something is not more than all units have of it: 其中县医院事业收入 8 万元.

Rules, sources and what is not seen: resources/rules/audit/of_a_unit.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding
from desktop.audit.interval import Interval, printed
from desktop.audit.outcome import Answer, Quote, Rule
from desktop.audit.sentences.marks import titles_of
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import AMOUNT
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

NOUN = (
    r"事业收入|经营收入|其他收入|上级补助收入|单位资金收入|财政专户管理资金收入|上年结转(?:收入)?|财政拨款收入"
    r"|基本支出|项目支出|人员经费|公用经费|机关运行经费|“?三公”?经费|公务接待费|公务用车运行维护费|公务用车购置费|会议费|培训费"
    r"|政府采购(?:预算|支出)?(?:总额)?"
)
STATED = re.compile(
    rf"(?P<noun>{NOUN})(?:财政拨款)?(?:年初)?(?:预算数?)?(?:总额|总数|总计|合计|共计|安排|数|共|为|是){{0,3}}{AMOUNT}"
)
UNIT = re.compile(
    r"(?:其中|含|包括|主要是|主要为)?[：]?(?P<unit>[\u4e00-\u9fff（）]{2,24}(?:局|中心|院|站|所|队|校|馆|园|场|社|委|学|本级|机关))(?:20\d\d年度?|本年)?的?"
)
"""The name of a unit before what it has."""
ALL = re.compile(
    r"(?:其中|主要是|本部门|我部门|本单位|全[局委系统部门]{1,3}|20\d\d年度?|本年|全年|共有?|预算|收入|支出|安排|[：，])*"
)
"""Words before what all units have together."""
FORMER = re.compile(r"上年(?!结转)|去年|决算|执行|完成|[比较与同](?:20\d\d|上年|去年)")


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount with its name and the unit that has it; empty for all."""

    noun: str
    unit: str
    amount: Interval
    written: str
    quote: Quote


def parts(document: Document) -> Answer:
    """A104: no unit has more of something than all have together."""
    text = read(document)
    titles = titles_of(text.passages)
    every, of_units = defaultdict[str, list[Stated]](list), list[Stated]()
    for passage in text.passages:
        for each in _stated(passage, text.year) if not any("名词" in words for words in passage.path) else ():
            if each.unit and not _short_for(each.unit, titles):
                of_units.append(each)
            else:
                every[each.noun].append(each)
    findings, seen = [], 0
    for each in of_units:
        wholes = every.get(each.noun, [])
        seen += bool(wholes)
        if wholes and all(
            total.amount.fen < each.amount.fen and not total.amount.meets(each.amount) for total in wholes
        ):
            most = max(wholes, key=lambda total: total.amount.fen)
            message = f"{each.unit}的{each.noun} {each.written}大于全部{each.noun} {most.written}"
            findings.append(
                finding("A104", Severity.WARNING, message, [each.quote, most.quote], (), f"不大于 {most.written}")
            )
    return answer(findings, seen, (), "没有写一个所属单位的收入、支出和全部的")


def _stated(passage: Passage, year: int) -> Iterator[Stated]:
    for match in STATED.finditer(passage.text):
        start, _ = passage.sentence_at(match.start())
        before = passage.text[start : match.start()]
        clause = re.split("[，；。：、]", before)[-1]
        years = set(re.findall(r"20\d\d(?=年)", before))
        if FORMER.search(clause) or (years and str(year) not in years):
            continue
        unit = UNIT.fullmatch(clause)
        if unit is None and not ALL.fullmatch(clause):
            continue
        *_, number, money = match.groups()
        noun = (
            re.sub("[“”]|总额|预算|支出$", "", match["noun"])
            if match["noun"].startswith(("“", "三", "政"))
            else match["noun"]
        )
        yield Stated(
            noun, unit["unit"] if unit else "", printed(number, money), f"{number}{money}", passage.quote(*match.span())
        )


def _short_for(unit: str, titles: str) -> bool:
    """Tell whether a name has only letters of the title, in their order, or means the whole department."""
    if re.search("本级|机关$|本部", unit):
        return False
    letters = iter(titles)
    return all(letter in letters for letter in unit) or unit.startswith(("本", "我", "全"))


RULES: tuple[Rule, ...] = (Rule("A104", "一个单位的不大于全部单位的", parts),)
