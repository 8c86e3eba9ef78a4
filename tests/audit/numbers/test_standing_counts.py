"""What a place or a school has in all is one number in the text and in tables (A161)."""

from desktop.audit.numbers.standing_counts import look
from desktop.findings import Severity
from tests.audit.documents import document, table
from tests.audit.texts import findings
from tests.small_cases import small_cases


def found(*parts):
    return [each.message for each in look(document("白水县2031年部门预算", *parts)).findings]


def project(words):
    return table("项目支出表", "项目名称|金额|主要内容", f"某某经费|62.00|{words}", "合计|62.00|")


def goal(label, value):
    return table("绩效目标表", "一级指标|二级指标|三级指标|指标值", f"产出指标|数量指标|{label}|{value}")


@small_cases(
    "parts",
    [
        ("全乡下辖29个行政村，总人口3.86万人。", "全乡31个村垃圾清运全覆盖。"),
        ("敏河乡辖甲、乙、丙10个行政村。", "对村民委员会的补助156.86万元，用于11个行政村村干部报酬。"),
        ("承担对37个村卫生室的业务指导。", "本单位无下属单位，管理36个村卫生室。", "指导36个村卫生室。"),
        ("下设城关、双河等11个司法所。", project("10个司法所日常业务")),
        ("截至2030年底，编制46名；聘用制书记员20名。", project("保障18名书记员待遇")),
        ("做好11名西部计划志愿者的服务管理。", "在岗志愿者12人。", goal("志愿者人数", "12人")),
        ("全镇辖8个行政村。", goal("覆盖行政村数", "8个"), "全镇9个行政村设施齐全。"),
        ("惠及全园846名幼儿。", "现有教学班15个，在园幼儿486人。"),
    ],
)
def test_two_numbers_of_all(parts):
    assert len(found(*parts)) == 1


@small_cases(
    "parts",
    [
        ("全乡下辖31个行政村。", "全乡31个村垃圾清运全覆盖。"),
        ("全乡下辖31个行政村。", "建设29个示范行政村。"),
        ("全乡下辖31个行政村。", "补助12个村的公益事业。"),
        ("全镇辖13个村、2个社区。", "补助15个村（社区）。"),
        ("管理36个村卫生室。", "新建35个村卫生室。"),
        ("聘用护林员158名。", "培训护林员168名。"),
        ("在校学生1487人。", "资助贫困在校学生1287人。"),
        ("全县辖12个乡镇。", "重点检查11个乡镇。"),
    ],
)
def test_the_same_or_some_of_them(parts):
    assert found(*parts) == []


@small_cases(
    ("lines", "wrong"),
    [
        ("幼儿园现有幼儿260人。|预计秋季幼儿人数270人。", 0),
        ("全市共有派出所12个。|补助基层派出所11个。", 0),
        ("共有村卫生室32个。|农村卫生室31个实行一体化。", 0),
    ],
)
def test_numbers_ahead_and_of_the_country_side(lines, wrong):
    found = findings("甲局2031年部门预算", *lines.split("|"), codes="A161")
    assert [each.code for each in found if each.severity is not Severity.INFO] == ["A161"] * wrong
