"""Where pages of a table begin: by height, blocks together, never a page with a total alone."""

from desktop.layouts.paper.breaks import Rows, page_starts, small_overflow
from tests.small_cases import small_cases


@small_cases(
    ("rows", "starts"),
    [
        (Rows([20] * 10), [0]),
        (Rows([20] * 25), [0, 10, 20]),
        (Rows([20] * 22), [0, 10, 18]),  # two rows alone would be a nearly empty page
        (Rows([60] * 6, totals=1), [0, 3]),
        (Rows([60] * 4, totals=1), [0, 1]),  # the total takes two rows with it
        (Rows([20] * 12, [(9, 12)]), [0, 8]),
        (Rows([20, 450, 20]), [0, 2]),  # a row of three pages begins where it stands, what follows on a new page
        (Rows([150, 450, 20, 20]), [0, 1, 2]),
    ],
)
def test_pages_begin(rows, starts):
    assert page_starts(rows, 200, 200) == starts


def test_a_merged_block_moves_as_it_is_only_while_it_is_short():
    assert page_starts(Rows([20] * 20, [(9, 12)]), 200, 200) == [0, 9, 16]
    assert page_starts(Rows([20] * 20, [(5, 15)]), 200, 200) == [0, 10]


def test_a_first_page_without_room_is_left_to_the_caller():
    assert page_starts(Rows([150, 20]), 100, 200) == [0]


def test_an_overflow_is_small_by_rows_or_by_height():
    assert not small_overflow(Rows([20] * 10), [0], 200, 200)
    assert small_overflow(Rows([20] * 14), [0, 10], 200, 200)
    assert not small_overflow(Rows([10] * 30), [0, 20], 200, 200)
