"""What is to be bought, named without amounts behind its total: 拟购置固定资产 8 万元，主要为甲设备、乙设备和丙.

Rules, sources and what is not seen: resources/rules/audit/bought_sums.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding, wan
from desktop.audit.interval import MONEY, ZERO, Interval, printed
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.rows.named import Place, places
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER
from desktop.audit.tables import labels
from desktop.audit.tables.tabled import amount
from desktop.findings import Severity
from desktop.outside.document import Document

TOTAL = re.compile(
    r"(?:购[置买]|采购|配置|更新|新增)[^，。；：、\d]{0,16}?"
    rf"(?P<number>{NUMBER})(?P<unit>{MONEY})[，；。（]?(?:全部|均|都)?(?P<how>主要|具体|分别)?(?:用于|拟)?(?:购[置买]|采购|配置)?(?:内容|项目|资产|品目|的?有)?"
    r"(?:为|是|包括|包含|有|：|(?<=购置)|(?<=采购)|(?<=配置)|(?<=购买))[：:]?(?P<names>[^，。；：]{4,160})(?=[，。；）])"
)
"""All that is to be bought, and the names of the things."""
HOW_MANY = re.compile(r"\d{1,5}(?:台（套）|台套|[台辆套个件张把部组批册项只架])")
MONEY_IN = re.compile(r"\d(?:万|千|亿)?元")
JOINS = ("、|以及|和|及(?!其)|与", "、|以及|和", "、")
"""What parts names: 和 and 及 may stand within one."""
PARTLY = re.compile(
    "等|其中|一般公共|财政拨款|基金|专户|自有|自筹|单位资金|中央|省级|上级|上年|去年|结转|增加|减少|单价|限额|以上|每"
)
"""Words of a sentence that is of some of the money or of the things."""
BUYING = re.compile("采购|购置|资产配置|新增资产")
COUNT = re.compile("数量|单价|台|套|编码|序号")
SHORTEST, FEWEST, LONGEST = 3, 2, 40
"""Letters of a name; things in a list; letters before the total in which words may say that it is of some money."""


def look(document: Document) -> Answer:
    """A127: the things named behind the total of what is bought cost as much in the table that has all of them."""
    findings, seen = list[AuditFinding](), 0
    tables: dict[int, list[Place]] = defaultdict(list)
    for place in places(document):
        table = place.grid.table
        if BUYING.search("".join((*table.above[:2], *table.rows[0]))):
            tables[place.grid.index].append(place)
    for passage in read(document).passages if tables else ():
        for match in TOTAL.finditer(passage.text):
            if MONEY_IN.search(match["names"]) or _partly(passage, match):
                continue
            sums = [
                each for names in _readings(match["names"]) for rows in tables.values() for each in _sums(rows, names)
            ]
            seen += bool(sums)
            findings += _wrong(passage, match, sums)
    return answer(findings, seen, (), "没有列出购置的资产名称，或采购表中没有这些名称")


def _readings(words: str) -> Iterator[list[str]]:
    """Yield the ways in which words may be names of things."""
    for join in JOINS:
        names = [labels.core(each) for each in re.split(join, HOW_MANY.sub("", words)) if each]
        if len(names) >= FEWEST and all(len(each) >= SHORTEST for each in names):
            yield names


def _partly(passage: Passage, match: re.Match[str]) -> bool:
    start, _ = passage.sentence_at(match.start())
    before = re.split("[，；]", passage.text[max(start, match.start() - LONGEST) : match.start()])[-1]
    return PARTLY.search(before + match[0]) is not None


def _sums(rows: list[Place], names: list[str]) -> Iterator[tuple[Interval, list[tuple[Place, int]]]]:
    """Yield what the rows that bear names come to, by each column in which all of them have an amount."""
    own = [[row for row in rows if _bears(row, name)] for name in names]
    if not all(len(each) == 1 for each in own) or len({each[0].row.number for each in own}) < len(names):
        return
    for column, path in rows[0].half.columns.items():
        values = [each[0].row.figures[column].value if column in each[0].row.figures else None for each in own]
        found = [value for value in values if value is not None and value.fen]
        if len(found) == len(names) and not COUNT.search("".join(path)):
            yield sum(found, ZERO), [(each[0], column) for each in own]


def _bears(row: Place, name: str) -> bool:
    """Tell whether a row bears a name in one of its cells: one is a part of the other."""
    cells = row.grid.table.rows[row.row.number]
    pairs = (sorted((labels.core(cell), name), key=len) for cell in cells)
    return any(len(short) >= SHORTEST and short in long for short, long in pairs)


def _wrong(
    passage: Passage, match: re.Match[str], sums: list[tuple[Interval, list[tuple[Place, int]]]]
) -> Iterator[AuditFinding]:
    stated = printed(match["number"], match["unit"])
    if not sums or any(each.meets(stated) for each, _ in sums):
        return
    least, cells = min(sums, key=lambda each: each[0].fen)
    rows = cells[0][0].half.rows
    every = [row.figures[cells[0][1]].value for row in rows if not labels.is_total(row.label)]
    most = sum((value for value in every if value), ZERO)
    if match["how"] == "主要" and least.fen < stated.fen <= most.fen + most.half:
        return  # there may be more than is named
    table = cells[0][0].grid.name
    message = f"写购置 {wan(stated.fen)}，所列各项在“{table}”中合计 {wan(least.fen)}"
    quotes = [passage.quote(*match.span()), *(place.quote(column) for place, column in cells)]
    yield finding("A127", Severity.WARNING, message, quotes, [amount("表", least)], wan(least.fen))


RULES: tuple[Rule, ...] = (Rule("A127", "所列购置的资产与采购表中的金额相符", look),)
