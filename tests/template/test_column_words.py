"""A column means what its sheet divides, not what another table does under the same word."""

import pytest

from desktop.template.column_words import as_on_sheet, rest_of

BUSINESS, SPECIAL = "事业收入", "财政专户管理资金"
CURRENT = ("carry", ("当年",))


def test_a_source_that_another_column_names_is_not_in_this_one():
    where = (CURRENT, ("fund", (BUSINESS, SPECIAL)))
    alone, beside = [["合计"], [BUSINESS]], [["合计"], [SPECIAL], [BUSINESS]]
    assert as_on_sheet(where, [BUSINESS], alone, own_table=True, carried=True) == where
    assert as_on_sheet(where, [BUSINESS], beside, own_table=True, carried=True) == (CURRENT, ("fund", (BUSINESS,)))


@pytest.mark.parametrize(
    ("path", "own_table", "carried", "kept"),
    [
        (["资金来源", "单位资金"], False, False, False),
        (["资金来源", "单位资金"], False, True, True),
        (["资金来源", "单位资金"], True, False, True),
        (["本年安排", "单位资金"], False, False, True),
    ],
)
def test_a_source_is_of_all_years_where_the_sheet_does_not_divide_them(path, own_table, carried, kept):
    """单位资金 of a layout with a column 上年结转 once lost what was carried in a sheet without one."""
    where = (CURRENT, ("fund", ("其他收入",)))
    found = as_on_sheet(where, path, [["合计"], path], own_table=own_table, carried=carried)
    assert (CURRENT in found) is kept


@pytest.mark.parametrize(
    ("path", "others", "gone"),
    [
        (
            ["资金", "其他资金"],
            [["资金", "一般公共预算"], ["资金", SPECIAL], ["资金", "合计"]],
            {"一般公共预算", SPECIAL},
        ),
        (["其他资金"], [["财政拨款", "一般公共预算"], ["单位"]], {"一般公共预算", "政府性基金", "国有资本经营"}),
        (["其他资金"], [["单位"]], None),
        (["其他收入"], [["一般公共预算"]], None),
        ([], [["一般公共预算"]], None),
    ],
)
def test_other_money_is_what_the_columns_beside_it_leave(path, others, gone):
    found = dict(rest_of(path, [*others, path]))
    assert (found == {}) is (gone is None)
    assert gone is None or (not gone & set(found["fund"]) and "其他收入" in found["fund"])
