"""Evidence files (附件) that a person keeps with a record: contracts, quotations, approvals, minutes.

The contents lie in the book itself, each once under its SHA-256, so that the book alone is enough to hand on. Taking a
file off a record does not destroy its contents: an undo brings it back.
"""

import hashlib
from pathlib import Path

from desktop import paths
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import Attachment, Budget, Record

LARGEST = 20 * 1024 * 1024
"""Bytes of one file; a book with larger ones would make every backup slow."""

DOCUMENTS = ("pdf", "ofd", "doc", "docx", "wps", "xls", "xlsx", "et", "csv", "ppt", "pptx", "dps", "txt")
PICTURES = ("jpg", "jpeg", "png", "bmp", "tif", "tiff")
PACKED = ("zip", "rar", "7z")
KINDS = (*DOCUMENTS, *PICTURES, *PACKED)
"""Endings that are taken and opened: documents and pictures. Programs are not, for a double click would run them."""


def kind_of(name: str) -> str:
    """Return the kind of a file by the ending of its name, empty where it is none of KINDS."""
    ending = name.rpartition(".")[2].lower()
    return ending if "." in name and ending in KINDS else ""


def attach(book: Book, budget: Budget, record: Record, path: Path) -> Attachment:
    """Store a copy of a file with a record (inside an operation). Raises UserError when it cannot be taken."""
    if not kind_of(path.name):
        raise UserError(f"“{path.name}”不是文档、图片或压缩包，没有添加；其他种类的文件请先转成 PDF")
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UserError(f"“{path.name}”有 {size // 1024 // 1024} MB，超过 {LARGEST // 1024 // 1024} MB，没有添加")
        content = path.read_bytes()
    except OSError as error:
        raise UserError(paths.explain_os_error(error, path, reading=True)) from error
    digest = hashlib.sha256(content).hexdigest()
    book.store_file(digest, content)
    return book.insert(
        Attachment(
            budget_id=budget.id,
            record_table=record.TABLE,
            record_id=record.id,
            position=len(book.records(Attachment, record_table=record.TABLE, record_id=record.id)),
            name=path.name,
            digest=digest,
            size=len(content),
        )
    )


def take_out(book: Book, attachment: Attachment) -> Path:
    """Lay down a copy of an attachment for the program of the desktop, and return it; it can only be read.

    Raises UserError for a kind that is not on the list, however it came into the book, and for damaged contents. The
    copy has a name of ours: the one in the book may be meant to mislead.
    """
    kind = kind_of(attachment.name)
    shown = paths.shown_name(attachment.name)
    if not kind:
        raise UserError(f"“{shown}”不是文档、图片或压缩包，没有打开；如确有需要，请用“另存为”取出，查毒后再打开")
    content = _content(book, attachment)
    stem = paths.safe_name(shown.rpartition(".")[0].replace("�", "_"))[:60]
    copy = paths.opened_files() / hashlib.sha256(content).hexdigest() / f"附件 {stem}.{kind}"
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(content, copy)
        copy.chmod(0o400)  # what is changed in it would not come back into the book
    return copy


def write_copy(book: Book, attachment: Attachment, target: Path) -> None:
    """Write an attachment's contents to a file. Raises UserError when they are damaged or cannot be written."""
    _write(_content(book, attachment), target)


def _content(book: Book, attachment: Attachment) -> bytes:
    content = book.file(attachment.digest)
    if not content and book.was_cleared(attachment.digest):
        shown = paths.shown_name(attachment.name)
        raise UserError(f"附件“{shown}”的内容已不在账本中（删除后清除过附件内容），没有取出；请重新添加原文件")
    if hashlib.sha256(content).hexdigest() != attachment.digest:
        raise UserError(f"附件“{paths.shown_name(attachment.name)}”的内容已损坏，没有取出；请从备份恢复账本")
    return content


def _write(content: bytes, target: Path) -> None:
    def write(temporary: Path) -> None:
        temporary.write_bytes(content)

    paths.write_beside(target, write, mode=0o600)
