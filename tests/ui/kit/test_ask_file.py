"""A dialog for a file opens where one was chosen last, at first where the book lies."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from desktop.findings import UserError
from desktop.ui.kit import ask_file
from desktop.ui.kit.look import settings
from desktop.ui.start import recent

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
