"""Opening the SQLite file of a book as ARCHITECTURE.md says under “The book file”, with plain errors."""

import errno
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path, PurePath

from desktop import paths
from desktop.ledger import migrations, schema
from desktop.ledger.errors import BookError, BookHeld, BookNewer, BookReadOnly, NotABook
from desktop.ledger.safety import lock, soundness
from desktop.ledger.safety.file_mark import LARGEST_HELD
from desktop.ledger.safety.held_file import HeldFile, journal_of
from desktop.ledger.safety.own_content import OwnContent

BASELINE = (
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_spill = OFF",
)
COMMON = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
)

_WITHOUT_LOG = b"\x01\x01"
"""Bytes 18 and 19 of SQLite's header where no write-ahead log is in use."""

_NAMES_A_FILE = bytes.fromhex("d9d505f920a163d7")
"""The last bytes of a rollback journal that names a further file."""

_DISK = ("disk is full", "disk I/O")
"""How SQLite says that the disk takes no more, or fails."""


def create(path: Path, ledger_id: str) -> tuple[sqlite3.Connection, HeldFile]:
    """Make a new book file with the present schema and an identity, and return it open and locked.

    Raises UserError when the name is taken or the folder cannot be written; then nothing is left.
    """
    _require_name(path)
    refuse_stray_journal(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise BookError(paths.explain_os_error(error, path)) from error
    with (
        ExitStack() as undo,
        _explained(path, f"磁盘空间不足或磁盘出错，账本“{path}”没有建成；请清理磁盘或换到其他盘后再试"),
    ):
        undo.callback(paths.discard, path)
        undo.callback(paths.discard, journal_of(path))
        file = HeldFile(path)
        undo.callback(file.release)
        connection = _connect(path, "rw")
        undo.callback(connection.close)
        for pragma in (*COMMON, *BASELINE):
            connection.execute(pragma)
        _fill(connection, migrations.empty_book())
        connection.execute("INSERT INTO meta VALUES ('ledger_id', ?)", (ledger_id,))
        hold_in_memory(connection)
        file.locked(OwnContent(connection))
        undo.pop_all()
    return connection, file


def _fill(connection: sqlite3.Connection, content: bytes) -> None:
    """Write a whole book into an empty file, as one transaction."""
    with closing(sqlite3.connect(":memory:")) as source:
        source.deserialize(content)
        source.backup(connection)


def _log_of(path: Path) -> Path:
    """Return the path of the write-ahead log that another program may have kept; ours keeps none."""
    return path.with_name(path.name + "-wal")


def refuse_stray_journal(target: Path) -> None:
    """Refuse the name of a new file where a book of that name left an unfinished write behind.

    SQLite would play it into the new file, or throw away what the other book still needs. Raises UserError.
    """
    paths.require_file_name(target)
    for left in (journal_of(target), _log_of(target)):
        if _has_content(left):
            raise BookError(f"“{left}”是另一个账本没有写完的记录，会损坏同名的新账本；请换一个名字")


def _refuse_strange_logs(path: Path) -> None:
    """Refuse a book beside which lies a log that neither we nor a crash of ours left. Raises BookError.

    A write-ahead log of another file would be played into the book; one that belongs to it is announced in its header.
    A rollback journal that names a further file (of a write into several databases, which we never do) makes SQLite
    delete that file, whatever it is.
    """
    path = _full(path)  # beside which SQLite looks, where a name is a link
    journal = journal_of(path)
    if _has_content(journal) and _end_of(journal) == _NAMES_A_FILE:
        raise BookError(
            f"账本“{path}”旁边的“{journal.name}”不是明账留下的，打开会删除它指定的文件；"
            f"没有打开，账本未改动，请核实来源，只用账本文件本身"
        )
    log = _log_of(path)
    if _has_content(log) and _header_of(path)[18:20] == _WITHOUT_LOG:
        raise BookError(
            f"账本“{path}”旁边的“{log.name}”不属于它（多是其他程序或同名的旧账本留下的），打开会把别的内容写进账本；"
            f"没有打开，账本未改动，请把“{log.name}”移到别处后再打开"
        )


def _header_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(20)


def _end_of(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(-min(len(_NAMES_A_FILE), path.stat().st_size), os.SEEK_END)
        return file.read()


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def open_for_writing(path: Path) -> tuple[sqlite3.Connection, HeldFile]:
    """Open a book alone: the exclusive lock is taken now and held until close. Nothing is written before it is sound.

    Raises BookError in plain words.
    """
    _require_file(path)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise BookReadOnly(path)
    with ExitStack() as undo, _explained(path):
        file = HeldFile(path)
        undo.callback(file.release)
        _refuse_strange_logs(path)
        connection = _connect(path, "rw")
        undo.callback(connection.close)
        _require_book(connection, path)
        for pragma in (*COMMON, "PRAGMA locking_mode = EXCLUSIVE"):
            connection.execute(pragma)
        connection.execute("BEGIN EXCLUSIVE")
        soundness.require_sound(connection, path)
        connection.execute("COMMIT")
        for pragma in BASELINE:
            connection.execute(pragma)
        hold_in_memory(connection)
        file.locked(OwnContent(connection))
        undo.pop_all()
    return connection, file


def hold_in_memory(connection: sqlite3.Connection) -> None:
    """Read all pages of an open book into memory and keep them there, so that an overwritten file loses nothing.

    A file larger than LARGEST_HELD is not read: what was overwritten is then in its backups only.
    """
    pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    if pages * size <= LARGEST_HELD:
        connection.execute(f"PRAGMA cache_size = {2 * LARGEST_HELD // size}")
        connection.serialize()


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open a book without holding it; nothing can be written through this connection.

    Where the disk allows writing, SQLite may first finish what a crash left in the rollback journal.
    """
    _require_file(path)
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    with ExitStack() as undo, _explained(path):
        _refuse_strange_logs(path)
        connection = _connect(path, "rw" if writable else "ro")
        undo.callback(connection.close)
        _require_book(connection, path)
        for pragma in COMMON:
            connection.execute(pragma)
        soundness.require_sound(connection, path)
        connection.execute("PRAGMA query_only = ON")
        undo.pop_all()
    return connection


@contextmanager
def _explained(path: Path, disk: str = "") -> Iterator[None]:
    """Turn errors of opening a book into BookError with a plain sentence; an unforeseen one counts as damage.

    disk: what is said of a disk that is full or fails, where no earlier content can be whole.
    """
    try:
        yield
    except sqlite3.Error as error:
        failed = any(word in str(error) for word in _DISK)
        plain = BookError(disk) if disk and failed else explain(error, path)
        unforeseen = type(plain) is BookError and not failed
        raise (soundness.damaged(path, "内部结构错误") if unforeseen else plain) from error
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise BookReadOnly(path) from error
        raise BookError(paths.explain_os_error(error, path)) from error


def explain(error: sqlite3.Error, path: Path) -> BookError:
    """Return the BookError, in plain Chinese, for an error SQLite reported about a book."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return BookHeld(path, lock.holder_of(path))
    if any(word in text for word in _DISK):
        return BookError(f"磁盘空间不足或磁盘出错，刚才的修改没有保存到“{path}”，之前的内容完好；请清理磁盘后重试")
    if "readonly" in text or "unable to open" in text:
        return BookReadOnly(path)
    if "not a database" in text:
        return NotABook(path)
    if "malformed" in text:
        return soundness.damaged(path, "内部结构错误")
    return BookError(f"账本“{path}”操作失败（{text}）；修改没有保存，之前的内容完好，请重试")


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    try:
        return sqlite3.connect(
            uri_of(_full(path), mode), uri=True, isolation_level=None, check_same_thread=False, timeout=0.3
        )
    except sqlite3.Error as error:
        raise explain(error, path) from error


def _full(path: Path) -> Path:
    """Return where a book lies. On Windows a mapped drive stays a drive: followed, it becomes its server's name."""
    return path.absolute() if sys.platform == "win32" else paths.followed(path)


def uri_of(path: PurePath, mode: str) -> str:
    """Return what SQLite opens. It takes no server for an authority: a share is a path that begins with two strokes."""
    uri = path.as_uri()
    return f"{uri if uri.startswith('file:///') else uri.replace('file://', 'file:////', 1)}?mode={mode}"


def _require_name(path: Path) -> None:
    """Refuse a name in another encoding than the system's: a packed file of another system often leaves one."""
    try:
        str(_full(path)).encode()
    except UnicodeEncodeError as error:
        raise BookError(
            f"“{paths.shown_name(path.name)}”的文件名或所在文件夹的名称不是本机的编码（多由其他系统的压缩包解出），"
            "没有打开；请先改名再打开"
        ) from error


def _require_file(path: Path) -> None:
    _require_name(path)
    try:
        if not path.exists():
            raise BookError(f"找不到账本“{path}”；请检查文件名，或用“新建”建立账本")
        if path.is_dir():
            raise BookError(f"“{path}”是文件夹，不是账本；请选择扩展名为 .mzb 的账本文件")
        if path.stat().st_size == 0:
            raise NotABook(path)
        if not os.access(path, os.R_OK):
            raise PermissionError(errno.EACCES, "")
    except OSError as error:  # also where the folder may not be looked into
        raise BookError(paths.explain_os_error(error, path, reading=True)) from error


def _require_book(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise NotABook(path)
    version = migrations.version_of(connection)
    if version > schema.VERSION:
        raise BookNewer(path, version, schema.VERSION)
