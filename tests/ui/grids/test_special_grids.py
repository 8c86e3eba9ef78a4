"""Grids that are more than their columns: control numbers with what is used of them, people with their pay."""

import pytest
from PySide6.QtCore import Qt

from desktop.ledger.records import SINGLE, Control, Person, PersonChange, Project, ProjectLine, ProjectYear
from desktop.ui.grids.record_kinds import KINDS, kinds_of
from desktop.ui.grids.special_grids import ControlGrid, PeopleGrid, grid_of
from desktop.ui.kit import theme

ROLE = Qt.ItemDataRole


def cell(grid, row, key):
    return grid.index(row, next(n for n, c in enumerate(grid.columns) if c.key == key))


def test_a_control_number_shows_what_is_used_and_left_and_an_overrun_is_red(session):
    session.record_edits.add_record(Control(block="公用经费", amount=100), "新增控制数")
    grid = grid_of(session, kinds_of("控制数")[0])
    assert isinstance(grid, ControlGrid)
    assert cell(grid, 0, "left").data().startswith("-")
    assert cell(grid, 0, "left").data(ROLE.ForegroundRole).name() == theme.colors().error
    assert not grid.flags(cell(grid, 0, "used")) & Qt.ItemFlag.ItemIsEditable


def test_a_control_number_that_a_later_document_revised_says_so(session):
    for amount, reference in ((100, "一号"), (200, "二号")):
        session.record_edits.add_record(Control(block="公用经费", amount=amount, reference=reference), "新增控制数")
    grid = grid_of(session, kinds_of("控制数")[0])
    assert cell(grid, 0, "used").data() == "已有新文"
    assert cell(grid, 0, "left").data(ROLE.ForegroundRole) is None
    assert cell(grid, 1, "left").data().startswith("-")


def test_people_have_a_column_for_each_pay_item_of_the_policy(session):
    grid = grid_of(session, kinds_of("人员")[0])
    assert isinstance(grid, PeopleGrid)
    items = [c.header for c in grid.columns if c.key.startswith("item:")]
    assert items == list(session.policy.items.values())
    pay = cell(grid, 0, f"item:{next(iter(session.policy.items))}")
    assert grid.setData(pay, "1234.5")
    assert pay.data() == "1,234.50"
    assert not grid.setData(pay, "很多")
    assert grid.setData(pay, "")
    assert pay.data() == ""


def grid_with(session, title):
    grid = grid_of(session, kinds_of(title)[0])
    return grid, {column.key: number for number, column in enumerate(grid.columns)}


@pytest.fixture
def two_people(session):
    session.record_edits.add_people([Person(code="A1", name="甲"), Person(code="A2", name="乙")])
    return session.facts.people[-2:]


def test_every_grid_of_many_records_has_an_empty_row(session):
    without = [kind.title for kind in KINDS if grid_of(session, kind).empty_row < 0]
    assert without == [kind.title for kind in KINDS if isinstance(kind.empty, SINGLE)]


def test_a_part_is_begun_by_saying_whose_it_is(session, two_people):
    grid, at = grid_with(session, "年内变动")
    empty = grid.empty_row
    assert not grid.setData(grid.index(empty, at["month"]), "9")
    assert grid.pending[empty, "month"] == ("9", "请先在“人员”中写明是哪一个的")
    assert session.records(PersonChange) == [], "a change of nobody known is nobody's"
    assert grid.setData(grid.index(empty, at["person_id"]), "乙")
    (change,) = session.records(PersonChange)
    assert (change.person_id, change.month) == (two_people[1].id, 9), "what waited is taken with the row"
    assert not grid.pending


def test_pasted_parts_of_whom_nobody_knows_are_nobodys(session, two_people):
    grid, at = grid_with(session, "年内变动")
    block = [["乙", "8"], ["丙", "9"], ["丁", "10"], ["甲", "11"]]
    told = grid.paste(grid.empty_row, [at["person_id"], at["month"]], block)
    found = [(change.person_id, change.month) for change in session.records(PersonChange)]
    assert found == [(two_people[1].id, 8), (two_people[0].id, 11)]
    assert "没有“丙”" in told
    assert "第 3 个新行没有加上：没有“丁”" in told
    assert grid.pending[grid.empty_row, "month"] == ("9", "没有“丙”")
    assert grid.setData(grid.index(grid.empty_row, at["person_id"]), "甲")
    assert [(c.person_id, c.month) for c in session.records(PersonChange)][-1] == (two_people[0].id, 9)


def test_pasted_costs_of_an_unknown_project_are_booked_to_no_other(session):
    session.record_edits.add_record(Project(name="灌溉"), "新增项目")
    session.record_edits.add_record(Project(name="道路"), "新增项目")
    grid, at = grid_with(session, "项目测算明细")
    before = len(session.records(ProjectLine))
    told = grid.paste(grid.empty_row, [at["project"], at["price"]], [["桥梁", "100"], ["道路", "200"]])
    added = session.records(ProjectLine)[before:]
    roads = next(project.id for project in session.facts.projects if project.name == "道路")
    assert [(line.project_id, line.price) for line in added] == [(roads, 20_000)]
    assert "没有“桥梁”" in told


def test_a_year_of_a_project_begun_by_its_name_is_the_next_free_one_of_that_project(session):
    session.record_edits.add_record(Project(name="灌溉"), "新增项目")
    session.record_edits.add_record(Project(name="道路"), "新增项目")
    grid, at = grid_with(session, "项目分年计划")
    for _ in range(2):
        assert grid.setData(grid.index(grid.empty_row, at["project"]), "道路")
    year = session.budget.year
    roads = next(project.id for project in session.facts.projects if project.name == "道路")
    assert [(each.project_id, each.year) for each in session.records(ProjectYear)][-2:] == [
        (roads, year),
        (roads, year + 1),
    ]
