"""Amounts listed by the names of rows."""

import pytest

from desktop.audit.rows.listed_rows import RULES
from tests.audit.documents import document, table

BASIC = table(
    "一般公共预算基本支出表",
    "经济科目编码|科目名称|合计|人员经费|公用经费",
    "301|工资福利支出|60.00|60.00|",
    "30101|基本工资|20.10|20.10|",
    "30102|津贴补贴|15.40|15.40|",
    "30107|绩效工资|12.30|12.30|",
    "30113|住房公积金|12.20|12.20|",
)
TEXT = "人员经费60.00万元，主要包括：基本工资{}万元、津贴补贴15.40万元、绩效工资12.30万元、住房公积金12.20万元。"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (TEXT.format("20.10"), []),
        (TEXT.format("20.1"), []),
        (
            TEXT.format("23.10"),
            ["“基本工资”写成 23.10万元，“一般公共预算基本支出表”为 20.10万元；同句其他各项与该表相符"],
        ),
        (TEXT.format("20.10").replace("15.40", "11.40").replace("12.30", "11.30"), []),
        ("人员经费主要包括：基本工资25.00万元、津贴补贴18.00万元、绩效工资9.00万元、住房公积金11.00万元。", []),
        ("比上年：基本工资1.00万元、津贴补贴15.40万元、住房公积金12.20万元。", []),
    ],
    ids=["equal", "fewer digits", "one differs", "half differ", "all differ: another year", "too few"],
)
def test_where_most_names_agree_with_a_column_the_others_do_too(text, wrong):
    (rule,) = RULES
    assert [each.message for each in rule.look(document("甲局2025年部门预算", text, BASIC)).findings] == wrong


def test_an_amount_of_another_column_of_the_row_is_no_error():
    (rule,) = RULES
    rows = table(
        "项目表", "项目名称|合计|财政拨款", "修路|9.00|8.00", "修桥|7.00|7.00", "绿化|5.00|5.00", "照明|3.00|3.00"
    )
    text = "其中：修路8.00万元、修桥7.00万元、绿化5.00万元、照明3.00万元。"
    assert not rule.look(document("甲局2025年部门预算", text, rows)).findings


KINDS = table(
    "基本支出预算表（按经济科目）",
    "经济科目编码|经济科目名称|预算数",
    "301|工资福利支出|1463.86",
    "30101|基本工资|1345.46",
    "30113|住房公积金|118.40",
    "302|商品和服务支出|74.68",
    "303|对个人和家庭的补助|25.84",
)
LINES = (
    "1.工资福利支出{}万元，主要包括基本工资等；",
    "2.商品和服务支出{}万元（不含项目支出），主要用于日常公用支出；",
    "3.对个人和家庭的补助{}万元，其中退休费16.00万元。",
)


@pytest.mark.parametrize(
    ("amounts", "wrong"),
    [
        (("1463.86", "74.68", "25.84"), 0),
        (("1463.68", "74.68", "25.84"), 1),  # two digits turned
        (("1436.86", "74.68", "25.84"), 1),
        (("1463.86", "94.68", "25.84"), 1),
        (("1463.86", "74.68", "31.44"), 0),  # no slip: from projects besides
        (("1463.86", "674.68", "25.84"), 0),
        (("1363.86", "94.68", "25.84"), 0),  # two differ: of something else
        (("1345.46", "74.68", "25.84"), 0),  # an amount of the table
    ],
)
def test_of_three_names_two_agree_and_the_third_is_a_slip(amounts, wrong):
    (rule,) = RULES
    several = [line.format(each) for line, each in zip(LINES, amounts, strict=True)]
    for lines in (several, ["包括：" + "".join(each[2:] for each in several)]):
        found = rule.look(document("甲局2025年部门预算", "（二）按经济科目分类", *lines, KINDS)).findings
        assert [each.severity.value for each in found] == ["警告"] * wrong


def test_a_row_left_out_of_the_third_is_found():
    (rule,) = RULES
    rows = ("301|工资福利支出|90.46", "30101|基本工资|51.30", "30102|津贴补贴|23.16", "30113|住房公积金|16.00")
    basic = table("基本支出表", "编码|名称|预算数", *rows, "302|商品和服务支出|74.68", "303|对个人和家庭的补助|25.84")
    for amount, wrong in (("74.46", 1), ("67.30", 1), ("90.46", 0), ("39.16", 1), ("70.20", 0), ("106.46", 0)):
        lines = [line.format(each) for line, each in zip(LINES, (amount, "74.68", "25.84"), strict=True)]
        found = rule.look(document("甲局2025年部门预算", "（二）按经济科目分类", *lines, basic)).findings
        assert len(found) == wrong


def test_lines_under_another_heading_are_no_list():
    (rule,) = RULES
    lines = [line.format(each) for line, each in zip(LINES, ("1463.68", "74.68", "25.84"), strict=True)]
    apart = ("一、工资", lines[0], "二、其他", *lines[1:])
    assert not rule.look(document("甲局2025年部门预算", *apart, KINDS)).findings


SUBJECTS = table(
    "一般公共预算基本支出表",
    "科目编码|科目名称|合计",
    "301|工资福利支出|312.65",
    "302|商品和服务支出|41.38",
    "303|对个人和家庭的补助|17.20",
    "310|资本性支出|6.25",
)
FOUR = "工资福利支出312.65万元、商品和服务支出{}万元、对个人和家庭的补助17.20万元、资本性支出6.25万元。"


@pytest.mark.parametrize(
    ("text", "amount", "wrong"),
    [
        ("基本支出377.48万元，包括：", "43.18", 1),
        ("2025年支出总额520.23万元，其中：基本支出377.48万元，包括：", "110.80", 1),
        ("项目支出149.00万元；基本支出377.48万元，按经济分类包括：", "43.18", 1),
        ("2025年基本支出预算377.48万元，按经济分类：", "43.18", 1),
        ("基本支出合计377.48万元，包括：", "43.18", 1),
        ("一般公共预算基本支出377.48万元，其中：", "41.83", 1),
        ("人员经费和公用经费377.48万元，其中：", "14.38", 1),
        ("2025年支出总额520.23万元，其中：", "152.18", 0),
        ("按支出经济分类划分：", "152.18", 0),
        ("按经济科目分：", "152.18", 0),
        ("本年支出合计520.23万元，包括", "152.18", 0),
        ("2025年总支出520.23万元，包括", "152.18", 0),
        ("项目支出149.00万元，包括：", "110.80", 0),
    ],
)
def test_a_list_with_projects_in_it_is_not_held_against_a_table_without_them(text, amount, wrong):
    (rule,) = RULES
    found = rule.look(document("甲局2025年部门预算", text + FOUR.format(amount), SUBJECTS)).findings
    assert [each.severity.value for each in found] == ["错误"] * wrong


@pytest.mark.parametrize(
    "join", ["；项目支出149.00万元，包括：", "，项目支出149.00万元，其中：", "；特定目标类项目149.00万元："]
)
def test_a_name_of_basic_outlay_and_again_of_projects(join):
    (rule,) = RULES
    text = "基本支出377.48万元，包括：" + FOUR.format("41.38")[:-1]
    for more in ("商品和服务支出110.80万元、资本性支出38.20万元。", "商品和服务支出110.80万元。"):
        assert not rule.look(document("甲局2025年部门预算", text + join + more, SUBJECTS)).findings
