"""The pages of results: each is what its key says, and asks the window."""

import pytest

from desktop.ui import result_pages
from desktop.ui.kit.look import settings


@pytest.mark.parametrize("key", ["checks", "audit"])
def test_each_page_is_about_the_open_book(qtbot, shared, key):
    asked = result_pages.Asked(shared.cell_chosen, shared.figure_chosen, shared.finding_chosen, shared.work_asked)
    page = result_pages.make(shared.session, asked, key)
    qtbot.addWidget(page)
    assert page._session is shared.session


def test_the_lines_behind_a_number_give_way_to_a_document(shared):
    audit = shared.results.indexOf(shared._results["audit"])
    shared.turn_to("audit")
    assert shared.results.isTabVisible(audit)
    assert not shared.sources.isVisibleTo(shared)
    shared.turn_to("tables")
    assert shared.sources.isVisibleTo(shared)
    assert not shared.results.isTabVisible(audit)


def test_after_a_document_the_tables_stand_beside_the_grids_and_no_other_page_is_made_for_it(shared, monkeypatch):
    shared.turn_to("audit")
    overview = shared._results["overview"]
    monkeypatch.setattr(overview, "widget", lambda: pytest.fail("nobody looks at it"))
    shared.turn_to("people")
    assert shared.results.currentWidget() is shared.tables


def test_a_result_is_chosen_at_the_left_alone_and_beside_the_grids_by_tabs(shared):
    shared.turn_to("checks")
    assert shared.results.tabBar().isHidden()
    shared.turn_to("lines")
    assert not shared.results.tabBar().isHidden()


def test_the_results_beside_the_grids_can_be_put_away_and_stay_so(shared):
    shared.turn_to("lines")
    shared.bar.preview.trigger()
    assert shared.results.isHidden()
    shared.turn_to("tables")
    assert not shared.results.isHidden(), "a page of results is the results"
    shared.turn_to("people")
    assert shared.results.isHidden()
    assert settings().value("preview") == "0"
    shared.bar.preview.trigger()
    assert not shared.results.isHidden()
