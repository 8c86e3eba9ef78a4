"""A block that does not fit: which of its columns goes where, seen before anything is changed."""

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QGuiApplication

from desktop.ledger.records import ProjectLine
from desktop.ui.grids.grid_model import ExpenditureGrid
from desktop.ui.grids.grid_view import GridView
from desktop.ui.grids.paste_dialog import LEFT_OUT, PasteDialog, fits
from desktop.ui.grids.record_kinds import KINDS
from desktop.ui.grids.special_grids import grid_of


def view_of(qtbot, session, kind):
    made = next(k for k in KINDS if isinstance(k.empty, kind))
    view = GridView(grid_of(session, made))
    qtbot.addWidget(view)
    return view


def column(view, key):
    return next(n for n, c in enumerate(view.grid.columns) if c.key == key)


def paste(view, row, key, text):
    view.setCurrentIndex(view.grid.index(row, column(view, key)))
    QGuiApplication.clipboard().setText(text)
    view.paste()


def test_too_wide_a_block_changes_nothing_before_its_columns_are_chosen(qtbot, session):
    view = view_of(qtbot, session, ProjectLine)
    before = session.book.fingerprint()
    paste(view, 0, "basis", "甲\t乙\t丙\t丁\t戊\t己\t庚")
    assert session.book.fingerprint() == before
    dialog = view.findChild(PasteDialog)
    assert [box.currentText() for box in dialog.targets] == [
        "测算依据", "政府经济科目（空为对照）", "内容", "功能科目（空为项目的）", "资金子来源", LEFT_OUT, LEFT_OUT,
    ]  # fmt: skip
    dialog.targets[1].setCurrentText("测算依据")
    dialog.accept()
    assert "有两列都放到“测算依据”" in dialog.problem.text()
    assert session.book.fingerprint() == before
    dialog.targets[0].setCurrentIndex(0)
    dialog.accept()
    assert session.records(ProjectLine)[0].basis == "乙"
    session.undoing.undo()
    assert session.book.fingerprint() == before


def test_a_block_with_headers_goes_to_the_columns_they_name(qtbot, session):
    view = view_of(qtbot, session, ProjectLine)
    before = session.book.fingerprint()
    paste(view, 0, "project", "单价\t次数\t说明\n12.50\t3\t甲\n8\t4\t乙")
    dialog = view.findChild(PasteDialog)
    assert dialog.headed.isChecked()
    assert [box.currentText() for box in dialog.targets] == ["单价（元）", "次数", LEFT_OUT]
    dialog.accept()
    assert [(r.price, r.times) for r in session.records(ProjectLine)[:2]] == [(1250, 3), (800, 4)]
    session.undoing.undo()
    assert session.book.fingerprint() == before


def test_headers_are_recognised_under_the_other_names_that_files_have_for_them(qtbot, session):
    view = GridView(ExpenditureGrid(session))
    qtbot.addWidget(view)
    before = session.book.fingerprint()
    QGuiApplication.clipboard().setText("科目编码\t经济分类\t预算数\t用途\n2010350\t30240\t9\t按合同")
    view.selectionModel().setCurrentIndex(
        view.grid.index(view.grid.empty_row, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )
    view.paste()
    assert session.book.fingerprint() == before, "a person looks at it first"
    dialog = view.findChild(PasteDialog)
    assert dialog.headed.isChecked()
    this = f"{session.budget.year}年（元）"
    assert [box.currentText() for box in dialog.targets] == ["功能科目", "经济科目", this, "备注"]
    dialog.accept()
    line = session.facts.lines[-1]
    assert (line.function_code, line.economic_code, line.amount, line.note) == ("2010350", "30240", 900, "按合同")


def test_a_single_value_that_is_also_a_name_of_a_column_is_no_header(qtbot, session):
    view = view_of(qtbot, session, ProjectLine)
    paste(view, 0, "basis", "标准\n依据")
    assert [r.basis for r in session.records(ProjectLine)[:2]] == ["标准", "依据"]


def test_amounts_whose_header_says_another_unit_of_money_are_not_taken_for_yuan(qtbot, session):
    view = GridView(ExpenditureGrid(session))
    qtbot.addWidget(view)
    block = [["功能科目", "经济科目", "金额（万元）"], ["2010350", "30240", "3.5"]]
    assert not fits(view.grid, view.shown_columns(), 0, block)
    dialog = PasteDialog(view.grid, len(view.grid.rows), 0, block, view)
    assert [box.currentText() for box in dialog.targets] == ["功能科目", "经济科目", LEFT_OUT]
    assert "“金额（万元）”不是以元为单位" in dialog.note.text()


@pytest.mark.parametrize(
    ("this", "last"),
    [("{0}年", "{1}年"), ("{0}年预算数", "{1}年度预算"), ("本年预算（元）", "上年预算数"), ("本年", "上年")],
)
def test_amounts_of_two_years_are_recognised_by_the_usual_ways_to_write_the_year(qtbot, session, this, last):
    view = GridView(ExpenditureGrid(session))
    qtbot.addWidget(view)
    year = session.budget.year
    titles = ["功能科目", "经济科目", this.format(year, year - 1), last.format(year, year - 1)]
    dialog = PasteDialog(view.grid, view.grid.empty_row, 0, [titles, ["2010350", "30240", "9", "8"]], view)
    assert [box.currentData() for box in dialog.targets] == [0, 1, 3, 4]
    assert "不会粘贴" not in dialog.note.text()


def test_a_column_of_another_year_is_not_taken_and_said_by_its_title(qtbot, session):
    view = GridView(ExpenditureGrid(session))
    qtbot.addWidget(view)
    other = f"{session.budget.year - 2}年决算数"
    block = [["功能科目", "经济科目", other], ["2010350", "30240", "9"]]
    dialog = PasteDialog(view.grid, view.grid.empty_row, 0, block, view)
    assert dialog.targets[2].currentText() == LEFT_OUT
    assert f"“{other}”没有放到任何一列，不会粘贴" in dialog.note.text()
    dialog.headed.setChecked(False)
    assert "不会粘贴" not in dialog.note.text(), "it is no title any more"
    dialog.headed.setChecked(True)
    dialog.targets[2].setCurrentIndex(dialog.targets[2].findData(3))
    assert "不会粘贴" not in dialog.note.text()
