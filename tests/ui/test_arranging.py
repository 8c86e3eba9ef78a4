"""Sorting, filtering and frozen columns: rows are found again, nothing moves while typing, nothing is lost."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication

from desktop.findings import UserError
from desktop.ledger.records import Attachment, Remark
from desktop.money import parse_yuan
from desktop.ui import notes
from desktop.ui.arrangement import Arrangement
from desktop.ui.grid import NOTED
from desktop.ui.header_menu import FilterDialog, HeaderMenu


def column(grid, key):
    return next(c for c in grid.columns if c.key == key)


def shown(grid, key):
    number = grid.columns.index(column(grid, key))
    return [str(grid.index(row, number).data() or "") for row in range(len(grid.rows))]


def amounts(grid, key="this"):
    return [parse_yuan(text) if text else None for text in shown(grid, key)]


def test_a_column_is_sorted_by_size_with_empty_cells_last(window):
    grid = window.lines.grid
    before = sorted(a for a in amounts(grid) if a is not None)
    grid.sort_by(column(grid, "this"))
    found = amounts(grid)
    assert [a for a in found if a is not None] == before
    assert None not in found[: len(before)]
    grid.sort_by(column(grid, "this"), descending=True)
    found = amounts(grid)
    assert found[: len(before)] == before[::-1]
    assert grid.headerData(grid.columns.index(column(grid, "this")), Qt.Orientation.Horizontal).endswith("▼")


def test_falls_and_rises_are_sorted_as_numbers(window):
    grid = window.lines.grid
    for key in ("change", "percent"):
        grid.sort_by(column(grid, key))
        found = [Decimal(text.replace(",", "")) for text in shown(grid, key) if text]
        assert found[0] < 0 < found[-1]
        assert found == sorted(found)


def test_the_order_of_the_book_comes_back(window):
    grid = window.lines.grid
    codes = shown(grid, "economic_code")
    grid.sort_by(column(grid, "economic_code"), descending=True)
    assert shown(grid, "economic_code") != codes
    grid.unsort()
    assert shown(grid, "economic_code") == codes


def test_a_second_order_keeps_the_first_among_equals(window):
    grid = window.lines.grid
    grid.sort_by(column(grid, "this"))
    grid.sort_by(column(grid, "nature"))
    for nature in {*shown(grid, "nature")}:
        inside = [a for n, a in zip(shown(grid, "nature"), amounts(grid), strict=True) if n == nature and a is not None]
        assert inside == sorted(inside)


def test_an_edited_row_stays_where_it_is(window):
    grid = window.lines.grid
    grid.sort_by(column(grid, "this"))
    number = grid.columns.index(column(grid, "this"))
    codes = shown(grid, "economic_code")
    assert grid.setData(grid.index(0, number), "99999999")
    assert shown(grid, "economic_code") == codes
    assert shown(grid, "this")[0] == "99,999,999.00"


def test_a_filter_shows_its_rows_and_their_sum(window):
    view, grid = window.lines, window.lines.grid
    total = grid.index(len(grid.rows), 3).data()
    nature = column(grid, "nature")
    everything = len(grid.rows)
    projects = sum(n == "项目" for n in shown(grid, "nature"))
    grid.filter(nature, frozenset({"项目"}))
    assert {*shown(grid, "nature")} == {"项目"}
    assert len(grid.rows) == projects
    assert grid.hidden == everything - projects
    assert parse_yuan(grid.index(projects, 3).data()) == sum(a or 0 for a in amounts(grid))
    assert grid.headerData(projects, Qt.Orientation.Vertical) == "小计"
    assert f"显示 {projects} 行，共 {everything} 行" in window.sum.text()
    grid.unfilter()
    assert grid.index(len(grid.rows), 3).data() == total
    assert not view.grid.hidden


def test_two_filters_hold_together_and_each_offers_what_the_other_leaves(window):
    grid = window.lines.grid
    everything = list(grid.rows)
    grid.filter(column(grid, "nature"), frozenset({"公用"}))
    words = grid.words(column(grid, "economic_code"))
    assert words
    assert all(word.startswith("30") for word in words)
    grid.filter(column(grid, "economic_code"), frozenset(words[:1]))
    assert {*shown(grid, "economic_code")} == {words[0]}
    assert {*shown(grid, "nature")} == {"公用"}
    natures = {r.line.nature for r in everything if f"{r.line.economic_code} " in words[0]}
    assert {*grid.words(column(grid, "nature"))} == natures


def test_a_hidden_row_is_shown_when_it_is_gone_to(window):
    grid = window.lines.grid
    line = next(r.this for r in grid.rows if r.this and r.this.nature == "人员")
    grid.filter(column(grid, "nature"), frozenset({"项目"}))
    window.places.show_line(line.id)
    row = grid.rows[window.lines.currentIndex().row()]
    assert row.this == line
    assert not grid.hidden


def test_what_was_refused_goes_with_its_row(window):
    grid = window.lines.grid
    number = grid.columns.index(column(grid, "this"))
    code = shown(grid, "economic_code")[2]
    assert not grid.setData(grid.index(2, number), "三千")
    grid.sort_by(column(grid, "economic_code"), descending=True)
    row = next(n for n in range(len(grid.rows)) if shown(grid, "this")[n] == "三千")
    assert shown(grid, "economic_code")[row] == code


def test_a_paste_into_filtered_rows_leaves_hidden_ones_alone(window):
    grid, book = window.lines.grid, window.session.book
    before = {r.this.id: r.this.amount for r in grid.rows if r.this}
    grid.filter(column(grid, "nature"), frozenset({"公用"}))
    seen = [r.this.id for r in grid.rows[:3]]
    number = grid.columns.index(column(grid, "this"))
    assert grid.paste(0, number, [["1"], ["2"], ["3"]]) == ""
    grid.unfilter()
    after = {r.this.id: r.this.amount for r in grid.rows if r.this}
    assert [after.pop(one) for one in seen] == [100, 200, 300]
    assert all(before[one] == amount for one, amount in after.items())
    book.undo()


def test_the_filter_dialog_narrows_by_typing(window, qtbot):
    view = window.lines
    dialog = FilterDialog(view, 1)
    qtbot.addWidget(dialog)
    dialog.search.setText("工资")
    listed = [i.text() for i in dialog._items() if not i.isHidden()]
    assert listed
    assert all("工资" in text for text in listed)
    dialog.accept()
    assert {*shown(view.grid, "economic_code")} == {*listed}


def test_the_header_menu_says_what_it_does(window, qtbot):
    menu = HeaderMenu(window.lines, 0)
    qtbot.addWidget(menu)
    words = [a.text() for a in menu.actions() if a.text()]
    assert words[:2] == ["升序", "降序"]
    assert any(word.startswith("冻结到“功能科目”列") for word in words)


def test_frozen_columns_cover_only_while_scrolled_and_edit_in_place(window, qtbot):
    view = window.lines
    bar = view.horizontalScrollBar()
    assert bar.maximum() > 0
    assert not view.frozen.room
    bar.setValue(bar.maximum())
    assert view.frozen.room
    assert not view.frozen.isColumnHidden(0)
    assert view.frozen.isColumnHidden(2)
    far = view.grid.index(3, 4)
    view.setCurrentIndex(far)
    assert view.columnViewportPosition(4) >= view.frozen.room - 1
    bar.setValue(bar.maximum())
    view.setCurrentIndex(view.grid.index(3, 0))
    assert bar.value() == bar.maximum()
    view.edit(view.grid.index(3, 0))
    assert bar.value() == 0
    assert QApplication.focusWidget() is not view
    view.frozen.freeze(0)
    bar.setValue(bar.maximum())
    assert not view.frozen.room
    view.frozen.freeze(2)


def test_rows_selected_in_frozen_columns_are_selected_in_the_grid(window):
    view = window.lines
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    select = QItemSelectionModel.SelectionFlag.ClearAndSelect
    view.frozen.selectionModel().select(view.grid.index(4, 1), select)
    assert view.selected_rows() == [4]


def test_a_remark_marks_its_row_and_goes_with_it(window):
    session, grid = window.session, window.lines.grid
    line = grid.rows[1].this
    notes.set_remark(session, line, "按合同第三条")
    cell = grid.index(1, 0)
    assert cell.data(NOTED)
    assert "按合同第三条" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert not grid.index(2, 0).data(NOTED)
    grid.sort_by(column(grid, "economic_code"), descending=True)
    marked = [n for n in range(len(grid.rows)) if grid.index(n, 0).data(NOTED)]
    assert [grid.rows[n].this for n in marked] == [line]
    session.delete_rows([grid.rows[marked[0]]])
    assert not session.book.records(Remark)
    session.undo()
    assert [r.text for r in session.book.records(Remark)] == ["按合同第三条"]


def test_a_file_is_kept_in_the_book_and_comes_out_equal(window, qtbot, tmp_path):
    session, line = window.session, window.lines.grid.rows[0].this
    source = tmp_path / "合同.pdf"
    source.write_bytes(b"%PDF-1.7 " + bytes(range(256)) * 40)
    dialog = notes.NotesDialog(session, line, "行", window)
    dialog.attach([source])
    kept = session.book.records(Attachment)
    assert [(a.name, a.size) for a in kept] == [("合同.pdf", source.stat().st_size)]
    assert "合同.pdf" in dialog.list.item(0).text()
    from desktop.ledger import attachments

    attachments.write_copy(session.book, kept[0], tmp_path / "取出.pdf")
    assert (tmp_path / "取出.pdf").read_bytes() == source.read_bytes()
    notes.detach(session, kept[0])
    assert not session.book.records(Attachment)
    session.undo()
    assert session.book.file(session.book.records(Attachment)[0].digest) == source.read_bytes()


@pytest.mark.parametrize("name", ["病毒.exe", "脚本.bat", "没有扩展名"])
def test_a_program_is_not_taken_as_evidence(name, window, tmp_path):
    path = tmp_path / name
    path.write_bytes(b"MZ")
    with pytest.raises(UserError, match="没有添加"):
        notes.attach(window.session, window.lines.grid.rows[0].this, [Path(path)])
    assert not window.session.book.records(Attachment)


def test_the_edit_menu_names_what_it_takes_back(window):
    grid = window.lines.grid
    number = grid.columns.index(column(grid, "this"))
    grid.paste(0, number, [["1"], ["2"]])
    window.edit_menu.fill()
    texts = [a.text() for a in window.edit_menu.actions()]
    assert texts[0].startswith("撤销 粘贴 2 行")
    window.edit_menu.actions()[0].trigger()
    window.edit_menu.fill()
    assert window.edit_menu.actions()[1].text().startswith("重做 粘贴 2 行")


@given(st.lists(st.one_of(st.none(), st.integers(-50, 50)), max_size=40), st.booleans())
def test_every_row_has_exactly_one_place(values, descending):
    rows = list(enumerate(values))
    arrangement = Arrangement(descending=descending)
    arrangement.sort(rows, lambda row: (row[0],), [row[1] for row in rows], "x")
    fresh = [*rows, (len(rows), 7)]
    found = arrangement.arranged(fresh, lambda row: (row[0],))
    assert sorted(found) == fresh
    assert found[-1] == fresh[-1]
    ranks = [value for _, value in found[:-1] if value is not None]
    assert ranks == sorted(ranks, reverse=descending)
