"""Sorting, filtering and frozen columns: rows are found again, nothing moves while typing, nothing is lost."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from desktop.money import parse_yuan
from desktop.ui.grids.arrangement import Arrangement


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
    total = grid.index(grid.totals_row, 3).data()
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
    assert grid.index(grid.totals_row, 3).data() == total
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
    window.navigator.show_line(line.id)
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
    assert grid.paste(0, range(number, len(grid.columns)), [["1"], ["2"], ["3"]]) == ""
    grid.unfilter()
    after = {r.this.id: r.this.amount for r in grid.rows if r.this}
    assert [after.pop(one) for one in seen] == [100, 200, 300]
    assert all(before[one] == amount for one, amount in after.items())
    book.undo()


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
