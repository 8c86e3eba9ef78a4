"""Search everywhere, the history of changes, and help."""

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import Control, Project, ProjectLine
from desktop.ui import help as help_pages
from desktop.ui import theme
from desktop.ui.changes import told
from desktop.ui.finder import Finder, entries
from desktop.ui.history_dialog import HistoryDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.pages import PAGES, badges, page_of, title_of
from tests import samples


@pytest.fixture
def window(qtbot, tmp_path):
    samples.write("qinghe_2025", tmp_path / "账本.mzb")
    made = MainWindow(Book.open(tmp_path / "账本.mzb"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def amount(window, row):
    grid = window.lines.grid
    return grid.index(row, next(n for n, c in enumerate(grid.columns) if c.key == "last")).data()


def set_last(window, row, text):
    grid = window.lines.grid
    assert grid.setData(grid.index(row, next(n for n, c in enumerate(grid.columns) if c.key == "last")), text)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("zwfw", "项目"), ("S3", "人员"), ("30108", "支出行"), ("表三", "表格"), ("基本支出", "说明中的数"), ("导出", "页面"), ("kskj", ""),
     ("撤销", "命令"), ("政府采购", "帮助"), ("C39", "检查"), ("财政拨款收入", "名词")],
)  # fmt: skip
def test_everything_is_found(window, typed, kind):
    set_last(window, 0, "1")
    finder = Finder(window)
    finder.line.setText(typed)
    kinds = {entry.kind for entry in finder._found}
    assert kind in kinds if kind else not kinds
    finder.reject()


def test_choosing_goes_there(window, qtbot):
    finder = Finder(window)
    finder.line.setText("P3")
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    assert window.page == "projects"
    assert window.panel().view.currentIndex().row() == 2


def test_every_entry_can_be_chosen_and_changes_nothing(window):
    seen = set()
    before = window.session.book.fingerprint()
    for entry in list(entries(window)):
        if "导出" not in entry.text and entry.kind != "命令":
            entry.run()
            seen.add(entry.kind)
    assert {"页面", "人员", "项目", "支出行", "表格", "说明中的数", "检查", "名词", "帮助"} == seen
    assert window.session.book.fingerprint() == before


def test_going_back_takes_the_step_and_what_came_after(window):
    before = window.session.book.fingerprint()
    for row in range(3):
        set_last(window, row, f"{row + 1}")
    dialog = HistoryDialog(window.session, window)
    dialog.table.selectRow(2)
    dialog.back.click()
    assert window.session.book.fingerprint() == before
    assert [dialog.table.item(n, 3).text() for n in range(3)] == ["已撤销，可重做"] * 3
    window.redo.trigger()
    assert amount(window, 0) == "1.00"


def test_one_step_is_taken_back_alone_and_the_rest_stays(window):
    old = amount(window, 0)
    set_last(window, 0, "1")
    set_last(window, 1, "2")
    dialog = HistoryDialog(window.session, window)
    dialog.table.selectRow(1)
    dialog.alone.click()
    assert (amount(window, 0), amount(window, 1)) == (old, "2.00")
    assert dialog.table.item(0, 1).text().startswith("恢复：")
    window.undo.trigger()
    assert amount(window, 0) == "1.00"


def test_one_cell_of_a_paste_is_put_back_and_the_rest_stays(window):
    grid = window.lines.grid
    column = next(n for n, c in enumerate(grid.columns) if c.key == "last")
    old = [grid.index(row, column).data() for row in range(3)]
    grid.paste(0, column, [["1"], ["2"], ["3"]])
    dialog = HistoryDialog(window.session, window)
    dialog.table.selectRow(0)
    cells = [[dialog.cells.item(row, n).text() for n in range(1, 4)] for row in range(dialog.cells.rowCount())]
    assert cells == [["金额", old[n], f"{n + 1}.00"] for n in range(3)]
    lines = [grid.rows[n].last for n in range(3)]
    named = [f"2024年草稿 支出行 {line.function_code} {line.economic_code}" for line in lines]
    assert [dialog.cells.item(n, 0).text() for n in range(3)] == named
    dialog.cells.selectRow(1)
    dialog.one.click()
    assert [grid.index(row, column).data() for row in range(3)] == ["1.00", old[1], "3.00"]
    assert dialog.table.item(0, 1).text() == f"恢复：{named[1]} 金额"
    window.undo.trigger()
    assert [grid.index(row, column).data() for row in range(3)] == ["1.00", "2.00", "3.00"]


