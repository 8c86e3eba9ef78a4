"""The unit's name above a table: on the width of the table less the money unit, smaller, then in lines; never cut."""

from dataclasses import replace
from itertools import pairwise, product

import pytest

from desktop import pipeline
from desktop.exporters import pdf
from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.layouts.paper import table_pages
from desktop.layouts.paper.overview_page import LEFT, overview_pages
from desktop.layouts.paper.pages import width_of
from desktop.layouts.paper.sheet import sheet_of
from desktop.layouts.tables import overview
from desktop.ledger.records import DirectLine
from tests import scale

NAME = "青禾土家族苗族自治县机关事务管理和政务服务保障中心办公室本级" * 12


def called(sample_facts, form, length):
    this, last = sample_facts["qinghe_2025"]
    this = replace(this, unit=replace(this.unit, name=NAME[:length]))
    return pipeline.disclose(this, last, loader.load(form))


def unit_boxes(page):
    return [box for box in page.boxes if box.placed is not None and box.placed.style in ("unit_left", "unit_right")]


LENGTHS = (20, 22, 44, 60, 300) if scale.asked else (22, 44, 300)
"""That fits on a line, does not, in two and in many lines."""


@pytest.mark.parametrize("form", scale.layouts(loader.available()))
def test_the_line_is_whole_and_its_halves_do_not_meet(form, sample_facts):
    """The tables are those of one disclosure: only their unit's name is another, longer one each time."""
    made = called(sample_facts, form, 20)
    assert {table.unit_name for table in made.tables} == {NAME[:20]}
    for length, table in product(LENGTHS, made.tables):
        sheet = sheet_of(replace(table, unit_name=NAME[:length]))
        page = table_pages.table_pages(sheet)[0]
        left = [box for box in unit_boxes(page) if box.placed.style == "unit_left"]
        (right,) = [box for box in unit_boxes(page) if box.placed.style == "unit_right"]
        assert "".join(box.text for box in left) == f"{table.unit_label}：{NAME[:length]}"
        for box in left:
            (text,) = [t for t in page.texts if t.text == box.text and box.y <= t.y <= box.y + box.height]
            assert text.x + width_of(text.text, text.face, text.size) <= box.x + box.width + 0.02
            assert text.size >= table_pages.UNIT_MIN
        assert max(box.x + box.width for box in left) <= right.x + 0.01
        assert right.x + right.width == pytest.approx(page.width - table_pages.MARGIN_X)
        assert right.text == (f"单位：{table.style.unit}" if table.unit_line else "")


def test_a_name_that_fits_keeps_its_size(sample_facts):
    made = called(sample_facts, "chongqing/2023", 30)
    landscape = next(t for t in made.tables if t.orientation == "landscape")
    page = table_pages.table_pages(sheet_of(landscape))[0]
    assert {t.size for t in page.texts if NAME[:30] in t.text} == {table_pages.SMALL}


def test_a_text_that_does_not_fit_is_named_with_what_to_do(sample_facts, tmp_path):
    """An amount beyond what the narrowest column takes at the smallest size."""
    this, last = sample_facts["qinghe_2025"]
    huge = DirectLine(id=999, function_code="2010350", economic_code="30201", amount=10**15)
    made = pipeline.disclose(replace(this, lines=(*this.lines, huge)), last, loader.load("shanghai/2025"))
    narrow = tuple(
        replace(sheet, widths=tuple(2 if n else 90 for n, _ in enumerate(sheet.widths)))
        for sheet in pipeline.publication(made).sheets
    )
    publication = replace(pipeline.publication(made), sheets=narrow)
    document = pdf.write(publication, tmp_path / "a.pdf")
    with pytest.raises(UserError) as refused:
        pdf.read_back(document, tmp_path / "a.pdf")
    assert "放不下“" in str(refused.value)
    assert "请缩短这段文字" in str(refused.value)
    assert "维护人员" not in str(refused.value)


@pytest.mark.parametrize("length", [8, 22, 60, 300])
def test_the_cover_keeps_room_for_the_signatures(length, sample_facts):
    made = called(sample_facts, "chongqing/2023", length)
    cover = pdf.document_of(pipeline.publication(made)).pages[0]
    boxes = sorted(cover.boxes, key=lambda box: box.y)
    assert all(above.y + above.height <= below.y + 10 for above, below in pairwise(boxes))
    signed = next(box for box in boxes if box.text == "单位负责人：")
    assert max(box.y + box.height for box in boxes if box.y < signed.y) <= signed.y
    printed = "".join(text.text for text in cover.texts)
    assert NAME[:length] in printed


@pytest.mark.parametrize("length", [8, 30, 44, 80])
def test_the_title_of_the_overview_stays_on_the_page(length, sample_facts):
    made = called(sample_facts, "chongqing/2023", length)
    page = overview_pages(overview.build(made.form, made.facts, made.cube, None, []), "版本")[0]
    title = next(text for text in page.texts if "一页概览" in text.text)
    assert title.x >= LEFT - 0.01
    assert title.x + width_of(title.text, title.face, title.size) <= page.width - LEFT + 0.01
