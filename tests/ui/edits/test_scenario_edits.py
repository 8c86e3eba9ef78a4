"""What is edited while a scenario is in view stays in it."""

import pytest

from desktop.findings import UserError
from desktop.ledger.records import Establishment, Person


def test_people_are_of_the_scenario_and_posts_of_the_unit_are_refused(session):
    stage = session.budget
    session.scenario_edits.begin("试算")
    session.record_edits.add_people([Person(code="新")])
    assert "新" in {person.code for person in session.facts.people}
    with pytest.raises(UserError, match="这一步会改到正式数据"):
        session.record_edits.add_record(Establishment(kind="工勤"), "新增编制")
    assert session.scenario_edits.stage() == stage
    session.choose(stage)
    assert "新" not in {person.code for person in session.facts.people}
    session.record_edits.add_record(Establishment(kind="工勤"), "新增编制")
