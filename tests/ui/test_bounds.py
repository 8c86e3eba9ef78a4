"""Counts and products beyond any budget, typed or pasted into a grid: refused in red, nothing crashes, nothing is lost."""

import pytest

from desktop.ledger.records import AssetPlan, Person, ProjectLine
from desktop.ui.kit.arithmetic import worked_out


@pytest.fixture
def grid(window):
    window.session.record_edits.add_record(
        ProjectLine(project_id=window.session.facts.projects[0].id, economic_code="30201"), "新增"
    )
    return window.show_kind("项目测算明细").view.grid


def put(grid, key, text):
    column = next(n for n, c in enumerate(grid.columns) if c.key == key)
    index = grid.index(len(grid.rows) - 1, column)
    return grid.setData(index, text), grid.pending.get((len(grid.rows) - 1, key))


@pytest.mark.parametrize("text", ["9" * 25, "9" * 5000, "1000001", "=999999*999999"])
def test_a_count_of_many_digits_is_refused_in_plain_words(window, grid, text):
    before = window.session.book.fingerprint()
    taken, pending = put(grid, "quantity", text)
    assert (taken, pending[1]) == (False, "数量不对，请填 0 到 1000000 的整数")
    assert window.saved.text() == "未保存：数量不对，请填 0 到 1000000 的整数"
    assert window.session.book.fingerprint() == before


def test_a_product_beyond_is_refused_whichever_cell_comes_last(window, grid):
    assert put(grid, "price", "9000000000")[0]
    assert put(grid, "quantity", "1000")[0]
    taken, pending = put(grid, "times", "10")
    assert not taken
    assert pending[1].startswith("数量 × 单价 × 次数超过 10 万亿元")
    assert put(grid, "times", "1")[0]


def test_a_pasted_row_beyond_is_refused_and_the_others_are_taken(window, grid):
    window.session.record_edits.add_record(
        ProjectLine(project_id=window.session.facts.projects[0].id, economic_code="30201"), "新增"
    )
    grid = window.show_kind("项目测算明细").view.grid
    left = next(n for n, c in enumerate(grid.columns) if c.key == "quantity")
    said = grid.paste(
        len(grid.rows) - 2, range(left, len(grid.columns)), [["1000000", "9000000000", "1"], ["2", "3", "4"]]
    )
    assert "超过 10 万亿元" in said
    first, second = window.session.records(ProjectLine)[-2:]
    assert (first.quantity, first.price) == (1, 0)
    assert (second.quantity, second.price, second.times) == (2, 300, 4)


def test_assets_and_months_have_bounds_too(window):
    window.session.record_edits.add_record(AssetPlan(name="车"), "新增")
    grid = window.show_kind("新增资产").view.grid
    assert put(grid, "quantity", "1000000")[0]
    assert "数量 × 单价超过" in put(grid, "price", "100000000.01")[1][1]
    window.session.record_edits.add_people([Person(name="甲")])
    grid = window.show_kind("人员").view.grid
    assert put(grid, "first_month", "13")[1][1] == "“13”不是月份，请填 1 到 12"
    assert put(grid, "first_month", "9" * 5000)[1][1].endswith("不是月份，请填 1 到 12")
    assert put(grid, "headcount", "0")[1][1] == "人数不对，请填 1 到 100000 的整数"


@pytest.mark.parametrize("text", ["9" * 150 + "*9", "9*" * 2000 + "9"])
def test_a_calculation_too_long_to_be_written_is_no_crash(text):
    assert isinstance(worked_out(text), str)
