"""What follows goes the way of its cause (A151, A153), joined reasons go one way (A20), half comparisons (A152)."""

from desktop.findings import Severity
from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "甲县卫生院2031年单位预算"
COST = "2031年机关运行经费30.00万元，比上年{way}2.00万元，主要原因是{why}。"


@small_cases(
    ("cause", "up"),
    [
        ("在职人员{up}，按定额核定的公用经费相应{way}", True),
        ("新录用公务员3人，相应{way}办公费和其他交通费用", True),
        ("报废执法车辆2辆，运行维护费相应{way}", False),
        ("门诊及住院人次{up}，医疗支出随之{way}", True),
        ("调出2人，人员经费相应{way}", False),
        ("人员工资正常晋升，相应{way}社会保障缴费", True),
        ("办公用房面积{up}，水电、物业支出同步{way}", True),
        ("应急平台建设任务完成，项目经费相应{way}", False),
    ],
)
def test_what_follows_goes_the_way_of_its_cause(cause, up):
    right, wrong = ("增加", "减少") if up else ("减少", "增加")
    text = COST.replace("{way}", right).replace("{why}", cause.replace("{up}", "增加"))
    assert findings(TITLE, text.replace("{way}", right), codes="A151") == []
    (found,) = findings(TITLE, text.replace(f"相应{right}", f"相应{wrong}").replace("{way}", right), codes="A151") or [
        *findings(TITLE, COST.format(way=right, why=cause.format(up="增加", way=wrong)), codes="A151")
    ]
    assert found.severity.value == "警告"


@small_cases(
    "why",
    [
        "退休人员增加，基本支出相应减少",
        "免学费学生增加，学费收入相应减少",
        "财政补助收入增加，自筹资金相应减少",
        "科目调整，项目支出相应减少",
        "人员增加，公用经费相应增加",
        "上年结转增加，本年安排相应减少",
        "购置新能源车辆替代，租车费用相应减少",
        "人员减少，工作任务相应增加",
        "压减一般性支出，同步提高资金使用效益",
        "公用经费减少，人员经费占比相应提高",
        "退役军人安置增加，相应减少其他支出",
    ],
)
def test_what_may_turn_around(why):
    assert findings(TITLE, COST.format(way="减少", why=why), codes="A151 A153") == []


@small_cases(
    ("way", "why", "wrong"),
    [
        ("增加", "门诊、住院业务量增长，事业收入{}", "减少"),
        ("减少", "在园幼儿人数减少，保教费收入{}", "增加"),
        ("增加", "在职教职工净增3人，人员经费{}", "减少"),
        ("增加", "新招录人员4名，定额公用经费{}", "减少"),
        ("减少", "报废车辆2辆，公务用车运行维护费{}", "增加"),
        ("增加", "在校学生人数增加，住宿费收入{}", "减少"),
    ],
)
def test_money_that_depends_on_people_cases_and_cars(way, why, wrong):
    right = {"减少": "增加", "增加": "减少"}[wrong]
    assert findings(TITLE, COST.format(way=way, why=why.format(right)), codes="A153") == []
    assert len(findings(TITLE, COST.format(way=way, why=why.format(wrong)), codes="A153")) == 1


@small_cases(
    "why",
    [
        "人员经费增加，重点专科建设补助减少",  # of two things
        "人员经费正常增长，专项资金减少",
        "在职人员增加，但公用经费压减，公用经费减少",
        "在职转退休人员增加，人员经费减少",
        "学生人数增加，同时免除学费，学费收入减少",
    ],
)
def test_reasons_of_two_things(why):
    assert findings(TITLE, COST.format(way="减少", why=why), codes="A153") == []


@small_cases(
    ("way", "why", "found"),
    [
        ("增加", "人员经费减少和新增项目支出", True),
        ("增加", "出生缺陷综合防治项目减少以及正常增资", True),
        ("增加", "审计业务经费减少及人员工资正常晋级晋档", True),
        ("减少", "更新车辆数量减少和运行费用增加", True),
        ("增加", "人员工资正常晋级晋档，以及检察监督业务经费减少", True),
        ("增加", "人员经费增加和新增项目支出", False),
        ("减少", "更新车辆数量减少和严控运行费用", False),
        ("增加", "人员经费和社保缴费增加，同时重点专科补助减少", False),
        ("减少", "甲项目减少113.00万元，以及人员正常晋级晋档等增加", False),  # weighed by their amounts
        ("减少", "人员经费正常增长，重点专科建设补助资金减少", False),
        ("减少", "上年结转减少和人员经费增加，两项相抵", False),
    ],
)
def test_items_joined_as_one_reason_go_one_way(way, why, found):
    assert bool(findings(TITLE, COST.format(way=way, why=why), codes="A20")) is found


@small_cases(
    ("text", "found"),
    [
        ("公务接待费2.00万元，与上年增加。", 1),
        ("因公出国（境）费0万元，预算数与2030年减少，无增减变化。", 1),
        ("（三）公务用车购置及运行维护费与2030年预算增加。", 1),
        ("办公费8.00万元，同上年度预算数增加；", 1),
        ("公务接待费2.00万元，与上年相比增加。", 0),
        ("公务接待费2.00万元，与上年持平。", 0),
        ("公务接待费2.00万元，与上年预算数比较，减少。", 0),
        ("公务接待费2.00万元，比上年增加。", 0),
        ("公务接待费2.00万元，与上年增加1.00万元。", 0),
    ],
)
def test_a_comparison_that_names_a_direction_without_a_size(text, found):
    assert len(findings(TITLE, text, codes="A152")) == found


@small_cases(
    ("lines", "wrong"),
    [
        ("主要原因是社会化用车增加，公务用车运行维护费相应减少。", 0),
        ("主要原因是单位缴费比例下调，参保人数增加，缴费支出相应减少。", 0),
        ("主要原因是人员增加，办公用品集中采购后费用相应下降。", 0),
        ("主要原因是非税收入减少，经费拨款（补助）相应增加。", 0),
        ("主要原因是报废车辆2辆，租车费用相应增加。", 0),
        ("主要原因是取暖由燃煤改电，电费支出相应增加，燃煤支出相应减少。", 0),
        ("主要原因是在职人员增加，工会经费支出相应减少。", 1),
        ("主要原因是人员减少，公用经费相应增加。", 1),
    ],
)
def test_what_replaces_and_the_first_of_two_causes(lines, wrong):
    found = findings("甲局2031年部门预算", *lines.split("|"), codes="A151")
    assert [each.code for each in found if each.severity is not Severity.INFO] == ["A151"] * wrong
