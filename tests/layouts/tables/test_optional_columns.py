"""Columns that come and go with their money."""

from dataclasses import replace

import pytest

from desktop.catalog.measures import make_filter
from desktop.compute.cube import Cube
from desktop.layouts.form import loader
from desktop.layouts.tables.optional_columns import shown, variants
from tests.published.helpers import recognise, source_of


@pytest.fixture
def income():
    return loader.load("national/2023").table("income")


def ids(spec):
    return [column.id for column in spec.blocks[0].columns]


def with_fund(disclosure, fund):
    lines = [replace(line, fund=fund) if n == 0 else line for n, line in enumerate(disclosure.cube.lines)]
    return Cube(lines, disclosure.cube.year)


def test_only_columns_with_money_of_the_year_are_shown_and_no_sum_names_another(wuxi, income):
    spec = shown(income, with_fund(wuxi, "上级补助收入"))
    last_year_only = Cube([replace(one, year=2022, fund="上级补助收入") for one in wuxi.cube.lines], 2023)
    assert [name for name in ids(income) if name not in ids(spec)] == ["special_account", "subordinate", "make_up"]
    assert set(spec.blocks[0].columns[2].sum_of) == set(ids(spec)[3:])
    assert "superior" not in ids(shown(income, last_year_only))


def test_a_table_without_optional_columns_stays_the_same_object(wuxi, income):
    plain = loader.load("national/2023").table("general_expenditure")
    assert shown(plain, wuxi.cube) is plain
    assert list(variants(plain)) == [plain]


def test_every_way_of_printing_is_tried_the_widest_first(income):
    ways = [ids(spec) for spec in variants(income)]
    assert ways[0] == ids(income)
    assert len({tuple(way) for way in ways}) == 16
    assert ways[-1] == [n for n in ids(income) if n not in ("special_account", "superior", "subordinate", "make_up")]


def test_a_sheet_is_recognised_with_the_columns_it_has(wuxi):
    found = recognise(source_of(wuxi.table("income")), wuxi.form)
    assert "special_account" not in ids(found.spec)
    assert "special_account" in {column.id for column in found.full_block(0).columns}
    assert found.full_block(0).columns[2].sum_of != found.spec.blocks[0].columns[2].sum_of
    assert make_filter({"fund": ["其他收入"], "carry": ["当年"]}, "") in {c.where for c in found.spec.blocks[0].columns}
