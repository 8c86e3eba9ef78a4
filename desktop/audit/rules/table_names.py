"""Tables without subjects: counts and their total, quantity × price, and rows that the text names by their own name."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import figures, quote, wan
from desktop.audit.interval import Interval
from desktop.audit.outcome import Answer, AuditFinding, Outcome, Quote, Rule
from desktop.audit.sentences.prose import NUMBERED
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Statement
from desktop.audit.sentences.subjects import subject
from desktop.audit.tables import cells, labels
from desktop.audit.tables.grids import Grid, Half, Row
from desktop.audit.tables.tabled import amount, tabled
from desktop.findings import Severity
from desktop.outside.document import Document

COUNT = re.compile(r"人数|编制|实有|在职|退休|辆|台|套|车辆")
SHARED = re.compile(r"其中|[%％]|率|单价|面积|指标")
NAME = re.compile(r"[\u4e00-\u9fff（）—]{4,40}")
NARROW = ("三公", "采购", "政府性基金", "国有资本", "机关运行", "会议", "培训", "购买服务")
"""What a table is of that holds only some of a unit's money."""
ENDING = re.compile(r"(?:专项)?(?:经费|资金|项目)(?:支出)?$")
"""What a text adds to the name of a project."""
FEWEST = 3
"""Rows of counts from which a total is believed to be of all of them."""


def products(document: Document) -> Answer:
    """B63: an amount is the quantity times the price printed beside it."""
    found, checked = [], 0
    for grid in tabled(document).grids:
        for half in grid.halves:
            wrong = list(_products(grid, half))
            checked += len(wrong)
            failing = [each for each in wrong if each is not None]
            found += failing if len(failing) * 2 <= max(len(wrong), 2) else []
    if not checked:
        return Answer((), Outcome.NOT_APPLICABLE, "没有同时列出数量、单价和金额的表")
    return Answer(tuple(found), None, f"核对了 {checked} 处")


def _products(grid: Grid, half: Half) -> Iterator[AuditFinding | None]:
    """Yield for each row with quantity, price and amount what is wrong with it; None where nothing is."""
    heads = {column: path[-1] for column, path in (*half.others.items(), *half.columns.items()) if path}
    quantity = [c for c, head in heads.items() if re.fullmatch(r"(?:采购|购置)?数量(?:（[^）]*）)?", head)]
    price = [c for c, head in heads.items() if re.fullmatch(r"(?:预算|采购)?单价(?:（[^）]*）)?", head)]
    money = [c for c in half.columns if re.search(r"金额|合计|总价|预算数|小计", heads.get(c, ""))]
    if len(quantity) != 1 or len(price) != 1 or not money:
        return
    for row in half.rows:
        texts = [cells.tidy(grid.table.rows[row.number][c]) for c in (quantity[0], price[0])]
        total = row.figures[money[0]].value
        if total is None or not all(map(cells.is_number, texts)) or labels.is_total(row.label) or not total.fen:
            continue
        count = Decimal(texts[0].replace(",", ""))
        each = cells.figure(texts[1], grid.unit or "万元", grid.decimals).value
        if each is None:
            continue
        right = Interval(each.fen * count, each.half * count)
        if right.meets(total):
            yield None
            continue
        message = (
            f"“{grid.name}”的“{row.label}”数量 {texts[0]} × 单价 {texts[1]} 不等于金额 {row.figures[money[0]].text}"
        )
        quotes = (grid.quote(row, money[0], half),)
        amounts = (amount("金额", total), amount("数量×单价", right))
        yield AuditFinding("B63", Severity.ERROR, message, quotes, amounts, "金额等于数量乘单价")


def counts(document: Document) -> Answer:
    """B64: the total of a column of counts (人数, 编制, 辆) is the sum of its rows."""
    found, checked = [], 0
    for number, table in enumerate(document.tables):
        for column in range(len(table.rows[0]) if table.rows else 0):
            numbers = [row[column].strip() for row in table.rows]
            head = "".join(row[column] for row in table.rows[:2] if not cells.is_number(row[column]))
            totals = [
                n for n, row in enumerate(table.rows) if any(map(labels.is_total, row[:2])) and numbers[n].isdigit()
            ]
            if not COUNT.search(head) or SHARED.search(head) or len(totals) != 1:
                continue
            others = [n for n, text in enumerate(numbers) if text.isdigit() and n != totals[0]]
            if len(others) < FEWEST or any(labels.INSIDE.match(cell) for row in table.rows for cell in row[:2]):
                continue
            checked += 1
            added, stated = sum(int(numbers[n]) for n in others), int(numbers[totals[0]])
            if added != stated and _all_on_one_side(totals[0], others):
                message = f"第{number + 1}张表“{head}”的合计为 {stated}，各行之和为 {added}"
                spot = table.spots[totals[0]] if totals[0] < len(table.spots) else None
                quotes = (Quote(f"合计 {stated}", spot),) if spot else ()
                found.append(AuditFinding("B64", Severity.WARNING, message, quotes, (), f"{added}，或改正其中一行"))
    if not checked:
        return Answer((), Outcome.NOT_APPLICABLE, "没有列出人数、编制或辆数并有合计的表")
    return Answer(tuple(found), None, f"核对了 {checked} 处")


def _all_on_one_side(total: int, others: list[int]) -> bool:
    """Tell whether a total stands above or below all rows: one among them may be of some."""
    return total < min(others) or total > max(others)


