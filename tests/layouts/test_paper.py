"""Line breaking, page breaks, merges, glyph coverage."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import pipeline
from desktop.layouts import loader
from desktop.layouts.glyphs import missing_characters
from desktop.layouts.linebreak import NOT_FIRST, NOT_LAST, balanced_lines, break_lines
from desktop.layouts.sheet import place
from desktop.layouts.table_pages import MARGIN_BOTTOM, table_pages
from desktop.layouts.typeface import faces, missing
from desktop.ledger.records import DirectLine, Indicator

chinese = st.text(st.sampled_from("预算公开说明部门支出，。；（）“”1234567890.%万元abc"), min_size=1, max_size=120)


@given(chinese, st.integers(60, 400))
def test_lines_fit_and_nothing_is_lost(text, width):
    lines = break_lines(text, width, 12)
    assert "".join(lines) == text
    assert all(faces()["serif"].width(line, 12) <= width + 0.02 for line in lines)


@given(st.text(st.sampled_from("预算公开，。；（）“”"), min_size=1, max_size=80))
def test_no_line_begins_or_ends_wrongly_in_ordinary_text(text):
    lines = break_lines(text, 240, 12)
    for before, after in zip(lines, lines[1:], strict=False):
        clusters = sum(c in NOT_FIRST or c in NOT_LAST for c in before[-6:] + after[:6])
        if clusters < 6:
            assert after[0] not in NOT_FIRST
            assert before[-1] not in NOT_LAST


def test_numbers_stay_whole():
    lines = break_lines("一般公共预算财政拨款收入1385.31万元", 140, 12)
    assert any("1385.31" in line for line in lines)


def test_titles_break_evenly():
    lines = balanced_lines("国有资本经营预算拨款收入", 80, 10, "sans-bold")
    assert [len(line) for line in lines] == [6, 6]


def test_the_fonts_cover_what_the_design_asks():
    rare = "䶮㛃𬭎镕堃喆淼燚〇㎡≥≤％“”〔〕（）《》、。，；：—…￥·①②"
    assert missing(rare) == []
    gb2312 = "".join(
        bytes((high, low)).decode("gb2312", "ignore") for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)
    )
    assert missing(gb2312) == []


def test_a_missing_character_is_a_finding_with_its_place(wuxi):
    facts = replace(wuxi.facts, texts={**wuxi.facts.texts, "duties": "负责\U0001f600相关工作"})
    disclosure = pipeline.disclose(facts, wuxi.last, wuxi.form)
    found = missing_characters(disclosure.narrative, disclosure.tables)
    assert len(found) == 1
    assert "U+1F600" in found[0].message
    assert not missing_characters(wuxi.narrative, wuxi.tables)
    assert any(f.code == "G01" for f in disclosure.errors)


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
    sheet = place(table)
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


def test_a_cell_taller_than_a_page_is_split_not_cut(wuxi):
    goal = "保障政务服务大厅正常运行。" * 700
    project = replace(wuxi.facts.projects[0], goal=goal)
    indicators = tuple(
        Indicator(id=90 + n, project_id=project.id, name=f"指标{n}", weight="50", unit="%", target="90") for n in (1, 2)
    )
    facts = replace(wuxi.facts, projects=(project,), indicators=indicators)
    disclosure = pipeline.disclose(facts, wuxi.last, wuxi.form)
    table = next(t for t in disclosure.tables if t.id == "project_performance")
    shown = "".join(b.text for p in table_pages(place(table)) for b in p.boxes if b.placed and b.placed.text == goal)
    assert shown == goal


def test_projects_span_their_indicators(wuxi):
    project = wuxi.facts.projects[0]
    indicators = tuple(
        Indicator(id=n, project_id=project.id, name=f"指标{n}", weight="20", unit="个", target=str(n))
        for n in range(1, 6)
    )
    disclosure = pipeline.disclose(replace(wuxi.facts, indicators=indicators), wuxi.last, wuxi.form)
    table = next(t for t in disclosure.tables if t.id == "project_performance")
    merged = [c for c in place(table).cells if c.row_span == 5]
    assert [c.text for c in merged] == [project.name, "135.00", project.goal]
