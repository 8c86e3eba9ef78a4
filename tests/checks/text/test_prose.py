"""The tails of rounding: the largest is the largest number, not the text that sorts last."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.checks.context import REGISTER, run_one
from desktop.checks.text import prose
from desktop.checks.text.prose import tolerance
from desktop.findings import Severity, Status
from desktop.layouts.form import loader
from desktop.layouts.words.paragraphs import Paragraph, Run


def test_the_largest_tail_is_named(sample_facts, monkeypatch):
    facts, last = sample_facts["qinghe_2025"]
    context, _ = pipeline.prepare(facts, last, loader.load("chongqing/2023"))
    monkeypatch.setattr(prose, "_tails", lambda table: iter([(0, 0, -950, 3000), (1, 0, 1200, 3000), (2, 0, 3, 3000)]))
    found = list(prose.printed_sums(context))
    table = next(iter(context.tables.values()))
    assert len(found) == len(context.tables)
    assert all(f"有 3 处分项之和与合计相差 {table.style.show_steps(1200)} " in f.message for f in found)


@pytest.fixture
def said(wuxi):
    """Run a check over sentences that stand in the place of the narrative."""
    checks = {registered.code: registered for registered in REGISTER}

    def run(code, *sentences, figures=None):
        narrative = replace(wuxi.narrative, paragraphs=[Paragraph((Run(text),)) for text in sentences])
        return run_one(checks[code], replace(wuxi.context, write=lambda: narrative))

    return run


@pytest.mark.parametrize(("parts", "tail"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)])
def test_the_tail_grows_with_the_number_of_parts(parts, tail):
    assert tolerance(parts) == tail


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("支出110万元，比上年增加10万元，增长10%。", None),
        ("支出110万元，比上年增加10万元，增长12%。", Severity.ERROR),
        ("支出90万元，比上年减少10万元，下降10%。", None),
        ("支出90万元，比上年减少10万元，下降8%。", Severity.ERROR),
        ("支出10万元，比上年增加10万元，增长100%。", Severity.WARNING),
        ("支出110.5万元，比上年增加10.5万元，增长10.50%。", None),
        ("支出110.5万元，比上年增加10.5万元，增长10.60%。", Severity.ERROR),
    ],
)
def test_a_percentage_is_recomputed_to_its_digits(text, severity, said):
    found = said("C73", text)
    assert [f.severity for f in found.findings] == ([severity] if severity else [])


def test_without_percentages_there_is_nothing_to_recompute(said):
    assert said("C73", "支出110万元。").status is Status.NOT_APPLICABLE
    assert said("C74", "支出110万元。").status is Status.NOT_APPLICABLE


def test_shares_of_one_whole_may_miss_a_hundred_by_rounding(said):
    assert said("C74", "基本支出占支出的33.3%，项目支出占支出的66.7%。").status is Status.PASSED
    (rounded,) = said("C74", "甲占支出的33.3%，乙占支出的33.3%，丙占支出的33.3%。").findings
    assert (rounded.severity, "99.9%" in rounded.message) == (Severity.INFO, True)


def test_a_lost_wan_is_found(said):
    assert said("C75", "支出110万元，比上年增加10元。").findings
    assert not said("C75", "支出110万元，比上年增加10万元。").findings
    assert not said("C75", "支出110元，比上年增加10元。").findings


@pytest.mark.parametrize(
    ("text", "found"),
    [("2020年的旧话。", True), ("2022年的预算。", False), ("2023年的预算。", False), ("2025年完成。", False),
     ("根据《2018年机构改革方案》办理。", False), ("文号〔2019〕5号。", False), ("2019年3月成立。", False)],
)  # fmt: skip
def test_years_of_an_old_draft_are_told_dates_and_titles_are_not(text, found, said):
    assert bool(said("C79", text).findings) is found


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [(("一、甲", "二、乙", "三、丙"), 0), (("一、甲", "三、丙"), 1), (("一、甲", "一、乙"), 0), (("一、甲", "（一）子", "（二）子", "二、乙", "（一）子"), 0),
     (("十、甲", "十一、乙"), 1), (("1.甲", "2.乙", "2.丙"), 1), (("一、甲", "（二）子"), 1)],
)  # fmt: skip
def test_numbers_of_headings_run_on(paragraphs, found, said):
    assert len(said("C82", *paragraphs).findings) == found


def test_numbers_run_on_beyond_ten(said):
    paragraphs = [f"{n}、节" for n in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")]
    assert said("C82", *paragraphs).status is Status.PASSED
    assert said("C82", *paragraphs[:10], "十二、节").status is Status.FAILED


def test_the_unit_is_called_one_way(said, wuxi):
    other = "本部门" if wuxi.facts.unit.scope == "单位" else "本单位"
    assert said("C84", f"{other}的职责。").findings
    assert not said("C84", f"本{wuxi.facts.unit.scope}的职责。").findings


def test_vehicle_purchase_and_running_make_their_sum(said):
    wrong = "公务用车购置及运行费20万元，其中购置费15万元，运行费4万元。"
    assert [f.code for f in said("C64", wrong).findings] == ["C64"]
    assert not said("C64", wrong.replace("4万元", "5万元")).findings


def test_an_amount_beside_a_figures_words_is_the_figures(said, wuxi):
    figure = wuxi.figures.get("basic_total")
    right = f"{figure.label}{figure.shown}万元。"
    assert not said("C81", right).findings
    (found,) = said("C81", f"{figure.label}1.23万元。").findings
    assert found.left == "12,300.00"


def test_a_missing_table_is_an_error_where_the_form_keeps_empty_ones(wuxi):
    tables = {key: table for key, table in wuxi.context.tables.items() if key != "gov_fund"}
    check = next(r for r in REGISTER if r.code == "C83")
    found = run_one(check, replace(wuxi.context, tables=tables))
    assert len(found.findings) == 1
    omitting = replace(wuxi.form, empty_table="omit")
    assert not run_one(check, replace(wuxi.context, tables=tables, form=omitting)).findings


def test_changes_are_not_summed_without_last_year(wuxi):
    alone = pipeline.disclose(wuxi.facts, None, wuxi.form)
    assert next(o for o in alone.outcomes if o.code == "C77").status is Status.NOT_CHECKED
