"""Lists that have all rows of a table but one."""

import pytest

from desktop.audit.missing.left_out import RULES
from tests.audit.documents import document, table

HEAD = "甲局2025年部门预算"
FUND = table(
    "政府性基金预算支出表",
    "科目编码|科目名称|合计",
    "2120801|征地和拆迁补偿支出|42.60",
    "2120802|土地开发支出|18.35",
    "2120899|其他国有土地使用权出让收入安排的支出|4.05",
    "|合计|65.00",
)
LIST = "政府性基金预算支出65.00万元，全部为项目支出，其中：征地和拆迁补偿支出42.60万元，{}其他国有土地使用权出让收入安排的支出4.05万元{}。"


@pytest.mark.parametrize(
    ("middle", "end", "wrong"),
    [
        ("土地开发支出18.35万元，", "", 0),
        ("", "", 1),
        ("", "等", 0),
        ("土地开发支出18.00万元，", "", 0),
        ("", "，余下18.35万元用于平整土地", 0),
    ],
)
def test_the_row_that_makes_the_list_whole_is_named(middle, end, wrong):
    (rule,) = RULES
    found = rule.look(document(HEAD, LIST.format(middle, end), FUND)).findings
    assert [each.expected for each in found] == ["补上土地开发支出"] * wrong


PAY = table(
    "一般公共预算基本支出表",
    "科目编码|科目名称|合计",
    "|合计|61.30",
    "301|工资福利支出|61.30",
    "30101|基本工资|25.90",
    "30102|津贴补贴|18.20",
    "30103|奖金|9.10",
    "30113|住房公积金|8.10",
)


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("基本工资25.90万元、奖金9.10万元、住房公积金8.10万元", "津贴补贴"),
        ("基本工资25.90万元，津贴补贴18.20万元，奖金9.10万元", "住房公积金"),
        ("津贴补贴18.20万元、奖金9.10万元、住房公积金8.10万元", "基本工资"),
        ("基本工资25.90万元、津贴补贴18.20万元、住房公积金8.10万元", "奖金"),
        ("基本工资25.90万元、津贴补贴18.20万元、奖金9.10万元、住房公积金8.10万元", ""),
        ("基本工资25.90万元、奖金9.10万元、住房公积金8.10万元等", ""),
        ("基本工资25.90万元、年终奖金9.10万元、住房公积金8.10万元", ""),
        ("基本工资25.90万元、奖金9.20万元、住房公积金8.10万元", ""),
    ],
)
def test_rows_of_short_names_are_known_by_their_whole_name(words, missing):
    (rule,) = RULES
    text = f"2025年一般公共预算人员经费61.30万元，主要包括：{words}。"
    found = rule.look(document(HEAD, text, PAY)).findings
    assert [each.expected for each in found] == [f"补上{missing}"] * bool(missing)


WORK = table(
    "项目支出表",
    "项目名称|预算金额",
    "信访维稳业务经费|48.00",
    "接访下访工作经费|12.00",
    "信访专项工作经费（结转）|13.60",
)


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("安排：信访维稳业务经费48.00万元，上年结转信访专项工作经费13.60万元", "接访下访工作经费"),
        ("包括信访维稳业务经费48.00万元、信访专项工作经费13.60万元", "接访下访工作经费"),
        ("明细如下：信访维稳业务经费48.00万元，接访下访工作经费12.00万元", "信访专项工作经费（结转）"),
        ("分别为接访下访工作经费12.00万元和信访专项工作经费13.60万元", "信访维稳业务经费"),
        ("安排：信访维稳业务经费48.00万元，信访专项工作经费13.60万元等", ""),
        ("安排：信访维稳业务经费48.00万元，接访工作经费12.00万元，信访专项工作经费13.60万元", ""),
        ("安排：信访维稳业务经费48.00万元，帮扶工作经费13.60万元", ""),
        ("安排：信访维稳业务经费48.00万元，信访专项工作经费13.00万元", ""),
    ],
)
def test_a_list_in_the_next_sentence_has_all_projects(words, missing):
    (rule,) = RULES
    text = f"2025年支出预算275.65万元，其中：基本支出202.05万元；项目支出73.60万元，占27%。项目支出{words}。"
    found = rule.look(document(HEAD, text, WORK)).findings
    assert [each.expected for each in found] == [f"补上{missing}"] * bool(missing)


COSTS = table(
    "一般公共预算基本支出表",
    "科目编码|科目名称|合计",
    "|合计|101.60",
    "302|商品和服务支出|81.70",
    "30201|办公费|14.20",
    "30208|取暖费|31.80",
    "30228|工会经费|12.00",
    "30299|其他商品和服务支出|23.70",
    "303|对个人和家庭的补助|19.90",
    "30302|退休费|19.90",
)


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("其中取暖费31.80万元、办公费14.20万元、工会经费12.00万元", "其他商品和服务支出"),
        ("包括办公费14.20万元、取暖费31.80万元、工会经费12.00万元", "其他商品和服务支出"),
        ("其中金额较大的有取暖费31.80万元、办公费14.20万元、工会经费12.00万元", ""),
        ("重点保障取暖费31.80万元、办公费14.20万元、工会经费12.00万元", ""),
        ("其中取暖费31.80万元、办公费14.20万元、工会经费12.00万元，其余为水电费等", ""),
        ("其中10万元以上的项目：取暖费31.80万元、办公费14.20万元、工会经费12.00万元", ""),
    ],
)
def test_a_list_that_says_it_is_some_leaves_nothing_out(words, missing):
    (rule,) = RULES
    found = rule.look(document(HEAD, f"商品和服务支出81.70万元，{words}。", COSTS)).findings
    assert [each.expected for each in found] == [f"补上{missing}"] * bool(missing)


def test_a_row_of_another_class_is_not_left_out():
    (rule,) = RULES
    text = "商品和服务支出77.90万元，其中取暖费31.80万元、办公费14.20万元、工会经费12.00万元。"
    assert rule.look(document(HEAD, text, COSTS)).findings == ()  # 退休费 19.90 is of 303


def test_what_a_line_before_says_of_its_amount_is_not_left_out():
    (rule,) = RULES
    lines = (
        "项目3个编制了绩效目标，涉及资金73.60万元，其中接访下访工作经费12.00万元。",
        "各项目绩效目标如下：",
        "1.接访下访工作经费：用于接访。",
        "2.信访维稳业务经费48.00万元：用于维稳。",
        "3.信访专项工作经费13.60万元：用于化解积案。",
    )
    assert rule.look(document(HEAD, *lines, WORK)).findings == ()
