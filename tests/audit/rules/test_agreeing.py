"""One thing has one amount, in one scope."""

from tests.audit.texts import errors, findings
from tests.small_cases import small_cases

TITLE = "某局2023年部门预算"


@small_cases(
    ("lines", "code", "wrong"),
    [
        (["2023年一般公共预算支出9.00万元。", "2023年一般公共预算支出8.00万元。"], "A31", True),
        (["2023年一般公共预算支出9.00万元。", "2023年支出总计12.00万元。"], "A31", False),
        (["2023年支出总计9.00万元，比上年增加1.00万元。", "2023年支出总计9.00万元，比上年增加2.00万元。"], "A32", True),
        (
            ["2023年支出总计9.00万元，比上年增加1.00万元。", "2023年支出总计9.00万元，比上年执行数增加2.00万元。"],
            "A32",
            False,
        ),
        (["2023年收入总计9.00万元，支出总计8.00万元。"], "A33", True),
        (["2023年收入总计9.00万元，其中：上年结转1.00万元；支出总计8.00万元。"], "A33", False),
        (
            ["2023年支出总计9.00万元，其中：基本支出5.00万元，项目支出4.00万元。", "2023年公用经费6.00万元。"],
            "A34",
            True,
        ),
        (
            [
                "2023年支出总计9.00万元，其中：基本支出5.00万元，项目支出4.00万元。",
                "2023年项目支出均实行绩效目标管理，涉及资金预算支出9.00万元。",
            ],
            "A35",
            True,
        ),
        (["2023年政府采购预算5.00万元。", "本部门2023年无政府采购预算。"], "A36", True),
        (["2023年政府采购预算0.00万元。", "本部门2023年无政府采购预算。"], "A36", False),
    ],
)
def test_what_two_sentences_say(lines, code, wrong):
    assert bool(errors(TITLE, *lines, codes=code)) is wrong


def test_the_same_digits_twice_cannot_be_a_rounding():
    (found,) = findings(TITLE, "2023年支出总计9万元。", "2023年支出总计8万元。", codes="A31")
    assert found.severity.value == "警告"
    assert findings(TITLE, "2023年支出总计9万元。", "2023年支出总计8.9万元。", codes="A31")[0].severity.value == "提示"


def test_a_note_speaks_of_the_table_it_stands_under():
    text = "2026年收入包括：一般公共预算拨款90万元，上级补助收入10万元。\n注：“其他资金”含上级补助收入6.20万元。"
    assert not [each for each in findings(text) if each.code == "A31"]


def test_running_costs_of_several_units_may_be_copied_wrongly_too():
    basic = "2023年一般公共预算基本支出100.00万元，其中：人员经费75.68万元，公用经费24.32万元。"
    running = "2023年本级及所属参公单位机关运行经费财政拨款预算{}万元。"
    assert [f.code for f in findings(TITLE, basic, running.format("23.42"), codes="A34")] == ["A34"]
    assert findings(TITLE, basic, running.format("30.00"), codes="A34") == []


def test_costs_paid_with_own_money_are_no_part_of_the_public_ones():
    three = "三、“三公”经费\n2024年“三公”经费0万元，其中公务用车购置及运行费0万元。"
    assert (
        errors("某院2024年单位预算", three + "自有资金安排的公务用车运行费3.00万元，不在上述口径内。", codes="A34")
        == []
    )
    assert len(errors("某院2024年单位预算", three + "2024年公务用车运行费3.00万元。", codes="A34")) == 1


def test_a_fund_that_pays_no_part_of_one_kind_may_still_have_money():
    fund = "2023年政府性基金支出6.00万元。"
    for words in ("没有政府性基金预算安排的“三公”经费支出。", "没有政府性基金安排的会议费。"):
        assert errors(TITLE, fund + "\n" + words, codes="A36") == []
    assert len(errors(TITLE, fund + "\n我局没有政府性基金预算安排的支出。", codes="A36")) == 1


def test_a_change_from_what_was_carried_out_is_not_that_from_the_budget():
    text = "2023年一般公共预算支出90.00万元，比2022年{}100.00万元减少10.00万元；比2022年年初预算数80.00万元增加{}万元。"
    assert errors(TITLE, text.format("执行数", "10.00"), codes="A32") == []
    assert len(errors(TITLE, text.format("预算", "10.00"), codes="A32")) == 1
    again = text.format("执行数", "10.00") + "\n一般公共预算支出90.00万元，比上年增加11.00万元。"
    assert len(errors(TITLE, again, codes="A32")) == 1


