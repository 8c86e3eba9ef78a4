"""The list of grids: every column stands for a field, every list offers only words that fit."""

import pytest

from desktop.ledger.vocabulary import BLOCKS
from desktop.ui.grids.record_grid import FIELDS, REFERRING
from desktop.ui.grids.record_kinds import KINDS, kinds_of
from desktop.ui.grids.special_grids import grid_of
from desktop.ui.pages import PAGES
from tests.small_cases import small_cases

SHOWN_ONLY = {"used", "left", "computed"}


@small_cases("kind", KINDS, ids=lambda kind: kind.title)
def test_every_column_is_a_field_of_its_record(kind):
    fields = kind.empty.__dataclass_fields__
    for column in kind.columns:
        assert FIELDS.get(column.key, column.key) in fields or column.key in SHOWN_ONLY, column.key
        assert bool(column.editor) is (column.key not in SHOWN_ONLY)
        assert bool(column.choices) is (column.editor in ("choice", "flag"))


@small_cases("kind", KINDS, ids=lambda kind: kind.title)
def test_an_empty_record_holds_a_word_of_each_list(kind):
    for column in kind.columns:
        if column.editor == "choice":
            value = getattr(kind.empty, column.key)
            assert value in column.choices or value == "", column.key


@small_cases("kind", KINDS, ids=lambda kind: kind.title)
def test_every_kind_is_shown_on_exactly_one_page(kind):
    assert [kind.title in page.kinds for page in PAGES].count(True) == 1


def test_kinds_come_in_the_order_they_are_asked_for():
    assert [kind.title for kind in kinds_of("项目", "人员")] == ["项目", "人员"]
    with pytest.raises(KeyError):
        kinds_of("没有这一种")


def test_control_blocks_are_those_that_are_compared():
    control = kinds_of("控制数")[0]
    assert control.columns[0].choices == BLOCKS


def test_columns_that_refer_offer_what_is_there(session):
    for kind in KINDS:
        grid = grid_of(session, kind)
        for column in grid.columns:
            if column.editor in REFERRING:
                assert len(grid.choices(column)) > 1, column.key
