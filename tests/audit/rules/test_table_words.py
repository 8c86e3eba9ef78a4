"""Tables against sentences."""

import pytest

from desktop.audit.rules.table_words import RULES
from tests.audit.documents import BALANCE, OUTLAY, document, table
from tests.small_cases import small_cases

TABLES = (table("部门收支总表", *BALANCE), table("部门支出总表", *OUTLAY))


def errors(*sentences):
    answers = {rule.code: rule.look(document(*sentences, *TABLES)) for rule in RULES}
    return {code for code, answer in answers.items() if answer.findings}


@small_cases(
    ("sentence", "codes"),
    [
        ("2025年收入总计12.00万元，支出总计120000元。", set()),
        ("2025年收入总预算12万元，比上年增加1万元。", set()),
        ("2025年收入总预算21万元。", {"B70"}),
        ("上年收入总计9万元。", set()),
        ("按功能分类：一般公共服务支出9万元，住房保障支出3万元。", set()),
        ("按功能分类：一般公共服务支出9.1万元，住房保障支出3万元。", {"B71"}),
        ("财政拨款支出11.00万元，其中：一般公共服务支出8.00万元，住房保障支出3.00万元。", set()),
        ("财政拨款支出12.00万元，其中：一般公共服务支出8.00万元，住房保障支出3.00万元。", {"B71"}),
        ("支出12.00万元，其中：一般公共服务支出8.00万元，住房保障支出4.00万元。", {"B71"}),
        ("住房保障支出比上年增加5万元。", set()),
        ("2025年支出12.00万元，其中财政拨款支出11.00万元、住房保障资金支出1.00万元。", set()),
        ("“住房保障支出（类）住房改革支出（款）住房公积金（项）”科目3.00万元。", set()),
        ("“住房保障支出（类）住房改革支出（款）住房公积金（项）”科目2.00万元。", {"B71"}),
    ],
)
def test_amounts_of_the_text_stand_in_the_tables(sentence, codes):
    assert errors(sentence) == codes


def test_a_section_of_public_money_is_not_held_against_totals_of_all():
    for heading in (
        "一、2025年财政拨款收支预算情况的总体说明",
        "二、关于财政拨款支出预算情况说明",
        "（一）财政拨款收入情况",
        "1.财政拨款总支出",
    ):
        assert errors(heading, "收入总计11.00万元，支出总计11.00万元。") == set(), heading
    for heading in ("一、2025年收支预算情况的总体说明", "一、部门支出总体情况", "（一）收入情况"):
        assert errors(heading, "收入总计11.00万元，支出总计11.00万元。") == {"B70"}, heading
    assert errors("一、财政拨款收支预算情况", "二、收支预算情况", "支出总计11.00万元。") == {"B70"}


def test_a_class_bears_its_earlier_name():
    rows = (
        "收入||支出|",
        "项目|预算数|项目|预算数",
        "财政拨款|11.00|社会保障和就业支出|9.00",
        "其他收入|1.00|{}支出|3.00",
        "收入总计|12.00|支出总计|12.00",
    )
    for name in ("医疗卫生与计划生育", "文化体育与传媒", "资源勘探信息等"):
        sheet = table("收支总表", *(row.format(name) for row in rows))
        text = (
            f"财政拨款支出11.00万元，主要内容如下：\n1.“社会保障和就业支出”科目{{}}万元。\n2.“{name}支出”科目3.00万元。"
        )
        for amount, found in (("8.00", 0), ("9.00", 0)):
            (answer,) = [
                rule.look(document("2017年单位预算", *text.format(amount).split("\n"), sheet))
                for rule in RULES
                if rule.code == "B71"
            ]
            assert len(answer.findings) == found, name


def test_a_list_names_every_subject_of_the_table():
    rows = (
        *BALANCE[:2],
        "一般公共预算|15.00|一般公共服务支出|9.00",
        "其他收入||住房保障支出|3.00",
        "||卫生健康支出|3.00",
    )
    more = table("部门收支总表", *rows, "收入总计|15.00|支出总计|15.00")
    (answer,) = [
        rule.look(document("按功能分类：一般公共服务支出9万元，住房保障支出3万元。", more))
        for rule in RULES
        if rule.code == "B72"
    ]
    assert ["卫生健康支出" in finding.message for finding in answer.findings] == [True]


@pytest.mark.parametrize(("general", "wrong"), [(("9.00", "3.00"), 0), (("8.00", "3.00"), 1), (("9.00", "2.90"), 1)])
def test_a_list_of_one_fund_is_not_held_against_all_spending_where_both_say_the_same(general, wrong):
    """住房保障 has other money only, so what is listed stands in both tables; one of them has every 类 of the list."""
    heads = "科目编码|科目名称|合计"
    everything = table(
        "部门支出总表", heads, "201|一般公共服务支出|9.00", "208|社会保障和就业支出|3.00", "221|住房保障支出|1.50"
    )
    fund = table(
        "一般公共预算支出表", heads, f"201|一般公共服务支出|{general[0]}", f"208|社会保障和就业支出|{general[1]}"
    )
    text = "财政拨款支出包括：一般公共服务支出9.00万元，社会保障和就业支出3.00万元。"
    (answer,) = [rule.look(document(text, everything, fund)) for rule in RULES if rule.code == "B72"]
    assert len(answer.findings) == wrong


