"""What is said to hold nothing carried over, beside money of former years."""

from desktop.audit.meaning.none_carried import RULES
from desktop.outside.document import Document, Table
from tests.audit.texts import document, findings
from tests.small_cases import small_cases

TITLE = "戊县疾控中心2030年部门预算\n"


@small_cases(
    "text",
    [
        "项目支出341.85万元，其中：本年拨款341.85万元，无上年结转。分别为：实验室309.35万元、鼠疫防控32.50万元（上年结转）。",
        "项目支出341.85万元，均为当年拨款，其中：实验室309.35万元、鼠疫防控32.50万元（使用上年结转资金）。",
        "项目支出341.85万元，没有上年结转资金，其中使用以前年度结转资金32.50万元。",
        "2030年收支总预算341.85万元，无上年结转结余。\n上年结转32.50万元，比上年减少2.00万元。",
    ],
)
def test_money_of_former_years_is_there(text):
    assert len(findings(TITLE + text, codes="A143")) == 1


@small_cases(
    "text",
    [
        "项目支出341.85万元，其中：本年拨款309.35万元，上年结转32.50万元。",
        "项目支出341.85万元，无上年结转。实验室309.35万元、鼠疫防控32.50万元。",
        "一般公共预算341.85万元，无上年结转；政府性基金预算32.50万元（上年结转）。",  # of another fund
        "2029年项目支出无上年结转。\n2030年上年结转32.50万元。",
        "2030年收支总预算341.85万元，无上年结转。\n上年结转0万元，比上年减少32.50万元。",
        "财政拨款收入341.85万元，无上年结转。\n单位资金上年结转32.50万元。",
        "项目支出341.85万元，均为当年拨款，比上年减少，因上年结转减少32.50万元。",
        "下属乙站无上年结转。\n上年结转32.50万元。",
    ],
)
def test_other_money_and_years_may_be(text):
    assert findings(TITLE + text, codes="A143") == []


@small_cases(("amount", "wrong"), [("341.85", 1), ("309.35", 0)])
def test_a_total_of_the_same_amount_has_none(amount, wrong):
    head = ("项目名称", "合计", "本年拨款", "上年结转")
    rows = (head, ("实验室提升", "309.35", "309.35", ""), ("鼠疫防控", "32.50", "", "32.50"))
    table = Table((*rows, ("合计", "341.85", "309.35", "32.50")), ("附表8 项目支出表", "单位：万元"))
    text = document(TITLE, f"2030年项目支出{amount}万元，无上年结转。").paragraphs
    of = Document("公开.docx", "docx", (*text, table))
    assert len(RULES[0].look(of).findings) == wrong
