"""The tree of units: rows of a 汇总 and of units alone, badges, dragging."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView

from desktop.ledger.records import Unit
from desktop.ledger.unit_tree import UnitTree
from desktop.ui.units.unit_tree_view import ALONE, CHOSEN, TOGETHER, Badge, UnitTreeView

TOP = Unit(id=1, name="某县某局")
ONE, TWO = Unit(id=2, name="某县某局一站", parent_id=1), Unit(id=3, name="某县某局二站", parent_id=1, position=1)
UNDER = Unit(id=4, name="某县某局分站", parent_id=3)
TREE = UnitTree([TOP, ONE, TWO, UNDER])
ON, ABOVE, BELOW, EMPTY = (
    getattr(QAbstractItemView.DropIndicatorPosition, name)
    for name in ("OnItem", "AboveItem", "BelowItem", "OnViewport")
)


@pytest.fixture
def view(qtbot):
    made = UnitTreeView()
    qtbot.addWidget(made)
    made.show_tree(TREE, 2027)
    return made


def node(view, unit, kind):
    return next(node for node in view.nodes() if node.unit.id == unit.id and node.kind == kind)


def test_a_unit_with_others_below_stands_for_all_and_once_for_itself(view):
    kinds = [(node.unit.id, node.kind) for node in view.nodes()]
    assert kinds == [(1, TOGETHER), (1, ALONE), (2, ALONE), (3, TOGETHER), (3, ALONE), (4, ALONE)]
    assert view.topLevelItem(0).child(0).text(0) == "节点本级"


def test_the_beginning_that_all_names_share_is_left_out(view, qtbot):
    assert view.topLevelItem(0).text(0) == "某县某局"  # nothing would be left of it
    place = "某县"
    long = [Unit(id=n, name=f"{place}临港新区{name}") for n, name in enumerate(("第一中学", "第二中学", "中医医院"), 1)]
    view.show_tree(UnitTree(long), 2027)
    assert [view.topLevelItem(n).text(0) for n in range(3)] == ["第一中学", "第二中学", "中医医院"]


def test_click_and_enter_choose_a_row(view, qtbot):
    asked = []
    view.node_chosen.connect(asked.append)
    view.show()
    view.mark(2, ALONE)
    QTest.keyClick(view, Qt.Key.Key_Return)
    point = view.visualItemRect(view.topLevelItem(0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert (asked[0], asked[-1]) == (node(view, ONE, ALONE), node(view, TOP, TOGETHER))


def test_a_badge_is_seen_read_aloud_and_explained(view):
    badge = Badge("错2", "#ff0000", "2027年　草稿\n错误 2 项")
    view.show_badge(node(view, ONE, ALONE), badge)
    view.show_badge(node(view, TOP, ALONE), badge)
    item, own = view.topLevelItem(0).child(1), view.topLevelItem(0).child(0)
    assert item.text(1) == "错2"
    assert item.toolTip(0) == "某县某局一站\n2027年　草稿\n错误 2 项"
    assert item.data(0, Qt.ItemDataRole.AccessibleTextRole) == "某县某局一站，错2"
    assert own.toolTip(1).startswith("某县某局（节点本级）")


def test_what_was_folded_stays_folded_and_an_ended_unit_says_so(view):
    view.topLevelItem(0).child(2).setExpanded(False)
    ended = Unit(id=5, name="某县某局旧站", ended_year=2027)
    view.show_tree(UnitTree([TOP, ONE, TWO, UNDER, ended]), 2027)
    assert not view.topLevelItem(0).child(2).isExpanded()
    assert view.topLevelItem(1).text(0) == "某县某局旧站（2027年撤并）"


def test_chosen_units_have_a_row_of_their_own(view):
    view.show_tree(TREE, 2027, "选择汇总（2 个单位）")
    assert view.nodes()[-1].kind == CHOSEN
    view.mark(0, CHOSEN)
    assert view.currentItem().text(0) == "选择汇总（2 个单位）"
    view.show_badge(view.nodes()[-1], Badge("✓", tip="汇总"))
    assert view.currentItem().toolTip(0) == "选择汇总（2 个单位）\n汇总"


@pytest.mark.parametrize(
    ("dragged", "target", "where", "move"),
    [
        (ONE, (TWO, TOGETHER), ON, (TWO, None)),
        (ONE, (TWO, TOGETHER), BELOW, (TOP, 1)),
        (TWO, (ONE, ALONE), ABOVE, (TOP, 0)),
        (UNDER, (TOP, TOGETHER), BELOW, (None, 1)),
        (UNDER, (TOP, ALONE), BELOW, (TOP, 0)),
        (ONE, None, EMPTY, (None, None)),
        (ONE, (ONE, ALONE), ON, None),
    ],
)
def test_dropping_a_unit_asks_for_the_move_it_means(view, dragged, target, where, move):
    asked = []
    view.moved.connect(lambda unit, parent, place: asked.append((unit.id, parent and parent.id, place)))
    view.drop_on(node(view, dragged, view_kind(dragged)), node(view, *target) if target else None, where)
    wanted = [(dragged.id, move[0] and move[0].id, move[1])] if move else []
    assert asked == wanted


def view_kind(unit):
    return TOGETHER if unit is TWO else ALONE
