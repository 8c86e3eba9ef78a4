"""A book whose file is gone, in the window: the true reason, nothing typed lost, and 另存为 works."""

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QLineEdit, QMessageBox

from desktop.intake import sample
from desktop.ledger import leftovers
from desktop.ledger.backups.copies import read_only_copy
from desktop.ledger.book import Book
from desktop.ledger.errors import BookGone
from desktop.ledger.records import DirectLine, Reason
from desktop.ledger.safety import lock
from desktop.ledger.safety.held_file import HeldFile
from desktop.ui import application
from desktop.ui.grids import cell_draft
from desktop.ui.main_window import MainWindow
from desktop.ui.start import opening, recent
from tests import samples, scale
from tests.ui.test_window import cell, shown, type_amount


@pytest.fixture
def window(fresh_window):
    """What becomes of its file is the matter here: each test has a window of its own."""
    return fresh_window


@pytest.fixture
def new(tmp_path, monkeypatch):
    """The name a person gives to 另存为, asked for without a dialog."""
    path = tmp_path / "新.mzb"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    return path


@pytest.fixture
def boxes(monkeypatch):
    """Answer every message box with the button of a name (closing after the test drops all); return what they said."""
    heard = []

    def answer(box):
        heard.append(box.text())
        found = {b.text(): b for b in box.buttons()}
        (found.get(answers["button"]) or found["不保存，关闭"]).click()

    answers = {"button": "知道了"}
    monkeypatch.setattr(QMessageBox, "exec", answer)
    return heard, answers


def put_another(path):
    shutil.copy(path, path.with_name("另一个.mzb"))
    os.replace(path.with_name("另一个.mzb"), path)


def overwrite(path):
    other = path.with_name("另一本.mzb")
    sample.write("wuxi_2023", other)  # a book of its own: a copy of the shared sample has the very same bytes
    with path.open("r+b") as file:
        file.truncate(0)
        file.write(other.read_bytes())


FATES = {
    "被其他程序改写": overwrite,
    "被另一个文件替换": put_another,
    "被移动或改名": lambda path: path.rename(path.with_name("挪走.mzb")),
    "被删除": lambda path: path.unlink(),
}


def amounts(path):
    with Book.open_to_read(path) as book:
        return [line.amount for line in book.records(DirectLine)]


CASES = [(fate, edits) for fate in FATES for edits in (0, 1)]
"""Whether the file goes before the first edit or after one: in ./test by turns, in the long form both of each fate."""


@pytest.mark.parametrize(("fate", "edits"), CASES if scale.asked else CASES[0::4] + CASES[3::4])
def test_a_typed_amount_stays_and_is_kept_in_the_new_file(window, qtbot, new, fate, edits):
    for _ in range(edits):
        type_amount(window, qtbot, 1, "44")
    old = window.session.book.path
    before = window.session.book.fingerprint()
    FATES[fate](old)
    type_amount(window, qtbot, 0, "530000")
    grid = window.lines.grid
    assert shown(window, 0, "this") == "530000"
    assert fate in grid.pending[0, "this"][1]
    assert "未保存" in window.saved.text()
    assert window.banner.isVisible()
    assert fate in window.banner.text()
    assert window.session.book.fingerprint() == before
    window.banner.linkActivated.emit("save_as")
    assert not window.banner.isVisible()
    assert "新.mzb" in window.version.text()
    assert recent.books()[0] == new
    assert shown(window, 0, "this") == "530000", "still there, still red"
    assert "标红的 1 处无法自动入账，请逐处选中、按 F2 后重新回车确认" in window.saved.text()
    window.lines.setCurrentIndex(cell(window, 0, "this"))
    window.lines.edit(cell(window, 0, "this"))
    editor = next(e for e in window.lines.findChildren(QLineEdit) if e.isVisible())
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.lines.state() != QAbstractItemView.State.EditingState)
    assert not grid.pending
    expected = window.session.book.fingerprint()
    window.close()
    assert amounts(new)[0] == 53_000_000
    with Book.open_to_read(new) as book:
        assert book.fingerprint() == expected
    if fate in ("被另一个文件替换", "被其他程序改写"):
        assert amounts(old)[0] == 52_000_000, "the file that took the place is not touched"
    assert not lock.info_path(old).exists()


def test_without_the_guard_the_window_says_saved_and_the_file_has_nothing(window, qtbot, monkeypatch):
    """The negative control of the test above."""
    type_amount(window, qtbot, 1, "44")
    monkeypatch.setattr(HeldFile, "gone", lambda *_, **__: "")
    put_another(window.session.book.path)
    type_amount(window, qtbot, 0, "530000")
    assert "已保存" in window.saved.text()
    path = window.session.book.path
    window.close()
    assert amounts(path)[0] == 52_000_000


