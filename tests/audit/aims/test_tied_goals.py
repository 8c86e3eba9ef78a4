"""A goal is the count of the same project in the text and in the goal of the whole project (A180)."""

from desktop.audit.aims.tied_goals import look
from tests.audit.documents import document, table
from tests.small_cases import small_cases


def found(*parts):
    return [each.message for each in look(document("白水县2031年部门预算", *parts)).findings]


def goals(name, *rows):
    return table(
        "项目支出绩效目标表",
        f"项目名称|{name}||",
        "一级指标|二级指标|三级指标|指标值",
        *(f"产出指标|{row}" for row in rows),
    )


@small_cases(
    "parts",
    [
        (  # one count of people of the project on each side, in other words
            "其中高龄老人津贴项目328.44万元，拟为全县800名80周岁以上老年人按月发放津贴。",
            goals("高龄老人津贴", "数量指标|发放人数|880人"),
        ),
        (
            "公厕管护费：用于42座城区公共厕所的水电、保洁和设施维修。",
            goals("公厕管护费", "数量指标|管护座数|41座"),
        ),
        (  # the goal of the whole project beside an indicator that is a bound
            table(
                "项目支出绩效目标表",
                "项目名称|党员干部教育培训||",
                "项目总体目标|2031年举办主体班次12期，培训干部960人次，提升干部政治理论水平||",
                "一级指标|二级指标|三级指标|指标值",
                "产出指标|数量指标|举办培训班期数|≥10期",
            ),
        ),
        (  # an indicator that counts several things in one cell
            table(
                "项目支出绩效目标表",
                "项目名称|地质灾害防治|||",
                "年度目标|购置救灾帐篷60顶、发电机18台，聘用群测群防员42人||",
                "一级指标|二级指标|指标内容|",
                "产出指标|数量指标|照明发电设备16台；群测群防员42人|",
            ),
        ),
        (  # an act that is called otherwise
            "三是落实残疾人补贴，为村级残疾人专职委员补贴项目安排38.70万元，补贴215名专职委员。",
            goals("村级残疾人专职委员补贴", "数量指标|发放对象人数|235人"),
        ),
        (  # 3 of 4: short numbers whose words are the same
            "二是巩固创建成果，推进老旧小区改造4个。",
            goals("老旧小区配套整治", "数量指标|完成老旧小区整治|3个"),
        ),
    ],
)
def test_a_goal_one_slip_off(parts):
    assert len(found(*parts)) == 1


@small_cases(
    "parts",
    [
        (  # the same count
            "其中高龄老人津贴项目328.44万元，拟为全县800名80周岁以上老年人按月发放津贴。",
            goals("高龄老人津贴", "数量指标|发放人数|800人"),
        ),
        (  # of another project
            "孤儿基本生活补助项目拟为全县800名孤儿发放生活费。",
            goals("高龄老人津贴", "数量指标|发放人数|880人"),
        ),
        (  # several counts of people in the project
            "其中高龄老人津贴项目328.44万元，拟为全县800名老年人发放津贴，慰问百岁老人20名。",
            goals("高龄老人津贴", "数量指标|发放人数|880人"),
        ),
        (  # of the year before
            "2030年高龄老人津贴项目共为800名老年人发放津贴。",
            goals("高龄老人津贴", "数量指标|发放人数|880人"),
        ),
        (  # far off: perhaps a part
            "其中高龄老人津贴项目328.44万元，拟为全县800名80周岁以上老年人发放津贴。",
            goals("高龄老人津贴", "数量指标|发放人数|1250人"),
        ),
        (  # a bound that the plan keeps
            "全年办理法律援助案件280件。",
            goals("法律援助", "数量指标|办理法律援助案件|≥260件"),
        ),
        (  # some of them
            "公厕管护费：其中部分用于42座城区公共厕所的水电，首批41座改造。",
            goals("公厕管护费", "数量指标|管护座数|45座"),
        ),
        ("表10 项目支出表", "表11 项目支出绩效目标表", "本部门项目7个。"),
    ],
)
def test_counts_that_may_well_differ(parts):
    assert found(*parts) == []