def test_a_sentence_that_divides_one_fund_speaks_of_its_parts_only():
    both = "支出预算9.00万元，其中：基本支出5.00万元，比上年增加1.00万元；项目支出4.00万元，比上年增加2.00万元。"
    public = "一般公共预算支出中，基本支出5.00万元，比上年增加1.00万元；项目支出3.00万元，比上年增加0.50万元。"
    other = public.replace("一般公共预算支出中，", "")
    assert errors(TITLE, both + "\n财政拨款支出预算8.00万元。" + public, codes="A31 A32") == []
    assert errors(TITLE, both + "\n" + other, codes="A31 A32") != []


def test_running_costs_without_public_costs_do_not_hold_them():
    text = "公用经费9.00万元。机关运行经费7.00万元（{}所属检测站公用经费2.00万元）。"
    assert errors(TITLE, text.format("不含"), codes="A34") == []
    assert len(errors(TITLE, text.format("含"), codes="A34")) == 1


@small_cases(
    ("own", "wrong"),
    [
        # what was said before of the whole, with the same amount, is no part of the fund named last
        (["基本支出40.00万元。", "项目支出26.00万元，用于公园。"], False),
        (["一般公共预算支出63.00万元。", "政府性基金预算支出3.00万元。", "基本支出40.00万元。"], False),
        # several funds follow one another: an amount that is more than the last is of none for sure
        (["一般公共预算支出63.00万元。", "政府性基金预算支出3.00万元。", "项目支出25.00万元。"], False),
        # only this fund is spoken of
        (["政府性基金预算支出3.00万元。", "项目支出5.00万元。"], True),
    ],
)
def test_what_is_more_than_the_fund_before_it_is_of_other_money(own, wrong):
    whole = "2023年支出总计66.00万元，其中：基本支出40.00万元，项目支出26.00万元。"
    assert bool(findings(TITLE, "一、支出", whole, "二、使用", *own, codes="A31 A34")) is wrong


def test_what_a_source_pays_of_a_part_is_not_all_of_the_source():
    income = "2023年收入预算9.00万元，其中：财政拨款收入5.00万元；事业收入4.00万元。"
    spent = "2023年支出预算9.00万元，其中：基本支出6.00万元，其中财政拨款收入安排4.00万元、上年结转安排1.00万元、事业收入安排{}万元；"
    rest = "项目支出3.00万元，其中事业收入安排3.00万元。"
    assert errors(TITLE, income, spent.format("1.00") + rest, codes="A31 A01") == []
    assert len(errors(TITLE, income, spent.format("1.50") + rest, codes="A01")) == 1
    for_it = "2023年基本支出6.00万元，由财政拨款收入安排5.00万元，事业收入安排1.00万元。"
    assert errors(TITLE, income, for_it, codes="A31") == []
    assert len(errors(TITLE, income, "2023年事业收入安排3.00万元。", codes="A31")) == 1


def test_goals_of_all_projects_are_not_those_of_one_source():
    lines = [TITLE, "2023年支出总计90.00万元。", "财政专户管理资金8.00万元，其中基本支出3.00万元，项目支出5.00万元。"]
    goals = "2023年项目支出均实行绩效目标管理，涉及资金{}万元。"
    assert findings(*lines, goals.format("12.00"), codes="A35") == []
    assert findings(*lines, "项目支出12.00万元。", goals.format("12.00"), codes="A35 A31") == []
    assert len(findings(*lines, "项目支出12.00万元。", goals.format("21.00"), codes="A35")) == 1


def test_what_projects_come_to_is_not_all_of_the_fund():
    lines = ("某局2023年部门预算", "2023年一般公共预算当年拨款700.00万元。")
    assert findings(*lines, "特定目标类项目4个，涉及一般公共预算91.00万元。", codes="A31") == []


