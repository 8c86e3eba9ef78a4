"""Reading what one month's payroll and insurance bill came to, in all or by person: CSV, workbook or TOML."""

import tomllib
from dataclasses import field
from pathlib import Path
from typing import Any, NamedTuple

from desktop import text_files
from desktop.catalog.strict import wrong_place
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.intake import headers, payroll_words, record_units, roster
from desktop.intake.payroll_words import GROSS, WITHHELD
from desktop.money import AmountError, Fen, parse_yuan
from desktop.outside import source_files
from desktop.outside.source_files import SourceRow, SourceTable


class MonthTotal(NamedTuple):
    """What an item came to in the month, in 分: of a person, or of all where person is empty; base where stated."""

    item: str
    person: str
    amount: Fen
    base: Fen | None


@dataclass(slots=True)
class MonthReading:
    """What was read, the month the file names (empty where it names none), and the columns that were not read."""

    totals: list[MonthTotal] = field(default_factory=list)
    month: str = ""
    ignored: list[str] = field(default_factory=list)


ITEM = ("项目", "工资项", "工资项目", "险种", "名称", "科目", "科目名称", "经济科目", "经济分类科目")
AMOUNT = ("金额", "合计", "单位缴费", "单位缴费额", "单位部分", "应缴金额", "发放金额", "预算数", "决算数", "全年")
BASE = ("缴费基数", "基数", "缴费基数合计", "缴存基数")
CODE = ("科目编码", "科目代码", "编码", "经济科目编码", "部门经济科目编码", "经济分类编码", "经济分类科目编码")
PERSON = ("姓名", "人员姓名", "编号", "人员编号", "工号")
SUMS = ("合计", "小计", "总计")
NAMES = ("item", "person", "amount", "base")


def read(path: Path, sheet: str = "", items: dict[str, str] | None = None) -> MonthReading:
    """Read a file of one month. items: pay items by id with their labels. Raises UserError naming file, row, column."""
    found = _toml(path) if path.suffix.lower() == ".toml" else _table(source_files.read(path, sheet), items)
    if not found.totals:
        raise UserError(f"“{path.name}”中没有读到金额；请写“项目、金额”两列，或每人一行、每个工资项一列")
    return found


def pasted(text: str) -> MonthReading:
    """Read totals as a person types or pastes them: with headings as in a file, or 项目 金额 (and 基数) by line."""
    if not text.strip():
        raise UserError("没有内容；请粘贴或输入“项目 金额”，每行一项")
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    rows = tuple(SourceRow(number, tuple(_cells(line))) for number, line in lines)
    headings = {cell.replace(" ", "") for cell in rows[0].cells}
    if headings & set(PERSON) or (headings & {*ITEM, *CODE} and headings & set(AMOUNT)):
        return _table(SourceTable("粘贴的内容", "", rows))
    plain = tuple(SourceRow(row.number, _plain(row.cells)) for row in rows)
    table = SourceTable("粘贴的内容", "", plain)
    return _long(table, ["项目", "金额", "基数"], plain)


def _cells(line: str) -> list[str]:
    """Return the cells of a line: apart by tabs where there are any, else by blanks."""
    return [cell.strip() for cell in line.split("\t")] if "\t" in line else line.split()


