"""Entering one new record by the names of its fields: 方式=追加, 金额=50000."""

from collections.abc import Sequence
from typing import Any, TypeVar

from desktop.exchange import shape, typed, unknown_names
from desktop.exchange.keys import nearest
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Project, Record

R = TypeVar("R", bound=Record)


def enter(book: Book, budget: Budget, kind: type[R], values: Sequence[tuple[str, str]], name: str) -> R:
    """Store a new record of a budget from values by label, as one step. Raises UserError where one does not fit."""
    fields = [field for field in shape.values_of(kind) if field.label]
    projects = book.records(Project, budget_id=budget.id)
    found: dict[str, Any] = {}
    for label, text in values:
        field = next((each for each in fields if label in (each.name, each.label)), None)
        if field is None:
            raise UserError(f"没有“{label}”这一项{nearest(label, [each.label for each in fields])}")
        if field.name in found:
            raise UserError(f"“{label}”写了两次，没有录入；请只写一次")
        value, problem = typed.read(kind, field, text, lambda: projects, budget.policy)
        problem = problem or unknown_names.of_code(field, text)
        if problem:
            raise UserError(f"“{label}”没有录入：{problem}")
        found[field.name] = value
    if "position" in kind.__dataclass_fields__:
        found["position"] = len(book.records(kind, budget_id=budget.id))
    with book.operation(name):
        return book.insert(kind(budget_id=budget.id, **found))  # type: ignore[call-arg]
