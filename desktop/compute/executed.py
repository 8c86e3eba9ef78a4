"""What was spent last year (上年执行数) of the money a filter names: known only where every part of it was entered."""

from collections.abc import Iterable, Iterator, Mapping

from desktop.catalog.measures import CODE_DIMENSIONS, Filter, make_filter
from desktop.compute.controls import scale_doubt
from desktop.compute.cube import Cube, Selection
from desktop.ledger.records import Execution
from desktop.money import Fen

_ALONE: Mapping[int, str] = {}


def matching(executions: Iterable[Execution], where: Filter) -> list[Execution]:
    """Return the records that certainly belong to a filter of expenditure.

    One that does not say what the filter asks (its economic class, its project) is not among them.
    """
    return [record for record in executions if all(_fits(record, name, patterns) for name, patterns in where)]


def total(
    executions: Iterable[Execution], where: Filter, cube: Cube, budgeted: Selection, unit_of: Mapping[int, str] = _ALONE
) -> Fen | None:
    """Return what was spent last year, in 分; None while it is not known.

    budgeted: last year's budget of the same money. A 项 and fund that had some and has no record here leaves the sum
    open, and so does a record without an amount. unit_of: of several units, whose each budget is; what one of them
    entered does not stand for another.
    """
    found = matching(executions, where)
    entered = {(unit_of.get(record.budget_id, ""), record.function_code, record.fund) for record in found}
    wanted = {(line.unit if unit_of else "", line.function, line.fund) for line in cube.chosen(budgeted) if line.amount}
    amounts = [record.amount for record in found if record.amount is not None]
    return sum(amounts) if found and len(amounts) == len(found) and wanted <= entered else None


def scale_doubts(executions: Iterable[Execution], cube: Cube) -> Iterator[tuple[str, str]]:
    """Yield each 项 with money and why the unit of what was spent of it is in doubt (元, 万元): see `scale_doubt`."""
    spent: dict[tuple[str, str], Fen] = {}
    for record in executions:
        key = (record.function_code, record.fund)
        if not all(key):
            continue  # of what it was spent is still to be entered
        spent[key] = spent.get(key, 0) + (record.amount or 0)
    for (function, fund), amount in spent.items():
        where = make_filter({"side": ["支出"], "function": [function], "fund": [fund]}, "executed")
        last = cube.chosen(cube.select(where) & cube.in_year(cube.year - 1))
        doubt = scale_doubt(amount, sum(line.amount for line in last), "上年预算数")
        if doubt:
            yield f"{function}（{fund}）", doubt


def _fits(record: Execution, dimension: str, patterns: tuple[str, ...]) -> bool:
    values = {
        "side": "支出",
        "function": record.function_code,
        "economic": record.economic_code,
        "nature": record.nature,
        "fund": record.fund,
    }
    value = values.get(dimension, "")
    if not value:
        return False
    hits = [p for p in patterns if _hit(value, p.removeprefix("!"), dimension)]
    wanted = [p for p in patterns if not p.startswith("!")]
    return not any(p.startswith("!") for p in hits) and (not wanted or bool(hits))


def _hit(value: str, pattern: str, dimension: str) -> bool:
    return value.startswith(pattern) if dimension in CODE_DIMENSIONS else value == pattern
