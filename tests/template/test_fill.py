"""Filling: each cell gets the ledger's amount in the sheet's unit; what does not add up is not saved."""

import errno
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from desktop import cli
from desktop.compute.cube import Cube
from desktop.compute.lines import BudgetLine, Origin
from desktop.findings import Place, Severity, UserError
from desktop.ledger.records import Budget, BudgetFacts, Person, Unit
from desktop.template.fill import _asking_to_calculate, _require_no_names, fill
from desktop.template.mapping import CellMap, ListMap, RowColumn, RowsMap, SheetMap, WorkbookMapping
from tests import samples
from tests.policies import facts_of
from tests.template.helpers import add, balance, basic, listed, one_sheet, ordinary, procurement, titled
from tests.template.test_learn import ALL_FOUR, THREE, subjects

SHORT = (("30101", "基本工资"), ("30102", "津贴补贴"), ("30107", "绩效工资"), ("30201", "办公费"))
SPENDING = (("side", ("支出",)),)


def line(amount, *, year=2025, function="2010350", economic="30101", nature="人员", fund="一般公共预算"):
    """A spending line of a small cube."""
    return BudgetLine(
        "支出", year, amount, Origin("direct_line", amount), function, economic, nature=nature, fund=fund, carry="当年"
    )


@pytest.fixture
def small():
    """This year 1,234,567.89 元 + 0.01 元, last year 1,000,000.00 元."""
    return Cube([line(123_456_789), line(1, economic="30201", nature="公用"), line(100_000_000, year=2024)], 2025)


@pytest.fixture
def path(tmp_path):
    one_sheet("表", [["甲", None, None, None], ["乙", None, None, "=B2+C2"]]).save(tmp_path / "表.xlsx")
    return tmp_path / "表.xlsx"


def result(path, mapping, cube, tmp_path, reason=""):
    made = fill(mapping, path, cube, reason)
    (tmp_path / "已填.xlsx").write_bytes(made.content)
    return made, openpyxl.load_workbook(tmp_path / "已填.xlsx", data_only=True)["表"]


def but_for_the_unit(made):
    """The findings without those about the unit of money: these sheets name none."""
    return [finding for finding in made.findings if "没有写金额单位" not in finding.message]


def mapping_of(*cells, unit="元", **more):
    return WorkbookMapping("表.xlsx", "", [SheetMap("表", unit, list(cells), **more)])


@pytest.mark.parametrize(("value", "amount"), [("this", 1234567.90), ("last", 1000000), ("change", 234567.90)])
def test_a_cell_shows_this_year_last_year_or_the_change(path, small, tmp_path, value, amount):
    _, sheet = result(path, mapping_of(CellMap("B1", SPENDING, value)), small, tmp_path)
    assert sheet["B1"].value == amount


@pytest.mark.parametrize(("unit", "text"), [("元", "1234567.9"), ("万元", "123.45679"), ("千元", "1234.5679")])
def test_amounts_are_exact_in_the_unit_of_the_sheet(path, small, tmp_path, unit, text):
    _, sheet = result(path, mapping_of(CellMap("B1", SPENDING), unit=unit), small, tmp_path)
    assert Decimal(str(sheet["B1"].value)) == Decimal(text)


def test_a_decrease_is_negative(path, tmp_path):
    cube = Cube([line(100), line(350, year=2024)], 2025)
    _, sheet = result(path, mapping_of(CellMap("B1", SPENDING, "change")), cube, tmp_path)
    assert sheet["B1"].value == -2.5


def test_texts_and_cells_are_counted(path, small, tmp_path):
    made, sheet = result(path, mapping_of(CellMap("B1", SPENDING), texts={"C1": "青禾县"}), small, tmp_path)
    assert (made.cells, sheet["C1"].value) == (2, "青禾县")


