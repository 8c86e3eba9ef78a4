"""A table that does not state its unit of money has the one in which its figures stand in the text."""

import pytest

from desktop.audit.outcome import Outcome
from desktop.audit.rules import table_facts, tables
from desktop.audit.tables.grids import grids_of
from tests.audit.documents import document, table

TEXT = "2032年支出12.35万元，其中：基本支出10.20万元，项目支出2.15万元。"
HEAD = "科目编码|科目名称|合计|基本支出|项目支出"


@pytest.mark.parametrize(
    ("row", "unit"),
    [
        ("|合计|12.35|10.20|2.15", "万元"),
        ("|合计|123,500.00|102,000.00|21,500.00", "元"),
        ("|合计|123.50|102.00|21.50", "千元"),
        ("|合计|77.00|66.00|11.00", ""),
    ],
)
def test_the_figures_of_the_text_tell_the_unit(row, unit):
    paper = document(TEXT, table("部门支出总表", HEAD, row, unit="编制：甲局"))
    (grid,) = grids_of(paper)
    assert grid.unit == unit
    facts = next(rule.look for rule in table_facts.RULES if rule.code == "B73")
    assert bool(facts(paper).findings) == (not unit)


def test_a_stated_unit_stands_whatever_the_text_says():
    (grid,) = grids_of(document(TEXT, table("支出总表", HEAD, "|合计|123,500.00|102,000.00|21,500.00")))
    assert grid.unit == "万元"


def test_a_unit_that_only_the_text_shows_is_still_not_stated():
    rows = (HEAD, "|合计|123,500.00|102,000.00|21,500.00", "201|一般公共服务支出|123,500.00|102,000.00|21,500.00")
    (rule,) = (each for each in tables.RULES if each.code == "B58")
    paper = document(TEXT, table("部门支出总表", *rows, unit=""))
    assert rule.look(paper).outcome is Outcome.NOT_CHECKED


def test_a_table_whose_cells_name_units_has_none_for_all_its_figures():
    rows = (
        "指标|数值|基本支出|项目支出",
        "预算总额（万元）|123,500.00|102,000.00|21,500.00",
        "满意度|95.00|90.00|80.00",
    )
    (grid,) = grids_of(document(TEXT, table("整体支出绩效目标表", *rows, unit="编制：甲局")))
    assert grid.unit == ""