def names(document: Document) -> Answer:
    """B76: an amount that the text states of a project or a unit by its name stands in a row of that name."""
    rows: dict[str, list[tuple[Grid, Half, Row]]] = defaultdict(list)
    for grid in tabled(document).grids:
        for half in grid.halves:
            for row in half.rows:
                for name in _own_names(grid, row):
                    rows[name].append((grid, half, row))
    text, found, checked = read(document), [], 0
    for value in text.values:
        name = _row_name(rows, _name(value))
        named = rows.get(name, []) if value.plan and value.year in {0, text.year} and value.amount.fen else []
        if not named or any(figure.value is None for _, _, row in named for figure in row.figures.values()):
            continue
        checked += 1
        stands = any(_stands(row, half, value.amount) for _, half, row in named) or _in_several(rows, value)
        stands = stands or any(_in_words(grid, row, value) for grid, _, row in named)
        if len(named) > 1 and not any(labels.unnumbered(row.label) == name for _, _, row in named):
            continue  # who carries out several projects, named beside each
        wider = [] if stands else [each for each in named if not _narrower(each[0], value)]
        if wider:
            found.append(_differs(value, quote(value), value.amount, wider[0], ""))
        for change in value.changes:
            size = Interval(abs(change.signed.fen), change.signed.half) if change.signed else None
            known = [(half, row) for _, half, row in named if _of_change(half)]
            if size and known and not any(_stands(row, half, size, change=True) for half, row in known):
                found.append(_differs(value, quote(change), size, named[0], "的增减"))
    if not checked:
        return Answer((), Outcome.NOT_APPLICABLE, "说明没有按名称写出表中项目或单位的金额")
    return Answer(tuple(found), None, f"核对了 {checked} 处")


def _narrower(grid: Grid, value: Statement) -> bool:
    """Tell whether a table is of some spending only, and an amount of another: 三公 of a unit against its budget."""
    words = value.passage.text[value.start : value.figure.start]
    return any(word in grid.name and word not in words for word in NARROW)


def _in_several(rows: dict[str, list[tuple[Grid, Half, Row]]], value: Statement) -> bool:
    """Tell whether an amount is what the rows of one table come to that have its name and more: 防火（自有资金）."""
    name = _name(value)
    several: dict[tuple[int, int], list[Interval]] = defaultdict(list)
    for grid, half, row in (each for other, found in rows.items() if other.startswith(name) for each in found):
        for column in row.figures:
            figure = row.figures[column].value
            if figure is not None and column in half.columns:
                several[grid.index, column].append(figure)
    return any(len(each) > 1 and sum(each[1:], each[0]).meets(value.amount) for each in several.values())


def _own_names(grid: Grid, row: Row) -> set[str]:
    """Return the names in a row that are of nothing a budget classifies: those of projects and units."""
    plain = () if row.code else map(labels.unnumbered, grid.table.rows[row.number])
    return {name for name in plain if NAME.fullmatch(name) and subject(name) is None}


def _name(value: Statement) -> str:
    """Return the words right before an amount without number, year and 预算."""
    words = NUMBERED.sub("", value.passage.text[value.start : value.figure.start], count=1)
    return re.sub(r"^其中|20\d\d年度?|(?:支出)?(?:预算)?(?:数|安排)?为?$", "", words)


def _in_words(grid: Grid, row: Row, value: Statement) -> bool:
    """Tell whether an amount stands among the words of a row: 财政拨款 48.36、其他收入 12.00."""
    words = "".join(cell for cell in grid.table.rows[row.number] if not cells.is_number(cell)).replace(",", "")
    return re.search(rf"(?<![\d.]){re.escape(value.figure.text.replace(',', ''))}(?![\d.])", words) is not None


def _row_name(rows: dict[str, list[tuple[Grid, Half, Row]]], words: str) -> str:
    """Return the name of a row that words bear: with 经费, 项目 behind it, or of 上年结转 before it."""
    if words in rows:
        return words
    plain = ENDING.sub("", words)
    bare = plain.rpartition("的")[2]
    return next((name for name in (plain, bare) if name in rows), words)


def _of_change(half: Half) -> list[int]:
    return [column for column, path in half.columns.items() if re.search("增减", "".join(path))]


def _stands(row: Row, half: Half, value: Interval, *, change: bool = False) -> bool:
    """Tell whether one of the amounts of a row may be a value; a change: of its columns of changes."""
    columns = _of_change(half) if change else list(row.figures)
    known = [figure for column in columns if (figure := row.figures[column].value)]
    return any(Interval(abs(each.fen), each.half).meets(value) for each in known)


def _differs(value: Statement, words: Quote, size: Interval, at: tuple[Grid, Half, Row], of: str) -> AuditFinding:
    grid, half, row = at
    column = (_of_change(half) if of else list(row.figures))[0]
    message = f"说明写“{_name(value)}”{of} {wan(size.fen)}，“{grid.name}”的这一行没有这个数"
    return AuditFinding(
        "B76", Severity.WARNING, message, (words, grid.quote(row, column, half)), figures([value]), "表与说明一致"
    )


RULES = (
    Rule("B63", "金额等于数量乘单价", products),
    Rule("B64", "人数、辆数的合计等于各行之和", counts),
    Rule("B76", "说明按名称写的项目、单位金额与表一致", names),
)