def test_cells_are_counted_over_all_sheets(tmp_path, small):
    book = one_sheet("表", [["甲", None]])
    add(book, "又一表", [["乙", None]])
    book.save(tmp_path / "表.xlsx")
    sheets = [SheetMap(name, "元", [CellMap("B1", SPENDING)]) for name in ("表", "又一表")]
    made, sheet = result(tmp_path / "表.xlsx", WorkbookMapping("表.xlsx", "", sheets), small, tmp_path)
    assert made.cells == 2
    assert (sheet["B1"].value, sheet.parent["又一表"]["B1"].value) == (1234567.9, 1234567.9)


def test_a_formula_counts_what_is_filled_and_what_the_bureau_printed(tmp_path, small):
    one_sheet("表", [["甲", None, 5], ["乙", "=B1+C1"]]).save(tmp_path / "表.xlsx")
    _, sheet = result(tmp_path / "表.xlsx", mapping_of(CellMap("B1", SPENDING)), small, tmp_path)
    assert sheet["B2"].value == 1234572.9


def test_a_sheet_may_have_cells_and_a_list(path, small, tmp_path):
    one = ListMap(5, 9, "function", ("项",), SPENDING, (("A", "code"), ("C", ())))
    made, sheet = result(path, mapping_of(CellMap("B1", SPENDING), lists=[one]), small, tmp_path)
    assert (made.cells, sheet["B1"].value, sheet["A5"].value) == (3, 1234567.9, "2010350")


ASKED = "模板中有较复杂的公式，已要求 Excel、WPS 打开时重新计算"


def asks_to_calculate(made):
    """What is said, and whether the workbook says the same to the spreadsheet program."""
    with zipfile.ZipFile(BytesIO(made.content)) as package:
        workbook = package.read("xl/workbook.xml").decode()
    return [f.message for f in made.findings if f.severity is Severity.INFO], 'fullCalcOnLoad="1"' in workbook


def with_formulas(tmp_path, own="=B1+1", other=None):
    """A workbook as a program writes it that does not ask for calculation, with a formula here and elsewhere."""
    book = one_sheet("表", [["甲", None], ["乙", own]])
    if other is not None:
        add(book, "汇总", [["丙", other]])
    book.calculation.fullCalcOnLoad = False
    book.save(tmp_path / "表.xlsx")
    return tmp_path / "表.xlsx"


@pytest.mark.parametrize(
    ("own", "other", "asked"),
    [
        ("=B1+1", None, False),
        ("=B1+1", "=A1", False),
        ("=IF(B1>1,1,0)", None, True),  # not worked out here
        ("=B1+1", "=表!B1", True),  # a sheet that is not filled shows what this one holds
    ],
)
def test_a_formula_that_is_not_worked_out_here_is_left_to_the_program_and_said(tmp_path, small, own, other, asked):
    made = fill(mapping_of(CellMap("B1", SPENDING)), with_formulas(tmp_path, own, other), small)
    assert asks_to_calculate(made) == ([ASKED] if asked else [], asked)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<a/><sheets></sheets><b/>", b'<a/><sheets></sheets><calcPr fullCalcOnLoad="1"/><b/>'),
        (b'<calcPr calcId="1"/>', b'<calcPr fullCalcOnLoad="1" calcId="1"/>'),
        (b'<calcPr calcId="1" fullCalcOnLoad="0"/>', b'<calcPr fullCalcOnLoad="1" calcId="1"/>'),
        (b"<calcPr fullCalcOnLoad='true'/>", b'<calcPr fullCalcOnLoad="1"/>'),
    ],
)
def test_whatever_the_workbook_said_of_calculating_it_now_asks_for_it(before, after):
    assert _asking_to_calculate(before) == after


def test_what_one_sheet_asks_for_the_next_does_not_take_back(tmp_path, small):
    path = with_formulas(tmp_path, "=IF(B1>1,1,0)", "=A1")
    sheets = [SheetMap("表", "元", [CellMap("B1", SPENDING)]), SheetMap("汇总", "元")]
    assert asks_to_calculate(fill(WorkbookMapping("表.xlsx", "", sheets), path, small)) == ([ASKED], True)


