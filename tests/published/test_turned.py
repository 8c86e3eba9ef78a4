"""Tables with their subjects across: each amount comes back as from the table that stands upright."""

from dataclasses import replace

import pytest

from desktop.outside.source_files import SourceRow, SourceTable
from desktop.published.reading import BodyReader
from desktop.published.turned import turned
from tests.published.helpers import recognise, source_of

EMPTY = SourceTable("公开表.xlsx", "表", ())


def lying(source):
    """A table with rows for columns, below the same title and unit of money."""
    first = next(
        n for n, row in enumerate(source.rows) if sum(map(bool, row.cells)) > 1 and "：" not in "".join(row.cells)
    )
    end = next((n for n, row in enumerate(source.rows) if row.cells[0].startswith("备注")), len(source.rows))
    above, body, below = source.rows[:first], source.rows[first:end], source.rows[end:]
    across = zip(*(row.cells for row in body), strict=True)
    return replace(
        source, rows=(*above, *(SourceRow(n, cells) for n, cells in enumerate(across, len(above) + 1)), *below)
    )


def amounts_of(source, form):
    return [
        (cell.row, cell.column, cell.where, cell.amount) for cell in BodyReader(recognise(source, form)).read().cells
    ]


def test_every_table_is_read_lying_as_it_is_upright(wuxi):
    sources = [source for table in wuxi.tables if amounts_of(source := source_of(table), wuxi.form)]
    assert len(sources) > 5
    for source in sources:
        known = recognise(lying(source), wuxi.form)
        assert known is not None and known.across is not None, source.sheet
        assert amounts_of(lying(source), wuxi.form) == amounts_of(source, wuxi.form)


@pytest.fixture
def basic(wuxi):
    return source_of(next(t for t in wuxi.tables if t.id == "general_basic"))


def test_a_cell_that_cannot_be_read_is_named_by_its_column_in_the_file(wuxi, basic):
    rows = list(lying(basic).rows)
    place = next(n for n, row in enumerate(rows) if "日常公用经费" in row.cells)
    cells = list(rows[place].cells)
    cells[4] = "若干"
    rows[place] = replace(rows[place], cells=tuple(cells))
    (found,) = BodyReader(recognise(replace(basic, rows=tuple(rows)), wuxi.form)).read().rejects
    assert (found.place.row, found.place.column) == ("日常公用经费", "E")


def test_another_header_is_unknown_lying_too(wuxi, basic):
    rows = tuple(replace(r, cells=tuple(c.replace("人员经费", "人头费") for c in r.cells)) for r in lying(basic).rows)
    assert recognise(replace(basic, rows=rows), wuxi.form) is None


def test_lines_above_stay_above_and_remarks_stay_out():
    rows = (("某表",), ("编制单位：某局", "", "单位：元"), ("科目", "甲", "乙"), ("金额", "1", "2"), ("注：略",))
    source = replace(EMPTY, rows=tuple(SourceRow(n, cells) for n, cells in enumerate(rows, 1)))
    across, above = turned(source)
    assert above == 2
    assert [row.cells for row in across.rows[2:]] == [("科目", "金额"), ("甲", "1"), ("乙", "2")]
    assert turned(replace(source, rows=source.rows[:3])) is None
