import os
import stat
import subprocess
import sys
from dataclasses import replace

import pytest

from desktop.findings import UserError
from desktop.ledger import connection, schema
from desktop.ledger.backups.copies import read_only_copy, restore
from desktop.ledger.book import Book
from desktop.ledger.errors import BookDamaged, BookError, BookHeld, BookNewer, BookReadOnly, BudgetFrozen, NotABook
from desktop.ledger.records import Budget, DirectLine, Income, Project, Unit

LINE = DirectLine(function_code="2010350", economic_code="30201", amount=100)


def started(path):
    book = Book.create(path)
    with book.operation("新建"):
        unit = book.insert(Unit(name="测试单位"))
        budget = book.insert(Budget(unit_id=unit.id, year=2023))
    return book, budget


def elsewhere(code: str, path) -> subprocess.CompletedProcess:
    head = "import sys\nfrom pathlib import Path\nfrom desktop.ledger.book import Book\npath = Path(sys.argv[1])\n"
    return subprocess.run([sys.executable, "-c", head + code, str(path)], capture_output=True, text=True, check=False)


def test_baseline_of_an_open_book(tmp_path):
    book, _ = started(tmp_path / "甲.mzb")
    with book:
        asked = {
            "journal_mode": "truncate",
            "synchronous": 2,
            "foreign_keys": 1,
            "secure_delete": 1,
            "temp_store": 2,
            "trusted_schema": 0,
            "locking_mode": "exclusive",
            "application_id": schema.APPLICATION_ID,
            "user_version": schema.VERSION,
        }
        for pragma, value in asked.items():
            assert book._connection.execute(f"PRAGMA {pragma}").fetchone()[0] == value, pragma
    assert stat.S_IMODE((tmp_path / "甲.mzb").stat().st_mode) == 0o600


def test_every_table_is_strict(tmp_path):
    book, _ = started(tmp_path / "a.mzb")
    with book:
        for name, strict in book._connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema='main'"):
            assert strict or name.startswith("sqlite_"), name


def test_records_come_back_as_stored(tmp_path):
    path = tmp_path / "a.mzb"
    book, budget = started(path)
    with book, book.operation("录入"):
        project = book.insert(Project(budget_id=budget.id, name="项目甲"))
        line = book.insert(replace(LINE, budget_id=budget.id, nature="项目", project_id=project.id, note="说明"))
    with Book.open(path) as again:
        assert again.records(DirectLine) == [line]
        assert again.facts(budget).projects == (project,)


def test_changes_outside_an_operation_are_refused(tmp_path):
    book, budget = started(tmp_path / "a.mzb")
    with book, pytest.raises(Exception, match="outside an operation"):
        book.insert(replace(LINE, budget_id=budget.id))


def test_a_failed_operation_leaves_nothing(tmp_path):
    book, budget = started(tmp_path / "a.mzb")
    with book:
        before = book.fingerprint()
        with pytest.raises(ZeroDivisionError), book.operation("录入"):
            book.insert(replace(LINE, budget_id=budget.id))
            raise ZeroDivisionError
        assert book.fingerprint() == before
        assert [o.name for o in book.history()] == ["新建"]


def test_an_operation_that_changes_nothing_is_not_in_the_history(tmp_path):
    book, budget = started(tmp_path / "a.mzb")
    with book:
        with book.operation("录入"):
            line = book.insert(replace(LINE, budget_id=budget.id))
        book.undo()
        book.redo()
        with book.operation("没有改动"):
            book.update(line)
        book.undo()
        with book.operation("没有改动"):
            pass
        assert book.next_redo().name == "录入"
        assert [o.name for o in book.history()] == ["录入", "新建"]


def test_undo_survives_a_restart_and_names_the_operation(tmp_path):
    path = tmp_path / "a.mzb"
    book, budget = started(path)
    with book:
        before = book.fingerprint()
        with book.operation("粘贴 2 行"):
            book.insert(replace(LINE, budget_id=budget.id))
            book.insert(replace(LINE, budget_id=budget.id, amount=200))
        after = book.fingerprint()
    with Book.open(path) as again:
        assert again.undo().name == "粘贴 2 行"
        assert again.fingerprint() == before
    with Book.open(path) as again:
        assert again.redo().name == "粘贴 2 行"
        assert again.fingerprint() == after
        assert again.redo() is None


def test_a_new_operation_drops_what_could_be_redone_but_keeps_the_trail(tmp_path):
    book, budget = started(tmp_path / "a.mzb")
    with book:
        with book.operation("甲"):
            book.insert(replace(LINE, budget_id=budget.id))
        book.undo()
        with book.operation("乙"):
            book.insert(Income(budget_id=budget.id, amount=5))
        assert book.next_redo() is None
        assert {o.name: o.state for o in book.history()}["甲"] == "dropped"


def test_a_frozen_budget_refuses_changes_in_plain_words(tmp_path):
    book, budget = started(tmp_path / "a.mzb")
    with book:
        with book.operation("封存"):
            book.update(replace(budget, frozen_at="2026-01-01"))
        with pytest.raises(BudgetFrozen, match="已经封存"), book.operation("录入"):
            book.insert(replace(LINE, budget_id=budget.id))