def test_an_amount_of_some_money_only_may_still_be_a_slip():
    rows = ("科目编码|科目名称|合计", "204|公共安全支出|86.30", "205|教育支出|41.20", "|合计|127.50")
    spending = table("部门支出总表", *rows)
    text = (
        "收入合计127.50万元，其中：一般公共预算97.50万元，事业收入30.00万元。",
        "财政拨款支出预算按功能分类：公共安全支出{}万元。",
    )
    for amount, severities in (("76.30", []), ("68.30", ["警告"])):
        found = RULES[1].look(document(text[0], text[1].format(amount), spending)).findings
        assert [each.severity.value for each in found] == severities


def test_a_total_of_the_table_may_be_more_than_what_is_of_this_year():
    rows = ("收入||支出|", "项目|预算数|项目|预算数", "本年收入合计|11.00|本年支出合计|12.00", "总计|12.00|总计|12.00")
    for text, wrong in (("收入总计12.00万元。", 0), ("收入总计21.00万元。", 1)):
        answer = RULES[0].look(document("甲局2025年部门预算", text, table("收支总表", *rows)))
        assert len(answer.findings) == wrong


def test_a_class_within_another_is_not_left_out():
    rows = (*OUTLAY[:1], "|合计|12.00|12.00|", "201|一般公共服务支出|6.00|6.00|", "213|农林水支出|3.00|3.00|")
    rows = (*rows, "208|社会保障和就业支出|2.00|2.00|", "221|住房保障支出|1.00|1.00|")
    words = "支出包括：一般公共服务支出6.00万元，农林水支出3.00万元，其他各类支出{}。"
    for rest, wrong in (
        ("3.00万元（含社会保障和就业支出2.00万元、住房保障支出1.00万元）", 0),
        ("3.00万元（含住房保障支出1.00万元）", 1),
    ):
        answer = {rule.code: rule for rule in RULES}["B72"].look(
            document(words.format(rest), table("部门支出总表", *rows))
        )
        assert len(answer.findings) == wrong, rest


SHARED = (
    "科目编码|科目名称|合计",
    "|合计|100.00",
    "201|一般公共服务支出|50.00",
    "208|社会保障和就业支出|20.00",
    "210|卫生健康支出|10.00",
    "221|住房保障支出|20.00",
)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("一般公共服务支出50.00万元，占50%；社会保障和就业支出20.00万元，占20%；住房保障支出20.00万元，占20%。", 1),
        ("结构情况。社会保障和就业支出20.00万元，占20.00%，卫生健康支出10.00万元，占10.00%，住房保障支出20.00万元，占20.00%。", 1),
        ("按支出功能分类：一般公共服务支出50.00万元；社会保障和就业支出20.00万元；住房保障支出20.00万元。", 1),
        ("一般公共服务（类）支出50.00万元，占总支出的50%；卫生健康（类）支出10.00万元，占总支出的10%；住房保障（类）支出20.00万元，占总支出的20%。", 1),
        ("按功能分类：社会保障和就业支出20.00万元；一般公共服务支出50.00万元；卫生健康支出10.00万元；住房保障支出20.00万元。", 0),
        ("一般公共服务支出50.00万元，占50%；社会保障和就业支出20.00万元，占20%等。", 0),
        ("一般公共服务支出50.00万元，社会保障和就业支出20.00万元，均与上年持平。", 0),
        ("一般公共服务支出50.00万元，占50%；社会保障和就业支出20.00万元，占20%；医疗卫生支出10.00万元，占10%；住房保障支出20.00万元，占20%。", 0),
        ("一般公共服务支出50.00万元，占50%；社会保障和就业支出21.00万元，占21%；住房保障支出20.00万元，占20%。", 0),
    ],
)  # fmt: skip
def test_a_list_with_shares_or_parted_by_semicolons_names_every_class(text, wrong):
    (look,) = [rule.look for rule in RULES if rule.code == "B72"]
    assert len(look(document(text, table("一般公共预算支出表", *SHARED))).findings) == wrong


FUND = ("科目编码|科目名称|2025年预算数合计", "201|一般公共服务支出|43.50", "208|社会保障和就业支出|4.82")
EVERYTHING = ("科目编码|科目名称|合计", "201|一般公共服务支出|45.00", "208|社会保障和就业支出|4.82")


@pytest.mark.parametrize(
    ("fund", "second", "wrong"),
    [
        ((), "4.82", 0),
        ((), "4.28", 1),  # the slip, and not the amount beside it
        (FUND, "4.82", 0),
        (FUND, "4.28", 1),
        (FUND, "6.10", 1),
    ],
)
def test_one_slip_in_a_list_makes_no_other_amount_wrong(fund, second, wrong):
    text = (
        "收入合计49.82万元，其中：一般公共预算48.32万元，事业收入1.50万元。",
        f"一般公共服务（类）支出43.50万元；社会保障和就业（类）支出{second}万元。",
    )
    tables = [table("部门支出总表", *EVERYTHING), *([table("一般公共预算支出表", *fund)] if fund else [])]
    found = RULES[1].look(document("甲馆2025年单位预算", *text, *tables)).findings
    assert ["社会保障" in each.message for each in found] == [True] * wrong
