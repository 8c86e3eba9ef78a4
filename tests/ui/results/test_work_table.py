"""The work list above the overview follows the book, and each of its lines leads to its place."""

import pytest
from PySide6.QtCore import QCoreApplication

from desktop.units.work_list import PLACES, State


@pytest.fixture
def table(shared):
    shared.turn_to("overview")
    table = shared.overview.work
    table.reload()
    return table


def test_it_says_what_is_to_be_done_until_when_and_where(table):
    assert table.entries[0].state is State.OWED
    shown = [table.item(0, column).text() for column in range(table.columnCount())]
    assert shown == ["待办", "编制草稿，完成后转入“一上”", "期限未知：由当地财政部门的通知规定，账本中没有", ""]
    assert "“年度与阶段”菜单" in table.item(0, 1).toolTip()


def test_beside_a_grid_what_is_to_be_done_has_most_of_the_width(table):
    before = table.size()
    table.resize(460, 200)
    table.reload()
    assert (table.isColumnHidden(3), table.columnWidth(2)) == (True, 110)
    table.resize(before)
    table.reload()


def test_rows_are_as_high_as_their_words_need_in_the_width_they_have_now(table):
    header = table.horizontalHeader()
    header.setSectionResizeMode(1, header.ResizeMode.Interactive)
    heights = []
    for width in (600, 60, 600):
        header.resizeSection(1, width)
        heights.append(table.rowHeight(1))
    header.setSectionResizeMode(1, header.ResizeMode.Stretch)
    assert heights[0] == heights[2] < heights[1]


def test_each_place_leads_somewhere(table, shared, monkeypatch):
    pages, opened, asked = {}, [], []
    monkeypatch.setattr(shared.bar.budget_menu, "popup", opened.append)
    monkeypatch.setattr(shared.import_menu, "choose", asked.append)
    for place in PLACES:
        if place not in ("stage", "release", "layout", "units", "last_year", "roster"):
            shared.work_asked.emit(place)
            pages[place] = shared.page
    projects = dict.fromkeys(("控制数", "批复变动", "预算调整", "未在本软件编制的阶段"), "projects")
    plain = {name: name for name in ("lines", "checks", "narrative", "people", "projects")}
    assert pages == plain | projects
    for place in ("last_year", "roster"):
        shared.work_asked.emit(place)
    assert asked == ["last_year", "roster"]
    assert shared.records["projects"].tabs.title == "未在本软件编制的阶段"
    shared.work_asked.emit("release")
    assert (shared.page, shared.records["unit"].tabs.title) == ("unit", "公开审批记录")
    shared.work_asked.emit("stage")
    assert len(opened) == 1


def test_a_click_asks_for_the_place_of_its_line(table, qtbot):
    row = next(number for number, entry in enumerate(table.entries) if entry.place == "layout")
    with qtbot.waitSignal(table.asked) as asked:
        table.cellClicked.emit(row, 1)
    assert asked.args == ["layout"]


def test_rows_fit_when_the_page_takes_the_whole_window_again(table, shared):
    """Beside a grid, hidden behind the checks, and then alone: the widths between were those the rows stayed with."""
    for page in ("lines", "checks", "overview"):
        shared.turn_to(page)
        shared.repaint()
        QCoreApplication.processEvents()
    shown = [table.rowHeight(row) for row in range(table.rowCount())]
    table.resizeRowsToContents()
    assert shown == [table.rowHeight(row) for row in range(table.rowCount())]
