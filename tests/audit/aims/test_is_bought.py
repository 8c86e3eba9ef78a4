"""Whether a project is bought, in its table and in that of purchases (A171)."""

from desktop.audit.aims.is_bought import look
from desktop.outside.document import Document, Table
from tests.small_cases import small_cases


def _document(head, reply, bought, title="政府采购预算表"):
    projects = Table((("项目支出情况表", "", ""), ("项目名称", "金额", head), ("档案数字化加工", "250000", reply)))
    purchases = Table(((title, "", ""), ("采购项目", "数量", "金额"), (bought, "1项", "250000")))
    return Document("甲馆.xlsx", "xlsx", (projects, purchases))


@small_cases(
    ("head", "reply", "bought", "title"),
    [
        ("是否政府采购", "否", "档案数字化加工", "政府采购预算表"),
        ("是否属于政府采购", "否", "档案数字化 加工", "表9 政府采购预算明细表"),
        ("是否采购", "不是", "档案数字化加工", "采购预算表"),
        ("政府采购（是/否）", "否", "档案数字化加工", "2031年政府采购情况表"),
        ("是否纳入政府采购", "无", "档案数字化加工", "政府采购表"),
    ],
)
def test_bought_and_said_not_to_be(head, reply, bought, title):
    assert len(look(_document(head, reply, bought, title)).findings) == 1


@small_cases(
    ("head", "reply", "bought", "title"),
    [
        ("是否政府采购", "是", "档案数字化加工", "政府采购预算表"),
        ("是否政府采购", "否", "办公设备购置", "政府采购预算表"),
        ("是否政府购买服务", "否", "档案数字化加工", "政府采购预算表"),
        ("是否政府采购", "否", "档案数字化加工", "政府购买服务预算表"),
        ("是否政府采购", "", "档案数字化加工", "政府采购预算表"),
        ("绩效目标", "否", "档案数字化加工", "政府采购预算表"),
    ],
)
def test_bought_or_not_asked(head, reply, bought, title):
    assert look(_document(head, reply, bought, title)).findings == ()
