"""Beginning: books opened last, samples, backups restored as a copy."""

from pathlib import Path

import pytest

from desktop.intake import sample
from desktop.ledger.book import Book
from desktop.ui import recent
from desktop.ui.backups_dialog import BackupsDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.session import Session
from desktop.ui.start_page import PATH, StartPage


@pytest.fixture
def path(tmp_path):
    sample.write("wuxi_2023", tmp_path / "巫溪.mzb")
    return tmp_path / "巫溪.mzb"


def test_an_opened_book_is_listed_and_a_deleted_one_is_not(qtbot, path):
    window = MainWindow(Book.open(path))
    qtbot.addWidget(window)
    window.close()
    page = StartPage()
    qtbot.addWidget(page)
    assert page.recent.item(0).data(PATH) == str(path)
    path.unlink()
    assert recent.books() == []


def test_nothing_is_remembered_where_the_switch_is_off(qtbot, path):
    recent.remember(path)
    page = StartPage()
    qtbot.addWidget(page)
    page.remember.setChecked(False)
    assert page.recent.count() == 0
    recent.remember(path)
    assert recent.books() == []
    page.remember.setChecked(True)


def test_a_sample_is_opened_as_a_copy_of_its_own(qtbot):
    page = StartPage()
    qtbot.addWidget(page)
    page.samples.itemActivated.emit(page.samples.item(0))
    assert page.path is not None
    assert page.path.is_file()
    assert page.path.name.startswith("示例-")


def test_a_backup_shows_what_it_holds_and_opens_as_a_copy(qtbot, path):
    with Book.open(path) as book:
        session = Session(book)
        before = book.fingerprint()
        assert book.make_backup("手动") is not None
        row = next(r for r in session.facts.lines)
        session.delete_records([row])
        dialog = BackupsDialog(session)
        qtbot.addWidget(dialog)
        found = next(n for n in range(dialog.table.rowCount()) if dialog.table.item(n, 1).text() == "手动")
        assert dialog.table.item(found, 2).text() == "2023年 草稿"
        assert dialog.table.item(found, 3).text() == "3,606,690.00"
        dialog.table.selectRow(found)
        dialog.accept_button.click()
        assert dialog.path is not None
        assert book.fingerprint() != before
    with Book.open(Path(dialog.path)) as restored:
        assert restored.fingerprint() == before
