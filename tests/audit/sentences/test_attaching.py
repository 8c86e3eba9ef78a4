"""To which amount a change belongs, and which changes only say why."""

from desktop.audit.sentences.reading import read
from tests.audit.texts import document, findings
from tests.small_cases import small_cases

TITLE = "某局2023年部门预算"


def test_what_follows_a_change_with_mainly_is_its_reason():
    """主要为 lists parts behind an amount; behind a change it says why, and last year's amount is none of this year."""
    text = "收支预算60.00万元，较上年58.00万元增加2.00万元，其中：项目支出减少5.00万元，主要为上年一次性的装修8.00万元本年没有，其他增加3.00万元。"
    assert findings(TITLE, text, codes="A11 A12 A13 A32 A03") == []


def test_the_two_costs_of_vehicles_may_have_a_change_each():
    text = (
        "“三公”经费30.00万元，比上年增加4.00万元。其中：因公出国（境）费0万元，与上年持平；公务用车购置及运行费26.00万元"
        "（公务用车购置费8.00万元、运行费18.00万元），购置费比上年增加8.00万元（上年没有）、运行费比上年减少{}万元；"
        "公务接待费4.00万元，比上年减少1.00万元。"
    )
    assert findings(TITLE, text.format("3.00"), codes="A03 A32") == []
    assert [each.code for each in findings(TITLE, text.format("2.00"), codes="A03 A32")] == ["A03"]


def test_changes_told_respectively_are_each_of_one_of_the_amounts():
    text = "会议费预算6.00万元、培训费预算9.00万元，与上年相比分别减少1.00万元、增加0.50万元。"
    assert findings(TITLE, f"{text}\n培训费9.00万元，比上年增加0.50万元。", codes="A11 A13 A32") == []


def test_a_change_of_one_fund_is_none_of_another_named_before():
    text = (
        "2023年一般公共预算收支预算80.37万元，政府性基金收支预算0万元。与上年相比，一般公共预算收支预算增加3.70万元，"
        "增长4.83%。政府性基金收支预算增加0万元，与上年持平。"
    )
    assert [each for each in findings(TITLE, text, codes="A13") if each.severity.value == "错误"] == []
    wrong = "一般公共预算收支预算80.37万元，比上年增加3.70万元，与上年持平。"
    assert [each.severity.value for each in findings(TITLE, wrong, codes="A13")] == ["错误"]


def test_no_change_of_the_first_part_is_none_of_all_of_it():
    text = (
        "“三公”经费25.10万元，比上年减少2.60万元。因公出国（境）费0万元，与上年相比无变化；公务用车购置及运维费22.50万元，"
        "其中购置费0万元，与上年相比无变化，运行维护费22.50万元，比上年减少2.00万元；公务接待费2.60万元，比上年减少{}万元。"
    )
    assert findings(TITLE, text.format("0.60"), codes="A03 A11 A13") == []


def test_a_change_from_what_was_carried_out_is_none_from_the_budget():
    text = (
        "2023年“三公”经费预算14.00万元，比2022年预算减少1.00万元，比2022年执行数12.80万元增加{}万元。其中公务接待费2.00万元，"
        "比上年预算减少1.00万元；公务用车运行维护费12.00万元，与上年预算持平，比上年执行数11.60万元增加0.40万元。"
    )
    assert findings(TITLE, text.format("1.20"), codes="A11 A12 A13 A32") == []
    assert [each.code for each in findings(TITLE, text.format("2.10"), codes="A11 A12 A13 A32")] == ["A11"]


@small_cases(
    ("text", "of"),
    [
        ("财政拨款收、支总预算1389.09万元，其中本年财政拨款1376.75万元，上年结转12.35万元。与上年相比，财政拨款收、支总计各增加68.97万元。", "1389.09"),
        ("财政拨款收入总计90.00万元，其中：本年财政拨款收入80.00万元。财政拨款收入总计比上年增加5.00万元。", "90.00"),
        ("收入预算90.00万元，其中本年收入80.00万元、上年结转10.00万元。收入预算较上年减少5.00万元。", "90.00"),
        ("收入预算90.00万元，其中本年收入80.00万元、上年结转10.00万元。本年收入较上年减少5.00万元。", "80.00"),
        ("财政拨款收入90.00万元，其中当年财政拨款80.00万元。当年财政拨款较上年减少5.00万元。", "80.00"),
    ],
)  # fmt: skip
def test_a_change_of_the_total_is_none_of_this_years_part_of_it(text, of):
    values = read(document("某局2026年部门预算", f"2026年{text}")).values
    assert [value.figure.text for value in values if value.changes] == [of]


HEAD = "2024年收入预算1545.0万元。"


@small_cases(
    "text",
    [
        "一般公共预算拨款收入占98.6%；财政专户管理资金收入占1.4%，比上年减少1.5万元，下降6.5%。",
        "财政专户管理资金收入占1.4%，较上年减少1.5万元，减幅6.5%。",
        "其中事业收入占收入预算的1.4%，比2023年减少1.5万元，下降6.5%，原因是人数减少。",
        "其他收入占比1.4%，与上年相比减少1.5万元，降低6.5%。",
    ],
)
def test_a_change_behind_a_share_is_of_what_has_the_share(text):
    assert findings(TITLE.replace("2023", "2024"), HEAD + text, codes="A11 A12 A13") == []


@small_cases(
    "text",
    [
        "收入预算比上年减少1.5万元，下降6.5%。",
        "其他收入占1.4%，收入预算比上年减少1.5万元，下降6.5%。",
        "其中事业收入占1.4%。收入预算较上年减少1.5万元，下降6.5%。",
    ],
)
def test_a_change_behind_a_share_that_names_something_is_of_that(text):
    found = findings(TITLE.replace("2023", "2024"), HEAD + text, codes="A12")
    assert [each.expected for each in found] == ["0.10%"]


def test_a_share_named_again_takes_the_change_behind_it():
    text = "2023年收入预算100.00万元，其中：财政拨款80.00万元、事业收入20.00万元，财政拨款占80%，比上年增加10.00万元，增长{}%。"
    assert findings(TITLE, text.format("14.29"), codes="A11 A12 A13") == []
    assert [each.code for each in findings(TITLE, text.format("12.49"), codes="A11 A12 A13")] == ["A12"]


@small_cases(
    ("amount", "percent", "codes"),
    [("2800", "5.19", []), ("2800", "5.91", ["A12"]), ("300", "20.00", []), ("300", "25.00", ["A12"])],
)
def test_a_change_in_a_sentence_of_its_own_may_be_of_what_the_passage_begins_with(amount, percent, codes):
    text = (
        "2023年收入预算合计56800万元。本年收入合计55000万元。上年结转结余为1800万元，其中基金600万元。"
        f"与上年相比增加{amount}万元，增长{percent}%。"
    )
    assert [each.code for each in findings(TITLE, text, codes="A11 A12")] == codes


@small_cases(
    ("text", "codes"),
    [
        ("一般公共预算占87.89%，比上年增加260.00万元；政府性基金占12.11%，比上年增加200.00万元，增长25.00%", []),
        ("政府性基金占12.11%，较上年增加200.00万元，增长25.00%", []),
        ("国有资本经营预算占1.21%，与上年相比增加50.00万元，增长100.00%", []),
        ("财政拨款收入比上年增加200.00万元，增长25.00%", ["A12"]),
    ],
)
def test_the_share_of_one_fund_is_none_of_all_funds(text, codes):
    found = findings(TITLE, f"2023年财政拨款收入预算8260.00万元。其中{text}。", codes="A11 A12")
    assert [each.code for each in found] == codes
