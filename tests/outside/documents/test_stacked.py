"""Tables one below the other in one grid."""

from desktop.outside.document import Spot, Table
from desktop.outside.documents.stacked import parted
from tests.small_cases import small_cases

FIRST = ("表1 收支总表||", "单位：万元||", "项目|数|备注", "教育|1.00|", "合计|1.00|")


def grid(*rows, merges=()):
    cells = tuple(tuple(row.split("|")) for row in rows)
    wide = max(map(len, cells))
    cells = tuple((*row, *[""] * (wide - len(row))) for row in cells)
    return Table(cells, (), tuple(merges), tuple(Spot(line=n) for n in range(1, len(cells) + 1)))


@small_cases(
    ("more", "count"),
    [
        (("表2 支出总表||", "单位：万元||", "科目|数|", "合计|1.00|"), 2),
        (("白水县林业局2031年支出总表||", "科目|数|", "合计|1.00|"), 2),
        (("公开表三||", "部门支出表||", "编制单位：甲局||单位：万元", "科目|数|", "合计|1.00|"), 2),
        (("||", "附表2 支出总表||", "科目|数|", "合计|1.00|"), 2),
        (("表2 支出总表||", "科目|数|", "合计|1.00|", "表3 收入总表||", "科目|数|", "合计|1.00|"), 3),
        (("表1 收支总表（续表）||", "项目|数|备注", "文化|1.00|"), 1),  # it goes on
        (("注：详见附表||",), 1),
        (("续表||", "项目|数|备注", "文化|1.00|"), 1),
        (("二、报表||", "报表|1.00|", "文化|2.00|"), 1),  # figures below it: a heading of rows
        (("表2 支出总表||",), 1),
    ],
)
def test_a_grid_is_parted_where_the_title_of_the_next_table_stands(more, count):
    assert len(parted(grid(*FIRST, *more))) == count


def test_the_captions_of_the_first_table_are_its_own():
    whole = grid("附件2|", "公开表1|", "部门收支总表|", "单位：甲局|单位：万元", "项目|数", "合计|1.00")
    assert parted(whole) == [whole]


def test_each_table_has_its_own_width_merges_and_places():
    whole = grid(*FIRST, "表2 支出总表", "科目|数", "合计|1.00", merges=[(0, 0, 1, 3), (5, 0, 1, 3)])
    first, second = parted(whole)
    assert len(first.rows) == 5
    assert second.rows == (("表2 支出总表", ""), ("科目", "数"), ("合计", "1.00"))
    assert (first.merges, second.merges) == (((0, 0, 1, 3),), ((0, 0, 1, 2),))
    assert [spot.line for spot in second.spots] == [6, 7, 8]
