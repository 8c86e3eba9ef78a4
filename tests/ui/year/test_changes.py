"""What a step changed, in the words of the grids: which row, which cell, before and after."""

from desktop.ledger.journal import RowChange
from desktop.ui.year.changes import changed_cells

LINE = {"id": 7, "budget_id": 1, "function_code": "2010350", "economic_code": "30201", "amount": 100, "note": ""}


def change(before, after):
    return RowChange("direct_line", 7, before, after, 1)


def test_a_changed_cell_says_row_column_before_and_after():
    (one,) = changed_cells([change(LINE, {**LINE, "amount": 123_456})], {1: "2025年草稿"})
    assert one.kind == "2025年草稿 支出行 2010350 30201"
    assert (one.column, one.before, one.after) == ("amount", "1.00", "1,234.56")


def test_where_a_record_is_kept_is_nobodys_business():
    assert changed_cells([change(LINE, {**LINE, "budget_id": 2})], {}) == []


def test_a_row_that_came_is_one_entry_and_so_is_one_that_went():
    (came,) = changed_cells([change(None, LINE)], {})
    assert (came.name, came.column, came.before) == ("新增", "", "")
    assert "2010350" in came.after
    (went,) = changed_cells([change(LINE, None)], {})
    assert (went.name, went.before, went.after) == ("删除", came.after, "")


def test_an_unknown_amount_is_shown_empty():
    (one,) = changed_cells([change({**LINE, "amount": None}, LINE)], {})
    assert (one.before, one.after) == ("", "1.00")


def test_a_mark_is_a_word_and_no_number():
    note = {"id": 3, "budget_id": 1, "record_table": "income", "record_id": 1, "text": "按合同", "shared": 0}
    marked = {**note, "shared": 1}
    (one,) = changed_cells([RowChange("remark", 3, note, marked, 1)], {})
    assert (one.name, one.before, one.after) == ("对外", "", "是")
    (came,) = changed_cells([RowChange("remark", 3, None, marked, 1)], {})
    assert came.after == "按合同，对外"
