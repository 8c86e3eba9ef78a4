"""Restoring a backup: what each holds, opened as a copy beside the book."""

from pathlib import Path

import pytest

from desktop.ledger.book import Book
from desktop.ui.session import Session
from desktop.ui.year.backups_dialog import BackupsDialog
from tests import samples


@pytest.fixture
def path(tmp_path):
    samples.write("wuxi_2023", tmp_path / "巫溪.mzb")
    return tmp_path / "巫溪.mzb"


def test_a_backup_shows_what_it_holds_and_opens_as_a_copy(qtbot, path):
    with Book.open(path) as book:
        session = Session(book)
        before = book.fingerprint()
        assert book.make_backup("手动") is not None
        row = next(r for r in session.facts.lines)
        session.record_edits.delete_records([row])
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
