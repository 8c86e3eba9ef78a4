"""Opening the file of a book: whatever is in the way is said in plain words, and the file stays as it was."""

import errno
import os
import sqlite3
import stat
import struct
import subprocess
import sys
from contextlib import closing
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from desktop.ledger import connection, schema
from desktop.ledger.backups import copies
from desktop.ledger.book import Book
from desktop.ledger.errors import BookDamaged, BookError, BookForeign, BookHeld, BookNewer, BookReadOnly, NotABook
from desktop.ledger.records import Unit
from desktop.ledger.safety import lock
from tests.small_cases import small_cases

OPENERS = (connection.open_for_writing, connection.open_for_reading)


@pytest.fixture
def path(tmp_path):
    """A new book, closed."""
    made = tmp_path / "甲.mzb"
    Book.create(made).close()
    return made


def close(opened):
    """Close what an opener returned."""
    found, file = opened if isinstance(opened, tuple) else (opened, None)
    found.close()
    if file is not None:
        file.release()


def refused(path, kind, words):
    content = path.read_bytes()
    for opener in OPENERS:
        with pytest.raises(kind, match=words) as caught:
            opener(path)
        assert type(caught.value) is kind
    assert path.read_bytes() == content


def change(path, statement):
    other = sqlite3.connect(path)
    other.execute(statement)
    other.commit()
    other.close()


def test_a_new_book_is_of_the_present_version_and_ours_alone(path):
    found = connection.open_for_reading(path)
    assert found.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
    assert found.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
    found.close()
    with pytest.raises(BookError, match="已经存在"):
        connection.create(path, "ab" * 16)


def test_a_new_book_makes_its_folders_is_the_owners_alone_and_is_held(tmp_path):
    path = tmp_path / "甲" / "乙" / "丙.mzb"
    opened = connection.create(path, "ab" * 16)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert opened[0].execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert opened[0].execute("PRAGMA journal_mode").fetchone()[0] == "truncate"
    assert lock.token_of(path)
    with pytest.raises(BookHeld):
        connection.open_for_writing(path)
    close(opened)
    assert not lock.info_path(path).exists()


def test_a_book_that_is_not_finished_leaves_no_file(tmp_path, monkeypatch):
    def fail(*_):
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(connection, "_fill", fail)
    with pytest.raises(BookError, match="磁盘空间不足或磁盘出错"):
        connection.create(tmp_path / "新.mzb", "ab" * 16)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    close(connection.create(tmp_path / "新.mzb", "ab" * 16))  # nothing of the first attempt holds it


def test_the_next_version_is_refused_by_its_number_the_present_one_is_not(path):
    for opener in OPENERS:
        close(opener(path))
    change(path, f"PRAGMA user_version = {schema.VERSION + 1}")
    refused(path, BookNewer, f"格式 {schema.VERSION + 1}，本程序最高支持 {schema.VERSION}")


def test_an_open_book_is_announced_and_held_to_its_references(path):
    opened = connection.open_for_writing(path)
    assert lock.token_of(path)
    asked = {"foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0, "synchronous": 2, "locking_mode": "exclusive"}
    assert {name: opened[0].execute(f"PRAGMA {name}").fetchone()[0] for name in asked} == asked
    close(opened)
    found = connection.open_for_reading(path)
    assert (found.execute("PRAGMA trusted_schema").fetchone()[0], lock.token_of(path)) == (0, None)
    found.close()


@pytest.mark.parametrize("closed", ["nothing", "file", "folder"])
def test_a_journal_can_be_played_back_only_where_file_and_folder_can_be_written(path, monkeypatch, closed):
    modes, connect = [], connection._connect
    names = {"file": path, "folder": path.parent}
    monkeypatch.setattr(connection.os, "access", lambda asked, mode: mode == os.R_OK or asked != names.get(closed))
    monkeypatch.setattr(connection, "_connect", lambda file, mode: modes.append(mode) or connect(file, mode))
    connection.open_for_reading(path).close()
    assert modes == ["rw" if closed == "nothing" else "ro"]


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (PermissionError(errno.EACCES, "x"), BookReadOnly, "只能读取"),
        (OSError(errno.EROFS, "x"), BookReadOnly, "只能读取"),
        (OSError(errno.ENOSPC, "x"), BookError, "磁盘空间不足"),
        (sqlite3.OperationalError("unsupported file format"), BookDamaged, "内部结构错误"),
        (sqlite3.OperationalError("disk I/O error"), BookError, "磁盘出错"),
    ],
)
def test_whatever_fails_while_opening_is_plain_and_only_the_unforeseen_is_damage(path, monkeypatch, error, kind, words):
    def fail(*_):
        raise error

    monkeypatch.setattr(connection.soundness, "require_sound", fail)
    refused(path, kind, words)


