"""What is said at the start, before the window."""

import gc
import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop import file_set, paths
from desktop.findings import UserError
from desktop.ui import application
from desktop.ui.main_window import MainWindow
from desktop.ui.session import Session


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


@pytest.fixture
def shown(monkeypatch):
    found = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: found.append(("warning", args[1], args[2])))
    monkeypatch.setattr(QMessageBox, "critical", lambda *args: found.append(("critical", args[1], args[2])))
    return found


@pytest.fixture
def started(monkeypatch, qapp, tmp_path):
    """Start the program without staying in it; what it changed in the process is put back.

    The folder of the test is asked for so that the books in it are still there when their windows close.
    """
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(application, "calm_collector", lambda: None)
    monkeypatch.setattr(QApplication, "exec", lambda *_: 7)
    before = set(_windows())
    yield application.run
    for window in set(_windows()) - before:  # a window of another test may ask before it closes
        window.close()


def _windows():
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)]


def test_a_refusal_is_said_in_its_own_words(shown):
    application._report(UserError, UserError("请先选择单位"), None)
    assert shown == [("warning", "没有完成", "请先选择单位")]


def test_a_mistake_of_ours_is_one_sentence_without_values(shown, home):
    home.mkdir(parents=True, exist_ok=True)
    application._report(ValueError, ValueError("张三 3010.00"), None)
    ((kind, _, text),) = shown
    assert kind == "critical"
    assert "已保存的内容完好" in text
    assert "ValueError" in text
    assert "张三" not in text


def test_a_book_is_opened_and_copies_of_files_looked_at_before_are_gone(started, wuxi_book):
    left = paths.opened_files() / "旧"
    left.mkdir(parents=True)
    assert started(wuxi_book) == 7
    assert not left.exists()
    assert any(isinstance(w, MainWindow) and w.session.book.path == wuxi_book for w in QApplication.topLevelWidgets())


def test_the_checks_wait_until_the_window_is_shown(started, wuxi_book, monkeypatch):
    done = []
    show, check_soon = MainWindow.show, Session.check_soon
    monkeypatch.setattr(MainWindow, "show", lambda window: done.append("shown") or show(window))
    monkeypatch.setattr(Session, "check_soon", lambda session: done.append("checks wait") or check_soon(session))
    assert started(wuxi_book) == 7
    assert done[-2:] == ["shown", "checks wait"]


def test_a_book_that_cannot_be_opened_ends_with_a_sentence(started, shown, tmp_path):
    path = tmp_path / "文字.mzb"
    path.write_text("hello", encoding="utf-8")
    assert started(path) == 1
    assert shown[0][:2] == ("warning", "无法打开")


def test_without_a_choice_on_the_start_page_nothing_is_opened(started, monkeypatch):
    from desktop.ui.start.start_page import StartPage

    monkeypatch.setattr(StartPage, "exec", lambda _: 0)
    assert started(None) == 0


def test_the_collector_is_made_calm():
    before = gc.get_threshold()
    try:
        application.calm_collector()
        application.calm_collector()
        assert gc.get_threshold()[0] == 400_000
        (between,) = QApplication.instance().findChildren(QTimer, application.SEARCHES)
        assert between.isActive()
        between.deleteLater()
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
