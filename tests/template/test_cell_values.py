"""What a column shows: budgeted, adjusted, spent; what the ledger does not know is never 0."""

from dataclasses import replace

import pytest

from desktop.compute.cube import Cube
from desktop.compute.lines import BudgetLine, Origin
from desktop.ledger.records import Budget, BudgetFacts, Execution, Unit
from desktop.template.cell_values import amount_of, is_of_budget, value_of, with_known_values
from desktop.template.mapping import CellMap, SheetMap, WorkbookMapping

GENERAL = "一般公共预算"
SPENDING = (("side", ("支出",)),)


@pytest.mark.parametrize(
    ("path", "value", "shown"),
    [
        (["2025年预算数"], "this", "this"),
        (["上年执行数"], "last", "executed"),
        (["2024年决算数"], "last", "executed"),
        (["2025年", "执行数"], "this", ""),
        (["2024年", "年初预算数"], "last", "last"),
        (["2024年", "调整预算数"], "last", ""),
        (["本年", "年初预算数"], "this", "initial"),
        (["本年", "调整后预算数"], "this", "adjusted"),
        (["本年", "追加追减数"], "this", "adjusting"),
        (["与2024年预算数比较", "增减额"], "change", "change"),
        (["比2024年执行数", "增减额"], "change", ""),
        (["2024年", "预算执行率"], "last", ""),
    ],
)
def test_the_words_of_a_column_say_which_amount_it_shows(path, value, shown):
    assert value_of(path, value) == shown


def test_a_list_takes_only_columns_of_the_budget():
    assert is_of_budget(["预算数"])
    assert is_of_budget(["年初预算数"])
    assert not is_of_budget(["执行", "金额"])
    assert not is_of_budget(["调整数"])


def line(number, year, amount, function="2010301", table="direct_line"):
    return BudgetLine("支出", year, amount, Origin(table, number, ""), function=function, fund=GENERAL)


@pytest.fixture
def cube():
    lines = [
        line(1, 2025, 900),
        line(2, 2025, -100, table="adjustment"),
        line(3, 2024, 700),
        line(4, 2024, 300, "2080505"),
    ]
    return Cube(lines, 2025)


@pytest.fixture
def facts():
    spent = tuple(Execution(n, 1, n, code, 10 * n, GENERAL) for n, code in enumerate(("2010301", "2080505"), 1))
    return BudgetFacts(Unit(id=1, name="某局", kind="行政"), Budget(id=1, unit_id=1, year=2025), executions=spent)


def shows(value, *codes):
    return CellMap("B5", (*SPENDING, *((("function", codes),) if codes else ())), value)


@pytest.mark.parametrize(
    ("value", "amount"), [("this", 800), ("last", 1000), ("change", -200), ("initial", 900), ("executed", 30)]
)
def test_each_value_is_of_its_lines(cube, facts, value, amount):
    assert amount_of(cube, shows(value), facts) == amount


def test_the_adjusted_budget_is_known_at_its_stage_alone(cube, facts):
    adjusted = replace(facts, budget=replace(facts.budget, stage="调整"))
    assert [amount_of(cube, shows(value), facts) for value in ("adjusting", "adjusted")] == [None, None]
    assert [amount_of(cube, shows(value), adjusted) for value in ("adjusting", "adjusted")] == [-100, 800]


def test_what_was_spent_is_nothing_only_where_all_that_was_budgeted_has_its_number(cube, facts):
    assert amount_of(cube, shows("executed", "229"), facts) == 0
    missing = replace(facts, executions=facts.executions[:1])
    assert amount_of(cube, shows("executed", "229"), missing) is None
    assert amount_of(cube, shows("executed", "201"), missing) == 10
    assert amount_of(cube, shows("executed", "208"), missing) is None
    assert amount_of(cube, shows("executed"), None) is None


def test_cells_that_are_not_known_are_left_out_and_named_by_column(cube, facts):
    cells = [CellMap(f"C{n}", shows("adjusted").where, "adjusted", "", "本年/调整预算数") for n in range(5, 12)]
    total = CellMap("C12", SPENDING, "adjusted")
    mapping = WorkbookMapping("表.xlsx", "", [SheetMap("一", "元", [*cells, shows("this")], [total])])
    left, findings = with_known_values(mapping, cube, facts)
    assert [cell.cell for cell in left.sheets[0].cells] == ["B5"]
    assert left.sheets[0].checks == []
    assert [finding.message for finding in findings] == [
        "“本年/调整预算数”列 C5、C6、C7、C8、C9、C10 等 7 格 没有填写：本稿不是“调整”阶段的预算；这一列的合计请一并核对"
    ]
