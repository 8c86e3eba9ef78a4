"""A session is the open book and all that can be done to it, each object working on that one book."""

from desktop.ledger.records import Project


def test_edits_of_every_kind_work_on_one_book(session):
    before = session.book.fingerprint()
    with session.together("一起"):
        session.record_edits.add_record(Project(name="一起新增"), "新增项目")
        session.word_edits.set_reason("basic_total", "基本支出", "一起填写")
    assert session.book.history()[0].name == "一起"
    session.undoing.undo()
    assert session.book.fingerprint() == before
