"""Amounts that a sentence lists by the names of rows: where most are those of one table, the others are too.

Rules, sources and what is not seen: resources/rules/audit/listed_rows.md.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from desktop.audit.contradiction import answer, figure, finding
from desktop.audit.interval import Interval, printed
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.rows import named
from desktop.audit.rows.named import Place
from desktop.audit.sentences.prose import NUMBERED, Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import one_off
from desktop.audit.sentences.statements import NUMBER, Printed
from desktop.audit.sentences.subjects import subject
from desktop.audit.tables import labels
from desktop.audit.tables.tabled import amount, shown, tabled
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

ITEM = re.compile(
    rf"(?:^|[、，；：。（]|其中|包括|和|及|以及)(?P<name>[\u4e00-\u9fff（）]{{2,24}}?)(?:预算|安排|共|为|计)*"
    rf"(?P<number>{NUMBER})(?P<unit>万元|元)"
)
"""A name and its amount in a list: 、津贴补贴 8.00 万元."""
LINE = re.compile(
    rf"(?:{NUMBERED.pattern})?(?P<name>[\u4e00-\u9fff（）]{{2,24}}?)(?:预算|安排|共|为|计)*(?P<number>{NUMBER})(?P<unit>万元|元)"
)
"""A line of a list: 1.工资福利支出 8.00 万元."""
ELSEWHERE = {"功能类", "结构", "基本", "三公", "采购", "资金", "总额"}
"""Kinds of amounts that other rules compare with tables: by what they are of, not by their name alone."""
ENOUGH, OF_FOUR, FEWEST, DIGITS = 3, 4, 2, 4
"""How many names must agree with a column, and of how many names one may not; how many of three, by amounts of so many
digits."""

KINDS = frozenset({"工资福利支出", "商品和服务支出", "对个人和家庭的补助", "对个人和家庭的补助支出", "资本性支出"})
"""经济分类的类."""
BASIC, SCOPE = re.compile("基本支出"), 80
"""Titles of tables without what is paid from projects; letters before an amount that say of what it is."""
OF_BASIC = re.compile("基本支出|人员经费|公用经费|人员支出|公用支出")
OF_MORE = re.compile(
    "项目支出|特定目标类|专项|[总全]支出|(?<!基本)(?<!经费)(?<!人员)(?<!公用)支出(?:预算)?(?:总[额计]|合计|预算)|总预算|(?:全部|本年|全年)支出"
)
BY_ECONOMY = re.compile("经济(?:科目)?(?:分类|科目)")
"""Words of a list by which it is of 基本支出 alone, or of projects or of everything."""


@dataclass(frozen=True, slots=True)
class Item:
    """A name with its amount in a sentence, and the rows of tables that bear it."""

    passage: Passage
    name: str
    stated: Printed
    rows: list[Place]


def look(document: Document) -> Answer:
    """A100: names listed with amounts that are those of one column of a table agree with it all."""
    rows: dict[str, list[Place]] = defaultdict(list)
    for place in named.places(document):
        rows[_plain(labels.unnumbered(place.row.label))].append(place)
    findings, seen = list[AuditFinding](), 0
    passages = read(document).passages if rows else ()
    several = [items for passage in passages for items in _lists(passage, rows)]
    for items in (*several, *_lines(passages, rows)):
        column = _column(items)
        seen += column is not None
        findings += _differing(document, items, column) if column else ()
    return answer(findings, seen, (), "没有逐项列出一张表中各行金额的句子")


def _plain(name: str) -> str:
    return name.removesuffix("支出")


def _lists(passage: Passage, rows: dict[str, list[Place]]) -> Iterator[list[Item]]:
    """Yield what each sentence of a passage lists by names that rows of tables bear."""
    for sentence in re.finditer(r"[^。]+", passage.text):
        matches = ITEM.finditer(passage.text, sentence.start(), sentence.end())
        items = [item for match in matches if (item := _item(passage, match, rows))]
        if len(items) >= ENOUGH:
            yield items


def _lines(passages: Sequence[Passage], rows: dict[str, list[Place]]) -> Iterator[list[Item]]:
    """Yield what several lines under one heading list: 1.工资福利支出 8.00 万元，…; 2.商品和服务支出 3.00 万元."""
    items = list[Item]()
    for passage in passages:
        match = LINE.match(passage.text)
        item = _item(passage, match, rows) if match else None
        if items and (item is None or passage.path != items[-1].passage.path):
            if len(items) >= ENOUGH:
                yield items
            items = []
        items += [item] if item else []
    if len(items) >= ENOUGH:
        yield items


def _item(passage: Passage, match: re.Match[str], rows: dict[str, list[Place]]) -> Item | None:
    name, known = match["name"], subject(match["name"])
    if _plain(name) not in rows or (known and known.group in ELSEWHERE):
        return None
    stated = Printed(match["number"], match["unit"], match.start("number"), match.end())
    return Item(passage, name, stated, rows[_plain(name)])


def _column(items: list[Item]) -> tuple[int, int] | None:
    """Return the table and column with which most of the items agree; None where it cannot be told."""
    agreeing: Counter[tuple[int, int]] = Counter()
    for item in items:
        agreeing.update(
            {
                (place.grid.index, column)
                for place in item.rows
                for column, cell in place.row.figures.items()
                if cell.value and cell.value.meets(item.stated.amount)
            }
        )
    found, times = agreeing.most_common(1)[0] if agreeing else ((0, 0), 0)
    if len(items) == ENOUGH:
        return found if times == FEWEST and all(map(_telling, items)) else None
    return found if times >= ENOUGH and len(items) - times <= max(1, len(items) // OF_FOUR) else None


def _telling(item: Item) -> bool:
    """Tell whether an amount has so many digits, or is so plainly of a kind, that it agrees by no chance."""
    return len(re.sub(r"[,.]|0+$", "", item.stated.text)) >= DIGITS or item.name in KINDS


def _differing(document: Document, items: list[Item], of: tuple[int, int]) -> Iterator[AuditFinding]:
    index, column = of
    few = len(items) == ENOUGH or items[0].passage is not items[-1].passage
    for item in items:
        places = [place for place in item.rows if place.grid.index == index and column in place.row.figures]
        cells = [cell for place in places if (cell := place.row.figures[column].value)]
        known = [*named.amounts(item.rows), *cells]
        if not cells or any(each.meets(item.stated.amount) for each in known):
            continue
        if not few and _with_projects(item, items, places):
            continue
        meant = _meant(document, item, column, places[0], known) if few else cells[0]
        if meant is None:
            continue
        right = shown(meant, places[0].grid)
        message = f"“{item.name}”写成 {item.stated.text}{item.stated.unit}，“{places[0].grid.name}”为 {right}"
        message += f"；{'同句' if items[0].passage is items[-1].passage else '所列'}其他各项与该表相符"
        quotes = [item.passage.quote(item.stated.start - len(item.name), item.stated.end), places[0].quote(column)]
        amounts = [figure("说明", item.stated), amount("表", meant)]
        yield finding("A100", Severity.WARNING if few else Severity.ERROR, message, quotes, amounts, right)


def _with_projects(item: Item, items: list[Item], places: list[Place]) -> bool:
    """Tell whether an amount is of projects too, or of them alone, and the row is one of a table of 基本支出."""
    if not BASIC.search(places[0].grid.title):
        return False
    if sum(each.name == item.name for each in items) > 1:  # once of 基本支出 and once of projects
        return True
    before = item.passage.text[: item.stated.start - len(item.name)]
    words = [*item.passage.path, *re.split("[。；]", before[-SCOPE:])]
    of_any = (OF_BASIC, OF_MORE, BY_ECONOMY)
    nearest = next((each for each in reversed(words) if any(of.search(each) for of in of_any)), "")
    basic, more, economy = (max((m.start() for m in of.finditer(nearest)), default=-1) for of in of_any)
    return more > basic or (basic < 0 and economy >= 0)


def _meant(document: Document, item: Item, column: int, place: Place, known: list[Interval]) -> Interval | None:
    """Return the amount of the row of which one of three, or of several lines, is a slip, or lacks a row below it.

    Any other amount may hold what is paid from projects besides.
    """
    stated, unit = item.stated.amount, item.stated.unit
    every = (row.figures[at].value for *_, row, at in tabled(document).figures())
    if not stated.fen or any(each.meets(stated) for each in every if each):
        return None
    slips = [printed(text, unit) for text in one_off(item.stated.text)]
    found = next((each for each in known if each.fen and any(each.meets(slip) for slip in slips)), None)
    own = place.row.figures[column].value
    if found or own is None or own.fen <= stated.fen or place.row.code == "":
        return found
    below = [each for each in place.half.rows if each.code.startswith(place.row.code) and each is not place.row]
    parts = [part for each in below if (part := each.figures[column].value) and part.fen]
    return own if any((stated + part).meets(own) for part in parts) else None


RULES: tuple[Rule, ...] = (Rule("A100", "逐项列出的金额与表中各行一致", look),)
