"""No test of the window waits for a person: what nobody answers fails at once, with its words."""

import re
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox, QPushButton

from desktop import ui
from desktop.findings import UserError
from desktop.ui.kit import ask_file
from desktop.ui.kit.guarded import guarded

ASKED = {
    "question": lambda: QMessageBox.question(None, "账本", "确定吗"),
    "information": lambda: QMessageBox.information(None, "账本", "确定吗"),
    "warning": lambda: QMessageBox.warning(None, "账本", "确定吗"),
    "critical": lambda: QMessageBox.critical(None, "账本", "确定吗"),
    "box": lambda: QMessageBox(QMessageBox.Icon.Question, "账本", "确定吗").exec(),
    "text": lambda: QInputDialog.getText(None, "账本", "确定吗"),
    "lines": lambda: QInputDialog.getMultiLineText(None, "账本", "确定吗"),
    "item": lambda: QInputDialog.getItem(None, "账本", "确定吗", ["一"]),
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_what_is_asked_fails_with_its_words(qapp, ask):
    with pytest.raises(AssertionError, match="nobody answers: 账本 确定吗"):
        ask()


def test_files_are_chosen_by_nobody(qapp):
    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"):
        with pytest.raises(AssertionError, match="nobody answers: 打开账本"):
            getattr(QFileDialog, name)(None, "打开账本")
    with pytest.raises(AssertionError, match="nobody answers: 打开公开文件"):
        ask_file.to_read(None, "打开公开文件", "Word (*.docx)")


def test_a_dialog_that_is_shown_and_waited_for_says_its_title(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.setWindowTitle("新建账本")
    with pytest.raises(AssertionError, match="nobody answers: 新建账本"):
        dialog.exec()
    with pytest.raises(AssertionError, match="nobody answers"):
        QPrintDialog(QPrinter()).exec()


def test_no_menu_of_ours_waits():
    """Its `exec` could not be made to fail."""
    sources = Path(ui.__file__).parent.rglob("*.py")
    assert not [
        source.name for source in sources if re.search(r"(?i)menu\w*(\(\))?\.exec", source.read_text(encoding="utf-8"))
    ]


def test_what_a_button_asks_fails_the_test_too(qtbot):
    """pytest-qt hands on what is raised while Qt works."""
    button = QPushButton()
    qtbot.addWidget(button)

    def refused():
        raise UserError("磁盘已满")

    button.clicked.connect(lambda: guarded(None, refused))
    with qtbot.captureExceptions() as raised:
        button.click()
    (_, error, _), *others = raised
    assert (str(error), others) == ("nobody answers: 没有保存 磁盘已满", [])
