"""The bureau's workbook: what goes into which cell, corrected by hand and kept."""

from dataclasses import replace

import openpyxl
import pytest
from PySide6.QtWidgets import QMessageBox

from desktop.findings import UserError
from desktop.template import mapping
from desktop.ui.imports.template_dialog import NOTHING, TemplateDialog, learning, with_mapping
from tests.template.helpers import one_sheet, titled
from tests.template.test_template import merged_header, values


@pytest.mark.usefixtures("outside_files_are_read_in_a_child")
def test_a_template_is_filled_and_its_mapping_kept(qtbot, session, tmp_path):
    path = tmp_path / "表样.xlsx"
    merged_header().save(path)
    dialog = TemplateDialog(session, path, learning(path)())
    qtbot.addWidget(dialog)
    assert [dialog.cells.item(0, n).text() for n in (1, 2, 5)] == ["D6", "201 一般公共服务支出", "87.39"]
    dialog.write(tmp_path / "已填.xlsx")
    sheet = values(tmp_path / "已填.xlsx")
    assert [sheet[place].value for place in ("D6", "E6", "C5")] == [87.394717, 54.8, 178.139088]
    assert path.with_suffix(".对应表.json").is_file()


def test_a_choice_that_breaks_a_sum_is_not_saved(qtbot, session, tmp_path):
    path = tmp_path / "表样.xlsx"
    merged_header().save(path)
    dialog = TemplateDialog(session, path, learning(path)())
    qtbot.addWidget(dialog)
    dialog._boxes[1].setCurrentText(NOTHING)
    dialog._boxes[2].setCurrentText("“三公”经费")
    for _ in range(2):  # the second time asks the same: the choices are not used up
        with pytest.raises(
            UserError, match=r"填写后与账本不一致，没有保存：\n工作表“填报表”C5.*账本为 178.139088 万元"
        ):
            dialog.write(tmp_path / "已填.xlsx")
    assert [p.name for p in tmp_path.glob("*.*") if p.suffix in (".json", ".xlsx")] == ["表样.xlsx"]


def test_a_mapping_corrected_by_hand_is_not_lost(qtbot, session, tmp_path, monkeypatch):
    path = tmp_path / "表样.xlsx"
    merged_header().save(path)
    kept = path.with_suffix(".对应表.json")
    kept.write_text("改过的", encoding="utf-8")
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.pop(0))
    for expected in (True, False):
        dialog = TemplateDialog(session, path, learning(path)())
        qtbot.addWidget(dialog)
        dialog.write(tmp_path / "已填.xlsx")
        assert (kept.read_text(encoding="utf-8") == "改过的") is expected
    assert (tmp_path / "已填.xlsx").is_file()
    assert answers == []


def test_a_column_of_a_row_list_takes_another_field_and_the_mapping_is_used_again(qtbot, session, tmp_path):
    path = tmp_path / "项目.xlsx"
    one_sheet(
        "05", [*titled("2025年项目支出预算表", 4), ["序号", "项目名称", "预算数", "说明"], *[[None] * 4] * 5]
    ).save(path)
    dialog = TemplateDialog(session, path, learning(path)())
    qtbot.addWidget(dialog)
    dialog.rows.choose("05", 4, "D", "项目编码")
    dialog.write(tmp_path / "已填.xlsx")
    codes = [project.code for project in session.disclosure.facts.projects]
    filled = openpyxl.load_workbook(tmp_path / "已填.xlsx")["05"]
    assert [filled[f"D{row}"].value for row in (4, 5)] == codes[:2]
    assert dict(learning(path)().mapping.sheets[0].rows[0].columns)["D"].field == "项目编码"
    other = TemplateDialog(session, path, learning(path)())
    again = other.use_mapping(path.with_suffix(".对应表.json"))
    qtbot.addWidget(again)
    assert again.learned.findings[0].message.startswith("已按这个对应表填写")
    again.reject()


def test_a_mapping_of_another_workbook_is_not_used(tmp_path):
    path = tmp_path / "项目.xlsx"
    one_sheet("05", [*titled("2025年项目支出预算表", 3), ["序号", "项目名称", "预算数"], *[[None] * 3] * 5]).save(path)
    learned = learning(path)()
    changed = replace(learned.mapping, sheets=[replace(learned.mapping.sheets[0], sheet="别的")])
    mapping.save(changed, tmp_path / "别的.json")
    found = with_mapping(learned, tmp_path / "别的.json")
    assert found.mapping == learned.mapping and "没有工作表“别的”" in found.findings[0].message


def test_the_blank_workbook_is_never_replaced(qtbot, session, tmp_path):
    path = tmp_path / "表样.xlsx"
    merged_header().save(path)
    before = path.read_bytes()
    dialog = TemplateDialog(session, path, learning(path)())
    qtbot.addWidget(dialog)
    with pytest.raises(UserError, match="不能覆盖空白表格"):
        dialog.write(path)
    assert path.read_bytes() == before
