"""A goal is the number that the document has of the same thing elsewhere, in whatever words."""

from desktop.audit.counts.goals import goals
from desktop.audit.details.quantities import look
from tests.audit.documents import document, table
from tests.small_cases import small_cases

TITLE = "白水县水利局2031年部门预算"
HEAD = "一级指标|三级指标|指标值"


def found(text, *rows, head=HEAD):
    of = document(TITLE, text, table("绩效目标表", head, *rows))
    return [each.message for answer in (look(of), goals(of)) for each in answer.findings]


@small_cases(
    ("text", "row"),
    [
        ("主要用于全县32座小型水库日常维修养护。", "产出指标|维修养护小型水库|23座"),  # the noun behind the number
        ("用于4名驻矿工作人员食宿。", "产出指标|驻矿工作人员|6人"),
        ("完成城乡饮用水水质监测62份。", "产出指标|城乡饮用水水质监测|26份"),  # 完成 is no word of last year here
        ("治理水土流失面积15.2平方公里。", "产出指标|治理水土流失面积|12.5平方公里"),
        ("治理水土流失面积15.2平方公里。", "产出指标|治理水土流失面积|12.5平方千米"),  # one unit
        ("铺设供水主管道1860延米。", "产出指标|铺设供水主管道长度|1680米"),
        ("新增蓄水能力36万立方米。", "产出指标|新增蓄水能力|63万立方"),
        ("开展老年人体检服务3200人份。", "产出指标|老年人体检服务|2300人份"),
        ("项目计划购置设备32台（套），其中影像类4台（套）。", "产出指标|购置设备数量|23台（套）"),
        ("全年办理法律援助案件不少于208件。", "产出指标|办理案件数|>=280件"),  # both are bounds of one kind
        ("保障12个社区正常运转。", "产出指标|保障社区数|15个"),  # the noun around the number
        ("发放社区工作者报酬96人。", "产出指标|发放报酬人数|69人"),
        ("全年免费开放310天以上。", "产出指标|全年免费开放天数|≥130天"),
        ("对12个县级部门开展重点绩效评价。", "产出指标|重点评价部门数|21个"),
        ("保障52个小区、520户记账户按月记账。", "产出指标|记账户数|620户"),  # a short noun behind the number
        ("完成馆藏民生类档案数字化扫描15万页。", "产出指标|档案数字化扫描页数|1.5万页"),  # the point was moved
        ("家庭医生签约服务24万人。", "产出指标|家庭医生签约人数|2.4万人"),
        ("养护中心负责158公里公路的日常养护。", "产出指标|养护公路里程|185公里"),
        ("整治自然村26个。", "产出指标|整治自然村|62个"),
        ("对24公里灌溉渠道清淤。", "产出指标|清淤灌溉渠道里程|42公里"),
        ("居民满意度达到90%以上。", "满意度指标|居民满意度|≥95%"),
        ("康复救助覆盖率100%，家长满意度95%以上。", "满意度指标|残疾儿童家长满意度|≥59%"),
        ("全县生产总值增长5.5%左右。", "效益指标|全县生产总值增速|8.5%左右"),
        ("营造林3.2万亩，其中新造竹林1.2万亩。", "产出指标|新造竹林面积|2.1万亩"),
        ("计划新增检测项目8项。", "产出指标|新增检测项目|5项"),
        ("65岁以上老年人健康管理率达到64%以上。", "产出指标|65岁以上老年人健康管理率|≥46%"),
        ("全镇辖8个村委会、1个居委会。", "产出指标|清扫保洁覆盖11个村委会和1个居委会|"),  # more than there are
    ],
)
def test_another_number_of_one_thing_is_found(text, row):
    assert len(found(text, row)) == 1


@small_cases(
    ("text", "row"),
    [
        ("主要用于全县32座小型水库日常维修养护。", "产出指标|维修养护小型水库|32座"),
        ("治理水土流失面积12.5平方公里。", "产出指标|治理水土流失面积|12.5平方千米"),
        ("全县国土面积15.2平方公里。", "产出指标|治理水土流失面积|12.5平方公里"),
        ("铺设供水主管道1860米。", "产出指标|铺设供水主管道长度|1.86公里"),
        ("主要用于全县32座小型水库日常维修养护。", "产出指标|新建水库|2座"),
        ("用于4名驻矿工作人员食宿。", "产出指标|驻矿工作人员|4人"),
        ("2030年完成城乡饮用水水质监测62份。", "产出指标|城乡饮用水水质监测|26份"),  # last year
        ("保障52个小区、520户记账户按月记账。", "产出指标|记账户数|520户"),
        ("保障30家合作社理事长参训。", "产出指标|合作社|20家"),  # the noun is part of a longer one
        ("完成馆藏档案数字化扫描15万页。", "产出指标|档案数字化扫描页数|150000页"),
        ("现有藏书20万册。", "产出指标|购置图书册数|2万册"),
        ("已完成城乡饮用水水质监测62份。", "产出指标|城乡饮用水水质监测|26份"),
        ("累计建成灌溉渠道320公里。", "产出指标|建成灌溉渠道|23公里"),
        ("群众满意度达到90%以上。", "满意度指标|家长满意度|≥95%"),
        ("群众满意度达到98%。", "满意度指标|群众满意度|≥95%"),  # reached
        ("群众满意度95%。", "满意度指标|群众满意度|≥90%"),
        ("65岁以上老年人健康管理率达到64%以上。", "产出指标|35岁以上老年人健康管理率|≥46%"),
        ("保障12个社区正常运转。", "产出指标|保障社区数|12个"),
        ("全镇辖8个村委会、1个居委会。", "产出指标|清扫保洁覆盖3个村委会|"),  # some of them
        ("培训农村电商人员800人次，培训医务人员300人次。", "产出指标|培训人数|500人次"),
        ("每季度开展水质监测12次。", "产出指标|开展水质监测|48次"),  # in a quarter
        ("新增供水用户320户。", "产出指标|供水用户|1200户"),
        ("举办培训班2期，每期60人。", "产出指标|培训人数|120人"),
        ("新建改建农村供水点26处。", "产出指标|改建农村供水点|16处"),  # of both acts
        ("巡查河道不少于50次。", "产出指标|巡查河道|≥50次"),
        ("维修养护渠道12公里，清淤渠道21公里。", "产出指标|维修养护渠道|12公里"),
        ("截至2030年底，共有在编人员36人。", "产出指标|保障在编人员|63人"),
    ],
)
def test_what_is_the_same_or_of_another_thing_stays_silent(text, row):
    assert found(text, row) == []


