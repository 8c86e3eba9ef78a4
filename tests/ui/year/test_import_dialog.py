"""Importing in the window: the meaning of each column, what is wrong row by row, then one step."""

import pytest
from PySide6.QtWidgets import QMessageBox

from desktop.ledger.book import Book
from desktop.ui.kit import theme
from desktop.ui.main_window import MainWindow
from desktop.ui.year.budget_menu import ImportMenu
from desktop.ui.year.import_dialog import ImportDialog
from tests import samples


@pytest.fixture
def said(monkeypatch):
    """What message boxes said; a test never waits for one."""
    words = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *a: words.append(a[-1]))
    return words


@pytest.fixture
def window(qapp, qtbot, tmp_path, said):
    theme.apply(qapp)
    path = tmp_path / "清河.mzb"
    samples.write("qinghe_2025", path)
    made = MainWindow(Book.open(path))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.turn_to("people")
    yield made
    made.close()


def test_a_roster_is_mapped_in_the_dialog_and_imported_in_one_step(window, tmp_path, qtbot):
    path = tmp_path / "花名册.csv"
    path.write_text("工号,姓名,职务工资,身份证号\nN1,甲,3000,x\n", encoding="utf-8")
    people = len(window.session.facts.people)
    ImportMenu(window.session, window).open_file("roster", path)
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportDialog)))
    dialog = window.findChildren(ImportDialog)[0]
    assert not dialog.accept_button.isEnabled()
    assert "不认识列“职务工资”" in dialog.problems.toPlainText()
    dialog.choose("职务工资", "post_wage")
    assert dialog.accept_button.isEnabled()
    assert "岗位工资 3,000.00" in dialog.summary.text()
    shown = [(dialog.columns.item(row, 0).text(), dialog.columns.item(row, 2).text()) for row in range(4)]
    assert shown == [("工号", "N1"), ("姓名", "甲"), ("职务工资", "3000"), ("身份证号", "")]
    dialog.import_rows()
    assert len(window.session.facts.people) == people + 1
    window.undo.trigger()
    assert len(window.session.facts.people) == people


def test_a_roster_needs_a_policy_pack_first(window, tmp_path, said):
    window.session.year_edits.choose_policy("")
    assert window.records["people"].policy.currentData() == ""
    ImportMenu(window.session, window).open_file("roster", tmp_path / "x.csv")
    assert "还没有选择政策参数" in said[0]
