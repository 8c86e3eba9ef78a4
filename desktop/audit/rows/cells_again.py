"""A cell that no sum holds, one digit off what its name has in another table or in the text: 绩效目标表 and 项目表.

Rules, sources and what is not seen: resources/rules/audit/cells_again.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.rows.standing import Place, of_other_year, places_by_amount, plain, stands_alone
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import near
from desktop.audit.tables import labels
from desktop.audit.tables.grids import Grid, Half, Row
from desktop.audit.tables.tabled import amount, tabled
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

LETTERS, DIGITS = 4, 3
"""Letters of a name that is one of its own; digits without which nothing is told."""
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of money that nothing else holds, with the name of its row."""

    grid: Grid
    half: Half
    row: Row
    column: int
    name: str

    @property
    def text(self) -> str:
        """Its digits."""
        return self.row.figures[self.column].text.replace(",", "").strip()


def look(document: Document) -> Answer:
    """A110: a cell that stands alone is not one digit off the amount that its row's name has elsewhere."""
    findings, several = list[AuditFinding](), list(_cells(document))
    for cell in several:
        unit = cell.grid.unit or "万元"
        known = places_by_amount(document, unit, len(cell.text.partition(".")[2]))
        for text in near(cell.text):
            right = next((place for place in known.get(Decimal(text), []) if _of(cell.name, place)), None)
            if right is not None:
                findings.append(_slip(cell, text, unit, right))
                break
    return answer(findings, len(several), (), "没有只在一处出现的表中金额")


def _cells(document: Document) -> Iterator[Cell]:
    """Yield the cells that no sum and no other table was held against, whose amount stands nowhere else."""
    tables = tabled(document)
    for grid, half, row, column in tables.figures():
        value, name = row.figures[column].value, plain(labels.unnumbered(row.label))
        head = "".join(half.columns[column])
        if value is None or len(name) < LETTERS or of_other_year(head, read(document).year):
            continue
        if (grid.index, row.number, column) in tables.tied or not stands_alone(document, value.fen):
            continue
        cell = Cell(grid, half, row, column, name)
        if NUMBER.fullmatch(cell.text) and len(cell.text.replace(".", "").strip("0")) >= DIGITS:
            yield cell


def _of(name: str, place: Place) -> bool:
    return not place.change and any(plain(other) == name for other in place.names)


def _slip(cell: Cell, text: str, unit: str, place: Place) -> AuditFinding:
    value = cell.row.figures[cell.column].value
    message = f"“{cell.row.label}”的 {cell.text}{unit} 只在此处出现，别处为 {text}{unit}，疑为笔误"
    amounts = [amount("表", value)] if value else []
    quotes = [cell.grid.quote(cell.row, cell.column, cell.half), place.quote]
    return finding("A110", Severity.WARNING, message, quotes, amounts, f"{text}{unit}")


RULES: tuple[Rule, ...] = (Rule("A110", "表中金额没有写错一个数字", look),)
