"""Numbers of projects with one amount, of kinds that add up, and of tables with that sum (A163)."""

from desktop.audit.numbers.project_numbers import look
from desktop.findings import Severity
from tests.audit.documents import document, table
from tests.audit.texts import findings
from tests.small_cases import small_cases


def found(*parts):
    return [each.message for each in look(document("白水县2031年部门预算", *parts)).findings]


BOUGHT = table(
    "政府采购预算表", "采购项目|采购目录|数量|金额", "打印机|货物|12|6.86", "保险|服务|5|4.50", "合计|||11.36"
)
PROJECTS = table(
    "项目支出明细",
    "项目名称|合计|一般公共预算|基金",
    "甲|5.20|5.20|",
    "乙|3.00||3.00",
    "丙|1.13|1.13|",
    "合计|9.33|6.33|3.00",
)


@small_cases(
    "parts",
    [
        ("2031年安排项目7个、551.80万元。", "2031年对8个当年预算项目设置绩效目标，涉及资金551.80万元。"),
        ("项目支出43.60万元，共4个项目。", "本部门3个项目全部编报绩效目标，涉及一般公共预算拨款43.60万元。"),
        ("共6个项目，金额812.05万元，其中财政拨款项目3个、126.05万元，事业收入项目1个、686.00万元。",),
        (
            "4个项目合计205.1万元，其中监管科目的2个项目30.6万元，经办科目的1个项目9.5万元，救助科目的3个项目165.0万元。",
        ),
        ("对一般公共预算3个项目和财政专户1个项目共7个项目编报了绩效目标。",),
        ("编制了政府采购预算，共涉及采购项目4个，采购预算总额11.36万元。", BOUGHT),
        ("实行绩效目标管理的项目5个，涉及资金9.33万元。", PROJECTS),
    ],
)
def test_another_number_of_projects(parts):
    assert len(found(*parts)) == 1


@small_cases(
    "parts",
    [
        ("2031年安排项目7个、551.80万元。", "2031年对7个当年预算项目设置绩效目标，涉及资金551.80万元。"),
        ("2031年安排项目7个、551.80万元。", "2031年对5个项目设置绩效目标，涉及资金430.00万元。"),
        ("归并为10个一级项目，涉及资金551.80万元。", "安排项目46个、551.80万元。"),
        ("共6个项目，金额812.05万元，其中重点项目3个、126.05万元，采购项目1个、86.00万元。",),
        ("编制了政府采购预算，共涉及采购项目2个，采购预算总额11.36万元。", BOUGHT),
        ("实行绩效目标管理的项目3个，涉及一般公共预算拨款6.33万元。", PROJECTS),  # one of them has other money
        ("实行绩效目标管理的项目2个，涉及一般公共预算拨款6.33万元。", PROJECTS),
        ("对8个项目编制了绩效目标，其中特定目标类项目5个、运转类项目2个，金额9.33万元。", PROJECTS),
        ("对3个项目（含基金项目1个）实行绩效目标管理，涉及资金9.33万元。", PROJECTS),
    ],
)
def test_the_same_number_or_other_projects(parts):
    assert found(*parts) == []


@small_cases(
    ("lines", "wrong"),
    [
        ("2031年共有项目7个，金额551.80万元，其中：一般公共预算项目6个500.00万元，政府性基金项目2个51.80万元。", 0),
        ("一般公共预算3个项目和财政专户2个项目共4个项目，均已编制目标。", 0),
        (
            "对8个项目编制了绩效目标，其中：特定目标类项目5个、其他运转类项目3个，金额1,850.0万元。|2031年项目8个，金额1,850.0万元。",
            0,
        ),
        ("特定目标类项目3个，涉及资金100.00万元；公用经费类项目2个，涉及资金100.00万元。", 0),
        ("运转类3个项目和特定目标类2个项目共4个项目。", 1),
        ("2031年安排项目5个，金额551.80万元。|项目支出551.80万元，共7个项目。", 1),
    ],
)
def test_projects_of_two_sources_and_of_several_kinds(lines, wrong):
    found = findings("甲局2031年部门预算", *lines.split("|"), codes="A163")
    assert [each.code for each in found if each.severity is not Severity.INFO] == ["A163"] * wrong
