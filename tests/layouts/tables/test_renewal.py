"""A table after an edit: untouched it is the same one, touched only its rows are made again, in doubt it is built anew.

Whatever is done, what comes out is what a fresh computation gives.
"""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.layouts.tables import renewal, sums
from desktop.layouts.tables.planning import Planned
from desktop.layouts.tables.table import Table
from desktop.ledger.records import DirectLine, Income, PersonChange
from desktop.pipeline import Memory
from tests.incremental import shown


def looked_at(tables):
    """Return all that can be seen of tables, and which of their sums do not add up."""
    return [(shown(table), sums.tails(table), sums.gaps(table)) for table in tables]


@pytest.fixture
def edited(sample_facts):
    """Compute a sample, edit its facts, compute it again with the memory; every table must be that of a fresh one.

    Returns the tables before the last edit and after it.
    """

    def run(*edits, form=None, begin=lambda facts: facts, name="wuxi_2023"):
        this, last = sample_facts[name]
        form, this, memory, found = form or loader.load("chongqing/2023"), begin(this), Memory(), []
        for edit in (lambda facts: facts, *edits):
            this = edit(this)
            tables = pipeline.disclose(this, last, form, memory=memory).tables
            assert looked_at(tables) == looked_at(pipeline.disclose(this, last, form).tables)
            found.append({table.id: table for table in tables})
        return found[-2:]

    return run


def one_line(properties, **changes):
    """Return an edit that changes the first line with some properties; `more` is added to its amount."""

    def edit(facts):
        line = next(one for one in facts.lines if all(getattr(one, k) == v for k, v in properties.items()))
        more = changes.get("more", 0)
        other = {name: value for name, value in changes.items() if name != "more"}
        changed = replace(line, amount=line.amount + more, **other)
        return replace(facts, lines=tuple(changed if one is line else one for one in facts.lines))

    return edit


def how(before: Table, now: Table) -> str:
    """Return what became of a table."""
    if now is before:
        return "same"
    return "renewed" if now.renewed is not None else "anew"


def made_again(before: Table, now: Table) -> set[str]:
    """Return the rows of a table that are other objects than before."""
    rows = zip(before.blocks[0].rows, now.blocks[0].rows, strict=True)
    return {new.id for old, new in rows if old is not new}


def test_nothing_changed_leaves_every_table_the_same_object(edited):
    before, now = edited(lambda facts: replace(facts))
    assert {how(before[name], now[name]) for name in before} == {"same"}


def test_a_table_that_lets_the_changed_line_through_nowhere_is_the_same_object(edited):
    before, now = edited(one_line({"nature": "项目"}, more=10_000))
    ways = {name: how(before[name], now[name]) for name in before}
    assert {name for name, way in ways.items() if way == "same"} >= {"gov_fund", "general_basic", "procurement"}
    assert ways["expenditure"] == ways["general_expenditure"] == "renewed"


def test_only_the_row_of_the_line_the_rows_above_it_and_the_total_are_made_again(edited):
    before, now = edited(one_line({"function_code": "2010350"}, more=10_000))
    assert made_again(before["expenditure"], now["expenditure"]) == {"total", "201", "20103", "2010350"}
    assert now["expenditure"].grid is not before["expenditure"].grid
    assert [cell.text for cell in before["expenditure"].row(0)] != [cell.text for cell in now["expenditure"].row(0)]


def test_a_table_of_records_is_the_same_object_where_an_edit_touches_none_of_its_rows(edited):
    """It lets every line through, and yet shows none of the changed ones: nothing of it is laid out again."""
    before, now = edited(one_line({"nature": "公用"}, more=10_000), name="qinghe_2025", begin=with_typed_line)
    assert how(before["project_performance"], now["project_performance"]) == "same"
    assert how(before["expenditure"], now["expenditure"]) == "renewed"


def with_typed_line(facts):
    """Return facts with a typed line, as the amounts of those with people are computed."""
    line = DirectLine(
        id=9_999, budget_id=facts.budget.id, function_code="2010350", economic_code="30201", nature="公用", amount=100
    )
    return replace(facts, lines=(*facts.lines, line))


def test_an_optional_row_that_appears_makes_its_table_anew(edited):
    def begin(facts):
        return replace(
            facts, incomes=(*facts.incomes, Income(id=999, budget_id=1, source="财政专户管理资金", amount=0))
        )

    def enter(fen):
        return lambda facts: replace(facts, incomes=(*facts.incomes[:-1], replace(facts.incomes[-1], amount=fen)))

    form = loader.load("national/2023")
    before, now = edited(enter(10_000), form=form, begin=begin)
    ids = [[row.id for row in table.blocks[0].rows] for table in (before["balance"], now["balance"])]
    assert ["special_account" in rows for rows in ids] == [False, True]
    assert how(before["balance"], now["balance"]) == "anew"
    before, now = edited(enter(10_000), enter(20_000), form=form, begin=begin)
    assert how(before["balance"], now["balance"]) == "renewed"


def test_an_optional_column_that_appears_or_goes_makes_its_table_anew(edited):
    """The note of what a column holds follows too: every step is compared with a fresh computation."""
    fees, back = {"fund": "财政专户管理资金"}, {"fund": "一般公共预算"}
    for key in ("national/2023", "shanghai/2025"):
        form = loader.load(key)
        before, now = edited(one_line(back, **fees), form=form)
        assert how(before["income"], now["income"]) == "anew"
        before, now = edited(one_line(back, **fees), one_line(fees, more=100), form=form)
        assert how(before["income"], now["income"]) == "renewed"
        edited(one_line(back, **fees), one_line(fees, more=100), one_line(fees, **back), form=form)


