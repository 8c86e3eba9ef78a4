"""The page without a book: a window of its own, from the start page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop.ui.audit.audit_dialog import AuditDialog
from desktop.ui.audit.audit_work import audited
from desktop.ui.kit import background
from desktop.ui.start.start_page import StartPage


def test_it_opens_from_the_start_page_and_closes_again(qtbot):
    page = StartPage()
    qtbot.addWidget(page)
    page.audit.click()
    (dialog,) = page.findChildren(AuditDialog)
    assert not dialog.panel.ways.isVisible()
    assert "拖到这里" in dialog.panel.empty.text()
    dialog.reject()
    assert dialog.isHidden()


@pytest.mark.parametrize("answer", ["停止并关闭", "继续等待"])
def test_closing_it_asks_before_it_ends_what_is_under_way(qtbot, tmp_path, monkeypatch, answer):
    heard = []

    def choose(box):
        heard.append(box.text())
        next(button for button in box.buttons() if button.text() == answer).click()

    monkeypatch.setattr(QMessageBox, "exec", choose)
    (tmp_path / "公开.txt").write_text("收入12万元。", encoding="utf-8")
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = AuditDialog(parent)
    dialog.show()
    dialog.panel.open_file(tmp_path / "公开.txt")
    job = dialog.panel.job
    dialog.close()
    assert "· 正在审阅“公开.txt”…" in heard[0]
    assert job.cancelled is (answer == "停止并关闭")
    if not job.cancelled:
        assert dialog.isVisible()
        qtbot.waitUntil(lambda: not background._running)
        dialog.reject()
    assert not parent.findChild(AuditDialog) or dialog.isHidden()
    qtbot.waitUntil(lambda: not background._running)
    assert len(heard) == 1, "nothing goes on any more"


def test_the_enter_key_in_a_list_neither_closes_it_nor_opens_a_file(qtbot, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: asked.append(1) or ("", ""))
    (tmp_path / "公开.txt").write_text("收入12万元，支出13万元。其中其中。", encoding="utf-8")
    dialog = AuditDialog()
    dialog.panel.show_audit(audited(tmp_path / "公开.txt", "", "alone", None))
    dialog.show()
    for one in (dialog.panel.findings.table, dialog.panel.findings.quotes, dialog.panel.copy):
        one.setFocus()
        qtbot.keyClick(one, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert asked == []
    dialog.close()
