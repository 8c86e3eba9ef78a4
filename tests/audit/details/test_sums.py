"""Sums of a few amounts and means."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "某林场2031年单位预算"


@small_cases(
    ("text", "wrong"),
    [
        ("木材毛收入766.80万元，苗木收入34.50万元，两项合计801.30万元。", 0),
        ("木材毛收入766.80万元，苗木收入34.50万元，两项合计810.30万元。", 1),
        ("木材毛收入766.80万元（其中杉木600.00万元），苗木收入34.50万元，两项合计801.30万元。", 0),
        ("木材收入700.00万元，苗木收入34.50万元，林下收入5.00万元，后两项合计39.50万元。", 0),
        ("木材收入700.00万元，苗木收入34.50万元。2030年两项合计640.00万元。", 0),  # of another year
        ("苗木收入34.50万元，两项合计640.00万元。", 0),  # the other one is not stated
        ("改造项目260.00万元，改造床位104张，平均每张床位2.50万元。", 0),
        ("改造项目260.00万元，改造床位104张，平均每张床位3.94万元。", 1),
        ("改造床位104张，平均每张床位3.94万元。", 0),
    ],
)
def test_sums_and_means_are_those_of_the_amounts_beside_them(text, wrong):
    assert len(findings(TITLE, text, codes="A60")) == wrong


def test_a_sum_that_stands_elsewhere_has_its_own_parts():
    text = "木材收入766.80万元，苗木收入34.50万元，两项合计810.30万元。"
    assert findings(TITLE, text, "经营收入810.30万元。", codes="A60") == []


@small_cases(
    "text",
    [
        "资金2180.00万元、40.00万元、60.00万元，前三项合计1600.00万元：甲800.00万元、乙500.00万元、丙300.00万元。",
        "甲30.00万元、乙20.00万元，后两项合计80.00万元。",
        "甲30.00万元、乙20.00万元，其他两项合计80.00万元。",
        "甲30.00万元、乙20.00万元，两项合计80.00万元，其中丙50.00万元、丁30.00万元。",
    ],
)
def test_a_sum_of_what_follows_is_none_of_what_stands_before(text):
    assert findings(text, codes="A60") == []
