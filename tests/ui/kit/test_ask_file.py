"""A dialog for a file opens where one was chosen last, at first where the book lies."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox

from desktop.findings import UserError
from desktop.ui.kit import ask_file
from desktop.ui.kit.look import settings
from desktop.ui.start import recent
from tests.small_cases import small_cases

DOCUMENTS = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


@pytest.fixture
def chosen(monkeypatch, tmp_path):
    """Answer each dialog with the same file; return the folders and names they were opened with."""
    asked, file = [], tmp_path / "文件" / "甲.xlsx"
    for name, answer in (
        ("getOpenFileName", str(file)),
        ("getSaveFileName", str(file)),
        ("getOpenFileNames", [str(file)]),
    ):
        monkeypatch.setattr(QFileDialog, name, lambda *args, found=answer: asked.append(args[2]) or (found, ""))
    return asked, file


def test_the_folder_is_that_of_the_book_then_the_one_chosen_last(window, chosen):
    asked, file = chosen
    file.parent.mkdir()
    assert ask_file.start(window.results) == str(window.session.book.path.parent)
    assert ask_file.to_read(window, "选择文件", "") == file
    assert ask_file.several_to_read(window, "选择文件", "") == [file]
    assert ask_file.to_write(window, "保存", "乙.xlsx") == file
    assert asked == [str(window.session.book.path.parent), str(file.parent), str(file.with_name("乙.xlsx"))]


def test_without_a_book_it_is_the_folder_of_documents(qapp, monkeypatch):
    assert ask_file.start(None) == DOCUMENTS
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    assert ask_file.to_read(None, "选择文件", "") is None
    assert ask_file.start(None) == DOCUMENTS, "nothing was chosen"
    assert Path(DOCUMENTS).is_absolute()


def test_each_book_has_its_own_folder(qapp, tmp_path):
    """What was chosen for one book says nothing of another; a folder that is gone is that of the book again."""
    one, other, chosen = tmp_path / "甲/甲.mzb", tmp_path / "乙/乙.mzb", tmp_path / "导出"
    for folder in (one.parent, other.parent, chosen):
        folder.mkdir()
    assert ask_file.exports_of(one) == one.parent
    ask_file.note_exports(one, chosen)
    assert (ask_file.exports_of(one), ask_file.exports_of(other)) == (chosen, other.parent)
    chosen.rmdir()
    assert ask_file.exports_of(one) == one.parent


def test_a_book_where_nothing_can_be_written_is_exported_to_the_persons_folder(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(ask_file.os, "access", lambda *_: False)
    assert ask_file.exports_of(tmp_path / "示例.mzb") == Path.home() / "明账导出"


def test_a_shared_computer_remembers_no_folder_of_a_book(qapp, tmp_path):
    book, chosen = tmp_path / "甲.mzb", tmp_path / "导出"
    chosen.mkdir()
    ask_file.note_exports(book, chosen)
    recent.switch(False)
    assert ask_file.exports_of(book) == tmp_path
    ask_file.note_exports(book, chosen)
    assert ask_file.exports_of(book) == tmp_path


def test_only_the_latest_books_are_remembered(qapp, tmp_path):
    chosen = tmp_path / "导出"
    chosen.mkdir()
    books = [tmp_path / f"{number}.mzb" for number in range(ask_file.BOOKS + 1)]
    for book in books:
        ask_file.note_exports(book, chosen)
    assert [ask_file.exports_of(book) == chosen for book in books] == [False, *[True] * ask_file.BOOKS]


def test_a_remark_that_cannot_be_read_is_none(qapp, tmp_path):
    for text in ("{", "[1]"):
        settings().setValue(ask_file.EXPORTS, text)
        assert ask_file.exports_of(tmp_path / "甲.mzb") == tmp_path


def test_a_place_to_write_to_is_a_full_path(tmp_path):
    """Anything else would lie wherever the program was started from."""
    assert ask_file.written_path(f"  {tmp_path} ") == tmp_path
    assert ask_file.written_path("~/明账") == Path.home() / "明账"
    for text in ("", "   "):
        with pytest.raises(UserError, match="还没有写保存到哪里"):
            ask_file.written_path(text)
    for text in ("明账", "./明账", "../x"):
        with pytest.raises(UserError, match="不是完整的路径"):
            ask_file.written_path(text)


@small_cases(
    ("typed", "kind", "wanted", "found"),
    [
        ("手册v1.2", "", "PDF (*.pdf)", "手册v1.2.pdf"),
        ("意见", "Word 文件 (*.docx)", "PDF 文件 (*.pdf);;Word 文件 (*.docx)", "意见.docx"),
        ("意见.DOCX", "PDF 文件 (*.pdf)", "PDF 文件 (*.pdf);;Word 文件 (*.docx)", "意见.DOCX"),
        ("合同", "", "", "合同"),
        ("已填_表.XLSX", "", "Excel (*.XLSX)", "已填_表.XLSX"),
    ],
)
def test_a_name_without_an_ending_gets_that_of_the_chosen_kind(qapp, monkeypatch, tmp_path, typed, kind, wanted, found):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / typed), kind))
    assert ask_file.to_write(None, "保存", "甲", wanted, tmp_path) == tmp_path / found


def test_a_file_is_not_written_over_unasked_where_the_ending_was_not_typed(qapp, monkeypatch, tmp_path):
    (tmp_path / "意见.pdf").touch()
    asked, answers = [], [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "意见"), ""))
    monkeypatch.setattr(QMessageBox, "question", lambda *args: asked.append(args[2]) or answers.pop(0))
    assert ask_file.to_write(None, "保存", "意见.pdf", "PDF (*.pdf)") is None
    assert ask_file.to_write(None, "保存", "意见.pdf", "PDF (*.pdf)") == tmp_path / "意见.pdf"
    assert asked == ["“意见.pdf”已经存在，要用新的替换吗？"] * 2
    assert ask_file.to_write(None, "另存", "意见.pdf", "PDF (*.pdf)", asks=False) == tmp_path / "意见.pdf"


def test_the_folder_to_write_to_is_put_into_its_line(qtbot, monkeypatch, tmp_path):
    line = QLineEdit("/原来")
    qtbot.addWidget(line)
    for chosen, shown in (("", "/原来"), (str(tmp_path), str(tmp_path))):
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, found=chosen: found)
        ask_file.folder_into(line)
        assert line.text() == shown


def test_files_and_folders_are_asked_for_here_only():
    """So all dialogs open where files were last, and none writes over a file unasked."""
    room = Path(ask_file.__file__).parents[1]
    found = [path.name for path in room.rglob("*.py") if "QFileDialog" in path.read_text(encoding="utf-8")]
    assert found == ["ask_file.py"]
