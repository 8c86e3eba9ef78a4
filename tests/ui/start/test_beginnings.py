"""The work list at the end of a new book, after each way to begin: what is left, that of least effort first."""

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt

from desktop import pipeline
from desktop.exporters import xlsx
from desktop.layouts.form import years
from desktop.ledger.book import Book
from desktop.ui.bureau.control_dialog import ControlDialog
from desktop.ui.imports.import_dialog import ImportDialog
from desktop.ui.kit.text_dialog import TextDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.start.new_book_dialog import NewBookDialog
from desktop.ui.year.last_year_dialog import LastYearDialog
from desktop.units.work_list import State

YEAR = 2025
BEGINNING = ("last_year", "stage", "roster", "people", "projects")
DRAFT = "编制草稿，完成后转入“一上”"


@pytest.fixture
def begun(qapp, qtbot, tmp_path):
    """Make a book by the form and open its window; its files are read as a person begins with them."""

    def begin(policy="", **files):
        form = NewBookDialog()
        qtbot.addWidget(form)
        form.unit.setText("青禾县统计局")
        form.kind.setCurrentText("事业")
        form.year.setValue(YEAR)
        form.policy.setCurrentIndex(form.policy.findData(policy))
        for name, path in files.items():
            getattr(form, name).setText(str(path))
        form.file.setText(str(tmp_path / "新.mzb"))
        form.make()
        assert form.path is not None, form.problem.text()
        window = MainWindow(Book.open(form.path))
        qtbot.addWidget(window)
        window.show()
        assert window.page == "overview", "its work list says how to begin"
        if form.first is not None:
            window.import_menu.begin_with(form.first)
        return window

    return begin


@pytest.fixture
def published(tmp_path, sample_facts):
    """What the unit published the year before."""
    _, last = sample_facts["qinghe_2025"]
    form = years.for_new_book(YEAR - 1)
    path = tmp_path / "上年.xlsx"
    xlsx.write(pipeline.publication(pipeline.disclose(last, None, pipeline.loader.load(form))), path)
    return path


def controls(folder, *rows):
    """What the bureau allows, in 万元."""
    path = folder / "控制数.csv"
    title = f"关于下达{YEAR}年部门预算控制数的通知（青财预〔{YEAR - 1}〕12号）"
    path.write_text("\n".join((title, "单位：万元", "类别,控制数", *rows)), encoding="utf-8")
    return path


def look(window, qtbot, kind):
    """Wait for what a file would bring, and take it with everything it asks."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)))
    (dialog,) = window.findChildren(kind)
    for row in range(dialog.doubts.rowCount() if kind is LastYearDialog else 0):
        dialog.doubts.item(row, 0).setCheckState(Qt.CheckState.Checked)
    return dialog


def listed(window):
    """What the list says once the checks have run: (state, place, words)."""
    for dialog in window.findChildren(TextDialog):
        dialog.close()
    window.session.check()
    window.turn_to("overview")
    window.overview.work.reload()
    return [(entry.state, entry.place, entry.what) for entry in window.overview.work.entries]


def ways_to_begin(entries):
    """The places of the entries before that of the stage, which is asked for in every draft."""
    return [place for _, place, what in entries[: [what for *_, what in entries].index(DRAFT)]]


def owed(entries, place):
    return [what for state, at, what in entries if (state, at) == (State.OWED, place)]


def test_with_nothing_it_names_each_way_to_begin(begun):
    entries = listed(begun())
    assert ways_to_begin(entries) == ["last_year", "roster", "people", "projects"]
    assert all(state is State.OWED for state, *_ in entries[:5])
    assert "先读入上年公开的文件" in entries[0][2]
    assert owed(entries, "checks"), "an empty book is not said to have passed its checks"
    assert not owed(entries, "narrative"), "texts are a matter of later"


def test_with_a_pack_chosen_none_is_asked_for(begun):
    assert ways_to_begin(listed(begun("national"))) == ["last_year", "roster", "projects"]


def test_with_last_year_alone_the_draft_from_it_is_the_next_step(begun, qtbot, published):
    window = begun(before=published)
    dialog = look(window, qtbot, LastYearDialog)
    dialog.draft.setChecked(False)
    dialog.accept_button.click()
    entries = listed(window)
    assert ways_to_begin(entries) == ["stage", "roster", "people", "projects"]
    assert "以上年为底稿" in entries[0][2]


def test_with_last_year_as_the_draft_it_is_the_stage_and_what_is_open(begun, qtbot, published):
    window = begun(before=published)
    look(window, qtbot, LastYearDialog).accept_button.click()
    entries = listed(window)
    assert entries[0][1:] == ("stage", DRAFT)
    assert not {place for _, place, _ in entries} & {"last_year", "roster", "projects"}


def test_with_a_list_of_people_nothing_more_is_asked_than_what_is_open(begun, qtbot, tmp_path):
    book = Workbook()
    book.active.append(["姓名", "人员类别", "人员状态", "岗位工资", "薪级工资"])
    book.active.append(["职工甲", "事业", "在职", 3000, 2000])
    book.save(tmp_path / "工资表.xlsx")
    window = begun(roster=tmp_path / "工资表.xlsx")
    look(window, qtbot, ImportDialog).accept_button.click()
    assert len(window.session.facts.people) == 1
    entries = listed(window)
    assert ways_to_begin(entries) == []
    assert owed(entries, "checks"), "income, running 项 and documents of rates are open"


def test_with_control_numbers_alone_the_ways_to_begin_stay_and_the_numbers_are_kept(begun, qtbot, tmp_path):
    window = begun(controls=controls(tmp_path, "人员经费,120", "公用经费,20"))
    look(window, qtbot, ControlDialog).accept_button.click()
    assert len(window.session.facts.controls) == 2
    entries = listed(window)
    assert ways_to_begin(entries) == ["last_year", "roster", "people", "projects"]
    assert [state for state, place, _ in entries if place == "控制数"] == [State.DONE]


def test_of_several_files_each_is_looked_at_when_the_one_before_is_closed(begun, qtbot, tmp_path, published):
    window = begun(before=published, controls=controls(tmp_path, "人员经费,1"))
    look(window, qtbot, LastYearDialog).accept_button.click()
    look(window, qtbot, ControlDialog).accept_button.click()
    entries = listed(window)
    assert ways_to_begin(entries) == []
    assert len(owed(entries, "控制数")) == 1, "last year's figures are more than the number"


@pytest.mark.parametrize("place", BEGINNING)
def test_each_way_to_begin_leads_to_where_it_is_done(begun, place, monkeypatch):
    window, opened = begun(), []
    monkeypatch.setattr(window.import_menu, "choose", opened.append)
    monkeypatch.setattr(window.bar.budget_menu, "popup", lambda _: opened.append("stage"))
    window.work_asked.emit(place)
    assert (opened or [window.page]) == [place]
