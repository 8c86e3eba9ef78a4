"""What sentences ask of the settings and of changes, and a text as the first part of a document."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.layouts.words.choices import framed, names
from desktop.layouts.words.paragraphs import Paragraph, Run
from desktop.ledger.records import LayoutChoice
from desktop.ledger.vocabulary import Stage
from tests.layouts.words.test_whole_sums import disclosed


def test_income_is_listed_where_there_is_money_or_always(wuxi):
    given = names(wuxi.form, wuxi.figures, Stage.DISCLOSED)
    assert [figure.id for figure in given["incomes"]()] == list(wuxi.form.always_listed)
    assert given["chosen"]("income_list", "six")


def test_headings_move_one_level_down_under_the_first_part():
    text = [Paragraph((Run("一、概况"),), 1), Paragraph((Run("正文"),))]
    assert [p.level for p in framed(text, ("说明", "表"), published=True)] == [1, 2, 0, 1]


def test_a_change_of_one_source_alone_is_said_once(wuxi):
    """收入减少 1.39 万元 and 一般公共预算拨款减少 1.39 万元 are one change: the second number says nothing new."""
    assert (
        "收入比2022年预算数减少1.39万元，均为一般公共预算拨款，其中人员经费拨款增加17.97万元，" in wuxi.narrative.text
    )
    assert "income_general_budget_change" in wuxi.narrative.figures, "its name is bound to it"
    several = disclosed("chongqing/2023").narrative.text
    assert "均为一般公共预算拨款" not in several and "；一般公共预算拨款按用途看，" in several


def test_a_change_is_that_of_one_only_where_no_other_changed_and_the_amounts_agree(wuxi):
    sole = names(wuxi.form, wuxi.figures, Stage.DISCLOSED)["sole"]
    assert sole("income_total", ["income_general_budget_change", "income_other"])
    assert not sole("income_total", ["income_other"])
    assert not sole("income_total", ["income_personnel_change"]), "it changed by another amount"
    assert not sole("expenditure_total", ["basic_change", "project_change"]), "two changed"
    alone = pipeline.disclose(wuxi.facts, None, wuxi.form)
    assert not names(wuxi.form, alone.figures, Stage.DISCLOSED)["sole"](
        "income_total", ["income_general_budget_change"]
    )


@pytest.mark.parametrize("key", ["gansu/2025", "guangxi/2022", "guangxi_wuzhou/2025", "guangxi_liuzhou/2025"])
def test_what_is_not_published_is_not_called_published_tables(wuxi, key):
    form = loader.load(key)
    for stage, wanted in ((Stage.DISCLOSED, "部门预算公开表"), (Stage.FIRST_UP, "部门预算表")):
        facts = replace(wuxi.facts, budget=replace(wuxi.facts.budget, stage=stage))
        found = [p.text for p in pipeline.disclose(facts, wuxi.last, form).narrative.paragraphs if p.is_heading]
        assert sum(text.endswith(wanted) for text in found) == 1
        assert stage == Stage.DISCLOSED or not any("公开表" in text for text in found)


def test_the_second_part_is_called_published_only_where_it_is():
    heads = {
        published: framed([], ("情况说明", "公开报表"), published=published)[1].text for published in (True, False)
    }
    assert heads == {True: "第二部分  公开报表", False: "第二部分  报表"}


def test_money_for_key_projects_bears_the_level_the_place_gives_it(sample_facts):
    """Counties of Chongqing publish 县级重点专项资金; text and table call it alike, without a choice by the plain name."""
    facts, last = sample_facts["wuxi_2023"]
    for choice, level in (("plain", ""), ("county", "县级"), ("district", "区级"), ("city", "市级")):
        chosen = replace(facts, layout_choices=(LayoutChoice(setting="special", choice=choice),))
        found = pipeline.disclose(chosen, last, loader.load("chongqing/2023"))
        text = found.narrative.text
        assert f"六、部门整体绩效目标及{level}重点专项资金绩效目标编制情况" in text
        assert f"（二）{level}重点专项资金绩效目标编制情况\n2023年本部门没有{level}重点专项资金绩效目标。" in text
        table = found.table("special_performance")
        assert table.title == f"{level}重点专项资金绩效目标表"
        assert table.notes == [f"备注：本部门2023年没有{level}重点专项资金，本表无数据。"]
