"""Another office by its short name tells of its budget (A125)."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "青神县红十字会2031年部门预算\n一、收支情况\n"


@small_cases(
    "text",
    [
        "因公出国（境）经费与2030年持平。县残联2031年未安排因公出国（境）经费。",
        "县妇联2031年没有使用政府性基金预算拨款安排的支出。",
        "2031年收支平衡。县文旅局机关运行经费财政拨款预算12.30万元。",
        "县卫健局2031年“三公”经费预算数3.20万元，与上年持平。",
        "我县科协2031年政府采购预算总额8.00万元。",
        "市审计局无政府性基金预算。",
        "截至2030年12月31日，县残联共有车辆2辆。",
        "截至2030年底，县妇联固定资产总额36.00万元。",
    ],
)
def test_another_office_tells_of_its_budget(text):
    assert [each.severity.value for each in findings(TITLE + text, codes="A125")] == ["警告"]


@small_cases(
    "text",
    [
        "县红十字会2031年未安排因公出国（境）经费。",
        "县财政局2031年安排救灾资金8.00万元。",
        "按照县财政局要求，2031年未安排因公出国（境）经费。",
        "县残联负责残疾人救助。县残联2031年未安排因公出国（境）经费。",
        "协助县残疾人联合会做好救助工作。县残联2031年未安排因公出国（境）经费。",
        "会同县民政局、县审计局2031年开展检查。",
        "县教体局统一组织培训，2031年未安排培训费。",
    ],
)
def test_its_own_name_and_offices_that_are_named(text):
    assert findings(TITLE + text, codes="A125") == []


def test_a_short_name_of_the_maker():
    text = "甲县住房和城乡建设局2031年部门预算\n县住建局2031年没有使用政府性基金预算拨款安排的支出。"
    assert findings(text, codes="A125") == []
