"""Columns of text without rules."""

from desktop.outside.documents import aligned
from desktop.outside.documents.text import _line


def found(text):
    blocks = aligned.blocks([_line(each)] for each in text.strip("\n").splitlines())
    return [block if isinstance(block, tuple) else [line.text for line in block] for block in blocks]


def test_columns_with_figures_are_a_table_between_the_text():
    text = """
说明如下。
科目      合计      基本支出
教育支出    12.00     10.00
卫生健康支出   3.50      3.50
合计     15.50    13.50
以上。"""
    rows = (
        ("科目", "合计", "基本支出"),
        ("教育支出", "12.00", "10.00"),
        ("卫生健康支出", "3.50", "3.50"),
        ("合计", "15.50", "13.50"),
    )
    assert found(text) == [["说明如下。"], rows, ["以上。"]]


def test_words_with_blanks_and_two_rows_are_text():
    assert found("联系人：    王某\n电话：    0000\n地址：    某路") == [
        ["联系人： 王某", "电话： 0000", "地址： 某路"]
    ]
    assert found("收入    1.00\n支出    1.00") == [["收入 1.00", "支出 1.00"]]


def test_a_blank_cell_stays_blank():
    text = "甲   1.00   2.00\n乙          3.00\n丙   4.00   5.00"
    assert found(text) == [(("甲", "1.00", "2.00"), ("乙", "", "3.00"), ("丙", "4.00", "5.00"))]


def test_contents_with_dots_and_pages_are_no_table():
    """Also where all lines have as many parts; a table of figures with dots in words stays one."""
    text = "\n".join(f"表{number} 某局部门收支总表·········    {number + 2}" for number in range(1, 6))
    (block,) = found(text)
    assert isinstance(block, list) and len(block) == 5
    assert isinstance(found("甲·乙    1.00\n丙·丁    2.00\n戊    3.00")[0], tuple)


def test_a_header_over_one_row_of_several_figures_is_a_table():
    text = "年度    合计    公务接待费    运行费\n2031年    3.50    1.00    2.50"
    assert found(text) == [(("年度", "合计", "公务接待费", "运行费"), ("2031年", "3.50", "1.00", "2.50"))]
    assert found("甲    1.00    2.00    3.00") == [["甲 1.00 2.00 3.00"]]
