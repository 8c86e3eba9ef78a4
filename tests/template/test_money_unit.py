"""The unit of money that a sheet names."""

import pytest

from desktop.template.money_unit import stated_unit


@pytest.mark.parametrize(
    ("lines", "unit"),
    [
        (["2025年收支总表", "单位：万元"], "万元"),
        (["金额单位: 人民币元"], "元"),
        (["编制单位：某局", "（万元）"], "万元"),
        (["（万元）", "（元）"], ""),
        (["编制单位：某局"], ""),
    ],
)
def test_the_unit_of_money_is_read_only_where_it_is_one(lines, unit):
    assert stated_unit(lines) == unit
