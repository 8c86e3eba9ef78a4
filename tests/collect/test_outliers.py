"""Outliers on DuckDB against plain Python."""

import pytest

from desktop import paths
from desktop.catalog import measures
from desktop.collect import engines, expressions, outliers
from desktop.collect.dataset import Dataset
from desktop.money import half_up
from tests.collect import oracle

pytestmark = pytest.mark.long_only
NAMES = ("public", "three_public", "training")


@pytest.fixture(scope="module")
def period(collected):
    with engines.opened(Dataset(collected)) as tables:
        yield expressions.period(tables, 2027, "一上")


def measure(name):
    return measures.read(paths.resources() / "measures.toml")[name]


@pytest.mark.parametrize("name", NAMES)
def test_per_head_is_rounded_half_up(period, counted, name):
    found = outliers.per_head(period, measure(name)).to_pyarrow().to_pylist()
    wanted = oracle.per_head(counted, measure(name))
    assert {r["unit_key"]: (r["unit_kind"], r["heads"], r["amount"], r["value"]) for r in found} == wanted


@pytest.mark.parametrize("name", NAMES)
def test_against_the_kind(period, counted, name):
    units = oracle.per_head(counted, measure(name))
    wanted = {}
    for kind in {each[0] for each in units.values()}:
        values = sorted(each[3] for each in units.values() if each[0] == kind)
        lower, median, upper = (values[(len(values) - 1) * part // 4] for part in (1, 2, 3))
        for key, each in units.items():
            far = 3 * (upper - lower)
            if each[0] == kind and (2 * each[3] > 2 * upper + far or 2 * each[3] < 2 * lower - far):
                wanted[key] = each[3], median, lower, upper
    found = outliers.against_kind(period, measure(name)).to_pyarrow().to_pylist()
    assert {r["unit_key"]: (r["value"], r["median"], r["lower"], r["upper"]) for r in found} == wanted


@pytest.mark.parametrize("name", NAMES)
def test_against_neighbours(period, counted, name):
    units = oracle.per_head(counted, measure(name))
    wanted = {}
    for kind in {each[0] for each in units.values()}:
        order = sorted((each[1], key) for key, each in units.items() if each[0] == kind)
        for place, (_, key) in enumerate(order):
            near = [units[other] for _, other in order[max(0, place - 5) : place + 6] if other != key]
            usual = half_up(sum(each[2] for each in near), sum(each[1] for each in near))
            if len(near) >= 5 and (units[key][3] > 2 * usual or 2 * units[key][3] < usual):
                wanted[key] = usual
    found = outliers.against_neighbours(period, measure(name)).to_pyarrow().to_pylist()
    assert {row["unit_key"]: row["near_value"] for row in found} == wanted
    assert wanted


def test_a_kind_with_few_units_is_said_not_judged(period):
    of = expressions.Period(
        period.packs.filter(period.packs.unit_key.isin(["100000", "100003"])),
        period.lines, period.both_years, period.staff, period.outcomes, period.by_pack, period.by_code,
    )  # fmt: skip
    assert outliers.few(of, measure("public")).to_pyarrow().to_pylist() == [{"unit_kind": "行政", "units": 2}]
    assert outliers.against_kind(of, measure("public")).to_pyarrow().num_rows == 0
