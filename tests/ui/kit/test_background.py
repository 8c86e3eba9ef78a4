"""Long work in the background: the window stays awake, a cancel leaves no trace, what goes wrong is said once."""

import gc
import sys
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.findings import UserError
from desktop.ui.kit import background
from desktop.ui.kit.background import Job, forget_jobs_of, run_in_background
from desktop.ui.year.budget_menu import ImportMenu
from desktop.ui.year.last_year_dialog import LastYearDialog


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_the_result_comes_to_the_windows_thread(parent, qtbot):
    heard = []
    run_in_background(
        parent, "正在读取", threading.get_ident, lambda there: heard.append((there, threading.get_ident()))
    )
    qtbot.waitUntil(lambda: bool(heard))
    there, back = heard[0]
    assert back == threading.get_ident()
    assert there != back
    qtbot.waitUntil(lambda: not background._running)


@pytest.mark.parametrize("forgotten", [False, True])
def test_who_listens_after_the_work_is_over_hears_its_end(parent, qtbot, forgotten):
    """The thread has ended before anybody listens, as with a file that is refused at once."""
    heard = []
    job = run_in_background(parent, "", lambda: 7, heard.append)
    assert job.wait(60_000)
    if forgotten:
        job.forget()
    job.ended.connect(lambda: heard.append("ended"))
    qtbot.waitUntil(lambda: "ended" in heard)
    assert heard == (["ended"] if forgotten else [7, "ended"])


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
    run_in_background(parent, "正在读取", lambda: answered.wait(60) and 7, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [7]


def test_a_cancelled_job_is_forgotten(parent, qtbot):
    heard, cancelled = [], threading.Event()
    started = run_in_background(parent, "正在读取", lambda: cancelled.wait(60), lambda _: heard.append("done"))
    started.dialog.canceled.emit()
    cancelled.set()
    qtbot.waitUntil(lambda: not background._running)
    assert heard == []


def test_a_refusal_is_said_in_its_words_and_an_error_is_reported(parent, qtbot, monkeypatch):
    said, reported = [], []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[-1]))
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, _: reported.append(error))

    def refuse():
        raise UserError("文件已损坏")

    def fail():
        raise ZeroDivisionError

    run_in_background(parent, "", refuse, lambda _: None)
    run_in_background(parent, "", fail, lambda _: None)
    qtbot.waitUntil(lambda: not background._running)
    assert said == ["文件已损坏"]
    assert [type(error) for error in reported] == [ZeroDivisionError]


def test_progress_and_notices_come_to_the_windows_thread_and_a_cancelled_job_still_ends(parent, qtbot):
    heard, cancelled = [], threading.Event()

    def work(job):
        job.progressed.emit("第一步", 1, 2)
        job.noticed.emit("注意")
        cancelled.wait(60)
        return "停止" if job.cancelled else "做完"

    job = Job(parent, work, heard.append, heard.append)
    job.progressed.connect(lambda *step: heard.append(step))
    job.noticed.connect(heard.append)
    job.begin()
    qtbot.waitUntil(lambda: len(heard) == 2)
    job.cancel()
    cancelled.set()
    qtbot.waitUntil(lambda: not background._running)
    assert heard == [("第一步", 1, 2), "注意", "停止"]


def test_jobs_of_a_window_that_closes_are_forgotten(parent, qtbot):
    heard, closed = [], threading.Event()
    other = QWidget()
    qtbot.addWidget(other)
    for widget, name in ((parent, "关闭的"), (other, "别的")):
        Job(widget, lambda _, name=name: closed.wait(60) and name, heard.append, heard.append).begin()
    forget_jobs_of(parent)
    closed.set()
    qtbot.waitUntil(lambda: not background._running)
    assert heard == ["别的"]


def test_what_goes_wrong_with_the_result_is_said_too(parent, qtbot, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[-1]))

    def refuse(_):
        raise UserError("不能打开")

    run_in_background(parent, "", lambda: 1, refuse)
    qtbot.waitUntil(lambda: not background._running)
    assert said == ["不能打开"]


def test_reading_last_year_can_be_cancelled_and_leaves_the_book_alone(window, qtbot, tmp_path, disclosures):
    from desktop import pipeline
    from desktop.exporters import xlsx

    wuxi = disclosures["wuxi_2023"]
    path = tmp_path / "上年.xlsx"
    xlsx.write(pipeline.publication(pipeline.disclose(wuxi.last, None, wuxi.form)), path)
    before = window.session.book.fingerprint()
    menu = ImportMenu(window.session, window)
    menu.open_file("last_year", path)
    (job,) = background.named_jobs_of(window)
    assert job.dialog is None, "it is listed in the status bar"
    job.stop()
    qtbot.waitUntil(lambda: not background._running)
    assert not window.findChildren(LastYearDialog)
    assert window.session.book.fingerprint() == before
    menu.open_file("last_year", path)
    qtbot.waitUntil(lambda: bool(window.findChildren(LastYearDialog)))
    window.findChildren(LastYearDialog)[0].close()


def test_no_widget_is_freed_in_the_thread_of_the_work(parent, qtbot):
    """One in a cycle would be, and its end there and a signal here could wait for each other for good."""
    threads, usual = set(), gc.get_threshold()

    def note(_phase, _about):
        threads.add(threading.get_ident())

    def work():
        for _ in range(5000):
            cycle = []
            cycle.append(cycle)
        return threading.get_ident()

    gc.set_threshold(50, 3, 1000)
    gc.callbacks.append(note)
    try:
        heard = []
        run_in_background(parent, "", work, heard.append)
        qtbot.waitUntil(lambda: bool(heard))
    finally:
        gc.callbacks.remove(note)
        gc.set_threshold(*usual)
    assert heard[0] not in threads
    qtbot.waitUntil(lambda: not background._running)
    assert gc.isenabled()
