"""Rows of a grid: sorted by size or 拼音, filtered by words, found again, refused texts keep to their rows."""

import pytest

from desktop.ui.grids.grid_model import ExpenditureGrid
from desktop.ui.grids.grid_rows import GridColumn
from desktop.ui.grids.record_kinds import kinds_of
from desktop.ui.grids.special_grids import grid_of


@pytest.fixture
def lines(session):
    return ExpenditureGrid(session)


@pytest.fixture
def people(session):
    return grid_of(session, kinds_of("人员")[0])


def column(grid, key):
    return next(c for c in grid.columns if c.key == key)


def shown(grid, key):
    return [grid._text(n, column(grid, key), plain=False) for n in range(len(grid.rows))]


def test_a_column_of_codes_knows_its_classification():
    assert GridColumn("economic_code", "经济科目", 9, "code").dimension == "economic"
    assert GridColumn("own_function", "本单位运行科目", 9, "code").dimension == "function"


def test_numbers_are_sorted_by_size_and_words_by_pinyin(lines, people):
    lines.sort_by(column(lines, "this"), descending=True)
    amounts = [float(text.replace(",", "")) for text in shown(lines, "this") if text]
    assert amounts == sorted(amounts, reverse=True)
    people.sort_by(column(people, "code"))
    codes = shown(people, "code")
    assert codes == sorted(codes, key=lambda code: (code[0], int(code[1:])))


def test_computed_rows_that_share_a_word_are_still_rows_of_their_own(lines):
    """A filter that hides one computed row hides no other for having the same fund or project."""
    every = shown(lines, "economic_code")
    kept = frozenset(every[:1] + every[-3:])
    lines.filter(column(lines, "economic_code"), kept)
    assert sorted(shown(lines, "economic_code")) == sorted(code for code in every if code in kept)


def test_a_filter_is_marked_counted_and_lifted(lines):
    whole = len(lines.rows)
    nature = column(lines, "nature")
    lines.filter(nature, frozenset({"公用"}))
    assert set(shown(lines, "nature")) == {"公用"}
    assert lines.hidden == whole - len(lines.rows) > 0
    assert "〔筛〕" in lines._mark(nature)
    lines.unfilter()
    assert (len(lines.rows), lines.hidden) == (whole, 0)


def test_words_offered_are_those_other_filters_leave(lines):
    everything = lines.words(column(lines, "economic_code"))
    lines.filter(column(lines, "nature"), frozenset({"公用"}))
    assert set(lines.words(column(lines, "economic_code"))) < set(everything)
    assert set(lines.words(column(lines, "nature"))) >= {"人员", "公用"}


def test_a_hidden_row_that_is_asked_for_lifts_the_filter(people):
    known = next(row.id for row in people.rows if row.status == "在职")
    people.filter(column(people, "status"), frozenset({"退休"}))
    found = people.row_of(known)
    assert people.rows[found].id == known
    assert people.hidden == 0
    assert people.row_of(-1) is None


def test_a_refused_text_goes_with_its_row(people):
    number = next(n for n, row in enumerate(people.rows) if row.code == "S3")
    people.pending[number, "headcount"] = ("x", "不是数量")
    people.sort_by(column(people, "code"), descending=True)
    moved = next(n for n, row in enumerate(people.rows) if row.code == "S3")
    assert moved != number
    assert list(people.pending) == [(moved, "headcount")]
