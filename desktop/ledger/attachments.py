"""Evidence files (附件) that a person keeps with a record: contracts, quotations, approvals, minutes.

The contents lie in the book itself, each once under its SHA-256, so that the book alone is enough to hand on. Taking a
file off a record does not destroy its contents: an undo brings it back.
"""

import hashlib
from pathlib import Path

from desktop import paths
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.reader import BookReader
from desktop.ledger.records import Attachment, Budget, Record
from desktop.ledger.records.words import OF_STAGE

LARGEST = 20 * 1024 * 1024
"""Bytes of one file; a book with larger ones would make every backup slow."""

DOCUMENTS = ("pdf", "ofd", "doc", "docx", "wps", "xls", "xlsx", "et", "csv", "ppt", "pptx", "dps", "txt")
PICTURES = ("jpg", "jpeg", "png", "bmp", "tif", "tiff")
PACKED = ("zip", "rar", "7z")
SIGNED = {"pdf": b"%PDF", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
"""Kinds that the scan of a signed page may have, and how such a file begins."""
BEGINS = 1024
"""Bytes in which the mark of a PDF stands; some scanners write something before it."""
KINDS = (*DOCUMENTS, *PICTURES, *PACKED)
"""Endings that are taken and opened: documents and pictures. Programs are not, for a double click would run them."""


def kind_of(name: str) -> str:
    """Return the kind of a file by the ending of its name, empty where it is none of KINDS."""
    ending = name.rpartition(".")[2].lower()
    return ending if "." in name and ending in KINDS else ""


def keep_signed(book: Book, budget: Budget, path: Path) -> Attachment:
    """Keep the scan of a signed page (签字盖章页) with a stage, also a frozen one (inside an operation).

    Raises UserError where it is no PDF or picture, by its name or by its first bytes, and for a scenario.
    """
    if budget.scenario:
        raise UserError(f"测算方案“{budget.scenario}”不是正式数据，没有签字页；请先回到正式数据")
    kind = kind_of(path.name)
    if kind not in SIGNED:
        raise UserError(f"“{path.name}”不是 PDF 或图片（{'、'.join(SIGNED)}），没有添加；签字页请扫描成这几种文件")
    record = attach(book, budget, budget, path)
    begins = book.file(record.digest)[:BEGINS]
    if SIGNED[kind] not in begins or (kind != "pdf" and not begins.startswith(SIGNED[kind])):
        raise UserError(f"“{path.name}”的内容不是 {kind.upper()} 文件，没有添加；请重新扫描")
    return record


@dataclass(frozen=True, slots=True)
class SignedPage:
    """A signed page with its stage. at: when it was added, empty where the history does not say any more.

    changed: whether the stage was changed since; None where nothing says so.
    """

    budget: Budget
    file: Attachment
    at: str
    changed: bool | None

    @property
    def described(self) -> str:
        """When it was added, and whether the figures have been changed since."""
        then = f"{self.at.replace('T', ' ')} 加入" if self.at else "加入时间不详（历史已清除）"
        return then + ("，之后本阶段又改动过" if self.changed else "")


def signed_pages(book: BookReader, budget: Budget) -> list[SignedPage]:
    """Return the signed pages of all stages of a budget's unit and year."""
    stages = [each for each in book.budgets(budget.unit_id) if each.year == budget.year]
    found = []
    for stage in stages:
        for file in book.records(Attachment, budget_id=stage.id, record_table=OF_STAGE, record_id=stage.id):
            at, changed = book.added(file, stage)
            found.append(SignedPage(stage, file, at, changed))
    return found


def attach(book: Book, budget: Budget, record: Record, path: Path) -> Attachment:
    """Store a copy of a file with a record (inside an operation). Raises UserError when it cannot be taken."""
    if not kind_of(path.name):
        raise UserError(f"“{path.name}”不是文档、图片或压缩包，没有添加；其他种类的文件请先转成 PDF")
    paths.require_file(path)
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
