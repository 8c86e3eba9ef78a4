"""Sentences that tell of last year with good reason."""

from desktop.findings import Severity
from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "某局2023年部门预算"


def test_the_amount_that_a_percentage_is_from_may_be_of_last_year():
    text = "接待费比上年下降25%。2022年公务接待费预算4.00万元。"
    assert findings(TITLE, text, codes="A51") == []


def test_a_sentence_of_its_own_may_tell_what_was_planned_last_year_where_this_year_is_planned_elsewhere():
    this, last = (
        "2023年“三公”经费5万元，其中：公务接待费3.00万元，公务用车运行维护费2.00万元。",
        "2022年公务接待费预算4.00万元。",
    )
    assert findings(TITLE, this, "公务接待费下降25%。", last, codes="A51") == []
    assert [each.code for each in findings(TITLE, "2023年支出9万元。", last, codes="A51")] == ["A51"]


def test_what_was_not_planned_last_year_stands_behind_an_amount_of_this_year():
    assert findings(TITLE, "信息化建设26.00万元，2022年未安排。", codes="A51") == []
    assert len(findings(TITLE, "2022年未安排政府性基金预算支出。", codes="A51")) == 1


def test_last_years_amount_may_follow_in_a_sentence_that_compares():
    for last in (
        "2022年预算100万元，增长20%。",
        "2022年预算为120万元，与上年持平。",
        "2022年预算数100万元，同比增加20万元。",
    ):
        assert findings(TITLE, f"培训费2023年预算120万元，用于培训。{last}", codes="A51") == [], last
    assert len(findings(TITLE, "培训费2023年预算120万元。2022年安排会议费100万元。", codes="A51")) == 1


def test_an_amount_that_is_this_years_elsewhere_is_not_last_years():
    fund = "2023年财政拨款收支总预算324.62万元。"
    this = "甲县总工会2023年收入预算359.62万元，其中：上年结转6.50万元。"
    copied = "甲县总工会2022年支出预算359.62万元，其中：基本支出218.12万元；项目支出141.50万元。"
    assert [each.code for each in findings(TITLE, fund, this, copied, codes="A51")] == ["A51"]
    for last in (
        copied.replace("359.62", "340.18"),  # last year's own amount
        f"{copied}与2023年持平。",
        copied.replace("2022年", "2022年决算"),
        copied.replace("2022", "2023"),
    ):
        assert findings(TITLE, fund, this, last, codes="A51") == [], last
    cars = "2022年“三公”经费预算数为18.45万元。2023年“三公”经费比上年减少1.20万元。"
    assert findings(TITLE, "2023年“三公”经费预算18.45万元。", cars, codes="A51") != []
    assert findings(TITLE, "2023年“三公”经费预算17.25万元。", cars, codes="A51") == []


def test_the_name_of_an_office_before_the_year_is_no_reason():
    assert len(findings(TITLE, "甲县审计局2022年一般公共预算基本支出564.06万元。", codes="A51")) == 1
    assert findings(TITLE, "经审计，2022年一般公共预算基本支出564.06万元。", codes="A51") == []


@small_cases(
    ("lines", "wrong"),
    [
        ("2031年预算数为29.33万元，比2030年预算数增加29.33万元。主要是2030年年初预算未安排此项支出。", 0),
        ("本年增加3万元。2030年预算没有安排。", 0),
        ("增加3万元，主要原因是单列。因2030年未将职业年金列入预算，安排29万元。", 0),
        ("2030年县级财政未安排此项目。本年新增10万元。", 0),
        ("2030年部门预算批复后追加人员经费30万元。", 0),
        ("2031年安排200万元。2032年计划安排50万元。", 0),
        ("2032年计划安排尾款50万元。", 0),
        ("老党员生活补贴32人，安排7.68万元，2030年安排7.20万元。", 0),
        ("2032年部门预算编制工作经费2万元。", 0),
        ("对2030年度部门预算项目开展绩效评价，安排经费5万元。", 0),
        ("开展2032年度预算项目库储备工作经费3万元。", 0),
        ("2030年没有国有资本经营预算支出，故本表无数据。", 1),
        ("一般公共预算增加3万元。2030年没有政府性基金预算安排的支出。", 1),
        ("2030年未安排政府采购预算。", 1),
        ("2030年年初预算安排“三公”经费3万元。", 1),
        ("2032年安排“三公”经费预算3万元。", 1),
    ],
)
def test_a_year_without_the_item_and_work_on_other_years(lines, wrong):
    found = findings("甲局2031年部门预算", *lines.split("|"), codes="A51")
    assert [each.code for each in found if each.severity is not Severity.INFO] == ["A51"] * wrong
