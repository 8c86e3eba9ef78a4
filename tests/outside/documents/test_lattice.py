"""Tables out of rules: cells, merged cells, open sides, what is no table."""

from desktop.outside.documents.lattice import lattices
from desktop.outside.documents.page import Rule
from tests.outside.documents.test_page import word


def grid(xs, ys, without=()):
    """Return the rules around every cell, except those named (as x or y pieces)."""
    rules = [Rule(a, y, b, y) for y in ys for a, b in zip(xs, xs[1:], strict=False)]
    rules += [Rule(x, a, x, b) for x in xs for a, b in zip(ys, ys[1:], strict=False)]
    return [rule for rule in rules if rule not in without]


def test_the_cells_and_their_texts():
    (found,) = lattices(grid([0, 50, 100], [0, 20, 40]))
    glyphs = [*word("甲", 5, 5), *word("乙", 60, 5), *word("1.0", 55, 25), *word("上", 5, 21, 8), *word("下", 5, 31, 8)]
    assert found.merges == ()
    assert found.rows(glyphs) == (("甲", "乙"), ("上下", "1.0"))


def test_cells_that_no_rule_parts_are_one():
    rules = grid([0, 50, 100, 150], [0, 20, 40], [Rule(50, 0, 50, 20), Rule(100, 20, 150, 20)])
    (found,) = lattices(rules)
    assert found.merges == ((0, 0, 1, 2), (0, 2, 2, 1))
    assert found.rows(word("收入", 40, 5))[0] == ("收入", "", "")


def test_a_table_open_at_its_sides_ends_where_its_rules_end():
    rules = [Rule(0, y, 150, y) for y in (0, 20, 40)] + [Rule(x, 0, x, 40) for x in (50, 100)]
    (found,) = lattices(rules)
    assert (found.down, found.across) == ((0, 50, 100, 150), (0, 20, 40))


def test_pieces_that_miss_each_other_a_little_are_one_rule():
    rules = [
        Rule(0, 0, 49, 0),
        Rule(50, 1, 100, 1),
        *grid([0, 100], [20, 40]),
        Rule(0, 0, 0, 20),
        Rule(101, 0, 101, 20),
    ]
    (found,) = lattices(rules)
    assert len(found.across) == 3
    assert found.merges == ()


def test_two_tables_stand_apart_and_a_box_inside_a_cell_is_none():
    inner = grid([10, 20, 30], [66, 72])
    found = lattices([*grid([0, 100], [60, 80, 90]), *grid([0, 50, 100], [0, 20]), *inner])
    assert [(each.top, each.bottom) for each in found] == [(0, 20), (60, 90)]


def test_a_line_under_a_heading_and_a_frame_are_no_tables():
    assert lattices([Rule(0, 10, 100, 10), Rule(0, 30, 100, 30)]) == []
    assert lattices(grid([0, 100], [0, 50])) == []


def test_more_rules_than_any_page_has_are_not_looked_at():
    assert lattices([Rule(0, 10 * n, 100, 10 * n) for n in range(2000)] + [Rule(0, 0, 0, 20000)]) == []
