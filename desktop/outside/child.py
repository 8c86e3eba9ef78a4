"""The child process that opens an outside file: `python -m desktop.outside.child FILE SHEET`.

SHEET is a sheet's name, empty for the first visible one, `*` for all visible ones, `¶` for the text of a document,
`▤` for its text and tables with their places, `§` for cells, merges and formulas as the workbook's XML has them,
`▣` for the members of a unit's pack, `，` for the rows of a CSV file, or `✍` for the signatures of a PDF; it comes as
JSON in ASCII, because an argument is bytes of the locale, which may lack a sign. Without FILE it answers for one pack
after another, whose paths come as JSON lines on stdin, until one of them is refused.

A damaged or hostile file can make a parser use gigabytes or abort the whole process, so it is opened
here, with limited memory and time, and only text comes back, as JSON on stdout. Before any parser sees a package, its
directory is looked at and every part is read once, which also checks its checksums: a changed byte is a refusal, never
a changed amount.
"""

import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

from desktop import windows
from desktop.outside import other_formats
from desktop.outside.package import MAX_COLUMNS, MAX_ROWS, refuse_too_large, require_complete, require_fitting
from desktop.outside.refusal import Refused

MAX_MEMORY, MAX_SECONDS = 512 * 1024 * 1024, 20
EVERY_SHEET, PARAGRAPHS, DOCUMENT, STRUCTURE, PACK, CSV, SIGNATURES = "*", "¶", "▤", "§", "▣", "，", "✍"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
"""How an .xls begins, and an .xlsx with a password."""
DIGITS = 15
"""Significant digits of a number in a workbook; longer ones (ID cards, bank accounts) have lost their end."""

_FILLED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*[^/>]>')
_FAR = re.compile(rb'r="(?:[A-Z]{3}|I[W-Z]|[J-Z][A-Z])[0-9]|r="[A-Z]{1,3}(?:[5-9][0-9]{4}|[0-9]{6})')
"""A cell that may lie beyond the limits; a look at every cell is only worth it where there is one."""
_FORMULA_ONLY = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<f[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
_HIDDEN = re.compile(rb'<(?:col|row)\s[^>]*hidden="(?:1|true)"')


_jobs: list[windows.LimitedJob] = []
"""On Windows the job that holds this process to its limits."""


def limit() -> None:
    """Cap memory and processor time of this process, as the system does it."""
    if sys.platform == "win32":
        job = windows.LimitedJob(windows.kernel32())
        _jobs.append(job)
        allow_time()
        job.enter()
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    allow_time()


def allow_time() -> None:
    """Allow MAX_SECONDS of processor time from now on."""
    if sys.platform == "win32":
        for job in _jobs:
            job.limit(MAX_MEMORY, MAX_SECONDS)
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    seconds = int(used.ru_utime + used.ru_stime) + MAX_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds if hard == resource.RLIM_INFINITY else min(seconds, hard), hard))


def read(path: Path, sheet_name: str = "") -> dict[str, Any]:
    """Return {sheet, rows, notes, merges} of a sheet (the first visible one with content unless named).

    Raises Refused.
    """
    parts = _package_parts(path) if zipfile.is_zipfile(path) or _starts(path, b"PK") else None
    try:
        book = _workbook(path)
        names = _names(book, sheet_name)
        of_ods = _merges_of_ods(path, parts)
        for name in names:
            notes = _scan(parts, name) if parts else []
            sheet = book.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False)
            if any(any(cell != "" for cell in row) for row in rows):
                found = {"sheet": name, "rows": _texts(rows), "notes": notes, "merges": _down(sheet, rows, of_ods)}
                return {**found, "old": _starts(path, OLD_WORKBOOK)}
    except (Refused, MemoryError):
        raise
    except BaseException as error:  # the parser has many ways to say that a file is damaged, a panic among them
        raise Refused("已损坏，无法读取；请在 Excel 或 WPS 中重新另存后再导入") from error
    return {"sheet": names[0], "rows": [], "notes": []}


