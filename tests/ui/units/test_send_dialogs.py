"""Files that leave: the pack of a unit, made beside the window, and control numbers; nothing is written over."""

import pytest
from PySide6.QtWidgets import QMessageBox

from desktop.ledger.records import Control
from desktop.packs import reading
from desktop.ui.units.send_dialogs import IssueDialog, SendDialog
from tests.ui.units.conftest import find


@pytest.fixture
def refused(monkeypatch):
    shown = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: shown.append(args[2]))
    return shown


def test_who_sends_is_told_whose_pay_can_be_read_off_and_agrees(desk, qtbot, tmp_path):
    session, unit = desk.session, find(desk.session, "实验中学")
    target = tmp_path / "中学.mzs"
    dialog = SendDialog(session, unit, desk)
    dialog.target.setText(str(target))
    assert dialog.few.isHidden()
    for _ in range(2):  # without agreeing the second time is as the first
        dialog.finish()
        qtbot.waitUntil(lambda: not dialog.few.isHidden() and dialog.do.isEnabled())
        assert "只有 1 人，数额可从预算表看出" in dialog.few.toPlainText()
        assert not target.exists()
    dialog.agreed.setChecked(True)
    with qtbot.waitSignal(dialog.accepted):
        dialog.finish()
    assert reading.read(target).few


def test_a_unit_is_sent_and_its_file_is_not_written_over(desk, qtbot, tmp_path, refused):
    session, unit = desk.session, find(desk.session, "文化活动中心")
    dialog = SendDialog(session, unit, desk)
    target = tmp_path / "文化.mzs"
    dialog.target.setText(str(target))
    with qtbot.waitSignal(dialog.accepted):
        dialog.finish()
    assert reading.read(target).unit == unit.name
    dialog.finish()
    assert refused == [f"“{target}”已经存在，没有覆盖；请换一个名字"]


def test_what_has_no_figures_is_refused_in_words(desk, qtbot, tmp_path, refused):
    dialog = SendDialog(desk.session, find(desk.session, "社会事业局"), desk)
    dialog.target.setText(str(tmp_path / "局.mzs"))
    dialog.finish()
    assert ["还没有录入内容" in text for text in refused] == [True]


def test_a_closed_dialog_writes_nothing(desk, qtbot, qapp, tmp_path):
    dialog = SendDialog(desk.session, find(desk.session, "文化活动中心"), desk)
    dialog.target.setText(str(tmp_path / "文化.mzs"))
    dialog.finish()
    dialog.reject()
    dialog._job.wait()
    qapp.processEvents()
    assert not (tmp_path / "文化.mzs").exists()


def test_control_numbers_go_to_the_units_that_have_some(desk, qtbot, tmp_path, refused):
    session = desk.session
    with session.book.operation("控制数"):
        budget = find(session, "文化活动中心", budget=True)
        session.book.insert(Control(budget_id=budget.id, block="人员经费", amount=1_00))
    dialog = IssueDialog(session, desk)
    assert [unit.name[-6:] for unit in dialog.units.ticked()] == ["文化活动中心"]
    dialog.reference.setText("财预1号")
    dialog.folder.setText(str(tmp_path / "下达"))
    dialog.finish()
    (file,) = (tmp_path / "下达").iterdir()
    assert reading.read(file).controls[0].reference == "财预1号"
    dialog.finish()
    assert ["已经存在，没有覆盖" in text for text in refused] == [True]
