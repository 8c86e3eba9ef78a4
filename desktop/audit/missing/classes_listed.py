"""Lists of the economic items of basic spending without amounts, which have all rows of the table but one.

Rules, sources and what is not seen: resources/rules/audit/classes_listed.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.remembered import remembered
from desktop.audit.rows.named import Place
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.tables import labels
from desktop.audit.tables.tabled import shown, tabled
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

LIST = re.compile(
    r"(?P<of>人员(?:经费|支出)|公用(?:经费|支出)|商品和服务支出|工资福利支出)(?P<more>[^。；：]{0,40}?)"
    r"(?:包括|用于|包含|含|有|为)[：:]?(?P<names>[^、，。；：\d元]{2,24}(?:、[^、，。；：\d元]{2,24}){4,40})(?=[。；]|$)"
)
"""A sentence that names what basic spending is for, and nothing else to its end."""
SOME = re.compile("其中|等|如|重点|增加|减少|压减|调整|原因")
"""Words of a list, or before it, by which it names only some."""
OTHER = re.compile("^其[他它]")
CLASSES = {"人员经费": {"301", "303"}, "人员支出": {"301", "303"}}
CODED, CLASS, SMALLER = 5, 3, 2
"""Digits of the code of an item and of its 类; listed items that are smaller than the one left out."""
NAMED = re.compile("[\u4e00-\u9fff]{2}")
"""A row of an item has its name; one of dashes beside a 合计 has none."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the table of basic spending: of which 类 it is, and its amount."""

    place: Place
    top: str
    fen: Decimal


def look(document: Document) -> Answer:
    """A165: a list of economic items that has every row of the table but one leaves out none larger than others."""
    findings, seen = [], 0
    several = _items(document)
    for passage in read(document).passages if several else ():
        for match in LIST.finditer(passage.text):
            if SOME.search(match[0]) or any("名词" in words for words in passage.path):
                continue
            names = [_plain(name) for name in re.split("、|(?<=费)(?:和|及)|以及", match["names"])]
            for items in several:
                missing = list(_missing(items, names, match["of"]))
                seen += bool(missing)
                if len(missing) == 1 and _larger(missing[0], items, names):
                    findings.append(_left(passage, match, missing[0]))
                    break
    return answer(findings, seen, (), "没有逐个列出经济科目名称的句子")


def _plain(name: str) -> str:
    """Return a name as rows and sentences are compared: 维修（护）费 and 维修费 are one."""
    return re.sub(r"[（(]护[）)]|^(?:主要|其中)", "", labels.unnumbered(name))


@remembered
def _items(document: Document) -> list[dict[str, Item]]:
    """Return the rows with money of each table of basic spending, by their names."""
    found = []
    for grid in tabled(document).grids:
        items: dict[str, Item] = {}
        for half in grid.halves if "基本支出" in grid.title else ():
            top = ""
            for row in half.rows:
                own = labels.top_code(row.label, "economic") if len(row.code) != CODED else ""
                if len(row.code) == CLASS or own or labels.is_total(row.label):
                    top = row.code[:CLASS] or own
                    continue
                top = row.code[:CLASS] if len(row.code) == CODED else top
                amount = next((each.value.fen for each in row.figures.values() if each.value), Decimal(0))
                if amount > 0 and top and NAMED.search(row.label):
                    items[_plain(row.label)] = Item(Place(grid, half, row), top, amount)
        found += [items] if items else []
    return found


def _missing(items: dict[str, Item], names: list[str], of: str) -> Iterator[Item]:
    """Yield the rows that a list leaves out, where all its names are rows of the table."""
    if any(name not in items for name in names):
        return
    tops = {items[name].top for name in names} | CLASSES.get(of, set())
    yield from (item for name, item in items.items() if item.top in tops and name not in names)


def _larger(left: Item, items: dict[str, Item], names: list[str]) -> bool:
    """Tell whether items are listed that are smaller than the one left out: what is named is not what is dear."""
    smaller = sum(items[name].fen < left.fen for name in names)
    return smaller >= SMALLER and not OTHER.match(left.place.row.label)


def _left(passage: Passage, match: re.Match[str], left: Item) -> AuditFinding:
    name, grid = labels.unnumbered(left.place.row.label), left.place.grid
    column = next(column for column, figure in left.place.row.figures.items() if figure.value)
    value = left.place.row.figures[column].value
    assert value is not None
    message = f"所列各项与“{grid.name}”各行相同，只少了“{name}”{shown(value, grid)}"
    quotes = [passage.quote(*match.span()), left.place.quote(column)]
    return finding("A165", Severity.WARNING, message, quotes, (), f"补上{name}")


RULES: tuple[Rule, ...] = (Rule("A165", "列出的经济科目没有漏掉表中的一行", look),)
