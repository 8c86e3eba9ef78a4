"""Totals pasted or read from a file, held against what is computed; nothing is written."""

import pytest
from openpyxl import Workbook

from desktop.ui.year.budget_menu import BudgetMenu
from desktop.ui.year.calibrate_dialog import CalibrateDialog


@pytest.fixture
def dialog(session, qtbot):
    made = CalibrateDialog(session)
    made.month.setText("2025-01")
    qtbot.addWidget(made)
    return made


def row(table, number):
    cells = (table.item(number, column) for column in range(table.columnCount()))
    return [cell.text() for cell in cells]


def compared(dialog, text):
    dialog.text.setPlainText(text)
    dialog.compare_text()
    return [row(dialog.items, number) for number in range(dialog.items.rowCount())]


def test_what_is_pasted_is_compared_by_item_with_what_it_implies(dialog):
    pay, pension, subject = compared(dialog, "岗位工资 1\n养老保险 1000 10000\n30101 基本工资 1")
    assert (pay[0], pay[2], pay[4:]) == ("岗位工资", "1.00", [""] * 4)
    assert pension[5:] == ["16%", "10%", "6,250.00"]
    assert subject[0] == "30101 基本工资（全年）"
    assert "比较了 3 项，不一致 3 项" in dialog.summary.text()
    again = "\n".join(f"{name.removesuffix('（全年）')}\t{fen}" for name, fen, *_ in (pay, pension, subject))
    assert {each[3] for each in compared(dialog, again)} == {"一致"}
    assert "3 项，都一致" in dialog.summary.text()


def test_persons_who_deviate_and_what_was_not_compared_are_named(dialog):
    compared(dialog, "姓名\t岗位工资\t备注\n无此人\t5\t新")
    assert row(dialog.persons, 0) == ["岗位工资", "无此人", "账本中没有此人", "5.00"]
    assert dialog.persons.rowCount() > 1
    assert "没有读取的列：备注" in dialog.left.text()
    compared(dialog, "30177 无 1\n餐补 2")
    assert "“30177”在科目表中不存在" in dialog.left.text()
    assert "没有可比的项目" in dialog.summary.text()


@pytest.mark.parametrize(("text", "month", "words"), [("", "2025-01", "没有内容"), ("岗位工资 1", "一月", "月份“一月”不对"),
                                                      ("岗位工资 一", "2025-01", "第 1 行")])  # fmt: skip
def test_what_cannot_be_read_is_said_and_nothing_old_is_left(dialog, text, month, words):
    compared(dialog, "岗位工资 1")
    dialog.month.setText(month)
    assert compared(dialog, text) == []
    assert words in dialog.summary.text()


def test_a_file_is_read_beside_the_window(dialog, qtbot, tmp_path):
    book = Workbook()
    for cells in (["项目", "金额"], ["岗位工资", 1]):
        book.active.append(cells)
    book.save(tmp_path / "十月.xlsx")
    dialog.open_file(tmp_path / "十月.xlsx")
    qtbot.waitUntil(lambda: dialog.items.rowCount() == 1, timeout=60_000)
    assert "“十月.xlsx”" in dialog.summary.text()


def test_a_budget_without_a_pack_is_not_compared(dialog, session):
    session.year_edits.choose_policy("")
    assert compared(dialog, "岗位工资 1") == []
    assert "没有选择政策参数包" in dialog.summary.text()


def test_the_menu_opens_it(session, qtbot):
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    menu = BudgetMenu(session, parent)
    menu.calibrate.trigger()
    assert parent.findChild(CalibrateDialog) is not None
