"""A table with a column for each of many units: divided into parts that can be read, nothing cut, nothing lost."""

import pytest

from desktop.layouts.form.spec import ColumnSpec
from desktop.layouts.paper.parts import MANY, parts
from desktop.layouts.paper.sheet import sheet_of
from desktop.layouts.paper.table_pages import table_pages
from desktop.layouts.tables.table import Block, BlockRow, Cell, Table
from desktop.money import NumberStyle
from tests.papers import violations

YUAN = NumberStyle("元", 2)


def sheet(units, rows, orientation="landscape", fen=123_456_789_012_34):
    columns = [ColumnSpec("code", ("科目编码",), "code", 10), ColumnSpec("name", ("科目名称",), "label", 30)]
    columns += [ColumnSpec(f"u{n}", ("各单位", f"某县某某局第{n}事业服务中心"), "amount", 14) for n in range(units)]
    made = []
    for n in range(rows):
        amounts = [Cell(YUAN.show(fen + n * 100 + u), "amount", fen + n * 100 + u) for u in range(units)]
        name = "合计" if n == rows - 1 else f"行政运行第{n}项"
        made.append(BlockRow(str(n), [Cell(str(2_010_000 + n), "text"), Cell(name, "text"), *amounts]))
    block = Block(tuple(columns), made)
    return sheet_of(
        Table("t", "表1", "支出总表", "某县部门", "部门", YUAN, orientation, True, [block], [], ["注：汇总"], False)
    )


@pytest.mark.parametrize(("units", "rows"), [(40, 3), (40, 30), (23, 60)])
@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_forty_units_are_printed_whole_and_readable(units, rows, orientation):
    given = sheet(units, rows, orientation)
    pages = table_pages(given)
    assert violations(pages) == []
    printed = [box.text for page in pages for box in page.boxes if box.role == "cell"]
    assert {c.text for c in given.cells if c.style == "amount"} <= set(printed)
    assert all(text.size >= 8 for page in pages for text in page.texts if text.text in printed)
    assert all("支出总表（续）" in "".join(text.text for text in page.texts) for page in pages[1:])
    assert sum(box.role == "note" for page in pages for box in page.boxes) == 1


def test_a_table_that_can_be_read_stays_in_one_part():
    for given in (sheet(MANY - 2, 3), sheet(16, 3, fen=12_345)):
        assert parts(given) == [given]
