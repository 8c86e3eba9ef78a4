"""Grids that are more than their columns: control numbers with what is used of them, people with their pay."""

from PySide6.QtCore import Qt

from desktop.ledger.records import Control
from desktop.ui.grids.record_kinds import kinds_of
from desktop.ui.grids.special_grids import ControlGrid, PeopleGrid, grid_of
from desktop.ui.kit import theme

ROLE = Qt.ItemDataRole


def cell(grid, row, key):
    return grid.index(row, next(n for n, c in enumerate(grid.columns) if c.key == key))


def test_a_control_number_shows_what_is_used_and_left_and_an_overrun_is_red(session):
    session.record_edits.add_record(Control(block="公用经费", amount=100), "新增控制数")
    grid = grid_of(session, kinds_of("控制数")[0])
    assert isinstance(grid, ControlGrid)
    assert cell(grid, 0, "left").data().startswith("-")
    assert cell(grid, 0, "left").data(ROLE.ForegroundRole).name() == theme.colors().error
    assert not grid.flags(cell(grid, 0, "used")) & Qt.ItemFlag.ItemIsEditable


def test_a_control_number_that_a_later_document_revised_says_so(session):
    for amount, reference in ((100, "一号"), (200, "二号")):
        session.record_edits.add_record(Control(block="公用经费", amount=amount, reference=reference), "新增控制数")
    grid = grid_of(session, kinds_of("控制数")[0])
    assert cell(grid, 0, "used").data() == "已有新文"
    assert cell(grid, 0, "left").data(ROLE.ForegroundRole) is None
    assert cell(grid, 1, "left").data().startswith("-")


def test_people_have_a_column_for_each_pay_item_of_the_policy(session):
    grid = grid_of(session, kinds_of("人员")[0])
    assert isinstance(grid, PeopleGrid)
    items = [c.header for c in grid.columns if c.key.startswith("item:")]
    assert items == list(session.policy.items.values())
    pay = cell(grid, 0, f"item:{next(iter(session.policy.items))}")
    assert grid.setData(pay, "1234.5")
    assert pay.data() == "1,234.50"
    assert not grid.setData(pay, "很多")
    assert grid.setData(pay, "")
    assert pay.data() == ""
