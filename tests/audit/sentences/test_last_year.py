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