def test_a_goal_is_that_of_the_aim_of_the_year_in_its_table():
    words = "年度履职目标|完成预算执行、经济责任、政府投资等审计项目{}个，促进增收节支|"
    for number, wrong in (("36", 1), ("46", 0)):
        rows = (words.format(number), "数量指标|完成审计项目数量|46个")
        assert len(found("", *rows, head="一级内容|二级内容|指标值")) == wrong


def test_a_number_of_the_text_is_of_one_project_only():
    rows = ("甲项目|培训村级水管员人数|100人", "乙项目|培训村级水管员人数|120人")
    assert found("培训村级水管员120人。", *rows) == []
    assert found("群众满意度90%以上。", "甲项目|群众满意度|≥90%", "乙项目|群众满意度|≥95%") == []


def test_two_digits_that_changed_places_between_two_tables():
    first = table("项目绩效目标表", HEAD, "数量指标|维修养护小型水库|32座")
    for number, wrong in (("23", 1), ("32", 0), ("18", 0)):
        again = table("部门绩效目标表", "项目名称|产出指标|指标值", f"水库养护|维修养护水库数量{number}座|")
        assert len(look(document(TITLE, first, again)).findings) == wrong


def test_rows_of_goals_in_lines_of_text():
    text = "全年改造提升基层供水站26处。"
    for number, wrong in (("62", 1), ("26", 0)):
        line = f"供水保障 产出指标 数量指标 改造提升基层供水站 {number}处"
        assert len(look(document(TITLE, text, line)).findings) == wrong


def test_the_best_of_several_grades_is_the_goal():
    for number, wrong in (("97", 0), ("79", 1)):
        row = f"调解工作|人民调解成功率|≥{number}%|≥75%|≥70%"
        assert len(found("人民调解成功率不低于97%。", row, head="职责|绩效指标|优|良|中")) == wrong


def test_ten_thousands_are_counted_in_one_unit():
    """惠及群众 5万人次 beside ≥30000人次; 1.5万页 are 15000页."""
    for number, wrong in (("30000", 1), ("50000", 0)):
        row = f"群众文化活动|惠及群众人次|≥{number}人次"
        assert len(found("全年举办群众文化活动，惠及群众5万人次以上。", row)) == wrong
    assert found("扫描馆藏档案1.5万页。", "数字化|扫描馆藏档案|15000页") == []


def test_kinds_of_services_are_counted_too():
    for number, wrong in (("14", 1), ("12", 0)):
        text = f"向城乡居民免费提供{number}类基本公共卫生服务。"
        assert len(found(text, "公共卫生|基本公共卫生服务类别|12类")) == wrong


@small_cases(
    ("text", "row", "count"),
    [
        ("开展基层宣讲200场次。", "产出指标|宣讲场次|20场", 1),
        ("全年出动巡逻360次。", "产出指标|巡逻次数|36次", 1),
        ("发放辅具420件。", "产出指标|辅具数量|240件", 1),
        ("种植油菜1.2万亩。", "产出指标|油菜面积|1200亩", 1),
        ("开展基层宣讲20场次。", "产出指标|宣讲场次|20场", 0),
        ("上年开展宣讲200场次。", "产出指标|宣讲场次|20场", 0),
        ("开展培训200期。", "产出指标|培训期数|20期", 0),  # of any project
        ("开展理论宣讲200场次，政策宣讲20场次。", "产出指标|宣讲场次|20场", 0),
        ("开展基层宣讲60场次。", "产出指标|宣讲场次|20场", 0),  # no slip
    ],
)
def test_a_name_of_two_letters_that_is_counted_once(text, row, count):
    assert len(found(text, row)) == count


OVERALL = "总体目标|全年举办群众文化活动不少于40场，惠及群众5万人次以上|"


@small_cases(
    ("row", "wrong"),
    [
        ("社会效益指标|惠及群众人次|≥30000人次", 1),
        ("社会效益指标|惠及群众人次|≥50000人次", 0),
        ("社会效益指标|惠及群众人次|≥5万人次", 0),
        ("社会效益指标|惠及学生人次|≥30000人次", 0),
    ],
)
def test_a_goal_is_held_against_the_overall_goal_of_its_table(row, wrong):
    assert len(found("本单位开展文化活动。", OVERALL, row)) == wrong
