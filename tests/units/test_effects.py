"""What another layout or another kind of the unit would change, as a person is told before it does."""

from dataclasses import replace

from desktop import pipeline
from desktop.units import effects


def test_a_layout_names_the_tables_that_go_and_come_by_meaning(worked_example):
    before = pipeline.of_book(worked_example, "chongqing/2023")
    rows = effects.of_layout(before, effects.in_layout(worked_example, before, "shanghai/2025", None))
    assert rows[0] == "不变：本年支出、人员经费、公用经费、项目支出、“三公”经费"
    gone = next(row for row in rows if "新版式没有" in row)
    assert "政府采购预算明细表" in gone  # Shanghai has no such table
    assert "财政拨款收支总表" not in gone  # it has one, under another title
    assert f"表格：{len(before.tables)} 张 → 9 张" in rows


def test_a_figure_that_another_layout_counts_otherwise_is_shown_with_both_sides(worked_example):
    before = pipeline.of_book(worked_example, "chongqing/2023")
    counted = before.form.measures["three_public"]
    narrow = replace(counted, where=(("nature", ("没有",)),))
    after = replace(before, form=replace(before.form, measures={**before.form.measures, "three_public": narrow}))
    assert any(row.startswith("“三公”经费：22,400.00 → 0.00 元") for row in effects.of_layout(before, after))


def test_another_kind_of_the_unit_moves_the_governments_classes_and_nothing_is_stored(worked_example):
    before = pipeline.of_book(worked_example)
    stored = worked_example.fingerprint()
    rows = effects.of_unit(before, replace(before.facts.unit, kind="行政"))
    assert "　505 对事业单位经常性补助：1,590,006.88 → 1,195,006.88 元" in rows
    assert "　502 机关商品和服务支出：0.00 → 395,000.00 元" in rows
    assert worked_example.fingerprint() == stored
