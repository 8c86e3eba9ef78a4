"""科目 in the window: a file is looked at first and taken in as a whole or not at all; codes are added by hand."""

import pytest

from desktop.catalog import change_list
from desktop.catalog.classification import load
from desktop.findings import UserError
from desktop.intake import catalog_import
from desktop.ui.guide.subjects_dialog import SubjectsDialog

HEAD = "分类,变动,科目编码,科目名称,改为"


def listed(folder, *rows):
    path = folder / "变动.csv"
    path.write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def dialog(session, own_codes, qtbot):
    shown = SubjectsDialog(session)
    qtbot.addWidget(shown)
    shown.document.setText("甲财〔2026〕9号")
    shown.year.setValue(2027)
    return shown


def looked_at(dialog, path):
    year, kind, sheet = dialog.year.value(), str(dialog.kind.currentData() or ""), dialog.sheet.text()
    try:
        found = catalog_import.read(path, year, kind, dialog.document.text(), sheet)
    except UserError as error:
        found = error
    dialog.show_reading(path, found)


def test_a_list_is_shown_first_and_taken_in_when_that_is_wanted(dialog, tmp_path):
    path = listed(tmp_path, "支出功能分类,新增,2010396,新的项,", "支出功能分类,停用,2010350,事业运行,2010396")
    looked_at(dialog, path)
    text = dialog.preview.toPlainText()
    assert "新增 1 个，停用 1 个" in text and "2027 年 新增 2010396 新的项" in text
    assert "本账本用到的科目有" in text
    assert load("function").get("2010396", 2027) is None, "it was only looked at"
    assert dialog.take.isEnabled()
    dialog.take_in()
    assert load("function").get("2010396", 2027).name == "新的项"
    assert not dialog.take.isEnabled() and "已载入" in dialog.state.text()


def test_a_file_with_a_wrong_row_is_refused_as_a_whole(dialog, tmp_path):
    looked_at(dialog, listed(tmp_path, "支出功能分类,新增,2010396,新的项,", "支出功能分类,新增,20103960,错的项,"))
    assert not dialog.take.isEnabled()
    assert "编码“20103960”不对" in dialog.preview.toPlainText() and "1 处问题" in dialog.state.text()
    dialog.take_in()
    assert change_list.read_own() == []


def test_what_was_looked_at_with_other_answers_is_not_taken_in(dialog, tmp_path):
    looked_at(dialog, listed(tmp_path, "支出功能分类,新增,2010396,新的项,"))
    dialog.year.setValue(2028)
    assert not dialog.take.isEnabled() and not dialog.preview.toPlainText()
    dialog.take_in()
    assert change_list.read_own() == []


def test_a_file_without_a_document_is_not_asked_for(dialog):
    dialog.document.clear()
    dialog.choose.click()
    assert "请先填写依据的文件" in dialog.state.text()


def test_a_file_that_cannot_be_read_says_why(dialog, tmp_path):
    (tmp_path / "空.csv").write_text("", encoding="utf-8")
    looked_at(dialog, tmp_path / "空.csv")
    assert "是空的" in dialog.state.text() and not dialog.take.isEnabled()


def test_the_file_is_read_beside_the_window(dialog, tmp_path, qtbot):
    dialog.look_at(listed(tmp_path, "支出功能分类,新增,2010396,新的项,"))
    qtbot.waitUntil(dialog.take.isEnabled)


def test_a_code_added_by_hand_can_be_used_at_once_and_taken_away(dialog, session):
    seen = []
    session.changed.connect(lambda: seen.append(load("function").get("2010396", 2027)))
    dialog.code.setText("2010396")
    dialog.name.setText("新的项")
    dialog.add()
    assert seen[-1].name == "新的项", "the book was computed with it"
    assert [dialog.own.item(0, n).text() for n in (1, 2, 3)] == ["2010396", "新的项", "2027"]
    dialog.own.selectRow(0)
    dialog.remove.click()
    assert (dialog.own.rowCount(), load("function").get("2010396", 2027)) == (0, None)


def test_a_code_that_cannot_be_added_stays_typed_and_says_why(dialog):
    dialog.code.setText("2010350")
    dialog.name.setText("事业运行")
    with pytest.raises(UserError, match="已有，不用增加"):
        dialog.add()
    assert (dialog.code.text(), change_list.read_own()) == ("2010350", [])
