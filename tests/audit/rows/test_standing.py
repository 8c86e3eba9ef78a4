"""Where amounts stand, and with what names."""

from decimal import Decimal

import pytest

from desktop.audit.rows import standing
from tests.audit.documents import document, table

ROWS = table(
    "项目表",
    "项目名称|2024年预算|2025年预算",
    "道路养护|30.00|41.50",
    "绿化|12.00|12.00",
    "合计|42.00|53.50",
)
PAPER = document("甲局2025年部门预算", "道路养护安排41.50万元，比上年增加11.50万元。", ROWS)


def test_an_amount_is_found_with_the_names_of_all_its_places():
    places = standing.places_by_amount(PAPER, "万元", 2)
    assert {standing.plain(name) for place in places[Decimal("41.50")] for name in place.names} == {"道路养护"}
    changes = places[Decimal("11.50")]
    assert changes and all(place.change for place in changes)
    assert Decimal("30.00") not in places  # last year's


def test_what_stands_once_and_what_stands_at_all():
    wan = Decimal(1_000_000)
    assert standing.stands_alone(PAPER, Decimal("53.5") * wan)
    assert not standing.stands_alone(PAPER, Decimal("41.5") * wan)
    assert standing.stands(PAPER, Decimal("30") * wan)
    assert not standing.stands(PAPER, Decimal("31") * wan)


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("其中：道路养护项目", "道路养护"),
        ("“绿化”项目，预算安排", "绿化"),
        ("道路养护支出", "道路养护"),
        ("道路养护41.50万元，比上年增加", "道路养护"),
        ("2025年预算", ""),
    ],
)
def test_the_name_of_an_amount_is_that_of_the_nearest_clause_with_one(before, name):
    assert standing.names_of(before)[1] == name


def test_running_costs_and_all_costs_of_one_name_differ():
    assert standing.of_running("机关运行经费70万元，其中：公务接待费2万元。", "公务接待费")
    assert not standing.of_running("“三公”经费：公务接待费2万元。", "公务接待费")


def test_the_amount_before_a_change_is_known_by_its_digits():
    assert standing.about_of("收入638.01万元，比上年增加") == Decimal("638010000")
    assert standing.about_of("收入600.00万元，比上年增加") is None
