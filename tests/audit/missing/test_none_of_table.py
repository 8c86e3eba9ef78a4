"""Sentences that there is none of something, beside the table that bears its name."""

from desktop.audit.missing.none_of_table import look
from tests.audit.documents import document, table
from tests.small_cases import small_cases

TITLE = "丙县实验小学2030年单位预算"


def found(text, title, *rows, head="项目名称|合计|一般公共预算"):
    of = table(f"表十一 {title}", head, *rows)
    return look(document(TITLE, "2030年支出900.00万元。", text, of)).findings


@small_cases(
    ("text", "title"),
    [
        ("丙县实验小学2030年没有安排政府购买服务支出。", "2030年政府购买服务支出表"),
        ("我校2030年不涉及政府购买服务。", "政府购买服务预算表"),
        ("2030年，本单位政府购买服务预算为0万元。", "政府购买服务项目支出预算表"),
        ("本年未开展政府购买服务。", "丙县实验小学2030年政府购买服务情况表"),
        ("2030年无对下转移支付预算，故公开空表。", "县对下转移支付预算表"),
        ("2030年未安排新增资产配置预算。", "新增资产配置预算表"),
        ("本单位2030年未编制政府采购预算。", "政府采购预算表"),
        ("2030年没有社会保险基金支出。", "社会保险基金支出预算表"),
    ],
)
def test_a_table_of_what_is_said_not_to_be_there_is_found(text, title):
    rows = ("合计|35.00|35.00", "校园安保|35.00|35.00")
    assert [each.code for each in found(text, title, *rows)] == ["B91"]


@small_cases(
    ("text", "title"),
    [
        ("2030年没有安排政府购买服务支出。", "一般公共预算支出表"),
        ("2030年政府购买服务支出35.00万元。", "政府购买服务支出表"),
        ("2029年没有安排政府购买服务支出。", "政府购买服务支出表"),
        ("所属幼儿园2030年没有安排政府购买服务支出。", "政府购买服务支出表"),
        ("2030年没有新增政府购买服务支出。", "政府购买服务支出表"),
        ("单位资金没有安排政府购买服务支出。", "政府购买服务支出表"),
        ("2030年没有政府采购工程预算。", "政府采购预算表"),
        ("2030年没有安排政府购买服务支出。", "2029年政府购买服务支出表"),
        ("没有政府购买服务目录以外的支出。", "政府购买服务支出表"),
    ],
)
def test_other_tables_years_and_parts_of_it(text, title):
    assert not found(text, title, "合计|35.00|35.00", "校园安保|35.00|35.00")


def test_an_empty_table_and_last_years_money_agree():
    assert not found("2030年没有安排政府购买服务支出。", "政府购买服务支出表", "合计|0.00|0.00")
    assert not found("2030年没有安排政府购买服务支出。", "政府购买服务支出表", "合计|0.000001|0.000001")
    head = "项目名称|2029年预算数|2030年预算数"
    assert not found("2030年没有安排政府购买服务支出。", "政府购买服务支出表", "安保|35.00|0.00", head=head)


BOUGHT = "采购项目|类别|数量|单价|总计"
CARS = ("执法执勤用车|货物|1辆|18.00|18.00", "便携式计算机|货物|40台|0.75|30.00", "合计||||48.00")


@small_cases(
    ("text", "title"),
    [
        ("2030年，丙县实验小学未安排政府采购预算。具体内容见下表。", "部门政府采购预算"),
        ("2030年本单位没有政府采购预算。", "单位政府采购预算表"),
        ("本单位2030年无政府采购支出，故本表为空。", "2030年部门政府采购预算表"),
        ("2030年未安排政府采购项目。", "丙县实验小学2030年部门政府采购支出预算表"),
        ("2030年未编制政府采购预算。", "部门政府采购情况表"),
        ("2030年未安排政府购买服务支出。", "部门政府购买服务预算表"),
    ],
)
def test_a_table_of_purchases_of_the_whole_department(text, title):
    assert [each.code for each in found(text, title, *CARS[:2], head=BOUGHT)] == ["B91"]


@small_cases(
    ("text", "title"),
    [
        ("2030年，丙县实验小学安排政府采购预算48.00万元。", "部门政府采购预算"),
        ("2030年未安排政府采购工程预算。", "部门政府采购预算"),
        ("2029年未安排政府采购预算。", "部门政府采购预算"),
        ("所属幼儿园2030年未安排政府采购预算。", "部门政府采购预算"),
        ("2030年项目支出未安排政府采购预算。", "部门政府采购预算"),
        ("2030年未安排政府采购预算。", "部门政府采购目录及限额标准"),
        ("2030年未安排政府采购预算。", "2029年部门政府采购预算"),
        ("2030年未安排政府采购预算。", "部门收支预算总表"),
    ],
)
def test_purchases_of_a_part_and_tables_of_more(text, title):
    assert not found(text, title, *CARS[:2], head=BOUGHT)


def test_what_is_read_beside_the_tables_total_is_not_found_twice():
    assert not found("2030年未安排政府采购预算。", "部门政府采购预算", *CARS, head=BOUGHT)
