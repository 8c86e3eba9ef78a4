"""Everything a report asks of a dataset, run on an engine: one table of answers for each question."""

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


def questions(tables: Tables, year: int, stage: str, before: str = "") -> dict[str, "ir.Table"]:
    """Return the expressions of a report by name. before: an earlier stage to compare with, empty for none."""
    of = expressions.period(tables, year, stage)
    found = {
        "units": expressions.unit_totals(of),
        "replaced": expressions.replaced(tables, year, stage),
        "checks": expressions.check_totals(of),
        "open": expressions.open_outcomes(of),
        "function": expressions.by_code(of, "function"),
        "economic": expressions.by_code(of, "economic"),
        "government": expressions.by_code(of, "government"),
        "fund": expressions.by_fund(of),
        "kind": expressions.by_kind(of),
        "touched": transfers.touched(of),
        "summed": transfers.summed(of),
    }
    known = measures.read(paths.resources() / "measures.toml")
    for name in COMPARED:
        found[f"kind of {name}"] = outliers.against_kind(of, known[name])
        found[f"near {name}"] = outliers.against_neighbours(of, known[name])
    found["few"] = outliers.few(of, known[COMPARED[0]])
    if before:
        found["stages"] = expressions.stages(expressions.period(tables, year, before), of)
    return found


def run(asked: dict[str, "ir.Table"]) -> Answers:
    """Run the expressions of a report, one after the other."""
    return {name: expression.to_pyarrow().to_pylist() for name, expression in asked.items()}
