"""Everything a report asks of a dataset, run on an engine: one table of answers for each question."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from desktop import paths
from desktop.catalog import measures
from desktop.collect import expressions, outliers, transfers
from desktop.collect.engines import Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir

COMPARED = ("public", "three_public", "training")
"""Measures that are compared per head."""

Answers = dict[str, list[dict[str, Any]]]


Questions = dict[str, Callable[[], "ir.Table"]]
"""What gives the expression of a question, by its name."""


def questions(tables: Tables, year: int, stage: str, before: str = "") -> Questions:
    """Return the questions of a report. before: an earlier stage to compare with, empty for none."""
    of = expressions.period(tables, year, stage)
    found: Questions = {
        "units": partial(expressions.unit_totals, of),
        "replaced": partial(expressions.replaced, tables, year, stage),
        "checks": partial(expressions.check_totals, of),
        "open": partial(expressions.open_outcomes, of),
        "function": partial(expressions.by_code, of, "function"),
        "economic": partial(expressions.by_code, of, "economic"),
        "government": partial(expressions.by_code, of, "government"),
        "fund": partial(expressions.by_fund, of),
        "kind": partial(expressions.by_kind, of),
        "touched": partial(transfers.touched, of),
        "summed": partial(transfers.summed, of),
    }
    known = measures.read(paths.resources() / "measures.toml")
    for name in COMPARED:
        found[f"kind of {name}"] = partial(outliers.against_kind, of, known[name])
        found[f"near {name}"] = partial(outliers.against_neighbours, of, known[name])
    found["few"] = partial(outliers.few, of, known[COMPARED[0]])
    if before:
        found["stages"] = lambda: expressions.stages(expressions.period(tables, year, before), of)
    return found


def run(asked: Questions) -> Answers:
    """Run the questions of a report, one after the other."""
    return {name: question().to_pyarrow().to_pylist() for name, question in asked.items()}
