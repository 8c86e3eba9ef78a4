"""Changes within the year, declared bases and shares, typed and pasted: what the engine makes of them is what is due."""

import pytest
from PySide6.QtCore import Qt

from desktop.ledger.book import Book
from desktop.ledger.records import Budget, ParameterValue, PersonChange, Unit
from desktop.money import parse_yuan
from desktop.ui.grids.grid import NOTED
from desktop.ui.grids.record_kinds import kinds_of
from desktop.ui.grids.special_grids import grid_of
from desktop.ui.session import Session
from desktop.ui.year.notes import set_remark
from tests.compute.test_small_units import VALUES


@pytest.fixture
def county(qapp, tmp_path):
    """An empty budget of a 参公 unit of 2027 with the values of its county."""
    with Book.create(tmp_path / "某单位.mzb") as book:
        with book.operation("新建"):
            unit = book.insert(Unit(name="某单位", kind="参公", own_function="2010301"))
            budget = book.insert(Budget(unit_id=unit.id, year=2027, policy="national"))
            for name, value in VALUES.items():
                book.insert(
                    ParameterValue(
                        budget_id=budget.id, parameter=name, valid_from="2026-07-01", value=value, reference="文"
                    )
                )
        yield Session(book)


def paste(session, title, *rows):
    """Paste rows under the headings of a grid's first columns; what is refused fails."""
    grid = grid_of(session, kinds_of(title)[0])
    assert grid.paste(len(grid.rows), range(0, len(grid.columns)), [list(row) for row in rows]) == ""
    return grid


def put(grid, row, key, text):
    return grid.setData(grid.index(row, next(n for n, c in enumerate(grid.columns) if c.key == key)), text)


def paid(session):
    """Amounts by person's code and rule."""
    codes = {person.id: person.code for person in session.facts.people}
    found = {}
    for line in session.disclosure.cube.lines:
        if line.origin.table == "person":
            key = (codes[line.origin.record_id], line.origin.rule, *([line.fund] if session.facts.fund_shares else ()))
            found[key] = found.get(key, 0) + line.amount
    return found


def people(session):
    grid = paste(session, "人员", ["甲", "", "参公"], ["乙", "", "参公"])
    for row, pay in enumerate((("1500", "3000", "1600", "1400"), ("1200", "2500", "1500", "1300"))):
        for item, yuan in zip(("职务工资", "级别工资", "工作性津贴", "生活性补贴"), pay, strict=True):
            assert put(grid, row, f"item:{item}", yuan)


def test_a_retirement_and_new_bases_in_july(county):
    """The unit whose lines are worked out by hand in the tests of small units, made by paste and typing alone."""
    people(county)
    paste(county, "年内变动", ["甲", "7", "退休", "", "退休", "", "", "", "", "是"])
    paste(county, "年内工资变动", ["甲", "退休人员补贴", "300", "7"])
    paste(county, "核定基数", ["乙", "养老", "1", "8000"], ["乙", "养老", "7", "8600"])
    found = paid(county)
    expected = {
        ("甲", "职务工资"): "9000.00",
        ("甲", "年终一次性奖金"): "2250.00",
        ("甲", "退休人员补贴"): "1800.00",
        ("甲", "基本养老保险"): "7560.00",
        ("甲", "住房公积金"): "5670.00",
        ("乙", "职务工资"): "14400.00",
        ("乙", "基本养老保险"): "15936.00",
        ("乙", "职业年金"): "6535.68",
    }
    assert {key: found.get(key) for key in expected} == {key: parse_yuan(yuan) for key, yuan in expected.items()}


def test_pasted_rows_may_exchange_the_months_that_new_ones_begin_with(county):
    people(county)
    paste(county, "年内变动", ["甲", "8", "晋级"], ["甲", "7", "调资"], ["乙", "7", "调资"])
    assert [(c.month, c.what) for c in county.facts.person_changes] == [(8, "晋级"), (7, "调资"), (7, "调资")]


def test_a_person_borne_by_two_sources(county):
    people(county)
    general, special = "一般公共预算", "财政专户管理资金"
    grid = paste(county, "人员资金分担", ["乙", "", general, "", "60"], ["乙", "", special, "", "40"])
    assert [grid.index(n, 0).data() for n in range(2)] == ["乙", "乙"]
    assert paid(county)["乙", "职务工资", general] == 864_000
    assert paid(county)["乙", "职务工资", special] == 576_000
    assert put(grid, 1, "item", "住房公积金") or put(grid, 1, "item", "公积金")
    assert put(grid, 0, "item", "公用定额")
    assert paid(county)["乙", "职务工资", general] == 1_440_000


