"""The sample books shipped in `resources/samples/*.json`, written into a new book as one operation.

A sample of one unit is written out in its file. A department is a whole book as `dump` writes it, in the folder that
its file names, with the policy packs of its invented places beside it (`policy.samples_folder`).
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from desktop import paths
from desktop.exchange import fill
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import (
    Asset,
    AssetPlan,
    Budget,
    DirectLine,
    Establishment,
    FreeText,
    Income,
    Indicator,
    Institution,
    PayItem,
    Person,
    Procurement,
    Project,
    ProjectLine,
    ProjectYear,
    QuotaSplit,
    Reason,
    Release,
    Unit,
)
from desktop.money import AmountError, Fen, parse_yuan


@cache
def titles() -> dict[str, str]:
    """Return {sample name: title}."""
    return {p.stem: str(_read(p)["title"]) for p in sorted(_folder().glob("*.json"), reverse=True)}


@cache
def of_one_unit() -> tuple[str, ...]:
    """Return the names of the samples that are the budget of one unit; the others are departments."""
    return tuple(name for name in titles() if "unit" in _read(_folder() / f"{name}.json"))


def write(name: str, target: Path) -> None:
    """Write a sample as a new book. Raises UserError for an unknown name or a taken file name."""
    if name not in titles():
        raise UserError(f"没有名为“{name}”的示例账本；可用的示例有：{'、'.join(titles())}")
    raw = _read(_folder() / f"{name}.json")
    step = f"载入示例 {raw['title']}"
    if "book" in raw:
        if target.exists():
            raise UserError(f"文件“{target.name}”已存在，没有覆盖；请换一个文件名")
        fill.load_file(target, _folder() / raw["book"], step=step)
        return
    with Book.create(target) as book, book.operation(step):
        if "form" in raw:
            book.choose_form(raw["form"])
        unit = book.insert(Unit(**raw["unit"]))
        for position, entry in enumerate(raw["institutions"]):
            book.insert(Institution(unit_id=unit.id, position=position, **entry))
        for entry in raw.get("establishments", []):
            book.insert(Establishment(unit_id=unit.id, **entry))
        for entry in raw["budgets"]:
            _write_budget(book, unit.id, entry)


def _folder() -> Path:
    return paths.resources() / "samples"


def _read(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def _fen(text: str) -> Fen:
    amount = parse_yuan(text)
    if isinstance(amount, AmountError):
        raise ValueError(amount.reason)
    return amount


def _write_budget(book: Book, unit_id: int, raw: dict[str, Any]) -> None:
    budget = book.insert(Budget(unit_id=unit_id, year=raw["year"], policy=raw.get("policy", "")))
    projects = {}
    for position, entry in enumerate(raw["projects"]):
        projects[entry["name"]] = _write_project(book, budget.id, position, entry)
    for position, entry in enumerate(raw["lines"]):
        book.insert(
            DirectLine(
                budget_id=budget.id,
                position=position,
                function_code=entry["function"],
                economic_code=entry["economic"],
                government_code=entry.get("government", ""),
                nature=entry["nature"],
                fund=entry["fund"],
                carry=entry["carry"],
                project_id=projects.get(entry.get("project", "")),
                amount=_fen(entry["yuan"]),
            )
        )
    for position, entry in enumerate(raw["income"]):
        place = {"source": entry["source"], "carry": entry["carry"]}
        book.insert(Income(budget_id=budget.id, position=position, amount=_fen(entry["yuan"]), **place))
    for position, entry in enumerate(raw.get("people", [])):
        _write_person(book, budget.id, position, entry)
    for position, entry in enumerate(raw.get("quota_split", [])):
        book.insert(QuotaSplit(budget_id=budget.id, position=position, **_money(entry, "amount")))
    for position, entry in enumerate(raw.get("procurement", [])):
        book.insert(Procurement(budget_id=budget.id, position=position, **_money(entry, "amount", "price")))
    for position, entry in enumerate(raw.get("indicators", [])):
        book.insert(Indicator(budget_id=budget.id, position=position, **entry))
    for position, entry in enumerate(raw.get("assets", [])):
        book.insert(Asset(budget_id=budget.id, position=position, **entry))
    if "release" in raw:
        book.insert(Release(budget_id=budget.id, **raw["release"]))
    for key, text in raw.get("texts", {}).items():
        book.insert(FreeText(budget_id=budget.id, key=key, text=text))
    for figure, text in raw.get("reasons", {}).items():
        book.insert(Reason(budget_id=budget.id, figure=figure, text=text))


def _money(entry: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return the entry with the named amounts in 分."""
    return {key: _fen(value) if key in names and value is not None else value for key, value in entry.items()}


PROJECT_PARTS = ("years", "lines", "procurement", "assets", "indicators")


def _write_project(book: Book, budget_id: int, position: int, raw: dict[str, Any]) -> int:
    """Write a project with its plan, measurement lines, procurement, assets and indicators; return its id."""
    plain = _money({k: v for k, v in raw.items() if k not in PROJECT_PARTS}, "total", "control")
    project = book.insert(Project(budget_id=budget_id, position=position, **plain))
    for year, amount in raw.get("years", {}).items():
        book.insert(ProjectYear(budget_id=budget_id, project_id=project.id, year=int(year), amount=_fen(amount)))
    for number, entry in enumerate(raw.get("lines", [])):
        fields = _money({**entry, "economic_code": entry["economic"]}, "price")
        del fields["economic"]
        book.insert(ProjectLine(budget_id=budget_id, project_id=project.id, position=number, **fields))
    for number, entry in enumerate(raw.get("procurement", [])):
        fields = _money(entry, "amount", "price")
        book.insert(Procurement(budget_id=budget_id, project_id=project.id, position=number, **fields))
    for number, entry in enumerate(raw.get("assets", [])):
        fields = _money(entry, "price")
        book.insert(AssetPlan(budget_id=budget_id, project_id=project.id, position=number, **fields))
    for number, entry in enumerate(raw.get("indicators", [])):
        book.insert(Indicator(budget_id=budget_id, project_id=project.id, position=number, **entry))
    return project.id


def _write_person(book: Book, budget_id: int, position: int, raw: dict[str, Any]) -> None:
    fields = {key: value for key, value in raw.items() if key != "items"}
    person = book.insert(Person(budget_id=budget_id, position=position, **fields))
    for item, amount in raw["items"].items():
        book.insert(PayItem(budget_id=budget_id, person_id=person.id, item=item, amount=_fen(amount)))
