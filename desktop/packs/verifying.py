"""What a file is (核验): whose pack, proven by its digests, and with a book which figures differ."""

import zipfile
from pathlib import Path

from desktop import paths
from desktop.compute import difference
from desktop.compute.difference import Difference
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget
from desktop.packs import archive, content, controls, reading
from desktop.packs.reading import Pack
from desktop.packs.taking import of_other_records, unit_of

EMPTY = "空文件"
BOOK = "账本（.mzb）；打开或用“check”检查，不用核验"
_MARKS = (
    (b"SQLite format 3\x00", BOOK),
    (b"%PDF", "PDF 文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文件（.xls、.doc）"),
)
_ZIPPED = (
    (b"[Content_Types].xml", "Office 文件（.xlsx、.docx）"),
    (b"mimetype", "开放文档（.ods、.odt）"),
    (b"OFD.xml", "OFD 文件"),
)


@dataclass(frozen=True, slots=True)
class Verified:
    """A file that is what it says. budget: the one of the book it was held against, None without one."""

    pack: Pack
    budget: Budget | None = None
    differences: tuple[Difference, ...] = ()


def verify(path: Path, book: Book | None = None) -> Verified:
    """Prove a file, and hold it against a book. Raises UserError that says what the file is, or what is wrong."""
    other = other_than_pack(path)
    if other:
        raise UserError(f"“{path.name}”是{other}；单独核验的只有单位数据包（.mzs），公开文件请加 --book 与账本对照")
    pack = reading.read(path)
    if book is None:
        return Verified(pack)
    unit = unit_of(units.tree_of(book), pack)
    if unit is None:
        raise UserError(f"“{path.name}”本身完好，但账本中没有单位“{pack.unit}”，不能对照")
    stages = book.records(Budget, unit_id=unit.id, year=pack.year)
    budget = next((each for each in stages if each.stage == pack.stage), None)
    if pack.kind == archive.CONTROLS:
        budget = stages[-1] if stages else None
    if budget is None:
        raise UserError(f"“{path.name}”本身完好，但账本中“{unit.name}”没有{pack.year}年“{pack.stage}”，不能对照")
    return Verified(pack, budget, tuple(_differences(book, budget, pack)))


def _differences(book: Book, budget: Budget, pack: Pack) -> list[Difference]:
    """Return what is another in the pack than in the book."""
    facts = book.facts(budget)
    if pack.kind == archive.CONTROLS:
        return controls.differences(facts, pack)
    mine = facts if facts.taken_in else content.without_people(facts)
    return [*of_other_records(mine, pack.budgets[0]), *difference.differences(mine, pack.budgets[0])]


def other_than_pack(path: Path) -> str:
    """Return in Chinese what a file is where it is no pack, empty where it may be one. Raises UserError."""
    paths.require_file(path)
    try:
        with path.open("rb") as handle:
            head = handle.read(512)
    except OSError as error:
        raise UserError(paths.explain_os_error(error, path, reading=True)) from error
    if not head:
        return EMPTY
    if head.startswith(b"PK"):
        first = head[30:120]
        return next((name for mark, name in _ZIPPED if first.startswith(mark)), "") or _by_members(path)
    return next((name for mark, name in _MARKS if head.startswith(mark)), "认不出的文件")


def _by_members(path: Path) -> str:
    """Return what a zip is whose marks are not its first member, as LibreOffice and others save; empty for a pack."""
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ""
    found = (name for mark, name in _ZIPPED if mark.decode() in names)
    return "" if "manifest.json" in names else next(found, "")
