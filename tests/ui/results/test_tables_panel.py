"""The 表格 page: every table and the charts, as they will be printed, following each change."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ledger.records import DirectLine
from desktop.ui.grids import clipboard
from desktop.ui.results import tables_panel
from desktop.ui.results.tables_panel import TablesPanel


@pytest.fixture
def panel(session, qtbot):
    made = TablesPanel(session)
    qtbot.addWidget(made)
    return made


def test_every_table_and_the_charts_can_be_chosen_and_empty_ones_say_so(panel, session):
    texts = [panel.choice.itemText(n) for n in range(panel.choice.count())]
    tables = session.disclosure.tables
    assert texts[:-1] == [t.label + ("（空表）" if t.empty else "") for t in tables]
    assert texts[-1] == "附图"
    panel.choice.setCurrentIndex(panel.choice.count() - 1)
    assert panel.area.widgets()
    assert panel._table() is None


def test_the_next_table_after_the_last_is_the_first(panel):
    panel._step(-1)
    assert panel.choice.currentIndex() == panel.choice.count() - 1
    panel._step(1)
    assert panel.choice.currentIndex() == 0


def test_the_chosen_table_stays_when_the_book_changes(panel, session):
    panel.show_table(session.disclosure.tables[2].label)
    session.pair_edits.add_line(
        DirectLine(function_code="2010350", economic_code="30299", nature="公用", amount=10**9), ""
    )
    assert panel.choice.currentIndex() == 2
    assert panel._table() is session.disclosure.tables[2]


def test_a_table_that_an_edit_left_alone_is_not_laid_out_again_but_for_print(panel, session):
    pages, table = panel._pages(), panel._table()
    session.pair_edits.add_line(DirectLine(function_code="2010350", economic_code="30299", amount=1), "")
    assert panel._table() is not table
    assert panel._pages() is not pages
    pages, table = panel._pages(), panel._table()
    session.refresh()
    assert panel._table() is table
    assert panel._pages() is pages
    assert all(new is not shown for new, shown in zip(panel._laid_out(table), pages, strict=True))


def test_a_table_is_copied_with_head_and_notes(panel, session, qtbot):
    panel.choice.setCurrentIndex(1)
    with qtbot.waitSignal(session.message) as said:
        panel.copy()
    rows = clipboard.read(QApplication.clipboard().text())
    table = session.disclosure.tables[1]
    assert any(table.title in row for row in rows)
    copied = {cell for row in rows for cell in row}
    assert {cell.text.strip() for row in table.grid for cell in row if cell.text} <= copied
    assert table.label in said.args[0]


def test_without_last_years_table_it_is_said(panel, session, qtbot):
    session.choose(next(b for b in session.book.budgets(session.unit.id) if b.year == 2024))
    with qtbot.waitSignal(session.message) as said:
        panel.last_year.setChecked(True)
    assert "上年没有这张表" in said.args[0]
    assert panel.before.widgets() == []


def test_the_figure_that_a_finding_names_is_marked_and_no_other(panel, session):
    table = next(t for t in session.disclosure.tables if t.height > 3 and not t.empty)
    number = next(n for n in range(table.height) if any(c.kind == "amount" for c in table.row(n)) and n > 1)
    row = next(c.text.strip() for c in table.row(number) if c.kind == "text" and c.text.strip())
    panel.show_table(table.label, row)
    marked = [w._marked for w in panel.area.widgets() if w._marked is not None]
    assert len(marked) == 1
    assert marked[0].placed.cell in table.row(number)
    panel.show_table(table.label, "没有这一行")
    panel.show_table(table.label)


def test_a_table_of_another_unit_is_laid_out_when_the_rest_of_the_window_is_there(panel, session, qtbot):
    """Turning to another budget is one piece of work, drawing its table another; what was there is not drawn again."""
    year = session.budget
    before, clicked = panel.area.widgets()[0].page, []
    panel.figure_clicked.connect(clicked.append)
    session.choose(next(b for b in session.book.budgets(session.unit.id) if b.year == 2024))
    assert panel.area.widgets()[0].page is before
    assert not panel.area.updatesEnabled()
    panel.area.figure_clicked.emit(object())
    assert clicked == [], "a figure that is not there any more leads nowhere"
    qtbot.waitUntil(panel.area.updatesEnabled)
    assert panel.area.widgets()[0].page is not before
    session.choose(year)
    panel.show_table(session.disclosure.tables[0].label)
    assert panel.area.updatesEnabled(), "who asks for a table gets it at once"


def test_a_long_table_is_laid_out_behind_the_edit_too(panel, session, qtbot, monkeypatch):
    monkeypatch.setattr(tables_panel, "LONG", 0)
    table = panel._table()
    session.pair_edits.add_line(DirectLine(function_code="2010350", economic_code="30299", amount=1), "")
    assert not panel.area.updatesEnabled()
    qtbot.waitUntil(panel.area.updatesEnabled)
    assert panel._table() is not table
    assert panel._laid[0] is panel._table()
