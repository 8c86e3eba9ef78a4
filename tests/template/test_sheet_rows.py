"""Rows of a sheet to be learned: runs, sums over them, and what is too far out for a person's sheet."""

import pytest

from desktop.findings import UserError
from desktop.template import sheet_rows
from tests.small_cases import small_cases


@small_cases(
    ("given", "found"),
    [([], []), ([4], [4]), ([1, 2, 5, 6, 7], [5, 6, 7]), ([1, 2, 4, 5], [1, 2]), ([3, 2, 1], [3])],
)
def test_the_longest_run_is_taken_and_the_upper_one_of_two(given, found):
    assert sheet_rows.longest(given) == found


@small_cases(
    ("formula", "adds"),
    [("SUM(C7:C9)", True), ("C7+C8", True), ("C7", False), ("SUM(D7:D9)", False), ("SUM(C10:C12)", False)],
)
def test_a_formula_adds_rows_of_its_own_column_when_it_names_two(formula, adds):
    assert sheet_rows.adds_rows(formula, "C", 7, 9) is adds


@pytest.mark.parametrize(
    ("column", "row", "near"), [("A", 3000, True), ("A", 3001, False), ("DP", 1, True), ("DQ", 1, False)]
)
def test_what_a_person_fills_is_near(column, row, near):
    assert sheet_rows.is_near(column, row) is near


def sheet(cells, merges=()):
    return {"sheet": "表", "cells": cells, "merges": list(merges)}


def test_a_sheet_too_large_is_refused_with_the_place(monkeypatch):
    sheet_rows.refuse_too_large(sheet({"A1": ("text", "x", ""), "A4000": ("blank", "", "")}), "a.xlsx")
    with pytest.raises(UserError, match=r"文件“a\.xlsx”工作表“表”在 A4000 处有内容"):
        sheet_rows.refuse_too_large(sheet({"A4000": ("text", "x", "")}), "a.xlsx")
    monkeypatch.setattr(sheet_rows, "MOST_MERGES", 1)
    sheet_rows.refuse_too_large(sheet({}, ["A1:B1"]), "a.xlsx")
    with pytest.raises(UserError, match="合并单元格超过 1 处"):
        sheet_rows.refuse_too_large(sheet({}, ["A1:B1", "A2:B2"]), "a.xlsx")
