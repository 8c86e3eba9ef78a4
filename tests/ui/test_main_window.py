"""One book in one window: pages, panels that commands are about, the banner, and closing keeps what was typed."""

import threading
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.ledger.book import Book
from desktop.ledger.vocabulary import Stage
from desktop.ui import main_window
from desktop.ui.kit import background
from desktop.ui.kit.background import run_in_steps
from desktop.ui.kit.book_window import FirstFile
from desktop.ui.main_window import MainWindow
from desktop.ui.year.budget_menu import ImportMenu
from tests import samples


def test_undo_and_redo_say_what_they_would_do(shared):
    session = shared.session
    assert shared.undo.toolTip() == "没有可以撤销的操作"
    session.word_edits.set_reason("basic_total", "基本支出", "试一试")
    assert shared.undo.toolTip() == "撤销：填写基本支出（Ctrl+Z）"
    shared.undo.trigger()
    assert shared.redo.toolTip() == "重做：填写基本支出（Ctrl+Y）"
    assert not shared.undo.isEnabled()


def test_what_was_refused_is_said_in_red_and_what_was_kept_is_not(shared):
    shared.session.message.emit("未保存：不是数量")
    assert shared.saved.objectName() == "problem"
    shared.session.message.emit("已保存：修改")
    assert (shared.saved.objectName(), shared.saved.text()) == ("", "已保存：修改")


def test_a_frozen_stage_says_so_and_offers_no_new_rows(shared):
    session, before = shared.session, shared.session.budget
    session.year_edits.next_stage(Stage.FIRST_UP)
    session.choose(next(b for b in session.book.budgets(session.unit.id) if b.id == before.id))
    assert "“草稿”阶段已于" in shared.banner.text()
    assert not shared.add.isEnabled()


def test_a_budget_is_chosen_in_the_list_of_units(shared):
    session = shared.session
    unit = shared.units.topLevelItem(0)
    child = next(unit.child(n) for n in range(unit.childCount()) if "2024年" in unit.child(n).text(0))
    shared.units.itemClicked.emit(child, 0)
    assert session.budget.year == 2024
    assert "2024年" in shared.windowTitle()
    session.choose(next(b for b in session.book.budgets(session.unit.id) if b.year == 2025))


def test_closing_frees_the_book_and_remembers_the_arrangement(fresh_window, wuxi_book, qtbot):
    window = fresh_window
    window.across.setSizes([500, 600])
    sizes = window.across.sizes()
    window.close()
    with Book.open(wuxi_book):
        pass
    again = MainWindow(Book.open(wuxi_book))
    qtbot.addWidget(again)
    again.show()
    assert again.across.sizes() == sizes
    again.close()


def test_another_book_opens_in_a_window_of_its_own_and_the_same_one_not_twice(window, tmp_path, monkeypatch):
    other = tmp_path / "青禾.mzb"
    samples.write("qinghe_2025", other)
    monkeypatch.setattr(main_window, "_others", [])
    window.open_book(window.session.book.path)
    assert main_window._others == []
    assert window.saved.text() == f"“{window.session.book.path.name}”就是现在打开的账本"
    window.open_book(other)
    (made,) = main_window._others
    assert isinstance(made, MainWindow)
    assert made.session.book.path == other
    assert window.session.book.closed
    made.close()
    QApplication.processEvents()


def test_windows_that_were_left_for_another_book_are_gone(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(main_window, "_others", [])
    paths = [tmp_path / "一.mzb", tmp_path / "二.mzb"]
    for path in paths:
        samples.write("qinghe_2025", path)
    window = MainWindow(Book.open(paths[0]))
    left = []
    for number in range(1, 4):
        left.append(weakref.ref(window))
        window.open_book(paths[number % 2])
        window = main_window._others[-1]
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = [each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow) and each in [r() for r in left]]
    assert found == []
    assert len(main_window._others) <= 2, "the one in view, and the one left last"
    window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize(("answer", "way"), [("继续等待", "close"), ("停止并关闭", "close"), ("继续等待", "open")])
