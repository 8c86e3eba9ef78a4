"""A new book by a short form: what is missing is said, the file name is made up, nothing is overwritten."""

from pathlib import Path

from desktop.ledger.book import Book
from desktop.ui.main_window import MainWindow
from desktop.ui.new_book_dialog import NewBookDialog


def test_new_book_dialog(qtbot, tmp_path):
    dialog = NewBookDialog()
    qtbot.addWidget(dialog)
    dialog.make()
    assert "请填写" in dialog.problem.text()
    dialog.unit.setText("某县档案馆")
    dialog.file.setText(str(tmp_path / "档案馆"))
    dialog.make()
    assert dialog.path == tmp_path / "档案馆.mzb"
    window = MainWindow(Book.open(Path(dialog.path)))
    qtbot.addWidget(window)
    assert "某县档案馆" in window.windowTitle()
    window.close()
