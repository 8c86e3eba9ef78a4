"""Holding a filled sheet against the ledger: a sum nobody has checked is not right, and no money counts twice."""

from decimal import Decimal

import pytest

from desktop.compute.cube import Cube
from desktop.compute.lines import BudgetLine, Origin
from desktop.template.mapping import CellMap, ListMap, RowColumn, RowsMap, SheetMap
from desktop.template.recalculate import FormulaSheet
from desktop.template.verify import Difference, Shown, differences, divider, wrong_year
from tests.small_cases import small_cases

ALL = (("side", ("支出",)),)
STAFF = (*ALL, ("nature", ("人员",)))
OFFICE = (*ALL, ("nature", ("公用",)))


def line(amount, nature="人员", year=2025, function="2010350"):
    return BudgetLine("支出", year, amount, Origin("direct_line", amount), function, "30101", nature=nature)


@pytest.fixture
def cube():
    """This year 1.00 for staff and 2.34 for the office, last year 0.50."""
    return Cube([line(100), line(234, "公用"), line(50, year=2024)], 2025)


def found(cube, values, formulas, checks=(), cells=(), unit="元", lists=(), **shown):
    years = {"this": cube.in_year(2025), "last": cube.in_year(2024)}
    filled = {c.cell: (c.value, cube.select(c.where) & years[c.value]) for c in cells if c.value != "change"}
    sheet = SheetMap("表", unit, list(cells), list(checks), lists=list(lists))
    return differences(sheet, Shown(filled, **shown), FormulaSheet(values, formulas), cube)


PARTS = (CellMap("A1", STAFF), CellMap("B1", OFFICE))


def test_a_sum_that_is_the_ledgers_is_no_difference(cube):
    assert found(cube, {"A1": "1", "B1": "2.34"}, {"C1": "A1+B1"}, [CellMap("C1", ALL)], PARTS) == []


@pytest.mark.parametrize(("b", "template"), [("2.35", "3.35"), ("2.33", "3.33")])
def test_a_single_fen_is_a_difference_with_both_sides(cube, b, template):
    (one,) = found(cube, {"A1": "1", "B1": b}, {"C1": "A1+B1"}, [CellMap("C1", ALL, row="乙", column="合计")], PARTS)
    assert one.describe() == f"工作表“表”C1（乙 合计） 表中为 {template}，账本为 3.34 元"


def test_what_a_formula_rounds_is_compared_as_rounded(cube):
    check = [CellMap("C1", ALL)]
    assert found(cube, {"A1": "1", "B1": "2.34"}, {"C1": "ROUND(A1+B1,1)"}, check, PARTS) == []
    (one,) = found(cube, {"A1": "1", "B1": "2.36"}, {"C1": "ROUND(A1+B1,1)"}, check, PARTS)
    assert (one.template, one.ledger) == ("3.40", "3.30 元")


def test_last_year_and_the_change_are_compared_with_their_own_figures(cube):
    for value, right in (("last", "0.5"), ("change", "2.84")):
        check = [CellMap("C1", ALL, value)]
        assert found(cube, {"A1": right}, {"C1": "A1+0"}, check) == []
        assert len(found(cube, {"A1": "3.34"}, {"C1": "A1+0"}, check)) == 1


@pytest.mark.parametrize(
    ("formulas", "template", "reason"),
    [
        ({"C1": "VLOOKUP(A1,B1,2)"}, "无法计算的公式", "这个合计无法核对"),
        ({"C1": "C1+A1"}, "无法计算的公式", "这个合计无法核对"),
        ({}, "没有公式", "生成对应表时这里是公式，请重新生成对应表"),
    ],
)
def test_a_sum_that_cannot_be_worked_out_is_a_difference(cube, formulas, template, reason):
    (one,) = found(cube, {"A1": "1", "B1": "2.34", "C1": "3.30"}, formulas, [CellMap("C1", ALL)])
    assert (one.template, one.reason) == (template, reason)


