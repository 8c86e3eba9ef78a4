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


def test_titles_stand_above_the_header_and_the_name_of_the_sheet_helps():
    cells = {"A1": ["text", "公开02表", ""], "A2": ["text", "2025年基本支出预算表（按经济分类）", ""],
             "A3": ["text", "项目", ""], "B3": ["text", "其他收入预算", ""], "A4": ["blank", "", ""]}  # fmt: skip
    view = SheetView({"sheet": "一般公共预算", "cells": cells, "merges": ["A2:B2"], "hidden": []}, "表.xlsx")
    assert view.title(4) == "公开02表\n2025年基本支出预算表（按经济分类）"
    cells["A2"][1] = "2025年支出预算表"
    view = SheetView({"sheet": "一般公共预算", "cells": cells, "merges": [], "hidden": []}, "表.xlsx")
    assert view.title(4).endswith("\n一般公共预算")


def test_the_levels_of_a_code_may_stand_apart():
    """A name that two classes bear (办公设备购置) says nothing without its code."""

    def label(written, kind="text"):
        cells = {
            "A1": ["text", "编码", ""],
            "B1": ["text", "名称", ""],
            "A2": [kind, written, ""],
            "B2": ["text", "办公设备购置", ""],
        }
        view = SheetView({"sheet": "表", "cells": cells, "merges": [], "hidden": []}, "表.xlsx")
        return view.label(2, 3)[1]

    assert [label(each) for each in ("310.02", "310 02", " 310-02", "201.03.50", "201 03")] == [
        "31002", "31002", "31002", "2010350", "20103"]  # fmt: skip
    assert [label(each) for each in ("310.99.99", "12.5", "310.2")] == ["", "", ""]
    assert label("310.02", "number") == ""
