"""The office itself is one unit (A160); the units below are as many in each place (A162)."""

from desktop.audit.numbers.one_unit import below, look
from desktop.findings import Severity
from tests.audit.documents import document
from tests.audit.texts import findings
from tests.small_cases import small_cases


def found(rule, *texts):
    return [each.message for each in rule(document("白水县2031年部门预算", *texts)).findings]


@small_cases(
    "text",
    [
        "2031年白水县信访局本级2家行政单位的机关运行经费财政拨款预算35.82万元。",
        "纳入部门预算编制范围的预算单位共4个，即某乡人民政府（本级）。",
        "纳入预算汇编范围的预算单位共计3家，具体包括：白水县信访局本级。",
        "“三公”经费开支单位包括4个预算单位，即街道本级。",
        "预算编制范围的预算单位为白水县审计局本级3家。",
        "纳入预算编报范围的只有白水县高级中学2个单位，没有所属预算单位。",
        "本部门无所属事业单位。纳入部门预算编制范围的预算单位共有3个。",
        "部门预算由局机关3个预算单位构成，为一级预算单位。",
    ],
)
def test_the_office_itself_is_one(text):
    assert len(found(look, text)) == 1


@small_cases(
    "text",
    [
        "2031年白水县信访局本级1家行政单位的机关运行经费财政拨款预算35.82万元。",
        "纳入部门预算编制范围的预算单位共2家，具体包括：白水县残联（本级）、白水县康复中心。",
        "2031年甲局本级、乙局本级2家行政单位的机关运行经费。",
        "预算单位共4个，即某乡人民政府（本级）和所属3个事业单位。",
        "局本级及所属3家单位的机关运行经费。",
        "本部门有所属事业单位。纳入部门预算编制范围的预算单位共有3个。",
    ],
)
def test_several_units_or_one(text):
    assert found(look, text) == []


@small_cases(
    "texts",
    [
        ("所属预算单位5个，分别为甲队、乙站。", "“三公”经费开支单位包括1个行政单位、8个所属单位。"),
        ("部门预算由本级预算和3个二级预算单位预算组成。", "主要用于5个二级单位职工基本医疗保险缴费。"),
        ("参照公务员法管理单位1家。", "本部门3家参公事业单位的机关运行经费。"),
        ("下属事业单位2个。", "基本支出用于3个下属事业单位的人员经费。"),
    ],
)
def test_two_numbers_of_units_below(texts):
    assert len(found(below, *texts)) == 1


@small_cases(
    "texts",
    [
        ("所属预算单位5个，分别为甲队、乙站。", "“三公”经费开支单位包括1个行政单位、5个所属单位。"),
        ("所属预算单位5个。", "另有2个下属单位未独立核算。"),
        ("下属事业单位2个。", "上年下属事业单位3个。"),
        ("下属单位4个，其中3个二级单位实行代管。",),
    ],
)
def test_the_same_or_other_units(texts):
    assert found(below, *texts) == []


@small_cases(
    ("lines", "wrong"),
    [
        ("下属事业单位7个。|纳入预算编制范围的下属事业单位6个。", 0),
        ("下属事业单位7个。|独立核算的下属事业单位6个。", 0),
        ("下属事业单位7个。|2031年下属事业单位6个，均为财政拨款。", 1),
    ],
)
def test_units_within_the_budget_may_be_fewer(lines, wrong):
    found = findings("甲局2031年部门预算", *lines.split("|"), codes="A162")
    assert [each.code for each in found if each.severity is not Severity.INFO] == ["A162"] * wrong
