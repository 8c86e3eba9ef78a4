"""What a change and its percentage come from is printed somewhere (A154)."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "甲县农业农村局2031年部门预算"
ELSEWHERE = (
    "教育支出12.00万元、国防支出13.00万元、卫生健康支出14.00万元、住房保障支出15.00万元。",
    "货物11.00万元、工程17.00万元、服务18.00万元、办公费1.20万元、差旅费2.30万元、会议费3.40万元。",
)


def _found(amount, text):
    return len(findings(TITLE, *ELSEWHERE, f"项目库共安排{amount}万元。", text, codes="A154"))


@small_cases(
    ("text", "right", "wrong"),
    [
        ("农林水支出比上年减少80.60万元，下降{}%，其中：行政运行增加13.89万元。", "3.67", "6.37"),
        ("与2030年相比，农林水支出减少80.60万元，下降{}%。", "3.67", "3.97"),
        ("农林水支出较2030年预算减少80.60万元，降低{}%，主要是项目完工。", "3.67", "13.67"),
        ("农林水支出同比减少{}万元，下降3.67%。", "80.60", "86.00"),
        ("农林水支出比上年减少{}万元，下降3.67%。", "80.60", "8.06"),
    ],
)
def test_what_a_change_is_from_is_printed_somewhere(text, right, wrong):
    assert _found("2115.59", text.format(right)) == 0  # this year's
    assert _found("2196.19", text.format(right)) == 0  # last year's
    assert _found("2115.59", text.format(wrong)) == 1


@small_cases(
    "text",
    [
        "农林水支出比上年减少0.60万元，下降6.4%。",  # too few digits
        "农林水支出上年9.00万元，比上年减少9.00万元，下降100%。",
        "农林水支出比上年减少80.60万元，主要是项目完工。",
        "农林水支出比上年下降6.37%。",
        "农林水支出与上年持平。",
    ],
)
def test_changes_that_tell_nothing(text):
    assert _found("2115.59", text) == 0


def test_a_document_of_few_amounts_shows_nothing():
    assert findings(TITLE, "农林水支出比上年减少80.60万元，下降6.37%。", codes="A154") == []
