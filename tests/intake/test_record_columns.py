"""Headings over one to three rows: fields, codes in parts, columns of funds, the unit of money said, asked, never guessed."""

from desktop.intake import record_columns
from desktop.intake.record_kinds import KINDS
from tests.intake.record_files import messages, sheet
from tests.small_cases import small_cases

HEAD = ["功能科目", "经济科目", "支出性质", "资金来源", "金额（元）"]


def fields(found):
    return {name: column.position for name, column in found.columns.items()}


def test_a_heading_is_found_below_titles_and_says_its_unit():
    found = sheet("lines", ["某局支出表"], ["填报单位：某局", None, None, None, "单位：万元"], [*HEAD[:4], "预算金额"])
    assert fields(found) == {"function_code": 0, "economic_code": 1, "nature": 2, "fund": 3, "amount": 4}
    assert (found.money, found.first, found.rejects) == ("万元", 3, [])


@small_cases(
    ("above", "heading", "chosen", "unit"),
    [
        ([], "金额（元）", "", "元"),
        ([], "金额（万元）", "元", "万元"),
        (["2026年支出预算表（万元）"], "金额", "", "万元"),
        (["", "", "元"], "金额", "", "元"),
        ([], "amount_yuan", "", "元"),
        ([], "金额", "千元", "千元"),
    ],
)
def test_the_unit_is_what_stands_nearest_and_a_choice_only_where_nothing_stands(above, heading, chosen, unit):
    found = sheet("lines", above, [*HEAD[:4], heading], money=chosen)
    assert (found.columns["amount"].unit, found.rejects) == (unit, [])


def test_cells_that_bear_their_own_unit_need_no_other():
    found = sheet("lines", [*HEAD[:4], "金额"], ["2010301", "30101", "人员", "事业收入", "12.5万元"])
    assert (found.columns["amount"].unit, found.rejects) == ("元", [])
    found = sheet("lines", [*HEAD[:4], "金额"], ["", "", "", "", "12.5万元"], ["", "", "", "", "3"])
    assert "没有写明金额单位" in messages(found.rejects)[0]


def test_without_a_unit_nothing_is_guessed():
    found = sheet("lines", [*HEAD[:4], "金额"])
    assert messages(found.rejects) == [
        "文件“表.xlsx”工作表“明细”：没有写明金额单位（列“金额”）；请指定这个文件的金额单位是元还是万元"
    ]


def test_codes_in_columns_of_their_levels_and_amounts_by_fund():
    found = sheet(
        "lines",
        ["单位：元"],
        ["支出功能分类科目", None, None, "部门预算支出经济分类科目", None, "支出性质", "合计", "财政拨款", None, None],
        ["类", "款", "项", "科目编码", "科目名称", None, None, "小计", "一般公共预算拨款", "政府性基金拨款"],
    )
    assert list(fields(found)) == [
        "function_code:类", "function_code:款", "function_code:项", "economic_code", "economic_name", "nature",
        "fund:一般公共预算", "fund:政府性基金",
    ]  # fmt: skip
    assert [column.text for column in found.sums] == ["合计", "小计"]
    assert found.rejects == []


def test_money_of_a_heading_may_be_carried_in_or_part_of_its_fund():
    recognise = record_columns.recogniser(KINDS["lines"], {})
    assert recognise("上年结转（一般公共预算）") == "fund:一般公共预算|结转"
    assert recognise("提前下达", "一般公共预算") == "fund:一般公共预算|提前下达"
    assert recognise("上年结转") == ""
    assert record_columns.money_of("fund:一般公共预算|提前下达|结转") == ("一般公共预算", "提前下达", "结转")
    assert record_columns.money_of("fund:事业收入") == ("事业收入", "", "当年")


def test_of_two_columns_of_money_one_says_where_it_comes_from():
    found = sheet("lines", ["功能科目", "经济科目", "项目类别", "资金来源", "资金性质", "金额（元）"])
    assert (fields(found)["fund"], fields(found)["origin"]) == (4, 3)


