"""Beginning: books opened last, samples, backups restored as a copy."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from desktop import VERSION, pipeline
from desktop.exporters import xlsx
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ui.guide.help import HelpDialog
from desktop.ui.guide.updates_dialog import UpdatesDialog
from desktop.ui.kit.book_window import FirstFile
from desktop.ui.kit.text_dialog import TextDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.session import Session
from desktop.ui.start import recent
from desktop.ui.start.new_book_dialog import NewBookDialog
from desktop.ui.start.start_page import NONE_YET, NOT_REMEMBERED, PATH, StartPage
from desktop.ui.year.last_year_dialog import LastYearDialog
from tests import samples


@pytest.fixture
def path(tmp_path):
    samples.write("wuxi_2023", tmp_path / "巫溪.mzb")
    return tmp_path / "巫溪.mzb"


def test_an_opened_book_is_listed_and_a_deleted_one_is_not(qtbot, path):
    window = MainWindow(Book.open(path))
    qtbot.addWidget(window)
    window.close()
    page = StartPage()
    qtbot.addWidget(page)
    assert page.recent.item(0).data(PATH) == str(path)
    assert page.recent.item(0).text() == f"巫溪县政务服务中心　2023年　草稿\n{path}"
    path.write_bytes(b"no book")
    spoiled = StartPage()
    qtbot.addWidget(spoiled)
    assert spoiled.recent.item(0).text() == f"巫溪\n{path.parent}"
    assert spoiled.recent.item(0).toolTip().startswith("读不出内容")
    path.unlink()
    assert recent.books() == []


def test_nothing_is_remembered_where_the_switch_is_off(qtbot, path):
    recent.remember(path)
    page = StartPage()
    qtbot.addWidget(page)
    page.remember.setChecked(False)
    assert [page.recent.item(n).text() for n in range(page.recent.count())] == [NOT_REMEMBERED]
    recent.remember(path)
    assert recent.books() == []
    page.remember.setChecked(True)


def test_a_sample_is_opened_as_a_copy_of_its_own(qtbot):
    page = StartPage()
    qtbot.addWidget(page)
    page.samples.itemActivated.emit(page.samples.item(0))
    assert page.path is not None
    assert page.path.is_file()
    assert page.path.name.startswith("示例-")


def test_from_nothing_to_the_first_table_in_a_handful_of_steps(qtbot, tmp_path, disclosures):
    """A new unit with last year's published workbook: name it, choose the file, look, take it as the draft."""
    wuxi = disclosures["wuxi_2023"]
    published = tmp_path / "2022年公开.xlsx"
    xlsx.write(pipeline.publication(pipeline.disclose(wuxi.last, None, wuxi.form)), published)
    form = NewBookDialog()
    qtbot.addWidget(form)
    form.unit.setText(wuxi.facts.unit.name)
    assert form.file.text().endswith(f"{wuxi.facts.unit.name}_{form.year.value()}.mzb")
    form.year.setValue(2023)
    assert form.file.text().endswith("_2023.mzb")
    form.scope.setCurrentText(wuxi.facts.unit.scope)
    form.form.setCurrentIndex(form.form.findData(wuxi.form.key))
    form.before.setText(str(published))
    form.file.setText(str(tmp_path / "巫溪.mzb"))
    form.make()
    assert (form.path, form.first) == (tmp_path / "巫溪.mzb", FirstFile("last_year", published)), form.problem.text()
    window = MainWindow(Book.open(form.path))
    qtbot.addWidget(window)
    window.show()
    assert window.session.form == wuxi.form.key
    window.import_file(form.first.kind, form.first.path)
    qtbot.waitUntil(lambda: bool(window.findChildren(LastYearDialog)))
    review = window.findChildren(LastYearDialog)[0]
    assert not review.accept_button.isEnabled(), "the file does not say which project the money is for"
    review.doubts.item(0, 0).setCheckState(Qt.CheckState.Checked)
    assert review.doubts.rowCount() == 1
    review.accept_button.click()
    names = [step.name for step in window.session.book.history()]
    assert len(names) == 3, "the book, last year, the draft: each a step of its own"
    for dialog in window.findChildren(TextDialog):
        dialog.close()
    figures = window.session.disclosure.figures
    assert figures.get("basic_total").fen == sum(
        line.amount for line in wuxi.last.lines if line.nature in ("人员", "公用")
    )
    assert all(not table.empty for table in window.session.disclosure.tables[:3])
    window.close()


def test_a_file_that_is_not_there_is_said_before_the_book_is_made(qtbot, tmp_path):
    form = NewBookDialog()
    qtbot.addWidget(form)
    form.unit.setText("某单位")
    form.file.setText(str(tmp_path / "某单位.mzb"))
    form.before.setText(str(tmp_path / "没有.xlsx"))
    form.make()
    assert "找不到上年公开文件" in form.problem.text()
    assert not (tmp_path / "某单位.mzb").exists()


