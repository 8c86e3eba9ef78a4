"""Reading rosters and project lists: mapped columns, data rows, and subtotal rows compared with their rows."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.findings import Finding, Place, Severity
from desktop.intake import headers
from desktop.intake.cells import Columns, RowReader
from desktop.money import YUAN, AmountError, parse_yuan
from desktop.outside.source_files import SourceRow, SourceTable, read

_SUBTOTAL = re.compile(r"^(?:本页|本部门)?(合\s*计|总\s*计|小\s*计)[:：]?$|^.{0,12}(小计)$")


@dataclass(slots=True)
class ImportSheet:
    """A sheet with its columns recognised: data rows, headings left out, and findings."""

    table: SourceTable
    columns: Columns = field(default_factory=dict)
    rows: list[SourceRow] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    rejects: list[Finding] = field(default_factory=list)

    def reject(self, message: str, row: SourceRow | None = None, column: str = "") -> None:
        """Add a finding about the sheet or one of its rows."""
        number = row.number if row else 0
        place = Place(file=self.table.file, sheet=self.table.sheet, line_number=number, column=column)
        self.rejects.append(Finding("I05", Severity.ERROR, message, place))


def open_sheet(
    path: Path,
    sheet: str,
    known: dict[str, tuple[str, ...]],
    required: tuple[str, ...],
    amounts: frozenset[str],
    mapping: headers.ColumnMapping,
) -> ImportSheet:
    """Find the columns and the data rows of a file. Raises UserError when the file itself cannot be read."""
    opened = ImportSheet(read(path, sheet))
    recognise = headers.recogniser(known, mapping)
    header = headers.find(opened.table, recognise)
    for name in headers.unknown_fields(mapping, known):
        opened.reject(f"没有字段“{name}”；可用的字段：{'、'.join((*known, headers.IGNORED))}")
    expected = [spellings[0] for spellings in known.values()][:6]
    if header is None:
        opened.reject(f"前 {headers.SEARCHED} 行中没有找到表头；应有的列例如：{'、'.join(expected)}")
        return opened
    _take_columns(opened, header, recognise)
    lacking = [known[name][0] for name in required if name not in opened.columns]
    if lacking:
        opened.reject(f"缺少列：{'、'.join(lacking)}", opened.table.rows[header.last])
    if not opened.rejects:
        _take_rows(opened, opened.table.rows[header.last + 1 :], amounts)
    return opened


def _take_columns(opened: ImportSheet, header: headers.Header, recognise: Callable[[str], str]) -> None:
    row = opened.table.rows[header.last]
    for position, text in header.texts.items():
        name = recognise(text)
        if "万元" in text:
            opened.reject(f"列“{text}”以万元为单位；请换算成元再导入", row, text)
        elif name == headers.IGNORED:
            opened.ignored.append(text)
        elif not name:
            opened.reject(f"不认识列“{text}”；请指定它对应的字段，或指定为“{headers.IGNORED}”", row, text)
        elif name in opened.columns:
            opened.reject(f"列“{text}”与“{opened.columns[name][1]}”重复", row, text)
        else:
            opened.columns[name] = (position, text)


def _take_rows(opened: ImportSheet, rows: tuple[SourceRow, ...], amounts: frozenset[str]) -> None:
    """Keep data rows; compare each subtotal row with the rows it sums."""
    since = 0
    for row in rows:
        kind = subtotal_kind(row)
        if kind:
            _reconcile(opened, row, opened.rows[since if kind == "小计" else 0 :], amounts)
            since = len(opened.rows)
        else:
            opened.rows.append(row)
    if not opened.rows:
        opened.reject("表头下面没有数据行")


def subtotal_kind(row: SourceRow) -> str:
    """Return 小计, 合计 or 总计 for a row that sums others, else an empty text."""
    for cell in row.cells[:4]:
        match = _SUBTOTAL.match(cell)
        if match:
            return re.sub(r"\s", "", match[1] or match[2])
    return ""


def _reconcile(opened: ImportSheet, row: SourceRow, summed: list[SourceRow], amounts: frozenset[str]) -> None:
    for name in [name for name in opened.columns if name in amounts]:
        text = RowReader(opened.table, row, opened.columns).text(name)
        if not text:
            continue
        cells = (parse_yuan(RowReader(opened.table, part, opened.columns).text(name) or "0") for part in summed)
        total = sum(fen for fen in cells if not isinstance(fen, AmountError))
        given = parse_yuan(text)
        if given != total:
            shown = text if isinstance(given, AmountError) else YUAN.show(given)
            message = f"合计行写 {shown} 元，各行相加为 {YUAN.show(total)} 元，请核对是否漏行或改动"
            opened.reject(message, row, opened.columns[name][1])
