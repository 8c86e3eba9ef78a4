"""Search everywhere: each kind is found, choosing goes there, looking changes nothing."""

import pytest
from PySide6.QtCore import Qt

from desktop.ui.finder import Finder, entries
from tests import scale


@pytest.fixture
def window(shared):
    return shared


def set_last(window, row, text):
    grid = window.lines.grid
    assert grid.setData(grid.index(row, next(n for n, c in enumerate(grid.columns) if c.key == "last")), text)


KIND_OF = {
    "zwfw": "项目", "S3": "人员", "30108": "支出行", "表三": "表格", "基本支出": "说明中的数", "导出": "页面",
    "撤销": "命令", "政府采购": "帮助", "C39": "检查", "财政拨款收入": "名词", "kskj": "",
}  # fmt: skip
"""What is typed, and a kind of what is found then; empty: nothing."""


def test_everything_is_found(window):
    set_last(window, 0, "1")
    for typed, kind in KIND_OF.items():
        finder = Finder(window, window.navigator)
        finder.line.setText(typed)
        kinds = {entry.kind for entry in finder._found}
        assert kind in kinds if kind else not kinds, typed
        finder.reject()


def test_choosing_goes_there(window, qtbot):
    finder = Finder(window, window.navigator)
    finder.line.setText("P3")
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    assert window.page == "projects"
    assert window.panel().view.currentIndex().row() == 2


def test_every_entry_can_be_chosen_and_changes_nothing(window):
    """One of each kind; in the long form every one."""
    seen = set()
    before = window.session.book.fingerprint()
    for entry in list(entries(window, window.navigator)):
        if "导出" not in entry.text and entry.kind != "命令" and (scale.asked or entry.kind not in seen):
            entry.run()
            seen.add(entry.kind)
    assert {"页面", "人员", "项目", "支出行", "表格", "说明中的数", "检查", "名词", "帮助"} == seen
    assert window.session.book.fingerprint() == before
