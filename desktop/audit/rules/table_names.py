"""Tables without subjects: counts and their total, and rows that the text names by their own name."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import figures, quote, wan
from desktop.audit.interval import ZERO, Interval
from desktop.audit.outcome import Answer, AuditFinding, Outcome, Quote, Rule
from desktop.audit.sentences.prose import NUMBERED
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Statement
from desktop.audit.sentences.subjects import subject
from desktop.audit.tables import cells, labels
from desktop.audit.tables.grids import Grid, Half, Row
from desktop.audit.tables.tabled import amount, tabled
from desktop.findings import Severity
from desktop.outside.document import Document, Table

COUNT = re.compile(r"人数|编制|实有|在职|退休|辆|台|套|车辆")
SHARED = re.compile(r"其中|[%％]|率|单价|面积|指标")
NAME = re.compile(r"[\u4e00-\u9fff（）—]{4,40}")
NARROW = ("三公", "采购", "政府性基金", "国有资本", "机关运行", "会议", "培训", "购买服务")
"""What a table is of that holds only some of a unit's money."""
ENDING = re.compile(r"(?:专项)?(?:经费|资金|项目)(?:支出)?$")
"""What a text adds to the name of a project."""
OF_ITS_YEAR = re.compile("20\\d\\d年度?项目支出")
"""The spending of a unit on projects in a year: 某院2025年项目支出."""
FEWEST, HEADS = 3, 5
"""Rows of counts from which a total is believed to be of all of them; two where they name posts. Rows of a head."""
STAFF = re.compile(r"(?:行政|事业|参公|工勤|在职|离休|退休|编外)(?:人员|编制)?$")
KIND = re.compile(r"(货物|工程|服务)类?")
"""The kinds of 政府采购."""


def counts(document: Document) -> Answer:
    """B64: the total of a column of counts (人数, 编制, 辆) is the sum of its rows."""
    found, checked = [], 0
    for number, table in enumerate(document.tables):
        for column in range(len(table.rows[0]) if table.rows else 0):
            numbers = [row[column].strip() for row in table.rows]
            head = _head(table, column)
            totals = [
                n for n, row in enumerate(table.rows) if any(map(labels.is_total, row[:2])) and numbers[n].isdigit()
            ]
            if not COUNT.search(head) or SHARED.search(head) or len(totals) != 1:
                continue
            others = [n for n, text in enumerate(numbers) if text.isdigit() and n != totals[0]]
            named = sum(any(map(STAFF.match, table.rows[n][:2])) for n in others)
            few = 2 if named == len(others) or _adds_up_elsewhere(table, column, totals[0], others) else FEWEST
            if len(others) < few or any(labels.INSIDE.match(cell) for row in table.rows for cell in row[:2]):
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


def _head(table: Table, column: int) -> str:
    """Return the words over a column: of the first two rows, and of those below them before the first figure."""
    first = next((n for n, row in enumerate(table.rows) if any(map(cells.is_number, row))), 0)
    over = [row for n, row in enumerate(table.rows[: first or 2]) if n < 2 or len(set(filter(str.strip, row))) > 1]
    return "".join(row[column] for row in over[:HEADS] if not cells.is_number(row[column]))


def _adds_up_elsewhere(table: Table, column: int, total: int, others: list[int]) -> bool:
    """Tell whether another column of counts of the same rows adds up exactly: the rows are all there is."""
    for other in range(len(table.rows[0])):
        texts = [table.rows[n][other].strip() for n in (total, *others)]
        counts = list(map(int, texts)) if all(map(str.isdigit, texts)) else [0]
        if other != column and counts[0] > 0 and counts[0] == sum(counts[1:]):
            return True
    return False


def inside(document: Document) -> Answer:
    """B67: what a row of 其中 counts is not more than the row that it is a part of."""
    found, checked = [], 0
    for grid in tabled(document).grids:
        rows = [row for half in grid.halves for row in half.rows]
        columns = {c for half in grid.halves for c, path in half.others.items() if path and "数量" in path[-1]}
        for column in columns:
            above: tuple[str, Decimal] | None = None
            for row in rows:
                text = cells.tidy(grid.table.rows[row.number][column]).replace(",", "")
                if not re.fullmatch(r"\d+(?:\.\d+)?", text):
                    above = None if not row.label.startswith("其中") else above
                    continue
                if not re.match("其中", row.label.strip()):
                    above = (row.label, Decimal(text))
                elif above and _measure(row.label) == _measure(above[0]):
                    checked += 1
                    if Decimal(text) > above[1]:
                        message = f"“{grid.name}”的“{row.label}”{text}大于它所属的“{above[0]}”{above[1]}"
                        quotes = (Quote(f"{grid.name} {row.label} {text}", grid.spot(row.number, column)),)
                        found.append(AuditFinding("B67", Severity.ERROR, message, quotes, (), "部分不大于整体"))
    if not checked:
        return Answer((), Outcome.NOT_APPLICABLE, "没有分出“其中”的数量")
    return Answer(tuple(found), None, f"核对了 {checked} 处")


def _measure(label: str) -> str:
    """Return what a label says it is counted in: 房屋（平方米）."""
    found = re.search(r"[（(]([^（()）]*)[）)]\s*$", label)
    return found[1] if found else ""