def test_goals_for_money_of_two_sources_are_counted_together():
    lines = ("某局2023年部门预算", "2023年支出预算90.00万元，其中：基本支出70.00万元，项目支出20.00万元。")
    goals = "项目支出均实行绩效目标管理，涉及一般公共预算15.00万元、其他资金5.00万元，共3个项目。"
    assert findings(*lines, goals, codes="A35") == []


def test_money_under_goals_with_two_digits_exchanged_is_pointed_out():
    lines = ("某局2023年部门预算", "支出预算1288.16万元，其中：基本支出806.71万元，项目支出481.45万元。")
    goals = "2023年实行绩效目标管理的项目5个，涉及一般公共预算当年拨款{}万元。"
    (found,) = findings(*lines, goals.format("418.45"), codes="A35")
    assert found.severity.value == "警告" and "481.45" in found.message
    assert findings(*lines, goals.format("481.45"), codes="A35") == []
    assert findings(*lines, goals.format("400.00"), codes="A35") == []  # some of the projects


def test_the_changes_of_equal_totals_are_those_of_these_totals():
    total = "一般公共预算收支总计各100.00万元，与上年相比收、支总计各增加8.00万元。"
    part = "一般公共预算收入{}万元，与上年相比增加6.00万元。一般公共预算支出100.00万元，与上年相比增加8.00万元。"
    income = "一般公共预算收入总计100.00万元。"
    assert findings("某局2023年部门预算", income, total, part.format("95.00"), codes="A33") == []
    assert findings("某局2023年部门预算", income, part.format("100.00"), codes="A33") != []


def test_this_years_money_of_a_subject_is_less_than_all_where_some_was_carried_over():
    lines = (
        "某局2023年部门预算",
        "收入包括：一般公共预算拨款收入55.00万元，上年结转5.00万元；支出包括：公共安全支出40.00万元，住房保障支出20.00万元。",
        "{}",
        "公共安全支出35.00万元，占64%；住房保障支出20.00万元，占36%。",
    )
    for head, wrong in (("（二）一般公共预算当年拨款结构情况", 0), ("（二）一般公共预算结构情况", 1)):
        assert len(findings(*(line.format(head) for line in lines), codes="A31")) == wrong, head


def test_goals_of_everything_come_to_the_total():
    text = "支出总预算8642.35万元，其中基本支出2842.35万元，项目支出5800.00万元。\n{}实行绩效目标管理，涉及资金{}万元。"
    head = "甲县农业局2031年部门预算\n"
    whole = "整体支出和项目支出均"
    assert findings(head + text.format(whole, "8642.35"), codes="A35") == []
    assert findings(head + text.format("所有项目", "5800.00"), codes="A35") == []
    assert len(findings(head + text.format(whole, "9642.35"), codes="A35")) == 1
    assert len(findings(head + text.format("所有项目", "8642.35"), codes="A35")) == 1


@small_cases(
    ("lines", "wrong"),
    [
        (("占30.74%，比上年减少150.00万元，原因是征地任务减少。", "与上年相比减少120.00万元，下降21.05%。"), 1),
        (("占收入总预算的30.74%，比上年减少150.00万元。", "较上年减少120.00万元。"), 1),
        (("占30.74%，与上年持平。", "较上年减少120.00万元。"), 1),
        (("占支出的比重为30.74%，较上年增加15.00万元。", "较上年增加51.00万元。"), 1),
        (("占30.74%，比上年减少150.00万元。", "与上年相比减少150.00万元，下降25.00%。"), 0),
        (("占30.74%，比上年减少150.00万元。", "比上年执行数减少120.00万元。"), 0),
        (("占30.74%，比上年减少150.00万元。", "其中征地补偿减少120.00万元。"), 0),
        (("占30.74%，土地出让收入比上年减少150.00万元。", "较上年减少120.00万元。"), 0),
    ],
)
def test_the_share_of_an_amount_may_stand_before_its_change(lines, wrong):
    first, second = (f"政府性基金预算450.00万元，{words}" for words in lines)
    found = findings("某局2022年部门预算", "一、收支情况", first, "二、政府性基金预算情况", second, codes="A32")
    assert len(found) == wrong


