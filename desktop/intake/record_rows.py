"""The rows below the heading of a list of records: data, and rows of sums, which are compared and never imported."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import field
from itertools import pairwise

from desktop.dataclass import dataclass
from desktop.intake import bureau_amounts, payroll_words, subject_codes
from desktop.intake.bureau_columns import is_index
from desktop.intake.record_columns import AMOUNTS, PARTS, Column, RecordSheet
from desktop.intake.record_kinds import is_sum
from desktop.intake.record_words import Money, read_money
from desktop.intake.sheet_import import subtotal_of
from desktop.ledger.vocabulary import FISCAL
from desktop.money import YUAN, Fen
from desktop.outside.source_files import SourceRow

_REMARK = re.compile(r"(?:注|说明|备注|附注)\d*[:：.、]|填表人|填报说明")
_OF_WHICH = re.compile(r"^其中\s*[：:]?\s*")
_ALL_FISCAL = re.compile(r"(?:[（(]?[一二三四五六七八九十]+[）)、.．]\s*)?财政拨款(?:收入|资金|合计)?")
COUNTS = ("quantity", "times", "people", "staff", "days", "stock", "purchase")
CODES = (("function_code", "function"), ("economic_code", "economic"))


@dataclass(slots=True)
class DataRow:
    """A row of data: its number in the file, its cells, and the function code of a row above that heads it."""

    number: int
    cells: tuple[str, ...]
    function: str = ""

    def text(self, column: Column | None) -> str:
        """Return the text under a column, empty where there is no such column."""
        return self.cells[column.position].strip() if column and column.position < len(self.cells) else ""


@dataclass(slots=True)
class _Sum:
    """A row that sums others: its words, and where it stands among the rows of data; children: those it may head."""

    row: DataRow
    words: str
    place: int
    children: list[list[DataRow]] | None = None


@dataclass(slots=True)
class Rows:
    """The rows of data, those passed over (number, why), and how many rows of sums agree."""

    data: list[DataRow] = field(default_factory=list)
    passed_over: list[tuple[int, str]] = field(default_factory=list)
    agreed: int = 0


def rows_of(sheet: RecordSheet) -> Rows:
    """Return the rows of a sheet; a sum that is not that of its rows is a finding of the sheet."""
    found, sums = Rows(), []
    body = list(_body(sheet, found))
    heads = _heads(sheet, body) | _heads_of_sources(sheet, body)
    last = max((n for n, row in enumerate(body) if _says_anything(sheet, row)), default=-1)
    function = ""
    for index, row in enumerate(body):
        if words := _sum_words(row):
            sums.append(_Sum(row, words, len(found.data)))
        elif index in heads:
            children, code = heads[index]
            function = code or function
            label = row.text(sheet.columns.get("source")) or next(cell for cell in row.cells if cell)
            sums.append(_Sum(row, label, len(found.data), children))
        elif index == last and _is_bare_total(sheet, row, found.data):
            found.agreed += 1
            found.passed_over.append((row.number, "没有名称，正好是各行之和，按合计行，不作为数据"))
        elif above := _divided(sheet, body, index, heads):
            sheet.reject(
                f"“{row.text(sheet.columns['source'])}”是“{above}”的一部分，金额会重复计入；请把其余部分也各写一行，"
                "使各部分相加等于它，或删去这一行",
                row.number, sheet.columns["source"].text,
            )  # fmt: skip
        elif not _says_anything(sheet, row):
            found.passed_over.append((row.number, "没有科目也没有金额（标题、分类等）"))
        else:
            row.function = "" if row.text(sheet.columns.get("function_code")) else function
            found.data.append(row)
            continue
        if words or index in heads:
            found.passed_over.append((row.number, f"{sums[-1].words}行，与各行核对，不作为数据"))
    _ask_about_projects(sheet, found.data, {each.place for each in sums})
    for each in sums:
        _compare(sheet, found, each, [s.place for s in sums if s.children is None])
    if not found.data and not sheet.rejects:
        sheet.reject("表头下面没有数据行")
    return found


def _body(sheet: RecordSheet, found: Rows) -> Iterator[DataRow]:
    """Yield the rows below the heading with cells merged downwards filled, without repeated headings and signatures."""
    above = {row.cells for row in sheet.table.rows[: sheet.first]}
    numeric = {each.position for name, each in sheet.columns.items() if name in AMOUNTS or name.startswith(PARTS)}
    filled: dict[tuple[int, int], str] = {}
    numbers = {row.number: row for row in sheet.table.rows}
    for first, last, column in sheet.table.merges:
        if column not in numeric and first in numbers and column < len(numbers[first].cells):
            filled |= {(number, column): numbers[first].cells[column] for number in range(first + 1, last + 1)}
    for row in sheet.table.rows[sheet.first :]:
        if row.cells in above or payroll_words.is_footer(row.cells) or is_index(row.cells) or _are_names(row.cells):
            found.passed_over.append((row.number, "重复的表头、栏次或签字"))
            continue
        cells = tuple(cell or filled.get((row.number, n), "") for n, cell in enumerate(row.cells))
        yield DataRow(row.number, cells)


def _are_names(cells: Sequence[str]) -> bool:
    """Whether a row holds the names of fields of a system below its headings: agency_, pro_code, fund_type_."""
    filled = [cell for cell in cells if cell]
    return all(re.fullmatch(r"[A-Za-z]\w*", cell, re.ASCII) for cell in filled) and sum("_" in c for c in filled) > 1


def _says_anything(sheet: RecordSheet, row: DataRow) -> bool:
    """Whether a row is data: it has an amount, a code, or more than the one text of a part's title."""
    filled = [cell for cell in row.cells if cell.strip()]
    title = not re.search(r"\d", filled[0]) or _REMARK.match(filled[0].strip())
    if len(filled) == 1 and len(sheet.columns) > 1 and title:
        return False
    wanted = {*sheet.kind.required, "price", sheet.kind.total} - {"project"}
    return any(row.text(each) for name, each in sheet.columns.items() if name in wanted or name.startswith(PARTS))


