"""The page for citizens says the figures of the tables, adds up, names no person, and says where there is no last year."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.compute.causes import CauseKind, Effect
from desktop.layouts.citizens import content
from desktop.layouts.form import loader
from desktop.layouts.tables import overview
from desktop.ledger.records import BudgetFacts, LayoutChoice
from desktop.ledger.vocabulary import PublishedAs


def of(disclosure):
    return pipeline.citizens_of(disclosure)


@pytest.fixture(scope="module")
def qinghe(disclosures):
    return disclosures["qinghe_2025"]


def test_the_figures_are_those_of_the_tables_and_all_parts_add_up(disclosures):
    for disclosure in disclosures.values():
        page, cube, form = of(disclosure), disclosure.cube, disclosure.form
        for spec, five in zip(form.citizens.five, page.five, strict=True):
            assert five.amount == disclosure.sum(spec.measure)
            assert five.shown == page.style.show(five.amount)
        spent = disclosure.sum("expenditure")
        sums = [sum(bar.this for bar in content.shortened(page, chart, 3).bars) for chart in page.charts]
        assert sums == [disclosure.sum("income_total"), spent, spent]
        assert all(len(content.shortened(page, chart, 3).bars) <= 3 for chart in page.charts)
        before = cube.total(cube.select(form.measures["expenditure"].where) & cube.in_year(cube.year - 1))
        assert sum(amount for _, amount in page.causes) == spent - before
        assert sum(amount for _, amount in page.projects) == disclosure.sum("project")


def test_what_is_not_listed_is_summed_up(qinghe):
    page = of(qinghe)
    assert page.work(1)[1:] == ["· 政务服务大厅运行维护，30.00万元", "另有2个项目，共25.30万元。"]
    assert page.reasons(2) == [
        "· 新增项目：政务服务一体化平台升级及设备更新，增加17.80万元。",
        "· 项目规模调整：政务服务大厅运行维护，减少12.00万元。",
        "其他原因合计增加1.22万元。",
    ]
    assert page.compared == "支出比2024年增加7.02万元，增长4.09%。"
    assert page.total == "2025年计划支出178.64万元。其中：人员经费111.83万元，公用经费11.50万元，项目支出55.30万元。"


def test_projects_that_are_all_listed_are_not_called_the_largest(qinghe):
    page = of(qinghe)
    assert page.work(3)[0] == "安排的项目："
    assert page.work(2)[0] == "金额最大的项目："


def test_the_note_names_the_paper_of_the_stage(qinghe):
    """What is handed in (二上) is no 预算公开."""
    facts = replace(qinghe.facts, budget=replace(qinghe.facts.budget, stage="二上"))
    assert "2025年单位预算草案（二上）表（版本" in of(pipeline.disclose(facts, None, qinghe.form)).note
    assert "2025年单位预算公开表（版本" in of(qinghe).note


def test_amounts_are_grouped_also_in_a_layout_that_prints_yuan(qinghe):
    """3606690.00 in large letters is hard to read for whoever does not count digits all day."""
    page = of(pipeline.in_layout(qinghe, "guangxi_wuzhou/2025"))
    assert page.total.startswith("2025年计划支出1,786,390.88元。")
    assert page.five[0].shown == "1,786,390.88"
    assert all(chart.style.grouped for chart in page.charts)


def test_a_missing_last_year_is_said_and_nothing_is_compared(qinghe):
    page = of(pipeline.disclose(qinghe.facts, None, qinghe.form))
    assert page.compared == "上年数未录入，无法比较。"
    assert (page.causes, {five.compared for five in page.five}) == ((), {"没有上年数可比"})
    new = replace(qinghe.facts, layout_choices=(LayoutChoice(setting="new_unit", choice="yes"),))
    assert of(pipeline.disclose(new, None, qinghe.form)).compared == "因新增单位2024年初无预算，不作比较。"


def test_an_empty_budget_and_the_same_figures_are_said(qinghe):
    nothing = BudgetFacts(unit=qinghe.facts.unit, budget=qinghe.facts.budget)
    page = of(pipeline.disclose(nothing, None, qinghe.form))
    assert (page.total, page.work(3), page.charts) == ("2025年没有安排支出。", ["2025年没有安排项目支出。"], ())
    same = replace(nothing, budget=replace(nothing.budget, year=2024))
    page = of(pipeline.disclose(nothing, same, qinghe.form))
    assert (page.compared, page.reasons(3)) == ("支出与2024年持平。", [])


def test_no_cause_says_who_it_was(qinghe):
    """A person is the subject of many causes; the page says only projects, under the names they are published by."""
    line = next(line for line in qinghe.cube.lines if line.side == "支出" and line.year == 2025)
    effects = [
        Effect(CauseKind.JOINED, "王小二", line),
        Effect(CauseKind.LEFT, "李小三", line),
        Effect(CauseKind.PROJECT_ADDED, "其他项目（1）", line),
    ]
    d = qinghe
    page = content.build(d.form, d.facts, d.cube, effects, d.last, "X")
    assert [name for name, _ in page.causes] == ["新增人员", "减少人员", "新增项目：其他项目（1）"]


def test_a_project_that_is_not_published_is_not_named(qinghe):
    hidden = replace(qinghe.facts.projects[0], published_as=PublishedAs.AMOUNT_ONLY)
    facts = replace(qinghe.facts, projects=(hidden, *qinghe.facts.projects[1:]))
    page = of(pipeline.disclose(facts, qinghe.last, qinghe.form))
    words = "".join([*page.work(9), *page.reasons(9)])
    assert hidden.name not in words
    assert "其他项目" in words


def test_the_words_for_causes_are_of_causes_there_are():
    """What the common words rename must be a cause."""
    spec = loader.load("chongqing/2023").citizens
    assert set(spec.causes) <= set(CauseKind)
    assert [each.measure for each in spec.five] == list(overview.FIGURES)


def test_a_cause_that_is_listed_is_not_called_the_rest(disclosures):
    """其他各项支出的金额变化 stood first, or alone, as what had changed."""
    listed = [name for disclosure in disclosures.values() for name, _ in of(disclosure).causes]
    assert "项目以外支出的变化" in listed
    assert not [name for name in listed if name.startswith("其他")]
