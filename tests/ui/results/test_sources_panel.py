"""The lines behind a figure: with their sum, why a computed one has its amount, and the way to a typed one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.ledger.records import DirectLine
from desktop.money import YUAN
from desktop.ui.results import sources_panel
from desktop.ui.results.sources_panel import HINT, SourcesPanel


@pytest.fixture
def panel(session, qtbot):
    made = SourcesPanel(session)
    qtbot.addWidget(made)
    return made


def every(session):
    return session.disclosure.cube.select((("side", ("支出",)),))


def test_both_years_are_summed_and_every_line_is_listed(panel, session):
    cube = session.disclosure.cube
    panel.show_selection("支出", every(session))
    for year in (2025, 2024):
        inside = every(session) & cube.in_year(year)
        assert f"{year}年 {inside.bit_count()} 行，合计 {YUAN.show(cube.total(inside))} 元" in panel.title.text()
    assert panel.table.rowCount() == len(panel.shown) == every(session).bit_count()


def test_a_computed_line_is_explained_and_a_typed_one_is_not(panel, session):
    panel.show_selection("支出", every(session))
    row = next(n for n, line in enumerate(panel.shown) if line.origin.part == "pension")
    panel.table.setCurrentCell(row, 0)
    top = panel.why.topLevelItem(0)
    assert top.childCount() > 0
    typed = next(n for n, line in enumerate(panel.shown) if line.year == 2024)
    panel.table.setCurrentCell(typed, 0)
    assert panel.why.topLevelItemCount() == 0


def test_a_double_click_asks_for_the_record_of_a_line(panel, session, qtbot):
    made = session.pair_edits.add_line(
        DirectLine(function_code="2010350", economic_code="30299", nature="公用", amount=1), ""
    )
    panel.show_selection("支出", every(session))
    row = next(n for n, line in enumerate(panel.shown) if line.key == f"L{made.id}")
    with qtbot.waitSignal(panel.line_chosen) as chosen:
        panel._chosen(row, 0)
    assert chosen.args == [panel.shown[row]]
    computed = next(n for n, line in enumerate(panel.shown) if line.origin.table == "person")
    with qtbot.waitSignal(panel.line_chosen) as chosen:
        panel._chosen(computed, 0)
    assert chosen.args[0].origin.table == "person"


def test_more_lines_than_can_be_read_are_cut_and_it_is_said(panel, session, monkeypatch):
    monkeypatch.setattr(sources_panel, "SHOWN_AT_MOST", 3)
    panel.show_selection("支出", every(session))
    assert panel.table.rowCount() == 3
    assert "只列前 3 行" in panel.title.text()


def test_nothing_is_shown_of_what_is_gone(panel, session):
    panel.show_selection("支出", every(session))
    panel.clear()
    assert (panel.title.text(), panel.table.rowCount(), panel.shown) == (HINT, 0, [])


@pytest.fixture
def below(panel, qtbot):
    """The panel below something that has the rest of the height."""
    down = QSplitter(Qt.Orientation.Vertical)
    qtbot.addWidget(down)
    down.addWidget(QWidget())
    down.addWidget(panel)
    down.resize(900, 700)
    down.show()
    return down


def test_it_takes_one_line_while_there_is_nothing_and_then_what_its_rows_need(below, panel, session):
    alone = below.sizes()[1]
    assert alone < 40
    two = session.disclosure.cube.select((("side", ("收入",)),)) & session.disclosure.cube.in_year(2025)
    panel.show_selection("收入", two)
    few = below.sizes()[1]
    assert alone < few <= 0.4 * 700
    panel.show_selection("支出", every(session))
    many = below.sizes()[1]
    assert few < many <= 0.4 * 700
    panel.show_selection("收入", two)
    assert below.sizes()[1] == many, "one that is open does not jump"
    panel.close_button.click()
    assert (below.sizes()[1], panel.shown) == (alone, [])


def test_the_height_a_person_gave_it_is_kept(below, panel, session):
    panel.show_selection("支出", every(session))
    below.moveSplitter(520, 1)
    given = below.sizes()[1]
    panel.clear()
    panel.show_selection("支出", every(session))
    assert below.sizes()[1] == given


def test_expenditure_without_a_code_says_so_and_income_names_its_side(panel, session):
    line = session.pair_edits.add_line(DirectLine(economic_code="30201", nature="公用", amount=500), "")
    lines = session.disclosure.cube.lines
    number = next(n for n, each in enumerate(lines) if each.origin.record_id == line.id and each.side == "支出")
    panel.show_selection("支出", 1 << number)
    assert panel.table.item(0, 2).text() == "（没有功能科目）"
    income = next(n for n, each in enumerate(lines) if each.side == "收入")
    panel.show_selection("收入", 1 << income)
    assert panel.table.item(0, 2).text() == "收入"
