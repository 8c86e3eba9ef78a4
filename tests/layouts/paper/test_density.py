"""Rows are set closer by steps, never below what can be read."""

from itertools import pairwise

from desktop.layouts.paper.density import CLOSER, NORMAL


def test_each_step_is_closer_and_letters_stay_readable():
    for wide, close in pairwise((NORMAL, *CLOSER)):
        assert close.step + 2 * close.pad_y < wide.step + 2 * wide.pad_y
        assert close.row_min < wide.row_min
        assert close.size >= 9
        assert close.row_min >= close.size * close.leading
