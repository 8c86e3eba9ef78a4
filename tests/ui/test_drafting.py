"""People, quotas and projects in the window: everything follows, computed lines are explained, stages and import."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from desktop.catalog import policy
from desktop.compute import controls
from desktop.findings import UserError
from desktop.ledger.records import Control
from desktop.money import YUAN
from desktop.ui.grids.special_grids import ITEM
from desktop.ui.imports.import_dialog import source_of
from desktop.ui.pages import PAGES
from desktop.ui.start.new_book_dialog import NewBookDialog
from tests import scale
from tests.ui.results.test_control_strip import said as words_of


@pytest.fixture
def said(monkeypatch):
    """What message boxes said; a test never waits for one."""
    words = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *a: words.append(a[-1]))
    return words


@pytest.fixture
def window(shared, said):
    shared.turn_to("people")
    return shared


def outlay(window):
    return sum(x.amount for x in window.session.disclosure.cube.lines if x.side == "支出" and x.year == 2025)


def put(window, row, key, text):
    grid = window.panel().view.grid
    number = next(n for n, c in enumerate(grid.columns) if c.key == key)
    return grid.setData(grid.index(row, number), text)


def test_a_raised_wage_moves_every_figure_and_undo_takes_it_back(window):
    before = outlay(window)
    assert before == 178_639_088
    assert put(window, 0, f"{ITEM}post_wage", "4010")
    assert outlay(window) > before + 12 * 100_000
    assert put(window, 0, f"{ITEM}only_child", "60")
    assert not put(window, 0, f"{ITEM}post_wage", "三千")
    assert not put(window, 0, "first_month", "13")
    window.undo.trigger()
    window.undo.trigger()
    assert outlay(window) == before


def test_computed_amounts_stand_beside_last_year_and_are_not_typed_over(window):
    grid = window.lines.grid
    keys = [c.key for c in grid.columns]
    this, last = keys.index("this"), keys.index("last")
    row = next(n for n, r in enumerate(grid.rows) if r.line.economic_code == "30101")
    assert (grid.index(row, this).data(), grid.index(row, last).data()) == ("385,770.00", "400,000.00")
    assert grid.index(grid.rowCount() - 1, this).data() == "1,786,390.88"
    assert not grid.setData(grid.index(row, this), "1")
    assert "“人员”“公用”或“项目”" in grid.index(row, this).data(Qt.ItemDataRole.ToolTipRole)
    assert grid.setData(grid.index(row, last), "400001")
    assert put(window, 0, f"{ITEM}post_wage", "4010")
    assert grid.index(row, this).data() == "397,770.00"


MANY = [[title for title in page.kinds if title not in ("单位信息", "公开审批记录")] for page in PAGES]
TITLES = [title for titles in MANY for title in (titles if scale.asked else titles[-1:])]
"""Of each page the last kind of record; in the long form all."""


def test_each_kind_of_record_can_be_added_and_removed(window, said):
    before = window.session.book.fingerprint()
    for title in TITLES:
        window.show_kind(title)
        window.records["income"].view.setFocus()
        count = len(window.panel().view.grid.rows)
        window.add.trigger()
        assert len(window.panel().view.grid.rows) == count + 1, (title, said)
        window.remove.trigger()
        assert len(window.panel().view.grid.rows) == count
        assert window.session.book.fingerprint() == before


def test_words_stand_for_quotas_parameters_and_projects(window):
    window.show_kind("定额分配")
    grid = window.panel().view.grid
    assert grid.index(0, 0).data() in grid.choices(grid.columns[0])
    assert not put(window, 0, "quota", "没有的定额")
    assert not put(window, 0, "economic_code", "301")
    window.show_kind("本账本参数")
    window.add.trigger()
    row = len(window.panel().view.grid.rows) - 1
    before = outlay(window)
    assert put(window, row, "parameter", "住房公积金 单位比例")
    assert not put(window, row, "valid_from", "今年")
    assert not put(window, row, "value", "百分之十")
    assert put(window, row, "value", "0.10")
    assert outlay(window) < before


def test_control_numbers_show_what_is_left(window):
    window.show_kind("控制数")
    window.add.trigger()
    assert put(window, 0, "amount", "1100000")
    grid = window.panel().view.grid
    assert [grid.index(0, n).data() for n in (0, 2, 6, 7)] == ["人员经费", "1,100,000.00", "1,118,347.21", "-18,347.21"]
    assert grid.index(0, 7).data(Qt.ItemDataRole.ForegroundRole) is not None
    assert put(window, 0, "amount", "1200000")
    assert grid.index(0, 7).data(Qt.ItemDataRole.ForegroundRole) is None


def test_a_computed_line_is_explained_down_to_its_source(window):
    cell = next(t for t in window.session.disclosure.tables if t.id == "balance").find("outlay", "expenditure_amount")
    window.tables.figure_clicked.emit(cell)
    lines = window.sources.shown
    row = next(n for n, line in enumerate(lines) if line.origin.part == "pension")
    window.sources.table.setCurrentCell(row, 0)
    assert not window.sources.why.isHidden()
    root = window.sources.why.topLevelItem(0)
    texts = []

    def walk(item):
        texts.append(item.text(0) + item.text(1))
        for n in range(item.childCount()):
            walk(item.child(n))

    walk(root)
    assert any("缴费基数" in text for text in texts)
    assert any("依据：" in text for text in texts)
    window.session.choose(next(b for b in window.session.book.budgets(1) if b.year == 2024))
    window.sources.table.setCurrentCell(0, 0)
    assert {line.origin.table for line in window.sources.shown} == {"direct_line"}
    assert window.sources.why.isHidden()


def test_the_lines_and_the_explanation_follow_an_edit(window):
    table = next(t for t in window.session.disclosure.tables if t.id == "balance")
    window.tables.figure_clicked.emit(table.find("outlay", "expenditure_amount"))
    row = next(n for n, line in enumerate(window.sources.shown) if line.origin.part == "pension")
    window.sources.table.setCurrentCell(row, 0)
    assert window.sources.why.topLevelItem(0).text(1) == "18,816.00 元"
    assert put(window, 0, f"{ITEM}post_wage", "4010")
    assert window.sources.table.item(0, 1).text() == "77,640.00"
    assert "1,786,390.88" not in window.sources.title.text()
    assert window.sources.why.topLevelItem(0).text(1) == "20,736.00 元"
    window.session.choose(next(b for b in window.session.book.budgets(1) if b.year == 2024))
    assert all(line.year in (2023, 2024) for line in window.sources.shown)


def test_a_finding_about_a_computed_line_leads_to_its_explanation(window):
    window.show_kind("项目测算明细")
    assert put(window, 0, "quantity", "0")
    finding = next(f for f in window.session.disclosure.findings if f.code == "C20")
    assert finding.place.lines[0].startswith("M")
    assert "“政务服务大厅运行维护”金额为 0.00" in finding.message
    window.checks.finding_chosen.emit(finding)
    assert [line.key for line in window.sources.shown] == [finding.place.lines[0]]
    assert not window.sources.why.isHidden()


def test_a_reason_is_offered_and_kept_only_when_saved(window):
    window.turn_to("narrative")
    panel = window.narrative
    number = next(n for n, item in enumerate(panel._items) if (item.kind, item.key) == ("reason", "project_total"))
    panel.choice.setCurrentIndex(number)
    panel.offer.click()
    assert "新增项目，政务服务一体化平台升级及设备更新增加17.80万元" in panel.editor.template()
    assert window.session.facts.reasons["project_total"] == "新增一体化平台升级及设备更新项目"
    panel.save()
    assert "政务服务一体化平台" in window.session.facts.reasons["project_total"]


def test_what_is_left_of_a_control_number_follows_the_typing(window):
    strip = window.strip
    assert strip.isVisible() == bool(window.session.facts.controls)
    window.session.record_edits.add_record(Control(block="会议费", amount=100), "新增控制数")
    meeting = controls.used(window.session.facts.controls[-1], window.session.disclosure.cube)
    left = f"还可编 {YUAN.show(100 - meeting)}" if meeting <= 100 else f"超 {YUAN.show(meeting - 100)}"
    assert f"会议费 1.00 已编 {YUAN.show(meeting)} {left}" in words_of(strip)
    strip.asked.emit()
    assert window.panel().tabs.title == "控制数"


def test_a_pack_that_computes_nothing_is_not_offered_but_a_book_still_shows_it(window, qtbot, tmp_path):
    own = policy.own_folder()
    own.mkdir(parents=True, exist_ok=True)
    (own / "空.toml").write_text('title = "空包"', encoding="utf-8")
    form = NewBookDialog()
    qtbot.addWidget(form)
    offered = [form.policy.itemData(n) for n in range(form.policy.count())]
    assert offered == ["", "example", "national"]
    panel = window.panel()
    assert [panel.policy.itemData(n) for n in range(panel.policy.count())] == offered
    window.session.year_edits.choose_policy("空")
    assert panel.policy.currentText() == "空包"
    with pytest.raises(UserError, match="没有人员项目，不能导入工资"):
        source_of(window.session, "roster", tmp_path / "花名册.xlsx")
    window.session.year_edits.choose_policy("example")
    assert panel.policy.currentData() == "example"
    assert source_of(window.session, "roster", tmp_path / "花名册.xlsx").items["post_wage"] == "岗位工资"
