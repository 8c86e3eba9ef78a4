"""Lines of a text whose cells are parted by bars."""

from desktop.outside.documents.barred import tabbed
from tests.small_cases import small_cases


@small_cases(
    ("lines", "found"),
    [
        (["科目 | 数", "合计 | 1.00"], ["科目\t数", "合计\t1.00"]),
        (["| 科目 | 数 |", "|---|---:|", "| 合计 | 1.00 |"], ["科目\t数", "", "合计\t1.00"]),
        (["编码 | 科目 | 数", " | 合计 | 1.00"], ["编码\t科目\t数", "\t合计\t1.00"]),  # an empty first cell
        (["科目｜数", "合计｜1.00"], ["科目\t数", "合计\t1.00"]),
        (
            ["科目 | 数", "合计 | 1.00", "甲 | 乙 | 丙", "1 | 2 | 3"],
            ["科目\t数", "合计\t1.00", "甲\t乙\t丙", "1\t2\t3"],
        ),
        (["+----+----+", "|科目|数|", "+----+----+", "|合计|1.00|"], ["", "科目\t数", "", "合计\t1.00"]),
        (["本年支出|本年收入一句话"], ["本年支出|本年收入一句话"]),  # one line is no table
        (["甲|乙", "一句话。", "丙|丁"], ["甲|乙", "一句话。", "丙|丁"]),
        (["--------", "说明。"], ["--------", "说明。"]),
    ],
)
def test_lines_with_as_many_bars_are_rows(lines, found):
    assert tabbed(lines) == found
