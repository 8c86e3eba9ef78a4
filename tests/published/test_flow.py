"""A maximum flow in whole 分, and which ways of it could be otherwise."""

from desktop.published.flow import Flow
from tests.small_cases import small_cases


def bipartite(left, right, ways):
    """Pieces of given size, places of given size, ways between them; returns the flow and the numbers of the ways."""
    flow = Flow(2 + len(left) + len(right))
    for n, amount in enumerate(left):
        flow.add(0, 2 + n, amount)
    for n, amount in enumerate(right):
        flow.add(2 + len(left) + n, 1, amount)
    return flow, {way: flow.add(2 + way[0], 2 + len(left) + way[1], left[way[0]]) for way in ways}


def test_everything_arrives_where_it_can():
    flow, ways = bipartite([3, 4], [5, 2], [(0, 0), (1, 0), (1, 1)])
    assert flow.run() == 7
    assert {way: flow.used(n) for way, n in ways.items()} == {(0, 0): 3, (1, 0): 2, (1, 1): 2}


def test_what_does_not_fit_stays():
    flow, _ = bipartite([3, 4], [5], [(0, 0)])
    assert flow.run() == 3


def test_a_detour_is_found():
    """The first way taken must be given back for all to arrive."""
    flow, ways = bipartite([1, 1], [1, 1], [(0, 0), (0, 1), (1, 0)])
    assert flow.run() == 2
    assert [flow.used(ways[w]) for w in ((0, 0), (0, 1), (1, 0))] == [0, 1, 1]


def test_ways_added_later_take_what_is_left():
    flow, ways = bipartite([2], [1, 1], [(0, 0)])
    assert flow.run() == 1
    later = flow.add(2, 4, 2)
    assert flow.run() == 1
    assert (flow.used(ways[0, 0]), flow.used(later)) == (1, 1)
    assert flow.run() == 0


def test_large_amounts_stay_exact():
    flow, ways = bipartite([10**15 - 1], [10**15 - 1], [(0, 0)])
    assert flow.run() == flow.used(ways[0, 0]) == 10**15 - 1


@small_cases(
    ("left", "right", "ways", "free"),
    [
        ([1, 1], [1, 1], [(0, 0), (0, 1), (1, 0), (1, 1)], {(0, 0), (0, 1), (1, 0), (1, 1)}),
        ([3, 4], [5, 2], [(0, 0), (1, 0), (1, 1)], set()),
        ([3], [1, 2], [(0, 0), (0, 1)], set()),
        ([3, 4], [3, 4], [(0, 0), (1, 1)], set()),
        ([3, 4, 9], [4, 3, 9], [(0, 0), (0, 1), (1, 0), (1, 1), (2, 2)], {(0, 0), (0, 1), (1, 0), (1, 1)}),
        ([3, 4], [7, 0], [(0, 0), (0, 1), (1, 0), (1, 1)], set()),
    ],
)
def test_a_way_is_free_when_another_division_has_the_same_sums(left, right, ways, free):
    flow, numbers = bipartite(left, right, ways)
    flow.run()
    assert {way for way, number in numbers.items() if flow.is_free(number)} == free
