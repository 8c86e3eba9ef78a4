"""A proposal: both sides of every figure, what is doubtful, and what would be entered."""

from dataclasses import replace
from decimal import Decimal

import docx
import pytest

from desktop import pipeline
from desktop.exporters import xlsx
from desktop.findings import Severity, UserError
from desktop.layouts.form import loader
from desktop.ledger.records import Unit
from desktop.outside import source_files
from desktop.published import entry
from desktop.published.proposal import propose, read_tables
from desktop.published.reading import PRINTED, ReadCell, read_all
from desktop.published.stated import StatedTotal, stated_in
from desktop.published.subjects import in_any_layout
from tests.published.helpers import recognise, recognised, source_of
from tests.published.subjects.written import titled


@pytest.fixture
def proposal(wuxi):
    return propose(recognised(wuxi.tables, wuxi.form), [], wuxi.facts.unit, 2023)


def only(wuxi, *names):
    return recognised([t for t in wuxi.tables if t.id in names], wuxi.form)


def test_every_figure_stands_beside_what_comes_of_it(wuxi, proposal):
    assert len(proposal.compared) > 300
    assert all(one.agrees for one in proposal.compared)
    assert proposal.errors == []
    assert sum(line.amount for line in proposal.facts.lines) == sum(line.amount for line in wuxi.facts.lines)
    assert proposal.year == 2023


def test_items_that_share_a_question_are_compared_by_their_sum(wuxi, proposal):
    """Procurement items without a sum of their own must not be left out of the comparison."""

    def item(amount, kind="货物", column="amount"):
        where = (("side", ("采购",)), ("procurement", (kind,)))
        return ReadCell("procurement", 0, f"r{amount}", column, where, amount, True, item=True)

    plain = replace(item(7), item=False)
    proposal.compared = []
    proposal.compare([item(1), item(2), item(4, kind="服务"), item(8, column="other"), plain, plain])
    assert [one.cell.amount for one in proposal.compared] == [3, 4, 8, 7, 7]
    assert proposal.compared[0].cell.row == "r1"


def test_tables_that_contradict_each_other_give_disagreements(wuxi):
    known = recognised(
        [t for t in wuxi.tables if t.id in ("expenditure", "general_expenditure", "general_basic")], wuxi.form
    )
    wrong = []
    for one in known:
        rows = tuple(replace(r, cells=tuple("9.5" if c == "8" else c for c in r.cells)) for r in one.source.rows)
        wrong.append(replace(one, source=replace(one.source, rows=rows)) if one.spec.id == "general_basic" else one)
    found = propose(wrong, [], wuxi.facts.unit, 2023)
    differing = [one for one in found.compared if not one.agrees]
    assert differing
    assert len([d for d in found.disagreements if d.stated != "未写明"]) == len(differing)


def test_a_side_without_a_table_is_a_disagreement(wuxi):
    found = propose(only(wuxi, "expenditure"), [], wuxi.facts.unit, 2023)
    assert {"文件中没有读到收入", "文件中没有读到采购"} <= {d.label for d in found.disagreements}
    assert not any("没有读到支出" in d.label for d in found.disagreements)


def test_a_full_set_of_tables_is_silent_about_no_side(proposal):
    assert not any("没有读到" in d.label for d in proposal.disagreements)


def test_another_year_is_an_error_and_sheets_left_out_are_said(wuxi):
    known = recognised(wuxi.tables, wuxi.form)
    assert any("这是 2023 年的表，应为 2022 年" in f.message for f in propose(known, [], wuxi.facts.unit, 2022).errors)
    found = propose(known[:3], ["附表一", "附表二"], wuxi.facts.unit, 2023)
    notes = [f.message for f in found.findings if f.severity is Severity.INFO]
    assert "没有认出的工作表（未读取）：附表一、附表二" in notes
    written = [replace(one, source=replace(one.source, file="公开.docx")) for one in known[:3]]
    notes_of_words = [f.message for f in propose(written, ["附表一"], wuxi.facts.unit, 2023).findings]
    assert "没有认出的表格（未读取）：附表一" in notes_of_words, "a Word file has no sheets"
    assert any(text.startswith(f"文件中没有这些表：{len(wuxi.form.tables) - 3} 张") for text in notes)


def test_spending_without_an_economic_class_is_said_with_its_amount(proposal):
    assert any("没有给出 1,350,000.00 元支出的经济分类" in f.message for f in proposal.findings)