@pytest.mark.usefixtures("agreed")
def test_undo_redo_and_the_layout_are_refused_with_the_way_out(window, qtbot, new, boxes):
    heard, answers = boxes
    type_amount(window, qtbot, 1, "44")
    type_amount(window, qtbot, 1, "45")
    window.undo.trigger()
    put_another(window.session.book.path)
    before, form = window.session.book.fingerprint(), window.session.form
    window.undo.trigger()
    window.redo.trigger()
    window.forms.setCurrentIndex((window.forms.currentIndex() + 1) % window.forms.count())
    window.lines.selectRow(0)
    window.remove.trigger()
    assert len(heard) == 4
    assert all("被另一个文件替换" in text and "“另存为”" in text for text in heard)
    assert window.session.book.fingerprint() == before
    assert window.forms.currentData() == window.session.form == form
    answers["button"] = "另存为…"
    window.undo.trigger()
    assert window.session.book.path == new
    window.redo.trigger()
    assert window.session.book.fingerprint() != before
    assert window.session.book.next_redo() is None


def test_a_refusal_that_nobody_caught_offers_the_way_out_too(window, new, boxes, monkeypatch):
    """What a slot lets through comes to the one place for problems."""
    heard, answers = boxes
    answers["button"] = "另存为…"
    monkeypatch.setattr(application.QApplication, "activeWindow", lambda: window)
    error = BookGone(window.session.book.path, "在打开期间被删除")
    application._report(BookGone, error, None)
    assert heard == [str(error)]
    assert window.session.book.path == new


def test_words_of_a_form_stay_until_they_can_be_kept(window, qtbot, new):
    field = window.show_kind("公开审批记录")._show_body().fields["secrecy_result"]
    field.setFocus()
    field.insert("已审查")
    window.session.book.path.unlink()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "被删除" in window.banner.text()
    assert (field.text(), field.objectName()) == ("已审查", "refused")
    window.banner.linkActivated.emit("save_as")
    assert field.text() == "已审查"
    field.returnPressed.emit()
    assert window.session.facts.release.secrecy_result == "已审查"


def test_words_of_the_narrative_stay_and_go_to_the_new_file(window, qtbot, new):
    window.turn_to("narrative")
    panel = window.narrative
    field = next(f for f in panel._items if f.kind == "reason")
    panel.show_field(field.key)
    panel.editor.setPlainText("因为新增了两个项目")
    put_another(window.session.book.path)
    other = next(n for n, f in enumerate(panel._items) if f.key != field.key)
    panel.choice.setCurrentIndex(other)
    assert panel._items[panel.choice.currentIndex()].key == field.key, "one does not leave words that are not kept"
    assert panel.editor.toPlainText() == "因为新增了两个项目"
    assert "未保存" in window.saved.text()
    panel._keep_draft()
    assert "未保存" in window.saved.text()
    window.commands.save_as()
    assert [r.text for r in window.session.book.records(Reason, figure=field.key)][-1] == "因为新增了两个项目"


def test_what_is_being_typed_is_never_interrupted(window, boxes):
    """A draft that cannot be kept is said in the status bar and above the grids, with no box."""
    heard, _ = boxes
    put_another(window.session.book.path)
    cell_draft.keep(window.lines.grid, 0, 3, "53")
    cell_draft.forget(window.session)
    assert heard == []
    assert "未保存" in window.saved.text()
    assert window.banner.isVisible()


@pytest.mark.parametrize("kept", ["未完", "[1]", '["1", "x", 2, "this", "5"]', "null"])
def test_a_draft_that_cannot_be_read_is_said_and_forgotten(session, kept):
    said = []
    session.message.connect(said.append)
    session.book.store_unconfirmed_text(cell_draft.KEY, kept)
    cell_draft.restore(session, lambda _: pytest.fail("there is no cell to show"))
    assert "没有恢复上次未确认的内容" in said[-1]
    assert session.book.unconfirmed_text(cell_draft.KEY) == ""


def test_a_draft_that_cannot_be_read_does_not_keep_the_book_closed(qtbot, wuxi_book):
    with Book.open(wuxi_book) as book:
        book.store_unconfirmed_text(cell_draft.KEY, "未完")
    window = MainWindow(Book.open(wuxi_book))
    qtbot.addWidget(window)
    assert "没有恢复上次未确认的内容" in window.saved.text()
    assert window.session.book.unconfirmed_text(cell_draft.KEY) == ""
    window.close()


