"""Days that no calendar has (A173)."""

from desktop.audit.times.no_day import look
from desktop.outside.document import Document, Table
from tests.audit.documents import document
from tests.small_cases import small_cases

TITLE = "白水县林业局2031年部门预算"


@small_cases(
    "text",
    [
        "截至2030年6月31日，共有车辆2辆。",
        "于2031年11月31日前完成验收。",
        "2月30日前拨付到位。",
        "截至2030年2月29日，在职8人。",
        "2031年13月底前完成。",
        "实施周期：2031年1月1日至9月31日。",
    ],
)
def test_a_day_of_no_calendar(text):
    (found,) = look(document(TITLE, text)).findings
    assert found.severity.name == "ERROR"


@small_cases(
    "text",
    [
        "截至2030年12月31日，共有车辆2辆。",
        "2月29日前拨付到位；2028年2月29日。",
        "实施周期：2031年1月至12月，6月30日前完成一半，11月底前全部完成。",
        "补助18个月，每人每月31元；期限2031年1-6月。",
        "饲养36月龄以下牛，2031.6.31，第13月工资。",
    ],
)
def test_a_day_of_the_calendar(text):
    assert look(document(TITLE, text)).findings == ()


def test_a_day_in_a_table():
    rows = (("三级指标", "指标值"), ("完成时间", "2031年 6月31日前"), ("发放时间", "2031年6月30日前"))
    (found,) = look(Document("甲局.docx", "docx", (Table(rows),))).findings
    assert "完成时间" in found.quotes[0].text
