"""The open book of a window: what is stored in steps is computed anew once at the end of each."""

from dataclasses import replace

import pytest

from desktop.findings import UserError
from desktop.ledger.records import Project


@pytest.fixture
def computed(session):
    """The budgets computed anew since the test began."""
    seen = []
    session.changed.connect(lambda: seen.append(session.facts))
    return seen


def test_a_form_that_the_pack_of_the_budget_changes_is_checked_like_any_other(session, monkeypatch, qtbot):
    """“三公” may be counted in another scope: that form is not the shipped one, and nothing has changed by it."""
    form = replace(session.disclosure.form, title="另一口径")
    session.disclosure = replace(session.disclosure, form=form)
    monkeypatch.setattr(session, "refresh", lambda: pytest.fail("computed again without a change"))
    with qtbot.waitSignal(session.checked):
        session.check()


def test_a_step_is_computed_once_and_said_at_its_end(session, computed):
    messages = []
    session.message.connect(messages.append)
    with session.step("两处修改"):
        for project in session.records(Project)[:2]:
            session.book.update(project)
        assert computed == []
    assert len(computed) == 1
    assert messages == ["已保存：两处修改"]


def test_a_step_that_fails_stores_nothing_and_computes_nothing(session, computed):
    before = session.book.fingerprint()
    with pytest.raises(UserError), session.step("失败"):
        session.book.insert(Project(budget_id=session.budget.id, name="半个"))
        raise UserError("没有保存")
    assert (session.book.fingerprint(), computed) == (before, [])


def test_steps_made_together_are_one_step_computed_once(session, computed):
    with session.together("一起"):
        assert session.is_together
        for number in range(2):
            session.record_edits.add_record(Project(name=f"新{number}"), "新增项目")
    assert (session.is_together, len(computed), session.book.history()[0].name) == (False, 1, "一起")