def test_money_that_a_formula_counts_twice_is_said_even_where_no_sum_was_learned(cube):
    cells = (CellMap("A1", ALL), CellMap("B1", STAFF))
    (one,) = found(cube, {"A1": "3.34", "B1": "1"}, {"C1": "SUM(A1:B1)"}, (), cells)
    assert (one.cell, one.template, one.ledger) == ("C1", "4.34", "3.34 元")
    assert one.reason == "上下级科目或重叠的项目被重复相加"
    assert found(cube, {"A1": "3.34", "B1": "1"}, {"C1": "A1-B1"}, (), cells) == []


def test_money_without_a_place_is_named_by_code_and_amount_up_to_eight(cube):
    (one,) = found(cube, {"A1": "1"}, {"C1": "A1+B1"}, [CellMap("C1", ALL)], PARTS[:1])
    assert one.reason == "没有找到位置的有 2010350 事业运行 2.34 元"
    many = Cube([line(100), *(line(n, function=f"20101{n:02d}") for n in range(1, 11))], 2025)
    cells = (CellMap("A1", (*ALL, ("function", ("2010350",)))),)
    (one,) = found(many, {"A1": "1"}, {"C1": "A1+B1"}, [CellMap("C1", ALL)], cells)
    assert (one.reason.count(" 元"), one.reason.endswith(" 等 10 项")) == (8, True)
    eight = Cube([line(100), *(line(n, function=f"20101{n:02d}") for n in range(1, 9))], 2025)
    (one,) = found(eight, {"A1": "1"}, {"C1": "A1+B1"}, [CellMap("C1", ALL)], cells)
    assert (one.reason.count(" 元"), one.reason.endswith(" 元")) == (8, True)


def test_money_without_a_place_is_named_by_the_classification_of_the_rows_beside_it():
    cube = Cube([line(100), line(0, function=""), line(7, "公用", function="")], 2025)
    by_function = CellMap("A1", (*ALL, ("function", ("2010350",))))
    by_economic = [CellMap(f"C{n}", (*ALL, ("economic", ("30201",)))) for n in (1, 2)]
    for place, reason in (("A9", "（没有科目）支出 0.07 元"), ("C9", "30101 基本工资 1.07 元")):
        check = CellMap(place, ALL)
        cells = (by_function, *by_economic)
        formula = "A1+A2" if place == "A9" else "C1+C2"
        (one,) = found(cube, {"A1": "1"}, {place: formula}, [check], cells)
        assert one.reason == f"没有找到位置的有 {reason}"


def test_the_templates_own_sum_in_a_row_of_a_list_is_compared_too(cube):
    lines = cube.select(ALL) & cube.in_year(2025)

    def of_row(values, formula="A1+B1", cells=PARTS, unit="元"):
        return found(cube, values, {"C1": formula}, (), cells, unit, expected={"C1": ("201 合计", lines)})

    assert of_row({"A1": "1", "B1": "2.34"}) == []
    assert of_row({"A1": "0.0001", "B1": "0.000234"}, unit="万元") == []
    assert [one.describe() for one in of_row({"A1": "1"}, cells=PARTS[:1])] == [
        "工作表“表”C1（201 合计） 表中为 1.00，账本为 3.34 元：没有找到位置的有 公用经费 2.34 元"
    ]
    (unseen,) = of_row({"A1": "1"}, "A9+0", ())
    assert (unseen.template, unseen.reason) == ("0.00", "")
    (unknown,) = of_row({}, "VLOOKUP(A1,B1,2)")
    assert (unknown.template, unknown.reason) == ("无法计算的公式", "这个合计无法核对")


def test_a_sum_that_is_compared_is_not_reported_a_second_time(cube):
    cells = (CellMap("A1", ALL), CellMap("B1", STAFF))
    (one,) = found(cube, {"A1": "3.34", "B1": "1"}, {"C1": "SUM(A1:B1)"}, [CellMap("C1", ALL)], cells)
    assert (one.ledger, one.reason) == ("3.34 元", "上下级科目或重叠的项目被重复相加")