def test_another_file_than_the_learned_one_is_said(path, small, tmp_path):
    other = replace(mapping_of(CellMap("B1", SPENDING)), sha256="0" * 64)
    made, _ = result(path, other, small, tmp_path)
    assert [f.message for f in but_for_the_unit(made) if f.severity is Severity.WARNING] == [
        "模板文件与生成对应表时不同，请核对填写的位置是否仍然正确"]  # fmt: skip
    made, _ = result(path, mapping_of(CellMap("B1", SPENDING)), small, tmp_path)
    assert but_for_the_unit(made) == []


def test_a_sheet_or_file_that_is_not_there_is_refused(path, small, tmp_path):
    with pytest.raises(UserError, match="没有工作表“别的”"):
        fill(WorkbookMapping("表.xlsx", "", [SheetMap("别的", "元")]), path, small)
    with pytest.raises(UserError, match="没有找到模板文件"):
        fill(mapping_of(), tmp_path / "没有.xlsx", small)


@pytest.mark.parametrize(
    "where",
    [
        (("carry", ("当年",)), ("side", ("采购",))),
        (("function", ("201",)), ("side", ("采购",))),
        (("economic", ("30231",)), ("economic", ("30217",)), ("side", ("支出",))),
        (("side", ("支出",)), ("side", ("收入",))),
    ],
)
def test_a_filter_that_no_record_can_answer_is_refused(path, small, where):
    with pytest.raises(UserError, match="工作表“表”B1 的筛选条件不可能有数"):
        fill(mapping_of(CellMap("B1", where)), path, small)
    one = ListMap(3, 9, "function", ("项",), (), (("A", "code"), ("D", where)))
    with pytest.raises(UserError, match="工作表“表”D3 的筛选条件不可能有数"):
        fill(mapping_of(lists=[one]), path, small)


# lists -------------------------------------------------------------------------------------------------


@pytest.fixture
def coded():
    """Money of three codes in two classes."""
    return Cube([line(100), line(200, function="2010399", nature="公用"), line(400, function="2080505")], 2025)


def list_of(levels, last=20, columns=(("A", "code"), ("B", "name"), ("C", ()))):
    one = ListMap(5, last, "function", levels, SPENDING, columns)
    return WorkbookMapping("表.xlsx", "", [SheetMap("表", "元", lists=[one])])


def test_a_list_has_every_code_with_money_parents_before_children(path, coded, tmp_path):
    made, sheet = result(path, list_of(("类", "款", "项")), coded, tmp_path)
    shown = [(sheet.cell(n, 1).value, sheet.cell(n, 3).value) for n in range(5, 13)]
    assert shown == [("201", 3), ("20103", 3), ("2010350", 1), ("2010399", 2), ("208", 4), ("20805", 4),
                     ("2080505", 4), (None, None)]  # fmt: skip
    assert sheet["B5"].value == "一般公共服务支出"
    assert made.cells == 21


def test_a_list_of_one_level_has_only_that(path, coded, tmp_path):
    _, sheet = result(path, list_of(("项",)), coded, tmp_path)
    assert [sheet.cell(n, 1).value for n in range(5, 9)] == ["2010350", "2010399", "2080505", None]


def test_a_list_takes_exactly_the_rows_it_has(path, coded, tmp_path):
    result(path, list_of(("项",), last=7), coded, tmp_path)
    _, sheet = result(path, list_of(("项",), last=6), coded, tmp_path)  # one more than prepared
    assert [sheet.cell(n, 1).value for n in range(5, 9)] == ["2010350", "2010399", "2080505", None]


