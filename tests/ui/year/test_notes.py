"""Evidence of a book from elsewhere, in the window: opened by its kind only, shown safely, gone when the window is."""

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QMessageBox

from desktop import paths
from desktop.findings import UserError
from desktop.ledger.records import Attachment, DirectLine, Income, Person, Remark
from desktop.ui.grids.grid import NOTED
from desktop.ui.year import notes
from desktop.ui.year.notes import NotesDialog

NAMES = ("报价单.desktop", "合同.exe", "a.html", "合同\u202efdp.exe", "真的.pdf")


@pytest.fixture
def opened(monkeypatch):
    """What was handed to the desktop."""
    handed = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: handed.append(url.toLocalFile()))
    return handed


@pytest.fixture
def dialog(window, qtbot):
    session = window.session
    line = session.book.records(DirectLine, budget_id=session.budget.id)[0]
    digest = hashlib.sha256(b"x").hexdigest()
    with session.book.operation("附件"):
        session.book.store_file(digest, b"x")
        for number, name in enumerate(NAMES):
            session.book.insert(Attachment(budget_id=session.budget.id, record_table=DirectLine.TABLE, position=number,
                                           record_id=line.id, name=name, digest=digest, size=1))  # fmt: skip
    made = NotesDialog(session, line, '<img src="file:///etc/hostname">项目', window)
    qtbot.addWidget(made)
    return made


def test_only_kinds_on_the_list_are_handed_to_the_desktop(dialog, opened, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[2]))
    for row in range(len(NAMES)):
        dialog.list.setCurrentRow(row)
        dialog.open_file()
    assert len(said) == 4
    assert all("没有打开" in text and "\u202e" not in text for text in said)
    assert [path.rpartition("/")[2] for path in opened] == ["附件 真的.pdf"]


def test_names_and_headings_are_shown_as_they_are_and_nothing_is_rendered(dialog):
    assert dialog.list.item(3).text().startswith("合同�fdp.exe")
    heading = next(label for label in dialog.findChildren(QLabel) if "<img" in label.text())
    assert heading.textFormat() == Qt.TextFormat.PlainText


def test_what_was_opened_goes_with_the_window(dialog, window, opened):
    dialog.list.setCurrentRow(4)
    dialog.open_file()
    copies = [path for path in paths.opened_files().rglob("*") if path.is_file()]
    assert [str(copy) for copy in copies] == opened
    window.close()
    assert not any(path.is_file() for path in paths.opened_files().rglob("*"))


def column(grid, key):
    return next(c for c in grid.columns if c.key == key)


def test_a_remark_marks_its_row_and_goes_with_it(window):
    session, grid = window.session, window.lines.grid
    line = grid.rows[1].this
    notes.set_remark(session, line, "按合同第三条")
    cell = grid.index(1, 0)
    assert cell.data(NOTED)
    assert "按合同第三条" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert not grid.index(2, 0).data(NOTED)
    grid.sort_by(column(grid, "economic_code"), descending=True)
    marked = [n for n in range(len(grid.rows)) if grid.index(n, 0).data(NOTED)]
    assert [grid.rows[n].this for n in marked] == [line]
    session.pair_edits.delete_rows([grid.rows[marked[0]]])
    assert not session.book.records(Remark)
    session.undoing.undo()
    assert [r.text for r in session.book.records(Remark)] == ["按合同第三条"]


def test_a_remark_is_marked_to_leave_and_that_is_undone(window, qtbot):
    session, line = window.session, window.lines.grid.rows[1].this
    notes.set_remark(session, line, "按合同第三条")
    dialog = NotesDialog(session, line, "行", window)
    qtbot.addWidget(dialog)
    assert dialog.shared.isEnabled() and not dialog.shared.isChecked()
    dialog.shared.click()
    dialog.save()
    assert [remark.shared for remark in session.facts.remarks] == [1]
    assert session.notes_of(line) == "（对外）按合同第三条"
    steps = len(session.book.history())
    notes.set_remark(session, line, "按合同第三条", shared=True)
    assert len(session.book.history()) == steps
    session.undoing.undo()
    assert [remark.shared for remark in session.facts.remarks] == [0]


def test_a_remark_about_a_row_that_no_table_prints_cannot_be_marked(session, window, qtbot):
    dialog = NotesDialog(session, Person(id=1), "张三", window)
    qtbot.addWidget(dialog)
    assert not dialog.shared.isEnabled() and "只留在账本里" in dialog.shared.text()


def test_a_file_is_kept_in_the_book_and_comes_out_equal(window, qtbot, tmp_path):
    session, line = window.session, window.lines.grid.rows[0].this
    source = tmp_path / "合同.pdf"
    source.write_bytes(b"%PDF-1.7 " + bytes(range(256)) * 40)
    dialog = notes.NotesDialog(session, line, "行", window)
    dialog.attach([source])
    kept = session.book.records(Attachment)
    assert [(a.name, a.size) for a in kept] == [("合同.pdf", source.stat().st_size)]
    assert "合同.pdf" in dialog.list.item(0).text()
    from desktop.ledger import attachments

    attachments.write_copy(session.book, kept[0], tmp_path / "取出.pdf")
    assert (tmp_path / "取出.pdf").read_bytes() == source.read_bytes()
    notes.detach(session, kept[0])
    assert not session.book.records(Attachment)
    session.undoing.undo()
    assert session.book.file(session.book.records(Attachment)[0].digest) == source.read_bytes()


@pytest.mark.parametrize("name", ["病毒.exe", "脚本.bat", "没有扩展名"])
def test_a_program_is_not_taken_as_evidence(name, window, tmp_path):
    path = tmp_path / name
    path.write_bytes(b"MZ")
    with pytest.raises(UserError, match="没有添加"):
        notes.attach(window.session, window.lines.grid.rows[0].this, [Path(path)])
    assert not window.session.book.records(Attachment)


@pytest.mark.parametrize(("size", "told"), [(1024 * 1024, False), (1024 * 1024 + 1, True)])
def test_removing_a_large_file_says_how_the_book_becomes_smaller(session, tmp_path, size, told):
    paper = tmp_path / "合同.pdf"
    paper.write_bytes(b"x" * size)
    record = session.book.records(Income)[0]
    notes.attach(session, record, [paper])
    heard = []
    session.message.connect(heard.append)
    notes.detach(session, session.book.records(Attachment)[-1])
    assert ("清除附件内容…" in heard[-1]) is told
