"""What a file prints is entered as it is printed; the tails of rounded figures are carried by as few amounts as can be."""

from random import Random

from desktop.published.exact import Printed, as_printed, missed

HALF = 5_000
"""Half of 0.01 万元 in 分."""


def figure(amount, *parts, half=HALF):
    return Printed(parts, amount, half)


def test_amounts_that_each_carry_a_bit_of_a_tail_are_those_printed():
    """1288.16 万元 is 12,881,600 元, not 12,881,552.53 元."""
    figures = [figure(1_288_160_000, 0), figure(200_000_000, 1), figure(1_488_160_000, 0, 1)]
    assert as_printed([1_288_155_253, 200_000_999], figures) == [1_288_160_000, 200_000_000]


def test_a_tail_between_parts_and_total_is_carried_by_the_largest_part_alone():
    figures = [figure(3_330_000, 0), figure(3_330_000, 1), figure(93_330_000, 2), figure(100_000_000, 0, 1, 2)]
    found = as_printed([3_333_000, 3_333_000, 93_333_000], figures)
    assert found[:2] == [3_330_000, 3_330_000]
    assert missed(figures, found) == 0


def test_what_only_a_tail_left_in_a_corner_is_no_amount():
    """Basic spending of all money 1038.94 and of 财政拨款 1038.93: no other money of 0.01 is stated."""
    figures = [
        figure(800_000_000, 0),
        figure(238_940_000, 1),
        figure(1_038_940_000, 0, 1, 2),
        figure(1_038_930_000, 0, 1),
    ]
    found = as_printed([799_995_000, 238_935_000, 9_000], figures)
    assert found[2] == 0
    assert missed(figures, found) == 0


def test_a_small_amount_that_is_printed_stays():
    figures = [figure(10_000, 0), figure(5_000_000, 1), figure(5_010_000, 0, 1)]
    assert as_printed([9_990, 5_000_010], figures) == [10_000, 5_000_000]


def test_amounts_printed_to_the_fen_are_not_rounded():
    assert as_printed([1_234_567, 5_000_000], [figure(1_234_567, 0, half=0), figure(5_000_000, 1)]) == [
        1_234_567,
        5_000_000,
    ]


def test_figures_that_contradict_each_other_do_not_move_the_others():
    figures = [figure(5_000_000, 0), figure(3_000_000, 1), figure(9_900_000, 0, 1)]
    assert as_printed([5_000_000, 3_000_000], figures) == [5_000_000, 3_000_000]


def test_figures_of_true_amounts_come_out_and_nearly_all_amounts_are_as_printed():
    chance = Random(9)
    for _ in range(20):
        true = [chance.randrange(10_000, 90_000_000) for _ in range(12)]
        groups = [[n] for n in range(12)] + [list(range(start, start + 4)) for start in (0, 4, 8)] + [list(range(12))]
        figures = [figure((sum(true[n] for n in g) + HALF) // 10_000 * 10_000, *g) for g in groups]
        found = as_printed(true, figures)
        assert missed(figures, found) == 0
        assert sum(amount % 10_000 == 0 for amount in found) >= 6