def _plain(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return item, amount and base of a line; a code before a name is one item with it."""
    named = len(cells) > 1 and cells[0].isdecimal() and isinstance(parse_yuan(cells[1]), AmountError)
    return (" ".join(cells[:2]), *cells[2:]) if named else cells


def _toml(path: Path) -> MonthReading:
    try:
        raw = tomllib.loads(text_files.read(path))
    except RecursionError as error:
        raise UserError(f"文件“{path.name}”的括号套得太深，没有读取；请检查是否选错了文件") from error
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"文件“{path.name}”的格式不对（{wrong_place(error)}）；金额要写在引号里") from error
    unknown = [name for name in raw if name not in ("month", "total")]
    if unknown:
        raise UserError(f"文件“{path.name}”中没有“{unknown[0]}”这个名称；可以写 month 和 [[total]]")
    found = MonthReading(month=str(raw.get("month", "")))
    entries = raw.get("total", [])
    if not (isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)):
        raise UserError(f"文件“{path.name}”的 total 不对；每一项写在 [[total]] 下面")
    for number, entry in enumerate(entries, 1):
        place = f"“{path.name}”的 total[{number}]"
        strange = [name for name in entry if name not in NAMES]
        if strange or not isinstance(entry.get("item"), str):
            raise UserError(f"{place} 不对；可以写 {'、'.join(NAMES)}，item 必须写")
        base = _fen(entry["base"], f"{place}.base") if "base" in entry else None
        amount = _fen(entry.get("amount", ""), f"{place}.amount")
        found.totals.append(MonthTotal(entry["item"], str(entry.get("person", "")), amount, base))
    return found


def _fen(raw: Any, place: str) -> Fen:
    fen = parse_yuan(raw) if isinstance(raw, str) else AmountError("金额要写在引号里")
    if isinstance(fen, AmountError):
        raise UserError(f"{place}：{fen.reason}")
    return fen


def _table(table: SourceTable, items: dict[str, str] | None = None) -> MonthReading:
    for number, row in enumerate(table.rows[:10]):
        cells = [cell.replace(" ", "") for cell in row.cells]
        body = table.rows[number + 1 :]
        if any(cell in (*ITEM, *CODE) for cell in cells) and any(cell in AMOUNT for cell in cells):
            _require_yuan(table, number)
            return _long(table, cells, body)
        if any(cell in PERSON for cell in cells):
            _require_yuan(table, number)
            return _wide(table, *_payroll_columns(table, items or {}, (number, cells)))
    raise UserError(f"“{table.file}”前 10 行中没有找到表头；请有“项目、金额”两列，或有“姓名”列")


def _require_yuan(table: SourceTable, heading: int) -> None:
    """Refuse a sheet whose title says that its amounts are in a larger unit of money."""
    unit = record_units.unit_above(table, heading)
    if unit not in ("", "元"):
        raise UserError(f"“{table.file}”的金额以{unit}为单位；这里要与元比较，请换算成元，并把表头上的单位改成元")


def _place(cells: list[str], names: tuple[str, ...]) -> int:
    return next((number for number, cell in enumerate(cells) if cell in names), -1)


def _cell(row: SourceRow, place: int) -> str:
    return row.cells[place].strip() if 0 <= place < len(row.cells) else ""


def _amount(table: SourceTable, row: SourceRow, place: int, heading: str) -> Fen:
    fen = parse_yuan(_cell(row, place))
    if isinstance(fen, AmountError):
        raise UserError(f"“{table.file}”第 {row.number} 行“{heading}”列：{fen.reason}")
    return fen


def _long(table: SourceTable, cells: list[str], body: tuple[SourceRow, ...]) -> MonthReading:
    """Read a row for each item (and person)."""
    item, amount, base, person, code = (_place(cells, names) for names in (ITEM, AMOUNT, BASE, PERSON, CODE))
    used = {item, amount, base, person, code}
    found = MonthReading(ignored=[cell for place, cell in enumerate(cells) if cell and place not in used])
    for row in body:
        name = f"{_cell(row, code)} {_cell(row, item)}".strip()
        if name and name.replace(" ", "") not in SUMS:
            stated = _amount(table, row, base, cells[base]) if _cell(row, base) else None
            fen = _amount(table, row, amount, cells[amount])
            found.totals.append(MonthTotal(name, _cell(row, person), fen, stated))
    return found


def _payroll_columns(
    table: SourceTable, items: dict[str, str], first: tuple[int, list[str]]
) -> tuple[list[str], tuple[SourceRow, ...], list[str]]:
    """Return what each column is, the rows below, and the columns of a payroll that are not compared.

    Headings over several rows and the usual names of pay items are understood as in the import of a roster. In a sheet
    that says what was paid (应发) money withheld is the person's own part, never that of the unit.
    """
    recognise = headers.recogniser(roster.known_columns(items), headers.remembered("roster"), payroll_words.role)
    header = headers.find(table, recognise)
    number, cells = first
    if header is None or not any(text in PERSON for text in header.texts.values()):
        return cells, table.rows[number + 1 :], []
    roles = {place: recognise(text, header.groups.get(place, "")) for place, text in header.texts.items()}
    aside = {WITHHELD} if GROSS in roles.values() else set()
    found, left = [""] * (max(header.texts) + 1), []
    for place, text in header.texts.items():
        if roles[place] in aside or text in payroll_words.data()["columns"]["net"]:
            left.append(text)
        else:
            name = roles[place]
            found[place] = items.get(name, "应发合计" if name == GROSS else text)
    return found, table.rows[header.last + 1 :], left


def _wide(table: SourceTable, cells: list[str], body: tuple[SourceRow, ...], left: list[str]) -> MonthReading:
    """Read a row for each person and a column for each item; a column that holds words is not read."""
    person = _place(cells, PERSON)
    people = [row for row in body if _cell(row, person) and _cell(row, person).replace(" ", "") not in SUMS]
    found = MonthReading(ignored=left)
    for place, heading in enumerate(cells):
        if not heading or heading in (*PERSON, "序号"):
            continue
        filled = [row for row in people if _cell(row, place)]
        if not filled or any(isinstance(parse_yuan(_cell(row, place)), AmountError) for row in filled):
            found.ignored.append(heading)
            continue
        for row in filled:
            fen = _amount(table, row, place, heading)
            found.totals.append(MonthTotal(heading, payroll_words.bare_name(_cell(row, person)), fen, None))
    return found
