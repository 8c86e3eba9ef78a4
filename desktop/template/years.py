"""Which year a sheet of a bureau's workbook is of: that of its title, else what its headings say."""

import re
from collections.abc import Iterator, Mapping

from desktop.published.recognise import YEAR
from desktop.template.meanings import TITLE_ROWS
from desktop.template.sheet_xml import split
from desktop.template.titles import is_title

HEADING_ROWS = 12
"""In how many rows from the top headings, and the first rows of a table of years, stand."""
_HEADING = re.compile(
    r"\s*(20[0-9]{2})\s*年度?(?:预算|决算|执行|完成|年初|批复|批准|调整|安排|申报|建议|控制|实际|支出|收入|财政|拨款|金额|合计"
    r"|小计|比|较|增减|情况|[数额后与上年20-9\s（）()])*"
)
"""A heading of nothing but a year and what is said of money; a project may begin with a year as well."""
_OVER = re.compile(r"执行|决算|完成|上年")
"""What is said only of a year that is over: the year before that of the sheet."""


def year_of(cells: Mapping[str, list[str]]) -> int:
    """Return the year of a sheet, 0 where nothing says it; cells as the workbook has them.

    Without one in the title it is the latest of those that headings begin with: beside 2024年预算数 and 2025年预算数
    it is 2025, and of 2024年执行数 alone too.
    """
    texts = [(split(place)[1], text) for place, (kind, text, _) in cells.items() if kind == "text"]
    named = [
        (row, match[1]) for row, text in texts if row <= TITLE_ROWS and is_title(text) and (match := YEAR.search(text))
    ]
    years_in = {row: {year for other, year in named if other == row} for row, _ in named}
    titles = [year for row, year in named if len(years_in[row]) == 1]  # 2024年预算 beside 2025年预算 is no title
    return int(titles[0]) if titles else max(_headed(text for row, text in texts if row <= HEADING_ROWS), default=0)


def _headed(texts: Iterator[str]) -> Iterator[int]:
    for text in texts:
        if match := _HEADING.fullmatch(text):
            yield int(match[1]) + bool(_OVER.search(text))
