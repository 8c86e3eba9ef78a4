"""Working out a template's formulas: sums, differences, references, ROUND; anything else is left alone."""

from decimal import Decimal

import pytest

from desktop.template.recalculate import FormulaSheet, Unknown, letters
from tests.small_cases import small_cases

VALUES = {"A1": "1.5", "A2": "2", "A3": "-4", "B1": "10", "C1": "文字", "AA1": "7"}


def result(formula, **more):
    return FormulaSheet(VALUES, {"Z9": formula, **more}).value("Z9")


@small_cases(
    ("formula", "value"),
    [
        ("SUM(A1:A3)", "-0.5"),
        ("=SUM(A1:A2)", "3.5"),
        ("sum(A1,A2,B1)", "13.5"),
        ("SUM(A1:B2)", "13.5"),
        ("SUM($A$1:$A$2)", "3.5"),
        ("A1+A2", "3.5"),
        ("A1 - A2", "-0.5"),
        ("-A1+B1", "8.5"),
        ("+A1", "1.5"),
        ("A1+2.25", "3.75"),
        ("SUM(A1:A2)-SUM(B1)+A1", "-5"),
        ("B1-SUM(A1:A2)", "6.5"),
        ("$AA$1", "7"),
        ("SUM(C1:C5)", "0"),
        ("SUM(A1:A1)", "1.5"),
        ("ROUND(A1+A1,0)", "3"),
        ("ROUND(A1,0)", "2"),
        ("ROUND(A1+1,0)", "3"),
        ("ROUND(SUM(A1:A3),0)", "-1"),
        ("ROUND(1.005,2)", "1.01"),
    ],
)
def test_what_a_formula_comes_to(formula, value):
    assert result(formula) == Decimal(value)


@small_cases(
    "formula",
    ["", "A1/B9", "IF(A1=0,1,2)", "A1 A2", "SUM(A1:A2", "SUM(A1;A2)", "别的!A1", "SUMIF(A1:A3,1)",
     "A1&A2", "SUM(A:A)", "SUM(A1:XFD1048576)", "Z9"],
)  # fmt: skip
def test_what_is_left_to_the_spreadsheet_program(formula):
    with pytest.raises(Unknown):
        result(formula)


def test_formulas_may_stand_on_each_other():
    sheet = FormulaSheet(VALUES, {"D1": "A1+A2", "D2": "D1+B1", "D3": "IF(1,2,3)", "D4": "D3+A1"})
    assert sheet.results() == ({"D1": Decimal("3.5"), "D2": Decimal("13.5")}, ["D3", "D4"])


def test_a_circle_is_unknown_and_does_not_poison_others():
    sheet = FormulaSheet(VALUES, {"D1": "D2", "D2": "D1", "D3": "A1"})
    found, left = sheet.results()
    assert (found, sorted(left)) == ({"D3": Decimal("1.5")}, ["D1", "D2"])


def test_other_sheets_are_followed():
    others = {}
    others["一 表"] = FormulaSheet({"A1": "3"}, {"A2": "A1+A1"}, others)
    sheet = FormulaSheet({"A1": "1"}, {"B1": "'一 表'!A2+A1", "B2": "SUM('一 表'!A1:A2)", "B3": "没有!A1"}, others)
    assert sheet.results() == ({"B1": Decimal(7), "B2": Decimal(9)}, ["B3"])


def test_the_cells_behind_a_formula():
    sheet = FormulaSheet({}, {"A1": "SUM(B1:B2)-C3+1", "A2": "IF(1,2)", "A3": "ROUND(别!B1,2)"})
    assert sheet.terms("A1") == [(1, "", "B1"), (1, "", "B2"), (-1, "", "C3"), (1, "", "")]
    assert sheet.terms("A2") is None
    assert sheet.terms("A3") == [(1, "别", "B1")]
    assert (sheet.decimals("A3"), sheet.decimals("A1")) == (2, None)
    assert sheet.formulas() == ["A1", "A2", "A3"]
    assert (sheet.has_formula("A1"), sheet.has_formula("B1")) == (True, False)


@small_cases(("number", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")])
def test_letters_of_a_column(number, name):
    assert letters(number) == name
