"""A rate of how many of all, and a part, are no more than all (A155)."""

from desktop.audit.meaning import percents
from tests.audit.documents import document, table
from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "甲县医疗保障局2031年部门预算"


@small_cases(
    ("text", "right", "wrong"),
    [
        ("年度目标：设备验收合格率{}%。", "100", "600"),
        ("绩效目标编报覆盖率{}%，涉及资金9.00万元。", "100", "170"),
        ("群众满意度达到{}%以上。", "90", "190"),
        ("应免畜禽免疫密度{}%，抗体合格率70%以上。", "100", "180"),
        ("救灾资金发放率为{}%。", "100", "900"),
        ("人民调解成功率不低于{}%。", "98", "101"),
        ("全部为一般公共预算拨款收入，占{}%。", "100", "150"),
        ("一般公共预算拨款收入8.00万元，占收入总预算的{}%。", "100", "130"),
        ("全部为一般公共预算拨款收入，占总收入的{}%，同比增加1.00万元。", "100", "90"),
        ("4个项目编报了目标，占项目总数的比例为{}%。", "100", "700"),
    ],
)
def test_no_rate_and_no_part_is_more_than_all(text, right, wrong):
    assert findings(TITLE, text.format(right), codes="A155") == []
    assert [each.severity.value for each in findings(TITLE, text.format(wrong), codes="A155")] == ["警告"]


@small_cases(
    "text",
    [
        "社有资产保值增值率102%。",
        "稿件任务完成率110%，床位使用率105%。",
        "业务收入增长率120%，比上年增长150%。",
        "完成8.00万元，占年初预算的125%。",
        "本年支出占上年的130%。",
        "实有人员占编制的104%。",
        "群众满意度100%。",
        "床位占用率103%。",
        "完成值占目标值的120%，非税收入占预算的135%。",
        "全部为财政拨款，占地1200平方米，绿化占30%。",
    ],
)
def test_what_may_be_more_than_all(text):
    assert findings(TITLE, text, codes="A155") == []


def test_rates_in_a_table_of_goals():
    def found(value):
        goals = table("绩效目标表", "指标|指标值", f"工程验收合格率|{value}", "任务完成率|≥120%")
        return len(percents.too_much(document(TITLE, goals)).findings)

    assert [found(each) for each in ("≥95%", "100%", "190%", "≥101%")] == [0, 0, 1, 1]
