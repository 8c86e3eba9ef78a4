"""How many projects there are, against the table of projects."""

import pytest

from desktop.audit.outcome import Outcome
from desktop.audit.rows.project_counts import RULES
from tests.audit.documents import document, table

ROWS = (
    "单位编码|项目名称|合计|一般公共预算|其他收入",
    "101|河道管护|130.00|130.00|",
    "101|农村供水|80.00|60.00|20.00",
    "102|农村供水|20.00|20.00|",
    "102|水质监测|18.00||18.00",
    "|合计|248.00|210.00|38.00",
)
TABLE = table("2025年项目支出预算表", *ROWS)


def found(text, *tables):
    (rule,) = RULES
    return rule.look(document(text, *tables))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2025年对3个项目设置绩效目标，涉及资金248.00万元。", 0),
        ("2025年对5个项目设置绩效目标，涉及资金248.00万元。", 1),
        ("实行绩效目标管理的项目共6个，涉及预算248.00万元，其中一般公共预算210.00万元。", 1),
        ("均实行绩效目标管理，涉及一般公共预算210.00万元，项目2个。", 0),
        ("均实行绩效目标管理，涉及一般公共预算210.00万元，项目5个。", 1),
        ("6个项目实行绩效目标管理，涉及一般公共预算210.00万元、其他收入38.00万元。", 1),
        ("3个项目实行绩效目标管理，涉及一般公共预算210.00万元、其他收入38.00万元。", 0),
        ("安排特定项目4个，按行计算，共248.00万元。", 0),
        ("本单位全部5个项目均编制了绩效目标。", 1),
        ("对5个重点项目开展评价，涉及248.00万元。", 0),
        ("2025年对5个项目设置绩效目标，涉及资金200.00万元。", 0),
        ("其中100万元以上的项目1个。", 0),
        ("其中100万元以上的项目2个。", 0),
        ("其中100万元以上的项目3个。", 1),
        ("其中500万元以上的项目0个。", 0),
        ("其中500万元以上的项目1个。", 1),
        ("其中对5个项目编制了绩效目标，涉及预算资金248.00万元。", 1),
        ("绩效管理全覆盖，其中6个项目编报了绩效目标，资金248.00万元。", 1),
        ("涉及拨款900.00万元，其中：项目5个，一般公共预算210.00万元。", 1),
        ("整体支出900.00万元，其中设定绩效目标的项目5个、248.00万元。", 1),
        ("其中对3个项目编制了绩效目标，涉及预算资金248.00万元。", 0),
        ("其中对2个项目编制了绩效目标，涉及预算资金210.00万元。", 0),
        ("项目支出248.00万元，其中5个项目编报了绩效目标。", 0),
        ("项目支出248.00万元，其中2个项目编报了绩效目标，涉及110.00万元，其他138.00万元。", 0),
        ("其中重点项目5个，涉及248.00万元。", 0),
        ("共编制五个项目的绩效目标，金额248.00万元。", 1),
        ("编制项目绩效目标5个，涉及预算资金248.00万元。", 1),
        ("共编制三个项目的绩效目标，金额248.00万元。", 0),
        ("编制项目绩效目标3个，涉及预算资金248.00万元。", 0),
    ],
)
def test_as_many_projects_as_have_the_money_of_the_sentence(text, wrong):
    assert len(found(text, TABLE).findings) == wrong


def test_what_one_row_holds_together_is_not_counted():
    rows = ("项目名称|金额", "河道管护|130.00", "其他水利项目|118.00", "合计|248.00")
    assert found("对7个项目设置绩效目标，涉及资金248.00万元。", table("项目支出表", *rows)).findings == ()
    some = table("项目支出绩效目标表（节选）", "项目名称|金额", "河道管护|130.00", "供水|118.00", "合计|248.00")
    assert found("对7个项目设置绩效目标，涉及资金248.00万元。", some).findings == ()


