"""Lists that come to less than what they divide by a part that stands beside theirs elsewhere."""

import pytest

from desktop.audit.missing.parts_left import RULES
from tests.audit.documents import document, table

HEAD = "甲局2025年部门预算"
FUNDS = table(
    "部门收入总表",
    "单位名称|合计|一般公共预算|政府性基金|上年结转",
    "甲局|812.36|640.21|120.65|51.50",
)
WORKS = table("项目支出表", "项目名称|金额", "合计|96.40", "法律援助|41.30", "社区矫正|33.60", "普法宣传|21.50")
THREE = table(
    "一般公共预算“三公”经费支出表", "项目|预算数", "合计|8.20", "公务用车购置及运行费|7.80", "公务接待费|0.40"
)


def messages(*parts):
    (rule,) = RULES
    return [each.message for each in rule.look(document(HEAD, *parts)).findings]


@pytest.mark.parametrize(
    ("text", "of_table"),
    [
        ("2025年收入预算812.36万元，其中：一般公共预算640.21万元、政府性基金120.65万元。", FUNDS),
        ("2025年收入预算812.36万元，包括：一般公共预算拨款640.21万元，上年结转51.50万元。", FUNDS),
        ("2025年项目支出96.40万元，分别为法律援助经费41.30万元、社区矫正经费33.60万元。", WORKS),
        ("项目支出96.40万元，其中：社区矫正工作33.60万元、普法宣传工作21.50万元。", WORKS),
        (
            "2025年“三公”经费预算8.20万元，其中：因公出国（境）费0万元，公务用车购置费0万元，公务用车运行费7.80万元。",
            THREE,
        ),
    ],
)
def test_a_part_that_a_table_puts_beside_the_others_is_missed(text, of_table):
    found = messages(text, of_table)
    assert len(found) == 1
    assert "中与它们并列的" in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "2025年安排项目支出96.40万元，共3个项目，其中：法律援助41.30万元、社区矫正33.60万元。",
        "编制绩效目标的项目3个，涉及资金96.40万元，其中法律援助41.30万元、社区矫正33.60万元。",
        "本部门三个项目实行绩效管理，共96.40万元，分别为普法宣传21.50万元，社区矫正33.60万元。",
        "2025年4个项目支出合计96.40万元：法律援助41.30万元、社区矫正33.60万元、普法宣传9.50万元。",
    ],
)
def test_one_project_fewer_than_counted_is_missed(text):
    found = messages(text)
    assert len(found) == 1
    assert "只列出" in found[0]


def test_the_same_list_elsewhere_has_the_part():
    short = "支出预算812.36万元，其中：人员支出640.21万元、公用支出120.65万元。"
    whole = "甲局2025年支出预算812.36万元，包括人员支出640.21万元、公用支出120.65万元、项目支出51.50万元。"
    between = ["按规定编制。"] * 5
    assert messages(short, *between, whole) == [
        "所列各项合起来比支出总额 812.36万元少 51.5万元，别处写的同样几项中还有这一项"
    ]


@pytest.mark.parametrize(
    ("text", "of_table"),
    [
        (
            "2025年收入预算812.36万元，其中：一般公共预算640.21万元、政府性基金120.65万元、上年结转51.50万元。",
            FUNDS,
        ),
        ("2025年收入预算812.36万元，其中：一般公共预算640.21万元、政府性基金120.65万元等。", FUNDS),
        ("2025年收入预算812.36万元，其中：一般公共预算640.21万元、政府性基金120.65万元。另有结转51.50万元。", FUNDS),
        ("2025年收入预算812.36万元，其中：一般公共预算640.21万元、政府性基金120.00万元。", FUNDS),
        ("2025年项目支出96.40万元，重点项目有法律援助41.30万元、社区矫正33.60万元。", WORKS),
        ("2025年实行绩效管理的项目3个，其中新增项目涉及资金96.40万元：法律援助41.30万元、社区矫正33.60万元。", "无"),
        (
            "项目3个，涉及资金96.40万元。其中：法律援助41.30万元，办理案件600件以上；社区矫正33.60万元，帮教300人。",
            WORKS,
        ),
        ("2024年项目支出96.40万元，其中：法律援助41.30万元、2025年社区矫正33.60万元。", WORKS),
    ],
)
def test_a_list_that_is_whole_or_says_it_is_not_all_is_left_alone(text, of_table):
    assert messages(text, of_table) == []
