"""Totals out of a text: what it states is found to the 分, what it does not state is never entered silently."""

from dataclasses import replace
from functools import cache

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.ledger.records import Unit
from desktop.ledger.vocabulary import UNSPLIT
from desktop.outside.document import Document, Paragraph, Table
from desktop.published import entry
from desktop.published.disagreements import UNSAID
from desktop.published.totals import read_sentences
from tests import scale
from tests.published.helpers import TOTALS_ONLY

FORMS = [loader.load(key) for key in ("guangxi/2022", "chongqing/2023")]
UNIT = Unit(id=1, name="某县服务中心", kind="事业")


@pytest.fixture(scope="module")
def read(tmp_path_factory, sample_facts):
    """Read a text; the same one is read once, and nobody changes what was read."""
    path = tmp_path_factory.mktemp("texts") / "说明.txt"
    unit = replace(sample_facts["wuxi_2023"][0].unit, id=1)

    @cache
    def run(text, year=2024):
        path.write_text(text, encoding="utf-8")
        return entry.read(path, FORMS, unit, year)

    return run


def test_a_text_typed_into_a_workbook_says_as_much_as_the_text(read, tmp_path):
    """Its sheet was taken for a table of no layout, and the file refused."""
    book = openpyxl.Workbook()
    for line in TOTALS_ONLY.splitlines():
        book.active.append([line])
    book.save(tmp_path / "说明.xlsx")
    proposal = entry.read(tmp_path / "说明.xlsx", FORMS, replace(UNIT), 2024)
    assert [c.cell.amount for c in proposal.compared] == [c.cell.amount for c in read(TOTALS_ONLY).compared]
    assert len(proposal.compared) > 5


def labels(proposal):
    return [one.label for one in proposal.disagreements]


def test_the_division_of_basic_spending_is_unsaid(read):
    proposal = read(TOTALS_ONLY)
    (found,) = [
        d for d in proposal.disagreements if "支出性质（可能是“人员”、“公用”）" in d.label and "人员" in d.entered
    ]
    assert "690,000.00 元" in found.label
    assert found.stated == UNSAID


def test_the_made_up_project_is_unsaid(read):
    assert "文件没有写明 400,000.00 元项目支出属于哪个项目" in labels(read(TOTALS_ONLY))


def test_how_classes_and_natures_cross_is_unsaid_line_by_line(read):
    proposal = read(TOTALS_ONLY)
    lines = [d for d in proposal.disagreements if d.label.startswith("文件没有写明这一行有多少：支出")]
    assert len(lines) == len(proposal.facts.lines)
    assert sum(float(d.entered.replace(",", "")) for d in lines) == 1_100_000
    assert all(d.stated == UNSAID for d in lines)


def test_a_division_that_the_totals_force_is_not_unsaid(read):
    proposal = read("某中心2024年预算\n支出总计70万元。\n基本支出70万元。\n一般公共服务支出70万元。\n")
    assert not any(label.startswith("文件没有写明这一行有多少") for label in labels(proposal))


def test_a_side_of_which_the_text_says_nothing_is_said(read):
    proposal = read(TOTALS_ONLY)
    assert "文件中没有读到采购" in labels(proposal)
    assert proposal.facts.procurements == ()
    assert "文件中没有读到收入" in labels(read("某中心2024年预算\n项目支出70万元。\n"))


def test_a_total_that_is_not_stated_is_said(read):
    proposal = read("某中心2024年预算\n基本支出70万元，项目支出40万元。\n")
    assert "文件没有写明支出总计" in labels(proposal)
    assert "文件没有写明支出总计" in labels(read("某中心2024年预算\n基本支出70万元。收入总计70万元。\n"))


def test_the_whole_of_a_side_bears_several_names(read):
    proposal = read("某中心2024年预算\n2024年支出总预算70万元。其中：基本支出30万元，项目支出41万元。\n")
    assert "文件没有写明支出总计" not in labels(proposal)
    assert any(d.stated == "700,000.00" and d.label.startswith("支出总计") for d in proposal.disagreements)


def test_two_amounts_for_one_figure_are_named_with_both(read):
    proposal = read("某中心2024年预算\n支出总计70万元。\n基本支出30万元，项目支出40万元。\n基本支出35万元。\n")
    (found,) = [d for d in proposal.disagreements if d.label == "文件中有几个不同的“基本支出”"]
    assert (found.stated, found.entered) == ("300,000.00、350,000.00", "300,000.00")


def test_every_disagreement_has_words_and_both_sides(read):
    for one in read(TOTALS_ONLY).disagreements:
        assert one.label.strip()
        assert one.stated
        assert one.entered


def test_figures_that_contradict_each_other_are_named(read):
    proposal = read(TOTALS_ONLY.replace("项目支出40万元", "项目支出45万元"))
    wrong = {d.label: (d.stated, d.entered) for d in proposal.disagreements if d.stated != UNSAID}
    assert any("支出" in label for label in wrong), labels(proposal)
    assert all(stated != entered for stated, entered in wrong.values())


