"""Which reader opens a document: its first bytes say what it is, whatever its name ends with."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from desktop.outside import other_formats
from desktop.outside.document import Document, Table, as_answer
from desktop.outside.documents import stacked
from desktop.outside.refusal import Refused

WEB = re.compile(
    rb"<(?:html|!doctype html|head|body|meta|title|style|script|link|base|table|thead|tbody|tr|div|p|h[1-6]|section"
    rb"|article|main|header|nav|center|font|span|strong|b|ul|ol|dl|br|hr|a|img|form)(?=[\s/>])",
    re.IGNORECASE,
)
"""How a page of the web begins, also a part of one that was saved alone."""

LONGEST_TYPE = 100
MAX_PARTS, MAX_ROWS = 20_000, 50_000
"""Paragraphs and tables, and rows of all tables, of one document; a long one has a thousand."""

WIDE_DIGITS = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
"""Digits as some offices type them; in a table they are amounts, codes and years like others."""

Sheets = Callable[[Path], dict[str, Any]]
"""Reads all visible sheets of a workbook, as `child.read_all` does."""


def answer(path: Path, sheets: Sheets) -> dict[str, Any]:
    """Return a document as the limited child prints it. Raises Refused."""
    found = read(path, sheets)
    if not found.parts:
        raise Refused("中没有可以读取的文字和表格；请检查是否选错了文件")
    if len(found.parts) > MAX_PARTS or sum(len(table.rows) for table in found.tables) > MAX_ROWS:
        raise Refused("过长，不像是一份预算公开；请只保留说明和表格后再试")
    return as_answer(found)


def read(path: Path, sheets: Sheets) -> Document:
    """Return a document, each table by itself and the digits in it of one width. Raises Refused."""
    found = _read(path, sheets)
    parts = (stacked.parted(_narrow(part)) if isinstance(part, Table) else [part] for part in found.parts)
    return replace(found, parts=tuple(chain.from_iterable(parts)))


def _narrow(table: Table) -> Table:
    rows = tuple(tuple(cell.translate(WIDE_DIGITS) for cell in row) for row in table.rows)
    return replace(table, rows=rows, above=tuple(line.translate(WIDE_DIGITS) for line in table.above))


def _read(path: Path, sheets: Sheets) -> Document:
    with path.open("rb") as handle:
        head = handle.read(4096)
    if not head:
        raise Refused("是空的；请检查是否选错了文件")
    if head.startswith(b"%PDF") or b"%PDF-" in head[:1024]:
        from desktop.outside.documents import pdf

        parts, notes = pdf.read(path)
        return Document(path.name, "pdf", tuple(parts), notes)
    if head.startswith(b"PK"):
        return _package(path, sheets)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _old(path, sheets)
    if _is_web(head):
        from desktop.outside.documents import html

        return Document(path.name, "html", tuple(html.read(path)))
    other_formats.refuse(path)
    from desktop.outside.documents import text

    return Document(path.name, "txt", tuple(text.read(path)))


def _is_web(head: bytes) -> bool:
    """Tell whether a file begins as a page of the web, below the remarks that programs put at its top."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    while head.startswith((b"<!--", b"<?xml")):
        head = head.partition(b"-->" if head.startswith(b"<!--") else b"?>")[2].lstrip()
    return WEB.match(head) is not None


def _package(path: Path, sheets: Sheets) -> Document:
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            declared = package.open("mimetype").read(LONGEST_TYPE) if "mimetype" in names else b""
            other_formats.refuse_package(declared, names)
    except (zipfile.BadZipFile, NotImplementedError) as error:  # also a version of ZIP that there is not
        raise Refused("已损坏，无法读取；请在 Word 或 WPS 中重新另存后再试") from error
    if "word/document.xml" in names:
        from desktop.outside.documents.word import docx

        parts, notes = docx.read(path)
        return Document(path.name, "docx", tuple(parts), notes, docx.feet(path))
    if "OFD.xml" in names:
        from desktop.outside.documents import ofd

        parts, notes = ofd.read(path)
        return Document(path.name, "ofd", tuple(parts), notes)
    if "xl/workbook.xml" in names or "content.xml" in names:
        return _workbook(path, sheets, "xlsx" if "xl/workbook.xml" in names else "ods")
    raise Refused("不是 Word、Excel、OFD 文档；请检查是否选错了文件")


def _old(path: Path, sheets: Sheets) -> Document:
    """An old workbook is read; an old Word document is not."""
    try:
        return _workbook(path, sheets, "xls")
    except Refused as error:
        raise Refused("是旧的 .doc 格式，或已损坏；请在 Word 或 WPS 中另存为 .docx 再试") from error


def _workbook(path: Path, sheets: Sheets, kind: str) -> Document:
    from desktop.outside.documents import workbook

    found = sheets(path)
    return Document(path.name, kind, tuple(workbook.read(found)), tuple(found["notes"]))
