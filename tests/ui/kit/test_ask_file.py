"""A dialog for a file opens where one was chosen last, at first where the book lies."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from desktop.ui.kit import ask_file

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
