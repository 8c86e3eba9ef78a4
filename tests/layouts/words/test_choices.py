"""What sentences ask of the settings, and a text as the first part of a document."""

from desktop.layouts.words.choices import framed, names
from desktop.layouts.words.paragraphs import Paragraph, Run


def test_income_is_listed_where_there_is_money_or_always(wuxi):
    listed = names(wuxi.form, wuxi.figures)["incomes"]()
    assert [figure.id for figure in listed] == list(wuxi.form.always_listed)
    assert names(wuxi.form, wuxi.figures)["chosen"]("income_list", "six")


def test_headings_move_one_level_down_under_the_first_part():
    text = [Paragraph((Run("一、概况"),), 1), Paragraph((Run("正文"),))]
    assert [p.level for p in framed(text, ("说明", "表"))] == [1, 2, 0, 1]
