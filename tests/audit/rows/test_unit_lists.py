"""The units of a budget in the text, in its lists and in its tables."""

from desktop.audit.rows.unit_lists import look
from tests.audit.documents import document, table
from tests.small_cases import small_cases

TITLE = "白水县林业局2031年部门预算"


def of(title, *names):
    """Return a table by unit."""
    return table(title, "单位名称|合计", *(f"{name}|10.00" for name in names), "合计|40.00")


LONG = of("表3 支出总表", "白水县林业局（本级）", "白水县种苗站", "白水县林业工作站", "白水县国有林场")
SHORT = of("表3 支出总表", "林业局本级", "种苗站", "林业工作站", "国有林场")
SUMMED = of("表2 收入总表", "白水县林业局", "白水县林业局本级", "白水县种苗站", "白水县国有林场")
ALL = "本部门下属单位包括：白水县种苗站、白水县林业工作站、白水县国有林场、白水县森防站。"
FIVE = "编制范围的预算单位共计5家，具体包括：白水县林业局本级、白水县种苗站、白水县林业工作站、白水县国有林场、{}。"


BY_KIND = (
    of("单位情况表", "林业局机关", "林业站", "乡镇林场（10个）"),
    of("表3 支出总表", "林业局机关", "林业站", "乡镇林场"),
)


@small_cases(
    ("parts", "wrong"),
    [
        (("部门预算由局本级预算以及下属4家预算单位构成。", LONG), 1),
        (("部门预算由局本级预算以及下属3家预算单位构成。", LONG), 0),
        (("纳入2031年部门预算编制范围的单位共4个，为局本级和上述2个下属事业单位。", SHORT), 1),
        (("纳入2031年部门预算编制范围的单位共4个，为局本级和上述3个下属事业单位。", SHORT), 0),
        (("从预算单位构成看，本部门预算单位共计3家，均独立核算。", LONG), 1),
        (("从预算单位构成看，本部门预算单位共计4家，均独立核算。", LONG), 0),
        (("纳入编制范围的预算单位共3个，包括局机关预算和2个所属单位。", SUMMED), 0),  # its first row is of all
        (("下属单位5个，其中独立核算的3个。", LONG), 0),
        (("纳入2031年部门预算编制范围的单位共12个。具体情况见下表：", *BY_KIND), 0),  # a row of ten
        (("纳入编制范围的二级预算单位共3个。", LONG), 0),
        (("预算编制范围的单位共4个，其中：行政单位1个，即局机关；事业单位2个，即种苗站、林场。",), 1),
        (("预算编制范围的单位共3个，其中：行政单位1个，即局机关；事业单位2个，即种苗站、林场。",), 0),
        ((ALL, FIVE.format("白水县公园管理所")), 1),
        ((ALL, FIVE.format("白水县森林病虫害防治站")), 0),
        (("预算单位包括：", "1.林业局本级", "2.种苗站", "3.林业工作站", "4.公园管理所", LONG), 1),
        (("预算单位包括：", "1.林业局本级", "2.种苗站", "3.林业工作站", "4.国有林场", LONG), 0),
        (("下属单位分别为白水县种苗站、白水县林业工作站、白水县国有林场、白水县公园管理所。", LONG), 0),  # one more
    ],
)
def test_units_are_the_same_everywhere(parts, wrong):
    assert len(look(document(TITLE, *parts)).findings) == wrong
