"""What last year left over: a budget names the year before its own."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "某局2023年部门预算"


def test_what_was_left_over_and_what_is_carried_out_are_of_their_years():
    over = "4.上年结转财政拨款资金支出情况"
    assert not findings(TITLE, over, "本部门无2022年结转的财政拨款资金支出。", codes="A51")
    assert findings(TITLE, over, "本部门无2021年结转的财政拨款资金支出。", codes="A51")
    assert not findings(TITLE, "实施周期：2023年1月至12月。项目名称：甲。", codes="A51")
    assert not findings(TITLE, "实施周期：2022年1月至2023年12月。", codes="A51")
    assert findings(TITLE, "实施周期：2022年1月至12月。", codes="A51")


@small_cases(
    ("text", "wrong"),
    [
        ("（二）上年结转和结余：填列2021年全部结转和结余的资金数，包括历年滚存结转结余资金。", 1),
        ("2.“上年结转”：指2021年尚未结转使用完毕、按有关规定继续使用的资金。", 1),
        ("（二）上年结转结余资金：反映2021年度财政结转结余资金。", 1),
        ("（二）上年结转和结余：填列2022年全部结转和结余的资金数。", 0),
        ("（二）上年结转：指以前年度尚未完成、结转到本年仍按规定用途继续使用的资金。", 0),
        ("（二）年末结转：指2023年预算安排、结转到以后年度的资金。", 0),
    ],
)
def test_the_term_of_what_last_year_left_over_names_that_year(text, wrong):
    assert len(findings("某局2023年部门预算", "第四部分 名词解释", text, codes="A51")) == wrong
