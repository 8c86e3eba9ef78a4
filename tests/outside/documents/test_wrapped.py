"""Rows of tables without rules down: a name on two lines, its amounts at the middle, at the top or at the foot."""

import pytest

from desktop.outside.documents.page import Glyph, Line, Rule
from desktop.outside.documents.wrapped import rows_of

SIZE = 10.0


def line(top, *parts):
    """Return a line of parts (left, text)."""
    glyphs = []
    for start, text in parts:
        at = start
        for letter in text:
            width = SIZE if ord(letter) > 0x2E7F else SIZE / 2
            glyphs.append(Glyph(letter, at, top, at + width, top + SIZE))
            at += width
    return Line(tuple(glyphs))


def row(top, name, amount="1.00"):
    return line(top, (50, name), (300, amount))


def texts(lines, rules=()):
    return [" ".join(each.text.replace(" ", "") for each in row) for row in rows_of(lines, rules)]


def test_a_name_above_and_below_the_middle_of_its_row_is_of_that_row():
    lines = [row(100, "教育支出"), line(120, (50, "机关事业单位")), line(126, (300, "2.00"), (400, "3.00")),
             line(132, (50, "养老保险")), row(150, "住房保障")]  # fmt: skip
    assert texts(lines) == ["教育支出1.00", "机关事业单位 2.003.00 养老保险", "住房保障1.00"]


@pytest.mark.parametrize(
    ("tops", "rows"),
    [
        ((100, 111, 120, 131), ["教育1.00", "机关 事业2.00", "住房1.00"]),  # at the foot: nearer to what is below
        ((100, 109, 120, 131), ["教育1.00 机关", "事业2.00", "住房1.00"]),
    ],
)
def test_a_line_of_a_name_is_of_the_nearer_row(tops, rows):
    a, b, c, d = tops
    assert texts([row(a, "教育"), line(b, (50, "机关")), row(c, "事业", "2.00"), row(d, "住房")]) == rows


@pytest.mark.parametrize("text", ["注：无结转", "二、支出情况", "单位：万元", "表2支出总表", "以上各项均已公开。"])
def test_what_stands_by_itself_is_of_no_row(text):
    lines = [row(100, "教育支出"), row(111, "住房保障"), line(122, (50, text))]
    assert texts(lines) == ["教育支出1.00", "住房保障1.00", text]


def test_a_line_that_begins_under_no_name_is_of_no_row():
    assert texts([row(100, "教育支出"), line(111, (180, "另附说明"))]) == ["教育支出1.00", "另附说明"]


def test_lines_between_two_rules_are_one_row_however_far_they_stand_apart():
    rules = [Rule(40, y, 400, y) for y in (95, 115, 165, 185)]
    lines = [row(100, "教育支出"), line(120, (50, "机关")), line(135, (50, "事业"), (300, "2.00")),
             line(150, (50, "单位")), row(170, "住房保障")]  # fmt: skip
    assert texts(lines, rules) == ["教育支出1.00", "机关 事业2.00 单位", "住房保障1.00"]


def test_the_text_between_two_tables_is_no_row_of_theirs():
    rules = [Rule(40, y, 400, y) for y in (95, 112, 129, 300, 317, 334)]
    between = [line(y, (50, "二、支出"), (300, "单位：万元")) for y in (150, 200)]
    lines = [row(98, "教育"), row(115, "住房"), *between, row(303, "教育"), row(320, "住房")]
    assert [text[:2] for text in texts(lines, rules)] == ["教育", "住房", "二、", "二、", "教育", "住房"]