def test_a_line_of_another_subject_makes_its_table_anew(edited):
    before, now = edited(one_line({"function_code": "2010350"}, function_code="2010399"))
    assert how(before["expenditure"], now["expenditure"]) == "anew"
    assert how(before["gov_fund"], now["gov_fund"]) == "same"


def test_a_table_of_projects_is_built_anew_when_one_is_renamed(edited):
    def rename(facts):
        return replace(facts, projects=(replace(facts.projects[0], name="新的名称"), *facts.projects[1:]))

    before, now = edited(rename, form=loader.load("henan/2022"))
    assert how(before["projects"], now["projects"]) == "anew"
    assert any("新的名称" in cell.text for row in now["projects"].grid for cell in row)
    assert how(before["gov_fund"], now["gov_fund"]) == "same"


def test_where_rounding_moves_tails_to_the_largest_row_no_table_is_renewed(edited):
    form = replace(loader.load("chongqing/2023"), rounding="adjust_largest")
    before, now = edited(one_line({"function_code": "2010350"}, more=10_000), form=form)
    assert {how(before[name], now[name]) for name in before} == {"same", "anew"}
    assert how(before["expenditure"], now["expenditure"]) == "anew"


def test_a_table_reads_other_records_only_where_its_rows_are_made_of_them(sample_facts):
    facts = sample_facts["wuxi_2023"][0]
    form = loader.load("chongqing/2023")
    other = replace(facts, indicators=facts.indicators[:0])
    assert renewal.reads_same(form.table("expenditure"), other, facts)
    assert not renewal.reads_same(form.table("overall_performance"), other, facts)
    assert renewal.reads_same(form.table("overall_performance"), facts, facts)
    for moved in (
        replace(facts, unit=replace(facts.unit, name="别的")),
        replace(facts, budget=replace(facts.budget, year=2024)),
    ):
        assert not renewal.reads_same(form.table("expenditure"), moved, facts)


def test_edits_one_after_another_leave_no_row_and_no_tail_of_an_earlier_one(edited):
    other = {"function_code": "2080505"}
    own = {"function_code": "2010350"}
    steps = [(own, 4_999), (own, 1), (other, 5_000), (own, 3_333), (other, -5_000), (other, 4_444), (own, 6_667)]
    before, now = edited(*(one_line(properties, more=more) for properties, more in steps))
    assert how(before["expenditure"], now["expenditure"]) == "renewed"


def test_a_cell_that_becomes_of_another_kind_makes_its_table_anew(edited):
    """A share of nothing is no share: with the first amount the cell turns from a text into a percentage."""
    form = loader.load("chongqing/2023")
    spec = form.table("gov_fund")
    blocks = tuple(
        replace(b, columns=tuple(replace(c, value="share") if c.kind == "amount" else c for c in b.columns))
        for b in spec.blocks
    )
    tables = tuple(replace(one, blocks=blocks) if one is spec else one for one in form.tables)

    def begin(facts):
        line = DirectLine(
            id=900, budget_id=1, function_code="2120899", economic_code="30201", fund="政府性基金", amount=0
        )
        return replace(facts, lines=(*facts.lines, line))

    first = one_line({"id": 900}, more=10_000)
    before, now = edited(first, form=replace(form, tables=tables), begin=begin)
    assert how(before["gov_fund"], now["gov_fund"]) == "anew"
    before, now = edited(first, one_line({"id": 900}, more=1), form=replace(form, tables=tables), begin=begin)
    assert how(before["gov_fund"], now["gov_fund"]) == "renewed"


def test_plans_are_the_same_only_row_by_row():
    spec = loader.load("chongqing/2023").table("balance").blocks[0].rows[0]

    def plans(*rows):
        return [Planned(spec, name, "", selection=selection) for name, selection in rows]

    one = plans(("a", 1), ("b", 2))
    assert renewal.same_rows(one, plans(("a", 1), ("b", 2)))
    for other in ((("a", 1),), (("a", 1), ("c", 2)), (("a", 1), ("b", 3)), (("a", 1), ("b", 2), ("c", 4))):
        assert not renewal.same_rows(one, plans(*other))


def test_what_a_table_reads_beside_its_lines_is_never_guessed(sample_facts):
    facts = sample_facts["wuxi_2023"][0]
    written = replace(facts, texts={**facts.texts, "duties": "新的职责"})
    led = loader.load("shaanxi/2023").table("overall_performance")
    assert not renewal.reads_same(led, written, facts)
    assert renewal.reads_same(replace(led, lead=()), written, facts)
    row = replace(led.blocks[0].rows[0], kind="records", source="of a later release")
    unknown = replace(led, lead=(), blocks=(replace(led.blocks[0], rows=(row,)),))
    assert not renewal.reads_same(unknown, facts, facts)
    assert not renewal.reads_same(loader.load("shaanxi/2023").table("contents"), facts, facts)


def test_a_table_of_people_is_built_anew_after_a_change_within_the_year(sample_facts):
    facts = sample_facts["wuxi_2023"][0]
    spec = loader.load("shaanxi/2023").table("overall_performance")
    row = replace(spec.blocks[0].rows[0], kind="records", source="people")
    listing = replace(spec, lead=(), blocks=(replace(spec.blocks[0], rows=(row,)),))
    retired = replace(facts, person_changes=(PersonChange(person_id=1, status="退休"),))
    assert renewal.reads_same(listing, facts, facts)
    assert not renewal.reads_same(listing, retired, facts)


def test_the_comparison_notices_a_row_that_is_not_made_again(edited, monkeypatch):
    monkeypatch.setattr(renewal, "touched", lambda plan: 0)
    with pytest.raises(AssertionError):
        edited(one_line({"function_code": "2010350"}, more=10_000))
