"""Clearing the history: the present state stays to the letter, deleted people leave no trace within reach."""

import hashlib
import shutil
from dataclasses import replace

import pytest

from desktop.findings import UserError
from desktop.ledger import attachments
from desktop.ledger import book as books
from desktop.ledger.backups import backup, purge
from desktop.ledger.backups.copies import read_only_copy
from desktop.ledger.book import Book
from desktop.ledger.records import Attachment, Budget, DirectLine, PayItem, Person, Unit

DELETED = "欧阳不在了"
PAPER = "辞职报告的内容".encode()


@pytest.fixture
def path(tmp_path):
    """A book that has a present line and evidence, and a deleted person with evidence, in several backups."""
    made = tmp_path / "a.mzb"
    with Book.create(made) as book, book.operation("新建"):
        unit = book.insert(Unit(name="单位"))
        book.insert(Budget(unit_id=unit.id, year=2023))
    for name, content in (("留.pdf", b"present " * 500), ("去.pdf", PAPER * 10_000)):
        (tmp_path / name).write_bytes(content)
    with Book.open(made) as book:
        budget = book.records(Budget)[0]
        with book.operation("录入"):
            line = book.insert(DirectLine(budget_id=budget.id, function_code="2010350", economic_code="30201"))
            attachments.attach(book, budget, line, tmp_path / "留.pdf")
        with book.operation(f"新增 {DELETED}"):
            person = book.insert(Person(budget_id=budget.id, name=DELETED))
            book.insert(PayItem(budget_id=budget.id, person_id=person.id, item="post_wage", amount=1))
            attachments.attach(book, budget, person, tmp_path / "去.pdf")
        book.make_backup("手动")
        with book.operation("删除人员"):
            for item in book.records(PayItem):
                book.delete(item)
            book.delete(person)
        book.store_unconfirmed_text("cell", DELETED)
    return made


def traces(*folders):
    """Return the files that still hold the deleted person's name or evidence."""
    marks = (DELETED.encode(), PAPER, DELETED.encode("unicode_escape"))
    found = [f for folder in folders for f in folder.rglob("*") if f.is_file() and f.suffix != ".pdf"]
    return [f for f in found if any(mark in f.read_bytes() for mark in marks)]


def test_before_clearing_the_person_is_everywhere(path, home, tmp_path):
    """The negative control of the test below: its search finds what is there."""
    assert {f.name for f in traces(tmp_path)} >= {"a.mzb"}
    assert len(traces(home)) == 1


def test_no_trace_is_left_and_the_present_stays_to_the_letter(path, home, tmp_path):
    read_only_copy(path)
    size = path.stat().st_size
    with Book.open(path) as book:
        before = book.fingerprint()
        kept = book.records(Attachment)
        cleared = purge.clear(book)
        assert book.fingerprint() == before
        assert book.file(kept[0].digest) == b"present " * 500
        assert [o.name for o in book.history()] == ["清除历史"]
        assert book.unconfirmed_text("cell") == ""
        made = backup.of_copy(book.ledger_id, path)
        assert [b.reason for b in made] == ["清除历史"]
        backup.verify(made[0].path, books.content.fingerprints(book._connection))
    assert traces(tmp_path) == []
    assert path.stat().st_size < size - len(PAPER) * 9_000
    assert (cleared.before, cleared.after) == (size, path.stat().st_size)
    assert (cleared.steps, len(cleared.removed), cleared.remaining) == (4, 3, ())
    with Book.open(path) as book:
        assert book.fingerprint() == before
        assert book.warnings() == []


def test_work_goes_on_with_undo_from_there(path):
    with Book.open(path) as book:
        purge.clear(book)
        line = book.records(DirectLine)[0]
        with book.operation("修改"):
            book.update(replace(line, amount=5))
        assert book.undo().name == "修改"
        assert book.records(DirectLine) == [line]
        assert book.founding() == book.history()[-1].id


def test_backups_of_other_copies_are_told_and_removed_only_when_asked(path, home, tmp_path):
    (tmp_path / "家里").mkdir()
    other = tmp_path / "家里" / "b.mzb"
    shutil.copy(path, other)
    Book.open(other).close()
    with Book.open(path) as book:
        flat = backup.identity_folder(book.ledger_id) / "000001_20250101-120000_打开.mzb"
        shutil.copy(book.backups()[0].path, flat)
        assert {b.origin for b in purge.others(book)} == {str(other), ""}
        cleared = purge.clear(book)
        assert {b.origin for b in cleared.remaining} == {str(other), ""}
        said = "\n".join(cleared.describe())
        assert f"还有 2 个备份属于其他位置的副本（{other}、较早版本的备份）" in said
        assert said.endswith(purge.BEYOND_REACH)
        assert flat in traces(home)
        cleared = purge.clear(book, everywhere=True)
        assert (len(cleared.removed), cleared.remaining) == (3, ())
    assert traces(home) == []


def test_copies_of_other_books_stay(path, home, tmp_path):
    with Book.create(tmp_path / "b.mzb") as book, book.operation("新建"):
        book.insert(Unit(name="别的"))
    other = read_only_copy(tmp_path / "b.mzb")
    (home / "copies" / "x.mzb").write_bytes(b"no database")
    read_only_copy(path)
    with Book.open(path) as book:
        purge.clear(book)
    assert {f.name for f in (home / "copies").iterdir()} == {other.name, "x.mzb"}


def test_without_a_new_backup_no_old_one_goes(path, monkeypatch):
    with Book.open(path) as book:
        old = book.backups()

        def full(*_):
            raise UserError("磁盘已满")

        monkeypatch.setattr(backup, "make", full)
        with pytest.raises(UserError, match="新的备份没有成功（磁盘已满）；旧备份没有删除"):
            purge.clear(book)
        assert book.backups() == old


def test_a_backup_that_cannot_be_removed_is_told(path, monkeypatch):
    def held(_):
        raise PermissionError

    with Book.open(path) as book:
        old = book.backups()
        monkeypatch.setattr(backup, "remove", held)
        cleared = purge.clear(book)
    assert (cleared.removed, set(cleared.remaining)) == ((), set(old))


def test_a_book_opened_to_read_is_not_cleared(path):
    with Book.open_to_read(path) as book:
        with pytest.raises(UserError, match="只能读取"):
            purge.clear(book)
        assert len(book.history()) == 4


def test_if_a_record_would_change_nothing_is_cleared(path, monkeypatch):
    from desktop.ledger import upkeep

    with Book.open(path) as book:
        before = book.history()
        answers = iter("ab")
        with monkeypatch.context() as patched:
            patched.setattr(upkeep.content, "fingerprint", lambda _: next(answers))
            with pytest.raises(UserError, match="没有清除；账本未改动"):
                book.clear_history()
        assert book.history() == before


def test_the_clearing_itself_is_nothing_that_could_be_taken_back(path):
    with Book.open(path) as book:
        purge.clear(book)
        assert book.next_undo() is None
        assert book.undo() is None
        assert [(o.name, o.state) for o in book.history()] == [("清除历史", "done")]


@pytest.mark.parametrize("clear", [purge.clear, Book.clear_removed_files])
def test_copies_of_removed_evidence_that_were_opened_go_too(path, clear):
    with Book.open(path) as book:
        there = book.records(Attachment)[0]
        gone = replace(there, name="去.pdf", digest=hashlib.sha256(PAPER * 10_000).hexdigest())
        copies = [attachments.take_out(book, each) for each in (there, gone)]
        clear(book)
        assert [copy.exists() for copy in copies] == [True, False]
