"""The export dialog says what an earlier export left, beside what was written."""

import threading
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt

from desktop import file_set
from desktop.exporters import package
from desktop.exporters.package import Written
from desktop.findings import Finding, Severity
from desktop.ledger.records import Income
from desktop.ui.kit import window_place
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.year.export_dialog import ExportDialog
from desktop.ui.year.notes import set_remark


def column(window, key):
    return next(n for n, c in enumerate(window.lines.grid.columns) if c.key == key)


def draft_dialog(window):
    """The sample lacks the contact that is published with it."""
    dialog = ExportDialog(window.session, window)
    dialog.anyway.setChecked(True)
    return dialog


def test_export_with_progress_says_what_an_earlier_one_left_unfinished(window, qtbot, tmp_path, monkeypatch):
    sentences = ["上次导出到“这里”时中断，已恢复；请重新导出"]
    monkeypatch.setattr(file_set, "recover", lambda _: sentences.pop() if sentences else "")
    dialog = draft_dialog(window)
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.begin()
    qtbot.waitUntil(lambda: dialog.look.isVisibleTo(dialog))
    assert len(list((tmp_path / "out").iterdir())) == 3
    first, *rest = dialog.message.text().splitlines()
    assert first.startswith("上次导出到")
    assert len(rest) == 3
    assert "回读核对" in dialog.message.text()
    assert dialog.bar.value() == 3
    assert window.saved.text() == f"已导出 3 个文件，保存在“{tmp_path / 'out'}”", "what was said before is over"


def test_export_failure_is_said_in_the_dialog(window, qtbot, tmp_path):
    (tmp_path / "file").write_text("x")
    dialog = draft_dialog(window)
    dialog.folder.setText(str(tmp_path / "file"))
    dialog.begin()
    qtbot.waitUntil(lambda: dialog.start.isEnabled())
    assert dialog.message.text()
    assert dialog.message.objectName() == "problem"
    assert not dialog.bar.isVisibleTo(dialog), "an empty bar looks like a field to fill in"


