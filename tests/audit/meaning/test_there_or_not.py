"""What is said not to be there, beside the amounts and numbers of it."""

from desktop.audit.meaning.there_or_not import look
from desktop.outside.document import Document, Paragraph, Spot, Table
from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "丁县文化馆2030年单位预算\n"


@small_cases(
    "text",
    [
        "2030年“三公”经费2.80万元，其中公务接待费0万元，公务用车运行费2.80万元。本单位无公务用车。",
        "我单位没有公务用车，无相关支出。\n截至2029年12月31日，共有公务用车2辆。",
        "公务用车保有量为0辆。\n公务用车运行维护费3.00万元，与上年持平。",
        "本单位未配备公务用车。\n现有公务用车1辆，用于下乡。",
        "本单位无下属单位。\n纳入预算编制范围的所属事业单位共3个。",
        "丁县文化馆没有下属二级预算单位。\n下属预算单位2个：甲馆、乙馆。",
        "2030年未安排因公出国（境）团组。\n因公出国（境）费4.00万元，比上年增加4.00万元。",
        "2030年无因公出国（境）计划。\n2030年因公出国（境）团组1个、3人次。",
        "2030年未安排政府采购预算。\n2030年政府采购预算16.80万元，其中货物9.30万元，服务7.50万元。",
        "2030年没有安排公务接待费。\n公务接待费3.60万元，比上年减少0.40万元。",
        "2030年不安排培训费。\n2030年培训费5.00万元。",
        "2030年无项目支出。\n项目支出50.00万元，比上年减少1.00万元。",
        "2030年不涉及政府采购。\n2030年政府采购预算16.80万元。",
        "本单位不涉及项目支出。\n2030年项目支出50.00万元。",
        "本年没有公务接待。\n公务接待费1.20万元，预计接待20批次。",
    ],
)
def test_what_is_not_there_has_no_amount_and_no_number(text):
    assert findings(TITLE + text, codes="A142")


@small_cases(
    "text",
    [
        "2030年“三公”经费0万元，其中公务接待费0万元，公务用车运行费0万元。本单位无公务用车。",
        "公务用车运行维护费3.00万元。本单位无公务用车，救护车2辆。",  # its costs are those of other vehicles
        "公务用车运行维护费3.00万元，用于租赁车辆下乡。本单位无公务用车。",
        "下属乙站无公务用车。\n公务用车运行维护费3.00万元。",
        "2029年本单位无公务用车。\n公务用车运行维护费3.00万元。",
        "公务用车运行维护费3.00万元。本单位无公务用车购置计划。",
        "本单位无下属预算单位。\n下属事业单位2个，不独立核算。",
        "本单位无下属独立核算单位。\n下属事业单位2个。",
        "本单位无其他下属单位。\n下属单位2个。",
        "2030年未安排因公出国（境）团组。\n2029年因公出国（境）团组1个。因公出国（境）费0万元。",
        "2030年未安排公务接待费。\n单位资金安排公务接待费3.60万元。",  # of other money
        "2030年未安排培训费。\n2029年培训费5.00万元，执行5.00万元。",
        "2030年未安排公务用车购置费。\n公务用车购置费0万元，上年公务用车购置费18.00万元。",
        "2030年未安排因公出国（境）费。\n因公出国（境）费0万元。",
    ],
)
def test_other_vehicles_units_and_years_may_be_there(text):
    assert findings(TITLE + text, codes="A142") == []


def _with_table(text):
    rows = (("科目编码", "科目名称", "合计", "基本支出", "项目支出"), ("", "合计", "90.00", "60.00", "30.00"))
    table = Table(rows, ("表3 支出总表", "单位：万元"))
    lines = tuple(Paragraph(line, Spot(line=number)) for number, line in enumerate((TITLE + text).splitlines()))
    return look(Document("丁馆.docx", "docx", (*lines, table))).findings


@small_cases(
    ("text", "wrong"),
    [
        ("2030年支出90.00万元，其中基本支出60.00万元；本单位没有项目支出。", 1),
        ("2030年本单位未安排项目支出。", 1),
        ("不涉及项目支出。", 1),
        ("无项目支出。", 1),
        ("政府性基金预算没有项目支出。", 0),
        ("2030年一般公共预算无项目支出。", 0),
        ("上年没有项目支出。", 0),
        ("没有项目支出增加。", 0),
    ],
)
def test_no_projects_beside_the_column_of_projects(text, wrong):
    assert len(_with_table(text)) == wrong