def test_money_without_a_full_code_is_not_dropped_from_a_list(path, tmp_path):
    given = [line(100), line(250, function="20805")]
    for lines in (given, given[::-1]):
        with pytest.raises(UserError, match=r"没有找到位置的有 20805 .* 2\.50 元") as refusal:
            fill(list_of(("项",)), path, Cube(lines, 2025))
        assert "工作表“表”A5" in str(refusal.value)


def test_columns_of_a_list_that_leave_money_out_are_refused(path, coded):
    columns = (("A", "code"), ("C", ()), ("D", (("nature", ("人员",)),)), ("E", (("nature", ("项目",)),)))
    with pytest.raises(
        UserError, match=r"C5（横向各列） 表中为 各列之和 5，账本为 7 元：表中没有对应的列的有 公用经费 2\.00 元"
    ):
        fill(list_of(("项",), columns=columns), path, coded)
    whole = (*columns[:3], ("E", (("nature", ("公用",)),)))
    assert fill(list_of(("项",), columns=whole), path, coded).cells == 12


def test_one_column_of_a_part_beside_the_whole_need_not_make_it_up(path, coded, tmp_path):
    """合计 and 其中：人员 leave 公用 to no column; only two or more parts claim to be the whole."""
    columns = (("A", "code"), ("C", ()), ("D", (("nature", ("人员",)),)))
    _, sheet = result(path, list_of(("项",), columns=columns), coded, tmp_path)
    assert [(sheet.cell(n, 3).value, sheet.cell(n, 4).value) for n in (5, 6, 7)] == [(1, 1), (2, 0), (4, 4)]


def test_money_left_out_of_a_list_is_named_at_its_first_column(path, tmp_path):
    short = Cube([line(100), line(250, function="20805")], 2025)
    with pytest.raises(UserError, match="工作表“表”B5（列出的科目）"):
        fill(list_of(("项",), columns=(("B", "code"), ("C", ()))), path, short)
    with pytest.raises(UserError, match="工作表“表”A5（列出的科目）"):
        fill(list_of(("项",), columns=()), path, short)


def test_formulas_in_the_rows_of_a_list_are_held_against_their_own_code(tmp_path, coded):
    """D is the template's own formula, here for 人员: right in each row, or named with its code and both amounts."""
    staff = (("nature", ("人员",)),)
    columns = (("A", "code"), ("B", staff), ("C", (("nature", ("公用",)),)))
    one = ListMap(5, 7, "function", ("项",), SPENDING, columns, checks=(("D", staff),))

    def filled_with(*formulas):
        rows = [["x"]] * 4 + [[None, None, None, formula] for formula in formulas]
        one_sheet("表", rows).save(tmp_path / "表.xlsx")
        return fill(mapping_of(lists=[one]), tmp_path / "表.xlsx", coded)

    assert filled_with("=B5", "=B6", "=B7").cells == 9
    with pytest.raises(UserError) as refusal:
        filled_with("=B5", "=B6+C6", "=B7")
    said = [text for text in str(refusal.value).split("工作表“表”")[1:] if text.startswith("D")]
    assert [text.partition("：")[0].strip() for text in said] == [
        "D6（2010399 其他政府办公厅（室）及相关机构事务支出） 表中为 2，账本为 0 元"
    ]
    with pytest.raises(UserError, match=r"D7（2080505 .*） 表中为 5，账本为 4"):
        filled_with("=B5", "=B6", "=B7+1")


# what does not add up ----------------------------------------------------------------------------------


def test_a_sum_that_is_not_the_ledgers_is_refused_with_both_sides(path, small, tmp_path):
    cells = (
        CellMap("B2", (*SPENDING, ("nature", ("人员",))), row="基本"),
        CellMap("C2", (*SPENDING, ("nature", ("项目",)))),
    )
    mapping = mapping_of(*cells, checks=[CellMap("D2", SPENDING, row="乙", column="合计")])
    with pytest.raises(UserError) as refusal:
        fill(mapping, path, small)
    assert "“表.xlsx”填写后与账本不一致，没有保存" in str(refusal.value)
    assert "工作表“表”D2（乙 合计） 表中为 1234567.89，账本为 1234567.90 元：没有找到位置的有" in str(refusal.value)
    assert "2010350 事业运行 0.01 元" in str(refusal.value)


