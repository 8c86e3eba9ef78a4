"""What is said at the start, before the window."""

from PySide6.QtWidgets import QMessageBox

from desktop import file_set
from desktop.ui import application


def test_an_export_that_was_cut_off_is_said_at_the_next_start(qapp, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "information", lambda *args: said.append(args[-1]))
    monkeypatch.setattr(file_set, "recover_all", lambda: ["上次导出到“甲”时中断", "上次导出到“乙”时中断"])
    application._mend_exports()
    assert said == ["上次导出到“甲”时中断\n上次导出到“乙”时中断"]


def test_nothing_is_said_when_all_exports_ended(qapp, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "information", lambda *args: said.append(args[-1]))
    application._mend_exports()
    assert said == []
