"""Layouts and packs in the window: listed, looked at, taken only after a yes, removed."""

import json

import pytest
from PySide6.QtWidgets import QMessageBox

from desktop.ui.guide.updates_dialog import UpdatesDialog
from desktop.updates import adding, child, listing
from tests.updates.conftest import pack


@pytest.fixture
def dialog(session, qtbot, monkeypatch):
    monkeypatch.setattr(
        adding, "_asked", lambda source, staging: json.dumps(child.answer(source.resolve(), staging)).encode()
    )
    dialog = UpdatesDialog(session)
    qtbot.addWidget(dialog)
    return dialog


@pytest.fixture
def answer(monkeypatch):
    """What is clicked in the next question, and its words."""
    asked = []
    chosen = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    monkeypatch.setattr(
        QMessageBox, "clickedButton", lambda box: next(b for b in box.buttons() if b.text() == chosen[-1])
    )
    return asked, chosen


def rows(dialog):
    table = dialog.table
    return {table.item(row, 1).text(): table.item(row, 3).text() for row in range(table.rowCount())}


def test_all_are_listed_and_shipped_ones_cannot_be_removed(dialog):
    assert rows(dialog)["henan/2022"] == "随软件"
    assert not dialog.remove.isEnabled()
    dialog.table.selectRow(0)
    assert dialog.chosen().source == listing.SHIPPED
    assert not dialog.remove.isEnabled()


def test_a_pack_is_added_after_a_yes_and_removed_after_another(dialog, answer, tmp_path):
    asked, chosen = answer
    chosen.append("不加入")
    dialog.ask_to_take(adding.looked_at(pack(tmp_path)))
    assert "未附校验清单" in asked[0]
    assert "jiashi2027" not in rows(dialog)
    chosen.append("加入")
    dialog.ask_to_take(adding.looked_at(pack(tmp_path)))
    assert rows(dialog)["jiashi2027"] == "后加"
    assert "已加入" in dialog.state.text()
    dialog.table.selectRow(list(rows(dialog)).index("jiashi2027"))
    assert dialog.remove.isEnabled()
    chosen.append("取消")
    dialog._remove()
    assert "jiashi2027" in rows(dialog)
    chosen.append("删除")
    dialog._remove()
    assert "jiashi2027" not in rows(dialog)


def test_a_file_is_looked_at_beside_the_window(dialog, answer, tmp_path, qtbot):
    answer[1].append("不加入")
    dialog.look_at(pack(tmp_path))
    qtbot.waitUntil(lambda: bool(answer[0]), timeout=60_000)
    assert "jiashi2027" in answer[0][0]
