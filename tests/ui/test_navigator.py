"""Going from one place of the window to another: a figure to its lines, a finding to where it is put right."""

from desktop.findings import Finding, Place, Severity
from desktop.ledger.records import DirectLine

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


def test_a_figure_shows_the_lines_of_both_years(shared):
    shared.navigator.show_figure("basic_total")
    assert {line.year for line in shared.sources.shown} == {2024, 2025}


def test_a_finding_leads_to_line_text_table_or_page(shared):
    line = shared.session.pair_edits.add_line(LINE, "")
    shared.turn_to("tables")
    shared.navigator.show_finding(finding(lines=(f"L{line.id}",)))
    assert shared.page == "lines"
    assert shared.lines.grid.rows[shared.lines.currentIndex().row()].this.id == line.id
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