def test_a_line_borne_by_two_sources(session):
    line = session.facts.project_lines[0]
    total = line.quantity * line.price * line.times
    grid = grid_of(session, kinds_of("明细资金分担")[0])
    words = grid.choices(grid.columns[0])[0]
    said = grid.paste(
        0,
        range(0, len(grid.columns)),
        [[words, "一般公共预算", "提前下达", "", "1000"], [words, "事业收入", "", "", "1"]],
    )
    assert said == ""
    lines = [x for x in session.disclosure.cube.lines if x.key.startswith("M") and x.origin.record_id == line.id]
    made = {(x.fund, x.subsource): x.amount for x in lines if x.year == session.budget.year}
    assert made == {("一般公共预算", "提前下达"): 100_000, ("事业收入", ""): total - 100_000}


@pytest.mark.parametrize(
    ("title", "key", "typed", "said"),
    [
        ("年内变动", "person_id", "没有的人", "没有“没有的人”"),
        ("年内变动", "person_id", "", "不能为空"),
        ("年内变动", "month", "13", "请填 1 到 12"),
        ("年内变动", "month", "8", "这个人这个月份已有同样的一行"),
        ("年内变动", "kind", "借调", "不在可选范围内"),
        ("年内工资变动", "month", "1", "请在“人员”的各列中填写"),
        ("年内工资变动", "item", "没有的项", "没有“没有的项”"),
        ("年内工资变动", "item", "", "工资项不能为空"),
        ("核定基数", "insurance", "寿险", "没有“寿险”"),
        ("核定基数", "insurance", "", "险种不能为空"),
        ("核定基数", "amount", "八千", "八千"),
        ("人员资金分担", "item", "没有的事项", "没有“没有的事项”"),
        ("明细资金分担", "project_line_id", "没有的明细", "没有“没有的明细”"),
    ],
)
def test_what_a_column_refuses_is_said_and_not_kept(title, key, typed, said, session):
    if title == "年内变动":
        session.record_edits.add_record(PersonChange(person_id=session.facts.people[0].id, month=8), "新增")
    grid = grid_of(session, kinds_of(title)[0])
    grid._append(1)
    session.refresh()
    row, before = len(grid.rows) - 1, session.book.fingerprint()
    assert not put(grid, row, key, typed)
    assert said in grid.pending[row, key][1]
    assert session.book.fingerprint() == before


def test_what_a_change_leaves_as_it_is_may_be_emptied_again(session):
    grid = grid_of(session, kinds_of("年内变动")[0])
    grid._append(1)
    session.refresh()
    for key, word in (("kind", "参公"), ("status", "退休"), ("rank", "科级"), ("function_code", "2080501")):
        assert put(grid, 0, key, word)
        assert put(grid, 0, key, "")


def test_a_new_part_is_of_the_person_that_was_selected_and_undo_takes_it_back(shared):
    shared.turn_to("people")
    panel = shared.panel()
    panel.view.show_row(2)
    person = panel.view.grid.rows[2]
    for title in ("年内变动", "年内工资变动", "核定基数", "人员资金分担"):
        panel.tabs.turn_to(title)
        before = shared.session.book.fingerprint()
        shared.add.trigger()
        assert panel.view.grid.rows[-1].person_id == person.id
        shared.undo.trigger()
        assert shared.session.book.fingerprint() == before


def test_who_goes_takes_her_parts_along_and_undo_brings_all_back(session):
    person = session.facts.people[0]
    session.record_edits.add_record(PersonChange(person_id=person.id, month=7), "新增")
    grid = grid_of(session, kinds_of("年内变动")[0])
    before = session.book.fingerprint()
    session.record_edits.delete_records([person])
    assert grid.rows == []
    session.undoing.undo()
    assert session.book.fingerprint() == before
    assert [row.person_id for row in grid.rows] == [person.id]


def test_a_remark_on_a_part_is_kept_and_removed_with_it(session):
    grid = grid_of(session, kinds_of("核定基数")[0])
    grid._append(1)
    session.refresh()
    set_remark(session, grid.rows[0], "按社保局 7 月核定单")
    assert grid.index(0, 0).data(NOTED)
    assert "核定单" in grid.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    session.record_edits.delete_records([grid.rows[0]])
    session.undoing.undo()
    assert grid.index(0, 0).data(NOTED)
    session.undoing.redo()
    assert grid.rows == []
