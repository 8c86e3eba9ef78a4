"""What the expressions must answer, by plain loops over the generated contents."""

from collections import Counter
from typing import Any

from desktop.catalog.measures import CODE_DIMENSIONS, Measure
from desktop.money import half_up

Contents = list[tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]]


def total(contents: Contents, side: str) -> int:
    return sum(line["amount"] for _, tables in contents for line in tables["lines"] if line["side"] == side)


def by(contents: Contents, dimension: str, side: str = "支出") -> dict[str, int]:
    found: Counter[str] = Counter()
    for _, tables in contents:
        for line in tables["lines"]:
            if line["side"] == side:
                found[line[dimension]] += line["amount"]
    return dict(found)


def matches(line: dict[str, Any], measure: Measure) -> bool:
    for dimension, patterns in measure.where:
        value, codes = line[dimension], dimension in CODE_DIMENSIONS
        fits = [value.startswith(p.lstrip("!")) if codes else value == p.lstrip("!") for p in patterns]
        wanted = [fit for fit, p in zip(fits, patterns, strict=True) if not p.startswith("!")]
        unwanted = [fit for fit, p in zip(fits, patterns, strict=True) if p.startswith("!")]
        if (wanted and not any(wanted)) or any(unwanted):
            return False
    return True


def per_head(contents: Contents, measure: Measure) -> dict[str, tuple[str, int, int, int]]:
    """Unit → kind, heads, amount, amount per head."""
    found = {}
    for about, tables in contents:
        heads = sum(row["heads"] for row in tables["staff"] if row["status"] == "在职")
        amount = sum(line["amount"] for line in tables["lines"] if matches(line, measure))
        found[about["unit_code"]] = about["unit_kind"], heads, amount, half_up(amount, heads)
    return found
