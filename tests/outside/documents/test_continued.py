"""Tables over a page break."""

from desktop.outside.document import Paragraph, Spot, Table
from desktop.outside.documents.continued import joined
from tests.small_cases import small_cases

HEAD = ("科目", "金额")


def half(page, *rows, above=("表1 支出表", "单位：万元"), head=True):
    rows = ((HEAD,) if head else ()) + rows
    return Table(rows, above, (), tuple(Spot(page, n) for n in range(len(rows))))


FIRST, SECOND = half(1, ("教育", "1.00")), half(2, ("合计", "2.00"))


@small_cases("between", [[], ["支出表（续）"], ["表1 支出表（续）"], ["表1 支出表", "单位：万元"], ["续表"]])
def test_the_halves_are_one_table_with_one_head(between):
    parts = [Paragraph("说明"), FIRST, *map(Paragraph, between), SECOND]
    text, table = joined(parts)
    assert text == Paragraph("说明")
    assert table.rows == (HEAD, ("教育", "1.00"), ("合计", "2.00"))
    assert [spot.page for spot in table.spots] == [1, 1, 2]


def test_a_half_without_a_head_goes_on_too():
    (table,) = joined([FIRST, half(2, ("合计", "2.00"), head=False)])
    assert len(table.rows) == 3


@small_cases(
    "parts",
    [
        [FIRST, Paragraph("表2 收入表"), SECOND],
        [FIRST, half(1, ("合计", "2.00"))],
        [FIRST, half(3, ("合计", "2.00"))],
        [FIRST, Table((("甲", "乙", "丙"),), (), (), (Spot(2, 1),))],
        [FIRST, Table((("收入", "数"),), (), (), (Spot(2, 1),))],
    ],
)
def test_another_table_is_another_table(parts):
    assert joined(parts) == parts


def test_merged_cells_of_the_second_half_move_down():
    second = Table((HEAD, ("合计", "")), (), ((1, 0, 1, 2),), (Spot(2, 1), Spot(2, 2)))
    assert joined([FIRST, second])[0].merges == ((2, 0, 1, 2),)


def test_a_title_that_is_broken_into_other_lines_is_the_same():
    first = half(1, ("教育", "1.00"), above=("表6 甲局2027年", "基本支出表（按经济分类）", "单位：万元"))
    (table,) = joined([first, Paragraph("表6 甲局2027年基本支出表（按经济分类）（续）"), SECOND])
    assert len(table.rows) == 3


def test_an_empty_row_that_the_edge_of_the_page_draws_is_no_head():
    (table,) = joined([FIRST, half(2, ("", " "), ("合计", "2.00"), head=False)])
    assert table.rows == (HEAD, ("教育", "1.00"), ("合计", "2.00"))
    assert len(joined([FIRST, half(2, ("", ""), ("收入", "数"), head=False)])) == 2
