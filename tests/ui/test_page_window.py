"""The pages of one window: turning to each, and the panel that commands are about."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut

from desktop.catalog import own_packs
from desktop.catalog.questionnaire import Questionnaire
from desktop.ui.entry.records_panel import RecordsPanel
from desktop.ui.pages import PAGES, RESULTS
from desktop.ui.standards.questionnaire_dialog import QuestionnaireDialog


def test_every_page_can_be_turned_to_and_results_take_the_whole_width(shared):
    for page in PAGES[:-1]:
        shared.turn_to(page.key)
        assert shared.page == page.key
        assert shared.entry.isVisibleTo(shared) is (page.key not in RESULTS)
        assert shared.pages.currentItem().data(Qt.ItemDataRole.UserRole) == page.key


def test_who_turns_to_a_page_by_its_key_types_into_it(shared):
    """Whatever had the focus: the list of pages, a result, nothing."""
    shared.activateWindow()
    keys = {shortcut.key().toString(): shortcut for shortcut in shared.findChildren(QShortcut)}
    for before in (shared.pages, shared.units):
        for key, page in (("Alt+2", "people"), ("Alt+6", "lines"), ("Alt+1", "unit"), ("Alt+5", "income")):
            before.setFocus()
            keys[key].activated.emit()
            focus = shared.focusWidget()
            assert shared.page == page
            assert shared.panel() is focus or shared.panel().isAncestorOf(focus), (key, focus)
    shared.turn_to("tables")


def test_commands_are_about_the_grid_in_view(shared):
    shared.turn_to("lines")
    assert shared.panel() is shared.grid_view() is shared.lines
    panel = shared.show_kind("政府采购")
    assert isinstance(panel, RecordsPanel)
    assert shared.panel() is panel
    assert shared.grid_view() is panel.view
    shared.turn_to("income")
    assert shared.panel() is shared.income
    shared.turn_to("tables")
    assert shared.panel() is shared.lines


def test_a_grid_is_found_by_its_name(shared):
    assert shared.show_grid("IncomeGrid") is shared.income
    assert shared.page == "income"
    procurement = shared.show_grid("Procurement")
    assert procurement is shared.records["projects"].view
    assert shared.records["projects"].tabs.title == "政府采购"
    assert shared.show_grid("no such grid") is None


def test_cells_that_are_not_in_the_book_are_counted(shared):
    assert shared.unconfirmed() == 0
    shared.lines.grid.pending[0, "this"] = ("1.2.3", "不是金额")
    assert shared.unconfirmed() == 1
    shared.lines.grid.pending.clear()


def test_the_questionnaire_opens_beside_the_policy_and_what_it_made_is_listed(shared):
    panel = shared.show_kind("人员")
    panel.standards_asked.emit()
    dialog = shared.findChild(QuestionnaireDialog)
    assert dialog.isVisible() and dialog.year.value() == shared.session.budget.year
    own_packs.save("青禾县", Questionnaire(2027, {"title": "青禾县"}).answered().text)
    dialog.reject()
    assert panel.policy.findData("青禾县") > 0