def test_a_refused_book_is_let_go_of(path):
    change(path, "CREATE TABLE extra (a)")
    refused(path, BookForeign, "不属于明账的表")
    change(path, "DROP TABLE extra")
    close(connection.open_for_writing(path))


def test_what_is_no_book_is_said_to_be_none(path, tmp_path):
    for number, content in enumerate((b"", b"text\n" * 300)):
        (tmp_path / f"{number}.mzb").write_bytes(content)
        refused(tmp_path / f"{number}.mzb", NotABook, "不是明账账本")
    change(path, "PRAGMA application_id = 1")
    refused(path, NotABook, "不是明账账本")


def test_a_missing_file_and_a_folder_are_said_as_such(tmp_path):
    for opener in OPENERS:
        with pytest.raises(BookError, match="找不到账本"):
            opener(tmp_path / "没有.mzb")
        with pytest.raises(BookError, match="是文件夹，不是账本"):
            opener(tmp_path)


@pytest.mark.parametrize("closed", ["file", "folder"])
def test_a_file_or_folder_that_cannot_be_written_is_said_and_can_be_read(path, monkeypatch, closed):
    def allowed(asked, mode):
        return mode != os.W_OK or asked != (path if closed == "file" else path.parent)

    monkeypatch.setattr(connection.os, "access", allowed)
    with pytest.raises(BookReadOnly, match=r"只能读取，不能修改.*请另存到可写的文件夹再修改"):
        connection.open_for_writing(path)
    found = connection.open_for_reading(path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        found.execute("UPDATE meta SET value = value")
    found.close()


@pytest.mark.parametrize("closed", ["file", "folder"])
def test_a_book_that_may_not_be_read_is_not_called_read_only(path, monkeypatch, closed):
    """Asked whether to look at it read-only, a person would be refused once more."""

    def no_look(*_, **__):
        raise PermissionError(errno.EACCES, "")

    if closed == "file":
        monkeypatch.setattr(connection.os, "access", lambda _, mode: mode != os.R_OK)
    else:
        monkeypatch.setattr("pathlib.Path.exists", no_look)
    for opener in OPENERS:
        with pytest.raises(BookError, match=r"^没有权限读取“") as refusal:
            opener(path)
        assert not isinstance(refusal.value, BookReadOnly)


def test_nothing_can_be_written_through_a_reading_connection(path):
    found = connection.open_for_reading(path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        found.execute("DELETE FROM meta")
    found.close()


HOLD = """
import sys
from pathlib import Path
from desktop.ledger import connection
held = connection.open_for_writing(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_book_that_another_process_holds_is_refused_until_it_lets_go(path):
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        for opener in OPENERS:
            with pytest.raises(BookHeld, match=r"正被.*打开；请先在那里关闭，或以只读副本查看"):
                opener(path)
        other.stdin.close()
        other.wait()
    for opener in OPENERS:
        close(opener(path))


CRASH = """
import os, sqlite3, sys
book = sqlite3.connect(sys.argv[1], isolation_level=None)
book.execute("PRAGMA cache_size = 1")
book.execute("BEGIN IMMEDIATE")
book.execute("UPDATE unit SET name = 'x'")
book.execute("INSERT INTO meta VALUES ('draft:x', ?)", ("x" * 200_000,))
os._exit(9)
"""


@pytest.fixture
def crashed(path):
    """A book whose program ended in the middle of a write; the book was then moved away without its journal."""
    with Book.open(path) as book, book.operation("新建"):
        book.insert(Unit(name="单位"))
    subprocess.run([sys.executable, "-c", CRASH, str(path)], check=False)
    assert connection.journal_of(path).stat().st_size
    path.rename(path.with_name("移走.mzb"))
    return path


def backup_of(path):
    with Book.create(path.with_name("备份.mzb")) as book, book.operation("新建"):
        book.insert(Unit(name="另一单位"))
    return book.path


def test_no_new_file_takes_a_name_beside_which_an_unfinished_write_lies(crashed):
    backup, rollback = backup_of(crashed), connection.journal_of(crashed).read_bytes()
    for make in (lambda: Book.create(crashed), lambda: copies.restore(backup, crashed)):
        with pytest.raises(BookError, match="没有写完的记录，会损坏同名的新账本；请换一个名字"):
            make()
        assert not crashed.exists()
        assert connection.journal_of(crashed).read_bytes() == rollback
    crashed.with_name("移走.mzb").rename(crashed)
    with Book.open(crashed) as book:
        assert [unit.name for unit in book.units()] == ["单位"]


def test_without_the_refusal_the_unfinished_write_is_played_into_a_restored_book(crashed, monkeypatch):
    backup = backup_of(crashed)
    monkeypatch.setattr(connection, "refuse_stray_journal", lambda target: None)
    copies.restore(backup, crashed)
    try:
        with Book.open_to_read(crashed) as book:
            found = [unit.name for unit in book.units()]
    except BookError:
        found = ["damaged"]
    assert found != ["另一单位"]


def test_an_empty_journal_that_was_left_behind_stops_nothing(tmp_path):
    connection.journal_of(tmp_path / "甲.mzb").write_bytes(b"")
    Book.create(tmp_path / "甲.mzb").close()
    with pytest.raises(BookError):
        connection.create(tmp_path / ("长" * 200), "ab" * 16)


@small_cases(
    ("words", "kind"),
    [
        ("database is locked", BookHeld),
        ("database table is busy", BookHeld),
        ("database or disk is full", BookError),
        ("disk I/O error", BookError),
        ("attempt to write a readonly database", BookReadOnly),
        ("unable to open database file", BookReadOnly),
        ("file is not a database", NotABook),
        ("database disk image is malformed", BookDamaged),
        ("no such table: x", BookError),
    ],
)
def test_what_sqlite_reports_becomes_one_of_our_errors_that_names_the_book(tmp_path, words, kind):
    found = connection.explain(sqlite3.OperationalError(words), tmp_path / "甲.mzb")
    assert type(found) is kind
    assert "甲.mzb" in str(found)
    assert ("之前的内容完好" in str(found)) is (kind is BookError)


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (
            PureWindowsPath(r"\\server\预算 share\a#1.mzb"),
            "file:////server/%E9%A2%84%E7%AE%97%20share/a%231.mzb?mode=rw",
        ),
        (PureWindowsPath(r"Z:\账本\a.mzb"), "file:///Z:/%E8%B4%A6%E6%9C%AC/a.mzb?mode=rw"),
        (PurePosixPath("/home/a.mzb"), "file:///home/a.mzb?mode=rw"),
    ],
)
def test_a_book_on_a_share_has_no_server_for_an_authority(path, uri):
    """SQLite refuses file://server/…: every book on the office's shared drive could not be opened."""
    assert connection.uri_of(path, "rw") == uri
    with (
        pytest.raises(sqlite3.OperationalError) as refused,
        closing(sqlite3.connect(uri.replace("=rw", "=ro"), uri=True)),
    ):
        pass
    assert "authority" not in str(refused.value)


def test_a_mapped_drive_stays_a_drive_on_windows(tmp_path, monkeypatch):
    link = tmp_path / "Z"
    link.symlink_to(tmp_path / "server")
    assert connection._full(link / "a.mzb") == (tmp_path / "server" / "a.mzb").resolve()
    monkeypatch.setattr(sys, "platform", "win32")
    assert connection._full(link / "a.mzb") == link / "a.mzb"


@pytest.mark.parametrize("open_book", [Book.open, Book.open_to_read])
def test_a_folder_that_only_seems_writable_is_said_plainly(open_book, wuxi_book, monkeypatch):
    """Windows says of every folder that it can be written to; SQLite finds out."""
    monkeypatch.setattr(connection.os, "access", lambda *_: True)
    opened = os.open

    def refuse(path, *arguments, **more):
        if str(path) == str(wuxi_book):
            raise PermissionError(errno.EACCES, "Access is denied", str(path))
        return opened(path, *arguments, **more)

    monkeypatch.setattr(connection, "_connect", lambda path, mode: refuse(path))
    with pytest.raises(BookReadOnly):
        open_book(wuxi_book)


@pytest.fixture
def log(path):
    """A write-ahead log that another program left of another state of a book, with a change of its own."""
    copy = path.with_name("另一份.mzb")
    copy.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(copy, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("INSERT INTO unit (position, code, name, kind, scope) VALUES (1, '', '混入', '事业', '单位')")
        return copy.with_name(copy.name + "-wal").read_bytes()


def test_a_log_of_another_file_beside_a_book_is_never_played_into_it(path, log):
    stray = path.with_name(path.name + "-wal")
    stray.write_bytes(log)
    refused(path, BookError, "旁边的“甲.mzb-wal”不属于它")
    assert stray.read_bytes() == log
    stray.unlink()
    with Book.open(path) as book:
        assert not book.units()


def test_no_new_file_takes_a_name_beside_which_a_log_lies(path, log):
    target = path.with_name("新.mzb")
    target.with_name("新.mzb-wal").write_bytes(log)
    with Book.open(path) as book:
        for make in (lambda: book.save_as(target), lambda: Book.create(target), lambda: copies.restore(path, target)):
            with pytest.raises(BookError, match="没有写完的记录，会损坏同名的新账本"):
                make()
            assert not target.exists()


def test_a_book_that_another_program_wrote_with_its_log_is_read_with_it(path, log):
    copy = path.with_name("另一份.mzb")
    with closing(sqlite3.connect(copy, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
    copy.with_name("另一份.mzb-wal").write_bytes(log)
    with Book.open(copy) as book:
        assert [unit.name for unit in book.units()] == ["混入"]


def test_a_journal_that_names_a_file_to_delete_is_not_played_back(crashed, tmp_path):
    crashed.with_name("移走.mzb").rename(crashed)
    victim = tmp_path / "论文.docx"
    victim.write_bytes(b"precious")
    name = os.fsencode(victim)
    checksum = sum(struct.unpack(f"{len(name)}b", name)) % 2**32
    end = struct.pack(">I", 2**30 // 4096 + 1) + name + struct.pack(">II", len(name), checksum)
    rollback = connection.journal_of(crashed)
    unfinished = rollback.read_bytes()
    rollback.write_bytes(unfinished + end + bytes.fromhex("d9d505f920a163d7"))
    refused(crashed, BookError, "旁边的“甲.mzb-journal”不是明账留下的，打开会删除它指定的文件")
    assert victim.exists()
    rollback.write_bytes(unfinished)
    with Book.open(crashed) as book:
        assert [unit.name for unit in book.units()] == ["单位"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is Unicode")
def test_a_name_in_another_encoding_is_refused_in_plain_words(path):
    strange = path.with_name(os.fsdecode("预算.mzb".encode("gbk")))
    path.rename(strange)
    for opener in (Book.open, Book.open_to_read):
        with pytest.raises(BookError, match=r"不是本机的编码.*请先改名再打开") as caught:
            opener(strange)
        str(caught.value).encode()
    with pytest.raises(BookError, match="不是本机的编码"):
        Book.create(path.with_name(os.fsdecode(b"\xff.mzb")))
