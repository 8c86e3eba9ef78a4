"""What is counted in two places, and units below an office with the lines or kinds that follow."""

from desktop.audit.counts.twice import RULES
from tests.audit import texts
from tests.audit.documents import document, table
from tests.audit.texts import findings
from tests.small_cases import small_cases

SAME, BELOW = (rule.look for rule in RULES)
HEAD = "甲局2031年部门预算"


@small_cases(
    ("lines", "wrong"),
    [
        (("机关设6个机关行政处（科）室。", "7个机关行政科室分别为：办公室等。"), 1),
        (("内设科室7个。", "7个机关行政科室分别为：办公室等。"), 0),
        (("内设科室7个。", "所属的乙中心设3个科室。"), 0),
        (("现有护林员82人。", "护林员补助9万元，用于92名护林员的劳务报酬。"), 1),
        (("现有护林员82人。", "护林员补助9万元，用于82名护林员的劳务报酬。"), 0),
        (("现有护林员82人。", "本年新增10名护林员。"), 0),
        (("专职网格员20人。", "兼职网格员35人。"), 0),
        (("工作人员20人。", "派出35名工作人员。"), 0),
        (("保洁员36名。", "按每人每月500元、30名保洁员测算。"), 1),
        (("安全员2名。", "各企业应配备安全员3名。"), 0),
        (("安排东镇网格员20名，西镇网格员15名。",), 0),
        (("共有村干部86名。", "用于68名村干部报酬。"), 1),
        (("共有下属事业单位4家。", "包括局本级和5家下属事业单位预算。"), 1),
        (("共有下属事业单位4家，其中独立编制3家。", "包括局本级和3家下属事业单位预算。"), 0),
        (("拟购置公务用车1辆。", "2031年拟购置公务用车2辆。"), 1),
        (("拟购置公务用车1辆。", "2030年拟购置公务用车2辆。"), 0),
        (("2028年有护林员70人。", "现有护林员82人。"), 0),
        (("2030年开放床位310张。", "开放床位320张。"), 0),
        (("2031年编制床位310张。", "编制床位320张。"), 1),
        (("在校学生1386人。", "我校在校生1368人。"), 1),
        (("在校学生1386人。", "其中小学部在校学生900人。"), 0),
        (("乙镇下辖12个行政村。", "全镇辖13个行政村。"), 1),
        (("乙镇下辖12个行政村。", "整治5个行政村。"), 0),
    ],
)
def test_what_is_counted_twice(lines, wrong):
    assert len(SAME(document(HEAD, *lines)).findings) == wrong


@small_cases(
    ("row", "wrong"),
    [("辅警工资|保障27名辅警|9.00", 1), ("辅警工资|保障25名辅警|9.00", 0), ("辅警招聘|新招27名辅警|9.00", 0)],
)
def test_people_of_the_text_and_of_a_table(row, wrong):
    of_projects = table("项目支出表", "项目|内容|金额", row)
    assert len(SAME(document(HEAD, "聘用辅警25人。", of_projects)).findings) == wrong


@small_cases(
    ("lines", "wrong"),
    [
        (("包括局本级和3个二级单位。具体为：", "1.甲局（本级）", "2.甲县乙站", "3.甲县丙中心"), 1),
        (("包括局本级和2个二级单位。具体为：", "1.甲局（本级）", "2.甲县乙站", "3.甲县丙中心"), 0),
        (("是包括局本部以及下属4家预算单位的计划。", "行政单位1家，事业单位3家，具体包括："), 1),
        (("是包括局本部以及下属3家预算单位的计划。", "行政单位1家，事业单位3家，具体包括："), 0),
        (("是包括局本部以及下属4家预算单位的计划。", "行政单位2家，事业单位3家，具体包括："), 0),
    ],
)
def test_units_below_are_as_many_as_follow(lines, wrong):
    assert len(BELOW(document(HEAD, *lines)).findings) == wrong


def test_some_villages_are_not_more_than_all():
    budget = "年度预算198.00万元，其中{}个行政村每村18.50万元，居委会13.00万元。"
    every = "下辖10个行政村、1个居委会。"
    for count, wrong in (("11", 1), ("10", 0), ("4", 0)):
        assert len(texts.findings("某乡2031年部门预算", every, budget.format(count), codes="A29")) == wrong, count
    assert texts.findings("某乡2031年部门预算", every, "全县186个行政村均纳入统计。", codes="A29") == []


@small_cases(
    ("first", "second", "wrong"),
    [
        ("我局现有在职人员45人，退休人员12人。", "按在职人员43人核定公用经费。", 1),
        ("我局核定行政编制20名，事业编制15名。", "行政编制22名，事业编制15名。", 1),
        ("退休人员12人。", "退休人员21人，安排退休经费3.00万元。", 1),
        ("在职职工48人。", "现有在职职工46人，其中行政20人，事业26人。", 1),
        ("白水县水利局在职人员45人。", "白水县水利局在职人员54人。", 1),
        ("我局现有在职人员45人。", "按在职人员45人核定公用经费。", 0),
        ("我局现有在职人员45人。", "新招录在职人员3人。", 0),
        ("局机关行政编制20名。", "水库中心行政编制2名。", 0),
        ("2030年末在职人员45人。", "2029年末在职人员43人。", 0),
        ("在职人员45人，其中在编40人。", "局机关在职人员25人，中心在职人员20人。", 0),
        ("退休人员28人。", "比上年减少9万元，主要原因是退休人员2人。", 0),
    ],
)
def test_people_are_as_many_in_one_section_as_in_another(first, second, wrong):
    lines = ("白水县水利局2031年部门预算", "二、机构设置", first, "五、其他事项", second)
    assert len(findings(*lines, codes="A29")) == wrong
