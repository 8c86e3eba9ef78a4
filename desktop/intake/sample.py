"""The sample books shipped in `resources/samples/*.json`, written into a new book as one operation."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from desktop import paths
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import (
    Asset,
    Budget,
    DirectLine,
    FreeText,
    Income,
    Indicator,
    Institution,
    Project,
    Reason,
    Unit,
)
from desktop.money import AmountError, Fen, parse_yuan


@cache
def titles() -> dict[str, str]:
    """Return {sample name: title}."""
    folder = paths.resources() / "samples"
    return {p.stem: str(_read(p)["title"]) for p in sorted(folder.glob("*.json"), reverse=True)}


def write(name: str, target: Path) -> None:
    """Write a sample as a new book. Raises UserError for an unknown name or a taken file name."""
    if name not in titles():
        raise UserError(f"没有名为“{name}”的示例账本；可用的示例有：{'、'.join(titles())}")
    raw = _read(paths.resources() / "samples" / f"{name}.json")
    with Book.create(target) as book, book.operation(f"载入示例 {raw['title']}"):
        unit = book.insert(Unit(**raw["unit"]))
        for position, entry in enumerate(raw["institutions"]):
            book.insert(Institution(unit_id=unit.id, position=position, **entry))
        for entry in raw["budgets"]:
            _write_budget(book, unit.id, entry)


def _read(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def _fen(text: str) -> Fen:
    amount = parse_yuan(text)
    if isinstance(amount, AmountError):
        raise ValueError(amount.reason)
    return amount


def _write_budget(book: Book, unit_id: int, raw: dict[str, Any]) -> None:
    budget = book.insert(Budget(unit_id=unit_id, year=raw["year"]))
    projects = {}
    for position, entry in enumerate(raw["projects"]):
        projects[entry["name"]] = book.insert(Project(budget_id=budget.id, position=position, **entry)).id
    for position, entry in enumerate(raw["lines"]):
        book.insert(
            DirectLine(
                budget_id=budget.id,
                position=position,
                function_code=entry["function"],
                economic_code=entry["economic"],
                nature=entry["nature"],
                fund=entry["fund"],
                carry=entry["carry"],
                project_id=projects.get(entry.get("project", "")),
                amount=_fen(entry["yuan"]),
            )
        )
    for position, entry in enumerate(raw["income"]):
        amount = _fen(entry["yuan"])
        book.insert(
            Income(
                budget_id=budget.id,
                position=position,
                source=entry["source"],
                carry=entry["carry"],
                amount=amount,
            )
        )
    for position, entry in enumerate(raw.get("indicators", [])):
        book.insert(Indicator(budget_id=budget.id, position=position, **entry))
    for position, entry in enumerate(raw.get("assets", [])):
        book.insert(Asset(budget_id=budget.id, position=position, **entry))
    for key, text in raw.get("texts", {}).items():
        book.insert(FreeText(budget_id=budget.id, key=key, text=text))
    for figure, text in raw.get("reasons", {}).items():
        book.insert(Reason(budget_id=budget.id, figure=figure, text=text))
