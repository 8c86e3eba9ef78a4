"""The refused texts of a grid by row and column, wherever the rows are now."""

import pytest

from desktop.ui.grids.record_kinds import kinds_of
from desktop.ui.grids.special_grids import grid_of


@pytest.fixture
def people(session):
    return grid_of(session, kinds_of("人员")[0])


def test_a_text_is_found_by_its_row_and_taken_away(people):
    assert people.pending.get((0, "headcount")) is None
    people.pending[1, "headcount"] = ("x", "不是数量")
    people.pending[1, "headcount"] = ("y", "不是数量")
    assert people.pending == {(1, "headcount"): ("y", "不是数量")}
    assert people.pending.get((0, "headcount")) is None
    with pytest.raises(KeyError):
        del people.pending[0, "headcount"]
    assert people.pending.pop((1, "headcount")) == ("y", "不是数量")
    assert not people.pending


def test_another_grid_of_the_same_kind_shows_it_too(people, session):
    people.pending[2, "headcount"] = ("x", "不是数量")
    assert grid_of(session, kinds_of("人员")[0]).pending == {(2, "headcount"): ("x", "不是数量")}
    assert not grid_of(session, kinds_of("项目")[0]).pending


def test_the_empty_row_has_its_own_which_go_with_the_row_begun_there(people, session):
    people.pending[people.empty_row, "headcount"] = ("x", "不是数量")
    assert list(people.pending) == [(len(people.rows), "headcount")]
    people.pending.begun(people.rows[0].id)
    assert list(people.pending) == [(0, "headcount")]


def test_the_text_of_a_row_that_goes_is_forgotten(people, session):
    people.pending[0, "headcount"] = ("x", "不是数量")
    people.pending[1, "headcount"] = ("y", "不是数量")
    session.record_edits.delete_records([people.rows[0]])
    assert people.pending == {(0, "headcount"): ("y", "不是数量")}
    assert len(session.refused) == 1
