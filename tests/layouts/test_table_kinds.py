"""Kinds of tables that several layouts take from the national ones: what stands in them, and what is never stated."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.ledger.records import AssetPlan, DirectLine, ProjectYear

TRANSFER, YEAR = "51301", 2025


def table_of(facts, name, form="yunnan/2025"):
    """One table of a layout over the lines of a budget alone (no last year)."""
    found = loader.load(form)
    disclosure = pipeline.disclose(facts, None, found)
    return disclosure, next(table for table in disclosure.tables if table.id == name)


def texts(table):
    return [[cell.text for cell in row] for row in table.grid]


@pytest.fixture
def qinghe(sample_facts):
    return sample_facts["qinghe_2025"][0]


def test_a_transfer_down_is_what_is_booked_as_one(qinghe):
    """A part of a project may be one: amounts and goal stand in both tables, other projects in neither."""
    project = qinghe.projects[1]
    lines = [line for line in qinghe.project_lines if line.project_id == project.id]
    marked = replace(lines[0], government_code=TRANSFER)
    facts = replace(qinghe, project_lines=tuple(marked if line is lines[0] else line for line in qinghe.project_lines))
    disclosure, table = table_of(facts, "transfers_down")
    amount = marked.quantity * marked.price * marked.times
    assert [row[0].text for row in table.grid] == ["合计", project.name]
    assert table.find("total", "total").amount == table.find("project1", "general").amount == amount
    goals = disclosure.table("transfer_performance")
    assert {row[0].text for row in goals.grid} == {project.name}
    assert {row[1].amount for row in goals.grid} == {amount}
    about_codes = next(outcome for outcome in disclosure.outcomes if outcome.code == "C21")
    assert not any(TRANSFER in finding.message for finding in about_codes.findings)


def test_without_transfers_both_tables_say_so(qinghe):
    disclosure, table = table_of(qinghe, "transfers_down")
    for each in (table, disclosure.table("transfer_performance")):
        assert each.empty
        assert each.notes == ["备注：本单位2025年没有对下转移支付，本表无数据。"]


def test_new_assets_with_their_total(qinghe):
    plans = (
        AssetPlan(id=1, name="电脑", quantity=3, price=5_000_00),
        AssetPlan(id=2, name="打印机", quantity=1, price=2_000_00, project_id=qinghe.projects[0].id),
    )
    _, table = table_of(replace(qinghe, asset_plans=plans), "asset_plans")
    assert texts(table) == [
        ["合计", "", "", "", "1.70"],
        ["电脑", "", "3", "0.50", "1.50"],
        ["打印机", qinghe.projects[0].name, "1", "0.20", "0.20"],
    ]
    total = table.find("total", "cost")
    assert [table.grid[row][column].amount for _, row, column in total.terms] == [15_000_00, 2_000_00]
    assert table_of(replace(qinghe, asset_plans=()), "asset_plans")[1].empty


def test_a_year_nobody_planned_is_blank_and_no_zero(qinghe):
    first, second, *_ = qinghe.projects
    plans = (
        ProjectYear(id=1, project_id=first.id, year=YEAR + 1, amount=40_000_00),
        ProjectYear(id=2, project_id=first.id, year=YEAR + 2, amount=0),
        ProjectYear(id=3, project_id=second.id, year=YEAR, amount=9_00),
        ProjectYear(id=4, project_id=second.id, year=YEAR + 1, amount=10_000_00),
    )
    _, table = table_of(replace(qinghe, project_years=plans), "project_plan")
    cells = [[cell.amount for cell in row[2:]] for row in table.grid]
    this = [cells[1][0], cells[2][0]]
    assert all(this)
    assert cells == [[sum(this), 50_000_00, 0], [this[0], 40_000_00, 0], [this[1], 10_000_00, None]]
    assert [header[-1] for header in table.header_paths()][-2:] == ["2026年规划数", "2027年规划数"]
    _, none = table_of(replace(qinghe, project_years=()), "project_plan")
    assert (none.empty, none.notes) == (True, ["备注：本单位没有编制2025年以后年度的项目支出规划，本表无数据。"])


def test_a_withheld_project_shows_sums_and_no_words(qinghe):
    first, second, *rest = qinghe.projects
    hidden = tuple(replace(p, confidential=1, published_as="并入其他项目") for p in (first, second))
    facts = replace(
        qinghe,
        projects=(*hidden, *rest),
        asset_plans=tuple(
            AssetPlan(id=n, name="专用设备", quantity=2, price=100_00, project_id=p.id) for n, p in enumerate(hidden, 1)
        ),
        project_years=tuple(
            ProjectYear(id=n, project_id=p.id, year=YEAR + 1, amount=7_00) for n, p in enumerate(hidden, 1)
        ),
    )
    disclosure, assets = table_of(facts, "asset_plans")
    assert texts(assets)[1:] == [["", "其他项目", "", "", "0.04"]]
    assert [row[3].amount for row in disclosure.table("project_plan").grid] == [14_00, 14_00]


def test_money_of_a_higher_level_is_told_apart(qinghe):
    project = qinghe.projects[0]
    number, line = next((n, each) for n, each in enumerate(qinghe.project_lines) if each.project_id == project.id)
    lines = list(qinghe.project_lines)
    lines[number] = replace(line, subsource="提前下达")
    facts = replace(qinghe, project_lines=tuple(lines))
    _, table = table_of(facts, "superior_projects")
    assert [cell.amount for cell in table.grid[0] if cell.kind == "amount"] == [
        line.quantity * line.price * line.times,
        line.quantity * line.price * line.times,
        0,
    ]
    assert table_of(qinghe, "superior_projects")[1].empty


def test_fiscal_money_by_economic_class_is_the_fiscal_whole(qinghe):
    disclosure, table = table_of(qinghe, "fiscal_economic", "sichuan/2025")
    assert table.find("total", "total").amount == disclosure.sum("fiscal_expenditure")
    parts = ("general_basic", "general_project")
    assert table.find("total", "general").amount == sum(table.find("total", part).amount for part in parts)


@pytest.mark.parametrize("key", loader.available())
def test_empty_tables_of_a_layout_are_noted_by_one_word(key):
    """Not 注 under one table and 备注 under the next."""
    words = {table.empty_sentence.partition("：")[0] for table in loader.load(key).tables if table.empty_sentence}
    assert len(words) <= 1


@pytest.mark.parametrize("form", loader.available())
def test_a_table_of_the_three_public_expenditures_without_any_says_so(qinghe, form):
    """An empty table with nothing under it was sent back: is there no such money, or was it forgotten?"""
    pay = DirectLine(id=1, budget_id=1, function_code="2010350", economic_code="30101", nature="人员", amount=100_00)
    none = dict.fromkeys(("people", "quotas", "public_lines", "project_lines", "projects", "carry_outs", "events"), ())
    known = {name: value for name, value in none.items() if hasattr(qinghe, name)}
    facts = replace(qinghe, **known, lines=(pay,), budget=replace(qinghe.budget, policy=""))
    table = table_of(facts, "three_public", form)[1]
    assert table.empty
    assert "没有" in table.notes[0] and "“三公”经费" in table.notes[0]
    unknown = any("未录入" in note for note in table.notes)
    assert unknown == any(cell.text == "—" for row in table.grid for cell in row), "what — means stands there too"
