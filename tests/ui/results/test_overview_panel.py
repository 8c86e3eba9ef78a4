"""The 概览 page follows the book while it is looked at, and says what is left to do."""

import pytest

from desktop.ledger.records import DirectLine
from desktop.ui.results.overview_panel import OverviewPanel
from desktop.ui.results.printing import PrintDialog


@pytest.fixture
def panel(session, qtbot):
    made = OverviewPanel(session)
    qtbot.addWidget(made)
    return made


def words(panel):
    return "".join(text.text for page in panel.pages() for text in page.texts)


def test_it_is_made_when_it_is_looked_at_and_made_anew_after_a_change(panel, session, qtbot):
    assert panel.area.widgets() == []
    panel.show()
    first = [w.page for w in panel.area.widgets()]
    assert first
    session.pair_edits.add_line(
        DirectLine(function_code="2010350", economic_code="30299", nature="公用", amount=10**9), ""
    )
    qtbot.waitUntil(lambda: [w.page for w in panel.area.widgets()] != first)


def test_shown_again_right_after_an_edit_it_waits_for_the_checks_and_holds_nothing_up(panel, session):
    panel.show()
    first = [w.page for w in panel.area.widgets()]
    panel.hide()
    session.pair_edits.add_line(
        DirectLine(function_code="2010350", economic_code="30299", nature="公用", amount=10**9), ""
    )
    panel.show()
    assert "outcomes" not in vars(session.disclosure)
    assert [w.page for w in panel.area.widgets()] == first
    session.check()
    panel._later.timeout.emit()
    assert [w.page for w in panel.area.widgets()] != first


def test_it_counts_the_ends_of_the_checks_and_what_is_owed(panel, session):
    said = "".join(panel._notes())
    passed = sum(str(o.status) == "通过" for o in session.disclosure.outcomes)
    assert f"检查：通过 {passed} 项" in said
    assert f"未处理的错误 {len(session.disclosure.open_errors)} 个" in said
    session.word_edits.set_text("duties", "主要职责", "")
    assert "说明中待填写：" in "".join(panel._notes())


def test_it_prints_alone_or_with_everything(panel, qtbot):
    panel.show_print()
    dialog = panel.findChild(PrintDialog)
    assert dialog.choice.itemText(0).startswith("一页概览")
    assert len(dialog.pages) == len(panel.pages())
    dialog.close()
