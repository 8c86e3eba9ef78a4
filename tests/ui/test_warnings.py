"""What the window says at opening about place and copies, and what it says when the disk is full while typing."""

import shutil
import sqlite3
import stat

import pytest
from PySide6.QtWidgets import QMessageBox

from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import DirectLine
from desktop.ui.grids import cell_draft
from desktop.ui.kit import look
from desktop.ui.main_window import MainWindow
from desktop.ui.session import Session
from desktop.ui.year.backups_dialog import BackupsDialog


def shown(qtbot, path):
    made = MainWindow(Book.open(path))
    qtbot.addWidget(made)
    made.show()
    return made


def test_an_ordinary_place_says_nothing(window):
    assert window._warnings == []


def test_a_synced_folder_and_a_forked_copy_are_told_in_the_banner(qtbot, wuxi_book, tmp_path):
    (tmp_path / "OneDrive").mkdir()
    other = shutil.copy(wuxi_book, tmp_path / "OneDrive" / "b.mzb")
    for path in (other, wuxi_book):
        with Book.open(path) as book, book.operation(f"删一行 {path}"):
            book.delete(book.records(DirectLine)[0])
    window = shown(qtbot, other)
    assert "同一账本有两份不同的修改" in window.banner.text()
    assert "账本在“OneDrive”同步的文件夹中" in window.banner.text()
    assert not window.banner.isHidden()
    window.close()
    window = shown(qtbot, wuxi_book)
    assert "同一账本有两份不同的修改" in window.banner.text()
    window.close()


@pytest.mark.usefixtures("backups_at_opening")
def test_each_backup_says_which_copy_it_is_of(qtbot, wuxi_book, tmp_path):
    Book.open(wuxi_book).close()
    moved = wuxi_book.rename(tmp_path / "新名.mzb")
    with Book.open(moved) as book:
        folder = book.backups()[0].path.parent.parent
        shutil.copy(book.backups()[0].path, folder / "000009_20250101-120000_打开.mzb")
        dialog = BackupsDialog(Session(book))
        qtbot.addWidget(dialog)
        places = [dialog.table.item(row, 4).text() for row in range(dialog.table.rowCount())]
    assert places == ["较早版本的备份", "本账本", f"来自 {wuxi_book}"]


class Full:
    """A connection to a disk that takes no setting any more."""

    def __init__(self, real):
        self._real = real

    def execute(self, statement, *values):
        if "meta VALUES" in statement:
            raise sqlite3.OperationalError("database or disk is full")
        return self._real.execute(statement, *values)

    def __getattr__(self, name):
        return getattr(self._real, name)


@pytest.fixture
def full(window):
    real = window.session.book._connection
    window.session.book._connection = Full(real)
    yield window
    window.session.book._connection = real


@pytest.mark.usefixtures("agreed")
def test_a_layout_that_cannot_be_kept_is_refused_and_the_box_goes_back(full, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: said.append(words[2]))
    before = full.forms.currentIndex()
    full.forms.setCurrentIndex((before + 1) % full.forms.count())
    assert len(said) == 1
    assert "磁盘空间不足" in said[0]
    assert full.forms.currentIndex() == before
    assert full.session.form == full.forms.currentData()


def test_words_that_cannot_be_kept_while_typing_are_told_and_the_typing_goes_on(full):
    grid = full.lines.grid
    row = next(n for n, r in enumerate(grid.rows) if isinstance(grid.ids(r)[0], int))
    cell_draft.keep(grid, row, 0, "123")
    assert full.saved.text().startswith("未保存：磁盘空间不足")


def test_the_book_says_it_in_plain_words(full):
    book = full.session.book
    for keep in (lambda: book.choose_form("x"), lambda: book.store_unconfirmed_text("cell", "x")):
        with pytest.raises(UserError, match="磁盘空间不足"):
            keep()


def test_the_settings_stay_the_owner_s_alone_when_they_are_written_anew(home):
    look.settings().setValue("look", "dark")
    store = look.settings()
    store.setValue("look", "light")
    store.sync()
    assert stat.S_IMODE((home / "settings.ini").stat().st_mode) == 0o600
    assert look.settings().value("look") == "light"
