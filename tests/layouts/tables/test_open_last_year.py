"""What last year leaves open is not compared: an unknown economic class is no 0."""

from dataclasses import replace

import pytest

from desktop.compute.cube import Cube
from desktop.compute.lines import of_records
from desktop.layouts.tables.figures import Figures, versus_text
from desktop.layouts.tables.open_last_year import OpenLastYear
from desktop.ledger.vocabulary import UNCLASSED, not_of_classes

GOODS, MEALS, ABROAD = (("economic", (code,)) for code in ("302", "30217", "30212"))


@pytest.fixture
def why(wuxi):
    """Why a question is not compared with a last year that has one line of project money of a code and a remark."""

    def ask(code, note, *where):
        line = replace(wuxi.last.lines[0], economic_code=code, nature="项目", note=note)
        last = replace(wuxi.last, lines=(line,))
        cube = Cube([*of_records(wuxi.facts), *of_records(last)], wuxi.facts.budget.year)
        return OpenLastYear(cube, last).why(where, cube.select(where))

    return ask


@pytest.mark.parametrize(
    ("code", "barred", "where", "open_"),
    [
        ("", (), (), False),
        ("", (), (("nature", ("项目",)),), False),
        ("", (), (GOODS,), True),
        ("", (), (GOODS, ("nature", ("人员",))), False),
        ("", ("30217",), (MEALS,), False),
        ("", ("30217",), (GOODS,), True),
        ("", ("302",), (GOODS,), False),
        ("", (), (("economic", ("!302",)),), True),
        ("", ("302",), (("economic", ("!302",)),), False),
        ("302", (), (GOODS,), False),
        ("302", (), (MEALS,), True),
        ("302", ("30217",), (MEALS,), False),
        ("30217", (), (MEALS,), False),
        ("30217", (), (ABROAD,), False),
    ],
)
def test_a_question_is_open_where_lines_may_or_may_not_be_of_its_classes(why, code, barred, where, open_):
    assert why(code, f"由公开表导入；{not_of_classes(barred)}", *where) == (UNCLASSED if open_ else "")


def test_the_text_does_not_call_unknown_money_new(wuxi):
    """It once said 上年无此项预算 of a class that last year's file did not divide its money by."""
    lines = tuple(replace(line, economic_code="") for line in wuxi.last.lines)
    last = replace(wuxi.last, lines=lines)
    cube = Cube([*of_records(wuxi.facts), *of_records(last)], wuxi.facts.budget.year)
    figures = Figures(wuxi.form, wuxi.facts, cube, has_last=True, last=last)
    figure = figures.get("three_public_total")
    assert (figure.change, figure.unknown) == (None, UNCLASSED)
    assert versus_text(figure, wuxi.form, 2023) == "上年未分经济分类，无法比较"
    assert figures.get("basic_total").change == wuxi.figures.get("basic_total").change
