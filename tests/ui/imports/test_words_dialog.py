"""What imports remembered is seen in one place and forgotten there."""

from PySide6.QtCore import Qt

from desktop.intake import headers
from desktop.ui.imports.words_dialog import WordsDialog


def test_what_is_ticked_is_forgotten_and_the_rest_stays(qapp, qtbot):
    headers.remember(headers.WORDS, {"借调": "在职", "挂职": "停薪"})
    headers.remember("roster", {"证号": "identity"})
    headers.remember("projects", {"事由": "project"})
    dialog = WordsDialog()
    qtbot.addWidget(dialog)
    shown = [[dialog.table.item(row, column).text() for column in range(3)] for row in range(dialog.table.rowCount())]
    assert shown == [
        ["借调", "在职", "人员的类别、状态"],
        ["挂职", "停薪", "人员的类别、状态"],
        ["证号", "身份证号（只留末四位，区分同名的人）", "花名册的列"],
        ["事由", "项目名称", "项目清单的列"],
    ]
    assert not dialog.forget_button.isEnabled()
    dialog.table.item(0, 0).setCheckState(Qt.CheckState.Checked)
    dialog.table.item(2, 0).setCheckState(Qt.CheckState.Checked)
    assert dialog.forget_button.isEnabled()
    with qtbot.waitSignal(dialog.forgotten):
        dialog.forget()
    assert (headers.words(), headers.remembered("roster")) == ({"挂职": "停薪"}, {})
    assert dialog.table.rowCount() == 2