def test_a_second_window_is_told_who_holds_the_book(tmp_path):
    book, _ = started(tmp_path / "甲.mzb")
    with book:
        shown = elsewhere("try: Book.open(path)\nexcept Exception as e: print(type(e).__name__, e)", book.path)
        assert shown.stdout.startswith("BookHeld")
        assert "自 20" in shown.stdout
        assert "只读副本" in shown.stdout
        with pytest.raises(BookHeld):
            Book.open(book.path)


def test_a_second_window_can_read_a_copy(tmp_path):
    book, budget = started(tmp_path / "甲.mzb")
    with book:
        with book.operation("录入"):
            book.insert(replace(LINE, budget_id=budget.id))
        expected = book.fingerprint()
        code = (
            "from desktop.ledger.backups.copies import read_only_copy\n"
            "with Book.open_to_read(read_only_copy(path)) as copy: print(copy.fingerprint())"
        )
        assert elsewhere(code, book.path).stdout.strip() == expected
        with book.operation("录入"):  # the holder is not disturbed
            book.insert(replace(LINE, budget_id=budget.id))


def test_a_lock_left_by_a_crash_frees_itself(tmp_path):
    path = tmp_path / "甲.mzb"
    started(path)[0].close()
    elsewhere("import os\nBook.open(path)\nos._exit(9)", path)
    assert path.with_name("甲.mzb.lock").exists()
    Book.open(path).close()
    assert not path.with_name("甲.mzb.lock").exists()


@pytest.mark.parametrize("content", [b"", b"not a book at all", b"PK\x03\x04zip", b"SQLite format 3\x00" + b"\0" * 200])
def test_not_a_book(tmp_path, content):
    path = tmp_path / "x.mzb"
    path.write_bytes(content)
    for opener in (Book.open, Book.open_to_read):
        with pytest.raises(BookError, match=r"不是明账账本|已损坏"):
            opener(path)
    assert path.read_bytes() == content


def test_another_program_s_database_is_not_a_book(tmp_path):
    import sqlite3

    path = tmp_path / "other.mzb"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t (a)")
    other.commit()
    other.close()
    with pytest.raises(NotABook):
        Book.open(path)


def test_a_newer_book_is_refused_and_unchanged(tmp_path):
    path = tmp_path / "a.mzb"
    book, _ = started(path)
    book._connection.execute("PRAGMA user_version = 99")
    book.close()
    content = path.read_bytes()
    with pytest.raises(BookNewer, match="更新版本"):
        Book.open(path)
    assert path.read_bytes() == content


def test_a_damaged_book_is_refused(tmp_path):
    path = tmp_path / "a.mzb"
    book, budget = started(path)
    with book, book.operation("录入"):
        for number in range(300):
            book.insert(replace(LINE, budget_id=budget.id, amount=number + 1))
    raw = bytearray(path.read_bytes())
    raw[8192:16384] = b"\xff" * 8192
    path.write_bytes(raw)
    with pytest.raises(BookDamaged, match="备份文件夹"):
        Book.open(path)
    path.write_bytes(raw[: len(raw) // 2])
    with pytest.raises((BookDamaged, NotABook)):
        Book.open_to_read(path)


def test_a_missing_book_and_a_folder(tmp_path):
    with pytest.raises(BookError, match="找不到账本"):
        Book.open(tmp_path / "none.mzb")
    with pytest.raises(BookError, match="是文件夹"):
        Book.open(tmp_path)
    started(tmp_path / "a.mzb")[0].close()
    with pytest.raises(BookError, match="已经存在"):
        Book.create(tmp_path / "a.mzb")


def test_a_read_only_place_is_said_before_the_first_key(tmp_path, monkeypatch):
    path = tmp_path / "a.mzb"
    started(path)[0].close()
    monkeypatch.setattr(connection.os, "access", lambda _, mode: mode == os.R_OK)
    with pytest.raises(BookReadOnly, match="另存到可写的文件夹"):
        Book.open(path)
    with Book.open_to_read(path) as book:
        assert book.units()
        with pytest.raises(BookReadOnly), book.operation("录入"):
            pass


def test_a_full_disk_keeps_the_book_and_says_so(tmp_path):
    book, budget = started(tmp_path / "a.mzb")
    with book:
        pages = book._connection.execute("PRAGMA page_count").fetchone()[0]
        book._connection.execute(f"PRAGMA max_page_count = {pages}")
        before = book.fingerprint()
        with pytest.raises(BookError, match="磁盘空间不足"), book.operation("录入"):
            for _ in range(2000):
                book.insert(replace(LINE, budget_id=budget.id, note="长" * 200))
        assert book.fingerprint() == before
        book._connection.execute("PRAGMA max_page_count = 100000")
        with book.operation("重试"):
            book.insert(replace(LINE, budget_id=budget.id))


def test_restore_writes_a_new_book_and_replaces_nothing(backups_at_opening, tmp_path):
    path = tmp_path / "a.mzb"
    started(path)[0].close()
    with Book.open(path) as book:
        kept = book.backups()[0]
        expected = book.fingerprint()
    restore(kept.path, tmp_path / "恢复.mzb")
    with Book.open_to_read(tmp_path / "恢复.mzb") as again:
        assert again.fingerprint() == expected
    with pytest.raises(UserError, match="已经存在"):
        restore(kept.path, path)


def test_read_only_copy_lies_in_the_private_folder(tmp_path, home):
    path = tmp_path / "a.mzb"
    started(path)[0].close()
    assert home in read_only_copy(path).parents
