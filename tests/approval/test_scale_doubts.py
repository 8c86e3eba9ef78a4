"""A bureau's figures that are far from those of the book: the unit of money is asked about before they are entered."""

from desktop import pipeline
from desktop.approval import scale_doubts
from desktop.intake import control_plan
from desktop.intake.bureau_reading import Asked
from tests.intake import bureau_files as files

ROWS = [["单位：万元"], ["类别", "控制数"], ["公用经费", "381980"], ["人员经费", "0.0211"]]


def test_control_numbers_in_another_unit_are_said_both_ways(book):
    budget = pipeline.newest_budget(book)
    planned = control_plan.plan_of(book, "控.xlsx", [files.table(ROWS)], budget, Asked(document="财预〔2022〕1号"))
    large, small = scale_doubts.of_controls(book, planned)
    assert large == "公用经费：3,819,800,000.00 元是本稿 381,980.00 元的 10000 倍，请核对金额单位（元、万元）"
    assert small.startswith("人员经费：211.00 元是本稿 ") and small.endswith(" 分之一，请核对金额单位（元、万元）")
    usual = [[ROWS[0], ROWS[1], ["公用经费", "40"]]]
    planned = control_plan.plan_of(book, "控.xlsx", map(files.table, usual), budget, Asked(document="财预〔2022〕1号"))
    assert scale_doubts.of_controls(book, planned) == []


def test_where_the_draft_has_nothing_the_number_before_is_looked_at(book):
    budget, asked = pipeline.newest_budget(book), Asked(document="财预〔2022〕1号")
    with book.operation("删除"):
        for line in [each for each in book.facts(budget).lines if each.economic_code == "30216"]:
            book.delete(line)
    first = [["单位：万元"], ["类别", "控制数"], ["培训费", "3"]]
    control_plan.enter(book, control_plan.plan_of(book, "一.xlsx", [files.table(first)], budget, asked))
    again = [["单位：元"], ["类别", "控制数"], ["培训费", "3"]]
    planned = control_plan.plan_of(book, "二.xlsx", [files.table(again)], budget, Asked(document="财预〔2022〕2号"))
    (doubt,) = scale_doubts.of_controls(book, planned)
    assert doubt == "培训费：3.00 元是以前下达的 30,000.00 元的 10000 分之一，请核对金额单位（元、万元）"


def test_approved_figures_in_another_unit_are_said(plan):
    (doubt,) = scale_doubts.of_approved(plan([["单位：元"], ["类别", "批复数"], ["公用经费", "38.20"]]))
    assert doubt == "公用经费：批复 38.20 元是编报 381,980.00 元的 9999 分之一，请核对金额单位（元、万元）"
