"""What each unit of a view has: computed by its own rules, under keys of its own; last year of units that ended."""

import pytest

from desktop import pipeline
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Income, Project, Unit
from desktop.units import together, unit_lines, views
from desktop.units.unit_lines import UnitMemory
from tests.cases_2027 import department


@pytest.fixture
def book(tmp_path):
    with Book.create(tmp_path / "部门.mzb") as made:
        with made.operation("建"):
            top = units.add(made, Unit(name="某局", scope="部门"))
            for name, kind in (("本级", "行政"), ("中心", "事业"), ("分站", "事业")):
                unit = units.add(made, Unit(name=name, kind=kind, parent_id=top.id), (2026, 2027))
                for budget in made.records(Budget, unit_id=unit.id):
                    if (name, budget.year) != ("分站", 2027):
                        line = DirectLine(
                            budget_id=budget.id, function_code="2050199", economic_code="30201", amount=100
                        )
                        made.insert(line)
        yield made


def find(book, name):
    return units.tree_of(book).find(name)


def budget(book, name, year=2027):
    return book.records(Budget, unit_id=find(book, name).id, year=year)[0]


def below(book):
    return views.below(book, find(book, "某局"))


def test_each_line_bears_its_unit_and_what_counts_there(book):
    this, last = unit_lines.of_view(book, below(book))
    lines = [line for part in this for line in part.lines]
    assert [(line.unit, line.operating, line.government) for line in lines] == [
        ("本级", "统计", "50201"), ("中心", "不统计", "50502"),
    ]  # fmt: skip
    assert [line.unit for part in last for line in part.lines] == ["本级", "中心", "分站"]


def test_only_the_unit_that_changed_is_computed_again(book):
    memory = UnitMemory()
    before, _ = unit_lines.of_view(book, below(book), memory)
    with book.operation("改"):
        book.insert(Income(budget_id=budget(book, "中心").id, amount=1))
    after, _ = unit_lines.of_view(book, below(book), memory)
    assert [now is was for now, was in zip(after, before, strict=True)] == [True, False, True]
    assert after[1].lines[0] is before[1].lines[0]


def test_quotas_of_two_units_have_keys_of_their_own(tmp_path):
    with Book.create(tmp_path / "部门.mzb") as made:
        department.fill(made)
        this, _ = unit_lines.of_view(made, views.below(made, units.tree_of(made).find(department.NAME)))
    keys = [line.key for part in this for line in part.lines]
    assert len(set(keys)) == len(keys)
    assert sum(key.startswith("Q") for key in keys) > 10


def test_a_successor_is_compared_with_all_it_took_over_and_they_paid_each_other_nothing(book):
    with book.operation("往来"):
        for name, other in (("中心", "分站"),):
            pay = {"nature": "对附属单位补助支出", "function_code": "2050199", "economic_code": "39999"}
            book.insert(DirectLine(budget_id=budget(book, name, 2026).id, amount=30, counterpart=other, **pay))
            book.insert(
                Income(budget_id=budget(book, other, 2026).id, source="上级补助收入", amount=30, counterpart=name)
            )
        book.insert(Project(budget_id=budget(book, "分站", 2026).id, name="旧项目"))
    units.end(book, find(book, "分站"), 2027, find(book, "中心"))
    shown = pipeline.of_book(book, "national/2023", budget(book, "中心"))
    assert shown.cube.sum(shown.measure("expenditure").where, 2026) == 200
    assert [project.name for project in shown.last.projects] == ["旧项目"]
    alone = pipeline.of_book(book, "national/2023", budget(book, "本级"))
    assert alone.cube.sum(alone.measure("expenditure").where, 2026) == 100
    book.undo()
    again = pipeline.of_book(book, "national/2023", budget(book, "中心"))
    assert again.cube.sum(again.measure("expenditure").where, 2026) == 130


@pytest.mark.parametrize("which", ["one", "department"])
def test_last_year_of_a_successor_is_as_its_tables_compare_with(book, which):
    with book.operation("往来"):
        pay = {"nature": "对附属单位补助支出", "function_code": "2050199", "economic_code": "39999"}
        line = DirectLine(budget_id=budget(book, "中心", 2026).id, amount=30, counterpart="分站", **pay)
        book.insert(line)
        income = Income(budget_id=budget(book, "分站", 2026).id, source="上级补助收入", amount=30, counterpart="中心")
        book.insert(income)
    units.end(book, find(book, "分站"), 2027, find(book, "中心"))
    view = below(book) if which == "department" else views.alone(book, find(book, "中心"), budget(book, "中心"))
    shown = together.of_view(book, view, "national/2023")
    last = together.year_before(book, view, "national/2023")
    spent = shown.measure("expenditure").where
    assert last.facts.budget.year == 2026
    assert last.cube.sum(spent) == shown.cube.sum(spent, 2026) == (300 if which == "department" else 200)
    assert [each.name for each in last.facts.institutions if each.name == view.unit.name] == []
    assert together.year_before(book, views.year_before(book, view), "national/2023") is None


def test_a_successor_that_ended_later_is_still_compared_with_what_it_took_over(book):
    units.end(book, find(book, "分站"), 2027, find(book, "中心"))
    units.end(book, find(book, "中心"), 2028, find(book, "本级"))
    sums = {}
    for name in ("中心", "本级"):
        shown = pipeline.of_book(book, "national/2023", budget(book, name))
        sums[name] = shown.cube.sum(shown.measure("expenditure").where, 2026)
    assert sums == {"中心": 200, "本级": 100}


def test_a_counterpart_that_ended_is_its_successor(book):
    units.end(book, find(book, "分站"), 2027, find(book, "中心"))
    with book.operation("往来"):
        line = book.insert(DirectLine(budget_id=budget(book, "本级").id, amount=5, counterpart="分站"))
    view = below(book)
    this, last = unit_lines.of_view(book, view)
    named = unit_lines.Counterparts(view.tree, [*this, *last])
    assert [named(each) for each in this[0].lines if each.key == f"L{line.id}"] == ["中心"]


def test_units_computed_step_by_step_are_found_again(book):
    memory = UnitMemory()
    view = below(book)
    assert len(list(unit_lines.steps(book, view, memory))) >= len(view.parts)
    computed = dict(memory._units)
    this, last = unit_lines.of_view(book, view, memory)
    assert {id(part) for part in (*this, *last)} == {id(part) for part in computed.values()}
