"""The year of a sheet: its title says it, else its headings."""

import pytest

from desktop.template import meanings, years
from desktop.template.years import year_of


def cells(**texts):
    return {place: ["text", text, ""] for place, text in texts.items()}


def test_the_year_of_a_sheet_is_that_of_its_title():
    assert year_of(cells(A1="2025年部门收支总表", B3="2026年预算数")) == 2025
    rows = meanings.TITLE_ROWS
    assert year_of(cells(**{f"A{rows}": "2024年收支总表"})) == 2024
    assert year_of(cells(**{f"A{years.HEADING_ROWS + 1}": "2024年收支总表"})) == 0


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (("2024年预算数", "2025年预算数"), 2025),
        (("2024年", "2025年"), 2025),
        (("2024年预算", "2025年预算"), 2025),
        (("2024年执行数",), 2025),
        (("2023年决算数", "2024年年初预算"), 2024),
        (("2025年比2024年增减额",), 2025),
        (("2026年度政务大厅改造项目",), 0),
        (("2024年11月5日",), 0),
        (("2025年—2027年",), 0),
        (("本年预算数", "上年预算数"), 0),
    ],
)
def test_without_one_in_the_title_headings_say_the_year(texts, year):
    """A column 2024年 once held the figures of 2025 in a sheet whose title names no year."""
    assert year_of(cells(A1="支出对比表", **{f"{c}3": text for c, text in zip("BCDE", texts, strict=False)})) == year
