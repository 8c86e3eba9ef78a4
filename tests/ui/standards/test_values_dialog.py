"""The values in use, as a list to read."""

from desktop.ledger.records import ParameterValue
from desktop.ui.standards.values_dialog import HEADINGS, ValuesDialog


def cells(dialog):
    table = dialog.table
    return [
        dict(zip(HEADINGS, (table.item(row, column).text() for column in range(len(HEADINGS))), strict=True))
        for row in range(table.rowCount())
    ]


def test_whose_value_it_is_and_which_are_examples(qtbot, session):
    label = session.policy.parameters["rate.pension"].label
    session.record_edits.add_record(
        ParameterValue(budget_id=session.budget.id, parameter="rate.pension", valid_from="2025-07-01", value="0.15"),
        "新增",
    )
    dialog = ValuesDialog(session)
    qtbot.addWidget(dialog)
    first, second = (each for each in cells(dialog) if each["参数"] == label)
    assert (first["月份"], first["数值"], first["单位"], first["来自"]) == ("1–6月", "16", "%", "参数包")
    assert (second["月份"], second["数值"], second["来自"]) == ("7–12月", "15", "本账本")
    assert "没有写明文号；代替参数包" in second["说明"]
    assert any("示例" in each["说明"] for each in cells(dialog))


def test_what_has_no_value_is_said_and_never_0(qtbot, session):
    session.year_edits.choose_policy("national")
    dialog = ValuesDialog(session)
    qtbot.addWidget(dialog)
    dialog.only_used.setChecked(False)
    rows = cells(dialog)
    assert len({each["参数"] for each in rows}) == len(session.policy.parameters)
    assert {each["数值"] for each in rows if "没有数值" in each["说明"]} == {"未填"}


def test_without_a_pack_there_is_nothing_to_list(qtbot, session):
    session.year_edits.choose_policy("")
    dialog = ValuesDialog(session)
    qtbot.addWidget(dialog)
    assert cells(dialog) == []
