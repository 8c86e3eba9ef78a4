"""One book in one window: pages, panels that commands are about, the banner, and closing keeps what was typed."""

from PySide6.QtCore import Qt

from desktop.ledger.book import Book
from desktop.ledger.vocabulary import Stage
from desktop.ui.grids.records_panel import RecordsPanel
from desktop.ui.main_window import MainWindow
from desktop.ui.pages import PAGES, RESULTS


def test_every_page_can_be_turned_to_and_results_take_the_whole_width(shared):
    for page in PAGES[:-1]:
        shared.turn_to(page.key)
        assert shared.page == page.key
        assert shared.entry.isVisibleTo(shared) is (page.key not in RESULTS)
        assert shared.pages.currentItem().data(Qt.ItemDataRole.UserRole) == page.key


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


def test_undo_and_redo_say_what_they_would_do(shared):
    session = shared.session
    assert shared.undo.toolTip() == "没有可以撤销的操作"
    session.set_reason("basic_total", "基本支出", "试一试")
    assert shared.undo.toolTip() == "撤销：填写基本支出（Ctrl+Z）"
    shared.undo.trigger()
    assert shared.redo.toolTip() == "重做：填写基本支出（Ctrl+Y）"
    assert not shared.undo.isEnabled()


def test_what_was_refused_is_said_in_red_and_what_was_kept_is_not(shared):
    shared.session.said.emit("未保存：不是数量")
    assert shared.saved.objectName() == "problem"
    shared.session.said.emit("已保存：修改")
    assert (shared.saved.objectName(), shared.saved.text()) == ("", "已保存：修改")


def test_a_frozen_stage_says_so_and_offers_no_new_rows(shared):
    session, before = shared.session, shared.session.budget
    session.next_stage(Stage.FIRST_UP)
    session.choose(next(b for b in session.book.budgets(session.unit.id) if b.id == before.id))
    assert "“草稿”阶段已于" in shared.banner.text()
    assert not shared.add.isEnabled()


def test_a_budget_is_chosen_in_the_list_of_units(shared):
    session = shared.session
    unit = shared.units.topLevelItem(0)
    child = next(unit.child(n) for n in range(unit.childCount()) if "2024年" in unit.child(n).text(0))
    shared.units.itemClicked.emit(child, 0)
    assert session.budget.year == 2024
    assert "2024年" in shared.windowTitle()
    session.choose(next(b for b in session.book.budgets(session.unit.id) if b.year == 2025))


def test_closing_frees_the_book_and_remembers_the_arrangement(window, wuxi_book, qtbot):
    window.down.setSizes([300, 300])
    sizes = window.down.sizes()
    window.close()
    with Book.open(wuxi_book):
        pass
    again = MainWindow(Book.open(wuxi_book))
    qtbot.addWidget(again)
    again.show()
    assert again.down.sizes() == sizes
    again.close()