def test_a_block_that_cannot_be_kept_is_said_and_stays_on_the_clipboard(window, boxes):
    before = window.session.book.fingerprint()
    window.lines.setCurrentIndex(cell(window, 0, "this"))
    application.QApplication.clipboard().setText("1\n2\n3")
    put_another(window.session.book.path)
    window.lines.paste()
    assert "被另一个文件替换" in window.saved.text()
    assert window.session.book.fingerprint() == before
    assert application.QApplication.clipboard().text() == "1\n2\n3"
    assert window.lines.grid.rowCount() == window.lines.grid.totals_row + 1


def test_closing_asks_before_the_last_copy_goes(window, boxes, new):
    heard, answers = boxes
    window.session.book.path.unlink()
    answers["button"] = "取消"
    assert not window.close()
    assert not window.session.book.closed
    answers["button"] = "另存为…"
    assert window.close()
    assert len(heard) == 2
    assert "被删除" in heard[0]
    assert amounts(new)


def test_closing_without_saving_leaves_the_other_book_alone(window, boxes, qtbot):
    _, answers = boxes
    answers["button"] = "不保存，关闭"
    path = window.session.book.path
    put_another(path)
    lock.announce(path, "the other's")
    content = path.read_bytes()
    assert window.close()
    assert path.read_bytes() == content
    assert lock.token_of(path) == "the other's"
    assert "已保存" not in window.saved.text()


def test_closing_a_book_in_its_place_asks_nothing(window, boxes):
    heard, _ = boxes
    assert window.close()
    assert heard == []


def test_it_is_a_command_of_the_window_and_overwrites_nothing(window, new, monkeypatch, qtbot):
    action = next(a for a in window.actions() if a.text() == "另存为…")
    assert action.shortcut().toString() == "Ctrl+Shift+S"
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[2]))
    new.write_bytes(b"kept")
    action.trigger()
    assert "已经存在" in said[0]
    assert new.read_bytes() == b"kept"
    new.unlink()
    action.trigger()
    assert window.session.book.path == new
    assert "已另存为" in window.saved.text()


def test_a_name_without_its_ending_gets_it(window, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "新"), ""))
    window.commands.save_as()
    assert window.session.book.path == tmp_path / "新.mzb"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("", ""))
    window.commands.save_as()
    assert window.session.book.path == tmp_path / "新.mzb"


def test_a_read_only_book_can_be_changed_after_it(qtbot, wuxi_book, new):
    window = MainWindow(Book.open_to_read(wuxi_book))
    qtbot.addWidget(window)
    window.show()
    assert "另存为" in window.banner.text()
    window.turn_to("narrative")
    assert not window.narrative.keep.isEnabled()
    window.commands.save_as()
    assert window.narrative.keep.isEnabled()
    window.turn_to("lines")
    assert not window.banner.isVisible()
    type_amount(window, qtbot, 0, "530000")
    assert "（只读）" not in window.windowTitle()
    window.close()
    assert amounts(new)[0] == 53_000_000


def test_a_read_only_copy_goes_with_its_window(qtbot, wuxi_book):
    copy = read_only_copy(wuxi_book)
    window = MainWindow(Book.open_to_read(copy))
    qtbot.addWidget(window)
    assert leftovers.is_copy(copy)
    window.close()
    assert not copy.exists()
    assert Path(wuxi_book).exists()


@pytest.mark.usefixtures("backups_at_opening")  # it is the backup that reads every text
def test_a_book_whose_records_are_damaged_is_refused_and_closed(qtbot, tmp_path, monkeypatch):
    import sqlite3

    path = tmp_path / "a.mzb"
    samples.write("wuxi_2023", path)
    other = sqlite3.connect(path)
    other.execute("UPDATE direct_line SET note = CAST(x'ff41' AS TEXT) WHERE id = 1")
    other.commit()
    other.close()
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[2]))
    assert opening.open_book(path) is None
    book = Book.open_to_read(path)
    assert opening.window_on(book, MainWindow) is None
    assert book.closed
    assert len(said) == 2
    assert all("已损坏（文字无法读取）" in text for text in said)


def test_a_copy_is_written_under_another_name_and_the_window_stays_with_its_book(window, new, monkeypatch):
    before = window.session.book.path
    window.commands.copy_book()
    assert window.session.book.path == before
    assert "现在编辑的仍是" in window.saved.text()
    assert amounts(new) == [line.amount for line in window.session.book.records(DirectLine)]
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[-1]))
    window.commands.copy_book()
    assert "已经存在" in said[0]
