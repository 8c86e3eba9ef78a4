"""The pages in their order: every check belongs to one, badges count what is left to do."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.findings import Finding, Place, Severity
from desktop.ledger.book import Book
from desktop.ledger.records import Control
from desktop.ui.main_window import MainWindow
from desktop.ui.pages import AROUND, CLOSEST, KEYED, PAGES, PART, PageList, badges, page_of, title_of
from tests import samples
from tests.small_cases import small_cases


def at(code, **place):
    return Finding(code, Severity.ERROR, "x", Place(**place))


@small_cases(
    ("finding", "page"),
    [
        (at("C31", entry="编制"), "unit"),
        (at("C46", entry="人员", record_id=1), "people"),
        (at("C62", entry="项目", lines=("L1",)), "projects"),
        (at("C85", entry="控制数"), "projects"),
        (at("C43", lines=("R1-pension",)), "people"),
        (at("C35", lines=("S1",)), "public"),
        (at("C111", entry="收入"), "income"),
        (at("C147", entry="支出行", record_id=3), "lines"),
        (at("C01", table="表一"), "tables"),
        (at("C21", lines=("L1",)), "lines"),
        (at("C81", figure="basic_total"), "narrative"),
        (at("N02"), "checks"),
    ],
)
def test_a_finding_belongs_to_the_page_where_it_is_put_right(finding, page):
    assert page_of(finding) == page
    assert title_of(page) == next(p.title for p in PAGES if p.key == page)


def test_no_records_belong_to_two_pages():
    names = [name for page in PAGES for name in {page.title, *page.kinds, *page.also}]
    assert len(names) == len(set(names))


def test_badges_count_what_is_left_and_name_no_page_without_any(session):
    assert all(badges(session).values())
    assert "projects" not in badges(session)
    session.record_edits.add_record(Control(block="公用经费", amount=100), "新增控制数")
    assert badges(session)["projects"] == 1
    assert badges(session)["checks"] == len(session.disclosure.to_do)


def test_the_list_shows_badges_and_the_keys(session, qtbot):
    pages = PageList(session)
    qtbot.addWidget(pages)
    session.record_edits.add_record(Control(block="公用经费", amount=100), "新增控制数")
    pages.reload()
    texts = [pages.item(n).text() for n in range(pages.count())]
    assert texts[[p.key for p in PAGES].index("projects")] == "项目　1"
    tips = [pages.item(n).toolTip() for n in range(pages.count())]
    assert all("Alt+" in tip for tip in tips[:KEYED])
    pages.mark("tables")
    assert pages.currentRow() == [p.key for p in PAGES].index("tables")


def test_a_click_chooses_the_page(session, qtbot):
    pages = PageList(session)
    qtbot.addWidget(pages)
    with qtbot.waitSignal(pages.page_chosen) as chosen:
        pages.itemClicked.emit(pages.item(3))
    assert chosen.args == [PAGES[3].key]


def test_in_a_low_window_the_pages_stand_closer_and_more_of_them_are_in_view(session):
    pages = PageList(session)
    usual = pages.item(0).sizeHint().height()
    pages.fit(509)  # 768 at 150 %
    assert pages.item(0).sizeHint().height() < usual
    assert pages.maximumHeight() <= 509 * PART + AROUND
    pages.fit(768)
    assert pages.item(0).sizeHint().height() == usual


def test_the_height_of_a_window_is_no_reason_to_run_the_checks(session, monkeypatch):
    pages = PageList(session)
    monkeypatch.setattr("desktop.ui.pages.badges", lambda _: 1 / 0)
    pages.fit(509)


@pytest.mark.parametrize("several", [False, True], ids=["one", "several"])
def test_all_pages_are_in_view_on_the_smallest_screen(several, tmp_path, qtbot):
    """911 × 512 is what 1366 × 768 leaves at 150 %, a title and a task bar take 32; a line stands above the grids."""
    samples.write("department_2027" if several else "qinghe_2025", tmp_path / "账本.mzb")
    window = MainWindow(Book.open(tmp_path / "账本.mzb"))
    qtbot.addWidget(window)
    window.resize(911, 480)
    window.show()
    window.banner.setText("只读")
    window.banner.show()
    for _ in range(3):
        QApplication.processEvents()
    assert window.pages.verticalScrollBar().maximum() == 0
    assert window.pages.item(0).sizeHint().height() >= window.pages.fontMetrics().height() + CLOSEST
    below = window.units_panel.tree if several else window.units
    assert below.height() >= 3 * below.fontMetrics().height()
