"""Which values each property of an amount may have."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.published.domains import EXPECTED_SIDES, OTHER_PROJECT, PROPERTIES, Universe, in_common, outside_of, union


@pytest.fixture
def universe():
    return Universe(("甲", "乙"))


def values(universe, side, where, name, project=None):
    domain = universe.domain(side, where, project)
    return universe.values(name, domain[PROPERTIES[side].index(name)])


def test_nothing_said_leaves_everything_open(universe):
    assert universe.domain("支出", ()) == universe.all("支出")
    assert values(universe, "支出", (), "carry") == ["当年", "结转"]
    assert values(universe, "支出", (), "project") == ["", "甲", "乙", OTHER_PROJECT]


def test_a_code_stands_for_all_codes_it_begins(universe):
    found = values(universe, "支出", (("economic", ("301",)),), "economic")
    assert len(found) > 5
    assert all(code.startswith("301") and len(code) == 5 for code in found)
    assert values(universe, "支出", (("economic", ("30101",)),), "economic") == ["30101"]


def test_a_word_stands_for_itself_only(universe):
    assert values(universe, "支出", (("nature", ("人员",)),), "nature") == ["人员"]
    assert values(universe, "支出", (("nature", ("人",)),), "nature") == []


def test_several_patterns_are_one_or_the_other(universe):
    assert values(universe, "支出", (("nature", ("人员", "公用")),), "nature") == ["人员", "公用"]


def test_an_exclamation_mark_bars(universe):
    assert "人员" not in values(universe, "支出", (("nature", ("!人员", "!公用")),), "nature")
    assert values(universe, "支出", (("nature", ("人员", "公用", "!公用")),), "nature") == ["人员"]


def test_conditions_are_met_together(universe):
    where = (("nature", ("人员", "公用")), ("nature", ("公用", "项目")))
    assert values(universe, "支出", where, "nature") == ["公用"]
    assert values(universe, "支出", (("economic", ("30231",)), ("economic", ("30217",))), "economic") == []


def test_a_named_project_narrows_only_the_project(universe):
    assert values(universe, "支出", (), "project", "甲") == ["甲"]
    assert values(universe, "收入", (), "fund", "甲") == values(universe, "收入", (), "fund")


def test_what_a_side_does_not_have_it_is_not(universe):
    """The 人员 column of a row 结转下年 prints 0: that once contradicted the total of the row."""
    assert universe.domain("结转下年", (("nature", ("人员",)),)) == (0,)
    assert universe.domain("结转下年", (("nature", ("!人员",)),)) == universe.all("结转下年")
    assert universe.domain("收入", (("function", ("201",)),)) == (0, 0)


def test_what_tables_do_not_tell_of_is_not_asked(universe):
    assert universe.domain("结转下年", (("carry", ("当年",)),)) == universe.all("结转下年")
    assert universe.domain("收入", (("subsource", ("本级",)),)) == universe.all("收入")


def test_sides_a_filter_lets_through(universe):
    assert universe.sides(()) == ["支出", "收入", "采购", "结转下年"]
    assert universe.sides((("side", ("支出", "结转下年")),)) == ["支出", "结转下年"]
    assert universe.sides((("side", ("支出", "收入")), ("side", ("收入",)))) == ["收入"]
    assert set(EXPECTED_SIDES) < set(PROPERTIES)


def test_masks_are_joined():
    assert union((1, 4, 5)) == 5
    assert union(()) == 0


@pytest.mark.parametrize(("operating", "covers"), [("", True), ("统计", True), ("不统计", False)])
def test_what_counts_as_operating_funds_only_in_other_units_is_no_part_of_the_amounts(operating, covers):
    universe = Universe((), operating)
    domain = universe.domain("支出", (("operating", ("!不统计",)),))
    assert domain == (universe.all("支出") if covers else (0,) * len(PROPERTIES["支出"]))


def points(domain):
    """The single places of a domain: one bit of each mask."""
    return set(product(*([n for n in range(3) if mask >> n & 1] for mask in domain)))


domains = st.tuples(*[st.integers(1, 7)] * 3)


@given(domains, domains)
def test_what_meets_and_what_lies_outside_are_the_whole_without_overlap(piece, within):
    met = in_common(piece, within)
    assert (points(met) if met else set()) == points(piece) & points(within)
    outside = outside_of(piece, within)
    assert sorted(p for part in outside for p in points(part)) == sorted(points(piece) - points(within))
    if met is None:
        assert outside == [piece]
