"""Fixed rows of subjects show all the money their sheet speaks of, or what they leave out is named."""

import pytest

from desktop.catalog.measures import make_filter
from desktop.template.complete import incomplete, row_code
from desktop.template.mapping import CellMap, SheetMap


def cell(row, code, place, value="this", **where):
    asked = make_filter({"side": ["支出"], "function": [code], **where}, "test")
    return CellMap(cell=place, row=row, column="合计", where=asked, value=value)


@pytest.fixture
def cube(wuxi):
    return wuxi.cube


def found(cube, cells):
    sheet = SheetMap(sheet="表", unit="元", cells=list(cells))
    year = {"this": cube.year, "last": cube.year - 1}
    shown = {c.cell: ("", cube.select(c.where) & cube.in_year(year[c.value])) for c in cells}
    return list(incomplete(sheet, shown, cube))


def classes(cube):
    inside = cube.select(make_filter({"side": ["支出"]}, "test")) & cube.in_year(cube.year)
    return sorted({code[:3] for code in cube.values("function", inside)})


def test_rows_of_every_class_leave_nothing_out(cube):
    assert found(cube, [cell(code, code, f"C{n}") for n, code in enumerate(classes(cube), 5)]) == []


def test_the_money_of_a_class_without_a_row_is_named_once(cube):
    codes = classes(cube)
    cells = [cell(code, code, f"{letter}{n}") for letter in "CD" for n, code in enumerate(codes[1:], 5)]
    (one,) = found(cube, cells)
    place, dimension, whole, shown = one
    assert (place, dimension) == ("C5", "function")
    missing = make_filter({"side": ["支出"], "function": [codes[0]]}, "test")
    assert cube.total(whole & ~shown) == cube.sum(missing)


def test_a_code_and_one_below_it_are_not_of_one_level(cube):
    codes = classes(cube)
    mixed = [cell(codes[0], codes[0], "C5"), cell("2080505", "2080505", "C6")]
    assert found(cube, mixed) == []


def test_a_class_is_known_by_its_name_and_a_deeper_code_only_by_its_number():
    assert row_code(cell("201 一般公共服务支出", "201", "C5")) == ("function", "201")
    assert row_code(cell("一般公共服务支出", "201", "C5")) == ("function", "201")
    assert row_code(cell("培训费", "2050803", "C5")) is None
