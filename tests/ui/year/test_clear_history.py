"""清除历史 in the window: asked twice, then told; a refusal at either question changes nothing."""

import shutil

import pytest

from desktop.ledger.backups import backup
from desktop.ledger.book import Book
from desktop.ui.edits.refused_texts import RefusedTexts
from desktop.ui.grids.grid_model import ExpenditureGrid
from desktop.ui.kit.text_dialog import TextDialog
from desktop.ui.session import Session
from desktop.ui.year import clear_history
from desktop.ui.year.history_dialog import HistoryDialog


@pytest.fixture
def window(backups_at_opening, fresh_window):
    """Its backups are the matter here: each test has a book of its own."""
    return fresh_window


@pytest.fixture
def alone(qapp, backups_at_opening, wuxi_book):
    """The same without a window."""
    opened = Session(Book.open(wuxi_book))
    yield opened
    opened.close()


def history(session, qtbot, window=None):
    """The dialog on a book with one more step."""
    session.pair_edits.set_amount(ExpenditureGrid(session).rows[0], 100, last=True)
    made = HistoryDialog(session, window)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def answers(monkeypatch):
    """Answers in order; what was asked is kept beside them."""
    given, asked = [], []

    def ask(_, text, yes, no="不清除"):
        asked.append((text, yes, no))
        return given.pop(0)

    monkeypatch.setattr(clear_history, "ask", ask)
    return given, asked


@pytest.mark.parametrize("refused", [[False], [True, False]])
def test_either_refusal_changes_nothing(alone, qtbot, answers, refused):
    dialog = history(alone, qtbot)
    before, backups = alone.book.history(), alone.book.backups()
    answers[0].extend(refused)
    dialog.clear.click()
    assert answers[0] == []
    assert alone.book.history() == before
    assert alone.book.backups() == backups


def test_asked_twice_then_cleared_and_told(window, qtbot, answers):
    dialog, book = history(window.session, qtbot, window), window.session.book
    before = book.fingerprint()
    window.session.refused.put("Person", 7, "headcount", ("x", "不是数量"))
    answers[0].extend([True, True])
    dialog.clear.click()
    assert len(RefusedTexts(window.session)) == 1, "what still stands in red is there again after closing"
    first, second = answers[1]
    assert "将清除“巫溪.mzb”的 2 步修改历史" in first[0]
    assert "发给别人、存在 U 盘" in first[0]
    assert (second[0], second[1]) == ("再确认一次：清除后不能恢复。确定清除吗？", "清除历史")
    assert [o.name for o in book.history()] == ["清除历史"]
    assert dialog.table.rowCount() == 1
    assert book.fingerprint() == before
    assert len(book.backups()) == 1
    assert not window.undo.isEnabled()
    assert window.saved.text() == "已清除 2 步修改历史"
    assert any("账本现有内容没有变化" in shown.text.toPlainText() for shown in dialog.findChildren(TextDialog))


@pytest.mark.parametrize("everywhere", [True, False])
def test_backups_of_other_places_are_asked_about(alone, qtbot, answers, everywhere):
    dialog, book = history(alone, qtbot), alone.book
    flat = backup.identity_folder(book.ledger_id) / "000001_20250101-120000_打开.mzb"
    shutil.copy(book.backups()[0].path, flat)
    answers[0].extend([True, True, everywhere])
    dialog.clear.click()
    assert "还有 1 个备份不是这份账本的" in answers[1][2][0]
    assert answers[1][2][1:] == ("一并删除", "保留")
    assert flat.exists() is not everywhere


def test_the_answer_of_enter_and_escape_changes_nothing(qtbot, monkeypatch):
    shown = []
    monkeypatch.setattr(clear_history.QMessageBox, "exec", lambda box: shown.append(box) or box.defaultButton().click())
    assert not clear_history.ask(None, "<b>一</b>", "清除历史")
    assert shown[0].textFormat() is clear_history.Qt.TextFormat.PlainText
    assert shown[0].defaultButton().text() == "不清除"


def test_contents_of_removed_files_are_cleared_after_one_question(session, monkeypatch, tmp_path):
    from desktop.ledger import attachments
    from desktop.ledger.records import Income
    from desktop.ui.year import clear_history

    paper = tmp_path / "合同.pdf"
    paper.write_bytes(b"x" * 2_000_000)
    with session.book.operation("附"):
        made = attachments.attach(session.book, session.budget, session.book.records(Income)[0], paper)
    with session.book.operation("删"):
        session.book.delete(made)
    asked, heard = [], []
    session.message.connect(heard.append)
    monkeypatch.setattr(clear_history, "ask", lambda _, text, *more: asked.append(text) or len(asked) > 1)
    clear_history.ask_and_clear_files(session, None)
    assert session.book.removed_files() == (1, 2_000_000)
    clear_history.ask_and_clear_files(session, None)
    assert session.book.removed_files() == (0, 0)
    clear_history.ask_and_clear_files(session, None)
    assert len(asked) == 2
    assert "1 个，共 1.9 MB" in asked[0]
    assert heard[-1] == "没有可以清除的附件内容"
