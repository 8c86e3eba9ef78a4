"""Search everywhere, the history of changes, and help."""

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from desktop.findings import UserError
from desktop.ledger.records import Control, Project, ProjectLine
from desktop.ui.kit import theme
from desktop.ui.pages import badges, page_of, title_of
from desktop.ui.results.checks_panel import cause_of
from desktop.ui.year.changes import changed_cells


@pytest.fixture
def window(shared):
    return shared


def amount(window, row):
    grid = window.lines.grid
    return grid.index(row, next(n for n, c in enumerate(grid.columns) if c.key == "last")).data()


def set_last(window, row, text):
    grid = window.lines.grid
    assert grid.setData(grid.index(row, next(n for n, c in enumerate(grid.columns) if c.key == "last")), text)


def test_a_cell_that_was_changed_again_is_not_put_back(window):
    set_last(window, 0, "1")
    set_last(window, 0, "2")
    before = window.session.book.fingerprint()
    change = window.session.book.changes(window.session.book.history()[1])[0]
    with pytest.raises(UserError, match="又改过"):
        window.session.undoing.put_back(change, "amount", "金额")
    assert window.session.book.fingerprint() == before


def test_a_row_that_came_or_went_is_told_whole(window):
    session = window.session
    session.record_edits.add_record(Project(name="新建的项目"), "新增项目")
    added = changed_cells(session.book.changes(session.book.history()[0]), {})
    assert [(t.kind, t.name, t.column, t.before) for t in added] == [("项目 新建的项目", "新增", "", "")]
    assert "新建的项目" in added[0].after


def test_a_step_that_was_changed_again_is_not_taken_back_alone(window):
    set_last(window, 0, "1")
    set_last(window, 0, "2")
    before = window.session.book.fingerprint()
    operation = window.session.book.history()[1]
    with pytest.raises(UserError, match="后来又改过"):
        window.session.undoing.take_back(operation)
    assert window.session.book.fingerprint() == before


def test_a_step_that_later_entries_rest_on_is_not_taken_back_alone(window):
    session = window.session
    session.record_edits.add_record(Project(name="新建的项目"), "新增项目")
    project = next(p for p in session.facts.projects if p.name == "新建的项目")
    session.record_edits.add_record(ProjectLine(project_id=project.id, economic_code="30201"), "新增明细")
    before = session.book.fingerprint()
    with pytest.raises(UserError, match="用到了这一步"):
        session.undoing.take_back(session.book.history()[1])
    assert session.book.fingerprint() == before
    session.undoing.undo()
    assert session.book.fingerprint() != before


def test_the_beginning_of_the_book_is_not_taken_back(window):
    with pytest.raises(UserError, match="第一步"):
        window.session.undoing.take_back(window.session.book.history()[-1])


def test_findings_are_told_by_page_and_the_badges_count_the_same(window):
    window.turn_to("checks")
    session = window.session
    session.record_edits.add_record(Control(block="会议费", amount=100), "新增控制数")
    session.disclosure.outcomes  # noqa: B018 - run the checks now
    window.checks._unfolded |= {cause_of(finding) for finding in session.disclosure.findings}
    window.checks.reload()
    panel, found = window.checks, session.disclosure.findings
    assert found
    counted = Counter(title_of(page_of(finding)) for finding in found)
    shown = Counter(panel.findings.item(row, 2).text() for row in range(panel.findings.rowCount()))
    assert shown == counted
    for number in range(1, panel.pages.count()):
        panel.pages.setCurrentIndex(number)
        key = panel.pages.currentData()
        titles = {panel.findings.item(row, 2).text() for row in range(panel.findings.rowCount())}
        assert titles == {title_of(key)}
        levels = [panel.findings.item(row, 0).text() for row in range(panel.findings.rowCount())]
        if key not in ("narrative", "checks"):
            assert badges(session).get(key, 0) == sum(level != "提示" for level in levels)
    assert badges(session)["projects"] == 1


def test_a_line_the_checks_object_to_is_marked_with_the_reason(window, qtbot):
    grid = window.lines.grid
    number = next(n for n, row in enumerate(grid.rows) if row.last and not row.this)
    wrong = grid.rows[number].last
    line = window.session.pair_edits.add_line(
        replace(wrong, id=0, nature="人员", economic_code="31002", amount=100, project_id=None), ""
    )
    qtbot.waitUntil(lambda: line.id in window.session.line_findings)
    row = grid.row_of(line.id)
    cell = grid.index(row, 1)
    assert cell.data(Qt.ItemDataRole.BackgroundRole).name() == theme.colors().wrong
    finding = next(f for f in window.session.disclosure.to_do if f.message in cell.data(Qt.ItemDataRole.ToolTipRole))
    assert finding.place.lines
    clean = next(n for n, r in enumerate(grid.rows) if n != row and not grid._findings(n))
    assert grid.index(clean, 1).data(Qt.ItemDataRole.BackgroundRole) is None
    window.undo.trigger()
    qtbot.waitUntil(lambda: line.id not in window.session.line_findings)