def test_a_filled_total_must_be_made_up_by_the_cells_beside_it(cube):
    cells = (CellMap("A1", STAFF, column="基本/人员"), CellMap("B1", OFFICE, column="基本/公用"),
             CellMap("C1", ALL, column="基本/合计"))  # fmt: skip
    assert found(cube, {}, {}, (), cells) == []
    (one,) = found(cube, {}, {}, (), cells[::2])
    assert (one.cell, one.words, one.template, one.ledger) == ("C1", "基本/合计", "各列之和 1.00", "3.34 元")
    rows = (CellMap("A1", STAFF, row="人员"), CellMap("A2", OFFICE, row="公用"), CellMap("A3", ALL, row="合计"))
    assert found(cube, {}, {}, (), rows) == []
    (one,) = found(cube, {}, {}, (), (*rows[::2], CellMap("B3", OFFICE)))
    assert (one.cell, one.words, one.template) == ("A3", "合计", "各项之和 1.00")
    assert found(cube, {}, {}, (), (rows[0], CellMap("A3", ALL, row="其中：合计"))) == []


def test_a_list_must_show_all_of_what_it_speaks_of(cube):
    whole, part = cube.select(ALL), cube.select(STAFF)
    assert found(cube, {}, {}, listed=[("A5", "function", whole, whole)]) == []
    (one,) = found(cube, {}, {}, listed=[("A5", "function", whole, part)])
    assert (one.words, one.reason) == ("列出的科目", "没有找到位置的有 2010350 事业运行 2.34 元")


def test_a_title_of_another_year_is_a_difference_one_without_a_year_is_not():
    assert wrong_year("表", 2024, 2025) == Difference("表", "表名", "", "2024 年", "2025 年", "请核对表格与账本的年度")
    assert wrong_year("表", 2025, 2025) is None
    assert wrong_year("表", 0, 2025) is None


def test_a_sum_that_was_filled_is_told_with_what_its_parts_come_to(cube):
    other = CellMap("A1", OFFICE, row="208 社会保障和就业支出", column="人员经费")
    empty = CellMap("B1", (*ALL, ("nature", ("项目",))), row="208 社会保障和就业支出", column="项目支出")
    whole = CellMap("C1", STAFF, row="208 社会保障和就业支出", column="合计")
    (one,) = found(cube, {}, {}, cells=(other, empty, whole))
    assert one.template == "各列之和 2.34"


def test_a_difference_without_words_and_reason_is_place_and_both_sides():
    assert Difference("表", "C1", "", "1", "2 元").describe() == "工作表“表”C1 表中为 1，账本为 2 元"
    assert (
        Difference("表", "C1", "合计", "1", "2 元", "少了").describe()
        == "工作表“表”C1（合计） 表中为 1，账本为 2 元：少了"
    )


@small_cases(
    ("formula", "amount", "expected"),
    [
        ("A1+B1", "3.34", None),
        ("A1+B1", "3.35", ("3.34", "3.35 元", "公式没有包含全部行，或重复相加")),
        ("A1", "3.34", ("1.00", "3.34 元", "公式没有包含全部行，或重复相加")),
        ("ROUND(A1+B1,1)", "3.34", None),
        ("ROUND(A1+B1,1)", "3.25", None),
        ("ROUND(A1+B1,1)", "3.35", ("3.30", "3.40 元", "公式没有包含全部行，或重复相加")),
        ("VLOOKUP(A1,B1,2)", "3.34", ("无法计算的公式", "3.34 元", "这个合计无法核对")),
        ("A1+D1", "1", ("4.34", "1.00 元", "上下级科目或重叠的项目被重复相加")),
    ],
)
def test_a_formula_in_or_about_a_row_list_is_held_against_the_records(formula, amount, expected):
    cube = Cube([line(100), line(234, "公用")], 2025)
    cells = (*PARTS, CellMap("D1", ALL))
    shown = {"amounts": {"C1": ("甲", Decimal(amount))}}
    differing = found(cube, {"A1": "1", "B1": "2.34", "D1": "3.34"}, {"C1": formula}, (), cells, **shown)
    wanted = [("C1", "甲", *expected)] if expected else []
    assert [(d.cell, d.words, d.template, d.ledger, d.reason) for d in differing] == wanted