def _heads(sheet: RecordSheet, body: Sequence[DataRow]) -> dict[int, tuple[list[list[DataRow]], str]]:
    """Return the rows that head those below them: which those may be, and the function code they give them.

    A 类 or 款, a 项 over its 经济 款, or a row with no code and one text (基本支出), which may itself head such rows.
    """
    columns = [(sheet.columns.get(name), key) for name, key in CODES]
    if all(column is None for column, _ in columns):
        return {}
    codes = [tuple(_digits(row.text(column)) for column, _ in columns) for row in body]
    labels = [n for n, row in enumerate(body) if _is_label(sheet, row)]
    found: dict[int, tuple[list[list[int]], str]] = {}
    for index in range(len(body) - 1):
        (function, economic), (below, lower) = codes[index], codes[index + 1]
        if function and not economic and lower and below in ("", function) and columns[1][0] is not None:
            spans = [[n for n in _after(codes, index, 0, ("", function)) if codes[n][1]]]
        elif subject_codes.is_upper(function, "function") and below.startswith(function) and below != function:
            spans = [_after(codes, index, 0, ("", *_below(codes, 0, function)))]
        elif subject_codes.is_upper(economic, "economic") and lower.startswith(economic) and lower != economic:
            spans = [_after(codes, index, 1, _below(codes, 1, economic))]
        elif index in labels:
            ends = [*(n for n in labels if n > index + 1), len(body)]
            spans = [list(range(index + 1, end)) for end in ends]
        else:
            continue
        found[index] = (spans, function if len(function) == 7 else "")
    return {
        index: ([[body[n] for n in span if n not in found and not _sum_words(body[n])] for span in spans], code)
        for index, (spans, code) in found.items()
    }