@small_cases(
    ("head", "mapping", "reason"),
    [
        ([*HEAD, "颜色"], {}, "第 1 行“颜色”列：不认识列“颜色”；请指定它对应的字段，或指定为“不导入”"),
        ([*HEAD, "预算金额（元）"], {}, "与“金额”重复"),
        (HEAD[:3] + HEAD[4:], {}, "缺少列：资金来源"),
        (HEAD, {"金额（元）": "色"}, "没有字段“色”；可用的字段：年度、"),
        (HEAD[:1] + HEAD[2:], {}, "缺少列：部门经济科目"),
        (["甲", "乙"], {}, "没有找到支出明细的表头；应有的列例如：支出功能分类、"),
        ([*HEAD[:4], "2025年预算数（元）"], {}, "不认识列“2025年预算数”"),
    ],
)
def test_what_a_heading_lacks_is_named(head, mapping, reason):
    found = sheet("lines", head, mapping=mapping)
    assert reason.replace("年度、", "") in " ".join(messages(found.rejects))


def test_of_two_columns_of_one_name_each_can_be_chosen():
    found = sheet("lines", [*HEAD, "金额（元）"])
    assert "列“金额（第6列）”与“金额（第5列）”重复" in messages(found.rejects)[0]
    found = sheet("lines", [*HEAD, "金额（元）"], mapping={"金额（第5列）": "不导入"})
    assert (fields(found)["amount"], found.rejects) == (5, [])


def test_a_choice_names_a_column_or_leaves_it_out():
    found = sheet("lines", [*HEAD, "颜色", "2026年支出额"], mapping={"颜色": "note", "2026年支出额": "不导入"})
    assert (fields(found)["note"], found.ignored, found.rejects) == (5, ["2026年支出额"], [])
    assert found.listed["颜色"] == ("note", 5)


def test_a_field_is_chosen_by_the_name_a_person_reads_or_by_its_own():
    head = [*HEAD[:2], "甲", *HEAD[3:]]
    for name in ("支出性质", "nature"):
        found = sheet("lines", head, mapping={"甲": name})
        assert (fields(found)["nature"], found.rejects) == (2, [])
    (refused,) = messages(sheet("lines", head, mapping={"甲": "颜色"}).rejects)[:1]
    assert (
        "没有字段“颜色”；可用的字段：" in refused and "支出性质" in refused and "nature" not in refused.split("：")[-1]
    )


def test_a_column_set_aside_is_named_where_it_is_lacking():
    found = sheet("lines", HEAD, mapping={"功能科目": "不导入"})
    assert messages(found.rejects)[0].endswith("缺少列：功能科目；列“功能科目”已指定为“不导入”，请重新指定")


def test_a_column_nobody_knows_with_nothing_in_it_is_left_out_and_listed():
    row = ["2010301", "30101", "人员", "一般公共预算", 5]
    found = sheet("lines", [*HEAD, "颜色", "专项资金"], [*row, None, "0.00"], [*row, "", "—"])
    assert (found.rejects, found.ignored, found.listed["颜色"]) == ([], ["颜色", "专项资金"], ("不导入", 5))


def test_a_heading_with_a_year_does_not_make_the_upper_row_of_a_heading_a_title():
    upper = ["功能分类科目", None, None, "经济科目", "支出性质", "资金来源", "2026年预算数（元）"]
    found = sheet("lines", upper, ["类", "款", "项"], ["201", "3", "1", "30101", "人员", "一般公共预算", 5])
    assert (found.rejects, found.first) == ([], 2)
    assert {"function_code:类", "function_code:项", "amount"} <= set(found.columns)


@small_cases(
    ("second", "repeated"),
    [(("5", "7"), True), (("", ""), True), (("5", "8"), False), (("", "7"), False)],
)
def test_a_second_column_of_one_meaning_is_left_out_where_it_says_nothing_else(second, repeated):
    rows = [["2010301", "30101", "人员", "一般公共预算", own, other] for own, other in zip("57", second, strict=True)]
    found = sheet("lines", [*HEAD, "预算金额（元）"], *rows)
    assert ([each.message.split("；")[0] for each in found.rejects] == []) is repeated
    assert ("预算金额" in found.ignored) is repeated


def test_the_economic_subjects_of_spending_have_more_than_one_usual_name():
    found = sheet("lines", [*HEAD[:1], "部门支出经济分类", "政府支出经济分类", "支出性质", "资金来源", "申请数（元）"])
    wanted = {"economic_code": 1, "government_code": 2, "amount": 5}
    assert fields(found).items() >= wanted.items()
