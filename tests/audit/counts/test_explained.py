"""Changes that are explained."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "某局2023年部门预算"


@small_cases(
    ("reasons", "wrong"),
    [
        ("原因：一是调资增加6.00万元；二是新增水泵补助5.00万元；三是出差减少2.00万元。", 0),
        ("原因：一是调资增加6.00万元；二是新增水泵补助5.00万元；三是出差增加2.00万元。", 1),
        ("原因：一是晋级等增加基层运行支出5.00万元；二是医保、公积金分别增加3.00万元、1.00万元。", 0),
        ("原因：一是晋级等增加基层运行支出5.00万元；二是医保、公积金分别增加3.00万元、2.00万元。", 1),
        ("原因：一是调资增加6.00万元；二是项目支出增加3.00万元，主要为标准提高，社区治理增加2.50万元。", 0),
        ("原因：一是调资增加6.00万元；二是项目支出增加5.00万元，主要为标准提高，社区治理增加2.50万元。", 1),
        ("原因：一是调资增加6.00万元；二是人员变动。", 0),  # one reason has no amount
        ("主要原因是调资增加6.00万元，出差减少1.00万元。", 0),  # there may be more
        ("原因是拨款增加12.00万元，租金因空置率由3%升到5%减少3.00万元，增减相抵后净增加9.00万元。", 0),
        ("原因是拨款增加12.00万元，租金因空置率由3%升到5%增加3.00万元，增减相抵后净增加9.00万元。", 1),
    ],
)
def test_reasons_with_amounts_come_to_the_change(reasons, wrong):
    assert len(findings(TITLE, f"支出总计90.00万元，比上年增加9.00万元，{reasons}", codes="A59")) == wrong


def test_changes_in_a_bracket_behind_a_change_come_to_it():
    text = "项目支出增加6.00万元（采购经费增加{}万元，巡展减少6.00万元）。"
    assert findings(TITLE, text.format("12.00"), codes="A59") == []
    assert len(findings(TITLE, text.format("21.00"), codes="A59")) == 1


@small_cases(
    ("text", "wrong"),
    [
        ("培训费9.00万元，较上年增加2.00万元，原因是培训班次压减。", 1),
        ("培训费9.00万元，较上年减少2.00万元，原因是培训班次压减。", 0),
        ("培训费9.00万元，较上年减少2.00万元，主要原因是培训人数增加。", 1),
        ("培训费9.00万元，较上年增加2.00万元，主要原因是上年班次压减。", 0),
        ("培训费9.00万元，较上年增加2.00万元，原因是班次增加、场地压减。", 0),
    ],
)
def test_a_reason_of_one_clause_goes_the_same_way(text, wrong):
    assert len(findings("某局2023年部门预算", text, codes="A20")) == wrong


def test_reasons_of_which_more_may_be_meant_are_not_added_up():
    text = "项目支出增加6.00万元（采购经费增加8.00万元，巡展减少1.00万元{}）。"
    assert findings(TITLE, text.format("等因素"), codes="A59") == []
    assert len(findings(TITLE, text.format(""), codes="A59")) == 1


def test_reasons_may_stand_in_the_next_sentence():
    text = "支出增加6.00万元，增长9%。主要原因：一是采购经费增加{}万元；二是巡展减少2.00万元。"
    assert findings(TITLE, text.format("8.00"), codes="A59") == []
    assert len(findings(TITLE, text.format("9.00"), codes="A59")) == 1


@small_cases(
    ("text", "wrong"),
    [
        ("接待费4万元，比上年增加1万元，主要原因是厉行节约，压缩接待支出。", 1),
        ("接待费4万元，比上年减少1万元，主要原因是厉行节约，压缩接待支出。", 0),
        ("接待费4万元，比上年减少1万元，原因是来访增多，接待批次增加。", 1),
        ("公用经费4万元，比上年减少1万元，原因是退休人员增加。", 0),
        ("公用经费4万元，比上年增加1万元，原因是压减会议，新增维修。", 0),
        ("项目支出4万元，比上年增加1万元，原因是上年项目压减。", 0),
        ("运行费4万元，比上年增加1万元，原因是新能源车辆燃料费用下降。", 1),
        ("支出4万元，比上年减少1万元，主要原因：一是人员经费增加2万元；二是项目压减3万元。", 0),
        ("办公费4万元，比上年增长20%，增长原因：大力压缩一般性支出。", 1),
    ],
)
def test_reasons_of_several_clauses(text, wrong):
    assert len(findings("某局2023年部门预算", text, codes="A20")) == wrong


def test_a_reason_that_sets_off_its_own_changes_counts_by_what_they_come_to():
    text = (
        "支出总计90.00万元，比上年增加31.00万元，主要原因分析：一是人员增资，基本支出增加35.00万元；"
        "二是甲项目减少8.00万元、乙项目增加4.00万元，相抵后项目支出减少{}万元。"
    )
    assert findings("某局2023年部门预算", text.format("4.00"), codes="A59") == []
    assert len(findings("某局2023年部门预算", text.format("3.00"), codes="A59")) == 1
