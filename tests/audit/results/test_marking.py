"""Where quotes stand: each quote of a document is found, letter by letter; what is not of the document has no mark."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.audit import auditing
from desktop.audit.outcome import AuditFinding, Quote
from desktop.audit.results import marking
from desktop.findings import Severity
from desktop.outside.document import Document, Paragraph, Spot, Table
from tests.audit import mutants
from tests.audit.documents import BALANCE, OUTLAY, changed, document, table
from tests.audit.ours import document_of

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))


def text_at(found: Document, place: marking.Place) -> str:
    part = found.parts[place.part]
    text = part.text if isinstance(part, Paragraph) else part.rows[place.row][place.column]
    return text[place.start : place.end]


@pytest.mark.parametrize("path", SEEDS[1:3], ids=lambda path: path.stem)
def test_every_quote_of_a_text_is_found_word_for_word(path):
    found = auditing.of_document(auditing.read(path))
    marks = marking.marks_of(found.document, found.findings)
    quotes = {(n, m): q for n, finding in enumerate(found.findings) for m, q in enumerate(finding.quotes)}
    assert {(mark.finding, mark.quote) for mark in marks} == set(quotes)
    for mark in marks:
        assert quotes[mark.finding, mark.quote].text.startswith(text_at(found.document, mark.place))


def test_a_figure_of_a_table_is_marked_in_its_own_cell():
    rows = changed(OUTLAY, "|合计|12.00|10.00|2.00", "|合计|15.01|10.01|2.00")
    found = document("总额12.00万元。", table("部门收支总表", *BALANCE), table("部门支出总表", *rows))
    audit = auditing.of_document(found)
    marks = [mark for mark in marking.marks_of(found, audit.findings) if mark.place.part == 2]
    assert {(mark.place.row, mark.place.column) for mark in marks} >= {(1, 2), (1, 3)}
    assert "15.01" in {text_at(found, mark.place) for mark in marks}


def test_every_quote_of_a_document_of_ours_with_wrong_cells_is_found(own_layouts):
    found = document_of(own_layouts["qinghe_2025"])
    places = mutants.numbers(found)
    for place in places[:: len(places) // 4]:
        found = mutants.with_cell(found, place)
    audit = auditing.of_document(found)
    quotes = {(n, m): q for n, finding in enumerate(audit.findings) for m, q in enumerate(finding.quotes)}
    marks = {(mark.finding, mark.quote): text_at(found, mark.place) for mark in marking.marks_of(found, audit.findings)}
    assert len(quotes) > 20
    assert set(marks) == set(quotes)
    assert [quotes[key] for key, text in marks.items() if text not in quotes[key].text] == []


def test_a_book_and_words_that_stand_nowhere_have_no_mark():
    found = document("收入12万元，支出12万元。")
    spot = found.parts[0].spot
    quotes = (Quote("账本：12"), Quote("支出12万元", spot), Quote("支出13万元", spot))
    marks = marking.marks_of(found, [AuditFinding("A01", Severity.ERROR, "", quotes)])
    assert [(mark.quote, mark.place.start, mark.place.end) for mark in marks] == [(1, 7, 13)]


def test_a_quote_that_goes_on_in_the_next_paragraph_is_marked_in_its_first():
    found = document("收入12万元，", "支出12万元。")
    quote = Quote("12万元，\n支出", found.parts[0].spot)
    (mark,) = marking.marks_of(found, [AuditFinding("A01", Severity.ERROR, "", (quote,))])
    assert text_at(found, mark.place) == "12万元，"


def test_cells_of_a_workbook_are_found_by_sheet_and_address():
    spots = tuple(Spot(line=n, sheet="表一", cell=f"A{n}") for n in (3, 4, 6))
    rows = (("项目", "合计"), ("收入总计", "12.00"), ("支出总计", "13.00"))
    found = Document("甲.xlsx", "xlsx", (Table(rows, (), (), spots),))
    quote = Quote("表一 支出总计［合计］13.00", Spot(line=6, sheet="表一", cell="B6"))
    (mark,) = marking.marks_of(found, [AuditFinding("B54", Severity.ERROR, "", (quote,))])
    assert (mark.place.row, mark.place.column) == (2, 1)


def marked(found: Document, quote: Quote) -> list[str]:
    marks = marking.marks_of(found, [AuditFinding("A47", Severity.ERROR, "", (quote,))])
    return [text_at(found, mark.place) for mark in marks]


GOALS = table("目标表", "一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|检查企业家次|≥200 家次")


def test_each_cell_of_a_quoted_row_is_marked():
    other = table("另一表", "一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|检查次数|≥20次")
    quote = Quote("产出指标 数量指标 检查企业家次 ≥200 家次", Spot(line=2))
    found = document("说明。", other, GOALS)
    assert marked(found, quote) == ["产出指标", "数量指标", "检查企业家次", "≥200 家次"]


def test_a_total_whose_row_is_quoted_without_what_stands_between_is_marked():
    found = document(table("人员表", "项目|一月|人数", "合计|7|83"))
    assert marked(found, Quote("合计 83", Spot(line=2))) == ["合计", "83"]


def test_a_row_of_other_words_is_not_marked():
    assert marked(document("说明。", GOALS), Quote("产出指标 质量指标 查出隐患整改率 ≥95%", Spot(line=2))) == []


def test_a_quoted_row_of_a_workbook_is_marked_in_its_sheet():
    spots = (Spot(line=1, sheet="目标", cell="A1"), Spot(line=2, sheet="目标", cell="A2"))
    found = Document("甲.xlsx", "xlsx", (Table((("名称", "目标"), ("保洁员工资", "保洁员 268人")), (), (), spots),))
    assert marked(found, Quote("保洁员工资 保洁员 268人", spots[1])) == ["保洁员工资", "保洁员 268人"]


@pytest.mark.parametrize("title", ["表2 部门收入总表", ""])
def test_the_names_of_a_list_that_a_table_has_are_marked_in_it(title):
    one, other = (table(title, "单位|合计", "合计|3", f"甲局（本级）|{n}", "乙 中心|2") for n in (1, 2))
    other = replace(other, rows=(("名称", "合计"), ("甲局（本级）", "3")))
    quote = Quote(f"{title} 甲局（本级）、乙中心".strip(), Spot(line=1))
    assert marked(document("说明。", other, one), quote) == ["甲局（本级）", "乙 中心"]


def test_the_figures_inside_a_quote():
    for text, figures in (
        ("收入12.5万元，比上年增长3%", ["12.5万元", "3%"]),
        ("（1）2025年收入1,234.50元，3人", ["1,234.50元", "3人"]),
        ("  1,200", ["1,200"]),
    ):
        place = marking.Place(0, 2, len(text))
        assert [text[a:b] for a, b in marking.figures_in(text, place)] == figures
