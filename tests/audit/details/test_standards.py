"""What each one gets."""

from desktop.audit.details.standards import standards
from tests.audit.documents import document, table
from tests.small_cases import small_cases

TITLE = "某县统计局2031年部门预算"


def found(text, *rows):
    head = "一级指标|三级指标|指标值"
    return len(standards(document(TITLE, text, table("绩效目标表", head, *rows))).findings)


@small_cases(
    ("text", "row", "wrong"),
    [
        ("记账补贴25.92万元（180户×120元×12个月）。", "成本指标|每户每月补贴标准|120元", 0),
        ("记账补贴25.92万元（180户×120元×12个月）。", "成本指标|每户每月补贴标准|150元", 1),
        ("记账补贴25.92万元（180户×120元×12个月）。", "成本指标|人均培训标准|150元", 0),  # of others
        ("记账补贴（180户×120元），慰问（20户×500元）。", "成本指标|每户每月补贴标准|150元", 0),  # which one?
        ("按服务人口29,955人测算，人均补助标准89元。", "成本指标|人均补助标准|84元", 1),
        ("按服务人口29,955人测算，人均补助标准89元。", "成本指标|人均补助标准|≥89元/人", 0),
        ("上年人均补助标准84元。", "成本指标|人均补助标准|89元", 0),
    ],
)
def test_a_standard_of_a_goal_is_that_of_the_text(text, row, wrong):
    assert found(text, row) == wrong


def test_goals_in_lines_of_text_are_goals():
    text = "人均补助标准89元，全年安排266.60万元。"
    line = "产出指标质量指标疫苗接种率≥90%产出指标成本指标人均补助标准{}元"
    for amount, wrong in (("84", 1), ("89", 0)):
        assert len(standards(document(TITLE, text, line.format(amount))).findings) == wrong
