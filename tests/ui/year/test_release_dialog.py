"""The release record: dates that are none are refused, nothing typed is lost, kept as one step."""

import pytest

from desktop.ledger.describe import content_fields
from desktop.ledger.records import Release
from desktop.ui.year.release_dialog import ReleaseDialog


@pytest.fixture
def dialog(session, qtbot):
    made = ReleaseDialog(session)
    qtbot.addWidget(made)
    return made


def test_every_field_of_the_record_can_be_typed(dialog):
    assert set(dialog.edits) == {field.name for field in content_fields(Release)}


def test_a_day_that_is_none_is_refused_and_what_was_typed_stays(dialog, session):
    before = session.book.fingerprint()
    dialog.edits["secrecy_on"].setText("2025-02-30")
    dialog.edits["approved_on"].setText("昨天")
    dialog.edits["head"].setText("张三")
    dialog.save()
    assert dialog.problem.text() == "保密审查日期、批复日期应写成 2025-02-10 这样的日期"
    assert dialog.edits["head"].text() == "张三"
    assert session.book.fingerprint() == before


def test_the_record_is_kept_as_one_step_and_changed_later(dialog, session, qtbot):
    dialog.edits["head"].setText(" 张三 ")
    dialog.save()
    assert session.facts.release.head == "张三"
    again = ReleaseDialog(session)
    qtbot.addWidget(again)
    assert again.edits["head"].text() == "张三"
    again.edits["phone"].setText("023-1234567")
    again.save()
    assert len(session.book.records(Release)) == 1
    assert session.book.history()[0].name == "填写公开审批记录"
    session.undoing.undo()
    assert (session.facts.release.head, session.facts.release.phone) == ("张三", "")


def test_the_website_is_kept_with_the_record_as_one_step(dialog, session):
    dialog.website.setText(" https://例.gov.cn ")
    dialog.edits["contact"].setText("王某")
    dialog.save()
    assert (session.facts.texts["website"], session.facts.release.contact) == ("https://例.gov.cn", "王某")
    session.undoing.undo()
    assert "website" not in session.facts.texts
    assert session.facts.release.contact != "王某"
