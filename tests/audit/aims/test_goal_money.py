"""The money of projects in tables of goals, against the tables of projects."""

from desktop.audit.aims.goal_money import look
from desktop.findings import Severity
from tests.audit.documents import document, table
from tests.small_cases import small_cases

HEAD = "白水县水利局2031年部门预算"
PROJECTS = table(
    "项目支出表",
    "项目名称|功能科目|合计|一般公共预算|上年结转",
    "河道清淤整治|2130306|62.40|62.40|0",
    "山洪灾害防治|2130314|86.00|80.00|6.00",
    "水库移民补助|2130321|150.00|150.00|0",
    "会议经费|2130304|9.60|9.60|0",
    "合计||308.00|302.00|6.00",
)
IN_YUAN = table(
    "项目支出明细表",
    "单位名称|项目名称|金额（元）",
    "白水县水利局|河道清淤整治项目|624000.00",
    "白水县水利局|山洪灾害防治项目|860000.00",
    "白水县水利局|水库移民补助项目|1500000.00",
    unit="单位：元",
)
OF_ONE = table(
    "一般公共预算项目支出表",
    "项目名称|功能科目|预算数",
    "河道清淤整治|2130306|62.40",
    "山洪灾害防治|2130314|86.00",
    "水库移民补助|2130321|150.00",
)
PLAIN = "项目名称|预算金额|绩效指标|指标值|权重"


def goals(*amounts, head=PLAIN, title="项目支出绩效目标表"):
    names = ("河道清淤整治", "山洪灾害防治", "水库移民补助", "会议")
    rows = (f"{name}|{each}|数量|3处|20" for name, each in zip(names, amounts, strict=False))
    return table(title, head, *rows)


ERROR, WARNING = [Severity.ERROR], [Severity.WARNING]


@small_cases(
    ("projects", "aims", "wrong"),
    [
        (PROJECTS, goals("64.20", "86.00", "150.00", "9.60"), ERROR),  # two digits turned
        (PROJECTS, goals("62.40", "86.00", "1500.00", "9.60"), ERROR),  # a zero too many
        (PROJECTS, goals("62.40", "86.00", "15.00", "9.60"), ERROR),  # one too few
        (PROJECTS, goals("62.40", "68.00", "150.00", title="项目绩效信息表"), ERROR),
        (IN_YUAN, goals("62.40", "860.00", "150.00", head="项目名称|资金总额|三级指标|目标值|分值"), ERROR),
        (PROJECTS, goals("60.00", "86.00", "150.00", "9.60"), WARNING),
        (PROJECTS, goals("62.40", "96.00", "150.00", head="项目|年度预算数（万元）|指标名称|指标值|权重"), WARNING),
        (PROJECTS, goals("64.20"), WARNING),  # no other to compare
        (PROJECTS, goals("62.40", "86.00", "150.00", "9.60"), []),
        (PROJECTS, goals("62.40", "80.00", "150.00", "9.60"), []),  # of one fund
        (PROJECTS, goals("60.00", "86.00", "160.00", "9.60"), []),  # two differ: of other money
        (PROJECTS, goals("60.00"), []),
        (OF_ONE, goals("62.40", "90.00", "150.00"), []),  # other money pays for the rest
        (OF_ONE, goals("62.40", "68.00", "150.00"), ERROR),
        (OF_ONE, goals("62.40", "80.00", "150.00"), WARNING),  # less than one source pays
        (PROJECTS, goals("624.00", "86.00", "150.00", head="项目名称|实施期总投资|绩效指标|指标值|权重"), []),
        (PROJECTS, goals("42.60", "86.00", "150.00", head="项目名称|上年预算数|绩效指标|指标值|权重"), []),
        (IN_YUAN, goals("62.40", "86.00", "150.00", "96.00"), []),  # one that is nowhere else
        (PROJECTS, table("部门整体绩效目标表", "任务名称|金额|指标|指标值", "河道清淤整治|64.20|数量|3处"), []),
    ],
)
def test_the_money_of_a_project_is_that_of_its_rows_elsewhere(projects, aims, wrong):
    found = look(document(HEAD, projects, aims)).findings
    assert [each.severity for each in found] == wrong


def test_a_code_before_the_name_is_no_part_of_it():
    rows = ("51012321T000000012-河道清淤整治|64.20|2处", "51012321T000000013-山洪灾害防治|86.00|2处")
    aims = table("项目绩效目标表", "二级项目名称|资金总额|指标值", *rows)
    assert len(look(document(HEAD, PROJECTS, aims)).findings) == 1


def test_a_table_of_purchases_has_some_of_the_money_only():
    rows = ("河道清淤整治|2130306|60.00", "山洪灾害防治|2130314|86.00", "水库移民补助|2130321|150.00")
    buying = table("政府采购预算表", "项目名称|功能科目|金额", *rows)
    assert not look(document(HEAD, buying, goals("62.40", "86.00", "150.00"))).findings


def test_what_the_text_says_right_behind_the_name_is_no_slip():
    aims = goals("64.20", "86.00", "150.00", "9.60")
    text = "河道清淤整治项目64.20万元，其中财政拨款62.40万元。"
    assert not look(document(HEAD, text, PROJECTS, aims)).findings


def test_of_several_rows_of_a_project_the_one_that_differs_is_named():
    head = "项目名称|项目金额（万元）|三级指标|指标值"
    rows = ("河道清淤整治|62.40|清淤长度|3公里", "河道清淤整治|64.20|验收合格率|100%", "会议|9.60|次数|2次")
    (found,) = look(document(HEAD, PROJECTS, table("项目绩效目标表", head, *rows))).findings
    assert "64.20" in found.message


ROWS = ("甲村道路养护|12.00|里程|3公里", "甲村道路养护|12.00|合格率|100%", "乙村道路养护|54.00|里程|9公里")


@small_cases(
    ("rows", "wrong"),
    [
        ((*ROWS, "乙村道路养护|45.00|合格率|100%"), 1),
        ((*ROWS, "乙村道路养护|540.00|合格率|100%"), 1),
        ((*ROWS, "乙村道路养护|54.00|合格率|100%"), 0),
        ((*ROWS, "乙村道路养护|20.00|合格率|100%"), 0),  # it may be a part
        ((*ROWS[2:], "乙村道路养护|45.00|合格率|100%"), 0),  # nothing shows that rows repeat all the money
        ((*ROWS, "乙村道路养护|45.00|合格率|100%", "丙村道路养护|8.00|里程|1公里", "丙村道路养护|9.00|户|5户"), 0),
    ],
)
def test_rows_of_a_project_that_repeat_its_money_repeat_the_same(rows, wrong):
    aims = table("项目绩效目标表", "项目名称|项目金额（万元）|三级指标|指标值", *rows)
    assert len(look(document(HEAD, aims)).findings) == wrong
