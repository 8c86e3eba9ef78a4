"""Evidence of a book from elsewhere, in the window: opened by its kind only, shown safely, gone when the window is."""

import hashlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QMessageBox

from desktop import paths
from desktop.ledger.records import Attachment, DirectLine
from desktop.ui.notes import NotesDialog

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
        session.book.keep_file(digest, b"x")
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
