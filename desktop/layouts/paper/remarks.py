"""Notes (批注) that a person marked 对外, at the cells of a sheet that their rows make.

A note about a record stands at the printed row of that record; one about a line of money at each cell whose amount it
is a part of, but not once more at the totals over that cell. Notes about rows of a project that is not published by
its name stay behind.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from desktop.catalog.classification import load
from desktop.compute.cube import Cube, Selection
from desktop.compute.joined_facts import of_unit
from desktop.dataclass import dataclass
from desktop.layouts.paper.sheet import PlacedCell, Sheet
from desktop.layouts.tables import withheld
from desktop.layouts.tables.table import BlockRow, Cell, RecordKey, Table
from desktop.ledger.records import BudgetFacts, Record

LONGEST, MORE = 30_000, "…（批注太长，余下的没有写出）"
"""How many characters the notes of a cell may have (a workbook holds 32,767), and what stands in place of the rest."""

CALLED = ("name", "item", "source", "economic_code", "function_code", "kind", "fund")
"""Fields by which a person calls a row, the first that is filled in."""


@dataclass(frozen=True, slots=True)
class Noted:
    """Sheets with the notes at their cells: how many notes are marked 对外, and how many of them have a cell."""

    sheets: tuple[Sheet, ...]
    marked: int = 0
    placed: int = 0

    @property
    def words(self) -> str:
        """What a person reads of the notes before the files leave, empty where none is marked."""
        if not self.marked:
            return ""
        text = f"对外的批注有 {self.placed} 条写在 Excel 表格的单元格上"
        left = self.marked - self.placed
        return text + (
            f"；另有 {left} 条没有写出：是上年的行、这个版式没有印的行，或者不公开名称的项目的行" if left else ""
        )


def noted(sheets: Iterable[Sheet], facts: BudgetFacts, cube: Cube) -> Noted:
    """Return sheets whose cells bear the notes that may leave; without any they are the same objects."""
    notes = {(note.record_table, note.record_id): note for note in facts.remarks if note.leaves and note.text.strip()}
    if not notes:
        return Noted(tuple(sheets))
    shown = withheld.of(facts)
    texts = {key: shown.mask(note.text.strip()) for key, note in notes.items()}
    units = {key: facts.unit_of[note.budget_id] for key, note in notes.items() if note.budget_id in facts.unit_of}
    lines = sum(
        1 << place
        for place, line in enumerate(cube.lines)
        if line.year == cube.year
        and (line.origin.table, line.origin.record_id) in texts
        and line.project not in shown.names
    )
    names = {key: _name(record, facts) for key, record in _records(facts).items() if key in texts}
    placing = _Placing(cube, texts, names, units, lines)
    return Noted(tuple(placing.on(sheet) for sheet in sheets), len(texts), len(placing.placed))


def _records(facts: BudgetFacts) -> dict[RecordKey, Record]:
    listed = (getattr(facts, entry.name) for entry in fields(facts))
    found = (each for records in listed if isinstance(records, tuple) for each in records)
    return {(record.TABLE, record.id): record for record in found}


def _name(record: Record, facts: BudgetFacts) -> str:
    """Return what a person calls a row: its project and its own name, or the name of its subject."""
    project = getattr(record, "project_id", None)
    owner = next((each.name for each in facts.projects if each.id == project), "")
    field = next((name for name in CALLED if getattr(record, name, "")), "")
    own = str(getattr(record, field, ""))
    if field.endswith("_code"):
        own = load(field.removesuffix("_code")).name(own) or own
    return " ".join(part for part in (owner, own) if part)


class _Placing:
    """Puts notes at cells. lines: those of this year with a note; units: whose row it is, where several are shown."""

    def __init__(
        self,
        cube: Cube,
        texts: dict[RecordKey, str],
        names: dict[RecordKey, str],
        units: dict[RecordKey, str],
        lines: Selection,
    ) -> None:
        self._cube, self._texts, self._names, self._units, self._lines = cube, texts, names, units, lines
        self.placed: set[RecordKey] = set()
        """The records whose notes have a cell."""

    def on(self, sheet: Sheet) -> Sheet:
        """Return a sheet with the notes at its cells."""
        placed = {(each.row, each.column): each for each in sheet.cells if each.cell is not None}
        found: dict[tuple[int, int], str] = {}
        offset = 0
        for block in sheet.table.blocks:
            shown: set[RecordKey] = set()
            for number, row in enumerate(block.rows):
                at = [placed.get((sheet.header_bottom + number, offset + n)) for n in range(len(block.columns))]
                self._of_record(row, [each for each in at if each is not None], shown, found)
                for column, each in zip(block.columns, at, strict=True):
                    if each is not None and column.value == "this" and not (row.of and row.of[0] in shown):
                        self._of_amount(sheet.table, each, row, found)
                shown.update(row.of)
            offset += len(block.columns)
        if not found:
            return sheet
        return replace(
            sheet,
            cells=tuple(
                replace(each, remark=found[each.row, each.column]) if (each.row, each.column) in found else each
                for each in sheet.cells
            ),
        )

    def _of_record(
        self, row: BlockRow, cells: Sequence[PlacedCell], shown: set[RecordKey], found: dict[tuple[int, int], str]
    ) -> None:
        """Put the notes about the records of a row at its first words; a part of it at words that are its alone."""
        at: dict[tuple[int, int], list[RecordKey]] = {}
        for number, key in enumerate(row.of):
            wanted = [each for each in cells if number == 0 or each.row_span == 1]
            if key in self._texts and key not in shown and wanted:
                first = next((each for each in wanted if each.text), wanted[0])
                at.setdefault((first.row, first.column), []).append(key)
        found |= {place: self._text(keys, named=len(keys) > 1) for place, keys in at.items()}

    def _of_amount(self, table: Table, placed: PlacedCell, row: BlockRow, found: dict[tuple[int, int], str]) -> None:
        """Put the notes about the lines of an amount at its cell, each under the name of its row where it has several.

        What stands in a cell that this one is the sum of has its note there.
        """
        cell = placed.cell
        if cell is None or cell.kind != "amount" or not cell.selection & self._lines:
            return
        own = cell.selection & ~_added(table, cell)
        keys = self._keys(own & self._lines)
        left = [key for key in keys if key not in row.of]
        if left:
            found[placed.row, placed.column] = self._text(left, named=len(self._keys(own)) > 1)

    def _keys(self, selection: Selection) -> list[RecordKey]:
        """Return the records that lines come from, each once; one that several moneys pay has several lines."""
        lines = self._cube.chosen(selection) if selection else []
        return list(dict.fromkeys((line.origin.table, line.origin.record_id) for line in lines))

    def _text(self, keys: Sequence[RecordKey], *, named: bool) -> str:
        parts = []
        self.placed.update(keys)
        for key in keys:
            name = self._names.get(key, "") if named or key in self._units else ""
            words = f"{name}：{self._texts[key]}" if name else self._texts[key]
            parts.append(of_unit(self._units[key], words) if key in self._units else words)
        text = "\n".join(parts)
        return text if len(text) <= LONGEST else text[:LONGEST] + MORE


def _added(table: Table, cell: Cell) -> Selection:
    """Return the lines of the cells that a cell is the sum of."""
    added = 0
    for _, row, column in cell.terms:
        added |= table.grid[row][column].selection
    return added
