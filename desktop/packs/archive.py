"""A pack as bytes: members in a fixed order with the dates of the budget, so that the same book gives the same file."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from desktop.compute.summed_lines import FewPeople
from desktop.exchange.values import yuan
from desktop.exporters.delivery import tabular
from desktop.ledger.records import (
    OF_A_UNIT,
    Budget,
    BudgetFacts,
    FreeText,
    Institution,
    Project,
    Reason,
    Record,
    Release,
    RunningFunction,
    Unit,
)
from desktop.packs import tables
from desktop.packs.content import DIMENSIONS, Content, amounts, lines_of, totals

FORMAT = "mingzhang-pack-1"
MANIFEST, PACKAGE = tabular.MANIFEST, tabular.PACKAGE
LINES = "data/lines.csv"
FEW, FEW_NAMES = "few_people", ("year", "stage", "function", "economic", "fund", "subsource")
"""Where the manifest says of which places the sum is the pay of fewer than three people, and how it names them."""
SIGNED = "signed"
"""Where the manifest lists the SHA-256 of each signed page kept with the stage; neither scan nor name leaves."""
LINE_COLUMNS = ("year", "stage", *DIMENSIONS, "amount")
BUDGET, CONTROLS = "预算", "控制数"
"""The two kinds of packs: from a unit upwards, and from above to a unit."""

Members = dict[str, bytes]


def members_of(content: Content) -> Members:
    """Return the data of a budget's pack by the names of its members."""
    found = {tables.file_of(kind): _table(kind, rows) for kind, rows in rows_of(content.budgets).items() if rows}
    found[LINES] = tabular.csv_bytes([LINE_COLUMNS, *_line_rows(content.budgets)])
    main = content.main
    return {**found, PACKAGE: _package(f"{main.unit.name}{main.budget.year}年预算", found)}


def manifest_of(content: Content) -> dict[str, Any]:
    """Return what the pack says of itself, without its members."""
    main = content.main
    checks: dict[str, int] = {}
    for result in main.check_results:
        checks[result.status] = checks.get(result.status, 0) + 1
    return {
        **heading(BUDGET, main.unit, main.budget),
        "layout": content.layout,
        "version": content.version,
        "errors": content.errors,
        "checks": dict(sorted(checks.items())),
        "totals": {side: yuan(amount) for side, amount in totals(lines_of(main)).items()},
        **({FEW: [_few(each) for each in content.few]} if content.few else {}),
        **({SIGNED: list(content.signed)} if content.signed else {}),
    }


def _few(place: FewPeople) -> dict[str, Any]:
    """Return a place without its heads: whether they are one or two, only the sender is told."""
    return {name: getattr(place, name) for name in FEW_NAMES}


def heading(kind: str, unit: Unit, budget: Budget) -> dict[str, Any]:
    """Return by what every pack is known."""
    return {
        "format": FORMAT,
        "kind": kind,
        "unit": unit.name,
        "code": unit.code,
        "year": budget.year,
        "stage": budget.stage,
    }


def packed(manifest: Mapping[str, Any], members: Members) -> bytes:
    """Return the file of a pack: the manifest with the SHA-256 of each member, then the members by name."""
    return tabular.packed(manifest, members)


def control_members(title: str, controls: Sequence[Record], projects: Sequence[Record] = ()) -> Members:
    """Return the data of a pack of control numbers, with code and name of the projects they name."""
    numbers = {(Project.TABLE, 1, project.id): place for place, project in enumerate(projects, 1)}
    found = {}
    for records in filter(None, (projects, controls)):
        kind = type(records[0])
        rows = [tables_row(kind, each, n, 1, numbers) for n, each in enumerate(records, 1)]
        found[tables.file_of(kind)] = _table(kind, rows)
    return {**found, PACKAGE: _package(title, found)}


def rows_of(budgets: Sequence[BudgetFacts]) -> dict[type[Record], list[list[str]]]:
    """Return the rows of each kind of record, numbered from 1; references name the number of a row."""
    numbers: dict[tuple[str, int, int], int] = {}
    found: dict[type[Record], list[list[str]]] = {}
    for kind in tables.KINDS:
        rows = found[kind] = []
        for place, facts in enumerate(budgets[:1] if kind is Unit or kind in OF_A_UNIT else budgets, 1):
            for record in records_of(facts, kind):
                numbers[kind.TABLE, place, record.id] = len(rows) + 1
                rows.append(tables_row(kind, record, len(rows) + 1, place, numbers))
    return found


def tables_row(
    kind: type[Record],
    record: Record,
    number: int,
    budget: int,
    numbers: Mapping[tuple[str, int, int], int] | None = None,
) -> list[str]:
    """Return one record as the cells of its row. budget: the place of its budget in the pack, from 1."""
    cells = []
    for column in tables.columns_of(kind):
        value = number if column is tables.ID else getattr(record, column.name)
        if column.name == "budget_id":
            value = budget
        elif numbers is not None and tables.refers_to(column) and value:
            value = numbers[column.of, budget, value]
        cells.append(tables.written(column, value))
    return cells


_OF_UNIT = {Institution: "institutions", RunningFunction: "running_functions"}


def records_of(facts: BudgetFacts, kind: type[Record]) -> Sequence[Record]:
    """Return the records of one kind of a budget, or of its unit."""
    if kind in (Unit, Budget):
        return (facts.unit,) if kind is Unit else (facts.budget,)
    if kind is Release:
        return (facts.release,) if tables_row(kind, facts.release, 1, 1) != tables_row(kind, Release(), 1, 1) else ()
    if kind is Reason:
        return tuple(Reason(figure=figure, text=text) for figure, text in facts.reasons.items())
    if kind is FreeText:
        return tuple(FreeText(key=key, text=text) for key, text in facts.texts.items())
    if kind in OF_A_UNIT:
        found: Sequence[Record] = getattr(facts, _OF_UNIT.get(kind, "establishments"))
        return found
    listed: Sequence[Record] = getattr(facts, kind.ABOUT.facts)
    return listed


def _line_rows(budgets: Iterable[BudgetFacts]) -> Iterable[Sequence[str]]:
    for facts in budgets:
        heads = (str(facts.budget.year), facts.budget.stage)
        for row, amount in sorted(amounts(lines_of(facts)).items()):
            yield (*heads, *row, yuan(amount))


def _table(kind: type[Record], rows: Iterable[Sequence[str]]) -> bytes:
    return tabular.csv_bytes([[column.name for column in tables.columns_of(kind)], *rows])


def _package(title: str, files: Mapping[str, bytes]) -> bytes:
    """Return the description of the data as a Frictionless Tabular Data Package."""
    kinds = {tables.file_of(kind): kind for kind in tables.KINDS}
    resources = []
    for name, content in sorted(files.items()):
        kind = kinds.get(name)
        title_of, schema = (kind.ABOUT.label, tables.schema_of(kind)) if kind else ("预算行", _LINE_SCHEMA)
        resources.append(tabular.resource(name, title_of, content, schema))
    return tabular.described(title, resources)


_LINE_TITLES = (
    *("年度", "阶段", "收支", "功能科目", "部门经济科目", "政府经济科目", "支出性质", "项目", "资金来源", "当年或结转"),
    *("采购类别", "政府购买服务", "资金子来源", "机关运行经费", "金额（元）"),
)
_LINE_TYPES = {"year": "integer", "amount": "number"}
_LINE_SCHEMA = {
    "fields": [
        {"name": name, "type": _LINE_TYPES.get(name, "string"), "title": title}
        for name, title in zip(LINE_COLUMNS, _LINE_TITLES, strict=True)
    ]
}
