"""Sentences that tell of last year with good reason."""

from tests.audit.texts import findings

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