def test_the_change_of_all_is_not_that_of_this_years_money_where_some_was_carried_over():
    lines = (
        "某局2022年部门预算",
        "2022年度收入、支出预算总计100.00万元，与上年相比收、支预算总计各增加8.00万元。",
        "一般公共预算拨款收入92.00万元，与上年相比增加6.00万元。上年结转8.00万元。",
        "2022年度财政拨款收、支总预算100.00万元。与上年相比，财政拨款收、支总计各增加8.00万元。",
        "2022年一般公共预算财政拨款支出预算100.00万元，与上年相比增加8.00万元。",
    )
    assert findings(*lines, codes="A32") == []


def test_an_amount_that_differs_by_a_third_of_its_name_is_of_all_units():
    lines = (
        "某街道2024年部门预算",
        "支出包括：人员经费80.00万元、公用经费15.00万元。",
        "一、本级预算",
        "（一）人员经费60.00万元，用于工资。",
        "二、下属单位",
        "（一）人员经费{}万元，用于工资。",
    )
    assert findings(*(each.format("20.00") for each in lines), codes="A31") == []
    assert findings(*(each.format("31.00") for each in lines), codes="A31") != []


@small_cases(
    ("goals", "wrong"),
    [
        ("6个项目全部实行了绩效目标管理，涉及一般公共预算当年财政拨款15.00万元，单位资金5.00万元。", 0),
        ("所有项目均实行绩效目标管理，涉及财政拨款15.00万元，其他资金5.00万元。", 0),
        ("项目支出全部纳入绩效目标管理，涉及一般公共预算15.00万元；政府性基金预算5.00万元。", 0),
        ("项目支出均实行绩效目标管理，涉及本年财政拨款15.00万元，上年结转资金5.00万元。", 0),
        ("所有项目均实行绩效目标管理，涉及资金25.00万元，占100%。", 1),
        ("项目支出全部纳入绩效目标管理，涉及项目资金2.00万元。", 1),
        ("6个项目全部实行绩效目标管理，涉及资金26.00万元。", 1),
        ("项目支出均实行绩效目标管理，涉及预算资金12.00万元。", 1),
    ],
)
def test_money_of_another_source_behind_a_comma_is_no_total(goals, wrong):
    lines = ("某局2023年部门预算", "2023年支出预算90.00万元，其中：基本支出70.00万元，项目支出20.00万元。")
    assert len(findings(*lines, goals, codes="A35")) == wrong


@small_cases(("of", "wrong"), [("一般公共预算支出6.00万元", False), ("支出预算9.00万元", True)])
def test_a_part_of_the_change_of_one_fund_is_of_that_fund(of, wrong):
    """项目支出 of all money changes by 2.80, that of 一般公共预算 by 0.80."""
    lines = [
        "2023年收入预算9.00万元，其中：一般公共预算6.00万元，政府性基金预算3.00万元。",
        "三、支出情况",
        f"某局2023年{of}，比2022年预算增加1.00万元。其中基本支出增加0.20万元，项目支出增加0.80万元。",
        "七、项目支出情况",
        "某局2023年预算共安排项目支出4.00万元，比2022年预算增加2.80万元。",
    ]
    assert bool(findings(TITLE, *lines, codes="A32")) is wrong


@small_cases(
    ("spent", "wrong"),
    [
        ("2023年政府采购预算3.00万元，其中：一般公共预算安排1.00万元，事业收入安排2.00万元。", False),
        ("2023年购置设备3.00万元，其中：事业收入安排资金2.00万元，其他收入安排1.00万元。", False),
        ("2023年收入预算9.00万元，其中：财政拨款收入7.00万元，事业收入2.00万元。", True),
    ],
)
def test_what_a_source_pays_of_purchases_is_not_all_of_it(spent, wrong):
    income = "2023年收入预算9.00万元，其中：财政拨款收入5.00万元；事业收入4.00万元。"
    assert bool(findings(TITLE, income, spent, codes="A31")) is wrong


@small_cases(("running", "wrong"), [("376.81", False), ("318.67", True), ("381.76", True), ("318.76", False)])
def test_only_two_digits_that_changed_places_are_a_slip(running, wrong):
    """381.67 and 376.81 have the same digits by chance."""
    lines = [
        "2023年支出总计900.00万元，其中：人员经费518.33万元，公用经费381.67万元。",
        f"2023年机关运行经费{running}万元。",
    ]
    assert bool(findings(TITLE, *lines, codes="A34")) is wrong
