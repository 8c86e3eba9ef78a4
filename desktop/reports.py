"""Plain data of a disclosure for scripts: the JSON of the command line. Amounts in 分, ids as in `lines`."""

from dataclasses import asdict
from typing import Any

from desktop.catalog.classification import load
from desktop.catalog.measures import Filter
from desktop.compute import causes as change_causes
from desktop.compute.causes import Cause, Effect
from desktop.compute.cube import Cube, Selection
from desktop.compute.difference import Difference
from desktop.compute.explain import Node
from desktop.compute.unit_causes import by_unit, wording
from desktop.disclosure import Disclosure
from desktop.findings import Finding, Outcome
from desktop.layouts.tables.figures import Figure, change_text
from desktop.layouts.tables.table import Cell, Table
from desktop.money import YUAN


def line_ids(cube: Cube, selection: Selection) -> list[str]:
    """Return the ids of the lines behind a figure."""
    return [line.key for line in cube.chosen(selection)]


def lines(cube: Cube) -> list[dict[str, Any]]:
    """Return every line of both years."""
    return [
        {
            "id": line.key,
            "side": line.side,
            "year": line.year,
            "function_code": line.function,
            "function_name": load("function").name(line.function),
            "economic_code": line.economic,
            "economic_name": load("economic").name(line.economic),
            "government_code": line.government,
            "government_name": load("government").name(line.government),
            "nature": line.nature,
            "project": line.project,
            "fund": line.fund,
            "carry": line.carry,
            "subsource": line.subsource,
            "procurement": line.procurement,
            "fen": line.amount,
            "rule": line.origin.rule,
            "unit": line.unit,
        }
        for line in cube.lines
    ]


def table(table_: Table, cube: Cube) -> dict[str, Any]:
    """Return one table: number, title, unit, header paths, rows with shown text and 分."""
    return {
        "id": table_.id,
        "number": table_.number,
        "title": table_.title,
        "unit": table_.style.unit,
        "empty": table_.empty,
        "notes": table_.notes,
        "lead": [{"label": lead.label, **_cell(lead.cell, cube)} for lead in table_.lead],
        "header": [list(path) for path in table_.header_paths()],
        "rows": [[_cell(cell, cube) for cell in table_.row(n)] for n in range(table_.height)],
    }


def _cell(cell: Cell, cube: Cube) -> dict[str, Any]:
    if cell.kind != "amount":
        return {"text": cell.text}
    return {"text": cell.text, "fen": cell.amount, "line_ids": line_ids(cube, cell.selection)}


def narrative(disclosure: Disclosure) -> dict[str, Any]:
    """Return the text and every figure it prints."""
    text = disclosure.narrative
    return {
        "title": text.title,
        "text": text.text,
        "figures": [figure(f, disclosure) for f in text.figures.values()],
        "owed_reasons": text.owed,
    }


def figure(figure_: Figure, disclosure: Disclosure) -> dict[str, Any]:
    """Return one figure with its comparison."""
    change = figure_.change
    return {
        "id": figure_.id,
        "label": figure_.label,
        "section": figure_.section,
        "measure": figure_.measure,
        "value": figure_.shown,
        "unit": figure_.unit,
        "fen": figure_.fen,
        "line_ids": line_ids(disclosure.cube, figure_.selection),
        "change": None
        if change is None
        else {
            "last_fen": change.prior,
            "fen": change.difference,
            "direction": str(change.printed_direction(disclosure.form.text_style)),
            "shown": change_text(figure_, disclosure.form),
            "value": disclosure.form.text_style.in_sentence(abs(change.difference)),
        },
    }


def outcome(outcome_: Outcome) -> dict[str, Any]:
    """Return how one obligation ended."""
    return {
        "code": outcome_.code,
        "title": outcome_.title,
        "severity": str(outcome_.severity),
        "status": str(outcome_.status),
        "note": outcome_.note,
        "findings": [finding(f) for f in outcome_.findings],
    }


def finding(finding_: Finding) -> dict[str, Any]:
    """Return one finding."""
    place = finding_.place
    return {
        "code": finding_.code,
        "severity": str(finding_.severity),
        "message": finding_.message,
        "where": place.describe(),
        "figure": place.figure,
        "line_ids": list(place.lines),
        "left": finding_.left,
        "right": finding_.right,
    }


def explanation(node: Node) -> dict[str, Any]:
    """Return an explanation tree."""
    return {"label": node.label, "value": node.value, "children": [explanation(child) for child in node.children]}


def difference(difference_: Difference) -> dict[str, str]:
    """Return one difference between two budgets."""
    return asdict(difference_)


def causes(effects: list[Effect]) -> list[dict[str, Any]]:
    """Return the causes of change: expenditure in all, by 项, and income; `fen` equals the sum of the parts."""
    return [_causes_of(code, name, change_causes.causes(effects, where)) for code, name, where in _explained(effects)]


def causes_together(effects: list[Effect]) -> list[dict[str, Any]]:
    """Return the causes of the same changes of several units together, each part with its unit (none: between them)."""
    found = []
    for code, name, where in _explained(effects):
        groups = by_unit(effects, where)
        parts = [
            {"unit": group.unit, "kind": str(part.kind), "subject": part.subject, "fen": part.amount}
            for group in groups
            for part in group.parts
        ]
        fen = sum(group.amount for group in groups)
        found.append({"code": code, "name": name, "fen": fen, "wording": wording(groups, YUAN), "parts": parts})
    return found


def _explained(effects: list[Effect]) -> list[tuple[str, str, Filter]]:
    """Return the figures whose change is explained: expenditure in all and by 项, and income."""
    names = load("function")
    codes = sorted({effect.line.function for effect in effects if effect.line.side == "支出"})
    wanted: list[tuple[str, str, Filter]] = [("支出", "支出合计", (("side", ("支出",)),))]
    wanted += [(code, names.name(code), (("side", ("支出",)), ("function", (code,)))) for code in codes]
    return [*wanted, ("收入", "收入合计", (("side", ("收入",)),))]


def _causes_of(code: str, name: str, parts: list[Cause]) -> dict[str, Any]:
    return {
        "code": code,
        "name": name,
        "fen": sum(part.amount for part in parts),
        "wording": change_causes.wording(parts, YUAN),
        "parts": [{"kind": str(part.kind), "subject": part.subject, "fen": part.amount} for part in parts],
    }