def test_a_reason_saves_it_all_the_same_and_is_kept_with_the_differences(path, small, tmp_path):
    mapping = mapping_of(CellMap("B2", (*SPENDING, ("nature", ("人员",)))), checks=[CellMap("D2", SPENDING)])
    made, sheet = result(path, mapping, small, tmp_path, "局里另行汇总")
    assert sheet["D2"].value == 1234567.89
    messages = [f.message for f in but_for_the_unit(made)]
    assert "账本为 1234567.90 元" in messages[0]
    assert messages[1] == "以上 1 处与账本不一致，按要求仍然保存，理由：局里另行汇总"
    with pytest.raises(UserError):
        fill(mapping, path, small, "   ")


def test_many_differences_are_named_up_to_a_dozen(tmp_path, small):
    rows = [["x", None, f"=B{n}"] for n in range(1, 21)]
    one_sheet("表", rows).save(tmp_path / "表.xlsx")
    mapping = mapping_of(checks=[CellMap(f"C{n}", SPENDING) for n in range(1, 21)])
    with pytest.raises(UserError) as refusal:
        fill(mapping, tmp_path / "表.xlsx", small)
    assert str(refusal.value).count("工作表“表”C") == 12
    assert "共 20 处" in str(refusal.value)
    dozen = mapping_of(checks=[CellMap(f"C{n}", SPENDING) for n in range(1, 13)])
    with pytest.raises(UserError) as refusal:
        fill(dozen, tmp_path / "表.xlsx", small)
    assert str(refusal.value).count("工作表“表”C") == 12
    assert "……" not in str(refusal.value)


def test_sheets_that_are_not_filled_are_named(tmp_path, small):
    book = one_sheet("表", [["甲", None]])
    book.create_sheet("封面")
    book.save(tmp_path / "表.xlsx")
    made = fill(mapping_of(CellMap("B1", SPENDING)), tmp_path / "表.xlsx", small)
    assert [(f.place.sheet, f.message) for f in but_for_the_unit(made)] == [("封面", "不在对应表中，没有填写")]


def test_a_sheet_of_another_year_is_refused(filled):
    book = one_sheet("表", balance(), ("A3:B3", "C3:D3"))
    filled(book)
    book["表"]["A1"] = "2024年部门收支总表"
    with pytest.raises(UserError, match="表中为 2024 年，账本为 2025 年"):
        filled(book)


# the ordinary workbook ---------------------------------------------------------------------------------


def values(tmp_path, name):
    return openpyxl.load_workbook(tmp_path / "已填.xlsx", data_only=True)[name]


def near(cell, text):
    return round(Decimal(str(cell.value)), 2) == Decimal(text)


def test_the_source_in_the_title_is_heeded(filled, tmp_path):
    """178.14 of the general budget, not 178.64 of everything; 2010399 has 7.00, not 7.50."""
    filled(one_sheet("02", listed(), ("A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4")))
    sheet = values(tmp_path, "02")
    assert near(sheet["C6"], "178.14")
    rows = {sheet.cell(n, 1).value: sheet.cell(n, 3) for n in range(7, 37)}
    assert near(rows["2010399"], "7.00")


def test_a_sum_over_all_rows_of_a_list_counts_no_money_twice(learned, tmp_path, cube):
    mapping = learned(one_sheet("02", listed(), ("A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4"))).mapping
    (one,) = mapping.sheets[0].lists
    assert (one.first, one.last, one.levels) == (7, 36, ("项",))
    mapping.sheets[0].lists = [replace(one, levels=("类", "款", "项"))]
    with pytest.raises(UserError, match=r"C6（合计 合计） 表中为 534\.417264，账本为 178\.139088 万元：上下级科目"):
        fill(mapping, tmp_path / "表.xlsx", cube)