def test_a_draft_needs_a_last_year_and_an_empty_year(qtbot, path):
    session = Session(Book.open(path))
    with pytest.raises(UserError, match="已有内容"):
        session.year_edits.start_from_last_year()
    session.book.close()


def test_the_page_says_its_version_and_that_older_books_are_backed_up(qtbot):
    page = StartPage()
    qtbot.addWidget(page)
    texts = " ".join(label.text() for label in page.findChildren(QLabel))
    assert f"明账 {VERSION} 版" in texts
    assert "以前的账本打开时先备份再升级" in texts
    page.news.click()
    assert page.findChild(TextDialog) is not None
    page.manual.click()
    assert page.findChild(HelpDialog) is not None


@pytest.mark.parametrize(
    ("name", "unit", "year"),
    [
        ("青禾县统计局2026年部门预算公开.docx", "青禾县统计局", 2027),
        ("（公开）青禾县统计局 2025年度预算.pdf", "青禾县统计局", 2026),
        ("草稿_青禾县统计局_2025_预算公开.docx", "青禾县统计局", 2026),
        ("附件1：青禾县统计局（本级）2025年单位预算.pdf", "青禾县统计局（本级）", 2026),
        ("3.青禾县统计局2025年度部门预算公开说明.docx", "青禾县统计局", 2026),
        ("附属医院2025年预算.xlsx", "附属医院", 2026),
        ("2025年青禾县统计局单位预算公开.pdf", "青禾县统计局", 2026),
        ("2025年县级部门预算公开.pdf", "", None),
        ("青禾县统计局_2025_决算公开.pdf", "", None),
        ("青禾县统计局2025年度决算.pdf", "", None),
        ("预算公开表.xlsx", "", None),
    ],
)
def test_what_a_files_name_says_is_filled_in_for_a_person_to_see(qtbot, name, unit, year):
    form = NewBookDialog()
    qtbot.addWidget(form)
    usual = form.year.value()
    form.begin_with(f"/上年/{name}")
    assert (form.unit.text(), form.year.value()) == (unit, year or usual)


def test_a_unit_that_was_typed_is_not_overwritten(qtbot):
    form = NewBookDialog()
    qtbot.addWidget(form)
    form.unit.setText("青禾县审计局")
    form.begin_with("/上年/青禾县统计局2026年部门预算公开.docx")
    assert form.unit.text() == "青禾县审计局"


def test_each_way_to_begin_asks_for_its_file_and_a_book(qtbot, tmp_path, monkeypatch):
    page, roster, made = StartPage(), tmp_path / "工资表.xlsx", []
    qtbot.addWidget(page)

    def answer(dialog):
        made.append(dialog)
        roster.touch()
        dialog.unit.setText("青禾县统计局")
        dialog.file.setText(str(tmp_path / f"{len(made)}.mzb"))
        dialog.make()
        return dialog.result()

    monkeypatch.setattr(NewBookDialog, "exec", answer)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(roster), ""))
    page.from_roster.click()
    assert (page.first, page.path) == (FirstFile("roster", roster), tmp_path / "1.mzb")
    page.from_nothing.click()
    assert page.first is None
    roster.write_bytes(b"")
    page.from_last_year.click()
    assert page.first == FirstFile("last_year", roster)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    page.from_last_year.click()
    assert len(made) == 3, "no file, no book"


def test_an_empty_list_says_what_to_do_and_opens_nothing(qtbot):
    page = StartPage()
    qtbot.addWidget(page)
    assert page.recent.item(0).text() == NONE_YET
    assert page.recent.item(0).flags() == Qt.ItemFlag.NoItemFlags


def test_a_file_dropped_on_the_page_is_a_beginning(qtbot, path, monkeypatch, tmp_path):
    begun = []
    monkeypatch.setattr(StartPage, "_new", lambda self, before="", roster=None: begun.append((before, roster)))
    page = StartPage()
    qtbot.addWidget(page)
    for kind in ("last_year", "roster"):
        page.import_file(kind, tmp_path / "a.xlsx")
    assert begun == [(str(tmp_path / "a.xlsx"), None), ("", tmp_path / "a.xlsx")]
    page.open_book(path)
    assert page.path == path


def test_a_file_of_parameters_dropped_on_the_page_is_looked_at_without_a_book(qtbot, monkeypatch, tmp_path):
    looked = []
    monkeypatch.setattr(UpdatesDialog, "look_at", lambda dialog, source: looked.append(source))
    page = StartPage()
    qtbot.addWidget(page)
    page.import_file("updates", tmp_path / "本县.toml")
    assert looked == [tmp_path / "本县.toml"]
