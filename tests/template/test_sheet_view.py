"""A sheet as it is learned."""

from desktop.template.sheet_view import SheetView

CELLS = {"A1": ["text", "表", ""], "A2": ["text", "收入", ""], "B2": ["blank", "", ""], "C2": ["text", "支出", ""], "A3": ["text", "项目", ""],
         "B3": ["text", "预算数", ""], "A4": ["text", "201", ""], "B4": ["blank", "", ""], "C4": ["formula", "B4", ""]}  # fmt: skip
VIEW = SheetView({"sheet": "表", "cells": CELLS, "merges": ["A2:B2", "A1:XFD1048576"], "hidden": ["4"]}, "表.xlsx")


def test_a_merged_cell_gives_its_text_to_all_of_its_range_and_only_within_the_sheet():
    view = SheetView({"sheet": "表", "cells": CELLS, "merges": ["A2:B2"], "hidden": []}, "表.xlsx")
    assert view.path(2, 4) == ["收入", "预算数"]
    assert view.line(2) == "收入支出" and not view.is_input(("B", 2)) and view.is_input(("B", 4))
    assert len(VIEW.covered) == VIEW.width * VIEW.height - 1


def test_a_code_left_of_a_cell_is_its_code():
    view = SheetView({"sheet": "表", "cells": CELLS, "merges": [], "hidden": ["4"]}, "表.xlsx")
    assert view.label(4, 2) == ("", "201")
    assert (view.width, view.height, view.hidden) == (3, 4, {4})
