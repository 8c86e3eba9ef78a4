"""Tables on paper: pages break between rows, the header is repeated, nothing is cut or lost."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.layouts.paper.sheet import sheet_of
from desktop.layouts.paper.table_pages import MARGIN_BOTTOM, table_pages, titled_alike
from desktop.ledger.records import DirectLine, Indicator
from tests.papers import violations


@pytest.fixture
def long(wuxi):
    many = tuple(
        DirectLine(id=n, position=n, function_code=code, economic_code="30201", nature="公用", amount=n * 1000)
        for n, code in enumerate([c for c in pipeline_codes() if len(c) == 7][:120], 1)
    )
    return pipeline.disclose(replace(wuxi.facts, lines=many), None, loader.load("chongqing/2023"))


def pipeline_codes():
    from desktop.catalog.classification import load

    return [code for code, entry in load("function").codes.items() if entry.in_force(2023)]


def test_long_tables_break_between_rows_and_repeat_the_header(long):
    table = next(t for t in long.tables if t.id == "expenditure")
    sheet = sheet_of(table)
    pages = table_pages(sheet)
    assert len(pages) > 3
    header = [c.text for c in sheet.cells if c.style == "header"]
    for page in pages:
        shown = [box.text for box in page.boxes]
        assert all(text in shown for text in header)
        assert all(box.y + box.height <= page.height - MARGIN_BOTTOM + 0.5 for box in page.boxes)
        assert all(box.x > 0 and box.x + box.width < page.width for box in page.boxes)
    bodies = [box.placed for page in pages for box in page.boxes if box.placed and box.placed.cell is not None]
    assert len(bodies) == sum(len(table.row(n)) for n in range(table.height))


@pytest.mark.parametrize("key", ["guizhou/2025", "guangxi/2022", "hunan/2025", "shaanxi/2023"])
def test_an_indicator_of_six_characters_takes_one_line(key, sample_facts):
    """With 经济成本指标 on two lines the goals of three projects went on to a second page."""
    facts, last = sample_facts["qinghe_2025"]
    name = "performance" if key == "guangxi/2022" else "project_performance"
    pages = table_pages(sheet_of(pipeline.disclose(facts, last, loader.load(key)).table(name)))
    assert len(pages) == 1
    boxes = [box for box in pages[0].boxes if box.text in ("经济成本指标", "社会效益指标")]
    assert boxes and all(box.drawn[1] - box.drawn[0] == 1 for box in boxes)


def test_a_cell_taller_than_a_page_is_split_not_cut(wuxi):
    goal = "保障政务服务大厅正常运行。" * 700
    project = replace(wuxi.facts.projects[0], goal=goal)
    indicators = tuple(
        Indicator(id=90 + n, project_id=project.id, name=f"指标{n}", weight="50", unit="%", target="90") for n in (1, 2)
    )
    facts = replace(wuxi.facts, projects=(project,), indicators=indicators)
    disclosure = pipeline.disclose(facts, wuxi.last, wuxi.form)
    table = next(t for t in disclosure.tables if t.id == "project_performance")
    shown = "".join(b.text for p in table_pages(sheet_of(table)) for b in p.boxes if b.placed and b.placed.text == goal)
    assert shown == goal


def test_notes_under_a_table_never_stand_alone_on_a_page(long):
    """Wherever the page ends, the last row goes with the notes."""
    sheet = sheet_of(next(t for t in long.tables if t.id == "expenditure"))
    seen = set()
    for count in range(20, 45):
        bottom = sheet.header_bottom + count
        rows = [cell for cell in sheet.cells if cell.style != "note" and cell.row < bottom]
        note = replace(rows[-1], row=bottom, column=0, text="注：本表金额四舍五入。", style="note")
        pages = table_pages(replace(sheet, cells=[*rows, note], body_bottom=bottom, rows=bottom + 1))
        styles = [{box.placed.style for box in page.boxes if box.placed} for page in pages]
        assert {"note"} not in styles
        assert sum("note" in each for each in styles) == 1
        seen.add(len(pages))
    assert len(seen) > 1


def test_a_wide_title_keeps_apart_from_the_number_over_it(wuxi):
    """表8 and a title that begins under it would touch; a short title stands beside it."""

    def between(title):
        table = replace(next(t for t in wuxi.tables if t.id == "gov_fund"), title=title)
        (page,) = table_pages(sheet_of(table))
        number, first = (next(box for box in page.boxes if box.role == role) for role in ("number", "title"))
        return first.y - number.y

    assert between("某县政务服务中心2023年政府性基金预算支出情况公开表") >= between("支出表") + 4.0


NAMED = "县政务服务中心大厅运行维护、平台升级改造、便民热线数据共享和安全等级保护测评专项经费补助项目（一期）"


def of_projects(facts, count, name=NAMED * 2):
    """The table of the projects of a book with so many of them, all with names of some length."""
    projects = tuple(replace(facts.projects[0], id=n, name=f"{n}{name}") for n in range(1, count + 1))
    lines = tuple(
        DirectLine(id=n, function_code="2010306", economic_code="30227", nature="项目", project_id=n, amount=n * 10_000)
        for n in range(1, count + 1)
    )
    facts = replace(facts, projects=projects, lines=lines, indicators=(), procurements=(), project_years=())
    return sheet_of(pipeline.disclose(facts, None, loader.load("yunnan/2025")).table("projects"))


def test_long_names_in_many_rows_take_the_room_that_amounts_do_not_need(wuxi):
    """Four projects to a page of A4, where seven blank columns stood beside their names."""
    pages = table_pages(of_projects(wuxi.facts, 60))
    assert violations(pages) == []
    rows = [{box.placed.row for box in page.boxes if box.placed and box.placed.cell is not None} for page in pages]
    assert all(len(each) >= 7 for each in rows[:-1])
    sizes = {
        text.size
        for page in pages
        for box in page.boxes
        if box.role == "cell"
        for text in page.texts[slice(*box.drawn)]
    }
    assert min(sizes) >= 9.0, "a letter under 9 points is hard to read on paper"


def test_columns_stay_as_the_form_has_them_on_few_pages_and_with_short_names(wuxi):
    def edges(sheet):
        return {round(box.x, 1) for page in table_pages(sheet) for box in page.boxes if box.role == "cell"}

    few, short = of_projects(wuxi.facts, 5), of_projects(wuxi.facts, 80, "大厅运行")
    assert edges(few) == edges(short)
    assert edges(of_projects(wuxi.facts, 60)) != edges(few)


def test_titles_of_one_document_have_one_size(wuxi):
    """The longest that stands on one line of a narrow page says it, also for those on wide pages and in several lines."""
    tables = list(wuxi.tables)
    narrow = next(n for n, t in enumerate(tables) if t.orientation == "portrait")
    wide = next(n for n, t in enumerate(tables) if t.orientation == "landscape")
    other = next(n for n, t in enumerate(tables) if t.orientation == "portrait" and n != narrow)
    tables[narrow] = replace(tables[narrow], title="二〇二三年一般公共预算财政拨款支出预算情况明细总表甲乙丙丁戊己")
    tables[other] = replace(tables[other], title="二〇二三年一般公共预算财政拨款支出预算情况明细总表" * 3)
    sheets = titled_alike([sheet_of(table) for table in tables])
    sizes = {
        text.size
        for n, sheet in enumerate(sheets)
        for page in table_pages(sheet)[:1]
        for box in page.boxes
        if box.role == "title"
        for text in page.texts
        if text.text == box.text and n in (narrow, wide, other)
    }
    assert len(sizes) == 1
    assert 15.0 <= sizes.pop() < 18.0
    short = [replace(table, title="表") for table in tables]
    assert {sheet.title_size for sheet in titled_alike([sheet_of(table) for table in short])} == {18.0}
