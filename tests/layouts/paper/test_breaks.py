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


def test_no_page_ends_with_a_row_that_leads_to_those_below_it():
    """卫生健康支出 at the foot of a page and what it is made of on the next: both stand on the next."""
    assert page_starts(Rows([20] * 25, heads=frozenset({9})), 200, 200) == [0, 9, 19]
    assert page_starts(Rows([20] * 25, heads=frozenset({8, 9})), 200, 200) == [0, 8, 18], "类 and 款"
    assert page_starts(Rows([20] * 25, heads=frozenset({5})), 200, 200) == [0, 10, 20], "in the middle it does no harm"
    assert page_starts(Rows([20] * 25, heads=frozenset(range(25))), 200, 200)[1] > 0, "not all can move"
    assert page_starts(Rows([20] * 13, heads=frozenset({8})), 200, 200) == [0, 8], (
        "also where the last page takes company"
    )


def test_a_merged_block_is_not_cut_for_a_head():
    assert page_starts(Rows([20] * 20, [(5, 10)], heads=frozenset({9})), 200, 200) == [0, 10]
