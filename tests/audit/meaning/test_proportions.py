"""Shares whose base nobody names follow the same one (A150)."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "甲县林业局2031年部门预算"
FOUR = "教育支出269.40万元，占{}%{s}社会保障和就业支出89.21万元，占9.61%{s}农林水支出507.67万元，占54.69%{s}住房保障支出62.04万元，占6.68%。"
LINES = (
    "一、支出按功能分类",
    "1.教育支出269.40万元，占{}%，比上年增加3.00万元，用于培训2.00万元。",
    "2.社会保障和就业支出89.21万元，占9.61%，用于养老保险。",
    "3.农林水支出507.67万元，占54.69%。",
    "4.住房保障支出62.04万元，占6.68%。",
)


@small_cases(
    ("text", "right", "wrong"),
    [
        ("按功能分类，" + FOUR.replace("{s}", "；"), "29.02", "19.02"),
        ("本年支出构成：" + FOUR.replace("{s}", "，"), "29.02", "20.92"),
        ("\n".join(LINES), "29.02", "39.02"),
        ("按用途划分，基本支出1349.20万元，占44.53%；项目支出1681.00万元，占{}%。", "55.47", "55.74"),
        ("支出结构：人员经费1674.0万元，占{}%；公用经费162.9万元，占8.9%。", "91.1", "93.1"),
        ("基本支出1559.34万元，占比{}%，比上年增加7.29万元；项目支出616.10万元，占比28.3%。", "71.7", "73.7"),
        ("货物321.60万元（含办公设备），占{}%；工程3650.00万元，占29.24%；服务8512.00万元，占68.19%。", "2.58", "5.28"),
        ("（1）甲项12.50元，占{}%。\n（2）乙项118.64元，占38.80%。\n（3）丙项174.60元，占57.11%。", "4.09", "4.90"),
    ],
)
def test_one_share_that_does_not_follow_what_the_others_are_of(text, right, wrong):
    assert findings(TITLE, text.format(right), codes="A150") == []
    (found,) = findings(TITLE, text.format(wrong), codes="A150")
    assert found.severity.value == "警告"
    assert found.expected.startswith(right)


def test_an_amount_that_does_not_follow_is_found_where_three_others_agree():
    text = "按功能分类，" + FOUR.replace("{s}", "；").format("29.02")
    assert len(findings(TITLE, text.replace("89.21", "98.21"), codes="A150")) == 1


@small_cases(
    "text",
    [
        # a part of one of them, and what is of another total beside it
        "按功能分类，教育支出50.00万元，占50.00%，其中小学教育40.00万元，占80.00%；国防支出50.00万元，占50.00%。",
        "支出总额321.00万元。教育支出269.40万元，占29.02%；社会保障支出89.21万元，占27.79%；农林水支出507.67万元，占54.69%；住房支出62.04万元，占6.68%。",
        # rounded so that all add up to 100
        "货物100.00万元，占33.4%；工程100.00万元，占33.3%；服务100.00万元，占33.3%。",
        # neither of two follows their sum: they are of something larger
        "教育支出100.00万元，占20.00%；国防支出50.00万元，占10.50%。",
        # two that are wrong, or of two totals
        "教育支出269.40万元，占39.02%；社会保障支出89.21万元，占9.61%；农林水支出507.67万元，占44.69%；住房支出62.04万元，占6.68%。",
        # said of what
        "教育支出100.00万元，占支出的20.00%；国防支出50.00万元，占项目支出的10.50%。",
        "教育支出100.00万元，占20%；国防支出300.00万元，占62%；其余100.00万元，占20%。",
    ],
)
def test_shares_of_other_things_and_small_tails(text):
    assert [each for each in findings(TITLE, text, codes="A150") if each] == []
