"""Last year's published figures, a text edited elsewhere and a bureau's workbook, in the window."""

import pytest

from desktop import pipeline
from desktop.exporters import xlsx
from desktop.layouts import loader
from desktop.ledger.book import Book
from desktop.ui.budget_menu import ImportMenu
from desktop.ui.last_year_dialog import LastYearDialog, reading
from desktop.ui.session import Session
from desktop.ui.template_dialog import NOTHING, TemplateDialog, learning
from tests import samples
from tests.template.test_template import merged_header, values


@pytest.fixture
def session(qtbot, tmp_path):
    samples.write("qinghe_2025", tmp_path / "账本.mzb")
    with Book.open(tmp_path / "账本.mzb") as book:
        yield Session(book)


def test_a_template_is_corrected_and_filled(qtbot, session, tmp_path):
    path = tmp_path / "表样.xlsx"
    merged_header().save(path)
    dialog = TemplateDialog(session, path, learning(path)())
    qtbot.addWidget(dialog)
    assert [dialog.cells.item(0, n).text() for n in (1, 2, 5)] == ["D6", "201 一般公共服务支出", "87.39"]
    dialog._boxes[1].setCurrentText(NOTHING)
    dialog._boxes[2].setCurrentText("“三公”经费")
    dialog.write(tmp_path / "已填.xlsx")
    sheet = values(tmp_path / "已填.xlsx")
    assert [sheet[place].value for place in ("D6", "E6", "D7")] == [87.394717, None, 2.24]
    assert path.with_suffix(".对应表.json").is_file()


def test_last_year_is_looked_at_before_it_is_entered(qtbot, tmp_path, session, disclosures):
    wuxi = disclosures["wuxi_2023"]
    path = tmp_path / "2022.xlsx"
    xlsx.write(pipeline.publication(pipeline.disclose(wuxi.last, None, wuxi.form)), path)
    dialog = LastYearDialog(session, reading(session, path)())
    qtbot.addWidget(dialog)
    assert not dialog.accept_button.isEnabled()
    assert "应为 2024 年" in dialog.problems.toPlainText()
    assert dialog.figures.rowCount() > 100
    dialog.only_wrong.setChecked(True)
    assert dialog.figures.rowCount() == 0


def test_a_text_edited_elsewhere_is_held_against_the_book(qtbot, session, tmp_path):
    session.choose_form("henan/2022")
    text = session.disclosure.narrative.text
    (tmp_path / "说明.txt").write_text(text, encoding="utf-8")
    assert [f.code for f in session.checking_text(tmp_path / "说明.txt")() if f.severity == "错误"] == []
    for right, wrong in (
        ("政府采购预算29.2万元", "政府采购预算39.2万元"),
        ("收入总计178.64万元", "收入总计187.64万元"),
    ):
        (tmp_path / "说明.txt").write_text(text.replace(right, wrong, 1), encoding="utf-8")
        assert [f.code for f in session.checking_text(tmp_path / "说明.txt")() if f.severity == "错误"] == ["C81"]


def test_the_chosen_layout_is_kept_with_the_book(qtbot, session, tmp_path):
    session.choose_form("guangxi/2022")
    assert pipeline.form_of(session.book) == "guangxi/2022"
    assert loader.default() != "guangxi/2022"


def test_the_menu_lists_every_way_in(qtbot, session, tmp_path):
    menu = ImportMenu(session, None)
    qtbot.addWidget(menu)
    assert [a.text() for a in menu.actions() if a.text()] == [
        "导入花名册…", "导入项目清单…", "导入上年公开数…", "核对别处改过的说明…", "填写财政局下发的表格…"]  # fmt: skip


def test_rows_are_named_as_in_the_file(qtbot, tmp_path, session, disclosures):
    path = tmp_path / "2022.xlsx"
    wuxi = disclosures["wuxi_2023"]
    xlsx.write(pipeline.publication(wuxi), path)
    dialog = LastYearDialog(session, reading(session, path)())
    qtbot.addWidget(dialog)
    shown = [dialog.figures.item(n, 1).text() for n in range(dialog.figures.rowCount())]
    assert {"一、本年收入", "收入合计", "2010350 事业运行"} <= set(shown)
    assert [text for text in shown if text.isascii() and not text.isdigit()] == []
    template = TemplateDialog(session, path, learning(path)())
    qtbot.addWidget(template)
    headers = {template.cells.item(n, 3).text() for n in range(template.cells.rowCount())}
    assert "收入/预算数" in headers
    assert not any(wuxi.facts.unit.name in text for text in headers)
