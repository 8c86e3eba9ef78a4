"""Units to choose: the drop-down of the tree, and the tree with boxes."""

import pytest

from desktop.ledger.records import Unit
from desktop.ledger.unit_tree import UnitTree
from desktop.ui.units.unit_list import UnitBoxes, UnitChoice

TOP, ONE, TWO = Unit(id=1, name="局"), Unit(id=2, name="一站", parent_id=1), Unit(id=3, name="二站", parent_id=1)
TREE = UnitTree([TOP, ONE, TWO])


def test_a_drop_down_shows_the_tree_and_can_offer_none(qtbot):
    choice = UnitChoice(TREE, "上级单位", "（最上一级）", [TWO])
    qtbot.addWidget(choice)
    assert [choice.itemText(n) for n in range(choice.count())] == ["（最上一级）", "局", "　一站"]
    assert choice.chosen() is None
    choice.choose(ONE)
    assert choice.chosen() == ONE
    choice.choose(None)
    assert choice.chosen() is None


@pytest.fixture
def boxes(qtbot):
    made = UnitBoxes(TREE, "单位", {1: "未录入"})
    qtbot.addWidget(made)
    return made


def test_what_cannot_be_ticked_says_why_and_those_below_it_still_can(boxes):
    assert boxes.list.topLevelItem(0).text(0) == "局（未录入）"
    boxes.tick([1, 3])
    assert boxes.ticked() == [TWO]


def test_all_and_none(boxes):
    boxes._tick_all(boxes.list.topLevelItem(0).child(0).checkState(0).Checked)
    assert boxes.ticked() == [ONE, TWO]
    boxes.tick([])
    assert boxes.ticked() == []
