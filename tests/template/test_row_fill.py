"""Values of a row list: codes split, units of columns, words translated, money without a row."""

from decimal import Decimal

import pytest

from desktop.template.mapping import RowColumn, RowsMap, SheetMap
from desktop.template.records import Records
from desktop.template.row_fill import row_values
from desktop.template.verify import Shown


@pytest.fixture(scope="module")
def records(disclosures):
    example = disclosures["qinghe_2025"]
    return Records(example.facts, example.cube)


def values_of(records, name, columns, **more):
    rows = RowsMap(5, 9, name, (), tuple(columns.items()), **more)
    shown = Shown()
    return (*row_values(rows, SheetMap("表", "万元"), records, shown), shown)


def test_a_code_is_split_over_three_columns(records):
    columns = {
        "A": RowColumn("功能科目.类"),
        "B": RowColumn("功能科目.款"),
        "C": RowColumn("功能科目.项"),
        "D": RowColumn("金额"),
    }
    values, unknown, _ = values_of(records, "支出明细", columns)
    code = min(line.function for line in records.cube.chosen(records.speaks_of(())))
    assert (values["A5"], values["B5"], values["C5"], unknown) == (code[:3], code[3:5], code[5:], [])


def test_a_column_may_have_a_unit_of_its_own_and_other_words(records):
    person = records.facts.people[0]
    columns = {
        "A": RowColumn("人员状态", words=(("在职", "在职人员"),)),
        "B": RowColumn("金额", unit="元"),
        "C": RowColumn("金额"),
    }
    values, _, _ = values_of(records, "人员", columns)
    assert values["A5"] == "在职人员"
    assert (
        values["B5"]
        == values["C5"] * 10_000
        == Decimal(records.cube.total(records.lines_of("person", person.id))) / 100
    )


def test_what_the_book_does_not_know_stays_blank_and_is_named(records):
    values, unknown, _ = values_of(records, "人员", {"A": RowColumn("人员编号"), "B": RowColumn("职级")})
    assert unknown == ["B"] and not any(place.startswith("B") for place in values)


def test_sums_are_filled_or_expected(records):
    values, _, shown = values_of(
        records, "项目", {"A": RowColumn("项目名称"), "B": RowColumn("金额")}, totals=("B10",), sums=("B11",)
    )
    everything = Decimal(records.cube.total(records.speaks_of((("nature", ("项目",)),)))) / 1_000_000
    assert values["B10"] == everything == shown.amounts["B11"][1]


def test_columns_that_leave_money_of_the_rows_out_are_noted(records):
    general = RowColumn(where=(("fund", ("一般公共预算",)),))
    gov_fund = RowColumn(where=(("fund", ("政府性基金",)),))
    _, _, shown = values_of(
        records, "支出明细", {"A": RowColumn("功能科目"), "B": RowColumn("金额"), "C": general, "D": gov_fund}
    )
    missing = [expected & ~covered for _, _, expected, covered in shown.listed]
    assert any(missing)
