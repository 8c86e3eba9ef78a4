"""Reading rows of text out of an outside CSV or XLSX file, after a look at what it is."""

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from desktop import paths
from desktop.findings import UserError

MAX_ROWS, MAX_COLUMNS = 50_000, 256
MAX_INFLATED, MAX_RATIO, MAX_ENTRIES = 200_000_000, 100, 2_000
ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of an outside file: its number there (from 1) and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceTable:
    """The rows of one sheet (sheet name empty for CSV); blank rows are left out, numbers are kept."""

    file: str
    sheet: str
    rows: tuple[SourceRow, ...]


def read(path: Path) -> SourceTable:
    """Read a CSV or XLSX file. Raises UserError in plain words for anything it cannot trust."""
    try:
        size = path.stat().st_size
        with path.open("rb") as handle:
            head = handle.read(8)
    except OSError as error:
        raise UserError(paths.explain_os_error(error, path)) from error
    if size == 0:
        raise UserError(f"文件“{path.name}”是空的；请重新导出后再导入")
    if head.startswith(b"PK"):
        return _read_xlsx(path)
    if head.startswith((b"\xd0\xcf\x11\xe0", b"\t\x08")):
        raise UserError(f"文件“{path.name}”是旧版 .xls 格式；请在 Excel 或 WPS 中另存为 .xlsx 再导入")
    return _read_csv(path)


def _read_csv(path: Path) -> SourceTable:
    raw = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UserError(f"文件“{path.name}”的文字编码无法识别；请另存为 UTF-8 编码的 CSV 或 .xlsx")
    if "\0" in text:
        raise UserError(f"文件“{path.name}”不是 CSV 或 Excel 文件；请检查是否选错了文件")
    try:
        lines = list(csv.reader(io.StringIO(text)))
    except csv.Error as error:
        raise UserError(f"文件“{path.name}”的 CSV 格式有误（{error}）；请重新导出") from error
    rows = [SourceRow(n, tuple(c.strip() for c in cells)) for n, cells in enumerate(lines, 1)]
    return SourceTable(path.name, "", tuple(_limited(rows, path)))


def _limited(rows: list[SourceRow], path: Path) -> list[SourceRow]:
    if len(rows) > MAX_ROWS:
        raise UserError(f"文件“{path.name}”超过 {MAX_ROWS} 行；请拆分后再导入")
    return [row for row in rows if any(row.cells)]


def _look_inside(path: Path) -> None:
    """Refuse a package that is damaged, huge when unpacked, or not a workbook, before any parser sees it."""
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            names = {entry.filename for entry in entries}
            inflated = sum(entry.file_size for entry in entries)
            packed = sum(entry.compress_size for entry in entries) or 1
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UserError(f"文件“{path.name}”已损坏，无法读取；请重新导出") from error
    if "xl/workbook.xml" not in names:
        raise UserError(f"文件“{path.name}”不是 Excel 工作簿；请另存为 .xlsx 再导入")
    too_dense = inflated > 5_000_000 and inflated / packed > MAX_RATIO
    if len(entries) > MAX_ENTRIES or inflated > MAX_INFLATED or too_dense:
        raise UserError(f"文件“{path.name}”解压后过大，为安全起见没有打开；请只保留需要导入的工作表后再试")


def _read_xlsx(path: Path) -> SourceTable:
    import openpyxl

    _look_inside(path)
    try:
        values = openpyxl.load_workbook(path, read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(path, read_only=True)
        sheet = values.worksheets[0]
        shown = [_cells(row) for row in sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS, values_only=True)]
        raw = formulas.worksheets[0].iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS, values_only=True)
        _refuse_formulas_without_values(path, sheet.title, shown, [list(row) for row in raw])
    except UserError:
        raise
    except Exception as error:  # openpyxl raises 13 kinds of exception on damaged files (H37)
        raise UserError(f"文件“{path.name}”已损坏，无法读取；请在 Excel 或 WPS 中重新另存后再导入") from error
    rows = [SourceRow(number, tuple(cells)) for number, cells in enumerate(shown, 1)]
    return SourceTable(path.name, sheet.title, tuple(_limited(rows, path)))


def _refuse_formulas_without_values(path: Path, title: str, shown: list[list[str]], raw: list[list[object]]) -> None:
    for number, (cells, sources) in enumerate(zip(shown, raw, strict=False), 1):
        for column, (cell, source) in enumerate(zip(cells, sources, strict=False), 1):
            if not cell and isinstance(source, str) and source.startswith("="):
                raise UserError(
                    f"文件“{path.name}”工作表“{title}”第 {number} 行第 {column} 列是没有计算结果的公式；"
                    "请用 Excel 或 WPS 打开并保存一次后再导入"
                )


def _cells(row: tuple[object, ...]) -> list[str]:
    return [_text(value) for value in row]


def _text(value: object) -> str:
    """Return a cell as text; numbers as Excel shows them, at its 15 significant digits."""
    if value is None:
        return ""
    if isinstance(value, float):
        shown = f"{value:.15g}"
        return f"{value:f}" if "e" in shown else shown
    return str(value).strip()