def read_all(path: Path) -> dict[str, Any]:
    """Return {sheets: [{sheet, rows, merges}], notes} of every visible sheet. Raises Refused."""
    parts = _package_parts(path) if zipfile.is_zipfile(path) or _starts(path, b"PK") else None
    try:
        book = _workbook(path)
        names = _names(book, "")
        of_ods = _merges_of_ods(path, parts)
        notes = [note for name in names for note in (_scan(parts, name) if parts else [])]
        found = [book.get_sheet_by_name(name) for name in names]
        rows = [_texts(sheet.to_python(skip_empty_area=False)) for sheet in found]
        require_fitting(*rows)
        sheets = [
            {"sheet": name, "rows": texts, "merges": _down(sheet, texts, of_ods)}
            for name, texts, sheet in zip(names, rows, found, strict=True)
        ]
    except (Refused, MemoryError):
        raise
    except BaseException as error:  # as in `read`
        raise Refused("已损坏，无法读取；请在 Excel 或 WPS 中重新另存后再导入") from error
    return {"sheets": sheets, "notes": sorted(set(notes)), "old": _starts(path, OLD_WORKBOOK)}


def _workbook(path: Path) -> Any:
    """Open a workbook by its bytes: the library takes every name for UTF-8, and under a GBK locale it is none."""
    import python_calamine

    with path.open("rb") as handle:
        return python_calamine.CalamineWorkbook.from_filelike(handle)


def _merges_of_ods(path: Path, parts: dict[str, bytes] | None) -> dict[str, list[list[int]]]:
    if parts != {}:  # of an ODS no part is handed on
        return {}
    from desktop.outside import ods_merges

    return ods_merges.down(path)


def _down(sheet: Any, rows: list[list[Any]], of_ods: dict[str, list[list[int]]]) -> list[list[int]]:
    """Return the merged cells over several rows as [first row, last row, column], counted from 0, within the rows."""
    ranges = [(first[0], last[0], first[1]) for first, last in sheet.merged_cell_ranges or []]
    found = [(first, min(last, len(rows) - 1), column) for first, last, column in of_ods.get(sheet.name, ranges)]
    down = [[first, last, column] for first, last, column in found if last > first]
    if sum(last - first for first, last, _ in down) > len(rows) * len(rows[0] if rows else ()):
        raise Refused("的合并单元格互相重叠，已损坏；请在 Excel 或 WPS 中重新另存后再导入")
    return down


def _starts(path: Path, mark: bytes) -> bool:
    with path.open("rb") as handle:
        return handle.read(len(mark)) == mark


def _names(book: Any, sheet_name: str) -> list[str]:
    import python_calamine

    sheets = [s for s in book.sheets_metadata if s.typ == python_calamine.SheetTypeEnum.WorkSheet]
    if sheet_name:
        if sheet_name not in [sheet.name for sheet in sheets]:
            raise Refused(f"中没有工作表“{sheet_name}”；现有：{'、'.join(sheet.name for sheet in sheets)}")
        return [sheet_name]
    visible = [s.name for s in sheets if s.visible == python_calamine.SheetVisibleEnum.Visible]
    if not visible:
        raise Refused("中没有可见的工作表；请取消隐藏后另存再导入")
    return visible


def _package_parts(path: Path) -> dict[str, bytes]:
    """Return the sheets of a package by name, after reading every part of it once."""
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            refuse_too_large(entries)
            require_complete(package)
            parts = {entry.filename: package.read(entry) for entry in entries}
    except (Refused, MemoryError):
        raise
    except Exception as error:  # zipfile and zlib raise many kinds on damaged files
        raise Refused("已损坏，无法读取；请重新导出") from error
    declared = parts.get("mimetype", b"")
    other_formats.refuse_package(declared, parts.keys())
    if declared.startswith(other_formats.SHEETS):
        return {}
    if "xl/workbook.xml" not in parts:
        raise Refused("不是 Excel 工作簿；请另存为 .xlsx 再导入")
    return _sheets(parts)


def _sheets(parts: dict[str, bytes]) -> dict[str, bytes]:
    targets = {}
    for tag in re.findall(rb"<Relationship\s[^>]*>", parts.get("xl/_rels/workbook.xml.rels", b"")):
        attributes = {key: _attribute(tag, key) for key in ("Id", "Target", "TargetMode")}
        name = attributes["Target"].lstrip("/")
        part = name if name.startswith("xl/") else f"xl/{name}"
        if part not in parts and attributes["TargetMode"] != "External":
            raise Refused("不完整（缺少其中一部分），没有打开；请在 Excel 或 WPS 中重新另存后再导入")
        targets[attributes["Id"]] = parts.get(part, b"")
    tags = re.findall(rb"<sheet\s[^>]*>", parts["xl/workbook.xml"])
    return {_attribute(tag, "name"): targets.get(_attribute(tag, "r:id"), b"") for tag in tags}


def _attribute(tag: bytes, name: str) -> str:
    match = re.search(rb"\s" + name.encode() + rb"=(?:\"([^\"]*)\"|'([^']*)')", tag)
    text = (match[1] or match[2] or b"").decode("utf-8", "replace") if match else ""
    if "&" not in text:
        return text
    import html

    return html.unescape(text)


