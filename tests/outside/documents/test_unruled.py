"""Tables without rules of which rows may be missing are named and not read."""

import pytest

from desktop.outside.document import Paragraph, Spot, Table
from desktop.outside.documents import unruled

HEAD, FIGURES = ("科目", "金额"), ("教育支出", "1.00")
CAPTION = Paragraph("表1 支出表")
NOTE = "第 3 页有没有框线的表格，各行无法确定，没有核对；请提供 Word 或 Excel 文件"


def table(*rows, above=("表1 支出表",), page=3, ruled=False):
    return Table(rows, above, (), tuple(Spot(page, n) for n in range(1, len(rows) + 1)), ruled)


def test_a_table_by_itself_is_certain():
    parts = [
        CAPTION,
        table(HEAD, FIGURES),
        Paragraph("二、收入情况"),
        Paragraph("2026年收入100.00万元，比上年增加5.00"),
    ]
    assert unruled.joined(parts) == (parts, ())


@pytest.mark.parametrize("between", ["社会保障和就业", "事业单位医疗 52.70 51.08"])
def test_a_piece_of_a_row_between_two_halves_takes_both_out(between):
    parts = [CAPTION, table(HEAD, FIGURES), Paragraph(between), table(FIGURES, FIGURES, above=())]
    assert unruled.joined(parts) == ([CAPTION, Paragraph(between)], (NOTE,))


def test_a_row_that_was_read_as_a_line_below_a_table_takes_it_out():
    line = Paragraph("住房公积金 19.75 19.75 0.00")
    assert unruled.joined([CAPTION, table(HEAD, FIGURES), line]) == ([CAPTION, line], (NOTE,))


def test_halves_of_other_columns_on_two_pages_are_in_doubt_and_of_the_same_are_one_table():
    first, rest = table(HEAD, FIGURES), table(FIGURES, above=(), page=4)
    assert [len(part.rows) for part in unruled.joined([first, rest])[0]] == [3]
    wider = table((*FIGURES, "2.00"), above=(), page=4)
    assert unruled.joined([first, wider]) == ([], (NOTE.replace("3", "3、4"),))


def test_a_table_that_begins_with_figures_and_has_no_title_is_in_doubt():
    assert unruled.joined([table(FIGURES, FIGURES, above=())]) == ([], (NOTE,))


def test_tables_with_rules_are_left_as_they_are():
    parts = [table(FIGURES, above=(), ruled=True), Paragraph("住房公积金 19.75"), table(FIGURES, above=(), ruled=True)]
    assert unruled.joined(parts) == (parts, ())
