"""Values of a row list: codes split, units of columns, words translated, money without a row."""

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.compute.cube import Cube
from desktop.compute.lines import BudgetLine, Origin
from desktop.ledger.records import Person, Project
from desktop.template.mapping import RowColumn, RowsMap, SheetMap
from desktop.template.records import Records
from desktop.template.row_fill import part_of_code, row_values
from desktop.template.verify import Shown
from tests.policies import facts_of


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
    missing = [expected & ~covered for _, _, expected, covered in shown.across]
    assert any(missing)


YEAR = 2025
GENERAL, OWN, STAFF = (("fund", ("一般公共预算",)),), (("fund", ("事业收入",)),), (("nature", ("人员",)),)


def paid(amount, person, fund="一般公共预算"):
    """A spending line of a person, in 分."""
    return BudgetLine("支出", YEAR, amount, Origin("person", person), "2010350", "30101", nature="人员", fund=fund)


@pytest.fixture
def three():
    """甲 costs 1.00 元 and 0.25 of another fund, 乙 2.34, a driver without a name 0.50; 9.00 are nobody's."""
    people = (Person(id=1, name="甲", code="A1"), Person(id=2, name="乙", headcount=3), Person(id=3, post="司机"))
    lines = [paid(100, 1), paid(25, 1, "事业收入"), paid(234, 2), paid(50, 3), paid(900, 99)]
    return Records(facts_of(people=people), Cube(lines, YEAR))


def filled(records, columns, unit="元", **more):
    shown = Shown()
    rows = RowsMap(5, 9, "人员", (), tuple(columns.items()), **more)
    return (*row_values(rows, SheetMap("表", unit), records, shown), shown)


def test_what_a_column_of_a_whole_code_or_of_its_name_shows_is_no_part():
    assert [part_of_code("2010350", part) for part in ("类", "款", "项", "code", "")] == [
        "201", "03", "50", "2010350", "2010350",
    ]  # fmt: skip


def test_a_record_stands_in_a_row_of_its_own_with_its_own_money_and_counts_are_no_money(three):
    columns = {
        "A": RowColumn("职级"),
        "B": RowColumn("姓名"),
        "C": RowColumn(where=GENERAL),
        "D": RowColumn("金额"),
        "E": RowColumn("人数"),
    }
    values, unknown, shown = filled(three, columns, "千元")
    assert values == {
        "B5": "甲", "C5": Decimal("0.001"), "D5": Decimal("0.00125"), "E5": 1,
        "B6": "乙", "C6": Decimal("0.00234"), "D6": Decimal("0.00234"), "E6": 3,
        "C7": Decimal("0.0005"), "D7": Decimal("0.0005"), "E7": 1,
    }  # fmt: skip
    assert unknown == ["A"]
    assert shown.selections == {
        f"{letter}{row}": ("this", lines)
        for row, whole, general in ((5, 0b11, 0b1), (6, 0b100, 0b100), (7, 0b1000, 0b1000))
        for letter, lines in (("C", general), ("D", whole))
    }


def test_formulas_of_the_template_in_a_row_are_expected_by_who_it_is_of_and_never_filled(three):
    checks = (("C", RowColumn("姓名")), ("D", RowColumn("金额")), ("E", RowColumn(where=OWN)))
    values, _, shown = filled(three, {"A": RowColumn("姓名")}, checks=checks, sums=("D10",), totals=("C10", "F10"))
    assert values == {"A5": "甲", "A6": "乙", "C10": 0, "F10": 0}
    assert shown.amounts == {
        "D5": ("甲", Decimal("1.25")), "E5": ("甲", Decimal("0.25")), "D6": ("乙", Decimal("2.34")), "E6": ("乙", 0),
        "D7": ("第 3 条", Decimal("0.5")), "E7": ("第 3 条", 0), "D10": ("合计", Decimal("4.09")),
    }  # fmt: skip
    assert shown.selections == {}


def test_a_list_without_records_leaves_no_column_unknown():
    assert filled(Records(facts_of(), Cube([], YEAR)), {"A": RowColumn("姓名")})[:2] == ({}, [])


def test_a_column_that_holds_all_of_two_others_must_be_made_up_by_them(three):
    """Not where one column alone is part of it, and not where a third has money from elsewhere."""
    both, whole = {"A": RowColumn(where=GENERAL), "B": RowColumn(where=OWN)}, {"C": RowColumn("金额")}
    assert filled(three, both | whole)[2].across == [("C5", "fund", 0b1111, 0b1111)]
    assert filled(three, {"A": RowColumn(where=GENERAL)} | whole)[2].across == []
    general = {"D": RowColumn(where=(*GENERAL, *STAFF)), "E": RowColumn(where=(*GENERAL, ("nature", ("项目",))))}
    assert filled(three, both | general)[2].across == []
    assert filled(three, {"B": RowColumn(where=OWN), "E": general["E"]} | whole)[2].across == [
        ("C5", "fund", 0b1111, 0b10)
    ]


def test_the_rows_of_projects_must_hold_all_the_money_of_projects():
    """What belongs to a project that the book does not have is found: it has no row."""

    def spent(name):
        return replace(paid(100, 1), nature="项目", project=name)

    records = Records(
        facts_of(projects=(Project(id=1, name="修路"),)), Cube([spent("修路"), spent(""), paid(7, 1)], YEAR)
    )
    for columns, place in ({"B": RowColumn("项目名称"), "C": RowColumn("金额")}, "B5"), ({}, "A5"):
        shown = Shown()
        row_values(RowsMap(5, 9, "项目", (), tuple(columns.items())), SheetMap("表", "元"), records, shown)
        assert shown.listed == [(place, "function", 0b11, 0b01)]
    shown = Shown()
    rows = RowsMap(5, 9, "项目", (), (), checks=(("B", RowColumn("金额")),))
    row_values(rows, SheetMap("表", "元"), records, shown)
    assert shown.amounts == {"B5": ("修路", 1)}