def test_a_formula_in_a_row_of_a_list_that_counts_twice_is_named_once(cube):
    cells = (CellMap("A1", ALL), CellMap("B1", STAFF))
    expected = {"C1": ("201", cube.select(ALL) & cube.in_year(2025))}
    (difference,) = found(cube, {"A1": "3.34", "B1": "1"}, {"C1": "A1+B1"}, (), cells, expected=expected)
    assert (difference.words, difference.template, difference.ledger) == ("201", "4.34", "3.34 元")


def test_money_that_no_fixed_row_shows_is_named_unless_a_total_or_a_list_of_its_column_has(cube):
    """The rows are 类 of one level, and the money is of none of them."""
    row = CellMap("A2", (*ALL, ("function", ("208",))), row="208")
    (difference,) = found(cube, {}, {}, (), (row,))
    assert difference.describe() == (
        "工作表“表”A2（列出的科目） 表中为 各项之和 0.00，账本为 3.34 元：没有找到位置的有 2010350 事业运行 3.34 元"
    )
    assert [d.cell for d in found(cube, {}, {"A9": "A2+0"}, [CellMap("A9", ALL, row="合计")], (row,))] == ["A9"]
    assert [d.cell for d in found(cube, {}, {"B2": "A2+0"}, [CellMap("B2", ALL, row="合计")], (row,))] == ["B2", "A2"]
    listing = ListMap(5, 9, "function", ("类",), ALL, ())
    assert found(cube, {}, {}, (), (row,), lists=[listing]) == []


def test_of_cells_that_were_not_filled_and_of_other_sheets_nothing_is_said(cube):
    """What a sum adds that this program did not fill is not known; B1 of another sheet is not the B1 of this one."""
    (difference,) = found(cube, {"A9": "1"}, {"C1": "A9+0"}, [CellMap("C1", ALL)])
    assert (difference.template, difference.reason) == ("1.00", "")
    cells = (CellMap("A1", ALL), CellMap("B1", STAFF))
    assert found(cube, {"A1": "3.34", "B1": "1"}, {"C1": "A1+别的!B1"}, (), cells) == []


def test_what_only_names_a_part_makes_up_no_total_and_a_change_is_not_made_up(cube):
    """其中：公用 is inside 人员 or beside it: nobody knows."""
    cells = (CellMap("A1", STAFF, column="基本/人员"), CellMap("B1", OFFICE, column="基本/其中：公用"),
             CellMap("C1", ALL, column="基本/合计"))  # fmt: skip
    (difference,) = found(cube, {}, {}, (), cells)
    assert (difference.cell, difference.template) == ("C1", "各列之和 1.00")
    changes = (CellMap("A1", STAFF, "change", row="人员"), CellMap("A3", ALL, "change", row="合计"))
    assert found(cube, {}, {}, (), changes) == []


def test_a_total_of_more_is_no_part_of_what_the_parts_come_to():
    cube = Cube([line(100), line(7, function="2080505"), line(234, "公用")], 2025)
    cells = (CellMap("A1", (*STAFF, ("function", ("208",))), column="甲"), CellMap("C1", STAFF, column="合计"),
             CellMap("D1", ALL, column="全部"))  # fmt: skip
    (difference,) = found(cube, {}, {}, (), cells)
    assert (difference.cell, difference.template, difference.ledger) == ("C1", "各列之和 0.07", "1.07 元")


def test_rows_of_other_money_are_no_part_of_what_a_list_speaks_of(cube):
    (difference,) = found(cube, {}, {}, listed=[("A5", "function", cube.select(STAFF), cube.select(OFFICE))])
    assert (difference.template, difference.ledger) == ("各项之和 0.00", "1.50 元")


def test_a_part_inside_another_is_summed_once():
    cube = Cube([line(100), line(7, function="2080505"), line(234, "公用")], 2025)
    cells = (CellMap("A1", (*STAFF, ("function", ("208",)))), CellMap("B1", STAFF), CellMap("C1", ALL, column="合计"))
    assert [d.template for d in found(cube, {}, {}, (), cells)] == ["各列之和 1.07"]


