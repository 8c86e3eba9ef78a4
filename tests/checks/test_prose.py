"""The tails of rounding: the largest is the largest number, not the text that sorts last."""

from desktop import pipeline
from desktop.checks import prose
from desktop.layouts import loader


def test_the_largest_tail_is_named(sample_facts, monkeypatch):
    facts, last = sample_facts["qinghe_2025"]
    context, _ = pipeline.prepare(facts, last, loader.load("chongqing/2023"))
    monkeypatch.setattr(prose, "_tails", lambda table: iter([(0, 0, -950, 3000), (1, 0, 1200, 3000), (2, 0, 3, 3000)]))
    found = list(prose.printed_sums(context))
    table = next(iter(context.tables.values()))
    assert len(found) == len(context.tables)
    assert all(f"有 3 处分项之和与合计相差 {table.style.show_steps(1200)} " in f.message for f in found)