def _heads_of_sources(sheet: RecordSheet, body: Sequence[DataRow]) -> dict[int, tuple[list[list[DataRow]], str]]:
    """Return the rows of income that the rows right below divide: 一般公共预算 100 over 经费拨款 80 and 非税收入 20.

    Only where those come to the same amount; their 其中 is taken off.
    """
    source, amount = sheet.columns.get("source"), sheet.columns.get("amount")
    if source is None or amount is None:
        return {}
    texts = [_OF_WHICH.sub("", row.text(source)) for row in body]
    moneys = [read_money(text) for text in texts]
    figures = [figure(row.text(amount), amount.unit) or 0 for row in body]
    found: dict[int, tuple[list[list[DataRow]], str]] = {}
    inside: set[int] = set()
    for index in reversed(range(len(body))):
        end = index + 1
        while end < len(body) and not _sum_words(body[end]) and _is_part(moneys[end], moneys[index], texts[index]):
            end += 1
        parts = [n for n in range(index + 1, end) if n not in inside]
        if not figures[index] or sum(figures[n] for n in parts) != figures[index]:
            continue
        inside |= {*parts}
        for n in parts:
            body[n].cells = tuple(texts[n] if at == source.position else c for at, c in enumerate(body[n].cells))
        found[index] = ([[body[n] for n in parts]], "")
    return found


def _divided(sheet: RecordSheet, body: Sequence[DataRow], index: int, heads: Container[int]) -> str:
    """Return the source that a row (其中：) is a part of and that is data itself, empty where there is none."""
    source, amount = sheet.columns.get("source"), sheet.columns.get("amount")
    if source is None or amount is None or not _OF_WHICH.match(body[index].text(source)):
        return ""
    above = next((n for n in reversed(range(index)) if not _OF_WHICH.match(body[n].text(source))), index)
    part, total = (figure(body[n].text(amount), amount.unit) or 0 for n in (index, above))
    counted = above < index and above not in heads and not _sum_words(body[above])
    return body[above].text(source) if counted and 0 < part <= total else ""


def _is_part(money: Money | None, head: Money | None, text: str) -> bool:
    """Whether a source of income is a part of another one: a sub-source of its fund, a fund of 财政拨款."""
    if money is None or head is None:
        return bool(money and money.fund in FISCAL and _ALL_FISCAL.fullmatch(text))
    return bool(money.subsource and not head.subsource) and (money.fund, money.carry) == (head.fund, head.carry)


def _ask_about_projects(sheet: RecordSheet, data: Sequence[DataRow], sums: set[int]) -> None:
    """Ask about a row without a project right below one of a project where the project alone says the nature.

    One of another function is what it looks like: basic expenditure.
    """
    project, function = sheet.columns.get("project"), sheet.columns.get("function_code")
    named = {"nature", "project_class"} & {*sheet.columns} or len(sheet.parts) > len(sheet.funds)
    if project is None or named or sheet.kind.key not in ("lines", "executions"):
        return
    for place, (above, row) in enumerate(pairwise(data), 1):
        alike = row.text(function) in ("", above.text(function))
        if above.text(project) and not row.text(project) and alike and place not in sums:
            sheet.reject(
                f"没有项目名称，上一行属于项目“{above.text(project)}”；同一项目的请逐行填上，基本支出请加“支出性质”列",
                row.number, project.text,
            )  # fmt: skip


def _is_bare_total(sheet: RecordSheet, row: DataRow, data: Sequence[DataRow]) -> bool:
    """Whether the last row holds nothing but the sums of all rows: people add them up without writing 合计."""
    places = {
        each.position for name, each in sheet.columns.items() if name in (*AMOUNTS, *COUNTS) or name.startswith(PARTS)
    }
    places |= {each.position for each in sheet.sums}
    named = any(row.text(each) for each in sheet.columns.values() if each.position not in places)
    filled = row.text(sheet.columns.get(sheet.kind.total)) or any(row.text(each) for each in sheet.parts.values())
    return bool(filled) and not named and len(data) > 1 and not _differences(sheet, _Sum(row, "合计", 0), data)