def test_money_without_a_place_is_named_by_the_classification_of_the_lists_too(cube):
    listing = ListMap(5, 9, "economic", ("款",), ALL, ())
    (difference,) = found(cube, {"A1": "1"}, {"C1": "A1+0"}, [CellMap("C1", ALL)], PARTS[:1], lists=[listing])
    assert difference.reason == "没有找到位置的有 30101 基本工资 2.34 元"


def test_a_formula_over_cells_that_nobody_filled_is_refused_for_that(cube):
    """Not for leaving rows out: the sheet says what it waits for, whatever the formula does with it."""
    rows = RowsMap(5, 6, "人员", (), (("A", RowColumn("姓名")),), (("C", RowColumn("金额")),), blank=(("G", "甲"),))

    def of(formula, values=(), formulas=(), unknown=()):
        sheet = SheetMap("表", "元", rows=[rows], unknown=list(unknown))
        cells = FormulaSheet(dict(values), {"C5": formula, **dict(formulas)})
        (one,) = differences(sheet, Shown(amounts={"C5": ("甲", Decimal("86.4"))}), cells, cube)
        return one.reason

    blank = "（没有认出，或账本中没有），请手工填写，或在对应表中补充"
    assert of("(G5+H5)*12") == f"公式取自没有填写的 G、H 列{blank}"
    assert of("ROUND(G5*12,2)") == of("SUM(G5:G5)") == f"公式取自没有填写的 G5{blank}"
    assert of("D9*2", formulas={"D9": "G5+0"}) == f"公式取自没有填写的 G5{blank}"
    assert of("B2+0", unknown=["B2"]) == f"公式取自没有填写的 B2{blank}"
    assert of("(G5+H5)*12", {"G5": "3", "H5": "4"}) == "公式没有包含全部行，或重复相加"


def test_money_without_a_column_is_called_so_by_what_divides_the_columns(cube):
    """The rows are all there: what lacks is a column, not a subject."""
    whole, staff = cube.select(ALL) & cube.in_year(2025), cube.select(STAFF) & cube.in_year(2025)
    (one,) = found(cube, {}, {}, across=[("E5", "nature", whole, staff)])
    assert one.describe() == (
        "工作表“表”E5（横向各列） 表中为 各列之和 1.00，账本为 3.34 元：表中没有对应的列的有 公用经费 2.34 元"
    )


def test_columns_are_divided_by_what_most_of_them_ask_for():
    fund = ("fund", ("一般公共预算",))
    assert divider([(), STAFF, OFFICE]) == "nature"
    assert divider([(), (fund,), (fund, ("nature", ("人员",))), (("fund", ("政府性基金",)),)]) == "fund"
    assert divider([(), ALL]) == "function"


@pytest.mark.parametrize(
    ("template", "ledger", "written"),
    [
        ("76.4", 8640, ("76.40", "86.40 元")),
        ("76", 8600, ("76", "86 元")),
        ("76.4", 8600, ("76.40", "86.00 元")),
        ("76.405", 8600, ("76.405", "86.000 元")),
    ],
)
def test_both_sides_of_a_difference_are_written_alike(template, ledger, written):
    (one,) = found(Cube([line(ledger)], 2025), {"A1": template}, {"C1": "A1+0"}, [CellMap("C1", ALL)])
    assert (one.template, one.ledger) == written


def test_a_filled_total_of_columns_that_leave_money_out_names_the_column_that_lacks(cube):
    """The row is there, so a subject is not what has no place."""
    many = Cube([line(100), line(234, "公用"), line(300, "项目")], 2025)
    cells = (
        CellMap("A3", STAFF, column="人员"),
        CellMap("B3", OFFICE, column="公用"),
        CellMap("C3", ALL, column="合计"),
    )
    (one,) = found(many, {}, {}, (), cells)
    assert (one.template, one.ledger) == ("各列之和 3.34", "6.34 元")
    assert one.reason == "表中没有对应的列的有 项目支出 3.00 元"
