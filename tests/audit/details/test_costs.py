"""The cost in a goal is an amount of the document."""

from desktop.audit.details.costs import slipped
from tests.audit.documents import document, table
from tests.small_cases import small_cases

TITLE = "白水县医院2031年部门预算"


@small_cases(
    ("text", "value", "wrong"),
    [
        ("设备购置项目1,460.00万元。", "≤1,460.00万元", 0),
        ("设备购置项目1,460.00万元。", "≤1,640.00万元", 1),
        ("设备购置项目14,600,000.00元。", "≤1,460.00万元", 0),  # the same in 元
        ("设备购置项目1,460.00万元。", "≤1,500.00万元", 0),  # a bound of its own
        ("2031年设备购置项目9.00万元。", "≤2,301.00万元", 0),  # a year
        ("行政运行（2080501）。", "≤2,085,001.00元", 0),  # a code
        ("设备购置项目26万元。", "≤62万元", 0),  # too few digits to tell
        ("设备购置项目1,460.00万元，改造项目4,160.00万元。", "≤1,640.00万元", 1),  # one is a slip, the other none
        ("设备购置项目1,460.00万元，改造项目6,140.00万元。", "≤1,640.00万元", 0),  # which of the two?
    ],
)
def test_a_cost_that_stands_nowhere_else(text, value, wrong):
    of = document(TITLE, text, table("绩效目标表", "一级指标|三级指标|指标值", f"成本指标|项目总成本|{value}"))
    assert len(list(slipped(of))) == wrong


def test_what_is_no_cost_is_not_looked_at():
    rows = ("效益指标|门诊收入增长|≥1,640.00万元",)
    of = document(TITLE, "业务1,460.00万元。", table("绩效目标表", "一级指标|三级指标|指标值", *rows))
    assert list(slipped(of)) == []
