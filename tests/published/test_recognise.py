"""Which table a sheet is: by header and title, wherever it stands; unit and year are read beside it."""

from dataclasses import replace

import pytest

from desktop.outside.source_files import SourceRow
from desktop.published.recognise import comparable, filled
from tests.published.helpers import recognise, source_of


@pytest.fixture
def table(wuxi):
    return source_of(next(t for t in wuxi.tables if t.id == "general_basic"))


def changed(source, old, new):
    rows = tuple(replace(r, cells=tuple(c.replace(old, new) for c in r.cells)) for r in source.rows)
    assert rows != source.rows
    return replace(source, rows=rows)


def moved(source, down=0, right=0):
    rows = tuple(SourceRow(r.number + down, ("",) * right + r.cells) for r in source.rows)
    return replace(source, rows=rows)


def test_every_table_is_known_as_itself(wuxi):
    for table in wuxi.tables:
        found = recognise(source_of(table), wuxi.form)
        assert found is not None
        assert found.spec.id == table.id


def test_unit_and_year_are_read_from_above(wuxi, table):
    found = recognise(table, wuxi.form)
    assert (found.unit, found.year) == ("万元", 2023)
    assert recognise(changed(table, "单位：万元", "单位：元"), wuxi.form).unit == "元"
    assert recognise(changed(table, "单位：万元", ""), wuxi.form).unit == ""
    assert recognise(changed(table, "2023年", "2021年"), wuxi.form).year == 2021
    assert recognise(changed(table, "2023年", ""), wuxi.form).year is None


@pytest.mark.parametrize(("down", "right"), [(0, 0), (3, 0), (0, 1), (2, 2)])
def test_a_table_may_stand_lower_and_further_right(wuxi, table, down, right):
    plain_one, found = recognise(table, wuxi.form), recognise(moved(table, down, right), wuxi.form)
    assert (found.spec.id, found.body - plain_one.body, found.left - plain_one.left) == ("general_basic", down, right)


def test_a_table_too_far_right_or_with_another_header_is_unknown(wuxi, table):
    assert recognise(moved(table, 0, 3), wuxi.form) is None
    assert recognise(changed(table, "人员经费", "人头费"), wuxi.form) is None


def test_the_same_header_under_another_title_is_unknown(wuxi, table):
    title = next(t for t in wuxi.form.tables if t.id == "general_basic").title
    assert recognise(changed(table, title.removeprefix("{year}年"), "某某表"), wuxi.form) is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [("2023年部门收支总表", "收支总表"), ("单位（综合）", ""), (" 表 三 ", "表三"), ("预算数，合计", "预算数合计")],
)
def test_what_differs_from_unit_to_unit_is_not_compared(text, kept):
    assert comparable(text) == kept


def test_the_marks_of_a_form_are_not_compared():
    assert filled("{year}年{scope}收支总表") == "收支总表"
    assert filled("{unit}{last_year}年预算数") == "预算数"
