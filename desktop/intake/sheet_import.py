"""Reading rosters and project lists: mapped columns, data rows, and subtotal rows compared with their rows."""

import re
from collections.abc import Callable
from dataclasses import field
from typing import NamedTuple

from desktop.dataclass import dataclass
from desktop.findings import Finding, Place, Severity
from desktop.intake import headers
from desktop.intake.cells import Columns, RowReader
from desktop.intake.payroll_words import GROSS, WITHHELD, is_footer, is_note, part_of
from desktop.money import YUAN, AmountError, parse_yuan
from desktop.outside.source_files import SourceRow, SourceTable

_SUBTOTAL = re.compile(
    r"^(?P<whole>本页|本部门|本单位|全部|全单位|人员)?(?P<kind>合计|总计|小计|共计|累计)(?:[:：]|[:：]?[（(]?(?P<count>\d+)人[）)]?)?$"
    r"|^(?P<part>.{1,12})(?P<named>小计|合计)(?:[（(]?(?P<counted>\d+)人[）)]?)?$"
)


@dataclass(slots=True)
class ImportSheet:
    """A sheet with its columns recognised: data rows, headings left out, and findings."""

    table: SourceTable
    columns: Columns = field(default_factory=dict)
    rows: list[SourceRow] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)
    """Positions of the columns that a person left out by a choice."""
    compares: bool = False
    """Whether a sum of what was paid is among what can be read."""
    skipped: int = 0
    """Rows of signatures and headings repeated on a further page."""
    shown: dict[str, int] = field(default_factory=dict)
    """Columns that a person has to understand, also unknown ones: text → position. Not those of personal data."""
    below: tuple[SourceRow, ...] = ()
    """All rows below the heading but those of sums, also where the columns are not understood yet."""
    passed_over: list[tuple[int, str]] = field(default_factory=list)
    """Rows that are no data: number and why."""
    parts: list[tuple[int, str]] = field(default_factory=list)
    """Titles of parts of the rows (办公室, 二、退休人员): number of the row and text."""
    rejects: list[Finding] = field(default_factory=list)

    def reject(self, message: str, row: SourceRow | None = None, column: str = "") -> None:
        """Add a finding about the sheet or one of its rows."""
        number = row.number if row else 0
        place = Place(file=self.table.file, sheet=self.table.sheet, line_number=number, column=column)
        self.rejects.append(Finding("I05", Severity.ERROR, message, place))


def open_table(
    table: SourceTable,
    known: dict[str, tuple[str, ...]],
    required: tuple[str, ...],
    amounts: frozenset[str],
    mapping: headers.ColumnMapping,
    role: Callable[[str, str], str] | None = None,
) -> ImportSheet:
    """Find the columns and the data rows of a sheet. role: what a column means that is no field (see headers)."""
    opened = ImportSheet(table, compares=GROSS in known)
    recognise = headers.recogniser(known, mapping, role)
    header = headers.find(opened.table, recognise)
    for name in headers.unknown_fields(mapping, known):
        opened.reject(f"没有字段“{name}”；可用的字段：{'、'.join((*known, headers.IGNORED))}")
    expected = [spellings[0] for spellings in known.values()][:6]
    if header is None:
        opened.reject(f"前 {headers.SEARCHED} 行中没有找到表头；应有的列例如：{'、'.join(expected)}")
        return opened
    opened.below = tuple(row for row in table.rows[header.last + 1 :] if not subtotal_of(row))
    _take_columns(opened, header, recognise, mapping)
    lacking = [known[name][0] for name in required if name not in opened.columns]
    if lacking:
        opened.reject(f"缺少列：{'、'.join(lacking)}", opened.table.rows[header.last])
    if not opened.rejects:
        above = opened.table.rows[: header.last + 1] if role else ()
        _take_rows(opened, opened.table.rows[header.last + 1 :], amounts, {row.cells for row in above})
    return opened


def _take_columns(
    opened: ImportSheet, header: headers.Header, recognise: Callable[..., str], mapping: headers.ColumnMapping
) -> None:
    row = opened.table.rows[header.last]
    chosen = {headers.bare_header(text) for text in mapping}
    for position, text in header.texts.items():
        group = header.groups.get(position, "")
        name = recognise(text, group)
        if text not in headers.PERSONAL:
            opened.shown.setdefault(text, position)
        if "万元" in text:
            opened.reject(f"列“{text}”以万元为单位；请换算成元再导入", row, text)
        elif name == headers.IGNORED:
            opened.ignored.append(text)
            opened.left_out += [position] if chosen & {text, f"{group}/{text}"} else []
        elif name == WITHHELD:
            opened.withheld.append(text)
        elif not name and headers.is_empty(opened.table, header.last + 1, position):
            opened.ignored.append(text)
        elif not name:
            under = f"（在“{group}”下）" if group and group != text else ""
            opened.reject(f"不认识列“{text}”{under}；请指定它对应的字段，或指定为“{headers.IGNORED}”", row, text)
        elif name in opened.columns:
            other = opened.columns[name][1]
            opened.reject(f"列“{text}”与“{other}”重复；请把其中一列指定为“{headers.IGNORED}”", row, text)
        else:
            opened.columns[name] = (position, text)
    _take_bare_sum(opened, header)


