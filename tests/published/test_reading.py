"""Reading a table: an amount is what tables print; anything else is a reject with its place, never a zero."""

from dataclasses import replace

import pytest

from desktop.findings import Severity
from desktop.money import LARGEST_FEN, AmountError
from desktop.outside.source_files import SourceRow
from desktop.published.reading import PRINTED, BodyReader, amounts, printed_amount, read_all
from tests.published.helpers import recognise, source_of
from tests.small_cases import small_cases


@small_cases(
    ("text", "unit", "fen"),
    [
        ("0", "元", 0),
        ("1", "元", 100),
        ("1.5", "元", 150),
        ("0.01", "元", 1),
        ("1234.56", "元", 123_456),
        ("1,234.56", "元", 123_456),
        ("1,234,567", "元", 123_456_700),
        ("38.20", "万元", 38_200_000),
        ("123.339088", "万元", 123_339_088),
        ("0.000001", "万元", 1),
        ("12", "百元", 120_000),
        ("1.23", "亿元", 12_300_000_000),
        ("0.0000000001", "亿元", 1),
        ("10000000000000", "元", LARGEST_FEN),
    ],
)
def test_printed_amounts_are_read_to_the_fen(text, unit, fen):
    assert printed_amount(text, unit) == fen


@small_cases(
    "text",
    ["1e3", "1E3", "1_000", "Infinity", "NaN", "inf", "１２", "1２", "12，000", "1,23", "1,2345", "12,34.5", ",123", ".5",
     "5.", "1.2.3", "+5", "１", " 5", "5 元", "约5", "五", "-", "—", "", "0x10", "1 000", "(5)", "9" * 21, "²"],
)  # fmt: skip
def test_what_tables_do_not_print_is_no_amount(text):
    found = printed_amount(text, "元")
    assert isinstance(found, AmountError)
    assert f"“{text}”不是金额，没有按 0 处理" == found.reason


@pytest.mark.parametrize("text", ["-5.00", "－5", "−5", "-1,234"])
def test_a_negative_amount_is_said_to_be_negative(text):
    assert printed_amount(text, "元") == AmountError(f"“{text}”是负数，预算数不能为负，请核对")


@pytest.mark.parametrize(("text", "unit"), [("0.001", "元"), ("0.0000001", "万元"), ("1.0000005", "万元")])
def test_parts_of_a_fen_are_refused(text, unit):
    assert printed_amount(text, unit) == AmountError(f"“{text}”{unit}不是整分，请核对金额单位")


@pytest.mark.parametrize(("text", "unit"), [("10000000000000.01", "元"), ("1000000000.01", "万元"), ("9" * 20, "万元")])
def test_amounts_no_budget_reaches_are_refused(text, unit):
    assert "过大" in printed_amount(text, unit).reason


# tables -------------------------------------------------------------------------------------------------


def table_of(disclosure, name):
    return source_of(next(t for t in disclosure.tables if t.id == name))


def read(source, form):
    known = recognise(source, form)
    assert known is not None
    return BodyReader(known).read()


def changed(source, old, new):
    rows = tuple(replace(r, cells=tuple(new if c == old else c for c in r.cells)) for r in source.rows)
    assert rows != source.rows
    return replace(source, rows=rows)


@pytest.fixture
def basic(wuxi):
    return table_of(wuxi, "general_basic")


@small_cases("text", ["1e3", "1_000", "-225.669", "Infinity", "NaN", "２２５", "约226万"])
def test_a_cell_that_is_no_amount_is_refused_with_its_place(wuxi, basic, text):
    found = read(changed(basic, "225.669", text), wuxi.form)
    assert found.rejects
    for one in found.rejects:
        assert one.severity is Severity.WARNING
        assert f"“{text}”" in one.message
        assert one.place.line_number > 0
        assert one.place.column
        assert one.place.file == "公开表.xlsx"


def with_zero(form, zero):
    """The form with 0 printed in another way."""
    tables = tuple(replace(t, style=None) for t in form.tables)
    return replace(form, tables=tables, table_style=replace(form.table_style, zero=zero))


@pytest.mark.parametrize(("zero", "rejects"), [("", False), ("0.00", True), (None, True), ("—", True)])
def test_a_blank_is_zero_only_where_the_form_prints_zero_as_a_blank(wuxi, basic, zero, rejects):
    found = read(changed(basic, "225.669", ""), with_zero(wuxi.form, zero))
    blanks = [one for one in found.rejects if one.message == "是空白，不知道是不是 0"]
    assert bool(blanks) is rejects
    numbers = {row.number for row in basic.rows if "225.669" in row.cells}
    zeros = [cell for cell in found.cells if cell.amount == 0 and cell.place.line_number in numbers]
    assert len(blanks) + len(zeros) >= 1
    assert bool(zeros) is not rejects


