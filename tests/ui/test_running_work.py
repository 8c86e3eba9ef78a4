"""The list of work in the status bar: what is under way, how far it is; each can be stopped there."""

import threading

from PySide6.QtWidgets import QDialog

from desktop.ui.kit import background
from desktop.ui.kit.background import Job, run_in_steps


def test_work_is_named_with_its_steps_and_is_stopped_from_the_list(shared, qtbot):
    heard, ended = [], threading.Event()

    def work(job):
        job.progressed.emit("", 2, 8)
        return ended.wait(60)

    job = run_in_steps(shared, "正在读取“甲&乙.xlsx”…", work, heard.append)
    qtbot.waitUntil(lambda: job.steps == (2, 8))
    assert shared.work.isHidden(), "quick work passes without a flicker"
    shared.work.show_now()
    assert shared.work.isVisibleTo(shared)
    assert shared.work.text() == "正在读取“甲&乙.xlsx”…（2/8）"
    (stop,) = shared.work.menu().actions()
    assert stop.text() == "取消：正在读取“甲&&乙.xlsx”（2/8）"
    stop.trigger()
    assert shared.work.isHidden()
    ended.set()
    qtbot.waitUntil(lambda: not background._running)
    assert heard == []


def test_work_of_dialogs_is_listed_too_and_that_of_other_windows_and_without_a_name_is_not(shared, qtbot):
    ended, dialog, other = threading.Event(), QDialog(shared), QDialog()
    qtbot.addWidget(other)
    jobs = [
        Job(parent, lambda _: ended.wait(60), lambda _: None, lambda _: None, label)
        for parent, label in ((dialog, "正在导出"), (shared, "正在审阅"), (other, "别处"), (shared, ""))
    ]
    for job in jobs:
        job.begin()
    shared.work.show_now()
    assert [job.label for job in background.named_jobs_of(shared)] == ["正在审阅", "正在导出"]
    assert shared.work.text() == "2 项工作正在进行"
    jobs[0].stop()
    assert jobs[0].cancelled
    ended.set()
    qtbot.waitUntil(lambda: not background._running)
    assert shared.work.isHidden()
    dialog.deleteLater()
