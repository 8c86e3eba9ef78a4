"""The formulas of a workbook against ours; what each program writes in its own way is no difference."""

import xlsxwriter

from desktop.packs.formulas import of_workbook, others


def workbook(path, **cells):
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("表一")
    for place, (formula, value) in cells.items():
        if formula:
            sheet.write_formula(place, formula, None, value)
        else:
            sheet.write_number(place, value)
    book.close()
    return path


def test_formulas_are_known_by_their_place(tmp_path):
    path = workbook(tmp_path / "甲.xlsx", A1=("", 1), A3=("=SUM(A1:A2)", 1))
    assert of_workbook(path) == {"工作表“表一”A3": "=SUM(A1:A2)"}


def test_another_formula_and_one_in_the_place_of_a_figure(tmp_path):
    ours = workbook(tmp_path / "甲.xlsx", A1=("", 1), A2=("", 2), A3=("=SUM(A1:A2)", 3))
    theirs = workbook(tmp_path / "乙.xlsx", A1=("=3-2", 1), A2=("", 2), A3=("=A1", 3))
    found = [("工作表“表一”A1", "=3-2", ""), ("工作表“表一”A3", "=A1", "=SUM(A1:A2)")]
    assert others(theirs, ours) == found


def test_blanks_signs_and_small_letters_mean_nothing_and_a_figure_is_what_was_printed(tmp_path):
    ours = workbook(tmp_path / "甲.xlsx", A1=("", 1), A3=("=SUM(A1:A2)", 1), A4=("=A3", 1))
    theirs = workbook(tmp_path / "乙.xlsx", A1=("", 1), A3=("=sum( $A$1:A2 )", 1), A4=("", 1))
    assert others(theirs, ours) == []
