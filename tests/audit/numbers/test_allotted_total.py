"""What the money of a project is allotted to in all is its budget (A192)."""

from desktop.audit.numbers.allotted_total import look
from desktop.findings import Severity
from tests.audit.texts import document
from tests.small_cases import small_cases

TITLE = "甲县文联2031年部门预算\n"


def found(text):
    return [each.severity for each in look(document(TITLE + text)).findings]


LINES = "（一）项目名称：培训经费\n预算安排规模：{}万元\n项目承担单位：甲县文联\n资金分配情况：举办培训班2期，培训120人次，共计{}万元\n资金执行时间：2031年1月1日至2031年12月31日"
RUN_ON = "（一）项目名称：培训经费\n设立的政策依据：《意见》\n预算安排规模：{}万元\n资金分配情况：举办培训班，共计{}万元\n绩效目标：培训120人次"
ONE_LINE = "1.项目名称：培训经费；预算安排规模：{}万元；项目承担单位：甲县文联；资金分配情况：师资费和食宿费合计{}万元；资金执行时间：2031年。"
USES = "项目名称：古树保护\n立项依据：某某通知\n年度预算安排：{}万元\n资金用途：用于古树复壮、挂牌和巡护，总计{}万元。"
OUTLAY = "二、数字化改造项目\n项目预算金额：{}万元。支出内容：采购服务器和存储，共计安排资金{}万元。"


@small_cases("form", [LINES, RUN_ON, ONE_LINE, USES, OUTLAY])
def test_what_is_allotted_is_the_budget(form):
    assert found(form.format("7.00", "7.00")) == []
    assert found(form.format("7.00", "17.00")) == [Severity.WARNING]
    assert found(form.format("27.50", "25.70")) == [Severity.WARNING]


@small_cases(
    ("budget", "uses"),
    [
        ("7.00万元", "举办培训班2期，共计70000元"),
        ("7.00万元", "举办培训班2期，师资5.00万元，食宿12.00万元"),
        ("17.00万元（其中：本年预算7.00万元，上年结转10.00万元）", "举办培训班2期，共计7.00万元"),
        ("7.00万元", "举办培训班2期，共计7.00万元，结转资金另用于购书，合计10.00万元"),
        ("7.00万元", "省级共计5.00万元，县级共计2.00万元"),
        ("7.00万元", "连同上年结转共计17.00万元"),
        ("7.00万元", "三年累计共计21.00万元"),
        ("7.00万元", "购书共计3.00万元，办展4.00万元"),
    ],
)
def test_what_may_be_another_sum(budget, uses):
    assert found(f"（一）项目名称：培训\n预算安排规模：{budget}\n承担单位：文联\n资金分配情况：{uses}\n") == []


def test_the_next_project_has_a_budget_of_its_own():
    first = "（一）项目名称：培训\n预算安排规模：7.00万元\n资金分配情况：购书\n"
    assert found(f"{first}（二）项目名称：展览\n资金分配情况：办展，共计9.00万元\n") == []
    assert found(f"{first}（二）项目名称：展览\n预算安排规模：9.00万元\n资金分配情况：办展，共计9.00万元\n") == []
