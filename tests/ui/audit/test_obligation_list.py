"""Obligations: not checked never looks like passed; the page of a rule is one key away."""

from desktop.audit.outcome import Obligation, Outcome
from desktop.ui.audit.obligation_list import MARKS, ObligationList, outcome_color


def test_each_outcome_has_its_mark_its_colour_and_its_reason(qtbot):
    asked = []
    made = ObligationList("全部核对项目", asked.append)
    qtbot.addWidget(made.table)
    made.show([Obligation(f"A0{n}", "核对", outcome, "原因") for n, outcome in enumerate(Outcome, 1)])
    results = [made.table.item(row, 0) for row in range(4)]
    assert [item.text() for item in results] == [f"{MARKS[outcome]} {outcome}" for outcome in Outcome]
    assert [item.foreground().color().name() for item in results] == [outcome_color(each).lower() for each in Outcome]
    assert outcome_color(Outcome.NOT_CHECKED) != outcome_color(Outcome.PASSED)
    assert made.table.item(3, 3).text() == "原因"
    made.table.cellActivated.emit(2, 0)
    assert asked == ["A03"]
