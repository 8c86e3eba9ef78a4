"""The page 审阅: a document opened, its counts, marks and findings; the paper; with a book and without."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QFileDialog, QHeaderView, QMessageBox, QTextEdit, QWidget

from desktop.ui.audit.audit_panel import AuditPanel
from desktop.ui.audit.rule_dialog import RuleDialog
from desktop.ui.kit import theme
from desktop.ui.kit.background import Job

TEXT = "甲局2025年部门预算\n\n收入总计178.64万元，其中：拨款收入100万元、其他收入70万元。\n\n支出总计187.64万元。<img src=x>"


@pytest.fixture
def path(tmp_path):
    (tmp_path / "公开.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "公开.txt"


@pytest.fixture
def panel(qtbot):
    made = AuditPanel()
    qtbot.addWidget(made)
    return made


def opened(qtbot, panel, path) -> AuditPanel:
    panel.open_file(path)
    qtbot.waitUntil(lambda: panel.audited is not None)
    return panel


def test_a_document_is_audited_beside_the_window_without_a_book(qtbot, panel, path):
    assert not panel.empty.isHidden()
    assert not panel.export.isEnabled()
    opened(qtbot, panel, path)
    audit = panel.audited.audit
    assert not panel.ways.isVisibleTo(panel)
    assert panel.file.text().startswith("公开.txt")
    assert "没有与账本核对" in panel.note.text()
    assert panel.tabs.tabText(0) == f"问题（{len(audit.findings)}）"
    assert panel.tabs.tabText(1) == f"未检查（{len(audit.not_checked)}）"
    assert panel.unchecked.table.rowCount() == len(audit.not_checked)
    assert panel.every.table.rowCount() == len(audit.obligations)
    assert "？ 未检查" in panel.counts.text()
    assert "<img src=x>" in panel.copy.toPlainText()
    panel.copy.finding_chosen.emit(1)
    assert panel.findings.current == 1
    panel.findings.rule.click()
    assert panel.findChildren(RuleDialog)


def test_on_a_small_screen_neither_the_findings_nor_the_copy_take_the_others_room(qtbot, panel, path):
    panel.resize(760, 440)
    panel.show()
    opened(qtbot, panel, path)
    qtbot.waitUntil(lambda: sum(panel.splitter.sizes()) > 0)
    left, right = panel.splitter.sizes()
    assert left >= 300
    assert right >= 300


def test_a_file_is_dropped_but_not_several_and_not_another_kind(panel, path, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(panel, "open_file", asked.append)
    for files in ([path, path], [tmp_path / "单位.mzs"], [path]):
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        panel.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, left, none))
    assert asked == [path]


def test_the_opinion_is_written_where_it_is_asked_for(qtbot, panel, path, tmp_path, monkeypatch):
    opened(qtbot, panel, path)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "意见"), "Word 文件 (*.docx)"))
    panel.ask_export()
    qtbot.waitUntil(lambda: "已写好审阅意见" in panel.hint.text())
    assert "公开.txt" in zipfile.ZipFile(tmp_path / "意见.docx").read("word/document.xml").decode()


def test_a_file_that_cannot_be_checked_is_refused_in_words_and_what_was_shown_stays(qtbot, panel, path, monkeypatch):
    opened(qtbot, panel, path)
    before, shown = panel.audited, []
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: shown.append(words[-1]))
    empty = path.with_name("空.txt")
    empty.write_text("", encoding="utf-8")
    panel.open_file(empty)
    qtbot.waitUntil(lambda: bool(shown))
    assert "没有可核对的文字" in shown[0]
    assert panel.audited is before


def test_what_was_cancelled_is_not_shown(qtbot, panel, path):
    panel.open_file(path)
    panel.job.forget()
    job: Job = panel.job
    qtbot.waitUntil(job.isFinished)
    assert panel.audited is None


def test_with_a_book_a_change_of_it_is_said(qtbot, session, path):
    panel = AuditPanel(session)
    qtbot.addWidget(panel)
    panel.open_file(path, "book")
    qtbot.waitUntil(lambda: panel.audited is not None)
    assert panel.audited.with_book
    assert session.unit.name in panel.note.text()
    session.changed.emit()
    session.changed.emit()
    assert panel.note.text().count("重新核对") == 1


def test_every_control_has_a_name_and_can_be_reached_by_keyboard(panel):
    kinds = (QComboBox, QAbstractItemView, QTextEdit)
    inside = [one for one in panel.findChildren(QWidget) if isinstance(one, kinds) and one.parent() is not None]
    inside = [one for one in inside if not isinstance(one, QHeaderView) and type(one.parent()).__name__ != "QFrame"]
    assert [type(one).__name__ for one in inside if not one.accessibleName()] == []
    for control in (panel.open, panel.forms, panel.findings.table, panel.findings.quotes, panel.copy):
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_folder_is_audited_into_a_workbook(qtbot, panel, path, monkeypatch):
    target = path.parent / "结果"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path.parent))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    panel.folder.click()
    qtbot.waitUntil(lambda: bool(panel.written.text()))
    assert "核对完了：核对了 1 个文件，0 个没有核对" in panel.written.text()
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    panel.written.linkActivated.emit("open")
    assert [Path(path).read_bytes()[:2] for path in opened] == [b"PK"], "from the words to the workbook"
    assert (path.parent / "结果.xlsx").is_file()


def test_its_controls_stand_in_one_row_on_the_smallest_screen(qtbot, session, qapp):
    """745 pixels is what a window of 911 leaves beside the pages."""
    theme.apply(qapp)
    panel = AuditPanel(session)
    qtbot.addWidget(panel)
    panel.resize(745, 420)
    panel.show()
    tops = {button.mapTo(panel, button.rect().topLeft()).y() for button in (panel.open, panel.again, panel.export)}
    assert len(tops) == 1