def _take_bare_sum(opened: ImportSheet, header: headers.Header) -> None:
    """Compare with a column called just 合计 too, where nothing in the sheet but pay can be in it."""
    positions = [position for position, text in header.texts.items() if text == "合计"]
    plain = set(opened.ignored) <= headers.NOT_IMPORTED and not opened.withheld and not opened.left_out
    free = GROSS not in opened.columns and "合计" in opened.ignored
    if opened.compares and free and len(positions) == 1 and plain:
        opened.columns[GROSS] = (positions[0], "合计")
        opened.ignored.remove("合计")


def _take_rows(
    opened: ImportSheet, rows: tuple[SourceRow, ...], amounts: frozenset[str], heading: set[tuple[str, ...]]
) -> None:
    """Keep data rows, compare rows of sums; of a payroll leave out headings repeated and signatures."""
    since = 0
    for row in rows:
        found = subtotal_of(row)
        if row.cells in heading or (heading and is_footer(row.cells)):
            opened.skipped += 1
            opened.passed_over.append((row.number, "重复的表头或签字"))
        elif found:
            opened.passed_over.append((row.number, f"{found.kind}行，已与各行核对，不作为数据"))
            spans = [opened.rows[since:], opened.rows] if found.named else [opened.rows[since:]]
            spans = spans if found.kind == "小计" or found.named else [opened.rows]
            _reconcile(opened, row, spans, amounts, found.people)
            since = len(opened.rows)
        elif heading and is_note(row.cells):
            opened.passed_over.append((row.number, "说明文字，不作为数据"))
        elif heading and len(opened.columns) > 1 and (part := part_of(row.cells)):
            opened.parts.append((row.number, part))
            opened.passed_over.append((row.number, f"“{part}”是下面几行的标题，不是人员"))
        else:
            opened.rows.append(row)
    if not opened.rows:
        opened.reject("表头下面没有数据行")


class Subtotal(NamedTuple):
    """A row that sums others: 小计, 合计 or 总计, whether it names a part (办公室合计), how many people it says."""

    kind: str
    named: bool
    people: int | None


def subtotal_of(row: SourceRow) -> Subtotal | None:
    """Return what a row sums, None for a row of data."""
    for cell in row.cells[:4]:
        match = _SUBTOTAL.match(re.sub(r"\s", "", cell))
        if match:
            count = match["count"] or match["counted"]
            return Subtotal(match["kind"] or match["named"], bool(match["part"]), int(count) if count else None)
    return None


def _reconcile(
    opened: ImportSheet, row: SourceRow, spans: list[list[SourceRow]], amounts: frozenset[str], count: int | None
) -> None:
    """Compare a row of sums with the rows it may sum; the finding names the sums of the nearest ones."""
    wrong = [_differences(opened, row, span, amounts, count) for span in spans]
    for message, column in [] if [] in wrong else wrong[0]:
        opened.reject(message, row, column)


def _differences(
    opened: ImportSheet, row: SourceRow, summed: list[SourceRow], amounts: frozenset[str], count: int | None
) -> list[tuple[str, str]]:
    found = []
    if count is not None and "headcount" not in opened.columns and count != len(summed):
        found.append((f"合计行写 {count} 人，读入 {len(summed)} 行，请核对是否漏行", ""))
    for name in [name for name in opened.columns if name in amounts]:
        text = RowReader(opened.table, row, opened.columns).text(name)
        if not text:
            continue
        cells = (parse_yuan(RowReader(opened.table, part, opened.columns).text(name) or "0") for part in summed)
        total = sum(fen for fen in cells if not isinstance(fen, AmountError))
        stated = parse_yuan(text)
        if stated != total:
            shown = text if isinstance(stated, AmountError) else YUAN.show(stated)
            message = f"合计行写 {shown} 元，各行相加为 {YUAN.show(total)} 元，请核对是否漏行或改动"
            found.append((message, opened.columns[name][1]))
    return found