def test_rows_that_the_bureau_left_out_are_listed_by_code_and_amount(filled):
    with pytest.raises(UserError) as refusal:
        filled(one_sheet("03", basic(SHORT)))
    said = str(refusal.value)
    assert "工作表“03”E5（合计 公用经费） 表中为 1.400000，账本为 11.504367 万元" in said
    for left_out in ("30202 印刷费 3,000.00 元", "30205 水费 1,200.00 元", "30206 电费 5,400.00 元"):
        assert left_out in said


def test_a_total_that_is_filled_must_be_made_up_by_its_rows(filled):
    """No formula at all: 合计 of a code row would be right, yet the rows beside it leave money out."""
    rows = [*titled("2025年一般公共预算支出表", 5), ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
            ["201", "一般公共服务支出", None, None, None], ["208", "社会保障和就业支出", None, None, None],
            ["合计", None, None, None, None]]  # fmt: skip
    with pytest.raises(UserError, match=r"没有找到位置的有 (210|2011)"):
        filled(one_sheet("表", rows))


def test_procurement_by_source_has_its_money(filled, tmp_path):
    filled(one_sheet("06", procurement()))
    sheet = values(tmp_path, "06")
    assert [near(sheet[place], text) for place, text in
            (("C4", "5.80"), ("C5", "0"), ("C6", "23.40"), ("C7", "29.20"), ("B7", "29.20"))] == [True] * 5  # fmt: skip


def test_an_ordinary_workbook_is_refused_for_its_short_sheet_and_right_without_it(filled, tmp_path):
    with pytest.raises(UserError) as refusal:
        filled(ordinary(SHORT))
    assert {text.split("”")[0] for text in str(refusal.value).split("工作表“")[1:]} == {"03基本支出"}
    whole = ordinary(SHORT)
    del whole["03基本支出"]
    made = filled(whole)
    assert near(values(tmp_path, "02一般公共预算支出")["C6"], "178.14")
    assert near(values(tmp_path, "06政府采购")["C7"], "29.20")
    assert near(values(tmp_path, "01收支总表")["D9"], "178.64")
    named = {f.place.sheet for f in made.findings if "没有填写" in f.message}
    assert named == {"封面"}


# money that no row shows --------------------------------------------------------------------------------

LEFT_OUT = "2101102 事业单位医疗 56,144.55 元、2101103 公务员医疗补助 14,971.80 元"


@pytest.mark.parametrize("label", ["", "合计"])
@pytest.mark.parametrize("above", [False, True])
@pytest.mark.parametrize("names_only", [False, True])
def test_money_without_a_fixed_row_is_named_and_stops_the_save(filled, label, above, names_only):
    above = above and bool(label)
    with pytest.raises(UserError) as refusal:
        filled(subjects(THREE, label, above=above, names_only=names_only))
    assert LEFT_OUT in str(refusal.value)
    assert "表中为 各项之和 1710274.53，账本为 1781390.88 元" in str(refusal.value)


def test_a_blank_total_gets_the_amount_of_the_ledger(filled, tmp_path):
    made = filled(subjects(ALL_FOUR))
    row = openpyxl.load_workbook(tmp_path / "已填.xlsx")["支出"][8]
    assert [str(cell.value) for cell in row[2:]] == ["1781390.88", "1233390.88", "548000"]
    assert not [f for f in made.findings if f.severity is Severity.ERROR]


def test_chosen_items_of_a_measure_need_not_be_complete(filled):
    filled(subjects((("30212", "因公出国（境）费用"), ("30217", "公务接待费")), ""))


