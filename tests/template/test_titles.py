"""What titles and headings say of money."""

import pytest

from desktop.ledger.vocabulary import FUNDS
from desktop.template.titles import is_title, title_carry, title_limits, without_money
from tests.small_cases import small_cases


@small_cases(
    ("title", "limits"),
    [
        ("一般公共预算支出表", {"fund": ("一般公共预算",)}),
        ("政府性基金预算基本支出表", {"fund": ("政府性基金",), "nature": ("人员", "公用")}),
        ("财政拨款收支总表", {"fund": ("一般公共预算", "政府性基金", "国有资本经营")}),
        ("项目支出表", {"nature": ("项目",)}),
        ("财政补助支出表", {"fund": FUNDS[:3]}),
        ("基本支出和项目支出表", {}),
        ("公用经费支出预算表", {"nature": ("公用",)}),
        ("基本支出表（人员经费和公用经费）", {"nature": ("人员", "公用")}),
        ("单位资金支出表", {"fund": FUNDS[4:]}),
        ("非财政拨款支出表", {"fund": (*FUNDS[4:], FUNDS[3])}),
        ("一般公共预算财政拨款支出表", {"fund": ("一般公共预算",)}),
        ("事业收入支出表", {"fund": ("事业收入",)}),
        ("财政专户资金支出表", {"fund": (FUNDS[3],)}),
        ("经营收入支出表", {"fund": (FUNDS[5],)}),
        ("部门收支总表", {}),
    ],
)
def test_a_title_says_which_money_it_speaks_of(title, limits):
    assert dict(title_limits(title)) == limits


@small_cases(
    ("line", "title"),
    [
        ("2025年支出预算表（按科目）", True),
        ("表三", True),
        ("2025年项目支出预算", True),
        ("编制说明", False),
        ("单位：万元", False),
    ],
)
def test_what_a_title_is(line, title):
    assert is_title(line) is title


@small_cases(
    ("title", "carry"),
    [
        ("上年结转资金支出表", "结转"),
        ("支出表（不含上年结转）", "当年"),
        ("支出表（含上年结转）", ""),
        ("部门支出表", ""),
    ],
)
def test_a_title_may_speak_of_the_money_of_earlier_years_alone(title, carry):
    assert title_carry(title) == ((("carry", (carry,)),) if carry else ())


@pytest.mark.parametrize(
    ("heading", "left"),
    [("政府性基金预算支出", "预算支出"), ("基本支出", ""), ("小计", "小计"), ("项目支出绩效", "绩效")],
)
def test_what_a_heading_says_beside_a_source_and_a_nature(heading, left):
    assert without_money(heading) == left