@pytest.mark.parametrize(("old", "new"), [("301", "399999"), ("30101", "30150")])
def test_a_row_that_nobody_can_place_is_refused(wuxi, basic, old, new):
    """30150 has the length of a 款, and the classification does not know it."""
    found = read(changed(basic, old, new), wuxi.form)
    assert any("这一行不知道是什么" in one.message for one in found.rejects)


@pytest.mark.parametrize(
    ("cells", "skipped"),
    [
        (("栏次", "", "1", "2", "3"), True),
        (("**", "**", "1=2+3", "2", "3"), True),
        (("", "", "1", "2", "3"), True),
        (("", "", "1", "2", "4"), False),
        (("栏次", "某项", "1", "2", "3"), False),
    ],
)
def test_a_row_that_numbers_the_columns_is_no_row_of_amounts(wuxi, basic, cells, skipped):
    """栏次 under the header was a row nobody can place, so that the table was not read as a whole."""
    body = next(number for number, row in enumerate(basic.rows) if "225.669" in row.cells)
    rows = [*basic.rows[:body], SourceRow(0, cells), *basic.rows[body:]]
    numbered = replace(basic, rows=tuple(replace(row, number=n) for n, row in enumerate(rows, 1)))
    found = read(numbered, wuxi.form)
    assert (found.rejects == []) is skipped
    assert [c.amount for c in found.cells] == [c.amount for c in read(basic, wuxi.form).cells]


def test_amounts_are_in_the_unit_of_the_sheet(wuxi, basic):
    rows = tuple(replace(r, cells=tuple(c.replace("单位：万元", "单位：元") for c in r.cells)) for r in basic.rows)
    in_yuan = read(changed(replace(basic, rows=rows), "225.669", "225.66"), wuxi.form)
    in_wan = read(basic, wuxi.form)
    assert max(c.amount for c in in_wan.cells) == 225_669_000
    assert max((c.amount for c in in_yuan.cells), default=0) == 22_566


def test_codes_with_codes_below_them_are_no_leaves(wuxi, basic):
    cells = read(basic, wuxi.form).cells
    leaves = {c.row for c in cells if c.leaf}
    assert "301" in {c.row for c in cells}
    assert "301" not in leaves
    assert any(row.startswith("301") for row in leaves)
    assert sum(c.amount for c in cells if c.leaf) == max(c.amount for c in cells)


def test_rows_below_a_note_are_not_read(wuxi, basic):
    last = basic.rows[-1]
    noted = replace(basic, rows=(*basic.rows, replace(last, number=last.number + 1, cells=("注：", *last.cells[1:])),
                                 replace(last, number=last.number + 2, cells=("不明", *last.cells[1:]))))  # fmt: skip
    assert read(noted, wuxi.form).rejects == []
    assert len(read(noted, wuxi.form).cells) == len(read(basic, wuxi.form).cells)


def test_rows_bear_the_words_of_the_file(wuxi, basic):
    labels = {c.label for c in read(basic, wuxi.form).cells}
    assert "301 工资福利支出" in labels
    assert all(labels)


def test_project_rows_know_their_project_and_procurement_rows_are_items(own_layouts):
    shaanxi = own_layouts["zhashui_2023"]
    cells = [
        c for t in shaanxi.tables if (k := recognise(source_of(t), shaanxi.form)) for c in BodyReader(k).read().cells
    ]
    assert {c.project for c in cells if c.project} == {p.name for p in shaanxi.facts.projects}


def test_amounts_come_table_by_table(wuxi, basic):
    one = read(basic, wuxi.form)
    assert list(amounts([one, one])) == [*one.cells, *one.cells]


@pytest.mark.parametrize(
    ("amount", "other", "half"),
    [
        ("100", "1", 5_000),
        ("100", "1.25", 5_000),
        ("100", "0.000001", 0),
        ("0.00125", "0.000001", 0),
        ("100.00", "0.000001", 5_000),
    ],
)
def test_a_table_without_zeros_behind_the_point_has_the_digits_of_the_others(wuxi, basic, amount, other, half):
    """A file that prints every 分 elsewhere means its whole amounts to the 分 too; of other files that is not known."""

    def table_with(text):
        rows = (
            replace(r, cells=tuple(text if PRINTED.fullmatch(c) and "." in c else c for c in r.cells))
            for r in basic.rows
        )
        return recognise(replace(basic, rows=tuple(rows)), wuxi.form)

    whole, _ = read_all([table_with(amount), table_with(other)])
    assert {cell.half for cell in whole.cells if cell.amount == printed_amount(amount, "万元")} == {half}
