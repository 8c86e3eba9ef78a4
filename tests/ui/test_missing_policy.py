"""A book whose policy pack is not installed here opens, says so, and another pack can be chosen."""

from dataclasses import replace

from PySide6.QtWidgets import QMessageBox

from desktop.ledger.book import Book
from desktop.ledger.records import Budget
from desktop.ui.main_window import MainWindow
from tests import samples


def test_the_book_opens_says_it_and_lets_another_pack_be_chosen(qapp, qtbot, tmp_path, monkeypatch):
    samples.write("qinghe_2025", tmp_path / "青禾.mzb")
    with Book.open(tmp_path / "青禾.mzb") as book, book.operation("换参数包"):
        for budget in book.records(Budget):
            book.update(replace(budget, policy="nix"))
    window = MainWindow(Book.open(tmp_path / "青禾.mzb"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    for key in window.records:
        window.turn_to(key)
    found = [f.message for f in window.session.disclosure.errors]
    assert "没有安装参数包“nix”，2025年人员和公用经费没有计算；请在“人员”页另选" in found
    panel = window.records["people"]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    assert panel.policy.currentText() == "没有安装：nix"
    panel.policy.setCurrentIndex(panel.policy.findData("example"))
    panel.policy.activated.emit(panel.policy.currentIndex())
    assert window.session.budget.policy == "example"
    assert not [f for f in window.session.disclosure.errors if "2025年人员" in f.message]
    window.close()
