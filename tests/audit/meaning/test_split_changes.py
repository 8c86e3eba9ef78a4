"""A change divided again, one of its parts in the wrong direction."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "乙县人民医院2031年单位预算"
HEAD = "2031年收支预算6537.04万元，较2030年预算增加673.80万元，增长11.49%。"


@small_cases(
    "text",
    [
        HEAD + "从收入看，一般公共预算收入增加92.00万元，事业收入增加585.80万元，其他收入增加4.00万元。",
        HEAD + "按资金来源分：一般公共预算拨款增加92.00万元、单位资金减少581.80万元。",
        HEAD + "收入方面，财政拨款减少92.00万元；事业收入增加581.80万元；其他收入与上年持平。",
        "支出总计90.55万元，比上年减少12.35万元，其中：基本支出减少10.20万元，项目支出增加2.15万元。",
        "支出90.55万元，比上年减少12.35万元（其中：基本支出减少10.20万元、项目支出增加2.15万元），占90%。",
        "支出90.55万元，比上年减少12.35万元，其中：基本支出减少10.20万元（人员增加3万元）、项目支出增加2.15万元。",
        "支出总计90.55万元，比上年减少12.35万元，分别为人员经费减少14.50万元、公用经费减少2.15万元。",
        "部门支出90.55万元，同比增加3.25万元。从支出结构来看，基本支出增加2.20万元，项目支出减少1.05万元。",
    ],
)
def test_a_part_in_the_wrong_direction_is_found(text):
    assert len(findings(TITLE, text, codes="A140")) == 1


@small_cases(
    "text",
    [
        HEAD + "从收入看，一般公共预算收入增加92.00万元，事业收入增加585.80万元，其他收入减少4.00万元。",
        HEAD + "从收入看，主要是一般公共预算收入增加92.00万元，事业收入增加585.80万元，其他收入增加4.00万元。",  # some
        HEAD + "从收入看，一般公共预算收入增加92.00万元，事业收入增加585.80万元等。",
        HEAD
        + "从收入看，一般公共预算收入增加90.00万元，事业收入增加585.80万元，其他收入增加4.00万元。",  # by another sum
        "支出总计90万元，比上年减少2万元，其中：基本支出减少3万元，项目支出减少1万元。",  # may be chance
        "支出总计90.55万元，比上年减少12.35万元，其中：基本支出50.20万元，项目支出40.35万元。",
        "支出总计90.55万元，比上年减少12.35万元，其中：人员经费减少14.50万元，含在职人员增加2.15万元。",
        # a part is divided in its turn
        HEAD
        + "其中拨款增加92.00万元，事业收入增加581.80万元；拨款按用途看，人员经费增加90.00万元，公用经费增加2.00万元。",
        # the changes of another total in the same passage
        "收入90.55万元，比上年减少12.35万元。支出比上年减少16.65万元，其中：人员经费减少14.50万元、公用经费减少2.15万元。",
    ],
)
def test_lists_that_fit_or_are_not_whole(text):
    assert findings(TITLE, text, codes="A140") == []


TOTAL = "2031年支出预算2783.07万元，比上年预算增加{}万元，主要是新增项目。"
LINES = (
    "一、按功能科目",
    "社会保障支出265.54万元，占9.54%，较上年预算增加11.85万元；卫生健康支出88.14万元，较上年增加2.91万元；"
    "农林水支出2271.94万元，占81.63%，较上年{}130.56万元；住房保障支出157.45万元，较上年增加6.56万元。",
)


def test_amounts_that_come_to_a_total_elsewhere_have_its_change_together():
    def found(way, change="151.88"):
        return findings(TITLE, TOTAL.format(change), *(line.format(way) for line in LINES), codes="A140")

    assert found("增加") == []
    assert len(found("减少")) == 1
    assert found("减少", "97.31") == []  # does not fit either way


@small_cases(
    "lines",
    [
        # not all of the total
        (
            "2031年支出预算90.55万元，比上年增加3.25万元。",
            "基本支出40.20万元，增加2.20万元；项目支出30.35万元，减少1.05万元。",
        ),
        # what was carried out
        (
            "2031年支出预算90.55万元，比上年增加3.25万元。",
            "基本支出50.20万元，比上年执行数增加2.20万元；项目支出40.35万元，比上年执行数减少1.05万元。",
        ),
        ("2031年支出预算90.55万元。", "基本支出50.20万元，比上年增加2.20万元；项目支出40.35万元，比上年减少1.05万元。"),
    ],
)
def test_amounts_beside_each_other_that_tell_nothing_of_a_total(lines):
    assert findings(TITLE, *lines, codes="A140") == []
