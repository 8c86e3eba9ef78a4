"""A table read as what it is: caption, header tree, halves of labels and amounts, rows of figures.

Nothing here knows a layout: the structure is told from the header, its merged cells and what stands in the columns.
"""

import re
from dataclasses import field, replace
from decimal import Decimal

from desktop.audit.outcome import Quote
from desktop.audit.tables import cells, codes, extent, labels, units
from desktop.audit.tables.cells import Figure
from desktop.audit.tables.titles import title_of
from desktop.dataclass import dataclass
from desktop.outside.document import Document, Spot, Table

UNIT = re.compile(r"(?:金额)?单位\s*[：:]?\s*(?:人民币)?\s*(亿元|万元|千元|元)|[（(](亿元|万元|千元|元)[）)]")
CODE = re.compile(r"[0-9]{2,7}")
CODE_HEAD = re.compile(r"编码|代码|编号|^[类款项]$")
NO_MONEY = re.compile(r"数量|人数|序号|比例|占比|[%％]|增长率|幅度|面积|指标|数值|方向|计量|台|辆|时间|单价|编制")
REMARK = re.compile(r"(?:备注|附注|说明|项目简介)(?:说明|栏)?")
"""What heads a column of remarks: a number in it is a code or a year, no amount of the table."""
YEAR = re.compile(r"20[0-9]{2}")
PERCENT = re.compile(r"-?[0-9.,]{1,12}%|[-—－/]")
CODED_LABEL = re.compile(r"[［\[]?([235][0-9]{2}(?:[0-9]{2}){0,2})[\]］]?[\s　\-—_:：]*([“”\"《（(]*[\u4e00-\u9fff].*)")
UNIT_HEAD = re.compile(r"(?:预算|所属|主管|项目)?(?:单位|部门)")
UNIT_CODES = re.compile(r"\d{3,12}")
WIDEST = 60
GROUP = "（小计）"
"""What the label of a row bears that is the 小计 of a group of rows, by the word in its second cell."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a half: its place in the grid, code and label, and the figures by column."""

    number: int
    code: str
    label: str
    figures: dict[int, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Half:
    """Labels with the amounts that belong to them: columns (path of the header by column) and rows.

    others: columns of what is no amount of money, percentages for one.
    """

    columns: dict[int, tuple[str, ...]]
    rows: tuple[Row, ...]
    others: dict[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as read. unit: of money, empty where neither the table says it (says_unit) nor the text shows it.

    notes: the sentences under it;
    pieces: where it is printed in several (续表), of each further one its index in the document, with which row of
    `table` it begins, and which row of its own that is.
    """

    index: int
    table: Table
    number: str
    title: str
    unit: str
    halves: tuple[Half, ...]
    notes: tuple[str, ...]
    decimals: int
    pieces: tuple[tuple[int, int, int], ...] = ()
    says_unit: bool = True

    @property
    def name(self) -> str:
        """How messages name the table."""
        return f"{self.number} {self.title}".strip() or f"第{self.index + 1}张表"

    def spot(self, row: int, column: int) -> Spot:
        """Return where a cell stands."""
        spot = self.table.spots[row] if row < len(self.table.spots) else Spot()
        letters, left = "", column + 1
        while left:
            left, digit = divmod(left - 1, 26)
            letters = chr(65 + digit) + letters
        line = re.sub(r"[^0-9]", "", spot.cell) or str(row + 1)
        return replace(spot, cell=f"{letters}{line}", sheet=spot.sheet or self.name)

    def place(self, row: int) -> tuple[int, int]:
        """Return in which table of the document a row stands, and which of its rows it is."""
        index, first, own = next((each for each in reversed(self.pieces) if row >= each[1]), (self.index, 0, 0))
        return index, row - first + own

    def quote(self, row: Row, column: int, half: Half) -> Quote:
        """Return a cell with the words that say what it is."""
        head = "／".join(dict.fromkeys(part for part in half.columns[column] if part))
        text = row.figures[column].text or "（空白）"
        return Quote(f"{self.name} {row.label or row.code or '第1行'}［{head}］{text}", self.spot(row.number, column))


def grids_of(document: Document) -> list[Grid]:
    """Return the tables of a document, those in which no money can stand left out."""
    tables = list(document.tables)
    usual = cells.usual_decimals(text for table in tables for row in table.rows for text in row)[0]
    found: list[Grid] = []
    number = 0
    stated = units.of_text(document)
    while number < len(tables):
        table, pieces = extent.with_rest(tables[number:])
        at = tuple((number + place, first, own) for place, (first, own) in enumerate(pieces, 1))
        grid = _grid(number, table, usual, found[-1] if found else None, stated)
        found += [replace(grid, pieces=at)] if grid is not None else []
        number += 1 + len(pieces)
    return found


def _grid(index: int, table: Table, usual: int, before: Grid | None, stated: frozenset[Decimal]) -> Grid | None:
    if not table.rows or not 2 <= len(table.rows[0]) <= WIDEST:
        return None
    caption = extent.caption_rows(table)
    lines = [*table.above, *(cell for row in table.rows[:caption] for cell in row if cell)]
    body = extent.body_start(table, caption)
    end = extent.body_end(table, body)
    paths = _paths(table, caption, body)
    kinds = [_kind(table, column, paths[column], body, end) for column in range(len(paths))]
    number, title = title_of(lines)
    unit = _unit([*lines, *(p for path in paths for p in path)])
    if not unit and before is not None and _goes_on(before, table, number, title):
        unit = before.unit
    says_unit = bool(unit)
    unit = unit or units.likely([table], stated)
    amounts = [table.rows[r][c] for r in range(body, end) for c, kind in enumerate(kinds) if kind == "amount"]
    own, count = cells.usual_decimals(amounts)
    decimals = own if count >= cells.ENOUGH else max(own, usual if unit == "万元" else own)
    halves = tuple(_halves(table, paths, kinds, body, end, unit or "万元", decimals))
    if not halves:
        return None
    notes = tuple("".join(row) for row in table.rows[end:])
    return Grid(index, table, number, title, unit, halves, notes, decimals, says_unit=says_unit)


def _unit(lines: list[str]) -> str:
    """Return the unit of money that the first of some lines names, empty where none does."""
    match = next((found for line in lines if (found := UNIT.search(line))), None)
    return (match[1] or match[2]) if match else ""


def _goes_on(before: Grid, table: Table, number: str, title: str) -> bool:
    """Tell whether a table is the rest of the one before it on the next page, whose title may be repeated or not."""
    untitled = not title and not table.above
    return (untitled or (number, title) == (before.number, before.title)) and len(table.rows[0]) == len(
        before.table.rows[0]
    )


def _paths(table: Table, top: int, body: int) -> list[tuple[str, ...]]:
    """Return the header of each column from above: a merged cell speaks for all columns below it."""
    width = len(table.rows[0])
    body -= body - 1 > top and extent.numbers_columns(
        [cells.tidy(cell) for cell in table.rows[body - 1] if cell.strip()]
    )
    rows = [[labels.squeezed(cell) for cell in row] for row in table.rows[top:body]]
    for first, left, height, wide in table.merges:
        if top <= first < body:
            for line in range(first, min(first + height, body)):
                for place in range(left, min(left + wide, width)):
                    rows[line - top][place] = rows[first - top][left] if line == first else "↑"
    for level, row in enumerate(rows[:-1]):
        for column in range(1, width):
            below = any(rows[deeper][column] not in ("", "↑") for deeper in range(level + 1, len(rows)))
            same = all(rows[up][column] == rows[up][column - 1] or not rows[up][column] for up in range(level))
            if not row[column] and below and same and row[column - 1] != "↑":
                row[column] = row[column - 1]
    return [tuple(dict.fromkeys(row[c] for row in rows if row[c] not in ("", "↑"))) for c in range(width)]


def _kind(table: Table, column: int, path: tuple[str, ...], body: int, end: int) -> str:
    """Return what a column holds: label, code, amount, or other."""
    texts = [text for row in table.rows[body:end] if (text := cells.tidy(row[column])) not in cells.NOTHING]
    last = path[-1] if path else ""
    if CODE_HEAD.search(last):
        return "unit_code" if "单位" in last and "科目" not in last else "code"
    if texts and UNIT_HEAD.fullmatch(last) and all(map(UNIT_CODES.fullmatch, texts)):
        return "unit_code"
    if texts and "年" in last and all(map(YEAR.fullmatch, texts)):
        return "label"
    numbers = sum(map(cells.is_number, texts))
    if len(texts) > numbers * 2 and not all(map(PERCENT.fullmatch, texts)):
        return "label"
    if (
        any("%" in text for text in texts)
        or REMARK.fullmatch(last)
        or NO_MONEY.search("".join(path[-1:]))
        or any("指标" in part for part in path)
    ):
        return "other"
    if texts and all(CODE.fullmatch(text) for text in texts) and re.search(r"科目|功能分类", last):
        return "code"
    if not texts and (not path or re.search(r"备注|说明|名称|^项目$|规格|用途|内容", last)):
        return "label"
    return "amount"


def _halves(
    table: Table, paths: list[tuple[str, ...]], kinds: list[str], body: int, end: int, unit: str, decimals: int
) -> list[Half]:
    groups: list[list[int]] = [[]]
    for column, kind in enumerate(kinds):
        had_amount = any(kinds[before] == "amount" for before in groups[-1])
        if kind in ("label", "code", "unit_code") and had_amount:
            groups.append([])
        groups[-1].append(column)
    found = []
    for group in groups:
        amounts = [column for column in group if kinds[column] == "amount"]
        if not amounts:
            continue
        rows = [_row(table, n, group, kinds, amounts, unit, decimals) for n in range(body, end)]
        columns = [column for column in group if kinds[column] == "code"]
        others = {column: paths[column] for column in group if kinds[column] == "other"}
        own = {column: paths[column] for column in amounts}
        pieces = [[cells.tidy(table.rows[row.number][column]) for column in columns] for row in rows]
        full = codes.with_higher_codes([row.code for row in rows], pieces)
        full = codes.by_names([(code, row.label) for code, row in zip(full, rows, strict=True)])
        whole_rows = (replace(row, code=code) for row, code in zip(rows, full, strict=True))
        found.append(Half(own, tuple(whole_rows), others))
    return found


def _row(
    table: Table, number: int, group: list[int], kinds: list[str], amounts: list[int], unit: str, decimals: int
) -> Row:
    texts = table.rows[number]
    code = ""
    for place, column in enumerate(group):
        if kinds[column] == "code" and (piece := cells.tidy(texts[column])):
            if not CODE.fullmatch(piece):
                continue
            code = piece if piece.startswith(code) and len(piece) > len(code) else code + piece
        elif kinds[column] == "label" and any(kinds[before] == "code" for before in group[:place]):
            break
    words = [texts[column].strip() for column in group if kinds[column] == "label" and texts[column].strip()]
    label = words[0] if words else ""
    if len(words) > 1 and labels.is_total(words[1]) and not labels.is_total(label):
        label += GROUP  # a unit, and 小计 of its projects
    if not code and (match := CODED_LABEL.match(label)):
        code, label = match[1], match[2]
    if not label and (total := next((texts[c] for c in group if labels.is_total(texts[c])), "")):
        label = total  # 合计 that stands in a column of codes
    if not label and not code:  # a unit whose name stands in the column of its subjects' codes
        label = next((text for c in group if kinds[c] == "code" and (text := texts[c].strip())), "")
    figures = {column: cells.figure(texts[column], unit, decimals) for column in amounts}
    return Row(number, code if len(code) < 8 else "", label, figures)