def test_a_cell_that_was_changed_again_is_not_put_back(window):
    set_last(window, 0, "1")
    set_last(window, 0, "2")
    before = window.session.book.fingerprint()
    change = window.session.book.changes(window.session.book.history()[1])[0]
    with pytest.raises(UserError, match="又改过"):
        window.session.put_back(change, "amount", "金额")
    assert window.session.book.fingerprint() == before


def test_a_row_that_came_or_went_is_told_whole(window):
    session = window.session
    session.add_record(Project(name="新建的项目"), "新增项目")
    added = told(session.book.changes(session.book.history()[0]), {})
    assert [(t.kind, t.name, t.column, t.before) for t in added] == [("项目 新建的项目", "新增", "", "")]
    assert "新建的项目" in added[0].after


def test_a_step_that_was_changed_again_is_not_taken_back_alone(window):
    set_last(window, 0, "1")
    set_last(window, 0, "2")
    before = window.session.book.fingerprint()
    operation = window.session.book.history()[1]
    with pytest.raises(UserError, match="后来又改过"):
        window.session.take_back(operation)
    assert window.session.book.fingerprint() == before


def test_a_step_that_later_entries_rest_on_is_not_taken_back_alone(window):
    session = window.session
    session.add_record(Project(name="新建的项目"), "新增项目")
    project = next(p for p in session.facts.projects if p.name == "新建的项目")
    session.add_record(ProjectLine(project_id=project.id, economic_code="30201"), "新增明细")
    before = session.book.fingerprint()
    with pytest.raises(UserError, match="用到了这一步"):
        session.take_back(session.book.history()[1])
    assert session.book.fingerprint() == before
    session.undo()
    assert session.book.fingerprint() != before


def test_the_beginning_of_the_book_is_not_taken_back(window):
    with pytest.raises(UserError, match="第一步"):
        window.session.take_back(window.session.book.history()[-1])


def test_every_term_says_what_it_rests_on():
    terms = help_pages.terms()
    assert len({term.name for term in terms}) == len(terms) >= 20
    for term in terms:
        assert len(term.text) > 10, term.name
        assert term.source.startswith("本软件") or any(m in term.source for m in ("《", "〔", "财政部门")), term.name
    page = help_pages.texts()[help_pages.GLOSSARY]
    assert all(term.name in page and term.source in page for term in terms)


def test_each_page_has_help(window):
    assert {page.key for page in PAGES} - {"export"} <= set(help_pages.titles())
    for page in PAGES[:-1]:
        window.turn_to(page.key)
        dialog = help_pages.show(window, window.page)
        assert page.title in dialog.text.toPlainText()
        dialog.reject()


def test_findings_are_told_by_page_and_the_badges_count_the_same(window):
    window.turn_to("checks")
    session = window.session
    session.add_record(Control(block="会议费", amount=100), "新增控制数")
    session.disclosure.outcomes  # noqa: B018 - run the checks now
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
    line = window.session.add_line(
        replace(wrong, id=0, nature="人员", economic_code="31002", amount=100, project_id=None), ""
    )
    qtbot.waitUntil(lambda: line.id in window.session.line_findings)
    row = grid.row_of(line.id)
    cell = grid.index(row, 1)
    assert cell.data(Qt.ItemDataRole.BackgroundRole).color().name() == theme.colors().wrong
    finding = next(f for f in window.session.disclosure.to_do if f.message in cell.data(Qt.ItemDataRole.ToolTipRole))
    assert finding.place.lines
    clean = next(n for n, r in enumerate(grid.rows) if n != row and not grid._findings(n))
    assert grid.index(clean, 1).data(Qt.ItemDataRole.BackgroundRole) is None
    window.undo.trigger()
    qtbot.waitUntil(lambda: line.id not in window.session.line_findings)
