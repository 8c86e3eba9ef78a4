"""Checks that hold two ways of counting one thing together: each fails where the ways part, and is silent where not.

A layout is data, so a figure or a column bound to something else than the check asks for is what they are there to
find; a cell that says another amount than its lines is a mistake of ours.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.catalog import policy
from desktop.compute import policy_values
from desktop.findings import Status
from desktop.layouts.form import loader
from desktop.layouts.tables.build import TableBuilder
from desktop.ledger.records import DirectLine

SHARE = "check.reception_percent"
NATIONAL = loader.load("national/2023")


def with_line(facts, economic, amount, **changed):
    line = DirectLine(id=900, function_code="2010350", economic_code=economic, nature="公用", amount=amount)
    return replace(facts, lines=(*facts.lines, replace(line, **changed)))


def counted_otherwise(form, figure, measure="", **changed):
    """The layout with a figure of its text bound to another measure, or counted by another rule."""
    changed |= {"where": form.measures[measure].where} if measure else {}
    return replace(form, figures=dict(form.figures) | {figure: replace(form.figures[figure], **changed)})


@pytest.fixture
def a_fen_more(monkeypatch):
    """Let every cell of a table that some words of its column tell say 分 more than its lines come to."""

    def tamper(table_id, wanted):
        build = TableBuilder.build

        def built(self, spec):
            table = build(self, spec)
            for block in table.blocks if table.id == table_id else ():
                for row in block.rows:
                    for cell, column in zip(row.cells, block.columns, strict=True):
                        if cell.kind == "amount" and cell.amount and wanted(column):
                            cell.amount += 1
            return table

        monkeypatch.setattr(TableBuilder, "build", built)

    return tamper


STATE_CAPITAL = {"fund": "国有资本经营", "function_code": "2230201", "nature": "项目"}


def test_the_table_of_state_capital_is_its_column_of_the_balance(facts, outcome, a_fen_more):
    spent = with_line(facts, "30299", 500, **STATE_CAPITAL, project_id=facts.projects[0].id)
    assert outcome("C17", spent, form=NATIONAL).status is Status.PASSED
    a_fen_more("state_capital", lambda _: True)
    (finding,) = outcome("C17", spent, form=NATIONAL).findings
    assert finding.message.startswith("国有资本经营预算表合计 5.01 ")
    assert "财政拨款总表 5.00" in finding.message


def test_without_state_capital_its_table_says_so(facts, outcome):
    assert outcome("C17", facts, form=NATIONAL).status is Status.PASSED
    silent = tuple(replace(spec, empty_sentence="") if spec.id == "state_capital" else spec for spec in NATIONAL.tables)
    (finding,) = outcome("C17", facts, form=replace(NATIONAL, tables=silent)).findings
    assert finding.message == "没有国有资本经营预算时应保留空表并附说明"


def test_heads_that_a_layout_counts_otherwise_are_found(facts, outcome):
    form = loader.load("guangxi/2022")
    assert outcome("C33", facts, form=form).status is Status.PASSED
    everybody = counted_otherwise(form, "staff_total", only=())
    (finding,) = outcome("C33", facts, form=everybody).findings
    in_post = sum(person.headcount for person in facts.people if person.status == "在职")
    assert finding.message.endswith(f"与花名册 {in_post} 不一致")


def test_a_pension_paid_for_one_who_is_not_in_post_is_found(facts, outcome, monkeypatch):
    pack = policy.load("example")
    heir = next(person for person in facts.people if person.status == "遗属")
    assert outcome("C36", facts).status is Status.PASSED
    wider = tuple(
        replace(rule, statuses=(*rule.statuses, "遗属"), monthly=("dependant_aid",), function={"遗属": "2080505"})
        if rule.id == "pension"
        else rule
        for rule in pack.contributions
    )
    monkeypatch.setattr(policy_values.of_budget, "__defaults__", (lambda _: replace(pack, contributions=wider),))
    said = {finding.message for finding in outcome("C36", facts).findings}
    assert said == {f"遗属人员 {heir.code} 被计入“养老保险”，请核对人员状态"}


def test_the_printed_total_of_the_three_public_costs_is_that_of_its_items(facts, outcome, a_fen_more):
    spent = with_line(facts, "30217", 500)
    for code in ("C63", "C66"):
        assert outcome(code, spent).status is Status.PASSED
    a_fen_more("three_public", lambda column: column.value == "this")
    found = outcome("C63", spent)
    assert found.status is Status.FAILED
    assert all(finding.place.table and ".01 与经济科目汇总" in finding.message for finding in found.findings)


def test_an_item_of_the_three_public_costs_that_no_rule_counts_is_found(facts, outcome):
    """A measure of the whole that leaves out what an item counts."""
    form = loader.load("chongqing/2023")
    whole = replace(form.measures["three_public"], where=form.measures["three_public_vehicle"].where)
    narrow = replace(form, measures=dict(form.measures) | {"three_public": whole})
    found = outcome("C63", with_line(facts, "30217", 500), form=narrow)
    assert "与经济科目汇总" in found.findings[0].message


def test_the_text_says_of_the_three_public_costs_what_the_table_says(facts, outcome):
    form = counted_otherwise(loader.load("chongqing/2023"), "three_public_total", measure="three_public_reception")
    found = outcome("C66", with_line(facts, "30231", 500), form=form)
    assert found.findings[0].place.figure == "three_public_total"
    assert "与表" in found.findings[0].message


def test_running_costs_of_the_text_are_the_public_costs_that_count(facts, outcome):
    administrative = replace(facts, unit=replace(facts.unit, kind="行政"))
    form = loader.load("chongqing/2023")
    assert outcome("C71", administrative, form=form).status is Status.PASSED
    wrong = counted_otherwise(form, "operating_fund", measure="general_basic")
    (finding,) = outcome("C71", administrative, form=wrong).findings
    assert (finding.code, finding.place.figure) == ("C71", "operating_fund")


@pytest.mark.parametrize(("percent", "found"), [("0.02", False), ("0.0199", True)])
def test_receptions_may_reach_the_share_that_the_place_sets(percent, found, facts, outcome, monkeypatch):
    pack = policy.load("example")
    value = policy.DatedValue(date(2025, 1, 1), Decimal(percent), "县〔2025〕1号")
    share = policy.Parameter(SHARE, "公务接待费比例", "%", (value,))
    limited = replace(pack, parameters={**pack.parameters, SHARE: share})
    monkeypatch.setattr(policy_values.of_budget, "__defaults__", (lambda _: limited,))
    plain = replace(
        facts, lines=(), quota_splits=(), public_lines=(), event_plans=(), assets=(), people=(), pay_items=()
    )
    costs = with_line(plain, "30201", 9_800)
    costs = replace(costs, lines=(*costs.lines, replace(costs.lines[0], id=901, economic_code="30217", amount=200)))
    ended = outcome("C69", costs)
    assert (ended.status is Status.FAILED) is found, ended
    assert not found or ended.findings[0].message == "公务接待费占公用经费 2%，超过 1.99%，请核对"
