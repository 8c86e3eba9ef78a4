"""Order and filters: rows keep their place while they are edited, empty cells stand last, new rows are seen."""

from desktop.ui.grids.arrangement import Arrangement

ROWS = ["乙", "甲", "空", "丙"]
RANKS = [2, 1, None, 3]


def ids(row):
    return (row,)


def sorted_rows(**more):
    made = Arrangement(**more)
    made.sort(ROWS, ids, RANKS, "amount")
    return made


def test_empty_cells_stand_last_in_both_directions():
    assert sorted_rows().arranged(ROWS, ids) == ["甲", "乙", "丙", "空"]
    assert sorted_rows(descending=True).arranged(ROWS, ids) == ["丙", "乙", "甲", "空"]


def test_rows_of_equal_rank_stay_as_they_were():
    made = sorted_rows()
    made.sort(["甲", "乙", "丙", "空"], ids, [1, 1, 1, 1], "other")
    assert made.arranged(ROWS, ids) == ["甲", "乙", "丙", "空"]


def test_what_is_added_later_stands_at_the_end():
    assert sorted_rows().arranged(["新", *ROWS], ids)[-1] == "新"


def test_a_row_that_gains_another_id_keeps_its_place():
    made = sorted_rows()
    assert made.arranged(["乙", "甲2", "空", "丙"], lambda row: ("甲", "甲2") if row == "甲2" else (row,))[0] == "甲2"


def test_a_filter_hides_and_what_comes_later_is_seen():
    made = Arrangement(filters={"word": frozenset({"甲", "丙"})})
    made.filter(ROWS, ids, lambda number, _: ROWS[number])
    assert made.arranged([*ROWS, "新"], ids) == ["甲", "丙", "新"]
    assert not made.plain
    made.filters.clear()
    assert made.plain
    assert made.arranged(ROWS, ids) == ROWS


def test_without_an_order_rows_stand_as_in_the_book():
    made = sorted_rows()
    made.unsort()
    assert made.plain
    assert made.arranged(ROWS, ids) == ROWS
