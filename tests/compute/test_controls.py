"""Control numbers: what this year's draft has in the block, of the fund the number is given for."""

import pytest

from desktop.catalog.measures import standard
from desktop.compute.controls import used
from desktop.compute.cube import Cube
from desktop.compute.lines import BudgetLine, Origin
from desktop.ledger.records import Control
from desktop.ledger.vocabulary import BLOCKS
from tests.small_cases import small_cases


def line(amount, year=2025, nature="人员", fund="一般公共预算", economic="30101", side="支出"):
    return BudgetLine(
        side, year, amount, Origin("direct_line", amount), "2010350", economic, "50501", nature, "", fund, "当年"
    )


@pytest.fixture
def cube():
    return Cube([
        line(1), line(20, fund="其他收入"), line(300, nature="项目"), line(4_000, year=2024),
        line(50_000, nature="公用", economic="30216"), line(600_000, side="收入", nature=""),
    ], 2025)  # fmt: skip


@small_cases(
    ("block", "fund", "fen"),
    [
        ("人员经费", "", 21), ("人员经费", "一般公共预算", 1), ("人员经费", "其他收入", 20), ("人员经费", "事业收入", 0),
        ("项目支出", "", 300), ("基本支出", "", 50_021), ("培训费", "", 50_000), ("“三公”经费", "", 0),
    ],
)  # fmt: skip
def test_only_this_years_money_of_the_block_and_the_fund_is_counted(cube, block, fund, fen):
    assert used(Control(block=block, fund=fund), cube) == fen


def test_a_fund_takes_the_place_of_the_fund_that_the_measure_names(cube):
    block = "一般公共预算财政拨款支出"
    assert used(Control(block=block), cube) == 1 + 300 + 50_000
    assert used(Control(block=block, fund="其他收入"), cube) == 20


def test_an_unknown_block_is_not_zero(cube):
    assert used(Control(block="人员经费 "), cube) is None
    assert used(Control(block=""), cube) is None


def test_every_block_that_is_offered_is_a_measure():
    assert set(BLOCKS) <= {measure.label for measure in standard().values()}
