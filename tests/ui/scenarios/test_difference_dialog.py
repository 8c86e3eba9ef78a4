"""Before a scenario is taken over both sides stand beside each other; a frozen stage takes nothing."""

from desktop.ledger import rolling
from desktop.ledger.vocabulary import Stage
from desktop.ui.scenarios.difference_dialog import DifferenceDialog


def test_equal_sides_are_said_to_be_equal_and_a_frozen_stage_takes_nothing(session):
    stage = session.budget
    session.scenario_edits.begin("试算")
    dialog = DifferenceDialog(session)
    assert not dialog.found and dialog.take.isEnabled() and not dialog.note.text()
    assert all(not total.difference for total in dialog.totals)
    scenario = session.budget
    session.choose(stage)
    rolling.next_stage(session.book, stage, Stage.FIRST_UP)
    session.choose(scenario)
    frozen = DifferenceDialog(session)
    assert not frozen.take.isEnabled() and "已冻结，方案只能比较，不能采用" in frozen.note.text()