@pytest.mark.parametrize(
    ("words", "fen"),
    [("7万元", 7_000_000), ("7.5万元", 7_500_000), ("1,234.56元", 123_456), ("1234.56 元", 123_456), ("0元", 0),
     ("0.07亿元", 700_000_000), ("85千元", 8_500_000)],
)  # fmt: skip
def test_amounts_are_read_to_the_fen(read, words, fen):
    proposal = read(f"某中心2024年预算\n项目支出{words}。\n基本支出900万元。\n")
    assert {c.cell.amount for c in proposal.compared if c.cell.label.startswith("项目支出")} == {fen}


@pytest.mark.parametrize("words", ["1.2345678万元", "0.12345678901亿元", "1.234元", "12,34元", "99999999999999万元"])
def test_what_is_no_printed_amount_is_not_taken(read, words):
    proposal = read(f"某中心2024年预算\n项目支出{words}。\n基本支出900万元。\n")
    assert not [c for c in proposal.compared if c.cell.label.startswith("项目支出")]


@pytest.mark.parametrize(("project", "agree"), [("4230.40万元", True), ("4630.40万元", False)])
def test_a_total_in_yi_agrees_with_parts_in_wan_within_its_digits(read, project, agree):
    """1.27亿元 was not read at all; it may stand for 12,650 to 12,750 万元."""
    proposal = read(f"某中心2024年预算\n支出总计1.27亿元。\n基本支出8467.60万元，项目支出{project}。\n")
    wrong = [d for d in proposal.disagreements if d.stated != UNSAID]
    assert (bool(wrong) or any("不一致" in f.message for f in proposal.findings)) is not agree
    assert 12_700_000_000 in {c.cell.amount for c in proposal.compared}


def test_a_text_of_another_year_is_an_error(read):
    assert any("这是 2024 年的文件，应为 2023 年" in f.message for f in read(TOTALS_ONLY, year=2023).errors)
    assert read(TOTALS_ONLY).errors == []


def test_a_text_without_totals_is_refused(read):
    with pytest.raises(UserError, match="没有找到预算总数"):
        read("今年工作安排如下。\n")


def test_whole_ten_thousands_are_no_licence_for_a_tail(read):
    """135 printed for 135.00 does not mean that amounts are rounded to whole 万元."""
    proposal = read("某中心2024年预算\n支出总计11万元。\n基本支出7万元，项目支出3万元。\n")
    assert not any("尾差" in f.message for f in proposal.findings)
    assert any("不一致，没有采用" in f.message for f in proposal.findings)


def test_what_is_neither_staff_nor_public_money_by_the_text_is_marked_and_not_compared(read):
    proposal = read(TOTALS_ONLY)
    marked = [line for line in proposal.facts.lines if UNSPLIT in line.note]
    assert sum(line.amount for line in marked) == 69_000_000  # 公务接待费 is goods
    assert {line.nature for line in proposal.facts.lines if UNSPLIT not in line.note} == {"公用", "项目"}
    assert any(d.entered.endswith("人员、公用不与上年比较") for d in proposal.disagreements)


STATEMENTS = (
    "支出总计",
    "基本支出",
    "项目支出",
    "人员经费",
    "一般公共服务支出",
    "卫生健康支出",
    "公务接待费",
    "收入总计",
)
amounts = st.integers(0, 900_000)
texts = st.lists(st.tuples(st.sampled_from(STATEMENTS), amounts), min_size=1, unique_by=lambda pair: pair[0]).map(dict)
"""Which figures a text states, in 0.01 万元: any of them, with amounts that need not fit."""


@settings(max_examples=scale.count(12))
@given(texts)
def test_no_text_gives_a_figure_that_it_does_not_state(stated):
    """What is entered comes out as stated or is named; what no sentence divides is marked or named, line by line."""
    sentences = [f"{label}{amount / 100:.2f}万元。" for label, amount in stated.items()]
    paragraphs = ("某中心2024年预算", *sentences)
    document = Document("说明.txt", "txt", tuple(map(Paragraph, paragraphs)))
    proposal = read_sentences(document, FORMS[1:], UNIT, 2024)
    if proposal is None:
        return
    named = {one.label for one in proposal.disagreements}
    for figure in proposal.compared:
        assert figure.cell.amount == stated[figure.cell.label] * 10_000
        assert figure.agrees or figure.cell.label in named
    compared = {figure.cell.label: figure.rebuilt for figure in proposal.compared}
    if "人员经费" not in compared:
        known = [line for line in proposal.facts.lines if line.nature == "人员" and UNSPLIT not in line.note]
        assert not known or any("支出性质" in label for label in named)
    spent = sum(line.amount for line in proposal.facts.lines)
    if spent and "支出总计" not in stated:
        assert "文件没有写明支出总计" in named
    if spent and not named:
        assert spent == stated["支出总计"] * 10_000


def test_tables_of_no_known_layout_beside_a_text_are_named():
    """Only the sentences were read, and nobody was told that the tables were not."""
    rows = (("科目", "金额"), ("群众文化", "110.00"))
    paragraphs = tuple(Paragraph(line) for line in TOTALS_ONLY.splitlines())
    for table, unread in (
        (Table(rows, above=("某某支出情况表",)), True),
        (Table((("2024年支出总计110万元。", ""),)), False),
    ):
        proposal = read_sentences(Document("公开.docx", "docx", (*paragraphs, table)), FORMS, UNIT, 2024)
        assert any("某某支出情况表" in each.message for each in proposal.findings) is unread
        assert any("没有认出的表" in each.message for each in proposal.findings) is unread
