"""The tables of the import dialog: what is ticked, what a remembered word is shown as."""

from PySide6.QtCore import Qt

from desktop.ui.imports import import_tables
from desktop.ui.kit.read_tables import cell, table
from tests.small_cases import small_cases


def test_only_ticked_names_are_handed_on(qapp, qtbot):
    made = table("表", ("一", "二"), (50,))
    qtbot.addWidget(made)
    made.setRowCount(3)
    for row, text in enumerate("甲乙"):
        item = cell(text)
        item.setCheckState(Qt.CheckState.Checked if row else Qt.CheckState.Unchecked)
        made.setItem(row, 0, item)
    assert import_tables.checked(made) == ("乙",)


@small_cases(
    ("kind", "name", "words"),
    [("roster", "code", "人员编号"), ("roster", "base:养老", "养老核定基数"), ("roster", "岗位工资", "岗位工资"),
     ("projects", "project", "项目名称"), ("words", "在职", "在职"), ("controls", "项目支出", "项目支出")],
)  # fmt: skip
def test_what_is_remembered_is_shown_in_words(kind, name, words):
    assert import_tables.meaning(kind, name) == words