def _all_on_one_side(total: int, others: list[int]) -> bool:
    """Tell whether a total stands above or below all rows: one among them may be of some."""
    return total < min(others) or total > max(others)


def numbers(document: Document) -> Answer:
    """B65: what a sentence and a table both count (房屋 4860 平方米，车辆 7 台) is as many in both."""
    found, checked = [], 0
    for grid in tabled(document).grids:
        rows = dict(_counted(grid))
        for passage in read(document).passages if len(rows) > 1 else ():
            text = passage.text.replace("的", "")
            stated = dict[str, Decimal]()
            for name in (name for name in rows if name in text):
                match = re.search(
                    rf"{re.escape(name)}(?:共有?|数量|总数|面积)?为?([\d,]+(?:\.\d+)?)(?![\d.]|万?元)", text
                )
                stated |= {name: Decimal(match[1].replace(",", ""))} if match else {}
            same = [name for name, count in stated.items() if count == rows[name][0]]
            checked += len(stated) > 1
            other = [name for name in stated if name not in same]
            if same and len(other) == 1:
                (name,) = other
                message = f"说明写{name}{stated[name]:f}，“{grid.name}”为 {rows[name][0]:f}"
                quotes = (Quote(passage.text, passage.spot), rows[name][1])
                found.append(AuditFinding("B65", Severity.WARNING, message, quotes, (), "表与说明一致"))
    if not checked:
        return Answer((), Outcome.NOT_APPLICABLE, "没有在表和说明中都写出的几样数量")
    return Answer(tuple(found), None, f"核对了 {checked} 处")


def _counted(grid: Grid) -> Iterator[tuple[str, tuple[Decimal, Quote]]]:
    """Yield what a table counts in its column 数量, with its count."""
    for half in grid.halves:
        columns = [c for c, path in half.others.items() if path and re.fullmatch(r"数量(?:（[^）]*）)?", path[-1])]
        for row in half.rows if len(columns) == 1 else ():
            text = cells.tidy(grid.table.rows[row.number][columns[0]]).replace(",", "")
            name = re.sub(r"（[^）]*）|的", "", labels.unnumbered(row.label))
            if re.fullmatch(r"\d+(?:\.\d+)?", text) and len(name) > 1 and not labels.is_total(name):
                yield name, (Decimal(text), Quote(f"{grid.name} {row.label} {text}", grid.spot(row.number, columns[0])))


def bought(document: Document) -> Answer:
    """B66: what the text says of 货物, 工程 and 服务 is what the rows of these kinds in the table of 采购 come to."""
    stated = {value.key[3]: value for value in read(document).values if value.key and KIND.fullmatch(value.key[3])}
    found, checked = [], 0
    for grid in tabled(document).grids if len(stated) > 1 else ():
        if "采购" not in grid.name:
            continue
        added = _by_kind(grid)
        total = sum((value.amount for value in stated.values()), ZERO)
        if len(added) < 2 or not total.meets(sum(added.values(), ZERO)):
            continue
        checked += 1
        for kind, value in stated.items():
            right = added.get(kind, ZERO)
            if not right.meets(value.amount):
                message = f"说明中政府采购{kind}为 {value.written}，“{grid.name}”中各行的{kind}合计 {wan(right.fen)}"
                amounts = (*figures([value]), amount(kind, right))
                found.append(AuditFinding("B66", Severity.ERROR, message, (quote(value),), amounts, "表与说明一致"))
    if not checked:
        return Answer((), Outcome.NOT_APPLICABLE, "没有按货物、工程、服务分行的采购表，或说明没有分别写")
    return Answer(tuple(found), None, f"核对了 {checked} 张表")


def _by_kind(grid: Grid) -> dict[str, Interval]:
    """Return what the rows of each kind come to, where every row with an amount names its kind in a cell of its own."""
    found: dict[str, Interval] = {}
    for half in grid.halves[:1]:
        column = next(iter(half.columns))
        for row in half.rows:
            value, texts = row.figures[column].value, [cell.strip() for cell in grid.table.rows[row.number]]
            if value is None or not value.fen or any(map(labels.is_total, texts)):
                continue
            kinds = {match[1] for text in texts if (match := KIND.fullmatch(text))}
            if len(kinds) != 1 or KIND.fullmatch(row.label):
                return {}
            (kind,) = kinds
            found[kind] = found.get(kind, ZERO) + value
    return found


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
        before = value.passage.text[value.start : value.figure.start]
        name = _row_name(rows, _name(value), spending=OF_ITS_YEAR.search(before) is not None)
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


def _row_name(rows: dict[str, list[tuple[Grid, Half, Row]]], words: str, *, spending: bool = False) -> str:
    """Return the name of a row that words bear: with 经费, 项目 behind it, or of 上年结转 before it.

    spending: they speak of a unit's 项目支出 of a year, which is no name.
    """
    if words in rows:
        return words
    plain = ENDING.sub("", words) if not spending else words
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
    Rule("B64", "人数、辆数的合计等于各行之和", counts),
    Rule("B67", "表中“其中”的数量不大于所属的数量", inside),
    Rule("B65", "说明中的几样数量与表一致", numbers),
    Rule("B66", "说明中的货物、工程、服务采购与表一致", bought),
    Rule("B76", "说明按名称写的项目、单位金额与表一致", names),
)
