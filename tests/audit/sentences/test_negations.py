"""What is said not to be there is exactly its noun, of this year and of the whole unit."""

import pytest

from desktop.audit.rules import table_facts
from tests.audit.documents import document, table
from tests.audit.texts import errors

TITLE = "青山县水务局2026年部门预算"
BOUGHT = "2026年政府采购预算总额87.60万元，其中：货物预算80.00万元，服务预算7.60万元。"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("无政府采购工程预算。", 0),
        ("没有政府采购进口产品。", 0),
        ("上年无政府采购预算。", 0),
        ("增加的主要原因是2025年无政府采购预算，2026年拟购设备。", 0),
        ("下属单位无政府采购预算。", 0),
        ("项目支出中无政府采购。", 0),
        ("局机关、灌溉站没有政府采购预算。", 0),
        ("灌溉站没有政府采购预算。", 0),
        ("2026年无政府采购预算。", 1),
        ("与2025年相比，本单位无政府采购项目，也无政府性基金预算。", 1),
        ("我局2026年没有安排政府采购资金。", 1),
    ],
)
def test_only_a_negation_of_all_of_it_contradicts_an_amount(words, found):
    assert len(errors(TITLE, f"{BOUGHT}\n{words}", codes="A36")) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("因公出国（境）费10万元，增加的主要原因是2025年未安排因公出国（境），2026年拟组织1个团组。", 0),
        ("因公出国（境）费10万元，主要是由于2025年未安排因公出国（境），2026年拟组织1个团组。", 0),
        ("增加是由于2025年没有安排因公出国（境）费。", 0),
        ("下属单位未安排因公出国（境）费。", 0),
        ("由于2026年未安排因公出国（境）费。", 1),
        ("2026年未安排因公出国（境）费。", 1),
    ],
)
def test_a_negation_of_another_year_or_unit_contradicts_no_table(words, found):
    (none,) = (rule.look for rule in table_facts.RULES if rule.code == "B77")
    head = "三公经费合计|因公出国（境）费|公务用车购置及运行费|公务接待费"
    three = table("“三公”经费支出表", head, "14.30|10.00|1.80|2.50")
    assert len(none(document(TITLE, three, words)).findings) == found
