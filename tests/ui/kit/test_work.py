"""Long work beside the window: the window stays awake, a cancel leaves no trace, what goes wrong is said once."""

import sys
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.findings import UserError
from desktop.ui.kit import work
from desktop.ui.kit.work import beside
from desktop.ui.year.budget_menu import ImportMenu
from desktop.ui.year.last_year_dialog import LastYearDialog


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_the_result_comes_to_the_windows_thread(parent, qtbot):
    heard = []
    beside(parent, "正在读取", threading.get_ident, lambda there: heard.append((there, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(heard))
    there, back = heard[0]
    assert back == threading.get_ident()
    assert there != back
    qtbot.waitUntil(lambda: not work._running)


def test_the_window_answers_while_the_work_goes_on(parent, qtbot):
    """The work ends only when the window has answered twenty times."""
    heard, ticks, answered = [], [], threading.Event()

    def tick():
        ticks.append(1)
        if len(ticks) == 20:
            answered.set()

    timer = QTimer(parent)
    timer.timeout.connect(tick)
    timer.start(0)
    beside(parent, "正在读取", lambda: answered.wait(60) and 7, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [7]


def test_a_cancelled_job_is_forgotten(parent, qtbot):
    heard, cancelled = [], threading.Event()
    started = beside(parent, "正在读取", lambda: cancelled.wait(60), lambda _: heard.append("done"))
    started.dialog.canceled.emit()
    cancelled.set()
    qtbot.waitUntil(lambda: not work._running)
    assert heard == []


def test_a_refusal_is_said_in_its_words_and_an_error_is_reported(parent, qtbot, monkeypatch):
    said, reported = [], []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[-1]))
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, _: reported.append(error))

    def refuse():
        raise UserError("文件已损坏")

    def fail():
        raise ZeroDivisionError

    beside(parent, "", refuse, lambda _: None)
    beside(parent, "", fail, lambda _: None)
    qtbot.waitUntil(lambda: not work._running)
    assert said == ["文件已损坏"]
    assert [type(error) for error in reported] == [ZeroDivisionError]


def test_reading_last_year_can_be_cancelled_and_leaves_the_book_alone(window, qtbot, tmp_path, disclosures):
    from desktop import pipeline
    from desktop.exporters import xlsx

    wuxi = disclosures["wuxi_2023"]
    path = tmp_path / "上年.xlsx"
    xlsx.write(pipeline.publication(pipeline.disclose(wuxi.last, None, wuxi.form)), path)
    before = window.session.book.fingerprint()
    menu = ImportMenu(window.session, window)
    menu.open_file("last_year", path)
    next(iter(work._running)).dialog.canceled.emit()
    qtbot.waitUntil(lambda: not work._running)
    assert not window.findChildren(LastYearDialog)
    assert window.session.book.fingerprint() == before
    menu.open_file("last_year", path)
    qtbot.waitUntil(lambda: bool(window.findChildren(LastYearDialog)))
    window.findChildren(LastYearDialog)[0].close()
