"""The window, offscreen: edits reach the book, everything follows, figures lead to lines, nothing typed is lost."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from desktop.findings import Severity
from desktop.ledger.book import Book
from desktop.ledger.records import DirectLine, FreeText
from desktop.ui.grids.editors import CodeEdit
from desktop.ui.main_window import MainWindow


def column(window, key):
    return next(n for n, c in enumerate(window.lines.grid.columns) if c.key == key)


def cell(window, row, key):
    grid = window.lines.grid
    return grid.index(row, column(window, key))


def shown(window, row, key):
    return cell(window, row, key).data()


def total_shown(window):
    return (
        next(t for t in window.session.disclosure.tables if t.id == "balance").find("outlay", "expenditure_amount").text
    )


def type_amount(window, qtbot, row, text, key="this"):
    window.lines.setCurrentIndex(cell(window, row, key))
    window.lines.edit(cell(window, row, key))
    editor = next(e for e in window.lines.findChildren(QLineEdit) if e.isVisible())
    editor.selectAll()
    editor.insert(text)  # QTest types ASCII only
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.lines.state() != QAbstractItemView.State.EditingState)


def test_it_opens_on_the_lines_of_both_years(window):
    assert window.windowTitle() == "巫溪县政务服务中心 2023年预算 — 明账"
    assert shown(window, 0, "function_code") == "2010350 事业运行"
    assert shown(window, 0, "this") == "520,000.00"
    assert shown(window, 0, "last") == "480,000.00"
    assert shown(window, 0, "change") == "40,000.00"
    assert shown(window, 0, "percent") == "8.33"
    rows = window.lines.grid.rowCount()
    assert window.lines.grid.index(rows - 1, column(window, "this")).data() == "3,606,690.00"


def test_a_typed_amount_moves_tables_text_and_findings_at_once(window, qtbot):
    type_amount(window, qtbot, 0, "530000")
    assert window.session.book.records(DirectLine)[0].amount == 53_000_000
    assert total_shown(window) == "361.67"
    window.turn_to("narrative")
    assert "361.67万元" in window.narrative.text.toPlainText()
    assert any(f.code == "C01" for f in window.session.disclosure.errors)
    qtbot.waitUntil(lambda: window.results.tabText(2).startswith("检查（"))
    assert window.lines.currentIndex().row() == 1, "Enter goes to the next row"
    assert "已保存" in window.saved.text()


def test_undo_and_redo_bring_everything_back(window, qtbot):
    before = window.session.book.fingerprint()
    type_amount(window, qtbot, 3, "1.5")
    after = window.session.book.fingerprint()
    window.undo.trigger()
    assert window.session.book.fingerprint() == before
    assert total_shown(window) == "360.67"
    window.redo.trigger()
    assert window.session.book.fingerprint() == after


@pytest.mark.parametrize("typed", ["12.345", "1,234.5元", "-5", "１２"])
def test_what_cannot_be_taken_stays_visible_with_the_reason(window, qtbot, typed):
    before = window.session.book.fingerprint()
    type_amount(window, qtbot, 1, typed)
    assert window.session.book.fingerprint() == before
    assert shown(window, 1, "this") == typed
    assert len(cell(window, 1, "this").data(Qt.ItemDataRole.ToolTipRole)) > 8
    assert "未保存" in window.saved.text()
    type_amount(window, qtbot, 5, "7")
    assert shown(window, 1, "this") == typed, "another edit does not lose it"
    type_amount(window, qtbot, 1, "88")
    assert shown(window, 1, "this") == "88.00"


def test_last_year_s_column_edits_last_year_s_budget(window, qtbot):
    type_amount(window, qtbot, 0, "480001", key="last")
    last = [line for line in window.session.last.lines if line.economic_code == "30101"]
    assert [line.amount for line in last] == [48_000_100]


def test_a_code_is_changed_by_initials_in_both_years(window):
    grid = window.lines.grid
    assert grid.setData(cell(window, 0, "economic_code"), "30102")
    assert not grid.setData(cell(window, 0, "economic_code"), "39999999")
    assert {line.economic_code for line in (grid.rows[0].this, grid.rows[0].last)} == {"30102"}
    editor = CodeEdit("function", 2023)
    editor.setText("zwgksp")
    assert editor.code() == "2010306"


def test_deleting_rows_is_one_step(window):
    window.lines.clearSelection()
    for row in (0, 1, 2):
        window.lines.selectionModel().select(
            cell(window, row, "note"), window.lines.selectionModel().SelectionFlag.Select
        )
    count = len(window.session.facts.lines)
    window.remove.trigger()
    assert len(window.session.facts.lines) == count - 3
    assert window.session.book.next_undo().name == "删除 3 行"
    window.undo.trigger()
    assert len(window.session.facts.lines) == count


def test_clearing_one_amount_keeps_the_other_year(window, qtbot):
    window.lines.setCurrentIndex(cell(window, 0, "this"))
    qtbot.keyClick(window.lines, Qt.Key.Key_Delete)
    gone = [r for r in window.lines.grid.rows if r.this is None]
    assert [r.last.economic_code for r in gone] == ["30101"]


def test_sum_of_the_selection(window):
    select = window.lines.selectionModel()
    for row in (0, 1):
        select.select(cell(window, row, "this"), select.SelectionFlag.Select)
    assert "660,110.00" in window.sum.text()


def test_a_click_on_a_printed_figure_lists_its_lines(window, qtbot):
    window.tables.show_table("表二 一般公共预算财政拨款支出预算表")

    def found():
        pages = [page for page in window.tables.area.widgets() if page.isVisible()]
        boxes = [(page, box) for page in pages for box in page.page.boxes]
        return [(page, box) for page, box in boxes if box.placed and box.placed.cell and box.text == "135.00"]

    qtbot.waitUntil(lambda: found() != [])
    page, box = found()[0]
    middle = QPointF(box.x + box.width / 2, box.y + box.height / 2) * page._zoom
    qtbot.mouseClick(page, Qt.MouseButton.LeftButton, pos=middle.toPoint())
    assert "4 行，合计 1,350,000.00 元" in window.sources.title.text()
    assert window.sources.table.rowCount() == 4
    window.sources.table.cellDoubleClicked.emit(0, 0)
    assert window.lines.grid.rows[window.lines.currentIndex().row()].line.function_code == "2010306"


def test_a_figure_of_the_text_leads_to_both_years(window):
    window.navigator.show_figure("basic_total")
    assert "2023年 21 行，合计 2,256,690.00 元；2022年 21 行" in window.sources.title.text()


def test_a_finding_jumps_to_its_line_or_text(window, qtbot):
    grid = window.lines.grid
    row = next(n for n, r in enumerate(grid.rows) if r.line.economic_code == "30299")
    grid.setData(cell(window, row, "economic_code"), "31003")
    finding = next(f for f in window.session.disclosure.findings if f.code == "C27")
    window.checks.finding_chosen.emit(finding)
    assert window.lines.currentIndex().row() == row
    assert finding.severity is Severity.WARNING
    window.session.word_edits.set_reason("basic_total", "原因", "")
    owed = next(f for f in window.session.disclosure.findings if f.code == "C78")
    window.checks.finding_chosen.emit(owed)
    assert window.narrative.isVisible()
    window.narrative.editor.setPlainText("工资调标")
    window.narrative.save()
    assert "主要原因是工资调标" in window.narrative.text.toPlainText()


def test_words_typed_but_not_saved_are_kept_on_closing(fresh_window, wuxi_book):
    fresh_window.turn_to("narrative")
    fresh_window.narrative.show_field("duties")
    fresh_window.narrative.editor.setPlainText("新的职责")
    fresh_window.close()
    with Book.open_to_read(wuxi_book) as book:
        assert "新的职责" in {t.text for t in book.records(FreeText)}


@pytest.mark.usefixtures("agreed")
def test_another_year_and_another_layout(window):
    item = window.units.topLevelItem(0).child(1)
    window.units.itemClicked.emit(item, 0)
    assert window.windowTitle().startswith("巫溪县政务服务中心 2022年")
    window.forms.setCurrentIndex(window.forms.findData("national/2023"))
    assert window.tables.choice.itemText(0).startswith("表1 ")


def test_obligations_never_show_not_checked_as_passed(window):
    window.turn_to("checks")
    table = window.checks.obligations
    marks = {table.item(n, 1).text(): table.item(n, 0).text() for n in range(table.rowCount())}
    assert marks["C01"] == "✓ 通过"
    assert marks["C17"] == "— 不适用"


def test_a_read_only_book_says_so_and_takes_no_edit(qtbot, wuxi_book):
    window = MainWindow(Book.open_to_read(wuxi_book))
    qtbot.addWidget(window)
    window.show()
    assert "只读" in window.banner.text()
    assert window.banner.isVisible()
    assert not cell(window, 0, "this").flags() & Qt.ItemFlag.ItemIsEditable
    assert not window.add.isEnabled()
    window.close()


def test_other_records_are_added_edited_and_undone(window):
    window.show_kind("项目")
    window.add.trigger()
    assert [p.name for p in window.session.facts.projects] == ["政务服务大厅运行", "新项目"]
    grid = window.panel().view.grid
    assert grid.setData(grid.index(1, 1), "平台升级")
    assert not grid.setData(grid.index(1, 1), "政务服务大厅运行")
    assert "同名" in grid.index(1, 1).data(Qt.ItemDataRole.ToolTipRole)
    window.show_kind("政府采购")
    window.add.trigger()
    grid = window.panel().view.grid
    keys = [c.key for c in grid.columns]
    assert grid.setData(grid.index(0, keys.index("amount")), "96000")
    assert grid.setData(grid.index(0, keys.index("project")), "平台升级")
    assert not grid.setData(grid.index(0, keys.index("quantity")), "三")
    assert window.session.disclosure.narrative.figures["procurement_goods"].shown == "9.60"
    window.show_kind("车辆与设备")
    assert window.panel().view.grid.index(0, 1).data() == "1"
    window.undo.trigger()
    window.undo.trigger()
    assert window.session.disclosure.narrative.figures["procurement_goods"].shown == "0"


def test_a_project_in_use_is_not_deleted(window, monkeypatch):
    from PySide6.QtWidgets import QMessageBox

    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *a: said.append(a[-1]))
    window.show_kind("项目")
    window.panel().view.show_row(0, "name")
    window.remove.trigger()
    assert "还有支出行" in said[0]
    assert window.session.facts.projects


def test_sums_that_differ_mark_no_line(window, qtbot):
    grid = window.lines.grid
    assert grid.setData(grid.index(0, column(window, "this")), "530000")
    qtbot.waitUntil(lambda: window.session.disclosure.errors != [] and window.results.tabText(2) != "检查 ✓")
    assert any(f.place.lines for f in window.session.disclosure.errors)
    assert window.session.line_findings == {}