def test_nothing_is_written_where_nobody_could_tell_the_place(window, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    dialog = draft_dialog(window)
    for text, words in (("  ", "还没有写保存到哪里"), ("导出", "不是完整的路径")):
        dialog.folder.setText(text)
        dialog.begin()
        assert words in dialog.message.text()
        assert dialog._job is None
    assert list(tmp_path.iterdir()) == []


def test_export_can_be_cancelled(window, qtbot, tmp_path):
    dialog = draft_dialog(window)
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.begin()
    dialog._job.cancel()
    qtbot.waitUntil(lambda: dialog.start.isEnabled())
    assert all(not p.name.startswith(".") for p in (tmp_path / "out").iterdir())


def test_an_export_stops_where_the_dialog_is_closed_by_its_key(window, qtbot, tmp_path):
    dialog = draft_dialog(window)
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.begin()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog._job is None
    assert list(tmp_path.rglob("*.pdf")) == []
    assert window.saved.text() == "没有导出：导出已取消，文件夹里的文件没有变化"


def test_files_that_were_written_before_the_closed_dialog_could_stop_them_are_said(
    window, qtbot, tmp_path, monkeypatch
):
    """Behind its last look at whether it is cancelled, an export goes on to its end."""
    begun, go_on = threading.Event(), threading.Event()

    def late(*_, **__):
        begun.set()
        go_on.wait(60)
        return [Written("pdf", tmp_path / "甲.pdf", 1, 1)]

    monkeypatch.setattr(package, "export", late)
    dialog = draft_dialog(window)
    dialog.folder.setText(str(tmp_path))
    dialog.begin()
    qtbot.waitUntil(begun.is_set)
    dialog._job.forget()
    go_on.set()
    dialog.reject()
    assert window.saved.text() == f"已导出 1 个文件，保存在“{tmp_path}”"


def test_errors_stop_an_export_until_a_draft_is_asked_for(window, qtbot, tmp_path):
    grid = window.lines.grid
    assert grid.setData(grid.index(0, column(window, "this")), "530000")
    dialog = ExportDialog(window.session, window)
    dialog.folder.setText(str(tmp_path / "out"))
    assert not dialog.start.isEnabled()
    dialog.begin()
    assert "先勾选" in dialog.message.text()
    assert not (tmp_path / "out").exists()
    dialog.anyway.setChecked(True)
    assert dialog.start.isEnabled()
    dialog.begin()
    qtbot.waitUntil(lambda: dialog.look.isVisibleTo(dialog))
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_an_internal_problem_while_exporting_is_said_in_the_dialog(window, qtbot, tmp_path, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(package, "_write_and_read", broken)
    dialog = draft_dialog(window)
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.begin()
    qtbot.waitUntil(lambda: "内部问题" in dialog.message.text())
    assert dialog.start.isEnabled()
    assert list((tmp_path / "out").iterdir()) == []


def test_the_code_of_the_pages_is_as_ticked(window, qtbot, tmp_path, monkeypatch):
    """A draft goes without; whoever wants it ticks it."""
    given = []
    monkeypatch.setattr(package, "export", lambda publication, *_, **__: given.append(publication.page_code) or [])
    dialog = draft_dialog(window)
    assert not dialog.coded.isHidden()
    assert not dialog.coded.isChecked()
    for wanted in (False, True):
        dialog.coded.setChecked(wanted)
        dialog.begin()
        qtbot.waitUntil(lambda: dialog.start.isEnabled())
    session = window.session
    assert given == ["", f"{session.unit.code}|{session.budget.year}|草稿|{session.disclosure.version}"]


def test_attachments_are_counted_and_a_zip_is_one_file(window, qtbot, tmp_path):
    """A page in a list of every table would be higher than the screen."""
    dialog = draft_dialog(window)
    dialog.folder.setText(str(tmp_path))
    for kind, box in dialog.kinds.items():
        box.setChecked(kind in ("tables_xlsx", "data"))
    dialog.begin()
    qtbot.waitUntil(lambda: dialog.look.isVisibleTo(dialog))
    tables = len(window.session.disclosure.tables)
    assert dialog.message.text().splitlines()[0].startswith(f"✓ 分表附件 Excel：{tables} 个文件（")
    assert "_预算公开_数据.zip（" in dialog.message.text().splitlines()[1]
    assert dialog.bar.value() == dialog.bar.maximum() == tables + 1
    dialog.kinds["tables_xlsx"].setChecked(False)
    dialog.as_zip.setChecked(True)
    dialog.begin()
    qtbot.waitUntil(lambda: "_预算公开.zip（" in dialog.message.text())


def test_the_dialog_counts_the_notes_that_go_with_the_workbook(window, qtbot):
    session = window.session
    dialog = ExportDialog(session, window)
    qtbot.addWidget(dialog)
    assert not [label for label in dialog.findChildren(PlainLabel) if "批注" in label.text()]
    set_remark(session, session.book.records(Income, budget_id=session.budget.id)[0], "按文件", shared=True)
    dialog = ExportDialog(session, window)
    qtbot.addWidget(dialog)
    (words,) = [label.text() for label in dialog.findChildren(PlainLabel) if "批注" in label.text()]
    assert words == "对外的批注有 1 条写在 Excel 表格的单元格上"


def test_the_folder_of_the_book_is_offered_and_then_the_last_one(window, qtbot, tmp_path):
    dialog = draft_dialog(window)
    assert Path(dialog.folder.text()) == window.session.book.path.parent
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.begin()
    qtbot.waitUntil(lambda: dialog.look.isVisibleTo(dialog))
    assert ExportDialog(window.session, window).folder.text() == str(tmp_path / "out")


def test_many_errors_and_long_messages_are_scrolled_and_the_buttons_stay_in_view(window, qtbot, monkeypatch):
    room = QSize(1350, 728)  # a screen of 1366 × 768 with a title
    monkeypatch.setattr(window_place, "room_for", lambda dialog: room)
    opened = window.session.disclosure
    words = "收入总表与收支总表不一致，请检查该来源的收入和它安排的支出；" * 3
    many = [replace(finding, message=words) for finding in opened.open_errors] or [
        Finding("C11", Severity.ERROR, words)
    ]
    monkeypatch.setattr(type(opened), "open_errors", property(lambda _: many * 9))
    monkeypatch.setattr(type(window.session.refused), "waiting", lambda _: "还有 9 处标红的内容没有入账。" * 4)
    dialog = ExportDialog(window.session, window)
    qtbot.addWidget(dialog)
    dialog.show()
    for more in ("", "\n".join(["✓ 文件（12 KB，回读核对 300 处一致）"] * 12)):
        dialog.message.setText(more)
        dialog._fit()
        dialog.layout().activate()
        assert dialog.size().boundedTo(room) == dialog.size()
        for button in (dialog.start, dialog.stop):
            assert dialog.rect().contains(QRect(button.mapTo(dialog, QPoint(0, 0)), button.size()))
    dialog.close()


def test_the_dialog_grows_upward_where_there_is_no_room_below(window, qtbot):
    dialog = draft_dialog(window)
    qtbot.addWidget(dialog)
    dialog.show()
    room = window_place.room_of(dialog)
    dialog.move(room.left(), room.bottom() - 80)
    dialog.message.setText("\n".join(["✓ 文件（12 KB，回读核对 300 处一致）"] * 9))
    dialog._fit()
    assert dialog.frameGeometry().bottom() <= room.bottom() or dialog.frameGeometry().top() == room.top()
    dialog.close()
