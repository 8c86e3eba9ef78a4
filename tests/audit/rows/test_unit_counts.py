"""Units below an office on which money is spent, and how many there are."""

from desktop.audit.rows.unit_lists import look
from tests.audit.documents import document
from tests.small_cases import small_cases

MADE_OF = "从预算单位构成看，白水县林业局部门包括1个机关行政单位及3个下属事业单位，详细情况见下表："
TWO_KINDS = "本部门包括行政单位1个、下属参公事业单位2个、事业单位3个。"


@small_cases(
    ("there_are", "text", "wrong"),
    [
        (MADE_OF, "（七）事业运行521.06万元，主要用于下属4个事业单位人员经费和日常公用支出。", 1),
        (MADE_OF, "（七）事业运行521.06万元，主要用于下属3个事业单位人员经费和日常公用支出。", 0),
        ("我局下设4个所属事业单位。", "用于保障局属5个事业单位正常运转。", 1),
        ("部门预算由局机关和3家二级预算单位组成。", "主要用于4家下属单位的公用经费。", 1),
        ("本部门下属单位共有5家。", "安排所属6家单位取暖费12.00万元。", 1),
        ("林业局机构设置：所属事业单位共3个，均为全额拨款。", "该项经费用于所属五个事业单位。", 1),
        (MADE_OF, "主要用于下属2个事业单位人员经费。", 0),  # some of them
        (MADE_OF, "主要用于所属4个单位人员经费。", 0),  # the office too
        (MADE_OF, "上年用于下属5个事业单位人员经费。", 0),
        (MADE_OF, "主要用于机关和下属4个事业单位人员经费。", 0),
        (TWO_KINDS, "用于下属5个事业单位人员经费。", 0),  # of both kinds together
        ("部门由机关和3个下属事业单位、2个所属企业组成。", "用于5个下属单位。", 0),
        ("部门预算由局机关和3家独立核算的下属单位组成。", "主要用于5家下属单位的公用经费。", 0),
        ("部门下设3个事业单位。", "用于全县12个基层单位。", 0),
        ("部门预算由局机关和3家二级预算单位组成。", "新增用于4家下属单位的公用经费。", 0),
        (MADE_OF, "主要用于下属3个事业单位人员经费。", 0),
    ],
)
def test_money_is_spent_on_no_more_units_than_there_are(there_are, text, wrong):
    assert len(look(document("白水县林业局2031年部门预算", there_are, text)).findings) == wrong
