"""Merged cells that go on on the next page: the name again, or the rest of the text; both sides close on one line."""

from dataclasses import replace
from itertools import product

import pytest

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.layouts.paper.columns import READABLE
from desktop.layouts.paper.density import NORMAL
from desktop.layouts.paper.pages import A4, Page
from desktop.layouts.paper.sheet import PlacedCell, sheet_of
from desktop.layouts.paper.sheet_pager import SheetPager
from desktop.layouts.paper.table_pages import table_pages
from desktop.layouts.tables.table import Block, BlockRow, Cell
from desktop.ledger.records import DirectLine, Indicator
from tests.exporters import small
from tests.papers import violations


def pages_of(facts, last):
    disclosure = pipeline.disclose(facts, last, loader.load("chongqing/2023"))
    table = next(t for t in disclosure.tables if t.id == "project_performance")
    return table_pages(sheet_of(table))


@pytest.fixture(scope="module")
def many(sample_facts):
    """One project with a goal of some length and 60 indicators: a block of two pages."""
    facts, last = sample_facts["wuxi_2023"]
    project = replace(facts.projects[0], name="大厅运行经费", goal="保障大厅运行。" * 3)
    indicators = tuple(
        Indicator(id=n, project_id=project.id, name=f"指标{n}", weight="1", unit="%", target="90") for n in range(60)
    )
    return replace(facts, projects=(project,), indicators=indicators), last


def test_a_block_goes_on_under_its_name_and_closes_on_one_line(many):
    pages = pages_of(*many)
    assert len(pages) > 1
    assert violations(pages) == []
    for page in pages:
        body = [box for box in page.boxes if box.role == "cell" and box.placed.cell is not None]
        block = [box for box in body if box.placed.row_span > 1]
        bottoms = {round(max(b.y + b.height for b in boxes), 2) for boxes in (body, block)}
        assert len(bottoms) == 1
    again = [box.text for box in pages[1].boxes if box.role == "cell"]
    assert "大厅运行经费（续）" in again


def test_a_text_longer_than_its_part_of_the_block_goes_on(many):
    facts, last = many
    goal = "".join(f"第{n}项保障政务服务大厅正常运行。" for n in range(90))
    project = replace(facts.projects[0], goal=goal)
    pages = pages_of(replace(facts, projects=(project,)), last)
    printed = "".join(b.text for page in pages for b in page.boxes if b.placed and b.placed.text == goal)
    assert printed == goal
    assert violations(pages) == []


def sizes_of(*amounts, width=180):
    """The sizes of the numbers of the first column of amounts, over a narrow width."""
    cells = [small.amount(fen, small.YUAN) for fen in amounts]
    columns = tuple(replace(column, width=14) for column in small.COLUMNS[:3])
    rows = [BlockRow(str(n), [Cell("项", "text"), cell, Cell()]) for n, cell in enumerate(cells)]
    sheet = sheet_of(replace(small.table(small.YUAN), blocks=[Block(columns, rows)], lead=[], grid_rows=[]))
    laid = SheetPager(sheet, left=0, width=width)._laid
    return [each.size for each in laid if each.placed.cell in cells]


def test_numbers_of_a_column_are_of_one_size_as_long_as_that_is_readable():
    assert sizes_of(100, 200) == [NORMAL.size] * 2
    first, second = sizes_of(1_234_567_890, 100)
    assert READABLE <= first == second < NORMAL.size
    longest, other = sizes_of(12_345_678_901_234, 100, width=120)
    assert longest < other == READABLE


def test_words_beside_amounts_of_eight_points_are_nearly_as_small():
    """A table of many columns has amounts of 8 points: words of 10 beside them look like another table's."""
    cells = [small.amount(fen, small.YUAN) for fen in (12_345_678_901_234, 100)]
    columns = tuple(replace(column, width=14) for column in small.COLUMNS[:3])
    rows = [BlockRow(str(n), [Cell("项", "text"), cell, Cell()]) for n, cell in enumerate(cells)]
    sheet = sheet_of(replace(small.table(small.YUAN), blocks=[Block(columns, rows)], lead=[], grid_rows=[]))
    for width, words in ((120, 9.0), (400, NORMAL.size)):
        laid = SheetPager(sheet, left=0, width=width)._laid
        assert {each.size for each in laid if each.placed.style in ("header", "text", "label")} == {words}
        assert max(each.size for each in laid if each.placed.cell in cells) >= words - 1


def test_short_texts_in_the_middle_of_narrow_cells_divide_no_word():
    """预算总额（万 above 元）, 满意 above 度指标: as headers are, so are the labels over a table and such cells."""
    for text, style, width, lines in (
        ("预算总额（万元）", "lead_label", 72, ["预算总额", "（万元）"]),
        ("其中：财政拨款", "lead_label", 72, ["其中：", "财政拨款"]),
        ("可持续影响指标", "center", 72, ["可持续", "影响指标"]),
        ("服务对象满意度指标", "center", 72, ["服务对象", "满意度指标"]),
    ):
        placed = PlacedCell(0, 0, text, style)
        base = sheet_of(small.table(small.YUAN))
        sheet = replace(base, cells=[placed], widths=[10], body_bottom=1, header_bottom=0, header_top=0)
        page = Page(*A4)
        pager = SheetPager(sheet, left=0, width=width)
        pager._draw_row(page, 0, 0, 1)
        assert [piece.text for piece in page.texts] == lines


def test_no_page_ends_with_a_class_whose_subjects_are_named_in_two_columns(sample_facts):
    """Each subject of Shaanxi's 表6 has two names, 部门经济 and 政府经济: the first says what a row leads to."""
    facts, last = sample_facts["wuxi_2023"]
    subjects = ("30101", "30102", "30103", "30106", "30107", "30114", "30199", "30201", "30202", "30204", "30207")
    lines = [
        DirectLine(id=900 + n, function_code="2010350", economic_code=code, nature="人员", government_code=government,
                   amount=1_000_000 + n)
        for n, (code, government) in enumerate(product(subjects, ("50101", "50199", "50501")))
    ]  # fmt: skip
    for count in range(12, 20):
        made = pipeline.disclose(
            replace(facts, lines=(*facts.lines, *lines[:count])), last, loader.load("shaanxi/2023")
        )
        sheet = sheet_of(made.table("general_expenditure_economic"))
        assert violations(table_pages(sheet)) == [], count
