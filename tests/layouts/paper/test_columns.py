"""Columns are as the form has them until an amount would not be readable: then words give way."""

import pytest

from desktop.layouts.paper.columns import AMOUNTS, LEAST_WORDS, READABLE, _given_way, shared_sizes, size_within
from desktop.layouts.paper.sheet import PlacedCell


def test_columns_with_room_stay_as_they_are():
    assert _given_way([200.0, 60.0], [0.0, 55.0], {0}) == [200.0, 60.0]


def test_words_and_wide_numbers_give_what_a_number_lacks():
    assert _given_way([200.0, 60.0], [0.0, 80.0], {0}) == [180.0, 80.0]
    found = _given_way([200.0, 60.0, 100.0], [0.0, 90.0, 70.0], {0})
    assert found[1] == pytest.approx(90)
    assert sum(found) == pytest.approx(360)
    assert found[2] >= 70


def test_words_keep_four_characters_and_numbers_share_what_there_is():
    found = _given_way([60.0, 40.0, 40.0], [0.0, 80.0, 60.0], {0})
    assert found[0] == pytest.approx(LEAST_WORDS)
    assert sum(found) == pytest.approx(140)
    assert found[1] > found[2] > 40


def test_the_amounts_of_a_table_share_a_size_that_can_be_read_and_the_codes_of_a_column_theirs():
    def sized(column, size, style="amount"):
        return PlacedCell(0, column, "1", style), size

    amounts = [sized(3, 10.0), sized(3, 9.0), sized(4, 9.5), sized(5, 10.0, "percent")]
    codes = [sized(0, 8.5, "code"), sized(0, 10.0, "code"), sized(1, 10.0, "code")]
    assert shared_sizes([*amounts, *codes]) == {AMOUNTS: 9.0, 0: 8.5, 1: 10.0}
    assert shared_sizes([*amounts, sized(6, 6.0)]) == {AMOUNTS: READABLE}
    assert size_within("1.00", "sans", 10.0, 100.0) == 10.0
    assert 5.0 < size_within("987,656,107,899.88", "sans", 10.0, 80.0) < 10.0
    assert size_within("987,656,107,899.88", "sans", 10.0, 10.0) == 5.0
