"""Reading the cells of an outside row by the fields of their columns; each refused cell is a finding with its place."""

from collections.abc import Callable
from enum import StrEnum

from desktop.catalog.classification import load
from desktop.findings import Finding, Place, Severity
from desktop.intake import record_words, subject_codes
from desktop.ledger.bounds import DIGITS
from desktop.ledger.vocabulary import FISCAL, FUNDS, SUBSOURCES, Carry, read_carry, split_carried
from desktop.money import AmountError, Fen, parse_yuan
from desktop.outside.source_files import SourceRow, SourceTable

Columns = dict[str, tuple[int, str]]
"""Position and header text of each known column."""


class RowReader:
    """Reads the named cells of one row and collects a finding for each one refused."""

    def __init__(self, table: SourceTable, row: SourceRow, columns: Columns) -> None:
        self._table = table
        self._row = row
        self._columns = columns
        self.rejects: list[Finding] = []

    @property
    def names(self) -> set[str]:
        """The columns the file has."""
        return set(self._columns)

    def text(self, name: str) -> str:
        """Return the text of a column, empty when the file has no such column."""
        position = self._columns.get(name, (-1, ""))[0]
        return self._row.cells[position] if 0 <= position < len(self._row.cells) else ""

    def reject(self, name: str, reason: str) -> None:
        """Refuse a cell."""
        header = self._columns.get(name, (0, name))[1]
        place = Place(file=self._table.file, sheet=self._table.sheet, line_number=self._row.number, column=header)
        self.rejects.append(Finding("I01", Severity.ERROR, reason, place))

    def code(self, name: str, key: str, year: int) -> str:
        """Return a code in force, empty when refused."""
        text = self.text(name)
        problem = load(key).problem(text, year or 2023)
        if problem:
            self.reject(name, problem)
        return text

    def word(self, name: str, reader: Callable[[str], str | None], allowed: type[StrEnum]) -> str:
        """Return a word of a closed list, empty when refused."""
        text = self.text(name)
        value = reader(text)
        if value is None:
            self.reject(name, f"“{text}”不在可选范围内，请填：{'、'.join(str(a.value) for a in allowed)}")
        return str(value or "")

    def source(self, name: str, usual: str = "") -> tuple[str, str]:
        """Return fund and sub-source (资金子来源) of a row, empty when refused; `usual` stands for an empty cell.

        A name may say both (非税收入); a column of sub-sources must then not say another one.
        """
        return self._source_of(name, self.text(name) or usual)

    def _source_of(self, name: str, text: str) -> tuple[str, str]:
        subsource, found = self.text("subsource"), record_words.read_money(text)
        if found is None or found.carry:
            self.reject(name, f"“{text}”不在可选范围内，请填：{'、'.join(FUNDS)}")
            return "", ""
        fund, implied = found.fund, found.subsource
        if subsource not in SUBSOURCES:
            self.reject("subsource", f"“{subsource}”不在可选范围内，请填：{'、'.join(SUBSOURCES[1:])}")
        elif subsource and fund not in FISCAL:
            self.reject("subsource", f"“{text}”不是财政拨款，没有资金子来源，请留空")
        elif implied and subsource not in ("", implied):
            self.reject("subsource", f"资金子来源“{subsource}”与资金来源“{text}”不一致，请核对")
        return fund, subsource or implied

    def money(self, name: str, usual: str = "") -> tuple[str, str, str]:
        """Return fund, sub-source and carry (当年, 结转) of a row, empty when refused.

        The name of the source may say that the money is carried in (上年结转（事业收入）), but not against the column.
        """
        carry = self.word("carry", read_carry, Carry)
        text, carried = split_carried(self.text(name) or usual)
        if carried and not text:
            self.reject(name, f"“{self.text(name)}”没有说是哪种资金的结转，请写全，例如“上年结转（一般公共预算）”")
            return "", "", carry
        fund, subsource = self._source_of(name, text)
        if carried and self.text("carry") and carry not in ("", carried):
            self.reject("carry", f"“{self.text('carry')}”与“{self.text(name)}”不一致，请核对")
        return fund, subsource, carried or carry

    def amount(self, name: str, *, zero: bool = False) -> Fen:
        """Return an amount in 分, 0 when refused; an empty or zero one is refused unless `zero` allows it."""
        text = self.text(name)
        if zero and not text:
            return 0
        fen = parse_yuan(text)
        if isinstance(fen, AmountError):
            self.reject(name, fen.reason)
            return 0
        if fen == 0 and not zero:
            self.reject(name, "金额为 0，没有金额的行请整行删除")
        return fen

    def whole_number(self, name: str, default: int, low: int, high: int) -> int:
        """Return a whole number of a range, the default for an empty cell or when refused."""
        text = self.text(name)
        if not text:
            return default
        if not (text.isascii() and text.isdigit() and len(text) <= DIGITS and low <= int(text) <= high):
            self.reject(name, f"“{text}”不对，请填 {low} 到 {high} 的整数")
            return default
        return int(text)

    def flag(self, name: str) -> int:
        """Return 1 for 是, 0 for 否 or an empty cell."""
        text = self.text(name)
        if text not in ("", "是", "否"):
            self.reject(name, f"“{text}”不对，请填“是”或“否”")
        return int(text == "是")

    def identifier(self, name: str) -> str:
        """Return a code or name as text; one that a workbook kept as a number too long for it is refused."""
        text = self.text(name)
        if problem := subject_codes.lost_digits(text, "编号"):
            self.reject(name, problem)
        return text
