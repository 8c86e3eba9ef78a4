"""Commands that may be refused: in their own words, a failing disk in a sentence, a lost file with 另存为."""

import errno
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.findings import UserError
from desktop.ledger.errors import BookGone
from desktop.ui.kit.book_window import BookWindow
from desktop.ui.kit.guarded import guarded


@pytest.fixture
def said(monkeypatch):
    """What message boxes said; a test never waits for one."""
    words = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *a: words.append(a[-1]))
    return words


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


def test_a_refusal_is_shown_in_its_own_words(said):
    def refuse():
        raise UserError("请先选择单位")

    guarded(None, refuse)
    guarded(None, lambda: None)
    assert said == ["请先选择单位"]


class Held(BookWindow):
    """A window that only counts how often it was asked for 另存为."""

    asked = 0

    def save_as(self):
        self.asked += 1
        return True


@pytest.mark.parametrize("button", ["另存为…", "知道了"])
def test_a_lost_file_offers_to_save_as_in_the_window_around(qtbot, session, monkeypatch, button):
    window = Held(session)
    qtbot.addWidget(window)
    inside = QWidget(window)

    def answer(box):
        assert "账本“甲.mzb”不在了" in box.text()
        next(b for b in box.buttons() if b.text() == button).click()

    monkeypatch.setattr(QMessageBox, "exec", answer)

    def lost():
        raise BookGone(Path("甲.mzb"), "不在了")

    guarded(inside, lost)
    assert window.asked == (1 if button == "另存为…" else 0)
