"""Parts told behind a change that miss it by one slip of the pen (B92)."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

PARTS = "2031年收入预算928.32万元，比上年减少14.80万元，下降1.57%"


@small_cases(
    "text",
    [
        "。变动原因：人员经费减少17.40万元，新增办案设备{}万元。",
        "，其中：人员经费减少17.40万元，公用经费增加{}万元。",
        "。主要变动情况：人员经费比上年减少17.40万元；公用经费比上年增加{}万元。",
        "，主要是人员退休，工资福利支出减少17.40万元；会议增加，公用经费增加{}万元。",
        "，主要原因是退休人员减少相应减少工资17.40万元，同时增加运转经费{}万元。",
        "，原因：压减项目经费17.40万元、追加公用经费{}万元。",
        "（人员经费减少17.40万元，公用经费增加{}万元）。",
    ],
)
def test_parts_that_miss_a_change_by_one_slip(text):
    assert findings(PARTS + text.format("2.60"), codes="B92") == []
    for slip in ("26.00", "0.26", "6.20"):
        (found,) = findings(PARTS + text.format(slip), codes="B92")
        assert found.severity.value == "警告"
        assert f"{slip} 写成 2.60" in found.message


def test_a_part_whose_direction_is_turned_misses_a_change_too():
    text = PARTS + "。变动原因：人员经费减少17.40万元，办案设备{}2.60万元。"
    assert findings(text.format("增加"), codes="B92") == []
    assert "方向" in findings(text.format("减少"), codes="B92")[0].message


@small_cases(
    "text",
    [
        "。变动原因：人员经费减少17.40万元，新增办案设备9.10万元。",  # the main ones
        "。变动原因：人员经费由117.40万元减少17.40万元，公用经费增加26.00万元。",
        "，其中：人员经费减少17.40万元（含津贴2.00万元），公用经费增加26.00万元。",
        "，其中：人员经费减少14.80万元，公用经费增加26.00万元，项目减少26.00万元。",
        "，主要是人员退休。",
        "。变动原因：人员经费减少17.40万元，安排设备26.00万元。",
    ],
)
def test_parts_that_leave_something_out(text):
    assert findings(PARTS + text, codes="B92") == []


def test_amounts_of_few_digits_fit_by_chance():
    assert findings("收入预算90万元，比上年减少20万元，其中：甲减少22万元，乙增加20万元。", codes="B92") == []
