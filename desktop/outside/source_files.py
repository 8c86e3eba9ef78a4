"""Reading rows of text out of an outside CSV, XLSX, XLS or ODS file, or a page, by a limited child process."""

import json
import subprocess
from pathlib import Path
from typing import Any

from desktop import paths, processes
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.outside import child, document, signatures
from desktop.outside.child import MAX_SECONDS
from desktop.outside.document import Document
from desktop.outside.signatures import Signatures

WORKBOOK_MARKS = (b"PK", b"\xd0\xcf\x11\xe0")
HTML_MARKS = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")
"""How a page begins: many systems export one under a name that ends with .xls."""


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
    notes: tuple[str, ...] = ()
    merges: tuple[tuple[int, int, int], ...] = ()
    """Merged cells over several rows: number of the first row, of the last one, position of the column."""
    unproven: bool = False
    """Whether it is of an .xls, which has no checksums: a damaged one may come without some of its cells."""


def read(path: Path, sheet: str = "") -> SourceTable:
    """Read a file; `sheet` names one of a workbook. Raises UserError in plain words for a file it cannot trust."""
    paths.require_file(path)
    try:
        size = path.stat().st_size
        with path.open("rb") as handle:
            head = handle.read(512)
    except OSError as error:
        raise UserError(paths.explain_os_error(error, path, reading=True)) from error
    if size == 0:
        raise UserError(f"文件“{path.name}”是空的；请重新导出后再导入")
    if head.startswith(WORKBOOK_MARKS):
        return _read_sheet(path, sheet)
    if _begins_as_page(head):
        return _chosen(path, sheet)
    return _read_sheet(path, child.CSV)


def read_sheets(path: Path) -> list[SourceTable]:
    """Read every visible sheet of a workbook, or every table of a page. Raises UserError for a file it cannot trust."""
    if _is_page(path):
        return _of_page(path)
    answer = ask(path, child.EVERY_SHEET)
    notes = tuple(answer["notes"])
    return [_table(path, {**sheet, "old": answer["old"]}, notes) for sheet in answer["sheets"]]


def has_sheets(path: Path) -> bool:
    """Whether a file is a workbook, or a page, by its first bytes; not one that cannot be opened."""
    head = _head(path)
    return head.startswith(WORKBOOK_MARKS) or _begins_as_page(head)


def read_paragraphs(path: Path) -> list[str]:
    """Read the text of a DOCX, PDF or TXT file, one entry for each paragraph or line."""
    return [str(line) for line in ask(path, child.PARAGRAPHS)["paragraphs"]]


def read_document(path: Path) -> Document:
    """Read a document of any kind: its paragraphs and tables with their places. Raises UserError in plain words."""
    return document.from_answer(path.name, ask(path, child.DOCUMENT))


def read_signatures(path: Path) -> Signatures:
    """Read and check the digital signatures of a PDF. Raises UserError in plain words."""
    return signatures.from_answer(ask(path, child.SIGNATURES))


def read_pack(path: Path) -> dict[str, Any]:
    """Return the members of a unit's pack as `pack_parts.read` does. Raises UserError in plain words."""
    return ask(path, child.PACK)


def ask(path: Path, request: str) -> dict[str, Any]:
    """Have the limited child open a file; return its answer. Raises UserError."""
    paths.require_file(path)
    return content_of(path, _printed(path, request))


def content_of(path: Path, printed: bytes) -> dict[str, Any]:
    """Return the answer that the child printed about a file. Raises UserError where it refused or did not survive."""
    try:
        answer = json.loads(printed)
    except ValueError as error:
        raise UserError(
            f"文件“{path.name}”已损坏，无法读取（或打开它需要的内存、时间过多）；请在 Excel 或 WPS 中重新另存后再试"
        ) from error
    if "refused" in answer:
        raise UserError(f"文件“{path.name}”{answer['refused']}")
    return dict(answer)


def _printed(path: Path, request: str) -> bytes:
    """Return what the limited child prints of a file; whatever it did not survive is no JSON."""
    command = [*processes.command("desktop.outside.child"), str(path.resolve()), json.dumps(request)]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=MAX_SECONDS + 10, cwd=paths.root(),
            check=False, creationflags=processes.flags(),
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise UserError(f"文件“{path.name}”打开时间过长，已停止；请只保留需要导入的工作表后再试") from error
    return done.stdout


def _head(path: Path) -> bytes:
    """Return the first bytes of a file; none of what is no file or cannot be opened."""
    try:
        with path.open("rb") as handle:
            return handle.read(512)
    except OSError:
        return b""


def _begins_as_page(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(HTML_MARKS)


def _is_page(path: Path) -> bool:
    return _begins_as_page(_head(path))


def _of_page(path: Path) -> list[SourceTable]:
    """Return the tables of a page as sheets; the lines above a table are its first rows, as Excel would open them."""
    found = read_document(path)
    return [_of_table(found, number, table) for number, table in enumerate(found.tables, 1)]


def _of_table(found: Document, number: int, table: document.Table) -> SourceTable:
    high = len(table.above)
    rows = [*((line,) for line in table.above), *table.rows]
    numbered = (SourceRow(at, cells) for at, cells in enumerate(rows, 1) if any(cells))
    merges = ((high + row + 1, high + row + rows, column) for row, column, rows, _ in table.merges if rows > 1)
    return SourceTable(found.file, f"第 {number} 张表", tuple(numbered), found.notes, tuple(merges))


def _chosen(path: Path, sheet: str) -> SourceTable:
    """Return the table of a page by its name, or the first. Raises UserError where there is none of that name."""
    tables = _of_page(path)
    chosen = [table for table in tables if not sheet or table.sheet == sheet]
    if not chosen:
        names = "、".join(table.sheet for table in tables)
        lacking = f"没有“{sheet}”；现有：{names}" if tables else "没有表格；请检查是否选错了文件"
        raise UserError(f"文件“{path.name}”是网页，其中{lacking}")
    return chosen[0]


def _read_sheet(path: Path, request: str) -> SourceTable:
    answer = ask(path, request)
    return _table(path, answer, tuple(answer["notes"]))


def _table(path: Path, sheet: dict[str, Any], notes: tuple[str, ...]) -> SourceTable:
    rows = [SourceRow(number, tuple(cells)) for number, cells in enumerate(sheet["rows"], 1)]
    merges = tuple((first + 1, last + 1, column) for first, last, column in sheet.get("merges", ()))
    filled = tuple(row for row in rows if any(row.cells))
    return SourceTable(path.name, sheet["sheet"], filled, notes, merges, bool(sheet.get("old")))
