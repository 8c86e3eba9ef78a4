"""A block that does not fit: which of its columns goes where, seen before anything is changed."""

from PySide6.QtGui import QGuiApplication

from desktop.ledger.records import ProjectLine
from desktop.ui.grids.grid_view import GridView
from desktop.ui.grids.paste_dialog import LEFT_OUT, PasteDialog
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