def test_what_stays_blank_is_named_when_filling_too(filled):
    book = subjects(ALL_FOUR, "")
    book["支出"]["A8"] = "不认识的一行"
    for place in ("C8", "D8", "E8"):
        book["支出"][place].number_format = "0.00"
    texts = [f.describe() for f in filled(book).findings]
    assert any("没有认出应填什么，没有填写：C8、D8、E8；需要时请在对应表中补充" in text for text in texts)


BLANK = "没有认出应填什么，没有填写："


def test_a_cell_that_somebody_has_since_said_something_for_is_not_named_as_blank(path, small):
    """Whether a figure or a text: what was added to the mapping by hand counts."""
    mapping = mapping_of(CellMap("B1", SPENDING), texts={"C1": "青禾县"}, unknown=["B1", "C1", "D1"])
    assert [f.message for f in but_for_the_unit(fill(mapping, path, small))] == [f"{BLANK}D1；需要时请在对应表中补充"]
    mapping = mapping_of(CellMap("B1", SPENDING), texts={"C1": "青禾县"}, unknown=["B1", "C1"])
    assert but_for_the_unit(fill(mapping, path, small)) == []


def test_many_blank_cells_are_named_up_to_a_dozen_and_counted(path, small):
    places = [f"B{n}" for n in range(11, 24)]
    (dozen,) = fill(mapping_of(unknown=places[:12]), path, small).findings
    assert dozen.message == f"{BLANK}{'、'.join(places[:12])}；需要时请在对应表中补充"
    (more,) = fill(mapping_of(unknown=places), path, small).findings
    assert more.message == f"{BLANK}{'、'.join(places[:12])} 等 13 格；需要时请在对应表中补充"


# the command -------------------------------------------------------------------------------------------


@pytest.fixture
def command(tmp_path, learned):
    samples.write("qinghe_2025", tmp_path / "账本.mzb")

    def run(book, *more, out="out"):
        book.save(tmp_path / "表.xlsx")
        place = tmp_path / "表.对应表.json"
        assert cli.main(["template", "learn", str(tmp_path / "表.xlsx"), "--overwrite"]) == 0
        return cli.main(
            ["export", str(tmp_path / "账本.mzb"), "--template", str(place), "--out", str(tmp_path / out), *more]
        )

    return run


def test_the_command_saves_nothing_that_differs(command, tmp_path, capsys):
    assert command(one_sheet("03", basic(SHORT))) == 1
    assert "没有保存" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_command_saves_it_for_a_reason_and_prints_the_reason(command, tmp_path, capsys):
    assert command(one_sheet("03", basic(SHORT)), "--accept-difference", "局里只要四行") == 0
    assert "理由：局里只要四行" in capsys.readouterr().err
    assert (tmp_path / "out" / "表.xlsx").is_file()


def test_the_command_never_replaces_the_blank_workbook(command, tmp_path, capsys):
    assert command(one_sheet("06", procurement()), out=".") == 1
    assert "会覆盖“表.xlsx”，没有填写" in capsys.readouterr().err
    assert openpyxl.load_workbook(tmp_path / "表.xlsx")["06"]["C4"].value is None


def test_words_become_the_choices_of_the_sheet_and_those_that_are_none_are_named_once(tmp_path, small):
    """Numbers, and cells where anything may stand, are left as they are."""
    book = one_sheet("表", [["甲", None, None, None, None]])
    choices = DataValidation("list", formula1='"1.在职,2.退休"')
    choices.add("B1:E1")
    book["表"].add_data_validation(choices)
    book.save(tmp_path / "表.xlsx")
    texts = {"C1": "在职", "D1": "外星", "E1": "外星", "C9": "随意"}
    made, sheet = result(tmp_path / "表.xlsx", mapping_of(CellMap("B1", SPENDING), texts=texts), small, tmp_path)
    filled = [sheet[place].value for place in ("B1", "C1", "D1", "E1", "C9")]
    assert filled == [1234567.9, "1.在职", "外星", "外星", "随意"]
    assert [(f.message, f.severity, f.place) for f in but_for_the_unit(made)] == [
        (
            "D1 等处的“外星”不在下拉选项（1.在职、2.退休）中；请在对应表该列的 words 中写明对应",
            Severity.WARNING,
            Place(file="表.xlsx", sheet="表"),
        )
    ]


