"""What the sources pay for is all spending (A130)."""

from desktop.audit.missing.paid_from import look
from tests.audit.documents import document
from tests.small_cases import small_cases

TITLE = "白水县大河镇人民政府2031年部门预算"
INCOME = "2031年总收入100.00万元，其中：一般公共预算财政拨款收入80.00万元，事业收入12.00万元，其他收入8.00万元。"


def found(text, income=INCOME):
    return [each.message for each in look(document(TITLE, income, text)).findings]


@small_cases(
    "text",
    [
        "2031年部门预算总支出100.00万元。财政拨款安排支出80.00万元，事业收入安排支出12.00万元；其他收入安排支出0万元。",
        "2031年支出总计100.00万元，一般公共预算拨款安排的支出80.00万元，事业收入安排的支出0.00万元，其他收入安排的支出8.00万元。",
        "支出预算100.00万元。其中：财政拨款安排支出80.00万元（其中：基本支出60.00万元，项目支出20.00万元）；"
        "事业收入安排支出21.00万元；其他收入安排支出8.00万元。",
        "2031年支出总额100.00万元，财政拨款安排支出80.00万元，其中：一般公共预算安排支出80.00万元；"
        "事业收入安排支出12.00万元，其他收入资金安排支出80000.00万元。",
        "2031年预算总支出100.00万元。其他收入安排支出0元，事业收入安排支出120000.00元，财政拨款安排支出800000.00元。",
    ],
)
def test_the_amount_of_one_source_is_another_than_came_in(text):
    assert len(found(text)) == 1


@small_cases(
    "text",
    [
        "2031年部门预算总支出100.00万元。财政拨款安排支出80.00万元，事业收入安排支出12.00万元；其他收入安排支出8.00万元。",
        "2031年部门预算总支出92.00万元。财政拨款安排支出80.00万元，事业收入安排支出12.00万元；其他收入安排支出0万元。",
        "2031年项目支出100.00万元。财政拨款安排支出80.00万元，事业收入安排支出12.00万元；其他收入安排支出0万元。",
        "2031年总支出100.00万元。财政拨款安排支出80.00万元，其他收入安排支出0万元。",  # 事业收入 is left out
        "2031年总支出100.00万元。其他收入安排支出0万元。",
        "2031年总支出95.00万元。财政拨款安排支出80.00万元，事业收入安排支出12.00万元，其他收入安排支出3.00万元，结转下年5.00万元。",
    ],
)
def test_it_comes_to_all_or_nothing_tells_which(text):
    assert found(text) == []


def test_what_came_in_is_told_in_two_ways():
    text = "总支出100.00万元。财政拨款安排支出80.00万元，事业收入安排支出12.00万元；其他收入安排支出0万元。"
    assert found(text, INCOME + "另有其他收入9.00万元。") == []
