"""The place of a new record: above another, all others in their order."""

from desktop.ledger.records import Project
from desktop.ui.edits.placing import make_room


def test_room_is_made_above_a_record_and_the_others_keep_their_order(session, steps):
    before = [project.id for project in session.records(Project)]
    above = session.records(Project)[1]
    with session.step("让出一行"):
        place = make_room(session, above)
    assert place == 1
    positions = [project.position for project in session.records(Project)]
    assert [project.id for project in session.records(Project)] == before
    assert positions == [0, *range(2, len(before) + 1)]
