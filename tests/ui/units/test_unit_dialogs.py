"""Dialogs about one unit do what their button says, as one step."""

import pytest

from desktop.findings import UserError
from desktop.ui.units.unit_dialogs import AddUnitDialog, EndUnitDialog, MoveUnitDialog, RenameUnitDialog
from tests.ui.units.conftest import find


def newest(session):
    return session.book.history()[0].name


def test_a_unit_is_added_below_another_and_opened(desk):
    session = desk.session
    dialog = AddUnitDialog(session, find(session, "实验中学"), None)
    with pytest.raises(UserError, match="名称"):
        dialog.apply()
    dialog.name.setText(" 分校 ")
    dialog.kind.setCurrentText("事业")
    dialog.apply()
    assert session.unit.name == "分校"
    assert session.unit_edits.tree().above(session.unit).name.endswith("实验中学")
    assert newest(session) == "新增单位 分校"


def test_a_unit_is_renamed(desk):
    session = desk.session
    dialog = RenameUnitDialog(session, find(session, "实验中学"))
    dialog.name.clear()
    with pytest.raises(UserError, match="名称"):
        dialog.apply()
    dialog.name.setText("第一中学")
    dialog.apply()
    assert find(session, "第一中学")


def test_a_unit_is_moved_where_it_can_be(desk):
    session = desk.session
    unit, above = find(session, "实验中学"), find(session, "教育发展服务中心")
    dialog = MoveUnitDialog(session, unit)
    assert unit.name not in [dialog.above.itemText(n).strip() for n in range(dialog.above.count())]
    dialog.above.choose(above)
    dialog.place.setValue(1)
    dialog.apply()
    assert session.unit_edits.tree().above(find(session, "实验中学")).id == above.id


def test_a_unit_ends_where_it_can(desk):
    session = desk.session
    unit, other = find(session, "文化活动中心"), find(session, "（本级）")
    dialog = EndUnitDialog(session, unit)
    dialog.successor.choose(other)
    with pytest.raises(UserError, match="已有内容"):
        dialog.apply()
    dialog.year.setValue(2028)
    dialog.apply()
    assert (find(session, "文化活动中心").ended_year, find(session, "文化活动中心").successor_id) == (2028, other.id)
