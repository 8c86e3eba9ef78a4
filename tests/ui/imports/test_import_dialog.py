"""Importing in the window: the meaning of each column, what is wrong row by row, then one step."""

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from desktop.intake import headers
from desktop.ledger.records import Person
from desktop.ui.imports.import_dialog import ImportDialog, source_of
from desktop.ui.year.budget_menu import ImportMenu


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


def test_a_roster_is_mapped_in_the_dialog_and_imported_in_one_step(window, tmp_path, qtbot):
    path = tmp_path / "花名册.csv"
    path.write_text("工号,姓名,职务工资,身份证号\nN1,甲,3000,x\n", encoding="utf-8")
    people = len(window.session.facts.people)
    ImportMenu(window.session, window).open_file("roster", path)
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportDialog)))
    dialog = window.findChildren(ImportDialog)[0]
    assert not dialog.accept_button.isEnabled()
    assert "不认识列“职务工资”" in dialog.problems.toPlainText()
    dialog.choose("职务工资", "post_wage")
    assert dialog.accept_button.isEnabled()
    assert "岗位工资 3,000.00" in dialog.summary.text()
    shown = [(dialog.columns.item(row, 0).text(), dialog.columns.item(row, 2).text()) for row in range(4)]
    assert shown == [("工号", "N1"), ("姓名", "甲"), ("职务工资", "3000"), ("身份证号", "")]
    dialog.import_rows()
    assert len(window.session.facts.people) == people + 1
    window.undo.trigger()
    assert len(window.session.facts.people) == people


def test_a_roster_needs_a_policy_pack_first(window, tmp_path, said):
    window.session.year_edits.choose_policy("")
    assert window.records["people"].policy.currentData() == ""
    ImportMenu(window.session, window).open_file("roster", tmp_path / "x.csv")
    assert "还没有选择政策参数" in said[0]


SALARIES = [
    ("某县畜牧站2026年10月工资发放及代扣明细表",),
    ("序号", "姓 名", "人员状态", "岗位工资", "护龄补", "代扣养老", "应发合计"),
    (1, "张 三", "借调", 3010.5, 20, 200, 3030.5),
    (2, "李四", "在编", 2000, None, 100, 2000),
    ("合计", None, None, 5010.5, 20, 300, 5030.5),
]


@pytest.fixture
def dialog(session, qtbot, tmp_path):
    """The dialog over a workbook with an unknown column, an unknown word, two sheets of pay and one of others."""
    session.year_edits.choose_policy("national")
    book = Workbook()
    book.remove(book.active)
    sheets = {
        "工资": SALARIES,
        "津贴": [("姓名", "车补"), ("张三", 50)],
        "Sheet3": [("姓名", "岗位工资"), ("王五", 20)],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "10月.xlsx")
    source = source_of(session, "roster", tmp_path / "10月.xlsx")
    made = ImportDialog(session, source, source.read())
    qtbot.addWidget(made)
    return made


def shown(table):
    items = [[table.item(row, column) for column in range(table.columnCount())] for row in range(table.rowCount())]
    return [[item.text() if item else "" for item in row] for row in items]


def tabs(dialog):
    return [dialog.tabs.tabText(n) for n in range(dialog.tabs.count()) if dialog.tabs.isTabVisible(n)]


def test_what_is_unknown_is_asked_with_its_values_and_decided_by_hand(dialog, session):
    assert dialog.tabs.currentWidget() is dialog.columns
    assert shown(dialog.columns)[0] == ["护龄补", "", "20"]
    assert tabs(dialog)[0] == "列（1 处待定）"
    dialog.choose("护龄补", "不导入")
    assert shown(dialog.words) == [["借调", "", "没有见过，请指定"], ["在编", "", "程序自带的叫法"]]
    dialog.choose_word("借调", "在职")
    assert dialog.accept_button.isEnabled(), dialog.problems.toPlainText()
    assert tabs(dialog) == ["列", "工作表（3）", "叫法", "人员（2）", "应发核对（1 处待定）", "没有导入的内容（5）"]
    people = shown(dialog.people)
    assert people[0] == ["新增", "张三", "事业", "在职", "3,060.50", "岗位工资 3,010.50、公务交通补贴 50.00"]
    assert people[2][:2] == ["文件中没有，勾选则删除", "S1"]
    assert shown(dialog.gross) == [
        ["合计", "", "5,030.50", "5,010.50", "20.00"], ["张三", "工资 第 3 行", "3,030.50", "3,010.50", "20.00"],
    ]  # fmt: skip
    left = dialog.left_out.toPlainText()
    for words in ("没有读取的工作表：Sheet3", "代扣养老", "第 5 行：合计行，已与各行核对", "已合为一人", "护龄补"):
        assert words in left
    before = session.book.fingerprint()
    dialog.import_rows()
    assert (headers.words(), headers.remembered("roster")) == ({"借调": "在职"}, {"护龄补": "不导入"})
    session.undoing.undo()
    assert session.book.fingerprint() == before


def test_sheets_are_ticked_and_said_whose_they_are(dialog, session, qtbot):
    dialog.choose("护龄补", "护理费")
    dialog.choose_word("借调", "在职")
    sheet3 = dialog.sheets.item(2, 0)
    assert [row[0] for row in shown(dialog.sheets)] == ["工资", "津贴", "Sheet3"]
    assert sheet3.checkState() is Qt.CheckState.Unchecked
    sheet3.setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: len(dialog.preview.roster.chosen) == 3)
    dialog.choose_sheet_kind("Sheet3", "退休")
    assert [row[1:4] for row in shown(dialog.people)][2] == ["王五", "事业", "退休"]
    dialog.people.item(3, 0).setCheckState(Qt.CheckState.Checked)
    gone = dialog.people.item(3, 1).text()
    dialog.import_rows()
    codes = [person.code for person in session.records(Person)]
    assert gone.startswith("S")
    assert gone not in codes
    assert "工作表/Sheet3" not in headers.words(), "the name of a sheet says nothing in another file"


def test_a_newer_payroll_shows_what_changes_before_it_is_taken(dialog, session, qtbot):
    dialog.choose("护龄补", "护理费")
    dialog.choose_word("借调", "退休")
    assert not dialog.preview.rejects
    source = dialog._source
    dialog.import_rows()
    again = ImportDialog(session, source, source.read())
    qtbot.addWidget(again)
    assert [row[0] for row in shown(again.people)[:2]] == ["不变", "不变"]
    again.choose("护龄补", "遗属生活补助")
    assert shown(again.people)[0][0] == "更新"
    assert "护理费：20.00 → 0.00；遗属生活补助：0.00 → 20.00" in shown(again.people)[0][5]
