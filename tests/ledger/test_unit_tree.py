"""The tree of units: its order, what cannot be, and what is found by name."""

import pytest

from desktop.findings import UserError
from desktop.ledger.records import Unit
from desktop.ledger.unit_tree import UnitTree

TOP = Unit(id=1, name="某局", code="231")
FIRST = Unit(id=2, name="局本级", code="231001", parent_id=1)
SECOND = Unit(id=3, name="中心", code="231002", parent_id=1)
THIRD = Unit(id=4, name="分站", parent_id=3)


def names(units):
    return [unit.name for unit in units]


def test_each_unit_stands_before_those_below_it():
    tree = UnitTree([TOP, THIRD, FIRST, SECOND])
    assert names(tree.units) == ["某局", "局本级", "中心", "分站"]
    assert names(tree.subtree(SECOND)) == ["中心", "分站"]
    assert [tree.depth(unit) for unit in tree.units] == [0, 1, 1, 2]
    assert list(tree.problems()) == []


def test_a_unit_is_found_by_name_or_code_and_nearest_names_are_said():
    tree = UnitTree([TOP, FIRST, SECOND])
    assert tree.find(" 中心 ") == tree.find("231002") == SECOND
    with pytest.raises(UserError, match="没有单位“本级”；相近的有：局本级"):
        tree.find("本级")
    with pytest.raises(UserError, match="没有单位“本级”；现有：无"):
        UnitTree([]).find("本级")


def test_a_circle_loses_no_unit_and_is_said():
    tree = UnitTree([TOP, Unit(id=5, name="甲", parent_id=6), Unit(id=6, name="乙", parent_id=5)])
    assert sorted(names(tree.units)) == sorted(["某局", "甲", "乙"])
    assert [text.partition("的")[0] for text in tree.problems()] == ["单位“甲”", "单位“乙”"]


def test_two_units_of_one_code_or_name_are_said_and_are_nobodys_counterpart():
    tree = UnitTree([TOP, FIRST, Unit(id=9, name="局本级", code="231001")])
    assert list(tree.problems()) == [
        "有 2 个单位的编码是“231001”，分不清对方单位；请改成不同的",
        "有 2 个单位的名称是“局本级”，分不清对方单位；请改成不同的",
    ]
    assert tree.counterpart("局本级") is None
    with pytest.raises(UserError, match="2 个单位的名称"):
        tree.find("局本级")


def test_a_counterpart_is_found_whatever_its_brackets_and_spaces_and_one_nearly_written_is_near():
    own = Unit(id=5, name="某县社会局（本级）", code="231005", parent_id=1)
    tree = UnitTree([TOP, FIRST, own])
    assert tree.counterpart(" 某县社会局(本级) ") == tree.counterpart("２３１００５") == own
    assert (tree.nearest("某县社会局本级"), tree.nearest("某市财政局")) == (own, None)


def test_an_ended_unit_leads_to_the_one_that_goes_on():
    ended, once_more = Unit(id=7, name="旧站", successor_id=8), Unit(id=8, name="旧中心", successor_id=3)
    tree = UnitTree([TOP, SECOND, ended, once_more])
    assert tree.successor(ended) == SECOND
    assert tree.successor(SECOND) == SECOND