def _is_label(sheet: RecordSheet, row: DataRow) -> bool:
    """Whether a row has amounts beside one text that is no code: 基本支出, 项目支出, the name of a part."""
    amounts = {each.position for name, each in sheet.columns.items() if name in AMOUNTS or name.startswith(PARTS)}
    amounts |= {each.position for each in sheet.sums}
    texts = [cell for n, cell in enumerate(row.cells) if cell.strip() and n not in amounts]
    codes = any(
        row.text(each) for name, each in sheet.columns.items() if name.partition(":")[0].endswith(("_code", "_name"))
    )
    filled = any(row.text(sheet.columns.get(name)) for name in ("amount", *sheet.parts))
    return len(texts) == 1 and not codes and filled and not _sum_words(row)


def _sum_words(row: DataRow) -> str:
    """Return what a row calls itself that sums others (合计, 办公室小计), empty for a row of data."""
    bare = [re.sub(r"\s", "", cell) for cell in row.cells]
    if subtotal_of(SourceRow(row.number, row.cells)):
        return next((cell for cell in bare if cell.endswith(("计", "：", ":"))), next(filter(None, bare)))
    return next(filter(is_sum, bare), "")


def _below(codes: Sequence[tuple[str, ...]], axis: int, upper: str) -> tuple[str, ...]:
    return tuple({each[axis] for each in codes if each[axis].startswith(upper)})


def _after(codes: Sequence[tuple[str, ...]], index: int, axis: int, inside: tuple[str, ...]) -> list[int]:
    """Return the rows right behind one whose code is among some."""
    after = index + 1
    while after < len(codes) and codes[after][axis] in inside:
        after += 1
    return list(range(index + 1, after))


def _digits(text: str) -> str:
    match = re.match(r"\D{0,2}(\d+)", re.sub(r"(?<=\d)[.\-](?=\d)", "", text))
    return match[1] if match else ""


def _compare(sheet: RecordSheet, found: Rows, each: _Sum, places: Sequence[int]) -> None:
    """Hold a row of sums against the rows it may sum; the finding names the nearest ones."""
    if each.children is not None:
        spans = each.children
    else:
        before = max((place for place in places if place < each.place), default=0)
        after = min((place for place in places if place > each.place), default=len(found.data))
        earlier = [found.data[place : each.place] for place in {0, *places} if place < each.place]
        near = found.data[before : each.place] or found.data
        spans = [near, found.data, *earlier, found.data[each.place : after]]
        if each.words.startswith("合计") or each.words.endswith("总计"):
            spans = [found.data, *spans]
    wrong = [_differences(sheet, each, span) for span in spans]
    if [] in wrong:
        found.agreed += 1
        return
    for message, column in wrong[0]:
        sheet.reject(message, each.row.number, column)


def _differences(sheet: RecordSheet, each: _Sum, rows: Sequence[DataRow]) -> list[tuple[str, str]]:
    columns = [sheet.columns[sheet.kind.total]] if sheet.kind.total in sheet.columns else []
    found = []
    for column in (*columns, *sheet.parts.values(), *(sheet.sums if sheet.parts else ())):
        text = each.row.text(column)
        stated, total = figure(text, column.unit), sum(figure(row.text(column), column.unit) or 0 for row in rows)
        if (stated is not None and stated != total) or (stated is None and text and re.search(r"\d", text)):
            written = text if stated is None else _shown(stated, column.unit)
            message = f"“{each.words}”行写 {written}，各行相加为 {_shown(total, column.unit)}，请核对是否漏行或改动"
            found.append((message, column.text))
    return found


def _shown(value: int, unit: str) -> str:
    return f"{YUAN.show(value)} 元" if unit else str(value)


def figure(text: str, unit: str) -> Fen | None:
    """Return an amount in 分, a count where the column has no unit of money; None for nothing and what is no number."""
    if not unit:
        match = re.match(r"\d+", text.replace(",", ""))
        return int(match[0]) if match else None
    fen = bureau_amounts.parse(text, unit)
    return fen if isinstance(fen, int) else None
