"""Expressions on DuckDB against plain loops over the same contents."""

from pathlib import Path

import pytest

from desktop import paths
from desktop.catalog import measures
from desktop.collect import engines, expressions
from desktop.collect.dataset import Dataset
from tests.collect import oracle

pytestmark = pytest.mark.long_only
MEASURES = measures.read(Path(paths.resources() / "measures.toml"))


@pytest.fixture(scope="module")
def tables(collected):
    with engines.opened(Dataset(collected)) as found:
        yield found


@pytest.fixture(scope="module")
def period(tables):
    return expressions.period(tables, 2027, "一上")


def rows(expression):
    return expression.to_pyarrow().to_pylist()


def test_of_each_unit_the_newest_pack_counts(tables, period, counted):
    units = {row["unit_code"]: row for row in rows(expressions.unit_totals(period))}
    assert units.keys() == {about["unit_code"] for about, _ in counted}
    for about, _ in counted:
        unit = units[about["unit_code"]]
        assert (unit["line_income"], unit["line_expenditure"]) == (
            about["totals"]["income"],
            about["totals"]["expenditure"],
        )
        assert unit["batch"] == (2 if about["unit_code"] in ("100003", "100005") else 1)
    assert [row["unit_code"] for row in rows(expressions.replaced(tables, 2027, "一上").order_by("pack"))] == [
        "100003",
        "100005",
    ]


@pytest.mark.parametrize("dimension", ["function", "economic", "government"])
def test_codes_add_up(period, counted, dimension):
    found = rows(expressions.by_code(period, dimension))
    assert {row["code"]: row["total"] for row in found} == oracle.by(counted, dimension)
    assert all(row["total"] == row["personnel"] + row["public"] + row["project"] + row["other"] for row in found)


def test_funds_and_kinds_add_up(period, counted):
    found = {row["fund"]: row["income"] for row in rows(expressions.by_fund(period))}
    assert found == oracle.by(counted, "fund", "收入")
    kinds = rows(expressions.by_kind(period))
    assert sum(row["units"] for row in kinds) == len(counted)
    assert sum(row["expenditure"] for row in kinds) == oracle.total(counted, "支出")
    staff = [row for _, tables in counted for row in tables["staff"]]
    assert sum(row["heads"] for row in kinds) == sum(row["heads"] for row in staff if row["status"] == "在职")


def test_how_checks_ended_is_counted_and_what_is_open_is_listed(period, counted):
    ends = [(row["code"], row["status"]) for _, tables in counted for row in tables["outcomes"]]
    for row in rows(expressions.check_totals(period)):
        assert row["failed"] == ends.count((row["code"], "未通过"))
        assert row["not_checked"] == ends.count((row["code"], "未检查"))
    assert len(rows(expressions.open_outcomes(period))) == sum(
        1 for _, status in ends if status in ("未通过", "未检查")
    )


def test_stages_stand_side_by_side_and_a_missing_side_is_unknown_not_zero(tables, period):
    second = expressions.period(tables, 2027, "二上")
    found = {row["unit_key"]: row for row in rows(expressions.stages(period, second))}
    assert len(found) == 24
    assert [key for key, row in found.items() if row["after"] is None] == [f"{100000 + n}" for n in range(12, 24)]
    assert found["100001"]["after"] > 0


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_every_named_measure_is_asked_as_the_cube_asks_it(period, counted, name):
    lines = period.lines
    (found,) = rows(lines.agg(sum=expressions.amount(lines, expressions.matching(lines, MEASURES[name].where))))
    wanted = [line for _, tables in counted for line in tables["lines"] if oracle.matches(line, MEASURES[name])]
    assert found["sum"] == sum(line["amount"] for line in wanted)
