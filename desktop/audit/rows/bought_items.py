"""Things to be bought, counted in a table by their names and in the text: 台式计算机 8 台.

Rules, sources and what is not seen: resources/rules/audit/bought_items.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding, row_quote
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.sentences.prose import Passage, cleaned
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document, Table

UNIT = "台（套）|台套|[台套辆张把个部件组架只顶床条艘]"
NUMBER = re.compile("(?:采购|购置|配置|申购)?数量(?:（[^）]*）)?")
NAME = re.compile(".*(?:名称|品目|目录|内容|货物|物品|资产|设备|采购项目|项目)(?:（[^）]*）)?")
QUANTITY = re.compile(rf"(?P<count>\d{{1,4}})(?:\.0+)?(?P<unit>{UNIT}|箱|批|项|套（件）|辆（台）|吨|册|本)?")
"""A cell with how many: 8, 8台."""
HOW = re.compile("(?:计量|计价)?单位(?:（[^）]*）)?")
CODE = re.compile(r"^(?:A|B|C)?\d{2,12}[—-]?|（[^（）]*）")
ITEM = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{2,16}})(?:（[^（）\d]{{0,12}}）)?(?P<count>\d{{1,4}})(?P<unit>{UNIT})(?!套|/|×)"
)
PLANNED = re.compile("购置|采购|拟购|配备|更新|添置|配置|新购")
THERE = re.compile("现有|共有|截[至止]|上年|去年|已|累计|保有|实有|20\\d\\d年末|其中单价|单价\\d|单位价值")
"""Words of what there is already."""
BUYING = re.compile("采购|购置|配置|资产|绩效")
OF_ALL = re.compile("采购|固定资产|资产配置|新增资产|车辆")
"""Words of a sentence on all that is bought, not on one project."""
WORDS = re.compile("采购|购置|更新|配备|添置|新购|配置|其中|包括|用于|及|和|拟|购买")
"""What stands before the name of a thing without a sign between."""
HEADS = 5
"""Rows in which the header of a table stands, below its title where a sheet has that in cells."""
SHORTEST = 3
"""Letters of the name of a thing."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of things to be bought: name, how many, counted in what, where."""

    name: str
    count: int
    unit: str
    quote: Quote


def look(document: Document) -> Answer:
    """A116: as many of a thing are to be bought in the text as in the table that has its name."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for table in document.tables:
        for row in _rows(table):
            rows[row.name[-SHORTEST:]].append(row)
    findings, seen = list[AuditFinding](), 0
    if rows:
        stated = defaultdict[str, list[tuple[Passage, re.Match[str]]]](list)
        for passage, match in _items(read(document).passages):
            stated[match["name"]].append((passage, match))
        every = defaultdict[str, set[int]](set)
        for name, several in stated.items():
            every[name[-SHORTEST:]] |= {int(match["count"]) for _, match in several}
        for name, several in stated.items():
            own = [row for row in rows[name[-SHORTEST:]] if name.endswith(row.name) or row.name.endswith(name)]
            passage, match = several[0]
            counts = {row.count for row in own}
            if len(counts) != 1 or len({row.name for row in own}) != 1 or len(every[name[-SHORTEST:]]) != 1:
                continue
            if own[0].unit and own[0].unit[0] != match["unit"][0]:
                continue
            start, end = passage.sentence_at(match.start())
            if int(match["count"]) < min(counts) and not OF_ALL.search(passage.text[start:end]):
                continue  # those of one project
            seen += 1
            if int(match["count"]) not in {*counts, sum(row.count for row in own)}:
                right = f"{own[0].count}{match['unit']}"
                message = f"“{own[0].name}”表中数量为 {own[0].count}，此处写 {match['count']}{match['unit']}"
                quotes = [passage.quote(*match.span()), own[0].quote]
                findings.append(finding("A116", Severity.WARNING, message, quotes, (), f"{right}，或改正表"))
    return answer(findings, seen, (), "没有在采购表和说明中都写的货物数量")


def _rows(table: Table) -> Iterator[Row]:
    """Yield the rows of a table with a column of numbers of things."""
    words = "".join((*table.above, *(cell for row in table.rows[:HEADS] for cell in row)))
    head = next(
        (n for n, row in enumerate(table.rows[:HEADS]) if any(NUMBER.fullmatch(cleaned(c)[0]) for c in row)), None
    )
    if head is None or not BUYING.search(words):
        return
    heads = [cleaned(cell)[0] for cell in table.rows[head]]
    numbers = [n for n, cell in enumerate(heads) if NUMBER.fullmatch(cell)]
    names = [n for n, cell in enumerate(heads) if NAME.fullmatch(cell) and n != numbers[0]]
    units = [n for n, cell in enumerate(heads) if HOW.fullmatch(cell) and "单位名称" not in cell]
    for at, row in enumerate(table.rows[head + 1 :], head + 1):
        cells = [cleaned(cell)[0] for cell in row]
        stated = QUANTITY.fullmatch(cells[numbers[0]]) if len(numbers) == 1 and len(cells) >= len(heads) else None
        if stated is None:
            continue
        unit = stated["unit"] or (cells[units[0]] if len(units) == 1 else "")
        quote = row_quote(table, at)
        for name in dict.fromkeys(CODE.sub("", cells[n]) for n in names):
            if len(name) >= SHORTEST and re.fullmatch("[\u4e00-\u9fff]+", name) and "计" not in name[-1]:
                yield Row(name, int(stated["count"]), unit, quote)


def _items(passages: tuple[Passage, ...]) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield the things that the text says are to be bought."""
    for passage in passages:
        for match in ITEM.finditer(passage.text):
            start, _ = passage.sentence_at(match.start())
            before = passage.text[max(start, match.start() - 60) : match.start("count")]
            if not PLANNED.search(before) or THERE.search(before):
                continue
            name = WORDS.split(match["name"])[-1]
            begin = match.end("name") - len(name)
            own = ITEM.match(passage.text, begin) if len(name) >= SHORTEST else None
            if own:
                yield passage, own


RULES: tuple[Rule, ...] = (Rule("A116", "购置的数量与表一致", look),)
