"""Columns are as the form has them until an amount would not be readable: then words give way."""

import pytest

from desktop.layouts.paper.columns import LEAST_WORDS, _given_way


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
