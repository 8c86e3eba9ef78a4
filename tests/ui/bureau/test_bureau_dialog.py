"""What a bureau's file leaves open is asked for beside what it says, and refused in words where it is no answer."""

import pytest
from PySide6.QtWidgets import QMessageBox

from tests.ui.bureau.test_control_dialog import texts
from tests.ui.everything import controls


@pytest.fixture
def dialog(session, qtbot, tmp_path):
    found = controls(session, tmp_path)
    qtbot.addWidget(found)
    return found


def test_document_day_and_unit_of_money_are_asked_in_the_dialog(dialog):
    dialog.ask(document="财预〔2025〕1号", day="2025-01-08", money="元", words={"机动经费": "项目支出"})
    found = dialog.planned.reading
    assert (found.document, found.day, found.money) == ("财预〔2025〕1号", "2025-01-08", "元")
    assert "120.00" in texts(dialog.rows, 3)


def test_a_day_that_is_none_is_refused_and_the_former_decisions_stay(dialog, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: said.append(words[-1]))
    dialog.ask(document="甲")
    dialog.ask(day="明天")
    assert "日期“明天”不对" in said[0]
    assert (dialog.asked.document, dialog.asked.day) == ("甲", "")
