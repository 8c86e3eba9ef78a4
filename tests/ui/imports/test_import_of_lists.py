"""Lists in the dialog: what is asked is asked with its values, each row says what becomes of it, then one step."""

import pytest
from openpyxl import Workbook

from desktop.intake import headers
from desktop.intake.people_update import GONE, NEW, SAME
from desktop.intake.record_taking import RecordDifference
from desktop.ledger.records import DirectLine, Income
from desktop.ui.imports import import_tables
from desktop.ui.imports.import_dialog import ImportDialog, source_of
from desktop.ui.kit.read_tables import table
from desktop.ui.year.budget_menu import ImportMenu

LINES = [
    ("预算单位", "项目类别", "项目名称", "支出功能分类", "部门预算经济分类", "资金性质", "预算金额", "绩效"),
    ("某站", "人员类", "工资", "2010350 事业运行", "基本工姿", "财政拨款", 12.5, "x"),
    ("合计", None, None, None, None, None, 12.5, None),
]


@pytest.fixture
def opened(session, qtbot, tmp_path):
    def open_dialog(kind, rows):
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / "表.xlsx")
        source = source_of(session, kind, tmp_path / "表.xlsx")
        dialog = ImportDialog(session, source, source.read())
        qtbot.addWidget(dialog)
        return dialog

    return open_dialog


def shown(grid):
    return [[item.text() if (item := grid.item(row, n)) else "" for n in range(grid.columnCount())]
            for row in range(grid.rowCount())]  # fmt: skip


def test_everything_unknown_is_decided_by_hand_and_taken_as_one_step(opened, session):
    before = len(session.facts.lines)
    dialog = opened("lines", LINES)
    assert (dialog.windowTitle(), dialog.tabs.currentWidget()) == ("导入支出明细", dialog.columns)
    assert shown(dialog.columns)[0] == ["绩效", "", "x"]
    dialog.choose("绩效", "不导入")
    assert dialog.money.isEnabled()
    assert "没有写明金额单位" in dialog.problems.toPlainText()
    dialog.choose_money("万元")
    asked = [row[0] for row in shown(dialog.words) if "没有见过" in row[2]]
    assert asked == ["预算单位：某站", "部门经济科目：基本工姿", "资金来源：财政拨款"]
    for text, meaning in (
        ("预算单位/某站", "本单位"),
        ("部门经济科目/基本工姿", "30101"),
        ("资金来源/财政拨款", "一般公共预算"),
    ):
        dialog.choose_word(text, meaning)
    box = dialog.words.cellWidget([row[0] for row in shown(dialog.words)].index("资金来源：财政拨款"), 1)
    assert box.currentText() == "一般公共预算"
    assert box.findData("事业收入") > 0, "what was decided can be decided otherwise"
    assert dialog.accept_button.isEnabled(), dialog.problems.toPlainText()
    assert "1 行，合计 125,000.00 元，核对相符的合计 1 处；新增 1" in dialog.summary.text()
    assert shown(dialog.records)[0] == ["新增", "2", "2010350 30101 基本工资 人员 一般公共预算", "125,000.00", ""]
    assert "第 3 行：合计行" in dialog.left_out.toPlainText()
    dialog.import_rows()
    assert len(session.facts.lines) == before + 1
    assert session.facts.lines[-1].amount == 12_500_000
    session.undoing.undo()
    assert len(session.facts.lines) == before
    assert headers.remembered("lines") == {"绩效": "不导入"}
    assert headers.remembered("records")["资金来源/财政拨款"] == "一般公共预算"


def test_incomes_of_the_book_are_changed_or_stay(opened, session):
    dialog = opened("incomes", [("收入来源", "金额（元）"), ("彩虹", 5)])
    assert dialog.tabs.currentWidget() is dialog.words
    dialog.choose_word("资金来源/彩虹", "事业收入")
    assert not dialog.money.isEnabled()
    states = [row[0] for row in shown(dialog.records)]
    assert states == ["新增"] + ["文件中没有，保留"] * len(session.facts.incomes)


def test_the_menu_lists_every_list(session, qtbot):
    menu = ImportMenu(session, None)
    qtbot.addWidget(menu)
    assert [action.text() for action in menu.lists.actions()] == [
        "支出明细…", "收入…", "政府采购…", "新增资产…", "车辆与设备…", "项目基本信息…", "项目测算明细…", "公用测算明细…", "会议和培训计划…",
        "上年执行数…",
    ]  # fmt: skip


def test_rows_of_the_book_are_counted_and_shown(qapp, qtbot):
    found = [RecordDifference(GONE, None, Income(amount=500)), RecordDifference(SAME, None, DirectLine())]
    grid = table("表", ("处理", "行", "内容", "金额", "改动"), ())
    qtbot.addWidget(grid)
    import_tables.fill_changes(grid, found, {})
    assert shown(grid)[0] == ["文件中没有，保留", "", "一般公共预算", "5.00", ""]
    assert import_tables.counts_of_changes(found) == f"{NEW} 0，更新 0，{SAME} 1，账本中另有 1 行保留不动"


def test_a_list_of_projects_asks_for_the_unit_of_money_that_its_file_does_not_name(opened, session):
    rows = [("项目名称", "功能科目", "经济科目", "金额"), ("甲项目", "住房公积金", "办公费", 1.5)]
    dialog = opened("projects", rows)
    assert (dialog.money.isEnabled(), dialog.sheet.isVisibleTo(dialog)) == (True, False)
    assert dialog.money.isVisibleTo(dialog)
    assert "没有写明金额单位" in dialog.problems.toPlainText()
    dialog.choose_money("万元")
    assert dialog.problems.toPlainText() == "没有问题"
    assert "合计 15,000.00 元" in dialog.summary.text()
    rows[0] = (*rows[0][:3], "金额（万元）")
    named = opened("projects", rows)
    assert (named.money.isEnabled(), named.money.currentText()) == (False, "按文件所写：万元")
