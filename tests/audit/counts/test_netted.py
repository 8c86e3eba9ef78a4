"""Reasons set off against each other come to what is left."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

START = "收支预算900.00万元，较上年减少61.00万元。减少的主要原因是"


@small_cases(
    ("reasons", "found"),
    [
        ("基金拨款减少90.00万元，捐赠减少2.00万元，同时拨款增加31.00万元，增减相抵后净减少61.00万元。", 0),
        ("基金拨款减少90.00万元，捐赠增加2.00万元，同时拨款增加31.00万元，增减相抵后净减少61.00万元。", 1),
        ("基金拨款减少90.00万元，捐赠减少3.00万元，同时拨款增加31.00万元，以上因素相抵净减少61.00万元。", 1),
        ("基金拨款减少90.00万元，拨款增加31.00万元，其他支出增减相抵净减少2.00万元。", 0),  # of the others
        ("拨款调整，增减相抵后净减少61.00万元。", 0),
    ],
)
def test_what_is_left_of_the_reasons(reasons, found):
    assert len(findings(START + reasons, codes="A50")) == found


def test_the_reason_whose_direction_is_turned_is_named():
    (wrong,) = findings(START + "拨款减少90.00万元，捐赠增加29.00万元，增减相抵后净减少119.00万元。", codes="A50")
    assert "29万元" in wrong.message


def test_only_the_changes_of_the_last_numbered_reason_may_be_set_off():
    text = "一是人员增资，基本支出增加35.00万元；二是甲项目减少8.00万元、乙项目增加{}万元，相抵后项目支出减少4.00万元。"
    assert findings(START + text.format("4.00"), codes="A50") == []
    assert len(findings(START + text.format("5.00"), codes="A50")) == 1
