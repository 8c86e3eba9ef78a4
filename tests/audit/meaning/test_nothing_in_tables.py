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


def _own_money(text, rows=(), own="0.00", head="单位资金"):
    balance = (
        ("收入", "", "支出", ""),
        ("项目", "预算数", "项目", "预算数"),
        ("一、一般公共预算拨款", "90.00", "一、教育支出", "126.00"),
        ("二、财政专户管理资金", "36.00", "", ""),
        ("三、单位资金", own, "", ""),
        *rows,
        ("收入总计", "126.00", "支出总计", "126.00"),
    )
    income = (
        ("单位名称", "总计", "一般公共预算", "财政专户管理资金", head),
        ("白水县中心小学", "126.00", "90.00", "36.00", own),
    )
    lines = tuple(Paragraph(line, Spot(line=number)) for number, line in enumerate((TITLE, text), 1))
    tables = (Table(balance, ("表1 部门收支总表", "单位：万元")), Table(income, ("表2 部门收入总表", "单位：万元")))
    return look(Document("甲局.docx", "docx", (*lines, *tables))).findings


@small_cases(
    "text",
    [
        "3.政府性基金预算拨款0万元，国有资本经营预算拨款0万元，单位资金12.00万元，均与上年持平。",
        "2031年收入总预算126.00万元，其中：一般公共预算拨款90.00万元，财政专户管理资金36.00万元；单位资金收入12.00万元。",
        "（四）单位资金收入12.00万元，与上年持平。",
        "单位资金预算安排12.00万元。",
        "2031年单位资金收入预算为12.00万元。",
    ],
)
def test_money_of_the_unit_s_own_that_no_table_has(text):
    (found,) = _own_money(text)
    assert (found.code, found.severity.name) == ("A175", "WARNING")


@small_cases(
    ("text", "rows", "own", "head"),
    [
        ("单位资金12.00万元。", (), "12.00", "单位资金"),
        ("单位资金0万元，与上年持平。", (), "0.00", "单位资金"),
        ("单位资金12.00万元。", (), "", "单位资金"),  # nothing is printed
        ("单位资金12.00万元。", (("其中：事业收入", "12.00", "", ""),), "0.00", "单位资金"),
        ("单位资金12.00万元。", (("四、其他收入", "12.00", "", ""),), "0.00", "单位资金"),
        ("2030年单位资金12.00万元。", (), "0.00", "单位资金"),
        ("上年结转单位资金12.00万元。", (), "0.00", "单位资金"),
        ("校舍维修项目，使用单位资金12.00万元。", (), "0.00", "单位资金"),
        ("政府采购预算52.00万元，其中：单位资金12.00万元。", (), "0.00", "单位资金"),
        ("校舍维修50.00万元，其中：单位资金12.00万元。", (), "0.00", "单位资金"),
        ("公用经费50.00万元，其中：一般公共预算38.00万元，单位资金12.00万元。", (), "0.00", "单位资金"),
        ("所属幼儿园单位资金12.00万元。", (), "0.00", "单位资金"),
        ("单位资金较上年减少12.00万元。", (), "0.00", "单位资金"),
    ],
)
def test_money_of_the_unit_s_own_that_a_table_may_have(text, rows, own, head):
    assert _own_money(text, rows, own, head) == ()
