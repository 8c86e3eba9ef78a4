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
"""Endings that are taken: documents and pictures. Programs are not, for they would be opened by a double click."""


def attach(book: Book, budget: Budget, record: Record, path: Path) -> Attachment:
    """Keep a copy of a file with a record (inside an operation). Raises UserError when it cannot be taken."""
    if path.suffix.lower().removeprefix(".") not in KINDS:
        raise UserError(f"“{path.name}”不是文档、图片或压缩包，没有添加；其他种类的文件请先转成 PDF")
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UserError(f"“{path.name}”有 {size // 1024 // 1024} MB，超过 {LARGEST // 1024 // 1024} MB，没有添加")
        content = path.read_bytes()
    except OSError as error:
        raise UserError(paths.explain_os_error(error, path)) from error
    digest = hashlib.sha256(content).hexdigest()
    book.keep_file(digest, content)
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


def write_copy(book: Book, attachment: Attachment, target: Path) -> None:
    """Write an attachment's contents to a file. Raises UserError when they are damaged or cannot be written."""
    content = book.file(attachment.digest)
    if hashlib.sha256(content).hexdigest() != attachment.digest:
        raise UserError(f"附件“{attachment.name}”的内容已损坏，没有取出；请从备份恢复账本")

    def write(temporary: Path) -> None:
        temporary.write_bytes(content)

    paths.write_beside(target, write, mode=0o600)
