"""Money of a fund that no table has (A175)."""

from desktop.audit.meaning.nothing_in_tables import look
from desktop.outside.document import Document, Paragraph, Spot, Table
from tests.small_cases import small_cases

TITLE = "白水县林业局2031年部门预算"


def _findings(text, fund=""):
    rows = (
        ("收入", "", "支出", ""),
        ("项目", "预算数", "项目", "预算数"),
        ("一、一般公共预算拨款收入", "90.00", "一、农林水支出", "90.00"),
        ("二、政府性基金预算拨款收入", fund, "", ""),
        ("三、国有资本经营预算拨款收入", "", "", ""),
        ("收入总计", "90.00", "支出总计", "90.00"),
    )
    lines = tuple(Paragraph(line, Spot(line=number)) for number, line in enumerate((TITLE, text), 1))
    table = Table(rows, ("表1 2031年部门收支总表", "单位：万元"))
    return look(Document("甲局.docx", "docx", (*lines, table))).findings


@small_cases(
    "text",
    [
        "白水县林业局2031年政府性基金预算支出29.31万元。",
        "2031年政府性基金预算拨款收入29.31万元，用于造林。",
        "本部门2031年国有资本经营预算支出8.00万元。",
        "2031年安排国有资本经营预算拨款支出8.00万元，比上年增加8.00万元。",
    ],
)
def test_money_of_a_fund_that_no_table_has(text):
    (found,) = _findings(text)
    assert found.severity.name == "WARNING"


@small_cases(
    ("text", "fund"),
    [
        ("白水县林业局2031年政府性基金预算支出29.31万元。", "29.31"),
        ("2031年政府性基金预算支出0万元。", ""),
        ("2030年政府性基金预算支出29.31万元。", ""),
        ("上年结转政府性基金预算29.31万元。", ""),
        ("2031年全县政府性基金预算支出9000.00万元。", ""),
        ("争取上级政府性基金预算支出29.31万元。", ""),
        ("2031年一般公共预算支出90.00万元。", ""),
    ],
)
def test_money_that_a_table_has_or_another_s(text, fund):
    assert _findings(text, fund) == ()
