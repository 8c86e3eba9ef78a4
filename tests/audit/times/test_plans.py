"""When what is planned is done, and when goals are reached."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "某局2023年部门预算"


@small_cases(
    ("text", "found"),
    [
        ("资金执行时间：2022年5月-2022年10月", True),
        ("资金执行时间：2023年5月-2023年10月", False),
        ("项目计划扫描档案40万页，于2022年12月底前完成。", True),
        ("项目计划扫描档案40万页，于2023年12月底前完成。", False),
        ("项目已于2022年12月底前完成，预算支付尾款。", False),
        ("计划于2022年3月启用新系统，预算3万元。", True),
        ("原计划于2022年3月启用新系统，预算3万元。", False),
        ("2022年12月底前完成清零，2023年继续巩固，预算3万元。", False),
        ("该项目拟于2022年9月开工建设，安排资金9万元。", True),
        ("预算执行期间为2022年1月1日至2022年12月31日。", True),
        ("2022年预算执行期间收回资金3万元。", False),
        ("2022年6月底前完成招标，2022年12月底前支付资金。", True),
        ("债券计划于2021年发行，预算付息3万元。", False),
        ("实施周期为2021年3月—2021年11月。", True),
        ("2021年结转3万元用于基本支出，上年结转3万元。", True),
        ("2022年结转3万元用于基本支出，上年结转3万元。", False),
        ("为241户发放优待金，2022年8月1日前发放完毕。", True),
        ("护林员补助于2022年12月底前足额发放到位。", True),
        ("2022年11月30日前将耕地补贴拨付到户。", True),
        ("新系统2022年9月底前投入运行，准确率98%。", True),
        ("2022年底前全部兑付完毕，群众满意度95%。", True),
        ("为241户发放优待金，2023年8月1日前发放完毕。", False),
        ("上年优待金2022年8月1日前发放完毕。", False),
        ("优待金已于2022年8月1日前发放完毕。", False),
        ("按照规划，2022年底前安装到位，2023年8月1日前发放完毕。", False),
        ("根据省级文件，2022年8月1日前足额发放到位。", False),
    ],
)
def test_what_is_planned_is_not_finished_before_the_year(text, found):
    assert bool(findings(TITLE, text, codes="A51")) is found


@small_cases(
    ("row", "wrong"),
    [
        ("时效指标|完成时限|2022年12月底前", 1),
        ("时效指标|完成时限|2023年12月底前", 0),
        ("时效指标|项目开始时间|2022年12月底", 0),
        ("时效指标|完成时限|≤12个月", 0),
    ],
)
def test_goals_are_not_reached_before_the_year(row, wrong):
    from desktop.audit.times.plans import goals
    from tests.audit.documents import document, table

    of_goals = table("绩效目标表", "一级指标|三级指标|指标值", row)
    assert len(goals(document(TITLE, "2023年支出9万元。", of_goals)).findings) == wrong


@small_cases(
    ("line", "wrong"),
    [
        ("2022年无购置车辆及大型设备计划。", 1),
        ("2022年度未安排购置公务用车预算。", 1),
        ("2022年暂无处置资产计划。", 1),
        ("产出指标时效指标补助资金拨付时间2022年11月30日前效益指标", 1),
        ("时效指标：设备采购完成时限≤2022年6月", 1),
        ("2023年无购置车辆及大型设备计划。", 0),
        ("时效指标：设备采购完成时限≤2023年6月", 0),
        ("根据2022年没有新增车辆购置计划的批复，2023年安排购置1辆。", 0),
        ("一期工程实际完成时间2022年12月底。", 0),
        ("上年结转项目完成时间2022年12月底。", 0),
        ("2022年未购置车辆。", 0),
    ],
)
def test_what_is_not_to_be_bought_and_when_a_goal_is_reached_are_of_the_years_to_come(line, wrong):
    assert len(findings(TITLE, "2023年支出总计9万元，比2022年增加1万元。", line, codes="A51")) == wrong


@small_cases(
    ("text", "found"),
    [
        (
            "甲项目：立项依据为安全排查结果和县教育局批复；年度预算安排9万元；项目起止时间为2022年6月至2022年12月。",
            True,
        ),
        ("项目实施期限：2022年3月—2022年11月。", True),
        ("建设工期自2022年4月1日起至2022年10月31日止，投资80万元。", True),
        ("项目执行年限为2021年至2022年，年度安排9万元。", True),
        ("该项目自2022年3月起至2022年12月，资金30万元。", True),
        ("起止年月：2022.01-2022.12，单位资金9万元。", True),
        ("实施年度：2022年，预算9万元。", True),
        ("建设期为2022年5月至12月，资金为本年安排。", True),
        ("项目起止时间为2023年6月至2023年12月。", False),
        ("项目起止时间为2022年6月至2023年12月。", False),
        ("项目建设期为2022年至2024年，本年安排9万元。", False),
        ("项目实施期限为2022年3月至2022年11月，已完工，本年支付尾款9万元。", False),
        ("项目实施期限为2022年3月至2022年11月，2023年支付验收款9万元。", False),
        ("绩效评价时间为2022年1月至12月，涉及资金9万元。", False),
        ("合同期限为2022年1月1日至2022年12月31日，续签另列。", False),
        ("上年项目执行期限为2022年1月至2022年12月，结转3万元。", False),
    ],
)
def test_a_project_is_carried_out_in_no_year_before_its_budget(text, found):
    assert bool(findings(TITLE, text, codes="A51")) is found


@small_cases(
    ("head", "row", "wrong"),
    [
        ("项目名称|预算金额|起止时间", "甲项目|9.00|2022年6月至2022年12月", 1),
        ("项目名称|实施周期|预算金额", "甲项目|2022年3月-2022年11月|9.00", 1),
        ("项目名称|项目实施期限|金额", "甲项目|2021年—2022年|9.00", 1),
        ("项目名称|甲项目|项目起止时间|2022.01-2022.12", "金额|9.00||", 1),
        ("项目名称|预算金额|起止时间", "甲项目|9.00|2022年6月至2023年12月", 0),
        ("项目名称|预算金额|起止时间", "甲项目（上年结转）|9.00|2022年6月至2022年12月", 0),
        ("项目名称|预算金额|起止时间", "甲项目续建|9.00|2021年6月至2022年12月", 0),
        ("项目名称|预算金额|服务对象", "甲项目|9.00|2022年6月至2022年12月毕业生", 0),
    ],
)
def test_a_table_of_projects_has_no_period_before_its_budget(head, row, wrong):
    from desktop.audit.times.plans import goals
    from tests.audit.documents import document, table

    projects = table("项目支出表", head, row)
    assert len(goals(document(TITLE, "2023年支出9万元。", projects)).findings) == wrong


OTHERS = "补助于2023年6月底前发放到位，物资2023年9月底前采购完毕。"


@small_cases(
    ("text", "found"),
    [
        ("实施周期：2024年1月至12月。", True),
        ("项目自2024年3月起至2024年11月止。", True),
        ("执行年度：2024年。", True),
        (OTHERS + "档案扫描于2024年12月底前完成。", True),
        ("实施周期：2023年1月至2024年6月。", False),
        ("建设工期：2024年1月至12月，为续建工程第二期。", False),
        ("按三年规划，实施周期：2024年1月至12月。", False),
        ("档案扫描于2024年12月底前完成。", False),
        (OTHERS + "主体工程2024年12月底前竣工。", False),
        (OTHERS + "甲项2024年5月底前完成，乙项2024年6月底前完成。", False),
    ],
)
def test_what_is_planned_does_not_begin_after_the_year(text, found):
    assert bool(findings(TITLE, text, codes="A51")) is found


@small_cases(
    ("rows", "wrong"),
    [
        (("培训|完成时间|2023年6月", "采购|完成时间|2023年9月底前", "扫描|完成时间|2024年12月"), 1),
        (("培训|完成时间|2023年6月", "采购|完成时间|2024年9月底前", "扫描|完成时间|2024年12月"), 0),
        (("培训|完成时间|2023年6月", "采购|完成时间|2023年9月底前", "校舍建设|完工时间|2024年12月"), 0),
        (("培训|完成时间|2023年6月", "扫描|完成时间|2024年12月"), 0),
    ],
)
def test_one_goal_of_the_year_after(rows, wrong):
    from desktop.audit.times.plans import goals
    from tests.audit.documents import document, table

    of_goals = table("绩效目标表", "指标|三级指标|指标值", *rows)
    assert len(goals(document(TITLE, "2023年支出9万元。", of_goals)).findings) == wrong
