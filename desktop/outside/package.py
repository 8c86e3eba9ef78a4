"""A zipped file from outside (DOCX, XLSX, OFD …), opened only when its directory promises nothing impossible."""

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop.outside.refusal import Refused

MAX_INFLATED, MAX_RATIO, MAX_ENTRIES = 200_000_000, 100, 2_000
MAX_ROWS, MAX_COLUMNS = 50_000, 256
"""Of one sheet or table."""
MAX_CELLS, MAX_LETTERS = 3_000_000, 40_000
"""Cells of all sheets of a file, blank ones among them; characters of one (Excel itself takes 32,767)."""
LONGEST_END, UNCOUNTED = 65_557, 0xFFFF
"""Bytes that the end of a package may take, its comment counted; what stands for a count where there are more."""
MAX_PART = 25_000_000
"""Bytes of one part that is parsed as a whole; the text of a long document is far smaller."""


def refuse_too_large(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse a package that would unfold to more than any real one."""
    inflated = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    too_dense = inflated > 5_000_000 and inflated / packed > MAX_RATIO
    if len(entries) > MAX_ENTRIES or inflated > MAX_INFLATED or too_dense:
        raise Refused("解压后过大，为安全起见没有打开；请只保留需要导入的工作表后再试")


def require_complete(package: zipfile.ZipFile) -> None:
    """Refuse a package whose directory has not the entries that its end counts: a changed length hides what follows."""
    file: Any = package.fp
    file.seek(0, 2)
    file.seek(max(0, file.tell() - LONGEST_END))
    end = file.read()
    at = end.rfind(b"PK\x05\x06")
    count = int.from_bytes(end[at + 10 : at + 12], "little")
    if at < 0 or count not in (len(package.infolist()), UNCOUNTED):
        raise Refused("已损坏，无法读取（目录中缺少一部分）；请重新导出或重新下载")


def require_fitting(*sheets: Sequence[Sequence[str]]) -> None:
    """Refuse rows of text with more cells, or longer ones, than a table of ours could have. Raises Refused."""
    if sum(len(row) for rows in sheets for row in rows) > MAX_CELLS:
        raise Refused("的单元格过多，不像是预算表格，没有读入；请只保留要导入的区域")
    if any(len(cell) > MAX_LETTERS for rows in sheets for row in rows for cell in row):
        raise Refused("有单元格的文字过长，不像是预算表格，没有读入；请检查是否选错了文件")


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a package whose size is possible. Raises Refused, also for what shows only while it is read."""
    try:
        with zipfile.ZipFile(path) as package:
            refuse_too_large(package.infolist())
            require_complete(package)
            yield package
    except (Refused, MemoryError):
        raise
    except Exception as error:  # zipfile, zlib and the parsers raise many kinds on damaged files
        raise Refused("已损坏，无法读取；请在 Word 或 WPS 中重新另存后再试") from error


def tree_of(package: zipfile.ZipFile, name: str) -> Any:
    """Return the root element of a part. Raises Refused for a part that is too large or declares entities."""
    from lxml import etree

    if package.getinfo(name).file_size > MAX_PART:
        raise Refused("过大，为安全起见没有打开；请只保留说明和表格后再试")
    content = package.read(name)
    if _declares(content):
        raise Refused("含有不允许的内容（实体声明），没有打开；请在 Word 或 WPS 中重新另存后再试")
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _declares(content: bytes) -> bool:
    """Tell whether a part declares a document type or entities, also in the two-byte encodings of XML."""
    plain = content.replace(b"\0", b"")
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain
