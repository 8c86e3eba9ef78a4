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


@small_cases(
    ("text", "label", "value", "wrong"),
    [
        ("其中：科普活动经费42.00万元。", "科普活动经费", "≤45万元", 1),
        ("其中：科普活动经费42.00万元。", "科普活动经费", "≤42万元", 0),
        ("其中：科普活动经费42.00万元。", "科普活动成本", "420,000元", 0),  # the same in 元
        ("农村公路养护项目预算42.00万元。", "农村公路养护成本", "=40.00万元", 1),
        ("送戏下乡专项资金安排42.00万元。", "送戏下乡资金控制数", "42.50万元以内", 1),
        ("村级动物防疫员42.00万元。", "村级动物防疫员经费", "≤24万元", 1),
        ("项目安排42.00万元。", "项目总成本", "≤45万元", 0),  # of which project?
        ("科普活动经费42.00万元，上年科普活动经费45.00万元。", "科普活动经费", "≤40万元", 0),  # two amounts
        ("科普活动42.00万元，宣传费45.00万元。", "科普活动经费", "≤45万元", 0),  # the amount of something
    ],
)
def test_the_cost_of_a_project_is_its_amount(text, label, value, wrong):
    rows = (f"成本指标|{label}|{value}",)
    shown = table("项目支出表", "项目名称|金额", "甲项目|42.00", "乙项目|8.00")
    of = document(TITLE, text, shown, table("绩效目标表", "一级指标|三级指标|指标值", *rows))
    assert len(list(slipped(of))) == wrong


@small_cases(
    ("text", "label", "value", "wrong"),
    [
        ("全年安排城建重点工程26项，计划完成投资4.60亿元。", "城建重点工程投资", "4600万元", 1),
        ("城建重点工程计划投资4.60亿元。", "城建重点工程总投资", "≤460000万元", 1),
        ("高标准农田建设投入1.2亿元。", "高标准农田建设成本", "1200万元", 1),
        ("安排高标准农田建设资金1.20亿元。", "高标准农田建设资金", "≤120,000万元", 1),
        ("全年安排城建重点工程26项，计划完成投资4.60亿元。", "城建重点工程投资", "46000万元", 0),
        ("城建重点工程投资4.60亿元，其中本年4600万元。", "城建重点工程投资", "4600万元", 0),
        ("城建重点工程投资4.60亿元。", "城建重点工程投资", "4500万元", 0),
        ("城建重点工程投资4.60亿元和0.46亿元。", "城建重点工程投资", "4600万元", 0),
        ("全县投资4.60亿元。城建重点工程26项。", "城建重点工程投资", "4600万元", 0),
    ],
)
def test_an_amount_in_another_unit_is_of_one_size(text, label, value, wrong):
    of = document(TITLE, text, table("绩效目标表", "一级指标|三级指标|指标值", f"成本指标|{label}|{value}"))
    assert len(list(slipped(of))) == wrong
