"""The tails of rounding: the largest is the largest number, not the text that sorts last; no table is missing."""

from dataclasses import replace

from desktop import pipeline
from desktop.checks import tables
from desktop.checks.catalogue import REGISTER
from desktop.checks.register import run_one
from desktop.checks.tables import tolerance
from desktop.layouts.form import loader
from tests.small_cases import small_cases


def test_the_largest_tail_is_named(sample_facts, monkeypatch):
    facts, last = sample_facts["qinghe_2025"]
    disclosure = pipeline.disclose(facts, last, loader.load("chongqing/2023"))
    monkeypatch.setattr(tables, "_tails", lambda table: iter([(0, 0, -950, 3000), (1, 0, 1200, 3000), (2, 0, 3, 3000)]))
    found = list(tables.printed_sums(disclosure))
    table = disclosure.tables[0]
    assert len(found) == len(disclosure.tables)
    assert all(f"有 3 处分项之和与合计相差 {table.style.show_steps(1200)} " in f.message for f in found)


@small_cases(("parts", "tail"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)])
def test_the_tail_grows_with_the_number_of_parts(parts, tail):
    assert tolerance(parts) == tail


def test_a_missing_table_is_an_error_where_the_form_keeps_empty_ones(wuxi):
    rest = [table for table in wuxi.tables if table.id != "gov_fund"]
    check = next(r for r in REGISTER if r.code == "C83")
    found = run_one(check, replace(wuxi, tables=rest))
    assert len(found.findings) == 1
    omitting = replace(wuxi.form, empty_table="omit")
    assert not run_one(check, replace(wuxi, tables=rest, form=omitting)).findings
