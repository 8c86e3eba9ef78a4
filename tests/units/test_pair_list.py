"""The money between units as a list: both years, both sides, what does not pair first."""

from desktop.compute.consolidation import Pair, TransferKind
from desktop.compute.lines import BudgetLine, Origin
from desktop.disclosure import Together
from desktop.units import pair_list


def line(number, side, amount, unit, year=2027):
    nature, fund = ("对附属单位补助支出", "事业收入") if side == "支出" else ("", "上级补助收入")
    table = "direct_line" if side == "支出" else "income"
    return BudgetLine(side, year, amount, Origin(table, number), nature=nature, fund=fund, unit=unit)


LINES = [
    line(1, "支出", 100_00, "局"),
    line(2, "收入", 100_00, "校"),
    line(3, "支出", 80_00, "局", 2026),
    line(4, "收入", 50_00, "校", 2026),
    line(5, "收入", 7_00, "校", 2026),
]
PAIRS = (
    Pair(2027, TransferKind.SUBSIDY, "局", "校", 100_00, 100_00, (LINES[0].key,), (LINES[1].key,)),
    Pair(2026, TransferKind.SUBSIDY, "局", "校", 80_00, 50_00, (LINES[2].key,), (LINES[3].key,)),
)
TOGETHER = Together(
    PAIRS, ((LINES[4], "没有填写对方单位"),), lambda _: iter(()), moved={each.key: each for each in LINES}
)


def test_each_year_has_its_own_with_the_lines_of_both_sides():
    (this,) = pair_list.rows(TOGETHER, 2027)
    assert (pair_list.settled(this), this.apart) == (True, 0)
    apart, unnamed = pair_list.rows(TOGETHER, 2026)
    assert (apart.paid, apart.received, apart.eliminated, apart.apart) == (80_00, 50_00, 50_00, 30_00)
    assert (apart.paid_by, apart.received_by) == ((LINES[2],), (LINES[3],))
    assert (unnamed.payer, unnamed.receiver, unnamed.paid, unnamed.why) == ("", "校", None, "没有填写对方单位")
    assert not pair_list.settled(unnamed)


def test_a_row_is_said_in_words_and_as_data():
    apart, unnamed = pair_list.rows(TOGETHER, 2026)
    assert pair_list.described(apart) == [
        "2026年 补助 “局”→“校”：付款方列支 80.00 元，收款方列收 50.00 元，已抵销 50.00 元，相差 30.00 元",
        f"  付 局 {LINES[2].key} 对附属单位补助支出 事业收入 80.00 元",
        f"  收 校 {LINES[3].key} 上级补助收入 50.00 元",
    ]
    assert pair_list.described(unnamed)[0].startswith("2026年 补助 “校”没有填写对方单位：收款方列收 7.00 元")
    assert pair_list.data(apart)["received_by"] == [LINES[3].key]
