"""Going from one place of the window to another: a figure to its lines, a finding to where it is put right."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.findings import Finding, Place, Severity
from desktop.ledger.records import DirectLine, Person, Project
from desktop.ui.navigator import KEPT

LINE = DirectLine(function_code="2010350", economic_code="30299", nature="公用", amount=500)


def finding(**place):
    return Finding("X1", Severity.WARNING, "看一看", Place(**place))


def test_a_cell_shows_its_lines_and_follows_a_change(shared):
    table = next(t for t in shared.session.disclosure.tables if t.id == "balance")
    cell = table.find("outlay", "expenditure_amount")
    shared.navigator.show_cell(cell)
    count = len(shared.sources.shown)
    assert f"表格中的 {cell.text}" in shared.sources.title.text()
    shared.session.pair_edits.add_line(LINE, "")
    assert len(shared.sources.shown) == count + 1


def test_a_place_that_is_gone_shows_nothing(shared):
    shared.navigator.show_cell(shared.session.disclosure.tables[0].row(0)[1])
    shared.navigator.show_place("no such table", (0, "x", 0, "y"))
    assert shared.sources.shown == []
    shared.navigator.show_figure("no_such_figure")
    assert shared.sources.shown == []


def test_a_double_click_on_a_computed_row_lists_what_it_adds_up_and_leads_to_it(shared):
    grid = shared.lines.grid
    people = [n for n, row in enumerate(grid.rows) if row.computed is not None and row.line.economic_code == "30101"]
    (row,) = people
    shared.lines.doubleClicked.emit(grid.index(row, 3))
    shown = shared.sources.shown
    this = [line.amount for line in shown if line.year == shared.session.budget.year]
    assert len(this) > 1 and sum(this) == grid.rows[row].amounts[0], "the amounts of every person"
    assert {line.origin.table for line in shown} == {"person"}
    assert shared.sources.why.isVisibleTo(shared.sources), "and why the first one has its amount"
    shared.sources.line_chosen.emit(shown[0])
    assert shared.page == "people"


def test_what_is_listed_by_a_double_click_follows_a_change(shared):
    grid = shared.lines.grid
    row = next(n for n, r in enumerate(grid.rows) if r.computed is not None and r.line.economic_code == "30101")
    shared.lines.doubleClicked.emit(grid.index(row, 3))
    person = next(p for p in shared.session.records(Person) if p.id == shared.sources.shown[0].origin.record_id)
    count = len(shared.sources.shown)
    shared.session.record_edits.delete_records([person])
    assert len(shared.sources.shown) == count - 1


def test_a_double_click_on_a_typed_cell_edits_it_and_lists_nothing(shared):
    shared.session.pair_edits.add_line(LINE, "")
    shared.sources.clear()
    grid = shared.lines.grid
    typed = next(n for n, row in enumerate(grid.rows) if row.this is not None)
    shared.lines.doubleClicked.emit(grid.index(typed, 3))
    assert shared.sources.shown == []
    shared.lines.doubleClicked.emit(grid.index(grid.totals_row, 3))
    assert shared.sources.shown == []


def test_a_figure_shows_the_lines_of_both_years(shared):
    shared.navigator.show_figure("basic_total")
    assert {line.year for line in shared.sources.shown} == {2024, 2025}


def test_a_finding_leads_to_line_text_table_or_page(shared):
    line = shared.session.pair_edits.add_line(LINE, "")
    shared.turn_to("tables")
    shared.navigator.show_finding(finding(lines=(f"L{line.id}",)))
    assert shared.page == "lines"
    assert shared.lines.grid.rows[shared.lines.currentIndex().row()].this.id == line.id
    other = shared.session.pair_edits.add_line(LINE, "")
    shared.navigator.show_finding(finding(lines=(f"L{other.id}", f"L{line.id}")))
    assert shared.lines.grid.rows[shared.lines.currentIndex().row()].this.id == other.id
    assert {shown.origin.record_id for shown in shared.sources.shown} == {other.id, line.id}, "all are listed below"
    shared.navigator.show_finding(finding(figure="basic_total"))
    assert shared.page == "narrative"
    label = shared.session.disclosure.tables[2].label
    shared.navigator.show_finding(finding(table=label))
    assert (shared.page, shared.tables.choice.currentIndex()) == ("tables", 2)
    plan = shared.session.facts.project_years[1]
    shared.navigator.show_finding(finding(entry="项目分年计划", record_id=plan.id, field="amount"))
    view = shared.grid_view()
    assert (shared.page, view.grid.rows[view.currentIndex().row()].id) == ("projects", plan.id)
    assert view.grid.columns[view.currentIndex().column()].key == "amount"
    asked = []
    shared.work_asked.connect(asked.append)
    shared.navigator.show_finding(finding(entry="编制"))
    assert (shared.page, shared.records["unit"].tabs.title, asked) == ("unit", "编制", [])


def test_a_computed_line_is_shown_with_its_explanation(shared):
    cube = shared.session.disclosure.cube
    key = next(x.key for x in cube.lines if x.origin.table == "person" and x.year == cube.year)
    shared.navigator.show_key(key)
    assert [line.key for line in shared.sources.shown] == [key]
    assert shared.sources.why.topLevelItemCount() == 1
    assert shared.page == "people"
    person = next(x.origin.record_id for x in cube.lines if x.key == key)
    view = shared.grid_view()
    assert view.grid.rows[view.currentIndex().row()].id == person, "what decides the amount is selected"
    shared.navigator.show_key("no such key")
    assert [line.key for line in shared.sources.shown] == [key]


LEFT, RIGHT, ALT = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier


def press(window, key, qtbot, arrived):
    QTest.keyClick(window, key, ALT)
    qtbot.waitUntil(arrived)


def at(view):
    index = view.currentIndex()
    return index.row(), index.column(), view.verticalScrollBar().value()


def test_back_leads_from_a_finding_to_the_list_and_on_to_the_line_and_forth_again(shared, qtbot):
    shared.session.record_edits.add_record(Project(name="不公开的", confidential=1), "新增项目")
    shared.lines.setCurrentIndex(shared.lines.grid.index(len(shared.lines.grid.rows) - 1, 3))
    before = at(shared.lines)
    shared.turn_to("checks")
    panel = shared.checks
    panel.reload()
    row = next(n for n, f in enumerate(panel._shown) if f.code == "C97")
    panel.findings.setCurrentCell(row, 0)
    down = panel.findings.verticalScrollBar().value()
    panel.findings.cellActivated.emit(row, 0)
    assert shared.page == "projects"
    press(shared, LEFT, qtbot, lambda: shared.page == "checks")
    qtbot.waitUntil(lambda: (panel.findings.currentRow(), panel.findings.verticalScrollBar().value()) == (row, down))
    press(shared, LEFT, qtbot, lambda: shared.page == "lines" and at(shared.lines) == before)
    press(shared, RIGHT, qtbot, lambda: shared.page == "checks")
    press(shared, RIGHT, qtbot, lambda: shared.page == "projects")
    view = shared.grid_view()
    qtbot.waitUntil(lambda: view.grid.columns[view.currentIndex().column()].key == "published_as")


def test_back_finds_the_record_where_rows_came_before_it_and_the_kind_that_was_shown(shared, qtbot):
    view = shared.show_kind("项目测算明细").view
    view.setCurrentIndex(view.grid.index(2, 3))
    wanted = view.grid.rows[2].id
    shared.turn_to("people")
    first = shared.session.facts.project_lines[0]
    shared.session.record_edits.add_record(replace(first, id=0), "新增", first)
    press(shared, LEFT, qtbot, lambda: shared.page == "projects")
    assert shared.records["projects"].tabs.title == "项目测算明细"
    again = shared.grid_view()
    qtbot.waitUntil(lambda: again.currentIndex().row() == 3)
    assert (again.grid.rows[3].id, again.currentIndex().column()) == (wanted, 3)


def test_places_are_bounded_and_a_place_left_twice_is_one(shared):
    trail = shared.navigator.trail
    for _ in range(KEPT):
        shared.turn_to("overview")
        shared.turn_to("tables")
    assert len(trail._behind) == KEPT
    shared.turn_to("tables")
    shared.turn_to("tables")
    assert sum(spot.page == "tables" for spot in trail._behind[-2:]) == 1
    trail._behind.clear()
    trail.back()
    assert shared.page == "tables"
