"""Amounts compared with their own year (A119)."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "甲县粮食局2032年部门预算\n"


@small_cases(
    "text",
    [
        "2031年收支预算29176.2万元，比2031年预算28273.1万元增加903.1万元。",
        "2031年部门收入预算1286.42万元，较2031年增加98.42万元，增长8.28%。",
        "2031年政府性基金支出120.00万元，与2031年预算相比持平。",
        "2031年“三公”经费8.00万元，比2031年年初预算减少1.00万元。",
        "公务接待费2031年预算3.00万元，同2031年相比下降10%。",
    ],
)
def test_a_year_is_compared_with_itself(text):
    assert [each.severity.value for each in findings(TITLE + text, codes="A119")] == ["错误"]


@small_cases(
    "text",
    [
        "2032年收支预算29176.2万元，比2031年预算28273.1万元增加903.1万元。",
        "2031年执行数1286.42万元，比2031年年初预算数1200.00万元增加86.42万元。",
        "2031年收入预算12.00万元，比2030年增加1.00万元；2031年支出预算12.00万元，比2030年增加1.00万元。",
        "2031年预算完成620.00万元，比2031年预算减少12.00万元。",
        "2032年预算安排8.00万元，2031年预算9.00万元，比2031年减少1.00万元。",
        "2031年调整后支出8.00万元，较2031年年初预算增加2.00万元。",
    ],
)
def test_two_years_and_what_was_carried_out(text):
    assert findings(TITLE + text, codes="A119") == []


def test_the_budgets_own_year_is_told_once():
    text = "2032年部门收入预算1286.42万元，较2032年增加98.42万元。"
    assert [each.code for each in findings(TITLE + text, codes="A14 A119")] == ["A14"]


@small_cases(
    "text",
    [
        "2030年机关运行经费预算86.40万元，较2031年增加1.40万元，增长1.65%。",
        "一、一般公共预算。2030年一般公共预算支出1742.40万元，比2031年增加142.40万元。",
        '2029年"三公"经费预算14.00万元，比2031年减少2.00万元。',
    ],
)
def test_an_earlier_year_is_compared_with_last_year(text):
    assert [each.severity.value for each in findings(TITLE + text, codes="A119")] == ["错误"]


@small_cases(
    "text",
    [
        "按2030年工资标准安排86.40万元，较2031年增加1.40万元。",
        "2030年调整工资标准，安排人员经费86.40万元，较2031年增加1.40万元。",
        "2030年立项的大厅改造项目12.00万元，较2031年减少1.00万元。",
        "2030年支出执行数86.40万元，较2031年减少1.40万元。",
        "2030年机关运行经费预算86.40万元，较2029年增加1.40万元。",
        "2032年机关运行经费预算86.40万元，较2031年增加1.40万元。",
    ],
)
def test_an_earlier_year_of_something_else_is_left_alone(text):
    assert findings(TITLE + text, codes="A119") == []
