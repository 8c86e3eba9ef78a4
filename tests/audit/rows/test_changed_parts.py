"""Changes into which a change is divided come to it (A123)."""

from desktop.audit.rows.changed_parts import look
from tests.audit.texts import document
from tests.small_cases import small_cases


def findings(text):
    return list(look(document(text)).findings)


OF_KINDS = "2031年收支安排900.00万元，较2030年增加{}万元，其中：人员经费增加93.40万元，主要为正常晋级；公用经费减少11.30万元，主要为压减开支；项目支出增加36.10万元，主要为新增任务。"
OF_REASONS = "项目支出85.20万元，比上年增加{}万元，主要原因是：新增服务区建设20.00万元，窗口制服购置减少6.00万元。"
OF_FUNDS = "收入预算800.00万元，比上年减少{}万元，其中：一般公共预算拨款减少32.50万元；事业收入增加20.00万元。"
NUMBERED = "收入比上年增加{}万元，增长4.1%，主要原因：一是基本支出减少12.00万元；二是项目支出增加42.00万元。"
PLAIN = "支出较2030年增加{}万元，主要是人员支出增加20.56万元，项目支出增加24.00万元。"
TURNED = (
    (OF_KINDS, "118.20", "140.80"),
    (OF_REASONS, "14.00", "26.00"),
    (OF_FUNDS, "12.50", "52.50"),
    (NUMBERED, "30.00", "54.00"),
    (PLAIN, "44.56", "3.44"),
)


@small_cases(("text", "right", "wrong"), TURNED)
def test_one_part_goes_the_other_way(text, right, wrong):
    head = "甲县审计局2031年部门预算\n"
    assert findings(head + text.format(right)) == []
    (found,) = findings(head + text.format(wrong))
    assert "反过来" in found.message


@small_cases(
    "text",
    [
        "收入比上年增加60.00万元，主要原因是人员经费增加32.00万元，项目经费增加18.00万元等。",
        "收入比上年增加60.00万元，主要原因是人员经费增加32.00万元，项目经费有所增加。",
        "支出比上年增加60.00万元，其中：教育支出增加32.00万元；卫生健康支出增加18.00万元。",
        "支出比上年增加60.00万元，主要是养老保险增加40.00万元，其中单位部分增加25.00万元，公用经费增加20.00万元。",
        "收入比上年增加6.00万元，其中：基本支出增加2.33万元；项目支出增加3.66万元。",
        "支出比上年增加60.00万元，其中：人员经费增加320000元；项目支出增加280000元。",
    ],
)
def test_parts_that_may_not_be_all(text):
    assert findings("甲县审计局2031年部门预算\n" + text) == []


def test_kinds_that_leave_nothing_out_are_all():
    text = "支出比上年增加60.00万元，其中：基本支出增加31.00万元；项目支出增加26.00万元。"
    (found,) = findings("甲县审计局2031年部门预算\n" + text)
    assert found.message == "分项增减之和 57.00，增减总数为 60.00"


@small_cases(
    "reasons",
    [
        "，主要是一般公共预算拨款增加72.40万元，上年结转增加12.30万元。",
        "，增长5.1%。增加的主要原因是：基本支出增加72.40万元；项目支出增加6.00万元。",
        "，主要原因：一是事业收入增加72.40万元；二是一般公共预算财政拨款收入增加8.00万元。",
        "，主要是由于政府性基金预算拨款减少8.00万元，一般公共预算拨款增加72.40万元。",
    ],
)
def test_one_of_several_sources_or_kinds_is_not_all_of_a_change(reasons):
    (found,) = findings(f"甲县审计局2031年部门预算\n收支总额较2030年增加72.40万元{reasons}")
    assert "增减总数为 72.40" in found.message


@small_cases(
    "reasons",
    [
        "，主要是一般公共预算拨款增加60.10万元，上年结转增加12.30万元。",
        "，主要是一般公共预算拨款增加72.40万元，事业收入增加5.00万元，其他收入减少5.00万元。",
        "，主要是基本支出增加72.40万元，人员经费增加60.00万元。",
        "，主要是新建教学楼增加72.40万元，更新课桌椅增加6.00万元。",
        "，主要是财政拨款收入增加72.40万元，一般公共预算拨款增加60.00万元。",
        "，主要是一般公共预算拨款增加72.40万元，其中上年结转增加12.30万元。",
        "，主要是一般公共预算拨款增加72.40万元，上年结转增加12.30万元等。",
        "，主要是项目支出增加72.40万元，公用经费持平。",
        "，主要是项目支出增加72.40万元，上年结转增加6.00万元。",
    ],
)
def test_one_source_may_be_all_of_a_change(reasons):
    assert findings(f"甲县审计局2031年部门预算\n收支总额较2030年增加72.40万元{reasons}") == []
