"""The signed pages on the export page: kept with the stage in view, also a frozen one, listed, opened, taken back."""

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox

from desktop.ledger import stages
from desktop.ledger.records import Attachment
from desktop.ui.year.export_dialog import ExportDialog


@pytest.fixture
def scans(tmp_path):
    (tmp_path / "签字页.pdf").write_bytes(b"%PDF-1.7 signed")
    (tmp_path / "假的.pdf").write_bytes(b"MZ")
    return tmp_path


def rows(pages):
    return [[pages.table.item(row, column).text() for column in range(5)] for row in range(pages.table.rowCount())]


def test_a_scan_is_kept_with_a_frozen_stage_opened_and_taken_back(window, qtbot, scans, monkeypatch):
    session, refused, handed = window.session, [], []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: refused.append(args[2]))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: handed.append(Path(url.toLocalFile())))
    stages.freeze(session.book, session.budget)
    session.refresh()
    dialog = ExportDialog(session, window)
    qtbot.addWidget(dialog)
    pages = dialog.signed
    assert (rows(pages), pages.add.isEnabled(), pages.look.isEnabled()) == ([], True, False)
    pages.keep([scans / "签字页.pdf", scans / "假的.pdf"])
    assert (rows(pages), len(refused)) == ([], 1)
    pages.keep([scans / "签字页.pdf"])
    ((stage, name, added, since, digest),) = rows(pages)
    assert (stage, name, since, len(digest)) == (session.budget.stage, "签字页.pdf", "没有改动", 13)
    assert added.startswith("20")
    pages.table.selectRow(0)
    assert len(pages.table.item(0, 4).toolTip()) == 64
    pages.open_file()
    assert handed[0].read_bytes() == b"%PDF-1.7 signed"
    pages.take.click()
    assert rows(pages) == []
    session.undoing.undo()
    assert [a.name for a in session.book.records(Attachment)] == ["签字页.pdf"]
