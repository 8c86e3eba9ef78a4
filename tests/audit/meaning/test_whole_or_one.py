"""A budget of one unit and one of a department (A172)."""

from desktop.audit.meaning.whole_or_one import look
from tests.audit.documents import document
from tests.small_cases import small_cases

UNIT = "白水县档案馆2031年单位预算公开"
OWN = "本单位有2个股室。本单位收入9万元。本单位支出9万元。本单位没有公务用车。2031年单位预算支出9万元。"
DEPARTMENT = "白水县林业局2031年部门预算公开"
ALL = "2031年部门预算收入9万元。" * 5


@small_cases(
    ("title", "text"),
    [
        (UNIT, "内设4个股室，本部门包括本级及2个下属预算单位。"),
        (UNIT, "预算包括机关和三个所属事业单位，人员18名。"),
        (UNIT, "单位预算由本单位及1家二级预算单位组成。"),
        (UNIT, OWN + "按照综合预算的原则，本部门所有收入和支出均纳入预算。"),
        (UNIT, OWN + "2031年部门预算支出中人员经费8万元。"),
        (DEPARTMENT, ALL + "2031年单位预算支出中人员经费8万元。"),
    ],
)
def test_the_other_kind(title, text):
    assert len(look(document(title, text)).findings) == 1


@small_cases(
    ("title", "text"),
    [
        (UNIT, "包括本级及2个下属预算单位，分别是：甲站、乙站。"),
        (UNIT, "不含本级及2个下属预算单位。"),
        (UNIT, OWN + "根据财政局关于编制2031年部门预算的通知要求编制。"),
        (UNIT, OWN + "本部门无其他事项。本部门已公开。"),
        (UNIT, "本单位收入9万元。本部门支出9万元。"),
        (UNIT, OWN + "本单位为二级预算单位，纳入白水县农业农村局2031年部门预算编制范围。"),
        (DEPARTMENT, ALL + "本单位现有公务用车1辆。"),
        (DEPARTMENT, "本部门包括本级及2个下属预算单位。"),
        ("白水县林业局2031年预算公开", "本部门包括本级及2个下属预算单位。"),
    ],
)
def test_its_own_kind_or_another_reading(title, text):
    assert look(document(title, text)).findings == ()