def test_a_table_without_a_unit_of_money_is_not_read(wuxi):
    source = source_of(next(t for t in wuxi.tables if t.id == "expenditure"))
    known = [replace(one, unit="") for one in only(wuxi, "expenditure")]
    found = propose(known, [], wuxi.facts.unit, 2023)
    assert any("没有写金额单位" in f.message for f in found.errors)
    assert found.compared == []
    assert source.rows


def test_a_blank_table_is_named_apart_from_one_that_nobody_knows(tmp_path):
    document = docx.Document()
    tables = [
        ("表1 支出总表", [["支出", "预算数"], ["基本支出", "8.00"], ["项目支出", "2.00"], ["支出总计", "10.00"]]),
        ("表2 政府性基金预算支出表", [["科目编码", "科目名称", "合计"], ["", "", ""]]),
        ("表3 绩效目标表", [["指标", "指标值"], ["补助人数", "624人"]]),
    ]
    for title, rows in tables:
        document.add_paragraph(title)
        document.add_paragraph("单位：万元")
        made = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(made.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    document.save(path := tmp_path / "某局2024年部门预算.docx")
    found = read_tables(source_files.read_document(path), [loader.load("chongqing/2023")], Unit(id=1), 2024)
    notes = [f.message for f in found.findings if "没有记入" in f.message or "没有认出" in f.message]
    assert notes == [
        "没有认出的表格（未读取）：表格 3 表3 绩效目标表",
        "空白的表（没有金额，没有记入）：表格 2 表2 政府性基金预算支出表",
    ]


def in_other_unit(source, unit):
    """A sheet in 万元 as a department prints it in another unit, every 分 as a digit."""
    shift = {"亿元": -4, "千元": 1, "百元": 2}[unit]

    def cell(column, text):
        amount = column > 1 and PRINTED.fullmatch(text)
        return f"{Decimal(text).scaleb(shift):f}" if amount else text.replace("单位：万元", f"单位：{unit}")

    rows = (replace(row, cells=tuple(cell(n, text) for n, text in enumerate(row.cells))) for row in source.rows)
    return replace(source, rows=tuple(rows))


@pytest.mark.parametrize("unit", ["亿元", "千元", "百元"])
def test_a_file_in_a_larger_unit_gives_the_same_amounts(wuxi, unit):
    """单位：亿元 was no unit of money at all."""
    table = next(t for t in wuxi.tables if t.id == "general_basic")
    sources = [source_of(table), in_other_unit(source_of(table), unit)]
    first, second = ([*read_all([recognise(s, wuxi.form)])[0].cells] for s in sources)
    assert [cell.amount for cell in second] == [cell.amount for cell in first]
    assert max(cell.amount for cell in second) == 225_669_000


def test_amounts_rounded_to_hundredths_of_a_large_unit_are_doubted(wuxi):
    (known,) = only(wuxi, "general_basic")
    rows = (replace(r, cells=tuple("2.25" if c == "225.669" else c for c in r.cells)) for r in known.source.rows)
    found = propose(
        [replace(known, unit="亿元", source=replace(known.source, rows=tuple(rows)))], [], wuxi.facts.unit, 2023
    )
    assert any("金额以亿元为单位，导入的数与实际可能相差" in f.message for f in found.findings)


def test_the_layout_that_knows_most_sheets_is_taken(wuxi, tmp_path):
    path = tmp_path / "公开.xlsx"
    xlsx.write(pipeline.publication(wuxi), path)
    forms = [loader.load(key) for key in loader.available()]
    assert entry.read(path, forms, wuxi.facts.unit, 2023).form.key == "chongqing/2023"
    path = tmp_path / "通知.txt"
    path.write_text("通知\n请各单位按时报送。\n", encoding="utf-8")
    with pytest.raises(UserError, match="没有认出任何公开表"):
        entry.read(path, forms[:1], wuxi.facts.unit, 2023)


def test_a_side_that_only_sentences_of_the_layout_speak_of_is_missed_too(sample_facts):
    """Last year's procurement once was 0 without a word where the layout has no table of it and the text was not read."""
    facts, last = sample_facts["wuxi_2023"]
    form = loader.load("guangxi_wuzhou/2025")
    found = propose(recognised(pipeline.disclose(facts, last, form).tables, form), [], facts.unit, 2023)
    assert [each.label for each in found.disagreements if "没有读到" in each.label] == ["文件中没有读到采购"]


def test_what_the_tables_leave_open_is_divided_as_the_sentences_have_it(sample_facts):
    """资本性支出 of projects, which no table of this layout shows, was entered as money of no class and called 0."""
    facts, last = sample_facts["qinghe_2025"]
    disclosure = pipeline.disclose(facts, last, loader.load("guangxi_wuzhou/2025"))
    stated = stated_in([each.text for each in disclosure.narrative.paragraphs], disclosure.form)
    proposal = propose(recognised(disclosure.tables, disclosure.form), [], facts.unit, 2025, stated)
    capital = {
        (figure.cell.amount, figure.rebuilt) for figure in proposal.compared if figure.cell.label == "资本性支出"
    }
    assert capital == {(17_800_000, 17_800_000)}
    assert all(figure.agrees for figure in proposal.compared)
    (named,) = (each for each in proposal.disagreements if "178,000.00" in each.label)
    assert "可能是“309”、“310”" in named.label and "按“310”记入" in named.entered


def test_a_sentence_that_contradicts_the_tables_divides_nothing(sample_facts):
    facts, last = sample_facts["qinghe_2025"]
    disclosure = pipeline.disclose(facts, last, loader.load("guangxi_wuzhou/2025"))
    text = "资本性支出900000元，占项目支出32.48%，同比增加178000元。"
    stated = stated_in(["2025年单位预算", text], disclosure.form)
    proposal = propose(recognised(disclosure.tables, disclosure.form), [], facts.unit, 2025, stated)
    assert any(each.label == "资本性支出" and each.stated == "900,000.00" for each in proposal.disagreements)
    assert not any("可能是“309”" in each.label for each in proposal.disagreements)


def test_a_sentence_in_whole_wan_yuan_agrees_with_the_yuan_it_rounds():
    """13202万元 beside 132,015,621 元 of the tables is no contradiction."""
    source = titled(
        "表3 支出总表",
        "科目编码|科目名称|合计|基本支出|项目支出",
        "201|一般公共服务支出|132015621|101918621|30097000",
        unit="单位：元",
    )
    form = loader.load("chongqing/2023")
    stated = stated_in(["2023年支出总计13202万元，基本支出10291万元。"], form)
    known = in_any_layout.recognised(source, form)
    found = propose([known], [], Unit(id=1, name="某局"), 2023, stated)
    differing = {one.cell.label: one.cell.amount for one in found.compared if not one.agrees}
    assert differing.get("支出总计") is None
    assert differing.get("基本支出", 1_029_100_0000) == 1_029_100_0000


def test_what_a_sentence_divides_and_no_table_does_is_named_and_contradicts_nothing():
    source = titled(
        "表3 一般公共预算支出表",
        "科目编码|科目名称|合计|基本支出|项目支出",
        "201|一般公共服务支出|100.00|60.00|40.00",
    )
    form = loader.load("chongqing/2023")
    office = (("side", ("支出",)), ("economic", ("30201",)))
    wheres = ((*office, ("nature", ("人员", "公用"))), (*office, ("carry", ("当年",))))  # only its place tells which
    stated = [StatedTotal("办公费", where, 10_000_000, 10_000, 5_000) for where in wheres]
    found = propose([in_any_layout.recognised(source, form)], [], Unit(id=1, name="某局"), 2023, stated)
    assert all(one.agrees for one in found.compared)
    assert [each.entered for each in found.disagreements if each.label == "办公费"] == ["不记入，表中没有分到这一项"]


def test_what_a_rounded_sentence_leaves_over_of_a_table_is_no_other_money():
    """Of 61,857,626 元, which a text rounds to 6185.76 万元 of this year, 26 元 were once carried in."""
    source = titled(
        "表1 部门收支总表", "收入项目|预算数", "一般公共预算资金|61857626", "收入总计|61857626", unit="单位：元"
    )
    form = loader.load("chongqing/2023")
    where = (("side", ("收入",)), ("carry", ("当年",)))
    stated = [StatedTotal("本年收入", where, 6_185_760_000, 10_000, 5_000)]
    found = propose([in_any_layout.recognised(source, form)], [], Unit(id=1, name="某局"), 2023, stated)
    assert [(each.carry, each.amount) for each in found.facts.incomes] == [("当年", 6_185_762_600)]
