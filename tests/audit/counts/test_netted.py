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
