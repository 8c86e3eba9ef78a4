"""Dialogs about many units: what cannot be chosen says why; what is done is one step."""

import pytest

from desktop.findings import UserError
from desktop.ledger.records import ParameterValue, RunningFunction
from desktop.ui.units.many_dialogs import ChooseViewDialog, CopyDialog, ParameterDialog
from desktop.ui.units.unit_list import UnitBoxes
from tests.ui.units.conftest import find


def test_settings_are_copied_to_the_ticked_units(desk):
    session = desk.session
    source, target = find(session, "实验中学"), find(session, "文化活动中心")
    dialog = CopyDialog(session, source)
    dialog.targets.tick([source.id, target.id])
    dialog.what["设置"].setChecked(True)
    steps = len(session.book.history())
    dialog.apply()
    assert len(session.book.history()) == steps + 1
    assert session.book.budgets(target.id)[0].policy == session.book.budgets(source.id)[0].policy != ""
    copied = [record.function_code for record in session.book.records(RunningFunction, unit_id=target.id)]
    assert copied == [record.function_code for record in session.book.records(RunningFunction, unit_id=source.id)]


def test_a_parameter_goes_to_all_units_that_have_it(desk):
    session = desk.session
    dialog = ParameterDialog(session)
    chosen = dialog.units.ticked()
    without = dialog.units.list.topLevelItem(0).child(1).text(0)
    assert 0 < len(chosen) < 7
    assert without.endswith("（没有选用参数包）")
    dialog.value.setText("四成")
    with pytest.raises(UserError, match="四成"):
        dialog.apply()
    dialog.value.setText("0.4")
    dialog.since.setText("明年")
    with pytest.raises(UserError, match="明年"):
        dialog.apply()
    dialog.since.setText("2027-01-01")
    dialog.apply()
    name = dialog.parameter.currentData()
    written = [each for each in session.book.records(ParameterValue, parameter=name) if each.value == "0.4"]
    assert len(written) == len(chosen)
    assert session.book.history()[0].name == f"改 {len(chosen)} 个单位的参数"


def test_another_parameter_offers_the_units_that_have_that_one(desk):
    dialog = ParameterDialog(desk.session)
    counts = set()
    for number in range(dialog.parameter.count()):
        dialog.parameter.setCurrentIndex(number)
        counts.add(len(dialog.units.ticked()))
        assert [each for each in dialog.findChildren(UnitBoxes) if not each.isHidden()] == [dialog.units]
    assert len(counts) > 1
    assert min(counts) > 0


def test_chosen_units_are_shown_together(desk):
    session = desk.session
    dialog = ChooseViewDialog(session)
    assert [unit.id for unit in dialog.units.ticked()] == [session.unit.id]
    with pytest.raises(UserError, match="至少选择两个"):
        dialog.apply()
    dialog.units.tick([find(session, "实验中学").id, find(session, "文化活动中心").id])
    dialog.apply()
    assert [part.unit.name[-4:] for part in session.view.parts] == ["实验中学", "活动中心"]
    again = ChooseViewDialog(session)
    assert len(again.units.ticked()) == 2