def _scan(parts: dict[str, bytes], name: str) -> list[str]:
    """Refuse a sheet of impossible size or with formulas that were never computed; return notes."""
    sheet = parts.get(name, b"")
    if b"<!DOCTYPE" in sheet or b"<!ENTITY" in sheet:
        raise Refused("含有不允许的内容（实体声明），没有打开；请在 Excel 或 WPS 中重新另存后再导入")
    for column, row in _FILLED.findall(sheet) if _FAR.search(sheet) else ():
        if int(row) > MAX_ROWS or number_of(column) > MAX_COLUMNS:
            where = f"{column.decode()}{row.decode()}"
            raise Refused(
                f"工作表“{name}”在 {where} 处有内容，超过 {MAX_ROWS} 行或 {MAX_COLUMNS} 列；请只保留要导入的区域"
            )
    formula = _FORMULA_ONLY.search(sheet) if b"<f" in sheet else None
    if formula:
        raise Refused(
            f"工作表“{name}”第 {formula[2].decode()} 行第 {number_of(formula[1])} 列是没有计算结果的公式；"
            "请用 Excel 或 WPS 打开并保存一次后再导入"
        )
    return ["工作表中有隐藏的行或列，也已读取，请核对"] if _HIDDEN.search(sheet) else []


def number_of(column: bytes) -> int:
    """Return the number of a column letter: A is 1."""
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number


def _texts(rows: list[list[Any]]) -> list[list[str]]:
    if len(rows) > MAX_ROWS:
        raise Refused(f"超过 {MAX_ROWS} 行；请拆分后再导入")
    if rows and len(rows[0]) > MAX_COLUMNS:
        raise Refused(f"超过 {MAX_COLUMNS} 列；请只保留要导入的列")
    texts = [[text(cell) for cell in row] for row in rows]
    require_fitting(texts)
    return texts


def text(cell: Any) -> str:
    """Return a cell as text; numbers at 15 significant digits, longer whole ones in the form that shows the loss."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if type(cell) is float and cell.is_integer() and -1e14 < cell < 1e14:
        return str(int(cell))
    if isinstance(cell, int | float):
        digits = f"{cell:.{DIGITS}g}"
        return f"{cell:f}" if "e-" in digits else digits.upper()
    return str(cell).replace("\u00a0", " ").strip()


def answer(path: Path, request: str) -> dict[str, Any]:
    """Return what was asked of a file, or {"refused": reason}."""
    try:
        if request == PARAGRAPHS:
            from desktop.outside import document_text

            return {"paragraphs": document_text.read(path)}
        if request == DOCUMENT:
            from desktop.outside.documents import reading

            return reading.answer(path, read_all)
        if request == STRUCTURE:
            from desktop.outside import workbook_parts

            if _starts(path, OLD_WORKBOOK):
                raise Refused("是旧版 .xls 工作簿（或设有打开密码）；请在 Excel 或 WPS 中取消密码、另存为 .xlsx 再试")
            _package_parts(path)
            return workbook_parts.read(path)
        if request == PACK:
            from desktop.outside import pack_parts

            return pack_parts.read(path)
        if request == CSV:
            from desktop.outside import csv_rows

            return csv_rows.read(path)
        if request == SIGNATURES:
            from desktop.outside import signatures

            return signatures.read(path)
        return read_all(path) if request == EVERY_SHEET else read(path, request)
    except Refused as refused:
        return {"refused": str(refused)}
    except OSError:  # what has no name of its own here: the child saw the file vanish, or may not read it
        return {"refused": "无法读取（没有权限、已被移走或磁盘出错）；请复制到自己的文件夹后再试"}
    except MemoryError:
        return {"refused": "打开时需要的内存过大，没有打开；请只保留需要导入的工作表后再试"}


def answer_packs() -> int:
    """Print a line of JSON for each pack asked for; end after a refusal, so that no pack lives with its remains."""
    for line in sys.stdin.buffer:
        allow_time()
        found = answer(Path(json.loads(line)), PACK)
        sys.stdout.buffer.write(json.dumps(found).encode() + b"\n")
        sys.stdout.buffer.flush()
        if "refused" in found:
            break
    return 0


def main(arguments: list[str]) -> int:
    """Print the answer as JSON."""
    limit()
    if not arguments:
        return answer_packs()
    sys.stdout.buffer.write(json.dumps(answer(Path(arguments[0]), json.loads(arguments[1]))).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
