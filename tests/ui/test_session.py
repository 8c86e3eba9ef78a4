"""A session is the open book and all that can be done to it, each object working on that one book."""

from contextlib import closing

from desktop.findings import UserError
from desktop.ledger.backups import backup
from desktop.ledger.records import Project
from desktop.ui.session import Session
from desktop.ui.start.opening import open_book


def test_edits_of_every_kind_work_on_one_book(session):
    before = session.book.fingerprint()
    with session.together("一起"):
        session.record_edits.add_record(Project(name="一起新增"), "新增项目")
        session.word_edits.set_reason("basic_total", "基本支出", "一起填写")
    assert session.book.history()[0].name == "一起"
    session.undoing.undo()
    assert session.book.fingerprint() == before


def test_the_backup_of_the_opening_is_made_when_the_figures_are_seen_and_checked(qtbot, wuxi_book, backups_at_opening):
    with closing(open_book(wuxi_book)) as book:
        session = Session(book)
        assert backup.existing(book.ledger_id) == []
        session.check()
        qtbot.waitUntil(lambda: book.is_backed_up)
        assert [each.reason for each in backup.existing(book.ledger_id)] == ["打开"]
        assert book.backup_problem == ""


def test_a_backup_of_the_opening_that_fails_is_told_without_any_change(
    qtbot, wuxi_book, backups_at_opening, monkeypatch
):
    def full(*_):
        raise UserError("磁盘已满")

    monkeypatch.setattr(backup, "make", full)
    with closing(open_book(wuxi_book)) as book:
        session = Session(book)
        with qtbot.waitSignal(session.gone):
            session.check()
        assert book.backup_problem == "磁盘已满"
