"""A printed figure is an interval: of half its last digit, as far as the file says how many digits it rounds to."""

import pytest

from desktop.published.digits import ALL_WHOLE, half_of, rounded_to
from desktop.published.reading import read_all
from tests.published.subjects.written import recognised, titled


def test_few_decimals_are_taken_for_rounded_only_where_the_file_rounds():
    """135 beside 12.25 stands for 135.00; 12.0 beside 3.7 in all tables says that nothing finer is printed."""
    assert half_of("万元", 1) == half_of("万元", 2) == 5_000
    assert half_of("万元", 1, rounds=True) == 50_000
    assert half_of("万元", 0, rounds=True) == 500_000


@pytest.mark.parametrize(
    ("tables", "decimals"),
    [
        ([(1, True, 5)], 1),
        ([(1, False, 500)], None),
        ([(2, True, 500)], None),
        ([(1, True, 50), (0, False, 3), (1, False, 9), (2, True, 4)], 1),
        ([(1, True, 3), (2, True, 50)], None),
        ([(0, False, ALL_WHOLE)], 0),
        ([(0, False, ALL_WHOLE - 1)], None),
    ],
)
def test_a_file_rounds_where_its_figures_say_so(tables, decimals):
    assert rounded_to(tables) == decimals


def halves(*amounts_of_each_table):
    titles = ("表3 支出总表", "表5 一般公共预算支出表")
    heads = "科目编码|科目名称|合计|基本支出|项目支出"
    names = ("205|教育支出", "208|社会保障和就业支出")
    sources = [
        titled(title, heads, *(f"{name}|{line}" for name, line in zip(names, lines, strict=True)))
        for title, lines in zip(titles, amounts_of_each_table, strict=False)
    ]
    return [{cell.half for cell in table.cells} for table in read_all(map(recognised, sources))]


def test_tables_that_round_to_one_decimal_mean_that_much():
    """2895.7 and 2264.1 of 5159.9: the parts are not a contradiction, nor is what is printed with a zero exact."""
    assert halves(("5159.9|2895.7|2264.1", "12.0|12.0|"), ("100.5|90.0|10.5", "3|3|")) == [{50_000}, {50_000}]


def test_a_table_without_zeros_has_the_digits_of_the_others():
    assert halves(("5159.9|2895.7|2264.2", "12|12|"), ("100.55|90.00|10.55", "3|3|")) == [{5_000}, {5_000}]
