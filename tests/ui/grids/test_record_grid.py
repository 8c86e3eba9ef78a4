"""Grids over records: what each kind of column takes and refuses."""

import pytest
from PySide6.QtCore import Qt

from desktop.ui.grids.record_grid import RecordGrid
from desktop.ui.grids.record_kinds import kinds_of
from desktop.ui.grids.special_grids import grid_of

ROLE = Qt.ItemDataRole


@pytest.fixture
def grid_for(session):
    return lambda title: grid_of(session, kinds_of(title)[0])


def cell(grid, row, key):
    return grid.index(row, next(n for n, c in enumerate(grid.columns) if c.key == key))


@pytest.mark.parametrize(
    ("title", "key", "typed", "said"),
    [
        ("人员", "first_month", "13", "不是月份，请填 1 到 12"),
        ("人员", "first_month", "0", "不是月份，请填 1 到 12"),
        ("人员", "headcount", "-1", "不是数量，请填整数"),
        ("人员", "headcount", "２", "不是数量，请填整数"),
        ("人员", "status", "借调", "不在可选范围内，请填：在职"),
        ("项目", "reviewed", "对", "请填“是”或留空"),
        ("项目", "name", "", "项目名称不能为空"),
        ("项目", "function_code", "2010398", "2010398"),
        ("项目", "control", "一万", "一万"),
        ("项目测算明细", "project", "没有的项目", "没有“没有的项目”"),
        ("本账本参数", "valid_from", "2025-02-30", "请写成 2025-01-01"),
        ("本账本参数", "value", "7.5%", "比例请写成小数"),
        ("本账本参数", "value", "1e30", "小数点前不超过 12 位"),
        ("本账本参数", "value", "1_000", "小数点前不超过 12 位"),
        ("本账本参数", "value", "9" * 20, "小数点前不超过 12 位"),
    ],
)
def test_what_a_column_refuses_is_said_and_not_kept(title, key, typed, said, grid_for, session):
    grid = grid_for(title)
    if not grid.rows:
        grid._append(1)
        grid.reload()
        session.refresh()
    before, target = session.book.fingerprint(), cell(grid, 0, key)
    assert not grid.setData(target, typed)
    assert said in target.data(ROLE.ToolTipRole)
    assert session.book.fingerprint() == before


@pytest.mark.parametrize(
    ("title", "key", "typed", "shown"),
    [
        ("人员", "first_month", "12", "12"),
        ("项目", "confidential", "是", "是"),
        ("项目", "control", "1,234.5", "1,234.50"),
        ("项目", "control", "", ""),
        ("项目测算明细", "economic_code", "30202 印刷费", "30202 印刷费"),
        ("绩效指标", "nature", "＝", "="),
        ("政府采购", "project", "", ""),
    ],
)
def test_what_a_column_takes_is_shown_in_its_words(title, key, typed, shown, grid_for):
    grid = grid_for(title)
    assert grid.setData(cell(grid, 0, key), typed)
    assert cell(grid, 0, key).data() == shown


def test_a_project_is_chosen_by_its_name(grid_for, session):
    grid = grid_for("项目测算明细")
    names = [p.name for p in session.facts.projects]
    assert grid.choices(next(c for c in grid.columns if c.key == "project")) == ["", *names]
    assert grid.setData(cell(grid, 0, "project"), names[-1])
    assert grid.rows[0].project_id == session.facts.projects[-1].id


def test_a_block_over_people_and_pay_is_taken_together(session):
    grid = grid_of(session, kinds_of("人员")[0])
    post = next(n for n, c in enumerate(grid.columns) if c.key == "fund")
    count = len(grid.rows)
    code = next(n for n, c in enumerate(grid.columns) if c.key == "code")
    row = ["N1", "", "事业", "在职", "管理九级", "1", "12", "1", "一般公共预算", "3000", "x"]
    said = grid.paste(count, range(code, len(grid.columns)), [row])
    assert post == 8
    assert "第" in said
    added = grid.rows[count]
    assert (added.code, added.post) == ("N1", "管理九级")
    assert [i.amount for i in session.facts.pay_items if i.person_id == added.id] == [300_000]


def test_each_kind_has_widths_of_its_own(session):
    names = {grid_of(session, kind).name for kind in kinds_of("人员", "项目", "政府采购")}
    assert names == {"Person", "Project", "Procurement"}
    assert type(grid_of(session, kinds_of("政府采购")[0])) is RecordGrid
