"""收到的单位: by button or drag, looked at before, taken in as one step, replaced only when ticked."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMessageBox

from desktop.ui.units import received
from desktop.ui.units.received_dialog import ReceivedDialog, dropped
from tests.ui.units import packs
from tests.ui.units.conftest import find


@pytest.fixture
def dialog(desk, qtbot):
    made = ReceivedDialog(desk.session, desk)
    qtbot.addWidget(made)

    def read(*files):
        made.read(list(files))
        qtbot.waitUntil(lambda: made._job is None)
        return made

    made.after = read
    return made


def test_a_unit_is_taken_in_as_one_step_and_stands_in_the_tree(desk, dialog, tmp_path):
    dialog.after(packs.written(tmp_path))
    assert dialog.message.text() == "1 个将装入"
    steps = len(desk.session.book.history())
    dialog.take_in()
    assert dialog.message.text() == "已装入 1 个"
    assert len(desk.session.book.history()) == steps + 1
    assert any(node.unit.name == "临港幼儿园" for node in desk.units_panel.tree.nodes())
    assert not dialog.take.isEnabled()
    desk.session.choose(find(desk.session, "临港幼儿园", budget=True))
    assert not desk.session.writable


def test_what_replaces_is_shown_and_only_taken_when_ticked(desk, dialog, tmp_path):
    dialog.after(packs.written(tmp_path)).take_in()
    dialog.after(packs.written(tmp_path, fen=20_000_00, file="再次.mzs"))
    row = [found.file for found in dialog.shown].index("再次.mzs")
    dialog.files.selectRow(row)
    assert "20,000.00" in dialog.changes.item(0).text()
    assert dialog.ticked() == []
    assert "请自己勾选" in dialog.message.text()
    dialog.files.item(row, 0).setCheckState(Qt.CheckState.Checked)
    assert dialog.take.isEnabled()
    dialog.take_in()
    facts = desk.session.book.facts(find(desk.session, "临港幼儿园", budget=True))
    assert facts.incomes[0].amount == 20_000_00


def test_what_a_person_does_not_want_stays_unticked_when_further_files_are_read(dialog, tmp_path):
    unwanted = packs.written(tmp_path)
    dialog.after(unwanted)
    dialog.files.item(0, 0).setCheckState(Qt.CheckState.Unchecked)
    (tmp_path / "坏.mzs").write_bytes(b"x")
    dialog.after(tmp_path / "坏.mzs")
    assert dialog.ticked() == []
    dialog.after(unwanted)
    assert [each.path for each in dialog.ticked()] == [unwanted], "chosen anew, it is wanted"


def test_what_is_refused_stands_in_the_list_with_its_reason(dialog, tmp_path):
    (tmp_path / "坏.mzs").write_bytes(b"x")
    dialog.after(tmp_path / "坏.mzs", packs.written(tmp_path, year=2026))
    assert [dialog.files.item(row, 3).text() for row in (0, 1)] == ["不能装入", "不能装入"]
    assert "坏.mzs" in dialog.changes.item(0).text()
    assert not dialog.take.isEnabled()


def test_control_numbers_go_alone(desk, dialog, tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[2]))
    budget = find(desk.session, "实验中学", budget=True)
    numbers = packs.issued(desk.session.book, budget, tmp_path)
    dialog.after(numbers, packs.written(tmp_path))
    dialog.take_in()
    assert "一次装入一个文件" in said[0]
    dialog.files.item(1, 0).setCheckState(Qt.CheckState.Unchecked)
    dialog.take_in()
    assert [control.amount for control in desk.session.book.facts(budget).controls] == [1_00]


def drop(*files):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    buttons = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, *buttons)
    event.data = data
    return event


def test_nothing_is_read_behind_a_dialog_closed_by_its_key(desk, qtbot, monkeypatch):
    monkeypatch.setattr(received, "reading", lambda _: lambda job: [])
    dialog = ReceivedDialog(desk.session, desk)
    qtbot.addWidget(dialog)
    dialog.read([Path("甲.mzs")])
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog._job is None


def test_only_files_of_units_can_be_dropped(tmp_path):
    assert dropped(drop(tmp_path / "甲.mzs", tmp_path / "乙.MZS")) == [tmp_path / "甲.mzs", tmp_path / "乙.MZS"]
    assert dropped(drop(tmp_path / "甲.mzs", tmp_path / "乙.xlsx")) == []


def test_a_file_dropped_on_the_window_is_looked_at(desk, tmp_path, qtbot):
    desk.dropEvent(drop(packs.written(tmp_path)))
    (opened,) = desk.findChildren(ReceivedDialog)
    qtbot.waitUntil(lambda: opened.files.rowCount() == 1)
    assert opened.shown[0].heading.startswith("临港幼儿园")
    opened.close()
    opened.deleteLater()
