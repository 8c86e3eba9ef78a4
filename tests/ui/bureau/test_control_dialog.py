"""Control numbers of a bureau's file in the window: looked at, decided, entered as one step of all units."""

import pytest
from PySide6.QtCore import Qt

from desktop.ledger.records import Control
from desktop.ui.bureau.control_dialog import reading
from tests.ui.everything import controls


@pytest.fixture
def dialog(session, qtbot, tmp_path):
    found = controls(session, tmp_path)
    qtbot.addWidget(found)
    return found


def texts(table, column):
    return [table.item(row, column).text() for row in range(table.rowCount())]


def test_what_is_open_is_decided_and_then_entered_as_one_step(dialog, session):
    before = session.book.fingerprint()
    assert (dialog.document.text(), dialog.accept_button.isEnabled()) == ("青财预〔2024〕12号", False)
    assert (texts(dialog.words, 0), dialog.tabs.currentWidget()) == (["机动经费"], dialog.words)
    assert "不认识板块“机动经费”" in dialog.problems.toPlainText()
    dialog.choose("机动经费", "不导入")
    (doubt,) = texts(dialog.doubts, 1)
    assert "“合计”写 2,060,000.00 元" in doubt
    dialog.doubts.item(0, 0).setCheckState(Qt.CheckState.Checked)
    assert dialog.accept_button.isEnabled()
    assert "人员经费（一般公共预算）" in texts(dialog.rows, 1)
    dialog.enter()
    assert {c.reference for c in session.records(Control)} == {"", "青财预〔2024〕12号"}
    assert session.book.undo().name == "导入控制数 青财预〔2024〕12号"
    assert session.book.fingerprint() == before


def test_the_file_is_read_beside_the_window(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("类别,控制数\n", encoding="utf-8")
    assert [table.file for table in reading(path)()] == ["a.csv"]