@pytest.mark.parametrize(
    ("number", "money", "severity"),
    [
        ("3", "涉及当年拨款247.00万元", []),  # all projects, with some of their money
        ("4", "涉及当年拨款247.00万元", ["错误"]),
        ("2", "涉及当年拨款247.00万元", []),
        ("2", "涉及资金257.00万元", ["警告"]),  # as many as have the money of another column
        ("4", "涉及资金257.00万元", ["错误"]),
    ],
)
def test_a_number_may_be_of_all_projects_of_which_the_sentence_states_one_fund(number, money, severity):
    rows = ("项目名称|合计|当年拨款|上年结转", "河道管护|130.00|129.00|1.00", "供水|118.00|118.00|", "清淤|9.00||9.00")
    text = f"纳入绩效目标管理的项目{number}个，{money}。"
    funded = table("项目支出表", *rows, "合计|257.00|247.00|10.00")
    assert [each.severity.value for each in found(text, funded).findings] == severity


def test_without_a_table_nothing_is_said():
    assert found("对7个项目设置绩效目标，涉及资金248.00万元。").outcome is Outcome.NOT_APPLICABLE


SHAANXI = table(
    "专项业务经费支出表",
    "单位（项目）名称|项目金额",
    "合计|15.00",
    "甲局|15.00",
    "培训经费|6.00",
    "宣传经费|4.00",
    "商会补助|5.00",
    unit="单位：万元",
)
AGAIN = "专项业务经费支出15.00万元，比上年增加4.00万元。"


def _worth(line):
    (rule,) = RULES
    return [each.message for each in rule.look(document("甲局2031年部门预算", AGAIN, line, SHAANXI)).findings]


def test_what_so_many_projects_come_to_is_the_total_of_their_table():
    for line in (
        "实行绩效目标管理的专项业务经费项目3个、金额11.00万元。",
        "涉及当年拨款，其中专项业务经费项目3个，金额12.50万元。",
        "2031年共有3个专项业务经费项目，资金总额18.00万元。",
        "纳入绩效管理的项目支出共3个，合计13.00万元。",
    ):
        (message,) = _worth(line)
        assert "合计为" in message


def test_other_projects_and_known_amounts_are_left():
    for line in (
        "实行绩效目标管理的专项业务经费项目3个、金额15.00万元。",
        "其中重点项目3个、金额11.00万元。",
        "新增专项业务经费项目3个，金额11.00万元。",
        "上年专项业务经费项目3个、金额11.00万元。",
        "专项业务经费项目2个、金额11.00万元。",
        "专项业务经费项目3个、金额11.00万元；另一处为11.00万元。",
    ):
        assert not [each for each in _worth(line) if "合计为" in each]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2025年共设置3个项目绩效目标，涉及财政拨款资金247.00万元。", "248万元"),
        ("纳入绩效目标管理的项目3个，涉及资金284.00万元。", "248万元"),
        ("3个项目均设置了绩效目标，涉及财政拨款210.00万元、其他收入83.00万元。", "38万元"),
        ("3个项目实行绩效目标管理，涉及一般公共预算当年拨款240.00万元、其他收入38.00万元。", "210万元"),
        ("填报项目支出绩效目标3个，资金218.00万元，覆盖率100%。", "248万元"),
        ("填报项目支出绩效目标3个，资金248.00万元，覆盖率100%。", None),
        ("3个项目均设置了绩效目标，涉及财政拨款210.00万元、其他收入38.00万元。", None),
        ("3个项目均设置了绩效目标，涉及财政拨款210.00万元。", None),
        ("3个项目均设置了绩效目标，涉及财政拨款121.00万元。", None),  # some of the money, unknown which
        ("对3个重点项目设置绩效目标，涉及资金284.00万元。", None),
        ("其中对3个项目设置绩效目标，涉及资金284.00万元。", None),
        ("共有3个项目，资金284.00万元。", None),  # no goals
    ],
)
def test_the_money_of_all_projects_with_goals_is_what_they_come_to(text, right):
    stated = [each.expected for each in found(text, TABLE).findings]
    assert stated == ([right] if right else [])