class TestRowLists:
    """A list with one row for each record, beside single cells, on a sheet with fewer prepared rows than records."""

    ROWS = RowsMap(5, 6, "人员", (), (("A", RowColumn("人员编号")), ("B", RowColumn("职级"))))

    @pytest.fixture
    def path(self, tmp_path):
        one_sheet("表", [["甲", None], *([None, None] for _ in range(5)), ["签字", None]]).save(tmp_path / "表.xlsx")
        return tmp_path / "表.xlsx"

    def test_rows_are_filled_and_added_and_a_column_the_book_knows_nothing_for_is_named(self, path, small, tmp_path):
        people = tuple(Person(id=n, code=f"A{n}") for n in (1, 2, 3))
        mapping = mapping_of(CellMap("B1", SPENDING), rows=[self.ROWS])
        made = fill(mapping, path, small, facts=facts_of(people=people))
        sheet = openpyxl.load_workbook(BytesIO(made.content))["表"]
        assert sheet["B1"].value == 1234567.9
        assert [sheet[f"A{row}"].value for row in range(5, 9)] == ["A1", "A2", "A3", "签字"]
        assert [(f.message, f.place) for f in made.findings if "账本中没有内容" in f.message] == [
            ("账本中没有内容，没有填写：B 列", Place(file="表.xlsx", sheet="表"))
        ]

    def test_without_the_records_of_the_book_it_is_refused(self, path, small):
        with pytest.raises(UserError) as refused:
            fill(mapping_of(rows=[self.ROWS]), path, small)
        assert "工作表“表”是逐条填写的表，需要账本的明细；请打开账本后再填写" in str(refused.value)


def test_a_template_that_may_not_be_read_says_so(path, small, monkeypatch):
    def refuse(_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UserError, match=r"没有权限读取“.*表\.xlsx”"):
        fill(mapping_of(), path, small)


@pytest.mark.parametrize("name", ["项目", "人员"])
def test_a_list_of_people_alone_may_name_somebody(name):
    facts = BudgetFacts(Unit(name="某局"), Budget(unit_id=1, year=2026), people=(Person(name="欧阳测试"),))
    sheet = SheetMap("表", "元", rows=[RowsMap(5, 9, name, (), ())])
    _require_no_names(sheet, {"A5": "办公用房维修", "B5": Decimal(1)}, facts, "报表.xlsx")
    values = {"A5": "由欧阳测试负责"}
    if name == "人员":
        _require_no_names(sheet, values, facts, "报表.xlsx")
        return
    with pytest.raises(UserError, match=r"“报表[.]xlsx”工作表“表”A5含有人员“姓名”的内容“欧阳测试”"):
        _require_no_names(sheet, values, facts, "报表.xlsx")


def test_a_template_that_would_name_a_person_in_other_words_is_not_filled(path, small):
    mapping = mapping_of(CellMap("B1", SPENDING), texts={"C1": "由欧阳测试负责"})
    with pytest.raises(UserError, match=r"“表[.]xlsx”工作表“表”C1含有人员“姓名”的内容“欧阳测试”"):
        fill(mapping, path, small, facts=facts_of(people=(Person(id=1, name="欧阳测试"),)))


def test_a_unit_of_money_whose_words_stand_in_two_cells_is_no_doubt(filled):
    rows = [
        ["2025年项目支出预算表", None, None],
        [None, "金额单位：", "万元"],
        ["项目名称", "金额", "单价（元）"],
        *[[None] * 3] * 4,
    ]
    assert not any("已按对应表以" in f.message for f in filled(one_sheet("表", rows)).findings)
