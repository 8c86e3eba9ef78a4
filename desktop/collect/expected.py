"""Which units should have sent a pack: out of the bureau's own book, or a list as a CSV file."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop import text_files
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.unit_tree import UnitTree

CODE, NAME = "单位编码", "单位名称"


@dataclass(frozen=True, slots=True)
class Expected:
    """A unit that should send a pack. note: in Chinese, what to know of it."""

    code: str
    name: str
    note: str = ""


def of_book(path: Path, year: int) -> list[Expected]:
    """Return the units of a book that still have a budget of their own in a year."""
    with Book.open_to_read(path) as book:
        tree = UnitTree(book.units())
        going = [unit for unit in tree.units if not unit.ended_by(year)]
        upper = "有下级单位；本级不单独编报的，不必报送"
        return [Expected(unit.code, unit.name, upper if tree.children(unit) else "") for unit in going]


def of_csv(path: Path) -> list[Expected]:
    """Return the units of a list with the columns 单位编码 and 单位名称. Raises UserError naming file and row."""
    if not path.exists():
        raise UserError(f"没有单位名单“{path}”")
    text = text_files.read(path, ("utf-8-sig", "gb18030"), 5_000_000)
    rows = csv.DictReader(text.splitlines())
    if not {CODE, NAME} & set(rows.fieldnames or ()):
        raise UserError(f"单位名单“{path.name}”第 1 行没有“{CODE}”或“{NAME}”这一列")
    found = []
    for number, row in enumerate(rows, 2):
        code, name = ((row.get(key) or "").strip() for key in (CODE, NAME))
        if not code and not name:
            raise UserError(f"单位名单“{path.name}”第 {number} 行没有编码也没有名称")
        found.append(Expected(code, name))
    return found


def missing(wanted: Iterable[Expected], units: Sequence[Mapping[str, Any]]) -> list[Expected]:
    """Return the expected units that no pack is of: by code where the list has one, else by name."""
    codes, names = {unit["unit_code"] for unit in units}, {unit["unit"] for unit in units}
    return [each for each in wanted if not (each.code in codes if each.code else each.name in names)]


def strangers(wanted: Sequence[Expected], units: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the units with a pack that are not expected."""
    codes, names = {each.code for each in wanted if each.code}, {each.name for each in wanted if not each.code}
    return [unit for unit in units if unit["unit_code"] not in codes and unit["unit"] not in names]
