"""Every grid without rows says what it is for, with a button that does the first thing; the first row ends that."""

import pytest
from PySide6.QtCore import Qt

from desktop.ledger.records import Project
from desktop.ui import empty_pages
from desktop.ui.empty_pages import ABOUT, FIRST, EmptyPage
from desktop.ui.grids.line_dialog import IncomeDialog
from desktop.ui.grids.record_kinds import KINDS


def page_of(view):
    return view.findChild(EmptyPage)


def test_every_grid_has_its_sentence_and_none_is_for_no_grid():
    names = {kind.name for kind in KINDS} | {"IncomeGrid", "ExpenditureGrid"}
    assert set(ABOUT) | {"Unit", "Release"} == names, "what there is one of is always there"
    assert set(FIRST) <= set(ABOUT)


def test_the_words_are_gone_with_the_first_row_and_back_with_the_last(window):
    view = window.show_kind("批复变动").view
    page = page_of(view)
    assert not view.grid.rows
    assert page.isVisibleTo(view)
    empty = window.show_kind("新增资产").view
    page = page_of(empty)
    if empty.grid.rows:
        window.session.record_edits.delete_records(list(empty.grid.rows))
    assert page.isVisibleTo(empty)
    page.button.click()
    assert len(empty.grid.rows) == 1
    assert not page.isVisibleTo(empty)
    window.session.undoing.undo()
    assert page.isVisibleTo(empty)


def test_the_button_imports_where_a_file_is_the_first_thing(window, monkeypatch):
    asked = []
    monkeypatch.setattr(window.import_menu, "choose", asked.append)
    window._begin("roster")
    assert asked == ["roster"]


def test_income_begins_with_its_dialog(window, monkeypatch):
    asked = []
    monkeypatch.setattr(IncomeDialog, "exec", lambda dialog: asked.append(dialog) or 0)
    window.turn_to("income")
    window._begin("")
    assert asked


def test_it_is_reached_by_tab_before_its_grid_and_lies_below_the_rows(window):
    view = window.show_kind("批复变动").view
    button = page_of(view).button
    assert view.previousInFocusChain() is button
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    rows = view.model().rowCount() * view.verticalHeader().defaultSectionSize()
    assert page_of(view).geometry().top() > view.viewport().geometry().top() + rows
    empty_pages.watch(view, lambda _: None)
    assert len(view.findChildren(EmptyPage)) == 1


@pytest.mark.parametrize("writable", [True, False])
def test_what_cannot_be_changed_has_no_button(window, monkeypatch, writable):
    view = window.show_kind("批复变动").view
    monkeypatch.setattr(type(window.session), "writable", property(lambda _: writable))
    page_of(view).follow()
    assert page_of(view).button.isVisibleTo(view) == writable


def test_rows_that_a_filter_hides_are_not_none(window):
    view = window.show_kind("项目").view
    assert window.session.records(Project)
    view.grid.filter(view.grid.columns[1], frozenset())
    assert not view.grid.rows
    assert not page_of(view).isVisibleTo(view)
    view.grid.filter(view.grid.columns[1], None)


def test_the_words_go_when_the_first_row_is_begun_in_the_empty_one(window):
    view = window.show_kind("批复变动").view
    grid = view.grid
    assert page_of(view).isVisibleTo(view)
    column = next(n for n, c in enumerate(grid.columns) if "文号" in c.header)
    assert grid.setData(grid.index(grid.empty_row, column), "青财预〔2026〕8号")
    assert len(grid.rows) == 1
    assert not page_of(view).isVisibleTo(view), "they would lie over the next rows"
    window.session.undoing.undo()
    assert page_of(view).isVisibleTo(view)
