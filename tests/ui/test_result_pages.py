"""The pages of results: each is what its key says, and asks the window."""

import pytest

from desktop.ui import result_pages


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
    shared.results.tabBarClicked.emit(shared.results.indexOf(shared.tables))
    assert shared.page == "tables"
    assert shared.sources.isVisibleTo(shared)
    assert not shared.results.isTabVisible(audit)
