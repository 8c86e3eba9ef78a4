"""What follows from the records of a grid: amounts of the year, what is left to divide, totals."""

from dataclasses import replace

from PySide6.QtCore import Qt

from desktop.ledger.records import Control
from desktop.money import YUAN, parse_yuan
from desktop.ui.grids.computed_columns import COLUMNS, TIPS, TOTALLED
from desktop.ui.grids.grid import WAN
from desktop.ui.grids.record_kinds import kind_of, kinds_of
from desktop.ui.grids.special_grids import grid_of
from desktop.ui.kit import theme

ROLE = Qt.ItemDataRole


def cell(grid, row, key):
    return grid.index(row, next(n for n, c in enumerate(grid.columns) if c.key == key))


def texts(grid, key):
    return [cell(grid, row, key).data() for row in range(len(grid.rows))]


def test_every_column_says_what_it_is_and_every_total_has_its_column():
    assert {(kind, column.key) for kind, columns in COLUMNS.items() for column in columns} == TIPS.keys()
    for kind, keys in TOTALLED.items():
        assert {*keys} <= {column.key for column in kind_of(kind).columns if column.numeric}


def test_a_person_has_the_sum_of_the_year_which_is_sorted_filtered_and_added_but_not_typed_over(session):
    grid = grid_of(session, kinds_of("人员")[0])
    cube = session.disclosure.cube
    paid = {person.id: 0 for person in session.facts.people}
    for line in cube.lines:
        if line.origin.table == "person" and line.side == "支出" and line.year == cube.year:
            paid[line.origin.record_id] += line.amount
    assert texts(grid, "computed") == [YUAN.show(fen) for fen in paid.values()]
    year = cell(grid, 0, "computed")
    assert year.data(ROLE.ForegroundRole).name() == theme.colors().muted
    assert not grid.flags(year) & Qt.ItemFlag.ItemIsEditable
    assert "不能修改" in grid.put({(0, year.column()): "1"}, "粘贴")
    assert cell(grid, grid.totals_row, "computed").data() == YUAN.show(sum(paid.values()))
    grid.sort_by(grid.columns[year.column()], descending=True)
    assert texts(grid, "computed") == [YUAN.show(fen) for fen in sorted(paid.values(), reverse=True)]
    grid.filter(grid.columns[year.column()], frozenset(texts(grid, "computed")[:1]))
    assert (len(grid.rows), grid.headerData(grid.totals_row, Qt.Orientation.Vertical)) == (1, "小计")
    assert cell(grid, grid.totals_row, "computed").data() == YUAN.show(max(paid.values()))
    session.year_edits.choose_policy("")
    assert {*texts(grid_of(session, kinds_of("人员")[0]), "computed")} == {""}, "what is not computed is not 0"


def test_a_year_that_is_not_computed_wholly_says_so(session):
    person = session.facts.people[0]
    session.record_edits.save_record(replace(person, kind="编外"), "修改人员")
    grid = grid_of(session, kinds_of("人员")[0])
    assert [left.person.id for left in session.disclosure.drafted.unpaid] == [person.id]
    year = cell(grid, 0, "computed")
    assert year.data(ROLE.BackgroundRole).name() == theme.colors().wrong
    assert year.data(ROLE.ToolTipRole).startswith("没有算全")
    assert cell(grid, grid.totals_row, "computed").data().startswith("不全 ")
    assert cell(grid, 1, "computed").data(ROLE.BackgroundRole) is None
    exact = cell(grid, grid.totals_row, "computed").data()
    session.in_wan = True
    assert cell(grid, grid.totals_row, "computed").data() == f"不全 {WAN.show(parse_yuan(exact.split()[1]))}"


def test_a_project_has_what_is_left_of_its_number_by_the_latest_document(session):
    project = session.facts.projects[0]
    grid = grid_of(session, kinds_of("项目")[0])
    used = grid._computed(project, "used")
    assert texts(grid, "left")[0] == YUAN.show(project.control - used)
    session.record_edits.add_record(Control(project_id=project.id, amount=used - 100, reference="新文"), "新增控制数")
    assert texts(grid, "left")[0] == "-1.00"
    assert cell(grid, 0, "left").data(ROLE.ForegroundRole).name() == theme.colors().error
    session.undoing.undo()
    session.record_edits.save_record(replace(project, control=None), "修改项目")
    assert (texts(grid, "used")[0], texts(grid, "left")[0]) == ("", "")


def test_what_is_left_of_a_quota_stands_once_and_not_where_it_is_split_in_percent(session):
    grid = grid_of(session, kinds_of("定额分配")[0])
    last = len(grid.rows) - 1
    assert texts(grid, "left") == [""] * last + ["0.00"]
    split = grid.rows[0]
    session.record_edits.save_record(replace(split, amount=split.amount - 5_000), "修改定额分配")
    assert texts(grid, "left")[last] == "50.00"
    session.record_edits.save_record(replace(split, percent="10"), "修改定额分配")
    assert texts(grid, "left") == [""] * (last + 1)
