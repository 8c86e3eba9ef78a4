"""Formulas beyond plain sums, worked out exactly."""

from decimal import Decimal

import pytest

from desktop.template.arithmetic import NoArithmetic, evaluate
from tests.small_cases import small_cases

CELLS = {"A1": "1.5", "A2": "2", "表!B1": "3"}


def numbers_of(reference):
    if reference == "A1:A2":
        return [Decimal("1.5"), Decimal(2)]
    return [Decimal(CELLS[reference.replace("$", "")])]


@small_cases(
    ("formula", "value"),
    [
        ("=A1*A2", "3"),
        ("A1*$A$2/10000", "0.0003"),
        ("(A1+A2)*2-1", "6"),
        ("-A1+-2", "-3.5"),
        ("A1++A2", "3.5"),
        ("ROUND(A1*A2/7,2)", "0.43"),
        ("SUM(A1:A2,A1*2)*表!B1", "19.5"),
        ("PRODUCT(A1:A2)", "3.0"),
        ("A2*50%", "1.0"),
        ("2-3-4", "-5"),
        ("8/4/2", "1"),
    ],
)
def test_what_a_formula_comes_to(formula, value):
    assert evaluate(formula, numbers_of) == Decimal(value)


@small_cases(
    "formula",
    ["", "A1/0", "IF(A1>1,1,2)", "A1*", "(A1", "A1)", "ROUND(A1,A1:A2)", "A1:A2*2", "A1^2", "(" * 99 + "1" + ")" * 99],
)
def test_what_is_no_arithmetic(formula):
    with pytest.raises(NoArithmetic):
        evaluate(formula, numbers_of)
