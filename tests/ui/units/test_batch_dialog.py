"""批量检查 and 批量导出: progress, one report, cancel, a double click opens."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from desktop.ui.units import batch_work
from desktop.ui.units.batch_dialog import BatchDialog
from tests.ui.units.conftest import find


@pytest.fixture
def checking(desk, qtbot):
    made = BatchDialog(desk.session, "check", desk)
    qtbot.addWidget(made)
    return made


def rows(dialog):
    return [[dialog.report.item(row, column).text() for column in (0, 1)] for row in range(dialog.report.rowCount())]


def test_every_entered_unit_is_checked_and_a_double_click_goes_there(desk, checking, qtbot):
    assert len(checking.units.ticked()) == 6
    checking.units.tick([find(desk.session, "文化活动中心").id, find(desk.session, "教育发展服务中心").id])
    checking.begin()
    qtbot.waitUntil(checking.start.isEnabled)
    assert [name[-4:] for name, _ in rows(checking)] == ["服务中心", "活动中心"]
    assert checking.message.text().startswith("2 / 2 个单位：")
    checking.open_row(1)
    assert desk.session.unit.name.endswith("文化活动中心")


def test_nothing_chosen_is_said(checking):
    checking.units.tick([])
    checking.begin()
    assert checking.message.text() == "请至少选择一个单位"


def test_files_of_units_go_nowhere_without_a_folder(desk, qtbot):
    dialog = BatchDialog(desk.session, "export", desk)
    qtbot.addWidget(dialog)
    dialog.folder.setText("导出")
    dialog.begin()
    assert "不是完整的路径" in dialog.message.text()
    assert dialog.start.isEnabled()


def test_cancelled_units_are_reported_as_not_done(checking, qtbot, monkeypatch):
    begun, go_on = threading.Event(), threading.Event()

    def slow(*_):
        begun.set()
        go_on.wait(60)
        return batch_work.Result("通过", "", "good")

    monkeypatch.setattr(batch_work, "checked", slow)
    checking.begin()
    qtbot.waitUntil(begun.is_set)
    assert (checking.start.isEnabled(), checking.stop.text()) == (False, "取消")
    checking.stop.click()
    go_on.set()
    qtbot.waitUntil(checking.start.isEnabled)
    assert [word for _, word in rows(checking)] == ["通过", *["已取消"] * 5]


def test_nothing_goes_on_behind_a_dialog_closed_by_its_key(checking, qtbot, monkeypatch):
    begun = threading.Event()
    monkeypatch.setattr(batch_work, "checked", lambda *_: begun.set())
    checking.begin()
    qtbot.waitUntil(begun.is_set)
    qtbot.keyClick(checking, Qt.Key.Key_Escape)
    assert not checking._runs.running


def test_a_dialog_closed_while_it_exports_says_what_was_written(desk, qtbot, tmp_path, monkeypatch):
    begun, go_on = threading.Event(), threading.Event()

    def slow(*_, **__):
        def write(*_):
            begun.set()
            go_on.wait(60)
            return batch_work.Result("已导出", "", "good", tmp_path)

        return write

    monkeypatch.setattr(batch_work, "exporting", slow)
    dialog = BatchDialog(desk.session, "export", desk)
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path))
    dialog.begin()
    qtbot.waitUntil(begun.is_set)
    go_on.set()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    words = desk.saved.text()
    assert words.startswith("批量导出已停止：")
    written = int(words.split("：")[1].split()[0])
    assert written >= 1
    assert f"其余 {6 - written} 个没有导出" in words


def test_files_go_to_a_folder_for_each_unit(desk, qtbot, tmp_path, monkeypatch):
    dialog = BatchDialog(desk.session, "export", desk)
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path))
    for kind, box in dialog.kinds.items():
        box.setChecked(kind == "xlsx")
    dialog.drafts.setChecked(True)
    dialog.units.tick([find(desk.session, "文化活动中心").id])
    dialog.begin()
    qtbot.waitUntil(dialog.start.isEnabled)
    (written,) = tmp_path.rglob("*.xlsx")
    assert desk.saved.text().startswith("批量导出：1 / 1 个单位")
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    dialog.open_row(0)
    assert opened == [str(written.parent)]
    for box in dialog.kinds.values():
        box.setChecked(False)
    dialog.begin()
    assert dialog.message.text() == "请至少选择一种文件"
