"""Projects that are named and then counted."""

import pytest

from desktop.audit.counts.projects import RULES
from desktop.audit.outcome import Outcome
from tests.audit.documents import document, table
from tests.audit.texts import findings
from tests.small_cases import small_cases

ROWS = ("项目名称|金额", "河道及堤防管护|30.00", "农村供水|12.00", "水质监测|8.00", "合计|50.00")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("拟对河道及堤防管护、农村供水2个重点项目开展评价。", 0),
        ("拟对河道及堤防管护、农村供水3个重点项目开展评价。", 1),
        ("拟对河道及堤防管护、农村供水等3个项目开展评价。", 0),
        ("拟对河道及堤防管护、农村供水、水质监测2个项目开展评价。", 1),
        ("拟对水质监测3个项目和农村供水1个项目共4个项目开展评价。", 0),
    ],
)
def test_as_many_are_named_as_counted(text, wrong):
    (rule,) = RULES
    assert len(rule.look(document(text, table("项目支出表", *ROWS))).findings) == wrong


def test_names_that_nothing_else_lists_are_not_counted():
    (rule,) = RULES
    answer = rule.look(document("拟对水库及灌区、道路2个项目开展评价。", table("项目支出表", *ROWS)))
    assert (answer.findings, answer.outcome) == ((), Outcome.NOT_CHECKED)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "项目支出安排3个项目，分别是：河道管护30.00万元，农村供水（上年结转）12.00万元，监测8.00万元（含专项2.00万元）。",
            0,
        ),
        (
            "项目支出安排4个项目，分别是：河道管护30.00万元，农村供水（上年结转）12.00万元，监测8.00万元（含专项2.00万元）。",
            1,
        ),
        ("纳入绩效管理的项目3个，分别为：河道管护30.00万元、农村供水12.00万元。", 1),
        ("纳入绩效管理的项目2个，分别为：河道管护30.00万元，其中财政20.00万元、农村供水12.00万元。", 0),
        ("纳入绩效管理的项目3个，分别为：河道管护30.00万元、农村供水12.00万元；另有结转的1个。", 0),
    ],
)
def test_projects_with_their_amounts_are_as_many_as_counted(text, wrong):
    (rule,) = RULES
    assert len(rule.look(document(text)).findings) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("按项目分，“清水”行动8.00万元，河道管护14.00万元，农村供水5.00万元，共3个项目。", 0),
        ("按项目分，“清水”行动8.00万元，河道管护14.00万元，农村供水5.00万元，共5个项目。", 1),
        ("共安排3个项目：河道管护45.00万元；农村供水28.00万元；监测18.00万元。", 0),
        ("共安排4个项目：河道管护45.00万元；农村供水28.00万元；监测18.00万元。", 1),
        ("河道、堤防管护14.00万元，农村供水5.00万元，共3个项目。", 0),
        ("共安排2个项目：河道管护中央5.00万元、省级3.00万元，监测8.00万元。", 0),
    ],
)
def test_a_list_with_amounts_may_stand_on_either_side_of_the_count(text, wrong):
    (rule,) = RULES
    assert len(rule.look(document(text)).findings) == wrong


@small_cases(
    "text",
    [
        "实行绩效目标管理的项目5个，涉及预算129.20万元。其中：一般公共预算5个。上述项目分别为低保、特困供养、老年福利、临时救助。",
        "2031年安排6个重点项目，包括：低保补助、特困供养、临时救助、孤儿保障。",
        "编制绩效目标的项目4个，涉及资金36.00万元，分别是宣传经费、培训经费、普查经费。",
        "2031年纳入绩效管理的项目3个，分别为图书购置经费、免费开放经费、阅读活动经费、数字资源项目。",
        "共有5个支出项目，涉及三个股室；以上项目包括普法经费、调解补助、社区矫正、援助补贴。",
    ],
)
def test_projects_by_their_names_alone(text):
    assert len(findings("甲县民政局2031年部门预算\n" + text, codes="A77")) == 1


@small_cases(
    "text",
    [
        "实行绩效目标管理的项目4个，涉及预算129.20万元。上述项目分别为低保、特困供养、老年福利、临时救助。",
        "重点项目3个，分别为信息化建设、运维项目，执法办案业务费，辅助人员经费。",
        "2031年安排6个项目，包括低保补助、特困供养、临时救助等。",
        "2031年安排2个项目，即社会救助、养老服务补助和区划管理。",
        "涉及项目5个，其中：重点项目2个，分别为低保补助、特困供养。",
        "2031年安排4个项目，分别为低保补助和特困供养、临时救助、孤儿保障。",
        "安排项目6个。重点项目2个，上述项目分别为低保补助、特困供养。",
    ],
)
def test_some_projects_or_names_of_two_words(text):
    assert findings("甲县民政局2031年部门预算\n" + text, codes="A77") == []


@pytest.mark.parametrize(
    ("total", "degree"),
    [("共计50.00万元，", ["ERROR"]), ("", ["WARNING"]), ("共计80.00万元，", ["WARNING"])],
)
def test_a_list_of_projects_is_full_for_sure_where_its_sum_stands_there(total, degree):
    text = f"项目支出{total}4个项目：河道管护30.00万元，农村供水12.00万元，监测8.00万元。"
    (rule,) = RULES
    assert [each.severity.name for each in rule.look(document("甲局2024年部门预算", text)).findings] == degree


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("整体支出绩效目标的金额为90.00万元，其中，基本支出60.00万元，项目支出30.00万元，4个项目全部编制绩效目标。", 0),
        ("纳入绩效管理90.00万元。一般公共预算80.00万元，单位资金10.00万元，6个项目均实行绩效目标管理。", 0),
        ("项目支出90.00万元。运转类项目60.00万元，特定目标类30.00万元，5个项目全部公开。", 0),
        ("预算90.00万元。人员经费50.00万元、公用经费10.00万元、项目经费30.00万元，共3个项目。", 0),
        ("项目支出90.00万元。上级专项资金60.00万元，自有资金30.00万元，共3个项目。", 0),
        ("项目支出90.00万元。河道管护60.00万元，农村供水30.00万元，3个项目全部编制绩效目标。", 1),
        ("项目支出90.00万元。防汛物资60.00万元、水质监测资金30.00万元，共4个项目。", 1),
        ("项目支出90.00万元。办案业务经费60.00万元、两庭建设30.00万元，共计3个项目。", 1),
        ("按项目分，设备购置80.00万元，大楼运行10.00万元，共3个项目。", 1),
    ],
)
def test_kinds_of_spending_and_money_are_no_projects(text, wrong):
    (rule,) = RULES
    assert len(rule.look(document(text)).findings) == wrong
