"""Cells that take one of a list."""

import pytest

from desktop.template.options import choices_at, fitting_choice, options_of
from tests.small_cases import small_cases

RAW = {"options": [["C3:C9 $E$3:$E$4", '"在职, 退休"'], ["D3", "Sheet2!$A$1:$A$9"]]}


@pytest.mark.parametrize(
    ("place", "choices"), [("C3", ("在职", "退休")), ("E4", ("在职", "退休")), ("C10", ()), ("D3", ())]
)
def test_where_a_cell_has_choices(place, choices):
    assert choices_at(options_of(RAW), place) == choices


@small_cases(
    ("value", "choices", "chosen"),
    [
        ("在职", ("在职", "退休"), "在职"),
        ("在职", ("1-在职", "2-退休"), "1-在职"),
        ("货物", ("A 货物类", "B 工程类"), "A 货物类"),
        ("人员", ("行政人员", "事业人员"), None),
        ("遗属", ("在职",), None),
        ("", ("在职",), None),
    ],
)
def test_a_value_in_the_words_of_the_workbook(value, choices, chosen):
    assert fitting_choice(value, choices) == chosen
