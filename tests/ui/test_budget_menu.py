"""Commands of the menus: what is refused is said in plain words."""

import errno

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.findings import UserError
from desktop.ui.budget_menu import guarded


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (UserError("名称不能为空"), "名称不能为空"),
        (OSError(errno.EROFS, "Read-only file system", "/U盘/甲.xlsx"), "没有权限写入“/U盘/甲.xlsx”"),
        (FileNotFoundError(errno.ENOENT, "No such file", "/U盘/甲.xlsx"), "找不到“/U盘/甲.xlsx”"),
        (OSError(errno.EIO, "Input/output error"), "请检查磁盘后再试"),
    ],
)
def test_a_refusal_or_a_failing_disk_is_said_in_a_sentence(qtbot, monkeypatch, error, words):
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[-1]))
    parent = QWidget()
    qtbot.addWidget(parent)

    def run():
        raise error

    guarded(parent, run)
    assert len(said) == 1
    assert words in said[0]
    assert "Errno" not in said[0]


def test_a_mistake_of_ours_is_not_hidden(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    with pytest.raises(ZeroDivisionError):
        guarded(parent, lambda: 1 / 0)
