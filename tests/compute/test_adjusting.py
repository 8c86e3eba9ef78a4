"""The adjusted budget: its entries are lines of expenditure, and of income where the total changes."""

from dataclasses import replace

import pytest

from desktop.compute import adjusting, drafting, explain
from desktop.ledger.records import Adjustment, Budget, BudgetFacts, DirectLine, Income, Project, Unit

UNIT = Unit(1, name="某局", kind="行政")


def entry(number, kind, yuan, **more):
    about = {"reference": "财预〔2027〕9号", "day": "2027-06-30", "function_code": "2010301", "economic_code": "30201"}
    return Adjustment(number, 1, kind=kind, amount=yuan * 100, **{**about, **more})


def lines_of(*entries, follows=0):
    facts = BudgetFacts(
        UNIT,
        Budget(1, 1, 2027, "调整"),
        lines=(DirectLine(1, 1, function_code="2010301", economic_code="30201", amount=100_00),),
        incomes=(Income(1, 1, amount=0 if follows else 100_00, follows=follows),),
        adjustments=entries,
    )
    return facts, drafting.of_budget(facts)


def total(lines, side):
    return sum(line.amount for line in lines if line.side == side)


@pytest.mark.parametrize("follows", [0, 1])
def test_what_is_added_and_reduced_changes_both_sides_alike(follows):
    _, lines = lines_of(entry(1, "追加", 50), entry(2, "追减", 20), follows=follows)
    assert (total(lines, "支出"), total(lines, "收入")) == (130_00, 130_00)
    keys = [line.key for line in lines]
    assert len(keys) == len(set(keys))
    assert {"A1", "A2"} <= set(keys)


def test_what_is_moved_leaves_income_and_the_total_as_they_are():
    moved = (entry(1, "调剂减少", 30), entry(2, "调剂增加", 30, economic_code="30211"))
    _, lines = lines_of(*moved)
    assert (total(lines, "支出"), total(lines, "收入")) == (100_00, 100_00)
    by_code = {line.economic: line.amount for line in lines if line.origin.table == "adjustment"}
    assert by_code == {"30201": -30_00, "30211": 30_00}


def test_an_entry_is_explained_by_its_document():
    facts, lines = lines_of(replace(entry(1, "追加", 50), note="抗旱"))
    line = next(each for each in lines if each.key == "A1")
    shown = "\n".join(explain.explain(facts, None, line, lines).lines())
    for words in ("预算调整·追加（财预〔2027〕9号）：50.00 元", "日期：2027-06-30", "备注：抗旱"):
        assert words in shown


def test_an_entry_is_a_line_of_its_codes_project_and_source():
    """Its government code is the one entered, else that of the crosswalk; without a project it is in none."""
    entries = (
        entry(1, "追加", 50, nature="项目", project_id=1, government_code="50299", subsource="提前下达", carry="结转"),
        entry(2, "追减", 20),
    )
    facts = BudgetFacts(UNIT, Budget(1, 1, 2027, "调整"), projects=(Project(1, 1, name="抗旱"),), adjustments=entries)
    shown = [
        (x.amount, x.nature, x.project, x.economic, x.government, x.fund, x.subsource, x.carry)
        for x in adjusting.expenditure(facts)
    ]
    assert shown == [
        (50_00, "项目", "抗旱", "30201", "50299", "一般公共预算", "提前下达", "结转"),
        (-20_00, "公用", "", "30201", "50201", "一般公共预算", "本级", "当年"),
    ]


def test_income_comes_and_goes_with_each_entry_whose_source_does_not_follow_by_itself():
    entries = (
        entry(1, "调剂减少", 30),
        entry(2, "追加", 50, subsource="提前下达"),
        entry(3, "追加", 9),
        entry(4, "追减", 7, fund="其他收入"),
    )
    facts = BudgetFacts(UNIT, Budget(1, 1, 2027, "调整"), adjustments=entries)
    found = list(adjusting.income(facts, {("一般公共预算", "本级", "当年")}))
    assert [(x.key, x.amount, x.fund, x.subsource) for x in found] == [
        ("A2~1", 50_00, "一般公共预算", "提前下达"),
        ("A4~1", -7_00, "其他收入", ""),
    ]
