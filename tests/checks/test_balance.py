"""Balance and totals: one 分 too much on a side is found, with the lines or the place it stands in."""

from dataclasses import replace

import pytest

from desktop.findings import Status
from desktop.ledger.records import CarryOut, DirectLine, Income


@pytest.mark.parametrize("more", [1, -1])
def test_one_fen_of_income_is_found_in_total_and_in_its_fund(more, facts, messages):
    first = facts.incomes[0]
    wrong = replace(facts, incomes=(replace(first, amount=first.amount + more), *facts.incomes[1:]))
    assert "相差 0.01 元" in messages("C01", wrong)[0]
    assert messages("C01", facts) == []
    assert [m for m in messages("C19", wrong) if first.source in m]


def test_money_carried_out_is_covered_by_income(facts, messages):
    out = replace(facts, carry_outs=(CarryOut(id=1, amount=500),))
    assert "相差 5.00 元" in messages("C01", out)[0]
    covered = replace(out, incomes=(*facts.incomes, Income(id=90, amount=500)))
    assert messages("C01", covered) == []
    assert messages("C03", covered) == []
    assert messages("C19", covered) == []


def test_savings_of_non_fiscal_money_cover_the_other_funds_together(facts, messages):
    line = DirectLine(
        id=900, function_code="2010350", economic_code="30201", nature="公用", fund="事业收入", amount=700
    )
    made_up = Income(id=90, source="使用非财政拨款结余", amount=700)
    covered = replace(facts, lines=(*facts.lines, line), incomes=(*facts.incomes, made_up))
    assert messages("C19", covered) == []
    assert messages("C02", covered) == []
    general = replace(covered, lines=(*facts.lines, replace(line, fund="一般公共预算")))
    assert any("一般公共预算" in m for m in messages("C19", general))


def test_a_fund_out_of_balance_points_to_its_typed_lines(facts, outcome):
    line = DirectLine(
        id=900, function_code="2010350", economic_code="30201", nature="公用", fund="事业收入", amount=700
    )
    (finding,) = outcome("C19", replace(facts, lines=(*facts.lines, line))).findings
    assert finding.place.lines == ("L900",)


def test_what_a_line_lacks_is_named_with_its_row(wuxi, outcome):
    bare = DirectLine(id=900, nature="项目", amount=1)
    (finding,) = outcome("C08", replace(wuxi.facts, lines=(*wuxi.facts.lines, bare))).findings
    row = len(wuxi.facts.lines) + 1
    assert finding.message == (
        f"第 {row} 行缺少功能分类项级科目、部门经济分类款级科目、政府经济分类款级科目、项目名称，无法入表，请补充"
    )


def test_lines_that_lack_the_same_are_one_finding_that_leads_to_all_of_them(wuxi, outcome):
    bare = [DirectLine(id=900 + n, function_code="2010350", nature="公用", amount=1) for n in range(77)]
    other = DirectLine(id=990, economic_code="30201", nature="公用", amount=1)
    found = outcome("C08", replace(wuxi.facts, lines=(*wuxi.facts.lines, *bare, other))).findings
    row = len(wuxi.facts.lines)
    assert [finding.message for finding in found] == [
        f"第 {row + 1} 行、第 {row + 2} 行、第 {row + 3} 行等共 77 行支出缺少部门经济分类款级科目、"
        "政府经济分类款级科目，无法入表，请补充",
        f"第 {row + 78} 行缺少功能分类项级科目，无法入表，请补充",
    ]
    assert [len(finding.place.lines) for finding in found] == [77, 1]


def test_nought_and_minus_are_found_and_one_fen_is_not(facts, messages):
    def amount(fen):
        line = DirectLine(id=900, function_code="2010350", economic_code="30201", nature="公用", amount=fen)
        return messages("C20", replace(facts, lines=(*facts.lines, line)))

    assert "-0.01" in amount(-1)[0]
    assert "0.00" in amount(0)[0]
    assert amount(1) == []


def test_the_sums_of_the_economic_classification_are_checked_where_tables_print_them(wuxi, outcome):
    assert outcome("C07", wuxi.facts, wuxi.last).status is Status.PASSED


def test_a_table_the_layout_does_not_have_is_not_passed(facts, outcome):
    from tests.checks.conftest import FORM

    without = replace(FORM, tables=tuple(t for t in FORM.tables if t.id != "income"))
    ended = outcome("C11", facts, form=without)
    assert (ended.status, ended.note) == (Status.NOT_APPLICABLE, "本版式没有这张表")


def test_a_word_of_no_list_is_found_in_last_years_line_too(facts, last, outcome):
    first = last.lines[0]
    damaged = replace(last, lines=(replace(first, fund="一股公共预算"), *last.lines[1:]))
    (finding,) = outcome("C147", facts, prior=damaged).findings
    assert finding.message.startswith("上年（2024年）支出行第 1 行的资金来源“一股公共预算”不在可选的词里")
    this = replace(facts, unit=replace(facts.unit, scope="处"), people=(replace(facts.people[0], fund=""),))
    assert [f.message.split("“")[0] for f in outcome("C147", this).findings] == [
        "单位的公开时的称谓",
        "人员第 1 行的资金来源",
    ]
    assert outcome("C147", facts).status is Status.PASSED
