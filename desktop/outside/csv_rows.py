"""The rows of a CSV file, read inside the limited child process (see `outside`)."""

import csv
import io
from pathlib import Path
from typing import Any

from desktop.outside import decoding, other_formats
from desktop.outside.package import MAX_COLUMNS, MAX_ROWS, require_fitting
from desktop.outside.refusal import Refused

MAX_BYTES, MAX_LINE = 60_000_000, 200_000
"""Bytes of a file and characters of one of its lines; a table a person keeps is far smaller."""
SEPARATORS = (",", "\t", ";")


def read(path: Path) -> dict[str, Any]:
    """Return {sheet, rows, notes} of a file; the sheet has no name. Raises Refused."""
    if path.stat().st_size > MAX_BYTES:
        raise Refused("过大，为安全起见没有打开；请拆分后再导入")
    other_formats.refuse(path)
    text = _decoded(path)
    if any(len(line) > MAX_LINE for line in io.StringIO(text)):
        raise Refused("有一行过长，不像是表格；请检查是否选错了文件，或重新导出")
    rows: list[list[str]] = []
    try:
        for cells in csv.reader(io.StringIO(text), delimiter=_separator(text)):
            rows.append([cell.strip() for cell in cells])
            if len(rows) > MAX_ROWS:
                raise Refused(f"超过 {MAX_ROWS} 行；请拆分后再导入")
            if len(cells) > MAX_COLUMNS:
                raise Refused(f"第 {len(rows)} 行超过 {MAX_COLUMNS} 列；请只保留要导入的列")
    except csv.Error as error:
        raise Refused(f"的 CSV 格式有误（{error}）；请重新导出") from error
    require_fitting(rows)
    return {"sheet": "", "rows": rows, "notes": []}


def _separator(text: str) -> str:
    """Return what stands between cells: a comma, or the tab or semicolon that some systems write."""
    beginning = text[:MAX_LINE]
    return max(SEPARATORS, key=beginning.count)


def _decoded(path: Path) -> str:
    return decoding.decoded(path.read_bytes(), " CSV 或 .xlsx")
