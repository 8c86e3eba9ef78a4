"""Numbers given as what was asked for less a cut, or after an adjustment: worked out from the headings alone."""

from tests.intake import bureau_files as files
from tests.intake.test_control_numbers import numbers, read, refusals
from tests.small_cases import small_cases

OFFICE = files.OFFICE.name


@small_cases(
    ("rows", "expected"),
    [
        ([["类别", "申报数", "核减数"], ["人员经费", "9", "5"], ["公用经费", "7", ""], ["合计", "16", "5"]], {"人员经费": 4, "公用经费": 7}),
        ([["类别", "上年控制数", "一上申报数", "财政核减"], ["人员经费", "3", "9", "-5"]], {"人员经费": 4}),
        ([["项目名称", "申报金额", "核减金额", "备注"], ["窗口人员培训", "9", "5", "压减"]], {"12": 4}),
        ([["单位名称", "申报公用经费", "核减公用经费"], [OFFICE, "9", "5"]], {"公用经费": 4}),
        ([["单位名称", "申报数", "", "核减数", ""], ["", "人员经费", "公用经费", "人员经费", "公用经费"], [OFFICE, "9", "5", "8", "1"]],
         {"人员经费": 1, "公用经费": 4}),
        ([["类别", "控制数", "核减数", "调整后控制数"], ["人员经费", "9", "5", "4"]], {"人员经费": 4}),
        ([["类别", "原控制数", "核增", "核减后控制数"], ["人员经费", "9", "5", "14"]], {"人员经费": 14}),
    ],
    ids=["asked and cut", "negative cuts", "projects", "one block", "two levels", "adjusted", "before and after"],
)  # fmt: skip
def test_what_the_headings_say_is_worked_out(rows, expected):
    found = numbers(read([files.YUAN, *rows]))
    assert {key[1]: amount for key, amount in found.items()} == expected


@small_cases(
    ("rows", "words"),
    [
        ([["类别", "申报数", "核减数", "核增数"], ["人员经费", "9", "5", "1"]], "只有“申报数”、“核减数”、“核增数”；要有“控制数”"),
        ([["类别", "申报数", "核减数"], ["人员经费", "9", "-5"], ["公用经费", "9", "5"]], "核减数有正有负"),
        ([["类别", "申报数", "核减数"], ["人员经费", "", "5"]], "有核减数而没有申报数"),
        ([["类别", "申报数", "核减数"], ["人员经费", "3", "5"]], "核减数比申报数还多"),
        ([["单位名称", "申报人员经费", "核减公用经费"], [OFFICE, "9", "5"]], "同一内容的“申报数”和“核减数”各一列"),
        ([["类别", "申报数", "核减数"], ["人员经费", "9", "5"], ["合计", "16", "5"]], "“合计”写 11.00 元"),
    ],
)  # fmt: skip
def test_what_does_not_give_a_number_is_refused_with_the_columns_it_needs(rows, words):
    assert words in refusals(read([files.YUAN, *rows]))


def test_cuts_of_one_block_alone_are_cuts_of_the_number_before():
    (number,) = read([files.YUAN, ["单位名称", "核减公用经费"], [OFFICE, "5"]]).numbers
    assert (number.block, number.fen, number.cut) == ("公用经费", 0, 500)


def test_how_the_number_came_about_is_said():
    found = read([files.YUAN, ["类别", "申报数", "核减数"], ["人员经费", "9", "5"]])
    assert "按申报数减核减数读取，没有核减的就是申报数" in "".join(found.understood)
    assert found.numbers[0].place.endswith("“申报数/减核减数”列")