def test_closing_while_work_goes_on_asks_and_names_it(fresh_window, qtbot, monkeypatch, tmp_path, answer, way):
    """An audit of a folder takes minutes: the window does not take it along without a word."""
    ended, heard, results = threading.Event(), [], []

    def choose(box):
        heard.append(box.text())
        assert [button.text() for button in box.buttons()] == ["继续等待", "停止并关闭"]
        assert box.defaultButton().text() == box.escapeButton().text() == "继续等待"
        next(button for button in box.buttons() if button.text() == answer).click()

    def work(job):
        job.progressed.emit("", 3, 10)
        ended.wait(60)
        return job.cancelled

    monkeypatch.setattr(QMessageBox, "exec", choose)
    job = run_in_steps(fresh_window, "正在核对“各单位”…", work, results.append)
    qtbot.waitUntil(lambda: job.steps == (3, 10))
    if way == "close":
        fresh_window.close()
    else:
        samples.write("wuxi_2023", tmp_path / "另一本.mzb")
        monkeypatch.setattr(main_window, "_others", [])
        fresh_window.open_book(tmp_path / "另一本.mzb")
        assert main_window._others == [], "no second window beside one that stays"
        Book.open(tmp_path / "另一本.mzb").close()  # nobody holds it
    assert "· 正在核对“各单位”…（3/10）" in heard[0]
    stopped = answer == "停止并关闭"
    assert (fresh_window.session.book.closed, job.cancelled) == (stopped, stopped)
    ended.set()
    qtbot.waitUntil(lambda: not background._running)
    assert results == ([] if stopped else [False])
    fresh_window.close()
    assert len(heard) == 1, "nothing goes on any more"


def test_what_cannot_be_opened_leaves_the_window_and_its_work_as_they_are(window, tmp_path, qtbot, monkeypatch):
    said, ended, results = [], threading.Event(), []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[-1]))
    monkeypatch.setattr(QMessageBox, "exec", lambda _: pytest.fail("asked although nothing closes"))
    run_in_steps(window, "正在核对“各单位”…", lambda _: ended.wait(60), results.append)
    path = tmp_path / "文字.mzb"
    path.write_text("hello", encoding="utf-8")
    window.open_book(path)
    assert "不是明账账本" in said[0]
    ended.set()
    qtbot.waitUntil(lambda: results == [True])
    assert not window.session.book.closed


def test_a_new_book_may_bring_last_years_file_which_is_read_in_its_own_window(window, tmp_path, monkeypatch):
    other, read = tmp_path / "青禾.mzb", []
    samples.write("qinghe_2025", other)
    monkeypatch.setattr(main_window, "_others", [])
    monkeypatch.setattr(ImportMenu, "begin_with", lambda self, first: read.append((self, first)))
    first = FirstFile("last_year", tmp_path / "上年.xlsx")
    window.open_book(other, first)
    (made,) = main_window._others
    assert read == [(made.import_menu, first)]
    made.close()
    QApplication.processEvents()


def test_a_window_is_there_before_its_text_is_written_and_its_checks_have_run(qapp, qtbot, wuxi_book):
    window = MainWindow(Book.open(wuxi_book))
    qtbot.addWidget(window)
    window.show()
    session = window.session
    assert "outcomes" not in vars(session.disclosure)
    assert "narrative" not in vars(session.disclosure)
    assert window.results.tabText(main_window.CHECKS) == "检查", "not checked never looks like passed"
    assert all("　" not in window.pages.item(number).text() for number in range(window.pages.count()))
    session.check()
    count = len(session.disclosure.to_do)
    assert window.results.tabText(main_window.CHECKS) == (f"检查（{count}）" if count else "检查 ✓")
    assert session.disclosure.version in window.version.text()
    session.refresh()
    assert "narrative" not in vars(session.disclosure), "nor after an edit"
    assert window.version.text() == f"版本 …　{wuxi_book.name}", "a version that is not known yet is not named"
    session.check()
    assert session.disclosure.version in window.version.text()
    window.close()


def test_the_checks_follow_by_themselves(qapp, qtbot, wuxi_book):
    window = MainWindow(Book.open(wuxi_book))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.session.checked):
        window.show()
    assert window.version.text().startswith("版本 ")
    window.close()


def test_pages_of_records_are_made_when_they_are_turned_to(qapp, qtbot, wuxi_book):
    window = MainWindow(Book.open(wuxi_book))
    qtbot.addWidget(window)
    window.show()
    assert not window.records
    window.turn_to("people")
    assert list(window.records) == ["people"]
    window.close()


def test_a_text_edited_elsewhere_is_audited_against_the_book(shared, monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(shared.audit, "open_file", lambda *how: asked.append(how))
    shared.import_menu.open_file("text", tmp_path / "说明.txt")
    assert (asked, shared.page) == ([(tmp_path / "说明.txt", "book")], "audit")


def test_a_window_closed_with_lines_behind_a_number_opens_without_their_room(qtbot, wuxi_book):
    for opened in (True, False):
        window = MainWindow(Book.open(wuxi_book))
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        if opened:
            window.sources.show_selection("支出", window.session.disclosure.cube.select((("side", ("支出",)),)))
        heights = window.down.sizes()
        window.close()
    assert heights[1] < 40
