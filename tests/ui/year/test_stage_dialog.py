"""The end of a stage in the window: what is open is listed, reasons and documents are asked for, then one step."""

import pytest
from PySide6.QtWidgets import QInputDialog, QWidget

from desktop.ledger.records import Control, StageElsewhere
from desktop.ledger.vocabulary import Stage
from desktop.ui.year.budget_menu import BudgetMenu
from desktop.ui.year.stage_dialog import REASON, StageDialog


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_reasons_and_documents_are_asked_for_before_anything_is_done(session, parent):
    session.record_edits.add_record(Control(block="公用经费", amount=100), "新增控制数")
    before = session.book.fingerprint()
    found = []
    assert list(session.year_edits.gates(Stage.FIRST_DOWN, found)) == [0]
    dialog = StageDialog(session, found, parent)
    assert [dialog.findings.item(0, n).text() for n in (1, 2)] == ["错误", "C85"]
    assert dialog.do.text() == "转入“一下控制数”"
    dialog.do.click()
    assert dialog.problem.text() == "还缺“一上”的文号，C85 的理由（或先取消，改正后再来）"
    assert session.book.fingerprint() == before
    dialog.findings.item(0, REASON).setText("财政局同意")
    dialog.documents[Stage.FIRST_UP].setText("某财〔2024〕3号")
    dialog.do.click()
    assert session.budget.stage == "一下控制数"
    assert [each.reference for each in session.records(StageElsewhere)] == ["某财〔2024〕3号"]
    assert "财政局同意" in session.disclosure.reasons.values()
    session.undoing.undo()
    assert session.book.fingerprint() == before


def test_a_stage_is_frozen_and_opened_again_from_the_menu(session, parent, monkeypatch):
    before, menu = session.book.fingerprint(), BudgetMenu(session, parent)
    menu.fill()
    assert (menu.freeze.isEnabled(), menu.unfreeze.isEnabled()) == (True, False)
    menu.freeze.trigger()
    parent.findChildren(StageDialog)[-1].do.click()
    menu.fill()
    assert (menu.freeze.isEnabled(), menu.unfreeze.isEnabled(), menu.stages.isEnabled()) == (False, True, True)
    assert not session.writable
    for answer in (("漏报", False), ("漏报", True)):
        monkeypatch.setattr(QInputDialog, "getText", lambda *_, answer=answer: answer)
        menu.unfreeze.trigger()
        assert session.writable is answer[1]
    assert session.book.fingerprint() == before


def test_on_the_smallest_screen_only_the_list_scrolls(session, parent, monkeypatch):
    """440 is what a screen of 512 leaves to a dialog beside its title and a bar of tasks; skipped stages ask for lines."""
    found = []
    list(session.year_edits.gates(Stage.SECOND_UP, found))
    dialog = StageDialog(session, found, parent)
    assert len(dialog.documents) == 2 and dialog.findings.rowCount()
    assert dialog.minimumSizeHint().height() <= 440
